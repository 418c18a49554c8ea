"""The page of stations in a window of its own, any state on it, and what it tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLayout

from kiosk.ui.desk.state import DeskState, Page
from kiosk.ui.stations.page import StationsPage
from kiosk.ui.stations.state import StationsState


@pytest.fixture
def page(qtbot) -> StationsPage:
    made = StationsPage()
    qtbot.addWidget(made)
    made.retranslate()
    made.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # as the window
    made.resize(1280, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def show(page: StationsPage) -> Callable[[StationsState], StationsPage]:
    def showing(shown: StationsState) -> StationsPage:
        page.draw(DeskState(page=Page.STATIONS, stations=shown))
        for _round in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        return page

    return showing
