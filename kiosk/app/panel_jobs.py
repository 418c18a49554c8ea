"""What the panel asks of the store: rooms, an assembly, its book; draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app.documents_model import DocumentsModel
from kiosk.services.assembly import watch
from kiosk.services.assembly_book import write_book
from kiosk.services.assembly_state import AssemblyState, state
from kiosk.services.assembly_tally import nearest_first
from kiosk.services.context import Context
from kiosk.services.day_figures import DayFigures
from kiosk.services.rooms import HeadCount, head_counts


@dataclass(frozen=True, slots=True)
class Looked:
    """The rooms, and the assembly that was asked for; None where the event has none."""

    rooms: tuple[HeadCount, ...] = ()
    assembly: AssemblyState | None = None


@dataclass(frozen=True, slots=True)
class PanelModel:
    """What the panel shows, untranslated. `assembly_id` "" stands for the one that is on."""

    assembly_id: str = ""
    looked: Looked | None = None
    day: DayFigures | None = None
    documents: DocumentsModel = field(default_factory=DocumentsModel)
    saved: Callable[[], str] | None = None


def look(ctx: Context, assembly_id: str) -> Looked:
    """The figures now; a quorum that the clock brought is recorded first."""
    held = nearest_first(ctx.event.assemblies, ctx.clock(), ctx.event.timezone)
    for place in {one.checkpoint for one in held}:
        checkpoint = ctx.event.checkpoint(place)
        if checkpoint is not None:
            watch(ctx, checkpoint)
    chosen = assembly_id or (held[0].id if held else "")
    return Looked(head_counts(ctx), state(ctx, chosen, named=False) if chosen else None)


def save_book(ctx: Context, assembly_id: str) -> Path:
    """Write the attendance book into the profile's folder; answers where it lies."""
    local = ctx.clock().astimezone(ctx.event.timezone)
    path = ctx.folder / f"libro-{assembly_id}-{local:%Y-%m-%d-%H%M}.pdf"
    write_book(ctx, path, assembly_id)
    return path
