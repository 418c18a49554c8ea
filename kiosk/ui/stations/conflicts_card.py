"""People who were admitted twice, for whoever supervises; each can be put away once seen to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import _, n_
from kiosk.ui.printing.job_line import SMALL
from kiosk.ui.stations.state import ConflictRow
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import LineList
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_LINE, _MOST = 68, 3
"""Height of a line, and how many are seen before one has to scroll."""


class ConflictLine(QWidget):
    """One of them, with its button."""

    def __init__(self, row: ConflictRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_LINE)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(row.title, px=18, weight=600, shrink=0.85))
        detail = ElidedLabel(row.detail, px=16, ink="text2", shrink=0.94)
        detail.setToolTip(row.detail)
        words.addWidget(detail)
        self.seen = Button(_("Visto"), icon="check", size=SMALL)
        self.seen.setObjectName(row.entry_id)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 8, 6)
        line.setSpacing(14)
        line.addLayout(words, 1)
        line.addWidget(self.seen)


class ConflictsCard(Panel):
    """Hidden while there are none. Signal: put_away(entry_id)."""

    put_away = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=12, edge="warn_fg", line_width=2)
        self._rows: tuple[ConflictRow, ...] = ()
        self.title = ElidedLabel(px=20, weight=700, ink="warn_fg", shrink=0.85)
        self.advice = Paragraph(px=16, ink="text2", lines=3)
        self.lines = LineList()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 12, 8)
        column.setSpacing(4)
        for widget in (self.title, self.advice, self.lines):
            column.addWidget(widget)
        self.hide()

    @property
    def rows(self) -> tuple[ConflictRow, ...]:
        """Those that are shown."""
        return self._rows

    def show_rows(self, rows: tuple[ConflictRow, ...]) -> None:
        """Show these."""
        if rows != self._rows:
            self._rows = rows
            self.lines.show_lines([self._line(row) for row in rows])
            self.lines.setFixedHeight(_LINE * min(len(rows), _MOST))
            self.retranslate()
        self.setVisible(bool(rows))

    def retranslate(self) -> None:
        """Words in the language in force."""
        count = len(self._rows)
        self.title.setText(n_("{n} ingreso doble", "{n} ingresos dobles", count))
        self.advice.setText(
            _(
                "La misma inscripción ingresó en dos estaciones sin conexión entre sí:"
                " compruebe quién tiene cada credencial."
            )
        )
        for line in self.lines.findChildren(ConflictLine):
            line.seen.set_label(_("Visto"))

    def _line(self, row: ConflictRow) -> ConflictLine:
        line = ConflictLine(row)
        line.seen.clicked.connect(self._on_seen)
        return line

    def _on_seen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.put_away.emit(sender.objectName())
