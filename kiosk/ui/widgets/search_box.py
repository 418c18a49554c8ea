"""The search box: what is typed, and the keys that steer the list; it searches nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box, text_width

_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
}


class ReaderBadge(QWidget):
    """The small word in the box that tells that the scanner may be used at any time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Change the word."""
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        return QSize(round(text_width(self._text, font(16, 600)) + 66), 55)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        t = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        round_box(painter, box, 10, t.sunken, t.border, 1.2)
        icons.paint(painter, "scan-line", t.ok_fg, QRectF(16, box.center().y() - 11, 22, 22))
        draw_line(painter, box.adjusted(48, 0, -10, 0), self._text, font(16, 600), t.text2)


class SearchBox(QWidget):
    """A large line to type in.

    Signals: text_edited(text), moved(steps), entered(), escaped(), digit_pressed(1..3) (while
    `digits` is on and the box is empty, or `digits_always`).
    """

    text_edited = Signal(str)
    moved = Signal(int)
    entered = Signal()
    escaped = Signal()
    digit_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digits = False
        self.digits_always = False
        self.setFixedHeight(84)
        self.line = QLineEdit(self)
        self.line.setFrame(False)
        self.line.setMaxLength(200)
        self.reader = ReaderBadge(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(74, 3, 15, 3)
        row.addWidget(self.line, 1)
        row.addWidget(self.reader)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self.text_edited)
        self.line.textChanged.connect(self._on_text_changed)
        self._on_text_changed("")

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show another text without emitting text_edited."""
        if text != self.line.text():
            self.line.setText(text)

    def set_texts(self, placeholder: str, reader: str) -> None:
        """The words of the empty box and of the reader badge."""
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.reader.set_text(reader)

    def set_compact(self, *, compact: bool) -> None:
        """Take less height on small screens."""
        self.setFixedHeight(66 if compact else 84)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Steer the list with the arrows, Enter and Esc while typing; repaint on focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, its edge (3 px while focused) and the glass."""
        t = theme.current()
        painter = QPainter(self)
        focused = self.line.hasFocus()
        line, width = (t.focus, 3) if focused else (t.control, 2)
        round_box(painter, QRectF(self.rect()), 14, t.surface, line, width)
        middle = self.height() / 2
        icons.paint(painter, "search", t.text2, QRectF(26, middle - 17, 34, 34))

    def _on_text_changed(self, text: str) -> None:
        px, weight = (32, 600) if text else (27, 500)
        self.line.setStyleSheet(
            f"border:none;background:transparent;padding:0;font-size:{px}px;font-weight:{weight};"
            "letter-spacing:-0.5px;"
        )

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            return True
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        return self._on_digit(event)

    def _on_digit(self, event: QKeyEvent) -> bool:
        free = self.digits_always or (self.digits and not self.line.text())
        if not free or event.text() not in ("1", "2", "3"):
            return False
        self.digit_pressed.emit(int(event.text()))
        return True
