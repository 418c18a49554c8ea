"""Asks the sources for one unknown code before a scan is decided; waits for no network otherwise.

Only a code that nobody is known by is worth asking. What a source answers is stored, then the scan
is decided as always, and journalled once. No answer is no reason to wait or to fail.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.codes import LONGEST_TEXT
from kiosk.domain.feed import SourceError
from kiosk.domain.verdict import Reason
from kiosk.services.apply_batch import apply_looked_up
from kiosk.services.check_in import ScanOutcome, ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.services.identify import identify
from kiosk.services.sync_values import Applied
from kiosk.sources.interface import Source
from kiosk.store.transact import reading


def is_unknown(ctx: Context, text: str) -> bool:
    """Whether nobody is known by that code, though it may well be one."""
    code = text.strip()
    if not code or len(code) > LONGEST_TEXT:
        return False
    with reading(ctx.db):
        return identify(ctx, text).problem is Reason.INVALID


def look_up(ctx: Context, source: Source, text: str) -> Applied | None:
    """Ask one source, and store what it says; None where it knows no such code.

    Raises SourceError.
    """
    batch = source.look_up(text.strip())
    return None if batch is None else apply_looked_up(ctx, source.name, batch)


def note_refusal(ctx: Context, request: ScanRequest) -> None:
    """Record a scan whose person has gone by now: never an admission that nobody was told of."""
    if not explain(ctx, request).verdict.admitted:
        scan(ctx, request)


def scan_asking(ctx: Context, request: ScanRequest, sources: Iterable[Source]) -> ScanOutcome:
    """Decide and record one scan as check_in.scan; an unknown code is asked for first."""
    if request.person_id is None and is_unknown(ctx, request.text):
        for source in sources:
            try:
                found = look_up(ctx, source, request.text)
            except SourceError:
                continue  # a source that cannot be asked changes nothing at a door
            if found is not None:
                break
    return scan(ctx, request)
