"""The event's documents: buttons, what certificates are asked for, and how far a long one is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.dashboard.state import CertificatesForm, DocumentsState
from kiosk.ui.printing.job_line import SMALL, Bar
from kiosk.ui.widgets.button import Button, Kind
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChoiceField, Field
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_MOST_HOURS = 999
_ONE, _MANY = "one", "many"


class _Page(QWidget):
    """Widgets one below the other, from the top."""

    def __init__(self, widgets: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addStretch(1)


class DocumentsCard(Panel):
    """Three pages: the choice, the questions about certificates, and what is being made.

    Signals: report_pressed(ending), certificates_pressed(), ordered(CertificatesForm), left(),
    stopped(), folder_opened(), folder_chosen(path).
    """

    report_pressed = Signal(str)
    certificates_pressed = Signal()
    ordered = Signal(CertificatesForm)
    left = Signal()
    stopped = Signal()
    folder_opened = Signal()
    folder_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = DocumentsState()
        self._dialog: QFileDialog | None = None
        self.title = ElidedLabel(px=22, weight=700, tracking=-0.01)
        self.certificates = Button("", icon="graduation-cap", size=SMALL)
        self.pdf = Button("", icon="newspaper", size=SMALL)
        self.xlsx = Button("", icon="file-spreadsheet", size=SMALL)
        self.said = Paragraph(px=16, ink="ok_fg", lines=3)
        self.problem = Paragraph(px=16, weight=600, ink="warn_fg", lines=4)
        self.open_folder = Button("", icon="door-open", size=SMALL)
        self.place, self.shape = ChoiceField(), ChoiceField()
        self.hours = Field()
        self.hours.line.setValidator(QIntValidator(0, _MOST_HOURS, self.hours))
        self.folder = Button("", icon="pencil", size=SMALL)
        self.make = Button("", icon="check", kind=Kind.PRIMARY, size=SMALL)
        self.back = Button("", icon="x", size=SMALL)
        self.running = Paragraph(px=17, lines=3)
        self.stop = Button("", icon="x", size=SMALL)
        self._progress = QVBoxLayout()
        self._bar: Bar | None = None
        self._lay_out()
        self._connect()

    def form(self) -> CertificatesForm:
        """What is asked for."""
        return CertificatesForm(self.place.value(), self.hours.text(), self.shape.value() == _ONE)

    def show_state(self, state: DocumentsState) -> None:
        """Draw the page that it has come to."""
        self._state = state
        self.said.setText(state.saved)
        self.said.setVisible(bool(state.saved))
        self.open_folder.setVisible(bool(state.saved))
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self.place.offer(state.places)
        self.folder.set_label(_("Carpeta: {name}", name=state.folder.rstrip("/").split("/")[-1]))
        self.folder.setToolTip(state.folder)
        self.running.setText(state.running)
        self.stop.setEnabled(not state.stopping)
        self._show_bar(state.done / state.total if state.total else None)
        page = 2 if state.running else 1 if state.form else 0
        self._pages.setCurrentIndex(page)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Documentos"))
        self.certificates.set_label(_("Certificados de asistencia"))
        self.pdf.set_label(_("Informe para aliados (PDF)"))
        self.xlsx.set_label(_("Informe para aliados (Excel)"))
        self.open_folder.set_label(_("Abrir carpeta"))
        self.place.set_words(_("Asistencia a (vacío: todo el evento)"))
        self.hours.set_words(_("Horas como mínimo"))
        self.shape.set_words(_("Archivos"))
        self.shape.offer(((_MANY, _("Un PDF por persona")), (_ONE, _("Un solo PDF"))))
        self.shape.set_value(self.shape.value() or _MANY)
        self.make.set_label(_("Crear certificados"))
        self.back.set_label(_("Volver"))
        self.stop.set_label(_("Cancelar"))
        self.show_state(self._state)

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes on small screens."""
        for field in (self.place, self.shape, self.hours):
            field.set_compact(compact=compact)
        self._column.setContentsMargins(*((18, 14, 18, 14) if compact else (26, 22, 26, 20)))

    def _show_bar(self, share: float | None) -> None:
        if self._bar is not None:
            self._progress.removeWidget(self._bar)
            self._bar.deleteLater()
            self._bar = None
        if share is not None:
            self._bar = Bar(share)
            self._progress.addWidget(self._bar)

    def _on_make(self) -> None:
        self.ordered.emit(self.form())

    def _on_pdf(self) -> None:
        self.report_pressed.emit(".pdf")

    def _on_xlsx(self) -> None:
        self.report_pressed.emit(".xlsx")

    def _on_folder(self) -> None:
        """The system's own dialogue, beside which the desk goes on."""
        self._dialog = QFileDialog(self, _("Carpeta de los documentos"), self._state.folder)
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.fileSelected.connect(self.folder_chosen)
        self._dialog.open()

    def _connect(self) -> None:
        self.certificates.clicked.connect(self.certificates_pressed)
        self.pdf.clicked.connect(self._on_pdf)
        self.xlsx.clicked.connect(self._on_xlsx)
        self.open_folder.clicked.connect(self.folder_opened)
        self.folder.clicked.connect(self._on_folder)
        self.make.clicked.connect(self._on_make)
        self.back.clicked.connect(self.left)
        self.stop.clicked.connect(self.stopped)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        choice = (self.certificates, self.pdf, self.xlsx, self.said, self.open_folder)
        form = _Page((self.place, self.hours, self.shape, self.folder))
        work = _Page((self.running,))
        for page in (_Page(choice), form, work):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back, 1)
        foot.addWidget(self.make, 1)
        form.column.insertLayout(form.column.count() - 1, foot)
        work.column.insertLayout(1, self._progress)
        work.column.insertWidget(2, self.stop)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        for widget in (self.title, self.problem):
            self._column.addWidget(widget)
        self._column.addWidget(self._pages, 1)
        self.set_compact(compact=False)
