"""A form field: label with its star, the box, and a line of help; it checks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paint import draw_line, text_width


class FieldLabel(QWidget):
    """The label above a box, 16 px, with a star where the field must be filled."""

    def __init__(self, *, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._required = "", required
        self.setFixedHeight(24)

    def text(self) -> str:
        """The words without the star."""
        return self._text

    def set_text(self, text: str) -> None:
        """Change the words."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words and star."""
        t = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_line(painter, box, self._text, font(16, 600), t.text2)
        if self._required:
            x = text_width(self._text, font(16, 600)) + 5
            draw_line(painter, box.adjusted(x, 0, 0, 0), "*", font(16, 700), t.bad_fg)


class Labelled(QWidget):
    """A box under its label, which is also the name that a screen reader says."""

    def __init__(
        self, box: QWidget, *, required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._box = box
        self.label = FieldLabel(required=required)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(7)
        self.column.addWidget(self.label)
        self.column.addWidget(box)
        self.setFocusProxy(box)

    def set_words(self, label: str) -> None:
        """The label."""
        self.label.set_text(label)
        self._box.setAccessibleName(label)

    def set_compact(self, *, compact: bool) -> None:
        """A lower box, nearer to its label, on small screens."""
        self._box.setFixedHeight(44 if compact else 60)
        self.column.setSpacing(3 if compact else 7)


class Field(Labelled):
    """A labelled line. Signals: edited(), left() when the focus goes on."""

    edited = Signal()
    left = Signal()

    def __init__(self, *, required: bool = False, parent: QWidget | None = None) -> None:
        line = QLineEdit()
        super().__init__(line, required=required, parent=parent)
        self.line = line
        self.line.setMaxLength(200)
        self.help = ElidedLabel(px=16, ink="text2")
        self.help.hide()
        self.column.addWidget(self.help)
        self.column.addStretch(1)
        self.set_compact(compact=False)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self.left)

    def text(self) -> str:
        """What is typed, without blanks at its ends."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Fill the box; emits nothing."""
        if text != self.line.text():
            self.line.setText(text)

    def set_words(self, label: str, help_text: str = "") -> None:
        """Label and help line; an empty help takes no room."""
        super().set_words(label)
        self.help.setText(help_text)
        self.help.setVisible(bool(help_text))

    def suggest(self, words: tuple[str, ...]) -> None:
        """Complete what is typed from these words."""
        completer = self.line.completer()
        if completer is None:
            completer = QCompleter(self)
            completer.setModel(QStringListModel(completer))
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.line.setCompleter(completer)
        model = completer.model()
        if isinstance(model, QStringListModel) and model.stringList() != list(words):
            model.setStringList(list(words))


class ChevronBox(QComboBox):
    """A combo box with our chevron; typing a letter jumps to it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw Qt's box, then the chevron."""
        super().paintEvent(event)
        t = theme.current()
        painter = QPainter(self)
        box = QRectF(self.width() - 44, self.height() / 2 - 12, 24, 24)
        icons.paint(painter, "chevron-down", t.text2, box)


class ChoiceField(Labelled):
    """A labelled combo box. Signal: edited()."""

    edited = Signal()

    def __init__(self, *, required: bool = False, parent: QWidget | None = None) -> None:
        box = ChevronBox()
        super().__init__(box, required=required, parent=parent)
        self.box = box
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(6)
        self.box.setMaxVisibleItems(12)
        self.column.addStretch(1)
        self.set_compact(compact=False)
        self.box.activated.connect(self.edited)

    def value(self) -> str:
        """The value chosen, "" for none."""
        return str(self.box.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose a value; one that is not offered is added, so that nothing gets lost."""
        at = self.box.findData(value)
        if at < 0:
            self.box.addItem(value, value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def offer(self, options: tuple[tuple[str, str], ...]) -> None:
        """(value, words) in order; what was chosen stays chosen."""
        kept = self.value()
        self.box.clear()
        self.box.addItem("", "")
        for value, words in options:
            self.box.addItem(words, value)
        self.set_value(kept)
