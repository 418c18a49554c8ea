"""A door view of the design's size and the states of the pictures."""

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.ui.door.state import LatestRow, ReadyState, VerdictState
from kiosk.ui.door.view import DoorView

ROOM = "Reunión de CSIRTs de LAC"


@pytest.fixture
def view(qtbot):
    made = DoorView()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def ready():
    rows = (
        LatestRow("admit", "Inês Nunez", "IX Serra Azul", "09:43"),
        LatestRow("refuse", "No está en la lista", "debe pasar por la mesa 3", "09:42"),
        LatestRow("ask", "Ya ingresó", "volvió a entrar", "09:38"),
    )
    return ReadyState(
        ROOM,
        "por invitación · Salón Jacarandá · 09:00–12:30",
        by_invitation=True,
        count_label="En la sala",
        inside=31,
        capacity=50,
        latest=rows,
        list_line="Lista de las 09:41",
        list_detail="48 invitados",
        place="Puerta C",
        clock="09:44",
    )


@pytest.fixture
def admitted():
    return VerdictState(
        "admit",
        "ADMITIDO",
        Direction.ENTRY,
        ROOM,
        "09:44",
        "Joaquín\nMuñiz da Rosa",
        "CERT Litoral · Argentina",
        no_photos=True,
        role_icon="mic",
        role_label="Orador/a",
        inside=32,
        capacity=50,
    )


@pytest.fixture
def refused():
    return VerdictState(
        "refuse",
        "NO ESTÁ EN LA LISTA",
        Direction.ENTRY,
        ROOM,
        "09:44",
        "Gonçalo Araújo",
        explanation="La reunión es por invitación y su nombre no figura en la lista de las 09:41.",
        next_title="Acompañe hasta la mesa 3",
        next_detail="Allí avisan a quien organiza la reunión.",
        override_label="Autorizar (supervisor)",
    )


@pytest.fixture
def asked():
    return VerdictState(
        "ask",
        "YA INGRESÓ",
        Direction.ENTRY,
        ROOM,
        "10:06",
        "Ramiro Echeverría Paz",
        "Fibra del Istmo · Panamá",
        fact="09:12 · Puerta B",
        question="¿Salió y\nvuelve a entrar?",
        yes="Sí, dejar entrar",
        no="No, es otra persona",
    )


@pytest.fixture
def verdicts(admitted, refused, asked):
    return admitted, refused, asked
