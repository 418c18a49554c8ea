"""A list of lines: filled anew, in order, and nothing of the one before stays."""

from PySide6.QtWidgets import QApplication

from kiosk.ui.widgets.line_list import LineList, ListLine


def shown(lines):
    QApplication.processEvents()  # Qt shows new lines one event later
    return [line.objectName() for line in lines.findChildren(ListLine) if not line.isHidden()]


def line(name):
    made = ListLine()
    made.setObjectName(name)
    made.setFixedHeight(40)
    return made


def test_it_shows_the_new_lines_in_their_order(qtbot):
    lines = LineList()
    qtbot.addWidget(lines)
    lines.show()
    lines.show_lines([line("a"), line("b")])
    assert shown(lines) == ["a", "b"]

    lines.show_lines([line("c")])
    assert shown(lines) == ["c"]

    lines.show_lines(())
    assert shown(lines) == []


def test_many_lines_are_scrolled_to(qtbot):
    lines = LineList()
    qtbot.addWidget(lines)
    lines.resize(200, 100)
    lines.show()
    lines.show_lines([line(str(number)) for number in range(20)])

    qtbot.waitUntil(lambda: lines.verticalScrollBar().maximum() > 0)
    assert lines.widget().height() >= 20 * 40
