"""The first run: which event, which list, what this station is for; opens no file itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.domain.settings import StationRole
from kiosk.texts import LANGUAGE_NAMES, _
from kiosk.ui.setup.event_page import EventPage
from kiosk.ui.setup.fetch_page import FetchPage
from kiosk.ui.setup.map_page import MapPage
from kiosk.ui.setup.rail import Rail
from kiosk.ui.setup.source_page import SourcePage
from kiosk.ui.setup.state import SetupAnswers, SetupState, Step
from kiosk.ui.setup.station_form import StationForm
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.button import DESK, MAIN, Button, ButtonSize, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChoiceField
from kiosk.ui.widgets.focus_ring import FocusRing

_MAIN_LOW = ButtonSize(60, 22, 700, 12, 28, 14, 20, 2, 32)
_LOW, _NARROW, _ROOMY = 760, 1200, 900
_F_KEYS = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)


class SetupView(QWidget):
    """The pages of a first start, one at a time, and the buttons below them.

    Signals: language_chosen(code), back_pressed(), other_pressed(), main_pressed(); those of the
    pages are theirs.
    """

    language_chosen = Signal(str)
    back_pressed = Signal()
    other_pressed = Signal()
    main_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state = SetupState()
        self.rail = Rail()
        self.title = ElidedLabel(px=40, weight=700, tracking=-0.022, shrink=0.5)
        self.subtitle = ElidedLabel(px=20, ink="text2", shrink=0.8)
        self.banner = Banner()
        self.event_page, self.source, self.columns = EventPage(), SourcePage(), MapPage()
        self.event_page.set_compact(compact=True)  # until its size is known, no window is too low
        self.fetch, self.station = FetchPage(), StationForm()
        self.language = ChoiceField()
        self.progress = ElidedLabel(px=18, ink="text2")
        self.back, self.other = Button(size=DESK, key="Esc"), Button(size=DESK)
        self.start = Button(kind=Kind.PRIMARY, size=MAIN, key="Enter")
        self._lay_out()
        self._connect()
        self._ring = FocusRing(self)
        self.retranslate()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        self._column = QVBoxLayout()
        self._column.setSpacing(14)
        whole.addLayout(self._column, 1)
        self._column.addWidget(self._head())
        self._column.addWidget(self.banner)
        self._column.addWidget(self.event_page)
        for page in (self.source, self.columns, self.fetch):
            self._column.addWidget(page, 1)
        self._column.addWidget(self.station)
        self._spare = QWidget()
        self._column.addWidget(self._spare, 1)
        last = QHBoxLayout()
        last.setSpacing(16)
        last.addWidget(self.back)
        last.addWidget(self.progress, 1)
        last.addWidget(self.other)
        last.addWidget(self.start)
        self._column.addLayout(last)

    def _head(self) -> QWidget:
        """Title and line at the left, the language at the right; no higher than they need."""
        whole = QWidget()
        whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout(whole)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        head.addLayout(words, 1)
        self.language.set_compact(compact=True)
        self.language.setFixedWidth(190)
        head.addWidget(self.language)
        return whole

    def _connect(self) -> None:
        self.language.edited.connect(self._on_language)
        self.back.clicked.connect(self.back_pressed)
        self.other.clicked.connect(self.other_pressed)
        self.start.clicked.connect(self.main_pressed)
        self.banner.dismissed.connect(self.banner.hide)

    def set_answers(self, answers: SetupAnswers) -> None:
        """Fill the form with what was chosen before."""
        self.station.name.set_text(answers.name)
        self.language.set_value(answers.language)
        self.station.role.set_value(answers.role)
        self.station.checkpoint.set_value(answers.checkpoint)

    def answers(self) -> SetupAnswers:
        """What the form says now."""
        station = self.station
        return SetupAnswers(
            demo=self.state.demo,
            name=station.name.text(),
            language=self.language.value() or "es",
            role=StationRole(station.role.value() or StationRole.DESK),
            checkpoint=station.checkpoint.value(),
            pin=station.pin.text(),
        )

    def show_state(self, state: SetupState) -> None:
        """Draw this state; what is typed stays."""
        turned = state.step is not self.state.step
        joining = state.join is not None and self.state.join is None
        self.state = state
        self.title.setText(state.title)
        self.subtitle.setText(state.subtitle)
        fetching = state.join is not None and state.step is Step.FETCH
        self.rail.show_step(Step.STATION if fetching else state.step)
        self._show_page(state)
        self.event_page.draw(state)
        self.source.draw(state.source)
        self.columns.draw(state.mapping)
        self.fetch.draw(state.fetch)
        self.station.offer(state.checkpoints)
        self.station.settle(state.join)
        self.progress.setText(state.progress)
        self.banner.show_text(state.problem, _("Entendido"))
        self._show_buttons(state)
        if turned or (joining and state.step is Step.EVENT):
            self._first().setFocus()

    def _show_page(self, state: SetupState) -> None:
        station = state.step is Step.STATION or (state.step is Step.EVENT and state.demo)
        pages = (
            (self.event_page, state.step is Step.EVENT),
            (self.source, state.step is Step.SOURCE),
            (self.columns, state.step is Step.MAPPING),
            (self.fetch, state.step is Step.FETCH),
            (self.station, station),
        )
        # first what goes: both at once would need more height than a small screen has
        for page, shown in sorted(pages, key=lambda pair: pair[1]):
            page.setVisible(shown)
        self._spare.setVisible(state.step in {Step.EVENT, Step.STATION})
        fields: tuple[QWidget, ...] = (self.source, self.columns, self.station, self.language)
        for part in (self.event_page, *fields):
            part.setEnabled(not state.busy)

    def _show_buttons(self, state: SetupState) -> None:
        buttons = state.buttons
        self.back.set_label(buttons.back)
        self.back.setVisible(bool(buttons.back))
        self.other.set_label(buttons.other)
        self.other.setVisible(bool(buttons.other))
        self.start.set_label(buttons.main)
        self.start.setEnabled(not buttons.locked)

    def _first(self) -> QWidget:
        """Where the keyboard begins on the page in hand."""
        step = self.state.step
        if step is Step.SOURCE:
            return self.source.form.first()
        if step is Step.MAPPING:
            return self.columns.first()
        if step is Step.EVENT and self.state.join is not None:
            return self.event_page.join.invitation
        return self._first_of_station() if step is Step.STATION else self

    def _first_of_station(self) -> QWidget:
        """The first field that can be filled in."""
        form = self.station
        fields = (form.role, form.checkpoint, form.name, form.pin)
        return next((one for one in fields if one.isEnabled() and one.isVisibleTo(form)), self)

    def retranslate(self) -> None:
        """Words in the language in force; those of the state are the controller's."""
        self.event_page.retranslate()
        self.source.retranslate()
        self.station.retranslate()
        self.language.set_words(_("Idioma"))
        language = self.language.value()
        self.language.offer(tuple(LANGUAGE_NAMES.items()))
        self.language.set_value(language or "es")
        self.rail.update()
        self.show_state(self.state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back, F1 and the next ones choose."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start.click()
        elif key == Qt.Key.Key_Escape and self.back.isVisible():
            self.back.click()
        elif key in _F_KEYS:
            self._choose(_F_KEYS.index(Qt.Key(key)))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller margins where there is little room."""
        super().resizeEvent(event)
        low, narrow = event.size().height() < _LOW, event.size().width() < _NARROW
        side = 24 if narrow else 48
        self._column.setContentsMargins(side, 16 if low else 28, side, 14 if low else 24)
        self._column.setSpacing(10 if low else 14)
        self.rail.set_narrow(narrow=narrow)
        roomy = event.size().height() >= _ROOMY
        self.source.set_compact(cards=low or narrow, fields=not roomy)
        self.event_page.set_compact(compact=low)
        self.title.set_px(30 if low or narrow else 40)
        self.start.set_size(_MAIN_LOW if low or narrow else MAIN)

    def _choose(self, number: int) -> None:
        """Press what that function key chooses here."""
        if self.state.step is Step.SOURCE and not self.state.busy:
            self.source.choose(number)
        elif self.state.step is Step.EVENT and number < 3 and not self.state.busy:
            page = self.event_page
            (page.demo, page.own, page.hub)[number].click()

    def _on_language(self) -> None:
        self.language_chosen.emit(self.language.value() or "es")
