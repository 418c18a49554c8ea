"""The page of stations: the list at the left, worst first; inviting and sharing at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.state import DeskState
from kiosk.ui.stations.conflicts_card import ConflictsCard
from kiosk.ui.stations.side_card import SideCard
from kiosk.ui.stations.state import InviteForm, Side, StationRow, StationsState
from kiosk.ui.stations.station_line import StationLineView
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.line_list import empty_layout
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_MOST_ADVICE = 2


class StationsPage(FullPage):
    """What is pressed is told; what follows is decided elsewhere.

    Signals: put_away(entry_id), action_pressed(), invited(InviteForm), closed(), withdrawn(),
    invitation_revoked(id), revoked(station), confirmed(), escaped(), join_opened(),
    join_wanted(text), join_left().
    """

    put_away = Signal(str)
    action_pressed = Signal()
    invited = Signal(InviteForm)
    closed = Signal()
    withdrawn = Signal()
    invitation_revoked = Signal(str)
    revoked = Signal(str)
    confirmed = Signal()
    escaped = Signal()
    join_opened = Signal()
    join_wanted = Signal(str)
    join_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: StationsState | None = None
        self._lines: dict[str, StationLineView] = {}
        self.title = ElidedLabel(px=32, weight=700, tracking=-0.02)
        self.note = Paragraph(px=18, ink="text2", lines=3)
        self.advice = [
            Paragraph(px=17, weight=600, ink="warn_fg", lines=4) for _number in range(_MOST_ADVICE)
        ]
        self.conflicts = ConflictsCard()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.side = SideCard()
        self._lay_out()
        self._connect()

    @property
    def lines(self) -> tuple[StationLineView, ...]:
        """The stations that are shown, in their order."""
        return tuple(self._lines.values())

    def draw(self, state: DeskState) -> None:
        """Draw the page where it changed."""
        before, now = self._state, state.stations
        if now == before:
            return
        self._state = now
        self.note.setText(now.note)
        self.note.setVisible(bool(now.note))
        for number, words in enumerate(self.advice):
            text = now.advice[number] if number < len(now.advice) else ""
            words.setText(text)
            words.setVisible(bool(text))
        self.conflicts.show_rows(now.conflicts)
        self._show_rows(now.rows)
        if before is None or now.side != before.side:
            self.side.show_state(now.side)
            if before is not None and now.side.side is not before.side.side:
                self._focus(before.side.side)

    def enter(self) -> None:
        """Nothing is typed here until somebody invites or joins."""
        self.setFocus()
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("Estaciones"))
        self.conflicts.retranslate()
        self.side.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        self.title.set_px(24 if compact else 32)
        self.side.set_compact(compact=compact)
        self._columns.setSpacing(16 if compact else 24)
        self._columns.setStretch(0, 62 if compact else 1220)
        self._columns.setStretch(1, 38 if compact else 620)
        self._left.setContentsMargins(*((4, 14, 4, 8) if compact else (12, 28, 12, 16)))

    def _show_rows(self, rows: tuple[StationRow, ...]) -> None:
        """In place where the same stations stand in the same order."""
        if tuple(self._lines) != tuple(row.station for row in rows):
            self._lines = {row.station: self._line(row) for row in rows}
            empty_layout(self._rows)
            for line in self._lines.values():
                self._rows.addWidget(line)
        for row in rows:
            if self._lines[row.station].row != row:
                self._lines[row.station].show_row(row)

    def _focus(self, before: Side | None = None) -> None:
        """The field for an invitation has the keyboard while it is there."""
        if self._state is not None and self._state.side.side is Side.JOIN:
            self.side.join.invitation.line.setFocus()
        elif before is Side.JOIN:
            self.setFocus()

    def _line(self, row: StationRow) -> StationLineView:
        line = StationLineView(row)
        line.revoke.clicked.connect(self._on_revoke)
        return line

    def _on_revoke(self) -> None:
        sender = self.sender()
        if sender is not None:
            row = self._lines[sender.objectName()].row
            (self.invitation_revoked if row.invitation else self.revoked).emit(row.station)

    def _on_closed(self) -> None:
        self.closed.emit()
        self.setFocus()

    def _connect(self) -> None:
        side = self.side
        self.conflicts.put_away.connect(self.put_away)
        side.words.pressed.connect(self.action_pressed)
        side.office.invited.connect(self.invited)
        side.invitation.closed.connect(self._on_closed)
        side.invitation.withdrawn.connect(self.withdrawn)
        side.question.pressed.connect(self.confirmed)
        side.question.cancelled.connect(self.escaped)
        side.words.second_pressed.connect(self.join_opened)
        side.join.wanted.connect(self.join_wanted)
        side.join.second_pressed.connect(self.join_left)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        head = QVBoxLayout()
        head.setContentsMargins(25, 0, 25, 0)
        head.setSpacing(6)
        for widget in (self.title, self.note):
            head.addWidget(widget)
        left = Panel()
        self._left = QVBoxLayout(left)
        self._left.addLayout(head)
        self._left.addWidget(self._scrolled(), 1)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(left)
        self._columns.addWidget(self.side)
        self.set_compact(compact=False)

    def _scrolled(self) -> QScrollArea:
        """What needs somebody first, then the stations."""
        first = QVBoxLayout()
        first.setContentsMargins(25, 0, 20, 6)
        first.setSpacing(8)
        for widget in (*self.advice, self.conflicts):
            first.addWidget(widget)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(self._rows)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll
