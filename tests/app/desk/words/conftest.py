"""One person, one room and one station as plain values, for the words that are made of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from kiosk.app import desk_cards
from kiosk.app.desk_model import Chosen, Place
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind
from kiosk.domain.event import Event
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.domain.verdict import Answer, Reason, Status, Verdict
from kiosk.domain.visits import Visit
from kiosk.services.card import HistoryLine, PersonCard
from kiosk.services.check_in import ScanOutcome

NOW = datetime(2026, 10, 6, 12, 35, tzinfo=UTC)
NAMES = {"es": "Entrada", "pt": "Entrada (pt)", "en": "Entrance"}
MAIN = Checkpoint("main", NAMES, Kind.ENTRANCE)
ROOM = Checkpoint("csirt", {"es": "CSIRT"}, admits=Admits.INVITED)
EVENT = Event(
    id="e",
    name={"es": "Evento", "en": "Event"},
    timezone=ZoneInfo("America/Montevideo"),
    first_day=NOW.date(),
    last_day=NOW.date(),
    code="LAC",
    roles=STANDARD_ROLES,
    checkpoints=(MAIN, ROOM),
)
PLACE = Place(EVENT, Station(name="Mesa 2", operator="Lucía R.", place="planta baja"), "main")
ANA = Person("ana", "Ana", "Quiroga", organisation="CERT", country="AR", roles=("newcomer",))
PAID = Ticket("t", "ana", "code")
VISIT = Visit(
    "v1", "ana", "main", Direction.ENTRY, NOW - timedelta(minutes=23), "Mesa 2", "Lucía R."
)
YES = Verdict(Status.OK, Answer.ADMIT, Direction.ENTRY)


def no(reason: Reason, **more) -> Verdict:
    return Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, reason, **more)


def chosen(verdict=YES, **more) -> Chosen:
    parts = {
        "person": ANA,
        "tickets": (PAID,),
        "rooms": (),
        "history": (),
        "checked_in": None,
        "badge_code": None,
        "badge_owed": False,
        "prints": (),
    }
    return Chosen(PersonCard(**{**parts, **more}), ScanOutcome(verdict, MAIN, Direction.ENTRY, NOW))


def line(kind: EntryKind, **more) -> HistoryLine:
    parts = {
        "entry_id": "e",
        "kind": kind,
        "at": NOW - timedelta(minutes=5),
        "checkpoint": "main",
        "direction": Direction.ENTRY,
        "station": "Mesa 2",
        "operator": "Lucía R.",
        "reason": "",
    }
    return HistoryLine(**{**parts, **more})


def history(*lines: HistoryLine):
    """As the store gives it (newest first), drawn oldest first."""
    shown = chosen(checked_in=VISIT, history=tuple(reversed(lines)))
    return desk_cards.already_state(shown, PLACE, NOW, 0).history


def verdict(reason: Reason | None) -> Verdict:
    """The one of that reason; None admits."""
    return YES if reason is None else no(reason)


@pytest.fixture
def made() -> SimpleNamespace:
    """The values and how to make more of them."""
    return SimpleNamespace(
        now=NOW,
        main=MAIN,
        room=ROOM,
        place=PLACE,
        ana=ANA,
        paid=PAID,
        visit=VISIT,
        no=no,
        verdict=verdict,
        chosen=chosen,
        line=line,
        history=history,
    )
