"""How one Indico event is reached and read, as a value and as settings; holds no token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event as EventHere
from kiosk.sources.indico.guess import TARGETS
from kiosk.texts import N_
from kiosk.typed import convert


class Settings(msgspec.Struct):
    """What is kept of a source, as JSON; the keys mean the same as in Options.

    `url` and `event` are the server's address and the event's number there.
    """

    url: str
    event: str
    forms: list[str] = msgspec.field(default_factory=list)
    mapping: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    rules: dict[str, str] = msgspec.field(default_factory=dict)
    sheets: dict[str, str] = msgspec.field(default_factory=dict)
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """`forms` are ids of registration forms, empty for all of the event.

    `mapping` says for a form's id what its fields are for (guess.TARGETS by field id); other forms
    are guessed. `rules` are those of rules.py. `sheets` holds for a form's id the uuid of a saved
    list view, whose export brings all fields at once where the token may have it. `roles` are the
    ids of the event's roles, so that a tag or a form's title can tell one, `checkpoints` those of
    its doors. `ca_file` holds authorities (PEM) that count beside the system's.
    """

    forms: tuple[str, ...] = ()
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    checkpoints: frozenset[str] = frozenset()
    ca_file: Path | None = None


def read(name: str, settings: Mapping[str, object], event: EventHere) -> tuple[str, str, Options]:
    """Address, event there and options of settings; `event` is the one here.

    Raises WrongUseError that names what makes no sense.
    """
    try:
        wire = convert(settings, Settings)
    except msgspec.ValidationError as error:
        message = N_("La configuración de {source} no se entiende: {detail}")
        raise WrongUseError(message, source=name, detail=str(error)) from error
    targets = {target for form in wire.mapping.values() for target in form.values()}
    for target in sorted(targets - set(TARGETS)):
        message = N_("No existe el campo «{field}»; los que hay: {choices}.")
        raise WrongUseError(message, field=target, choices=", ".join(TARGETS))
    return (
        wire.url,
        wire.event.strip(),
        Options(
            forms=tuple(wire.forms),
            mapping=wire.mapping,
            rules=wire.rules,
            sheets=wire.sheets,
            roles=frozenset(role.id for role in event.roles),
            checkpoints=frozenset(one.id for one in event.checkpoints),
            ca_file=Path(wire.ca_file) if wire.ca_file else None,
        ),
    )
