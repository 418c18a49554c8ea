"""Reads what event.toml says is sold, asked and signed; a wrong key is told with file and line."""

from __future__ import annotations

import base64
import binascii

from kiosk.domain.catalogue import Catalogue
from kiosk.sources.event_wire import EventFile
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_

_PEM = b"-----BEGIN PUBLIC KEY-----"


def read_catalogue(toml: TomlText, wire: EventFile) -> Catalogue:
    """The catalogue of the whole file."""
    for n, key in enumerate(wire.codes.pretix_keys):
        if not _is_key(key):
            message = N_(
                "{file}, línea {line}: «{key}» debe ser una clave pública como la da pretix en "
                "valid_keys (base64 de un PEM)."
            )
            raise toml.wrong(message, f"codes.pretix_keys[{n}]")
    return Catalogue(
        keys=tuple(wire.codes.pretix_keys),
        revoked=frozenset(wire.codes.revoked),
        blocked=frozenset(wire.codes.blocked),
    )


def _is_key(text: str) -> bool:
    """Whether it is the base64 of a PEM; the bytes of the key are the verifier's business."""
    try:
        return base64.b64decode(text, validate=True).lstrip().startswith(_PEM)
    except (binascii.Error, ValueError):
        return False
