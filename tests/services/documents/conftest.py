"""An event of three days in which some stayed long, some briefly, some only came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.certificate import CertificateSettings
from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Draft, EntryKind
from kiosk.services.context import Context
from kiosk.store import journal

START = datetime(2026, 10, 6, 12, tzinfo=UTC)  # 09:00 in Montevideo
Stay = Callable[..., None]


@pytest.fixture
def event_ctx(ctx: Context) -> Context:
    """The small event with a signer."""
    settings = CertificateSettings("Lucía Rodríguez", {"es": "Directora", "en": "Director"})
    event = replace(
        ctx.event,
        certificate=settings,
        place={"es": "Montevideo, Uruguay", "pt": "Montevidéu, Uruguai", "en": "Montevideo"},
    )
    return replace(ctx, event=event)


@pytest.fixture
def stay(event_ctx: Context) -> Stay:
    """Somebody in a place from and to so many minutes after 09:00: stay("ana", "forum", 0, 60)."""

    def add(person: str, place: str, begins: int, ends: int | None = None) -> None:
        for kind, direction, minute in (
            (EntryKind.ADMITTED, Direction.ENTRY, begins),
            (EntryKind.LEFT, Direction.EXIT, ends),
        ):
            if minute is not None:
                at = START + timedelta(minutes=minute)
                draft = Draft(kind, at, person, f"t-{person}", place, direction)
                journal.append(event_ctx.db, "Mesa 1", event_ctx.clock, draft)

    return add


@pytest.fixture
def attended(event_ctx: Context, stay: Stay, clock) -> Context:
    """Ana: 2 h of the forum on Tuesday, 1 h on Wednesday. José: 30 min. Sam: came in, took a bag."""
    day = 24 * 60
    for person in ("ana", "jose", "sam"):
        stay(person, "main", 0)
    stay("ana", "forum", 0, 120)
    stay("ana", "csirt", 60, 90)
    stay("ana", "forum", day, day + 60)
    stay("jose", "forum", 10, 40)
    stay("sam", "bag", 5)
    clock.now = START + timedelta(days=3)
    return event_ctx
