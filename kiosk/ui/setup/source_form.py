"""The fields of a registration source; which of them are shown depends on its kind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from kiosk.domain.source_draft import SourceDraft, SourceKind
from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.widgets.button import DESK, Button, ButtonSize
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.paragraph import Paragraph

_LOW = ButtonSize(height=46)
_LONGEST = 2000
_AUTHORITIES = "PEM (*.pem *.crt *.cer *.ca-bundle)"
_LISTS = "CSV, Excel, ODS, JSON (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json)"


class SourceForm(QWidget):
    """Fields in a grid of two columns. Signal: edited() where what was tried no longer holds.

    The token is masked, and forgotten as soon as forget_secret() is called.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = SourceKind.NONE
        self._given = SourceDraft(SourceKind.NONE)
        self.url, self.organizer, self.event_id = Field(), Field(), Field()
        self.header, self.secret, self.path = Field(), Field(), Field()
        self.ca_file = Field()
        self.choose = Button(size=DESK, icon="file-spreadsheet")
        self.choose_ca = QAction(self)
        self.hint = Paragraph(px=16, ink="text2", lines=2)
        self._fields = (
            self.url,
            self.organizer,
            self.event_id,
            self.header,
            self.secret,
            self.path,
            self.ca_file,
        )
        self.secret.line.setEchoMode(self.secret.line.EchoMode.Password)
        for field in self._fields:
            field.line.setMaxLength(_LONGEST)
            field.edited.connect(self._on_edited)
        self.choose.clicked.connect(self._on_choose)
        self.choose_ca.triggered.connect(self._on_choose_ca)
        self._lay_out()

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.addWidget(self.url, 0, 0, 1, 2)
        self._grid.addWidget(self.path, 0, 0, 1, 2)
        self._grid.addWidget(self.choose, 1, 0, 1, 2)
        self._grid.addWidget(self.organizer, 2, 0)
        self._grid.addWidget(self.event_id, 2, 1)
        self._grid.addWidget(self.header, 3, 0)
        self._grid.addWidget(self.secret, 3, 1)
        self._grid.addWidget(self.ca_file, 4, 0, 1, 2)
        where = QLineEdit.ActionPosition.TrailingPosition
        self.ca_file.line.addAction(self.choose_ca, where)
        self._grid.addWidget(self.hint, 5, 0, 1, 2)
        self._grid.setRowStretch(6, 1)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)

    def draft(self) -> SourceDraft:
        """What the fields of the kind in hand say."""
        kind, given = self._kind, self._given
        same = self.secret.text() == given.secret
        return SourceDraft(
            kind=kind,
            url=self.url.text(),
            organizer=self.organizer.text(),
            event=self.event_id.text(),
            path=self.path.text(),
            header=self.header.text(),
            secret=self.secret.text(),
            one_time=given.one_time and same,
            device=given.device and same,
            form=given.form if given.event == self.event_id.text() else "",
            ca_file=self.ca_file.text(),
        )

    def fill(self, draft: SourceDraft) -> None:
        """Show what a set-up code said, or what a pairing gave."""
        self._given = draft
        pairs = (
            (self.url, draft.url),
            (self.organizer, draft.organizer),
            (self.event_id, draft.event),
            (self.header, draft.header),
            (self.secret, draft.secret),
            (self.path, draft.path),
            (self.ca_file, draft.ca_file),
        )
        for field, text in pairs:
            field.set_text(text)

    def forget_secret(self) -> None:
        """Leave no token in the form, nor in what can be undone in it: setText forgets that."""
        self._given = SourceDraft(self._kind)
        self.secret.line.setText("")

    def show_kind(self, kind: SourceKind) -> None:
        """Show the fields of that kind."""
        self._kind = kind
        shown = {
            SourceKind.FILE: (self.path,),
            SourceKind.PRETIX: (
                *(self.url, self.organizer, self.event_id, self.secret, self.ca_file),
            ),
            SourceKind.INDICO: (self.url, self.event_id, self.secret, self.ca_file),
            SourceKind.HTTP: (self.url, self.header, self.secret, self.ca_file),
            SourceKind.NONE: (),
        }[kind]
        for field in self._fields:
            field.setVisible(field in shown)
        self.choose.setVisible(kind is SourceKind.FILE)
        self._place(kind)
        self.retranslate()

    def _place(self, kind: SourceKind) -> None:
        """Two fields in a row where there are two, else one over the whole width."""
        for field in (self.event_id, self.secret, self.ca_file):
            self._grid.removeWidget(field)
        indico, web = kind is SourceKind.INDICO, kind is SourceKind.HTTP
        self._grid.addWidget(self.event_id, 2, 0 if indico else 1)
        if indico:
            self._grid.addWidget(self.ca_file, 2, 1)
            self._grid.addWidget(self.secret, 3, 0, 1, 2)
        elif web:
            self._grid.addWidget(self.secret, 3, 1)
            self._grid.addWidget(self.ca_file, 4, 0, 1, 2)
        else:
            self._grid.addWidget(self.secret, 3, 0)
            self._grid.addWidget(self.ca_file, 3, 1)

    def first(self) -> QWidget:
        """The field to begin with."""
        if self._kind is SourceKind.NONE:
            return self
        return self.path if self._kind is SourceKind.FILE else self.url

    def set_compact(self, *, compact: bool) -> None:
        """Lower fields on small screens."""
        for field in self._fields:
            field.set_compact(compact=compact)
        self.choose.set_size(_LOW if compact else DESK)
        self._grid.setVerticalSpacing(6 if compact else 10)

    def retranslate(self) -> None:
        """Words in the language in force."""
        web = self._kind is SourceKind.HTTP
        self.url.set_words(_("Dirección de la lista") if web else _("Dirección del servidor"))
        self.organizer.set_words(_("Organizador"))
        indico = self._kind is SourceKind.INDICO
        self.event_id.set_words(_("Número del evento") if indico else _("Evento"))
        self.header.set_words(_("Cabecera (opcional)"))
        self.secret.set_words(_("Clave (opcional)") if web else _("Token"))
        self.path.set_words(_("Archivo"))
        self.choose.set_label(_("Elegir el archivo…"))
        self.ca_file.set_words(_("Certificado propio"))
        self.choose_ca.setText(_("Elegir certificado…"))
        self.choose_ca.setToolTip(_("Elegir certificado…"))
        self.choose_ca.setIcon(QIcon(icons.pixmap("shield-check", theme.current().text2, 22)))
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        match self._kind:
            case SourceKind.PRETIX:
                return _("O escanee el QR de configuración: pretix, Equipos, conectar un equipo.")
            case SourceKind.INDICO:
                return _("O escanee el QR de configuración de la app de check-in de Indico.")
            case SourceKind.HTTP:
                return _("Una lista en csv, Excel o json que se publica en la web.")
            case SourceKind.FILE:
                return _("Excel, ODS, csv o json. Si el archivo cambia, se lee otra vez.")
            case _:
                return _("La estación empieza vacía. Puede agregar la lista después.")

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_choose(self) -> None:
        self._ask_file(_("Elegir el archivo…"), _LISTS, self.set_path)

    def _on_choose_ca(self) -> None:
        self._ask_file(_("Elegir certificado…"), _AUTHORITIES, self.set_ca_file)

    def _ask_file(self, title: str, kinds: str, take: Callable[[str], None]) -> None:
        """Ask for a file without blocking the program."""
        dialog = QFileDialog(self, title, "", kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(take)
        dialog.open()

    def set_ca_file(self, path: str) -> None:
        """Take the authorities (PEM) that were chosen."""
        self.ca_file.set_text(path)
        self.edited.emit()

    def set_path(self, path: str) -> None:
        """Take the file that was chosen."""
        self.path.set_text(path)
        self.edited.emit()
