"""What in a good event file will surprise people at the door; reads the event, refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.event import Event
from kiosk.domain.rules.parse import parse, problems
from kiosk.domain.rules.tree import Call, Node, RuleError
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class Doubt:
    """A translatable Spanish sentence; {checkpoint} and the others are filled from `params`.

    `checkpoint` is the id of the one it is about.
    """

    checkpoint: str
    message: str
    params: Mapping[str, object]


def event_doubts(event: Event) -> tuple[Doubt, ...]:
    """The doubts about every checkpoint, in the order of the event."""
    return tuple(
        Doubt(checkpoint.id, message, {"checkpoint": checkpoint.id, "value": value})
        for checkpoint in event.checkpoints
        for message, value in _of(checkpoint, event.catalogue)
    )


def _of(checkpoint: Checkpoint, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    unknown = N_(
        "El punto de control «{checkpoint}» usa una regla con «{value}», que no se conoce: "
        "rechazará a todos los que dependan de eso."
    )
    try:
        tree = parse(checkpoint.rules)
    except RuleError as error:
        yield unknown, error.what
        return
    for what in problems(tree):
        yield unknown, what
    message = N_("El punto de control «{checkpoint}» nombra el producto «{value}», que no existe.")
    named = {text for p in catalogue.products for text in (p.id, *p.name.values())}
    for product in checkpoint.products:
        if named and product not in named:
            yield message, product
    yield from _lookups(tree, catalogue)


def _lookups(tree: Node, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The ids that a rule looks up and that the event does not have, where it lists any."""
    known = {
        "product": {p.id for p in catalogue.products},
        "variation": {kind for p in catalogue.products for kind in p.variations},
        "date": {date.id for date in catalogue.dates},
    }
    message = N_(
        "La regla del punto de control «{checkpoint}» nombra «{value}», que no existe en el evento."
    )
    for kind, found in dict.fromkeys(_looked_up(tree)):
        if known.get(kind) and found not in known[kind]:
            yield message, found


def _looked_up(node: Node) -> Iterator[tuple[str, str]]:
    """Kind and id of every lookup, in reading order."""
    parts = node.args if isinstance(node, Call) else node if isinstance(node, tuple) else ()
    if isinstance(node, Call) and node.op == "lookup" and len(parts) > 1:
        yield str(parts[0]), str(parts[1])
        return
    for part in parts:
        yield from _looked_up(part)
