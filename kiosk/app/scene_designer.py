"""The pictures of the badge designer: what is chosen, and what is wrong; draws nothing."""

from __future__ import annotations

from kiosk.app.designer_controller import DesignerController
from kiosk.app.stage import Stage
from kiosk.printing.layout_edit import frames
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.desk.state import Page


def open_designer(stage: Stage, layout: str = "") -> DesignerController:
    """The dashboard's tab with that layout, quiet."""
    stage.view.top.tabs[Page.DESIGNER.value].click()
    controller: DesignerController = stage.view.findChild(DesignerController)
    rest(stage, controller)
    if layout:
        controller.page.layout_chosen.emit(layout)
        rest(stage, controller)
    return controller


def rest(stage: Stage, controller: DesignerController) -> None:
    """Wait for the picture and the check."""
    stage.wait_for(lambda: not controller.busy)


def choose(controller: DesignerController, kind: str, field: str = "") -> None:
    """Choose the element of that kind; of texts the one that shows that field."""
    session = controller.model.session
    shown = [(one.kind, one.label) for one in frames(session.layout)] if session else []
    wanted = (place for place, (tag, label) in enumerate(shown) if tag == kind and label == field)
    controller.page.element_chosen.emit(next(wanted))


def a_name(stage: Stage) -> None:
    """The name of the longest one is chosen on a badge that is as it should be."""
    controller = open_designer(stage)
    page = controller.page
    page.person_chosen.emit(page.state.people[8][0])
    choose(controller, "text", "first_line")
    rest(stage, controller)


def a_spoilt_code(stage: Stage) -> None:
    """A box was dragged over the QR."""
    controller = open_designer(stage)
    controller.page.added.emit("box")
    index = controller.page.state.chosen or 0
    controller.page.placed.emit(index, Rect(30.0, 95.0, 40.0, 20.0))
    rest(stage, controller)


def a_back(stage: Stage) -> None:
    """The programme on the back of the folded badge."""
    controller = open_designer(stage, "a6-butterfly")
    choose(controller, "programme")
    rest(stage, controller)


def a_question(stage: Stage) -> None:
    """Under which name to save what was changed."""
    controller = open_designer(stage, "4x3in")
    choose(controller, "code")
    controller.page.nudged.emit(-1.0, 0.0)
    controller.page.saved.emit()
    rest(stage, controller)
