"""Addresses of the hub's servers as people type them, and this machine's own; connects nowhere."""

from __future__ import annotations

import ipaddress
import re
import socket

from kiosk.domain.errors import WrongUseError
from kiosk.hub.folder import About
from kiosk.hub.server_config import HubNode
from kiosk.texts import N_

_ADDRESS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?")
_ANYWHERE = ("192.0.2.1", 9)
"""An address of RFC 5737 that belongs to nobody: asking for the way there sends nothing."""
NOWHERE = "127.0.0.1"
_HIGHEST = 61_000
"""Ports up to 4000 above the stations' one are used beside it."""


def address(text: str, port: int) -> tuple[str, int]:
    """The host and port in "host", "host:port" or "[v6]:port"; WrongUseError for anything else."""
    found = _ADDRESS.fullmatch(text.strip())
    number = int(found[2]) if found and found[2] else port
    if found is None or not 0 < number <= _HIGHEST:
        raise WrongUseError(
            N_("«{text}» no es una dirección, por ejemplo 192.168.1.5 o 192.168.1.5:4222."),
            text=text,
        )
    return found[1].strip("[]"), number


def own_address() -> str:
    """The address by which this machine is known in its network; NOWHERE where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ANYWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return NOWHERE


def is_ours(host: str) -> bool:
    """Whether this machine has that address now; a name, and any other host, is believed."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return True
    family = socket.AF_INET6 if number.version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, 0))
        except OSError:
            return False
    return True


def present_addresses(about: About) -> tuple[str, ...]:
    """Where stations reach the hub, with the address that this machine has now.

    The one with which the hub was made may have been given to another machine since.
    """
    own = about.node
    if not is_ours(own.host) and (now := own_address()) != NOWHERE:
        own = HubNode(own.name, now, own.port)
    return tuple(own.address if one.name == own.name else one.address for one in about.nodes)
