"""Every page of the desk full of what an ordinary event shows on it; words of ordinary length."""

from dataclasses import replace

from kiosk.ui.dashboard.state import (
    AssemblyCardState,
    Bar,
    CallLine,
    DocumentsState,
    Figure,
    GaugeState,
    PanelState,
    PrinterLine,
    RoomBar,
)
from kiosk.ui.desk.state import (
    AccessState,
    Candidate,
    CardMode,
    CardState,
    Choices,
    DeliveriesState,
    DeliveryLine,
    DeskState,
    Option,
    Page,
    ReasonState,
    RoomAnswer,
    RoomLine,
    RowState,
    SearchState,
    SourceLine,
    StatusItem,
    StatusState,
    StepLine,
    StepState,
    TopState,
    WalkInState,
)
from kiosk.ui.printing.state import (
    BatchRow,
    FoundRow,
    PrinterForm,
    PrinterRow,
    PrintRow,
    PrintsState,
    SetUpState,
)
from kiosk.ui.widgets.chip import ChipData, Tone

OK, WAITS = ChipData("Lista", Tone.OK, "check"), ChipData("Espera", Tone.WARN, "clock")
ENTERS = ChipData("Entra", Tone.OK, "check")
CONFIRMED = ChipData("Confirmado", Tone.SOFT, "ticket")
ROW = RowState("p1", "Ana Núñez", "CERT · Uruguay", state=CONFIRMED)
QUESTION = ReasonState(
    "¿Por qué?",
    "Ana Núñez",
    (("Una", "uno"), ("Otra", "dos"), ("Tercera", "tres")),
    "Hacer",
    "check",
)
CHOICES = Choices(
    (Option("UY", "Uruguay"), Option("AR", "Argentina")),
    (Option("attendee", "Asistente"), Option("press", "Prensa")),
    (Option("es", "ES"), Option("pt", "PT"), Option("en", "EN")),
)
BASE = DeskState(
    mode=CardMode.PERSON,
    top=TopState("LACNIC 46", "Mesa 2", "Lucía R.", "es", "09:14"),
    status=StatusState((StatusItem("layers", "Cola", "0"),), 281, 587),
    search=SearchState("nu", (ROW,), undo="Carla, 09:13"),
    card=CardState(
        "p1",
        "Ana Núñez",
        "CERT · Uruguay",
        CONFIRMED,
        (),
        b"",
        (RoomLine("A", Tone.OK, "abierta"),),
    ),
    choices=CHOICES,
)
WALK_IN = replace(BASE, page=Page.WALK_IN, walk_in=WalkInState((Candidate(ROW, "Mismo nombre"),)))
ANSWER = RoomAnswer(
    "Foro", "hoy 09:00", Tone.BAD, "No entra", "Falta el pago.",
    (StepState("Inscripción", met=False, lines=(StepLine("pagada", met=False),)),),
    "Cobre en la mesa 3.", "Invitar", "",
)  # fmt: skip
ACCESS = replace(
    BASE,
    page=Page.ACCESS,
    access=AccessState(
        name="Ana Núñez", detail="CERT · Uruguay", days=(("", "Ahora"), ("2026-10-05", "lun 5")),
        rooms=(replace(ROW, name="Foro", state=ENTERS),), answer=ANSWER,
    ),
)  # fmt: skip
PRINTERS = (
    PrinterRow("a", "Zebra", OK, "", "", "quedan 18", 0.09, low=True, can_refill=True),
    PrinterRow("b", "Brother", WAITS, "La detuvo Lucía.", paused=True),
)
JOBS = (
    PrintRow("u", "Joe", "09:13", ChipData("¿Salió?", Tone.WARN), asks=True),
    PrintRow(
        "f", "Ana", "Sin papel", ChipData("No salió", Tone.BAD), can_retry=True, can_cancel=True
    ),
    PrintRow("d", "Eva", "09:12", OK, person_id="eva"),
)
PRINTS = replace(
    BASE,
    page=Page.PRINTS,
    prints=PrintsState(
        JOBS,
        (BatchRow("b", "Lote de 24", "9 de 24", 9, 24, can_cancel=True),),
        PRINTERS,
        "Adeudadas: 3",
    ),
)
FOUND = SetUpState(found=(FoundRow("ipp://10.0.0.5", "HP", "10.0.0.5", OK),))
CHOSEN = SetUpState(
    chosen="zpl://10.0.0.7", title="Zebra", light=OK, layouts=(("a6", "a6"),), roles=(("s", "Orador"),),
    others=(("b", "Brother"),), can_remove=True, serial=1, form=PrinterForm("Zebra"),
)  # fmt: skip
DELIVERIES = replace(
    BASE,
    page=Page.DELIVERIES,
    deliveries=DeliveriesState(
        (SourceLine("pretix", "lista de 09:41", "48 personas"),),
        (DeliveryLine("e1", "Ana", "09:14", WAITS, "already redeemed", can_retry=True, can_settle=True),),
    ),
)  # fmt: skip
PANEL = replace(
    BASE,
    page=Page.PANEL,
    panel=PanelState(
        (RoomBar("lock", "Foro", 38, 40, "casi llena", tight=True),), (("l", "LACNIC"),),
        AssemblyCardState(
            "l", "Asamblea", ChipData("Hay quórum", Tone.OK, "check"), GaugeState(342, 640, 320, "votos"),
            "Quórum: 320", (("118", "org."), ("104", "rep."), ("27", "obs.")), (CallLine("09:00", "sin quórum"),),
        ),
        figures=(Figure("users", "281", "acreditados"),), bars=(Bar("09:00", 7), Bar("09:15", 3, running=True)),
        printers=(PrinterLine("Zebra", OK, "quedan 18", 0.09, low=True),), documents=DocumentsState(folder="/d"),
    ),
)  # fmt: skip

PAGES = {
    "search": BASE,
    "correct": replace(BASE, mode=CardMode.CORRECT),
    "reason": replace(BASE, mode=CardMode.REASON, reason=QUESTION),
    "walk-in": WALK_IN,
    "walk-in of nobody known": replace(WALK_IN, walk_in=WalkInState()),
    "access": ACCESS,
    "access asks": replace(ACCESS, access=replace(ACCESS.access, question=QUESTION)),
    "prints": PRINTS,
    "prints finds": replace(PRINTS, prints=replace(PRINTS.prints, set_up=FOUND)),
    "prints sets up": replace(PRINTS, prints=replace(PRINTS.prints, set_up=CHOSEN)),
    "deliveries": DELIVERIES,
    "deliveries asks": replace(
        DELIVERIES, deliveries=replace(DELIVERIES.deliveries, question=QUESTION)
    ),
    "panel": PANEL,
}
