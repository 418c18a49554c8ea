"""One assembly at a glance: gauge, figures, calls, and the button for its book; counts nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.texts import _
from kiosk.ui import icons, theme
from kiosk.ui.dashboard.gauge import Gauge
from kiosk.ui.dashboard.state import AssemblyCardState, CallLine, PanelState
from kiosk.ui.fonts import font
from kiosk.ui.widgets.button import Button, ButtonSize, Kind
from kiosk.ui.widgets.chip import Chip, ChipData, Tone, tone_colors
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, text_width
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph

_TAB = ButtonSize(height=44, px=16, padding=14)
_ICONS = {Tone.OK: "check", Tone.WARN: "clock", Tone.MUTE: "minus"}
_ROW = 56


class Figures(QWidget):
    """Three numbers side by side, each over its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        """Draw these."""
        self.figures = figures
        self.setAccessibleName(" · ".join(" ".join(pair) for pair in figures))
        self.update()

    def sizeHint(self) -> QSize:
        """A number over a line of words, between two rules."""
        return QSize(300, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them in equal columns."""
        painter, colors = QPainter(self), theme.current()
        rule = QColor(colors.border)
        for y in (0, self.height() - 1):
            painter.fillRect(QRectF(0, y, self.width(), 1), rule)
        wide = self.width() / max(1, len(self.figures))
        for number, (count, words) in enumerate(self.figures):
            left = number * wide
            if number:
                painter.fillRect(QRectF(left, 14, 1, self.height() - 28), rule)
            upper = QRectF(left + 4, 10, wide - 8, 38)
            draw_line(painter, upper, count, font(32, 800, tabular=True), colors.text, "center")
            lower = QRectF(left + 2, 48, wide - 4, 24)
            face = font(16 if text_width(words, font(16, 500)) <= lower.width() else 15, 500)
            draw_line(painter, lower, words, face, colors.text2, "center")


class Calls(QWidget):
    """The calls one below the other, each with a sign of how it went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calls: tuple[CallLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_calls(self, calls: tuple[CallLine, ...]) -> None:
        """Draw these."""
        self.calls = calls
        self.setAccessibleName(" · ".join(f"{one.title}: {one.detail}" for one in calls))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of them."""
        return QSize(300, _ROW * len(self.calls))

    def minimumSizeHint(self) -> QSize:
        """All of them: none may be hidden."""
        return QSize(120, _ROW * len(self.calls))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sign, title and what came of it."""
        painter, colors = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, call in enumerate(self.calls):
            top = float(number * _ROW)
            ground, ink = tone_colors(call.tone)
            painter.setPen(QColor(ink) if colors.high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawEllipse(QRectF(1, top + 13, 30, 30))
            icons.paint(painter, _ICONS[call.tone], ink, QRectF(7, top + 19, 18, 18))
            wide = self.width() - 44
            draw_line(
                painter, QRectF(44, top + 3, wide, 26), call.title, font(18, 600), colors.text
            )
            detail = QRectF(44, top + 28, wide, 24)
            draw_line(painter, detail, call.detail, font(16, 500), colors.text2)


class AssemblyCard(Panel):
    """Signals: assembly_chosen(id), book_pressed()."""

    assembly_chosen = Signal(str)
    book_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: tuple[tuple[str, str], ...] = ()
        self.buttons: list[Button] = []
        self.title = ElidedLabel(px=22, weight=700, tracking=-0.01, shrink=0.75)
        self.chip = Chip(ChipData(""))
        self.gauge = Gauge()
        self.quorum = ElidedLabel(px=17, ink="text2", align="center", shrink=0.85)
        self.figures = Figures()
        self.calls = Calls()
        self.requests = ElidedLabel(px=16, ink="text2")
        self.saved = Paragraph(px=16, ink="ok_fg")
        self.book = Button(icon="printer")
        self.book.clicked.connect(self.book_pressed)
        self._lay_out()

    def show_state(self, state: PanelState) -> None:
        """Draw the assembly that was chosen; hidden where the event has none."""
        self.setVisible(state.assembly is not None)
        if state.assembly is None:
            return
        self._show_tabs(state.assemblies, state.assembly.id)
        self._show_card(state.assembly)
        self.saved.setText(state.saved)
        self.saved.setVisible(bool(state.saved))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.book.set_label(_("Guardar libro de asistencia (PDF)"))

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens; there several assemblies stand one below the other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._tab_row.setDirection(down if compact else across)
        self._tab_row.setSpacing(6 if compact else 12)
        self.gauge.set_compact(compact=compact)
        self._column.setSpacing(8 if compact else 14)

    def _show_card(self, card: AssemblyCardState) -> None:
        self.title.setText(card.name)
        self.chip.show_chip(card.chip)
        self.gauge.show_state(card.gauge)
        self.quorum.setText(card.quorum)
        self.figures.show_figures(card.figures)
        self.calls.show_calls(card.calls)
        self.requests.setText(card.requests)

    def _show_tabs(self, tabs: tuple[tuple[str, str], ...], chosen: str) -> None:
        """A button for each assembly, where there are several."""
        if tabs != self._tabs:
            self._tabs = tabs
            for button in self.buttons:
                button.hide()
                button.deleteLater()
            self.buttons = [self._tab(*tab) for tab in tabs] if len(tabs) > 1 else []
        for button in self.buttons:
            mine = button.objectName() == chosen
            button.set_kind(Kind.PRIMARY if mine else Kind.SECONDARY)

    def _tab(self, assembly_id: str, name: str) -> Button:
        button = Button(name, size=_TAB)
        button.setObjectName(assembly_id)
        button.clicked.connect(self._on_tab)
        self._tab_row.addWidget(button)
        return button

    def _on_tab(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.assembly_chosen.emit(sender.objectName())

    def _lay_out(self) -> None:
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 20, 26, 20)
        self._column.setSpacing(14)
        self._column.addLayout(self._tab_row)
        self._column.addLayout(head)
        for part in (self.gauge, self.quorum, self.figures, self.calls, self.requests):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._column.addWidget(self.saved)
        self._column.addWidget(self.book)
