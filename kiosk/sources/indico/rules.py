"""What else a registration gives: roles, and rights at rooms; an event's rules as data.

Indico has neither roles nor rooms: an event says them by a form of its own, by a tag, by a choice
in a form or by the sessions somebody signed up for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.domain.errors import WrongUseError
from kiosk.domain.names import fold
from kiosk.sources.indico.fields import CHOSEN, SESSIONS, Filled
from kiosk.texts import N_

_KINDS = ("form", "tag", "choice", "session")
_GIVES = ("role", "checkpoint")


@dataclass(frozen=True, slots=True)
class Rule:
    """`what` is folded; `field` narrows a choice to one field, "" for any."""

    kind: str
    what: str
    field: str
    roles: tuple[str, ...]
    checkpoints: tuple[str, ...]


class Given(NamedTuple):
    """Ids of roles and checkpoints, each once."""

    roles: tuple[str, ...]
    checkpoints: tuple[str, ...]


def parse(rules: Mapping[str, str]) -> tuple[Rule, ...]:
    """Rules like {"tag:CSIRT": "checkpoint:csirt", "form:12": "role:speaker, role:member"}.

    A form is meant by its id or title, a choice by its caption, after the field's id where only
    that field counts ("choice:14:CSIRT meeting"), a session by its id. Raises WrongUseError.
    """
    return tuple(_rule(when, then) for when, then in rules.items())


def given(
    rules: Iterable[Rule], form: tuple[str, str], tags: Iterable[str], fields: Iterable[Filled]
) -> Given:
    """What the rules give to a registration; `form` is its form's id and title."""
    facts = {("form", "", fold(text)) for text in form} | {("tag", "", fold(tag)) for tag in tags}
    for place, texts in fields:
        kind = "session" if place.kind == SESSIONS else "choice"
        for text in texts if place.kind in CHOSEN | {SESSIONS} else ():
            facts |= {(kind, "", fold(text)), (kind, place.id, fold(text))}
    hold = [rule for rule in rules if (rule.kind, rule.field, rule.what) in facts]
    return Given(
        tuple(dict.fromkeys(role for rule in hold for role in rule.roles)),
        tuple(dict.fromkeys(room for rule in hold for room in rule.checkpoints)),
    )


def _rule(when: str, then: str) -> Rule:
    kind, _, what = (part.strip() for part in when.partition(":"))
    field, colon, rest = (part.strip() for part in what.partition(":"))
    narrow = kind == "choice" and colon and field.isdecimal()
    gives = [_gift(when, text) for text in then.split(",")]
    meant = rest if narrow else what
    if kind not in _KINDS or not fold(meant):
        raise _wrong(when, then)
    return Rule(
        kind=kind,
        what=fold(meant),
        field=field if narrow else "",
        roles=tuple(name for give, name in gives if give == "role"),
        checkpoints=tuple(name for give, name in gives if give == "checkpoint"),
    )


def _gift(when: str, text: str) -> tuple[str, str]:
    give, _, name = (part.strip() for part in text.partition(":"))
    if give not in _GIVES or not name:
        raise _wrong(when, text)
    return give, name


def _wrong(when: str, then: str) -> WrongUseError:
    return WrongUseError(
        N_("La regla de Indico «{when}» = «{then}» no se entiende. Ejemplo: {example}"),
        when=when,
        then=then.strip(),
        example='"tag:CSIRT" = "checkpoint:csirt"',
    )
