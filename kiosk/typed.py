"""Reads plain data and JSON as typed values, in any thread; the only caller of msgspec's readers.

msgspec examines a type when it first meets it, and shows the half-made result to other threads
meanwhile (so that a type may hold itself): whoever reads with it then crashes the interpreter.
Here a type is examined by one thread, and nobody reads with it before that is done. msgspec calls
its functions thread-safe (jcrist/msgspec#401); up to 0.22 that holds for examined types only.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
Hook = Callable[[type, Any], Any]
"""Makes a value of a type that msgspec does not know: hook(type, plain value)."""

_ONE_AT_A_TIME = Lock()
_EXAMINED: dict[object, msgspec.json.Decoder[Any]] = {}


def convert(data: object, kind: type[T], *, strict: bool = True) -> T:
    """Plain data (of TOML, parsed JSON) as `kind`; `strict=False` reads numbers out of texts too.

    Raises msgspec.ValidationError with the place of what is wrong.
    """
    _examined(kind)
    return msgspec.convert(data, kind, strict=strict)


def from_json(text: str | bytes, kind: type[T], *, hook: Hook | None = None) -> T:
    """A JSON text as `kind`.

    Raises msgspec.DecodeError (its ValidationError with the place of what is wrong); for damaged
    UTF-8 UnicodeDecodeError.
    """
    decoder = _examined(kind)
    if hook is not None:
        return msgspec.json.decode(text, type=kind, dec_hook=hook)
    found: T = decoder.decode(text)
    return found


def _examined(kind: object) -> msgspec.json.Decoder[Any]:
    """Have msgspec examine a type with all that it holds, before any value is read with it."""
    known = _EXAMINED.get(kind)
    if known is None:
        with _ONE_AT_A_TIME:
            known = _EXAMINED[kind] = msgspec.json.Decoder(kind)
    return known
