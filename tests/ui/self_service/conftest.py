"""A self-service view, and a badge picture."""

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from kiosk.ui.self_service.state import (
    CodeState,
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
)
from kiosk.ui.self_service.view import SelfServiceView


def png_of(width=105, height=148, color="#AA1122"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


@pytest.fixture
def png(qapp):
    return png_of()


@pytest.fixture
def view(qtbot):
    made = SelfServiceView("LACNIC 46", ("es", "pt", "en"), still=True)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made.show()
    return made


@pytest.fixture
def states(png):
    return {
        "idle": IdleState(),
        "confirm": ConfirmState("María José", png),
        "bare": ConfirmState("María José", bare=True),
        "printing": PrintingState(png),
        "done": DoneState(
            png,
            "below",
            "En la mesa azul, detrás de usted",
            "09:30 · Sesión para nuevos participantes",
            "Salón Ceiba, planta baja",
        ),
        "there": DoneState(
            session_title="09:30 · Sesión para nuevos participantes",
            session_detail="Salón Ceiba, planta baja",
            bare=True,
        ),
        "help": HelpState("la mesa 3", "H-27"),
        "valid": HelpState("la mesa 3", "H-27", valid=True),
        "code": CodeState(),
        "paused": CodeState(paused=True),
    }
