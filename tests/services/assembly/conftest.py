"""An assembly of five organisations on the small event, its people, and a door to scan at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kiosk.domain.assembly import Assembly, AssemblyKind, CallTo, CountedBy, Share
from kiosk.domain.checkpoints import Direction
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.import_people import run_import

NINE = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)  # 09:00 in Montevideo

PEOPLE = (
    "Código,Nombre,Apellido,Correo,Organización\n"
    "A,Ana,Silva,ana@nic.br,NIC.br\n"
    "J,José,Núñez Ibáñez,jose@example.org,Universidad\n"
    "S,Sam,Smith,sam@isp.example,ISP Uno\n"
    "L,Lía,Paz,lia@example.org,ISP Uno\n"
    "O,Óscar,Ruiz,oscar@example.org,Red Dos\n"
    "X,Xul,Sosa,xul@example.org,Red Cuatro\n"
)
ROLL = (
    "Organización,Votos,Representante,Correo,Calidad\n"
    "NIC.br,4,Ana Silva,ana@nic.br,Titular\n"
    "Universidad,2,José Núñez Ibáñez,jose@example.org,Titular\n"
    "ISP Uno,3,Sam Smith,sam@isp.example,Titular\n"
    "ISP Uno,3,Lía Paz,lia@example.org,Suplente\n"
    "Red Dos,1,Ana Silva,ana@nic.br,Titular\n"
    "Red Dos,1,Óscar Ruiz,oscar@example.org,Observador\n"
    "Red Cuatro,2,,,\n"
)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def percent(number, *, above=False):
    return Share(Decimal(number), percent=True, above=above)


LACNIC = Assembly(
    "lacnic",
    {"es": "Asamblea de Asociados", "pt": "Assembleia de Associados", "en": "Member Assembly"},
    "assembly",
    calls=(
        CallTo(NINE, percent(50, above=True), CountedBy.VOTES),  # 7 of 12
        CallTo(at(30), percent(30)),  # 2 of 5
    ),
)
EXTRAORDINARY = Assembly(
    "extra",
    {"es": "Asamblea Extraordinaria"},
    "assembly",
    AssemblyKind.EXTRAORDINARY,
    calls=(CallTo(at(24 * 60), percent(50)),),
)


class Hall:
    """The room of the assembly; minutes are past nine."""

    NINE, LACNIC, EXTRAORDINARY, ROLL = NINE, LACNIC, EXTRAORDINARY, ROLL
    at = staticmethod(at)

    def __init__(self, ctx, folder):
        self.ctx = replace(ctx, event=replace(ctx.event, assemblies=(LACNIC,)))
        self.folder = folder
        self.clock = ctx.clock
        self.clock.now = at(-60)
        with ctx.db.conn:
            for table in ("invitation", "ticket", "person"):
                ctx.db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names
        self.load(PEOPLE)

    def load(self, text, **options):
        path = self.folder / "list.csv"
        path.write_text(text, encoding="utf-8")
        return run_import(self.ctx, path, **options)

    def roll(self, text=ROLL, assembly="lacnic", **options):
        return self.load(text, members=assembly, **options)

    def hold(self, *assemblies):
        self.ctx = replace(self.ctx, event=replace(self.ctx.event, assemblies=assemblies))

    def changed(self, **changes):
        """Change the room's settings."""
        rooms = tuple(
            replace(one, **changes) if one.id == "assembly" else one
            for one in self.ctx.event.checkpoints
        )
        self.ctx = replace(self.ctx, event=replace(self.ctx.event, checkpoints=rooms))

    @property
    def room(self):
        return self.ctx.event.checkpoint("assembly")

    def enters(self, code, minutes, **more):
        self.clock.now = at(minutes)
        return scan(self.ctx, ScanRequest(text=code, checkpoint="assembly", **more))

    def leaves(self, code, minutes):
        return self.enters(code, minutes, direction=Direction.EXIT)


@pytest.fixture
def bare(ctx, tmp_path):
    """The room and its people without a roll."""
    return Hall(ctx, tmp_path)


@pytest.fixture
def hall(bare):
    """The room, its people and its roll."""
    bare.roll()
    return bare
