"""How one Indico event is reached and read, as a value; holds no token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`forms` are ids of registration forms, empty for all of the event.

    `mapping` says for a form's id what its fields are for (guess.TARGETS by field id); other forms
    are guessed. `rules` are those of rules.py. `sheets` holds for a form's id the uuid of a saved
    list view, whose export brings all fields at once where the token may have it. `roles` are the
    ids of the event's roles, so that a tag or a form's title can tell one. `ca_file` holds
    authorities (PEM) that count beside the system's.
    """

    forms: tuple[str, ...] = ()
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    ca_file: Path | None = None
