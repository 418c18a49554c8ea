"""The pictures of the badge designer: what is chosen, and what is wrong; draws nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.app.designer_controller import DesignerController
from kiosk.app.stage import Stage
from kiosk.domain.event import Event
from kiosk.printing.layout_edit import frames
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.designer.page import DesignerPage


def open_designer(stage: Stage, layout: str = "") -> DesignerController:
    """The designer in the place of the desk's pages, with that layout, quiet."""
    events: list[Event] = []
    stage.shell.store.submit(lambda ctx: ctx.event, events.append)
    stage.settle()
    page = DesignerPage()
    controller = DesignerController(page, stage.shell.store, events[0], parent=stage.view)
    stage.view.put_away.connect(controller.stop)
    _lay_over(stage.view, page)
    controller.open()
    rest(stage, controller)
    if layout:
        page.layout_chosen.emit(layout)
        rest(stage, controller)
    return controller


def _lay_over(view: QWidget, page: DesignerPage) -> None:
    """Between the bars of the station's window, as one of its pages."""
    compact, ground = view.width() < 1600, QWidget(view)
    ground.setObjectName("screen")
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    rim = 16 if compact else 28
    row = QHBoxLayout(ground)
    row.setContentsMargins(rim, rim, rim, rim)
    row.addWidget(page)
    page.set_compact(compact=compact)
    ground.setGeometry(view.rect().adjusted(0, 72, 0, -52))
    ground.show()


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
