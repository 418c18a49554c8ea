"""The address of a printer at a raw TCP port, out of its URI; connects to nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from kiosk.domain.errors import WrongUseError
from kiosk.printing.raw_line import PORT
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class RawAddress:
    """Host, port and what the URI says behind its question mark."""

    host: str
    port: int
    options: dict[str, str] = field(default_factory=dict)

    @property
    def confirms(self) -> bool:
        """Whether the printer tells that a badge came out; `confirm=no` says that it never does."""
        return self.options.get("confirm", "yes") != "no"


def raw_address(uri: str, known: frozenset[str]) -> RawAddress:
    """The address of "zpl://host[:9100]?dpi=300"; `known` are the options of that kind of printer.

    Raises WrongUseError for no address, for an unknown option, and where confirm is neither
    "yes" nor "no".
    """
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname or "", parts.port or PORT
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        host, port, options = "", 0, {}
    if not host or parts.path not in {"", "/"}:
        raise WrongUseError(
            N_("No es una dirección de impresora: «{uri}». Ejemplo: {example}"),
            uri=uri,
            example=f"{uri.partition(':')[0]}://192.168.0.40",
        )
    for name, value in options.items():
        if name not in known | {"confirm"} or (name == "confirm" and value not in {"yes", "no"}):
            raise wrong_option(name, value)
    return RawAddress(host, port, options)


def wrong_option(name: str, value: str) -> WrongUseError:
    """The refusal of one option of a printer's URI."""
    return WrongUseError(
        N_("La impresora no conoce la opción «{option}={value}»."), option=name, value=value
    )
