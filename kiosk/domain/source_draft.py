"""What somebody says of a registration source before it is kept, as plain values; asks nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SourceKind(StrEnum):
    """Where registrations may come from; NONE is "not yet"."""

    FILE = "file"
    PRETIX = "pretix"
    INDICO = "indico"
    HTTP = "http"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as its form says it.

    `secret` is a token, or with `one_time` a code that pretix takes once and answers with a token;
    `device` says that the token is a paired device's. `form` is an Indico registration form, "" for
    all. `mapping` is field -> column for lists, form -> field id -> meaning for Indico. `ca_file`
    is the path of authorities (PEM) that count beside the system's, "" for none.
    """

    kind: SourceKind
    url: str = ""
    organizer: str = ""
    event: str = ""
    path: str = ""
    header: str = ""
    secret: str = field(default="", repr=False)
    one_time: bool = False
    device: bool = False
    form: str = ""
    mapping: Mapping[str, object] = field(default_factory=dict)
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column of a list, or a field of a form, with what stands in it.

    `key` names it for a mapping; `form` is the registration form's id and `group` its title.
    `samples` are up to three texts, `field` what it seems to be, "" for nothing.
    """

    key: str
    title: str
    samples: tuple[str, ...] = ()
    field: str = ""
    form: str = ""
    group: str = ""
