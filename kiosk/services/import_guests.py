"""Imports the invitation list of one checkpoint and names whom it could not match.

The list of the same source is replaced as a whole; what a supervisor granted stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.domain.checkpoints import Admits, Checkpoint
from kiosk.domain.errors import NotFoundError
from kiosk.services.context import Context
from kiosk.services.import_report import ImportReport
from kiosk.services.match_guests import match_guest
from kiosk.sources.files import read_file
from kiosk.sources.guests import read_guest
from kiosk.sources.headers import find_guests
from kiosk.store import invitations
from kiosk.store.invitations import Invited
from kiosk.store.transact import writing
from kiosk.texts import N_


def run_guests(
    ctx: Context,
    path: Path,
    mapping: Mapping[str, str],
    checkpoint_id: str,
    *,
    dry_run: bool,
    source: str,
) -> ImportReport:
    """Read the list and put it in the place of the checkpoint's earlier one."""
    checkpoint = _checkpoint(ctx, checkpoint_id)
    book = read_file(path)
    found = find_guests(book, mapping)
    guests = [read_guest(found.columns, number, cells) for number, cells in found.rows()]
    members = checkpoint.admits is Admits.MEMBERS
    matches = [match_guest(ctx, guest, members=members) for guest in guests]
    listed = _once([match.invited for match in matches if match.invited])
    unmatched = tuple(match.problem for match in matches if match.problem)
    kept = {_key(match.invited) for match in matches if match.invited and match.problem}
    if not dry_run:
        with writing(ctx.db):
            invitations.replace_list(ctx.db, checkpoint.id, source, listed, ctx.clock())
    read = ImportReport.of_file(path, book, found, source, dry_run=dry_run)
    return replace(
        read,
        rows=len(guests),
        checkpoint=checkpoint.id,
        matched=len(listed) - len(kept),
        kept=len(kept),
        unmatched=unmatched,
    )


def _checkpoint(ctx: Context, checkpoint_id: str) -> Checkpoint:
    checkpoint = ctx.event.checkpoint(checkpoint_id)
    if checkpoint is None:
        raise NotFoundError(
            N_("No existe el punto de control «{checkpoint}»; los que hay: {choices}."),
            checkpoint=checkpoint_id,
            choices=", ".join(known.id for known in ctx.event.checkpoints),
        )
    return checkpoint


def _key(invited: Invited) -> tuple[str, str]:
    return invited.kind, invited.subject


def _once(invited: Sequence[Invited]) -> list[Invited]:
    """Each subject once; of several rows the one that lasts longest."""
    found: dict[tuple[str, str], Invited] = {}
    for one in invited:
        before = found.setdefault(_key(one), one)
        if before.until is not None and (one.until is None or one.until > before.until):
            found[_key(one)] = one
    return list(found.values())
