"""Heeds what other stations say of printing, in the order of the hub; prints nothing itself.

It is done each time before the queue is looked at. What is no request, no answer, or makes no
sense changes nothing.
"""

from __future__ import annotations

from functools import partial

from kiosk.domain.journal import EntryKind
from kiosk.domain.printers import Printer
from kiosk.domain.remote_print import remote_of
from kiosk.hub.subjects import token
from kiosk.services import remote_ask, remote_give, remote_printers
from kiosk.services.context import Context
from kiosk.store import hub_replica, print_jobs, remote_prints
from kiosk.store.print_jobs import Job
from kiosk.store.remote_prints import Letter
from kiosk.store.transact import attempt, writing


def heed(ctx: Context) -> None:
    """Do what others' requests and answers, time and silence ask for; quick where that is nothing.

    A rehearsal is told to nobody, so it takes and asks for nothing.
    """
    remote_printers.keep_in_mind(ctx)
    if ctx.station.rehearsal or not _has_work(ctx):
        return
    me = hub_replica.station(ctx.db) or token(ctx.station.name)
    with writing(ctx.db):
        upto = hub_replica.cursor(ctx.db).seq
        letters = list(remote_prints.letters(ctx.db, remote_prints.read_upto(ctx.db), upto))
        for letter in letters:
            attempt(ctx.db, partial(_heed_one, ctx, letter, me))
        if letters:
            remote_prints.note_read(ctx.db, letters[-1].entry.seq)
        remote_give.go_on(ctx, upto)
        remote_ask.go_on(ctx, upto)


def waits_elsewhere(ctx: Context) -> bool:
    """Whether another station was asked for a badge here, and has not said its last word."""
    return bool(remote_prints.open_requests(ctx.db))


def ask(ctx: Context, job: Job, printer: Printer) -> bool:
    """Ask for a waiting job where its printer is another station's; whether it is one."""
    to = remote_of(printer.uri)
    if to is None:
        return False
    with writing(ctx.db):
        current = print_jobs.get(ctx.db, job.job_id)
        if current is not None and current.state is job.state:
            remote_ask.ask(ctx, current, printer, to)
    return True


def _has_work(ctx: Context) -> bool:
    upto, read = hub_replica.cursor(ctx.db).seq, remote_prints.read_upto(ctx.db)
    return (
        any(True for _letter in remote_prints.letters(ctx.db, read, upto))
        or bool(remote_prints.open_requests(ctx.db))
        or bool(remote_prints.open_commissions(ctx.db))
    )


def _heed_one(ctx: Context, letter: Letter, me: str) -> None:
    match letter.entry.kind:
        case EntryKind.PRINT_ASKED:
            remote_give.asked(ctx, letter, me)
        case EntryKind.PRINT_WITHDRAWN:
            remote_give.withdrawn(ctx, letter)
        case _:
            remote_ask.told(ctx, letter)
