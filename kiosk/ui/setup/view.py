"""The first run: which event, which list, what this station is for; opens no file itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.settings import StationRole
from kiosk.texts import LANGUAGE_NAMES, _
from kiosk.ui.setup.rail import Rail
from kiosk.ui.setup.state import SetupAnswers, SetupState
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.button import DESK, MAIN, Button, Kind
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChoiceField, Field
from kiosk.ui.widgets.panel import Panel

_PIN_LONGEST = 12


class SetupView(QWidget):
    """One page with everything that a first start needs.

    Signals: demo_chosen(bool), event_file_chosen(path), list_file_chosen(path),
    language_chosen(code), started(SetupAnswers).
    """

    demo_chosen = Signal(bool)
    event_file_chosen = Signal(str)
    list_file_chosen = Signal(str)
    language_chosen = Signal(str)
    started = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state = SetupState()
        self.title = ElidedLabel(px=40, weight=700, tracking=-0.022, shrink=0.6)
        self.banner = Banner()
        self.demo, self.own = Choice("F1"), Choice("F2")
        self.event_file, self.list_file = Button(size=DESK), Button(size=DESK)
        self.event_line = ElidedLabel(px=18, ink="text2")
        self.list_line = ElidedLabel(px=18, ink="text2")
        self.name, self.pin = Field(), Field()
        self.language, self.role = ChoiceField(), ChoiceField()
        self.checkpoint = ChoiceField()
        self.progress = ElidedLabel(px=18, ink="text2")
        self.start = Button(kind=Kind.PRIMARY, size=MAIN, key="Enter")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Rail())
        column = QVBoxLayout()
        column.setContentsMargins(48, 28, 48, 24)
        column.setSpacing(14)
        whole.addLayout(column, 1)
        column.addWidget(self.title)
        column.addWidget(self.banner)
        choices = QHBoxLayout()
        choices.setSpacing(16)
        choices.addWidget(self.demo)
        choices.addWidget(self.own)
        column.addLayout(choices)
        column.addWidget(self._files())
        column.addWidget(self._station())
        column.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self.progress, 1)
        last.addWidget(self.start)
        column.addLayout(last)

    def _files(self) -> QWidget:
        self.files = Panel()
        grid = QGridLayout(self.files)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        for row, (button, line) in enumerate(
            ((self.event_file, self.event_line), (self.list_file, self.list_line))
        ):
            grid.addWidget(button, row, 0)
            grid.addWidget(line, row, 1)
        grid.setColumnStretch(1, 1)
        return self.files

    def _station(self) -> QWidget:
        panel = Panel()
        grid = QGridLayout(panel)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        self.pin.line.setEchoMode(self.pin.line.EchoMode.Password)
        self.pin.line.setMaxLength(_PIN_LONGEST)
        for at, wide in enumerate((self.role, self.checkpoint)):
            grid.addWidget(wide, 0, at * 3, 1, 3)
        for at, narrow in enumerate((self.name, self.pin, self.language)):
            grid.addWidget(narrow, 1, at * 2, 1, 2)
        for at in range(6):
            grid.setColumnStretch(at, 1)
        return panel

    def _connect(self) -> None:
        self.demo.clicked.connect(self._on_source)
        self.own.clicked.connect(self._on_source)
        self.event_file.clicked.connect(self._choose_event)
        self.list_file.clicked.connect(self._choose_list)
        self.language.edited.connect(self._on_language)
        self.role.edited.connect(self._on_role)
        self.start.clicked.connect(self._on_start)
        self.banner.dismissed.connect(self.banner.hide)

    def set_answers(self, answers: SetupAnswers) -> None:
        """Fill the form with what was chosen before."""
        self.name.set_text(answers.name)
        self.language.set_value(answers.language)
        self.role.set_value(answers.role)
        self.checkpoint.set_value(answers.checkpoint)

    def answers(self) -> SetupAnswers:
        """What the form says now."""
        return SetupAnswers(
            demo=self.state.demo,
            name=self.name.text(),
            language=self.language.value() or "es",
            role=StationRole(self.role.value() or StationRole.DESK),
            checkpoint=self.checkpoint.value(),
            pin=self.pin.text(),
        )

    def show_state(self, state: SetupState) -> None:
        """Draw this state; what is typed stays."""
        self.state = state
        self.demo.setChecked(state.demo)
        self.own.setChecked(not state.demo)
        self.files.setVisible(not state.demo)
        self.event_line.setText(state.event_name or state.event_file or _("Todavía ninguno"))
        self.list_line.setText(state.list_file or _("Ninguna (puede importarse después)"))
        self.checkpoint.offer(state.checkpoints)
        self.progress.setText(state.progress)
        self.banner.show_text(state.problem, _("Entendido"))
        self.setEnabled(not state.busy)
        self._on_role()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("¿Con qué evento y para qué?"))
        self.demo.set_words(_("Ver la demostración"), _("Un evento inventado"))
        self.own.set_words(_("Cargar un evento"), _("Su event.toml y su lista"))
        self.event_file.set_label(_("Elegir el evento…"))
        self.list_file.set_label(_("Elegir la lista…"))
        self.name.set_words(_("Nombre de la estación"))
        self.pin.set_words(_("PIN para salir (opcional)"))
        self.language.set_words(_("Idioma"))
        self.role.set_words(_("¿Qué hará esta estación?"))
        self.checkpoint.set_words(_("Punto de control"))
        self.start.set_label(_("Empezar"))
        language = self.language.value()
        self.language.offer(tuple(LANGUAGE_NAMES.items()))
        self.language.set_value(language or "es")
        role = self.role.value() or StationRole.DESK
        self.role.offer(
            (
                (StationRole.DESK, _("Mesa de acreditación")),
                (StationRole.SELF_SERVICE, _("Autoservicio")),
                (StationRole.DOOR, _("Puerta de sala")),
            )
        )
        self.role.set_value(role)
        self.show_state(self.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins, F1 and F2 choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start.click()
        elif event.key() in (Qt.Key.Key_F1, Qt.Key.Key_F2):
            (self.demo if event.key() == Qt.Key.Key_F1 else self.own).click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_source(self) -> None:
        self.demo_chosen.emit(self.demo.isChecked())

    def _on_role(self) -> None:
        """A door needs to know which room; the others may leave it open."""
        self.checkpoint.setEnabled(self.checkpoint.box.count() > 1)

    def _on_language(self) -> None:
        self.language_chosen.emit(self.language.value() or "es")

    def _on_start(self) -> None:
        self.started.emit(self.answers())

    def _choose_event(self) -> None:
        self._choose(_("Elegir el evento…"), "TOML (*.toml)", self.event_file_chosen)

    def _choose_list(self) -> None:
        kinds = "CSV, Excel, ODS, JSON (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json)"
        self._choose(_("Elegir la lista…"), kinds, self.list_file_chosen)

    def _choose(self, title: str, kinds: str, chosen: SignalInstance) -> None:
        """Ask for a file without blocking the program."""
        dialog = QFileDialog(self, title, "", kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(chosen)
        dialog.open()
