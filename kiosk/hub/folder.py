"""The files of one of the hub's servers: laid once, read by whoever runs it; starts nothing.

hub.json (which server this is), registry.json (who belongs, last known), ca.pem, ca.key (only where
the hub was made), server.pem, server.key, hub.seed, nats.conf, jetstream/ (the streams), nats.log.
All are readable by their owner only.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.hub.certificates import KeyAndCertificate, new_authority, new_server
from kiosk.hub.credentials import new_seed, public_key_of
from kiosk.hub.files import read_json, write_json
from kiosk.hub.membership import Membership
from kiosk.hub.own import ABOUT
from kiosk.hub.permissions import (
    LEAF_API,
    SERVER_API,
    invited_user,
    server_user,
    station_user,
)
from kiosk.hub.registry import Member, Registry
from kiosk.hub.server import CONFIG_FILE, Server
from kiosk.hub.server_config import (
    MONITOR_OFFSET,
    HubNode,
    LeafLogin,
    Place,
    leaf_config,
    node_config,
)
from kiosk.hub.subjects import token
from kiosk.private_file import write_private
from kiosk.texts import N_

PORT = 4222
_REGISTRY = "registry.json"


class About(msgspec.Struct, frozen=True):
    """Which server of which hub a folder belongs to. `leaf` is the password of leaves.

    `hub` are the servers to which a leaf passes all on; then `nodes` is the leaf alone.
    """

    event: str
    node: HubNode
    nodes: tuple[HubNode, ...]
    leaf: str
    hub: tuple[HubNode, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where stations reach the hub."""
        return tuple(node.address for node in self.nodes)


class HubFolder:
    """One server's folder, laid by lay()."""

    def __init__(self, path: Path) -> None:
        if not (path / ABOUT).is_file():
            raise NotFoundError(
                N_("En {path} no hay una central. Créela con: kiosk hub init"), path=path
            )
        self.path = path
        self.about = read_json(path / ABOUT, About)

    @property
    def authority(self) -> str:
        """The PEM of the hub's authority."""
        return (self.path / "ca.pem").read_text()

    @property
    def seed(self) -> str:
        """The secret key of the hub's own user."""
        return (self.path / "hub.seed").read_text().strip()

    @property
    def api(self) -> str:
        """How the hub's own user asks JetStream at this server."""
        return LEAF_API if self.about.hub else SERVER_API

    @property
    def server(self) -> Server:
        """The server of this folder, not started."""
        node = self.about.node
        return Server(self.path, node.name, node.port + MONITOR_OFFSET)

    def read_registry(self) -> Registry:
        """Who belongs to the hub, as far as this machine knew last."""
        path = self.path / _REGISTRY
        return read_json(path, Registry) if path.is_file() else Registry()

    def keep(self, registry: Registry, now: int) -> bool:
        """Write the registry, and the server's configuration; whether the latter has changed."""
        write_json(self.path / _REGISTRY, registry)
        text = self._config(registry, now).encode()
        path = self.path / CONFIG_FILE
        if path.is_file() and path.read_bytes() == text:
            return False
        write_private(path, text)
        return True

    def _config(self, registry: Registry, now: int) -> str:
        about = self.about
        users = [server_user(public_key_of(self.seed))]
        users += [station_user(about.event, member) for member in registry.present()]
        users += [invited_user(about.event, one) for one in registry.open_invitations(now)]
        login, place = LeafLogin("leaf", about.leaf), Place(self.path)
        if about.hub:
            return leaf_config(about.event, about.node, about.hub, users, place, login)
        return node_config(about.event, about.node, about.nodes, users, place, login)


def lay(
    paths: Sequence[Path], event: str, addresses: Sequence[tuple[str, int]], now: datetime
) -> list[HubFolder]:
    """Make a hub: the folder of each of its servers, one for each (host, port).

    The first folder alone holds the authority's key. WrongUseError where one is a hub already.
    """
    for path in paths:
        if (path / ABOUT).exists():
            raise WrongUseError(N_("En {path} ya hay una central."), path=path)
    mark = secrets.token_hex(3)
    name = token(event)
    nodes = tuple(
        HubNode(f"{name}-{mark}-{i}", host, port) for i, (host, port) in enumerate(addresses, 1)
    )
    authority = new_authority(event, now)
    seed, leaf = new_seed(), secrets.token_hex(16)
    for path, node in zip(paths, nodes, strict=True):
        _lay_one(path, About(name, node, nodes, leaf), authority, seed, now)
    write_private(paths[0] / "ca.key", authority.key.encode())
    return [HubFolder(path) for path in paths]


def lay_leaf(path: Path, hub: HubFolder, address: tuple[str, int], now: datetime) -> HubFolder:
    """Make the folder of a second hall's server, which is to be taken to its machine.

    `hub` is the folder of the machine where the hub was made. WrongUseError where `path` holds a
    server already, NotFoundError where the authority's key lies on another machine.
    """
    if (path / ABOUT).exists():
        raise WrongUseError(N_("En {path} ya hay una central."), path=path)
    key = hub.path / "ca.key"
    if not key.is_file():
        raise NotFoundError(
            N_("La llave de la central no está aquí: hágalo en la máquina donde se creó.")
        )
    about = hub.about
    node = HubNode(f"{about.event}-{secrets.token_hex(3)}-leaf", *address)
    authority = KeyAndCertificate(key.read_text(), hub.authority)
    _lay_one(
        path, About(about.event, node, (node,), about.leaf, about.nodes), authority, hub.seed, now
    )
    leaf = HubFolder(path)
    leaf.keep(hub.read_registry(), int(now.timestamp()))
    return leaf


def first_station(folders: Sequence[HubFolder], name: str, role: str) -> Membership:
    """Make the station of this machine a member of a hub that was just laid; it is the source."""
    about = folders[0].about
    seed = new_seed()
    now = int(time.time())
    member = Member(token(name), name, role, public_key_of(seed), now, source=True)
    registry = Registry({member.station: member})
    for folder in folders:
        folder.keep(registry, now)
    return Membership(
        event=about.event,
        station=member.station,
        name=name,
        role=role,
        addresses=about.addresses,
        authority=folders[0].authority,
        seed=seed,
        source=True,
        servers=len(about.nodes),
    )


def _lay_one(
    path: Path, about: About, authority: KeyAndCertificate, seed: str, now: datetime
) -> None:
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = new_server(authority, [about.node.host, "localhost", "127.0.0.1"], now)
    for name, text in (
        ("ca.pem", authority.certificate),
        ("server.pem", made.certificate),
        ("server.key", made.key),
        ("hub.seed", seed),
    ):
        write_private(path / name, text.encode())
    write_json(path / ABOUT, about)
    HubFolder(path).keep(Registry(), int(now.timestamp()))
