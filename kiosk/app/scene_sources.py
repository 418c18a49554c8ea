"""The pictures of a station with a source: what went up, what was refused, what waits; draws none.

The people are the demo's kind of invented ones; no server is asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from kiosk.app.stage import Stage
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.delivery import Delivery, Receipt
from kiosk.domain.feed import Batch, SourceError, Trouble
from kiosk.domain.people import Person
from kiosk.domain.registration import Registration
from kiosk.services import sources, sync
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.sources import SourceSettings
from kiosk.texts import N_

NAME = "pretix:lacnic46"
_LIST = f"{NAME}/2"
_PEOPLE = (
    ("Renata", "Ibarra Solano", "Nodo Andino"),
    ("Tiago", "Figueiredo Prata", "Rede Aroeira"),
    ("Maura", "Quintela Reyes", "Cooperativa Timbó"),
    ("Joaquín", "Ledesma Ortiz", "Fibra Ñandú"),
)
_WORDS = ("This order is not paid.", "This ticket has already been redeemed.")


def well(ctx: Context) -> None:
    """A source that took most check-ins, refused two, and answers well."""
    ctx = _filled(ctx)
    jobs = sync.plan_push(ctx, NAME)
    refused = [
        Receipt(job.entry_id, Delivery.REFUSED, words, 400)
        for job, words in zip(jobs, _WORDS, strict=False)
    ]
    sync.store_receipts(ctx, NAME, refused)
    sync.record_success(ctx, NAME, pulled=True)


def in_trouble(ctx: Context) -> None:
    """The same, and the network is gone: everything waits."""
    ctx = _filled(ctx)
    sync.plan_push(ctx, NAME)
    lost = SourceError(
        Trouble.UNREACHABLE,
        N_("No se llega a {host}. Revise la red de esta computadora."),
        host="tickets.example.org",
    )
    sync.record_failure(ctx, NAME, lost)


def open_page(stage: Stage) -> None:
    """Open the page of deliveries."""
    stage.view.tab_chosen.emit("deliveries")
    stage.settle()


def ask_to_settle(stage: Stage) -> None:
    """Open it and ask how the first refusal was resolved."""
    open_page(stage)
    row = stage.view.deliveries.rows[0]
    stage.view.deliveries.settled.emit(row.entry_id)
    stage.view.deliveries.reason_chosen.emit(0)
    stage.settle()


def _filled(ctx: Context) -> Context:
    """The event with the source's people, some of whom came a few minutes ago."""
    settings = {"url": "https://tickets.example.org", "organizer": "lacnic", "event": "lacnic46"}
    sources.add(ctx, SourceSettings(NAME, "pretix", settings))
    name = {"es": "Acreditación", "pt": "Credenciamento", "en": "Registration"}
    people = tuple(
        Registration(n, Person("", *who), source_id=f"ABC{n}-1", code=f"demo-of-pretix-{n}")
        for n, who in enumerate(((g, f, "", "", o) for g, f, o in _PEOPLE), 1)
    )
    batch = Batch(
        cursor={"mark": "1"},
        registrations=people,
        checkpoints=(Checkpoint("acreditacion", name, source_ref=_LIST),),
        begins=True,
        ends=True,
    )
    ctx_before = replace(ctx, clock=partial(_earlier, ctx, 3))
    sync.apply(ctx_before, NAME, batch)
    sync.record_success(ctx_before, NAME, pulled=True)
    there = sync.reload_event(ctx)
    checkpoint = next(c.id for c in there.event.checkpoints if c.source_ref == _LIST)
    for minutes, one in enumerate(reversed(people), 1):
        then = replace(there, clock=partial(_earlier, ctx, minutes))
        scan(then, ScanRequest(text=one.code, checkpoint=checkpoint))
    return there


def _earlier(ctx: Context, minutes: int) -> datetime:
    return ctx.clock() - timedelta(minutes=minutes)
