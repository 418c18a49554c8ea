"""A small event with people on a real file, for every use case's tests.

People: Ana (speaker), José (newcomer), Li (pending), Eva (canceled), Sam (two tickets).
Ana is invited to "csirt"; Sam's organisation is a member of the assembly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind
from kiosk.domain.event import Event
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.services.context import Context
from kiosk.store import meta
from kiosk.store.connect import Database, close, open_store
from kiosk.store.person_row import search_keys
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing

ANA = Person(
    "ana",
    "Ana",
    "Silva",
    email="ana@nic.br",
    organisation="NIC.br",
    country="BR",
    roles=("speaker",),
)
JOSE = Person(
    "jose",
    "José",
    "Núñez Ibáñez",
    email="jose.nunez@unam.mx",
    organisation="Universidad Nacional",
    country="MX",
    roles=("newcomer",),
)
LI = Person("li", "Li", "Wei", organisation="APNIC", country="AU")
EVA = Person("eva", "Eva", "Gómez", email="eva@example.org")
SAM = Person(
    "sam", "Sam", "Smith", email="sam@isp.example", organisation="ISP Uno", roles=("member",)
)
TICKETS = (
    Ticket("t-ana", "ana", "code-of-ana"),
    Ticket("t-jose", "jose", "code-of-jose"),
    Ticket("t-li", "li", "code-of-li", TicketState.PENDING),
    Ticket("t-eva", "eva", "code-of-eva", TicketState.CANCELED),
    Ticket("t-sam", "sam", "code-of-sam"),
    Ticket("t-sam-peering", "sam", "peering-of-sam", product="peering"),
)


def es_pt_en(text: str) -> dict[str, str]:
    return {"es": text, "pt": text, "en": text}


EVENT = Event(
    id="demo",
    name=es_pt_en("LACNIC 46"),
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC46",
    roles=STANDARD_ROLES,
    checkpoints=(
        Checkpoint("main", es_pt_en("Entrada"), Kind.ENTRANCE, entry=EntryRule.ONCE),
        Checkpoint(
            "csirt", es_pt_en("CSIRT"), admits=Admits.INVITED, entry=EntryRule.RE_ENTRY, capacity=3
        ),
        Checkpoint("forum", es_pt_en("Foro")),
        Checkpoint("assembly", es_pt_en("Asamblea"), admits=Admits.MEMBERS),
        Checkpoint("bag", es_pt_en("Bolsa"), Kind.HANDOUT, entry=EntryRule.ONCE),
    ),
)


class Clock:
    """Answers the same moment until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> datetime:
        self.now += timedelta(**step)
        return self.now


def fill(db: Database) -> None:
    """The people, tickets and invitations of this small event."""
    with writing(db):
        for person in (ANA, JOSE, LI, EVA, SAM):
            put_person(db, person, source="file", source_ref=person.person_id)
        for ticket in TICKETS:
            put_ticket(db, ticket)
        invite(db, "csirt", "person", "ana")
        invite(db, "assembly", "organisation", search_keys(SAM)["org_key"])
        db.conn.execute(
            "INSERT INTO invitation_list VALUES ('csirt', ?)", ("2026-10-06T11:00:00.000Z",)
        )
        meta.put(db, "list_at", "2026-10-06T10:00:00.000Z")


def invite(db: Database, checkpoint: str, kind: str, subject: str) -> None:
    db.conn.execute(
        "INSERT INTO invitation (checkpoint, kind, subject, source) VALUES (?, ?, ?, 'file')",
        (checkpoint, kind, subject),
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ctx(tmp_path: Path, clock: Clock) -> Iterator[Context]:
    db = open_store(tmp_path / "event.db")
    fill(db)
    yield Context(db, EVENT, Station(name="Mesa 1", checkpoint="main"), clock, tmp_path)
    close(db)
