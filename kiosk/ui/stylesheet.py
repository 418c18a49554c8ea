"""The style sheet made from the tokens, for Qt's own widgets; painted widgets read the tokens."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kiosk.domain.settings import Theme
from kiosk.ui import fonts, theme

_SHEET = Template("""
* { font-family: "Inter"; }
QWidget { color: $text; font-size: 18px; }
QMainWindow, QDialog, #screen { background: $bg; }
QLabel { background: transparent; }
QLineEdit, QComboBox, QPlainTextEdit {
    background: $surface; color: $text; border: 2px solid $control; border-radius: 10px;
    padding: 0 17px; font-size: 21px; font-weight: 500; selection-background-color: $soft;
    selection-color: $on_soft; placeholder-text-color: $text3;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {
    border: 3px solid $focus; padding: 0 16px;
}
QLineEdit:disabled, QComboBox:disabled { background: $sunken; color: $text3; }
QComboBox::drop-down { border: none; width: 44px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $control; outline: none;
    selection-background-color: $soft; selection-color: $text;
}
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QListView { background: transparent; border: none; outline: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $control; border-radius: 4px; min-height: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $text; border: 1px solid $control; padding: 6px; }
QMenu::item { padding: 10px 24px; border-radius: 6px; }
QMenu::item:selected { background: $soft; color: $on_soft; }
QToolTip { background: $ink; color: $on_ink; border: 1px solid $border; padding: 6px; }
""")


def build(tokens: theme.Tokens) -> str:
    """The style sheet of those colours."""
    names = theme.Tokens.__dataclass_fields__
    return _SHEET.substitute({name: str(getattr(tokens, name)) for name in names})


def palette(tokens: theme.Tokens) -> QPalette:
    """The palette of those colours, for what no style sheet reaches (placeholders)."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Highlight: tokens.soft,
        role.HighlightedText: tokens.on_soft,
    }
    for name, color in pairs.items():
        made.setColor(name, QColor(color))
    return made


def apply(app: QApplication, chosen: Theme) -> None:
    """Dress the whole program in that theme; painted widgets repaint by themselves.

    Nothing is done where it wears it: Qt would go through every widget all the same.
    """
    fonts.load()
    tokens = theme.set_theme(chosen)
    sheet = build(tokens)
    if app.styleSheet() == sheet:
        return
    app.setFont(fonts.font(18))
    app.setPalette(palette(tokens))
    app.setStyleSheet(sheet)
