"""Asks whether the walk-in is already in the list; it cannot be gone round, only answered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _, n_
from kiosk.ui import icons, theme
from kiosk.ui.desk.lit_text import paint_lit
from kiosk.ui.desk.state import Candidate, WalkInState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.button import DESK, Button, ButtonSize, Kind
from kiosk.ui.widgets.chip import chip_width, paint_chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, round_box
from kiosk.ui.widgets.panel import Panel

_CHOOSE = ButtonSize(height=54, padding=20)
_LOW = ButtonSize(height=42, px=16, padding=12, cap=26)


class CandidateCard(QWidget):
    """One similar person: name and organisation with the match lit, state, why, and a button."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidate: Candidate | None = None
        self._compact = False
        self.button = Button("", key=str(number), kind=Kind.OUTLINE, size=_CHOOSE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 21, 20)
        self._row.addStretch(1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show another person."""
        self._candidate = candidate
        row = candidate.row
        self.setAccessibleName(f"{row.name}. {row.detail}. {row.state.text}. {candidate.why}")
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Lower on small screens."""
        self._compact = compact
        self.button.set_size(_LOW if compact else _CHOOSE)
        self._row.setContentsMargins(*((14, 0, 14, 10) if compact else (20, 0, 21, 20)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(300, 118 if self._compact else 162)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        if self._candidate is None:
            return
        t = theme.current()
        row = self._candidate.row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_box(painter, QRectF(self.rect()), 14, t.surface, t.border, 2)
        top = 8.0 if self._compact else 18.0
        width = min(chip_width(row.state), self.width() * 0.45)
        chip = QRectF(self.width() - 22 - width, top + 12, width, 34)
        paint_chip(painter, chip, row.state)
        room = chip.x() - 38
        name = QRectF(22, top, room, 36)
        paint_lit(
            painter,
            name,
            row.name,
            row.name_hits,
            font(20 if self._compact else 24, 600, -0.01),
            t.text,
        )
        detail = QRectF(22, top + 34, room, 26)
        paint_lit(painter, detail, row.detail, row.detail_hits, font(18), t.text2)
        middle = self.button.geometry().center().y() + 1
        icons.paint(painter, "info", t.text2, QRectF(21, middle - 10, 20, 20))
        why = QRectF(49, middle - 14, self.button.x() - 60, 28)
        draw_line(painter, why, self._candidate.why, font(17), t.text2)


class DuplicatePanel(Panel):
    """Signals: candidate_opened(0 or 1), other_confirmed(). Hidden while nobody is similar."""

    candidate_opened = Signal(int)
    other_confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground="warn_bg", line=theme.ASK, line_width=3)
        self._shown = 0
        self._icon = QLabel()
        self.title = ElidedLabel(px=28, weight=700, ink="warn_fg", tracking=-0.01, shrink=0.7)
        self.detail = ElidedLabel(px=19, weight=500, ink="warn_fg", shrink=0.8)
        self.cards = [CandidateCard(number) for number in (1, 2)]
        self.other = Button("", key="3", size=DESK)
        self._lay_out()
        for number, card in enumerate(self.cards):
            card.button.setObjectName(str(number))
            card.button.clicked.connect(self._on_card)
        self.other.clicked.connect(self.other_confirmed)
        self.hide()

    @property
    def first(self) -> Button:
        """Where the focus goes when the question must be answered."""
        return self.cards[0].button

    def show_state(self, state: WalkInState) -> None:
        """Draw the question while it is open."""
        self._shown = min(len(self.cards), len(state.candidates))
        for card, candidate in zip(self.cards, state.candidates, strict=False):
            card.show_candidate(candidate)
        for number, card in enumerate(self.cards):
            card.setVisible(number < self._shown)
        total = len(state.candidates)
        self.detail.setText(
            n_("Se parece a {n} persona inscrita.", "Se parece a {n} personas inscritas.", total)
        )
        self._dress()
        self.setVisible(state.blocked)

    def press(self, key: str) -> bool:
        """Take the answer of a key; answers whether it was one."""
        if key == "3":
            self.other_confirmed.emit()
            return True
        if key in ("1", "2") and int(key) <= self._shown:
            self.candidate_opened.emit(int(key) - 1)
            return True
        return False

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.title.setText(_("¿Ya está en la lista?"))
        for card in self.cards:
            card.button.set_label(_("Es esta persona"))
        self.other.set_label(_("No, es otra persona: seguir con el alta"))

    def set_compact(self, *, compact: bool) -> None:
        """Lower on small screens."""
        for card in self.cards:
            card.set_compact(compact=compact)
        self.title.set_px(22 if compact else 28)
        self.other.set_size(_LOW if compact else DESK)
        self._column.setContentsMargins(*((16, 10, 16, 12) if compact else (27, 24, 27, 27)))
        self._column.setSpacing(8 if compact else 14)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if hasattr(self, "_icon"):
            self._dress()

    def _dress(self) -> None:
        ink = theme.current().warn_fg
        self._icon.setPixmap(icons.pixmap("users", ink, 38, self.devicePixelRatio()))

    def _on_card(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.candidate_opened.emit(int(sender.objectName()))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._icon)
        head.addLayout(words, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        for card in self.cards:
            self._column.addWidget(card)
        self._column.addWidget(self.other)
        self.set_compact(compact=False)
