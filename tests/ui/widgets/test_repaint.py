"""A theme chosen while the program runs is seen in every widget at once."""

import pytest

from kiosk.domain.settings import Theme
from kiosk.ui.widgets.badge_preview import BadgePreview
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import Chip, ChipData
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChoiceField, Field, FieldLabel
from kiosk.ui.widgets.key_cap import KeyCap
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.search_box import SearchBox
from kiosk.ui.widgets.segments import Segments
from kiosk.ui.widgets.status_bar import StatusBar
from kiosk.ui.widgets.top_bar import TopBar

MADE = {
    "badge": BadgePreview,
    "banner": Banner,
    "button": lambda: Button("Uno"),
    "chip": lambda: Chip(ChipData("Uno")),
    "choice": lambda: Choice("1"),
    "label": lambda: ElidedLabel("Uno"),
    "choice-field": ChoiceField,
    "field": Field,
    "field-label": lambda: FieldLabel(required=True),
    "cap": lambda: KeyCap("Esc"),
    "panel": Panel,
    "paragraph": lambda: Paragraph("Uno"),
    "search": SearchBox,
    "segments": Segments,
    "status": StatusBar,
    "top": lambda: TopBar({"one": "search"}),
}


@pytest.mark.parametrize("name", MADE)
def test_it_is_painted_anew_in_the_colours_chosen(dress, show, name):
    widget = show(MADE[name](), 900, 84)
    pictures = []
    for chosen in Theme:
        dress(chosen)
        pictures.append(widget.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


@pytest.mark.parametrize("name", MADE)
def test_qt_is_told_to_paint_it_without_being_asked(dress, qtbot, show, name):
    from PySide6.QtCore import QEvent, QObject

    class Paints(QObject):
        count = 0

        def eventFilter(self, watched, event):  # noqa: N802  Qt's name
            self.count += event.type() == QEvent.Type.Paint
            return False

    widget, paints = show(MADE[name](), 900, 84), Paints()
    widget.setVisible(True)
    widget.installEventFilter(paints)
    widget.update()
    qtbot.waitUntil(lambda: paints.count > 0)
    paints.count = 0
    dress(Theme.DARK)
    qtbot.waitUntil(lambda: paints.count > 0)
    widget.removeEventFilter(paints)
