"""What keeps a station from reaching the hub, as one sentence of what to do; tries nothing."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Sequence
from enum import IntEnum, auto

from kiosk.domain.errors import FailureError
from kiosk.texts import N_

_NO_WAY = frozenset(
    getattr(errno, name)
    for name in (
        "EHOSTUNREACH",
        "ENETUNREACH",
        "ENETDOWN",
        "EHOSTDOWN",
        "EADDRNOTAVAIL",
        "WSAEHOSTUNREACH",
        "WSAENETUNREACH",
        "WSAENETDOWN",
        "WSAEADDRNOTAVAIL",
    )
    if hasattr(errno, name)
)


class LineTrouble(IntEnum):
    """Kinds of trouble; where addresses differ, the first of these says most about the hub."""

    NOT_RUNNING = auto()
    """A machine is there, and nothing listens at that port."""
    STRANGE = auto()
    """Somebody answers who shows no certificate as the hub does."""
    SILENT = auto()
    NO_WAY = auto()
    NO_NAME = auto()
    NO_ADDRESS = auto()
    """What was typed is no address."""
    OTHER = auto()


WHAT_TO_DO = {
    LineTrouble.NOT_RUNNING: N_(
        "En {addresses} la central no está en marcha: ábrala allí, o revise la dirección."
    ),
    LineTrouble.STRANGE: N_(
        "Quien responde en {addresses} no es una central: revise la dirección en la central."
    ),
    LineTrouble.SILENT: N_(
        "Nadie contesta en {addresses}: revise que la central esté encendida y en esta misma red."
    ),
    LineTrouble.NO_WAY: N_(
        "Esta máquina no tiene red hasta {addresses}: conéctela a la red del evento."
    ),
    LineTrouble.NO_NAME: N_(
        "Esta red no conoce el nombre {addresses}: escriba los números de la dirección."
    ),
    LineTrouble.NO_ADDRESS: N_(
        "«{addresses}» no es una dirección: escriba la que muestra la central."
    ),
    LineTrouble.OTHER: N_(
        "No se llega a la central en {addresses}: revise que las dos estén en la misma red."
    ),
}


def kind_of(problem: Exception) -> LineTrouble:  # noqa: PLR0911  one line a kind
    """Which trouble an attempt to connect ended in."""
    match problem:
        case ssl.SSLError():
            return LineTrouble.STRANGE
        case socket.gaierror():
            return LineTrouble.NO_NAME
        case TimeoutError():
            return LineTrouble.SILENT
        case ConnectionError():
            return LineTrouble.NOT_RUNNING
        case OSError(errno=number) if number in _NO_WAY:
            return LineTrouble.NO_WAY
        case ValueError() | OverflowError():
            return LineTrouble.NO_ADDRESS
        case _:
            return LineTrouble.OTHER


def not_reached(tried: Sequence[tuple[str, Exception]]) -> FailureError:
    """What is said where every one of these addresses failed so; the problems' own words are not.

    At the addresses with the most telling trouble the hub is looked for.
    """
    worst = min((kind_of(problem) for _at, problem in tried), default=LineTrouble.OTHER)
    there = [address for address, problem in tried if kind_of(problem) is worst]
    return FailureError(WHAT_TO_DO[worst], addresses=", ".join(there))
