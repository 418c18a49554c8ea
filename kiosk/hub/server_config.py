"""The configuration of nats-server as text, for one node, a cluster's node and a leaf; pure.

JSON is a form of the server's own language, and quotes any path and name without surprises.
Source: https://docs.nats.io/running-a-nats-service/configuration
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.hub.permissions import (
    DOMAIN,
    HUB_ACCOUNT,
    JOIN_ACCOUNT,
    LEAF_API,
    SERVER_API,
    STATION_API,
    User,
)

ROUTE_OFFSET, MONITOR_OFFSET, LEAF_OFFSET = 2000, 4000, 3000
"""Ports of a node beside the stations' port P: P+2000 for the other nodes, P+4000 for its health
(this machine only), P+3000 for leaves."""

Table = dict[str, object]


class HubNode(msgspec.Struct, frozen=True):
    """A server of the hub: its name in the cluster and where stations reach it."""

    name: str
    host: str
    port: int

    @property
    def address(self) -> str:
        """As "host:port"; an IPv6 host in brackets."""
        return f"{bracketed(self.host)}:{self.port}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server keeps its files."""

    folder: Path

    def file(self, name: str) -> str:
        """A path in the server's own spelling: "/" on every system."""
        return (self.folder / name).as_posix()


@dataclass(frozen=True, slots=True)
class LeafLogin:
    """How leaves prove themselves to the hub, besides a certificate of its authority."""

    user: str
    password: str


def node_config(
    event: str,
    node: HubNode,
    nodes: Sequence[HubNode],
    users: Sequence[User],
    place: Place,
    leaf: LeafLogin | None = None,
) -> str:
    """The configuration of one node of the hub; `nodes` are all of them, itself included."""
    config = _common(node, place)
    config["jetstream"] = _storage(place)
    config["accounts"] = accounts(event, users)
    if len(nodes) > 1:
        config["cluster"] = _cluster(event, node, nodes, place)
    if leaf is not None:
        config["leafnodes"] = {
            "listen": f"0.0.0.0:{node.port + LEAF_OFFSET}",
            "tls": _mutual(place),
            "authorization": {
                "user": leaf.user,
                "password": leaf.password,
                "account": HUB_ACCOUNT,
            },
        }
    return _text(config)


def leaf_config(
    event: str,
    node: HubNode,
    hub: Sequence[HubNode],
    users: Sequence[User],
    place: Place,
    leaf: LeafLogin,
) -> str:
    """The configuration of a leaf: the server of a second hall, which passes all on to the hub.

    It holds no stream: two that decide who was first would both be right. Its stations reach the
    hub's streams through its one connection.
    """
    config = _common(node, place)
    config["accounts"] = accounts(event, users, LEAF_API)
    urls = [
        f"tls://{leaf.user}:{leaf.password}@{bracketed(one.host)}:{one.port + LEAF_OFFSET}"
        for one in hub
    ]
    remote = {"urls": urls, "account": HUB_ACCOUNT, "tls": _client(place)}
    config["leafnodes"] = {"reconnect": "1s", "remotes": [remote]}
    return _text(config)


def bracketed(host: str) -> str:
    """A host as it stands before a port."""
    return f"[{host}]" if ":" in host else host


def _common(node: HubNode, place: Place) -> Table:
    """TLS begins at the first byte: nobody on the way can talk a station into plain text."""
    tls: Table = {
        "cert_file": place.file("server.pem"),
        "key_file": place.file("server.key"),
        "min_version": "1.3",
        "handshake_first": True,
        "timeout": 5,
    }
    return {
        "server_name": node.name,
        "listen": f"0.0.0.0:{node.port}",
        "http": f"127.0.0.1:{node.port + MONITOR_OFFSET}",
        "pid_file": place.file("nats.pid"),
        "log_file": place.file("nats.log"),
        "logfile_size_limit": 20_000_000,
        "logfile_max_num": 5,
        "ping_interval": "5s",
        "ping_max": 2,
        "lame_duck_duration": "30s",
        "tls": tls,
    }


def _storage(place: Place) -> Table:
    """Each message is on the disk before it is confirmed: what was admitted stays admitted."""
    return {
        "store_dir": place.file("jetstream"),
        "sync_interval": "always",
        "domain": DOMAIN,
    }


def _cluster(event: str, node: HubNode, nodes: Sequence[HubNode], place: Place) -> Table:
    others = [one for one in nodes if one.name != node.name]
    return {
        "name": f"kiosk-{event}",
        "listen": f"0.0.0.0:{node.port + ROUTE_OFFSET}",
        "routes": [f"tls://{bracketed(one.host)}:{one.port + ROUTE_OFFSET}" for one in others],
        "tls": _mutual(place),
    }


def _client(place: Place) -> Table:
    return {
        "cert_file": place.file("server.pem"),
        "key_file": place.file("server.key"),
        "ca_file": place.file("ca.pem"),
        "timeout": 5,
    }


def _mutual(place: Place) -> Table:
    return _client(place) | {"verify": True, "min_version": "1.3"}


def accounts(event: str, users: Sequence[User], api: str = SERVER_API) -> dict[str, Table]:
    """The account that holds the streams, and one for each station with what it may reach there.

    `api` is how this server reaches JetStream; at a leaf the streams lie behind the same account.
    """
    own = [{"nkey": user.public_key} for user in users if user.account == HUB_ACCOUNT]
    services = [f"{place}.{event}.>" for place in ("ci", "hb", "ro", "join")]
    exports: list[Table] = [{"service": subject} for subject in services]
    exports.append({"service": f"{api}.>", "response_type": "stream"})
    exports.append({"stream": f"hl.{event}.>"})
    hub: Table = {"users": own, "exports": exports}
    if api == SERVER_API:
        hub["jetstream"] = "enabled"
    guests: Table = {
        "users": [_user(user) for user in users if user.account == JOIN_ACCOUNT],
        "imports": [{"service": _of_hub(f"join.{event}.>")}],
    }
    shared = {HUB_ACCOUNT: hub, JOIN_ACCOUNT: guests}
    stations = (user for user in users if user.account not in shared)
    return shared | {user.account: _account(user, api) for user in stations}


def _account(user: User, api: str) -> Table:
    imports: list[Table] = [{"service": _of_hub(subject)} for subject in user.asks]
    imports += [
        {"service": _of_hub(f"{api}.{end}"), "to": f"{STATION_API}.{end}"} for end in user.api
    ]
    imports += [{"stream": _of_hub(subject)} for subject in user.hears]
    return {"users": [_user(user)], "imports": imports}


def _user(user: User) -> Table:
    allow = {
        "publish": {"allow": user.may_publish},
        "subscribe": {"allow": user.may_subscribe},
    }
    return {"nkey": user.public_key, "permissions": allow}


def _of_hub(subject: str) -> Table:
    return {"account": HUB_ACCOUNT, "subject": subject}


def _text(config: Table) -> str:
    """In UTF-8: the server's language has no escapes for letters beyond ASCII."""
    return json.dumps(config, indent=2, ensure_ascii=False) + "\n"
