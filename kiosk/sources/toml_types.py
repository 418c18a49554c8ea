"""Answers what a msgspec Struct allows at a key path, for error sentences; checks no value."""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeGuard, get_args

import msgspec


def field_names(kind: object, path: str) -> tuple[str, ...]:
    """The keys allowed in the table at `path` ("checkpoint[2]"; "" is the whole file)."""
    table = _type_at(kind, path)
    if not _is_struct(table):
        return ()
    return tuple(field.encode_name for field in msgspec.structs.fields(table))


def enum_words(kind: object, path: str) -> tuple[str, ...]:
    """The words allowed at `path`, empty where any text may stand."""
    found = _type_at(kind, path)
    return tuple(str(word.value) for word in found) if _is_enum(found) else ()


def _type_at(kind: object, path: str) -> object:
    """The type at `path`, with optional and list types unwrapped; None where there is none."""
    current: object = kind
    for key in re.sub(r"\[[^\]]*\]", "", path).split("."):
        if not key:
            continue
        if not _is_struct(current):
            return None
        fields = {f.encode_name: f.type for f in msgspec.structs.fields(current)}
        current = _inner(fields.get(key))
    return current


def _inner(found: object) -> object:
    """The enum or struct within `list[X]` or `X | None`, else the type itself."""
    for candidate in (found, *get_args(found)):
        if _is_enum(candidate) or _is_struct(candidate):
            return candidate
    return found


def _is_enum(found: object) -> TypeGuard[type[Enum]]:
    return isinstance(found, type) and issubclass(found, Enum)


def _is_struct(found: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(found, type) and issubclass(found, msgspec.Struct)
