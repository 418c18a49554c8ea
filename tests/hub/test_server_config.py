"""The server's configuration: what it says, and that a real server takes it."""

from __future__ import annotations

import json
import stat
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.hub.credentials import new_seed, public_key_of
from kiosk.hub.folder import HubFolder, first_station, lay
from kiosk.hub.permissions import invited_user, server_user, station_user, view_of
from kiosk.hub.registry import Invited, Member, Registry
from kiosk.hub.server import find_program, version_in
from kiosk.hub.server_config import HubNode, LeafLogin, Place, bracketed, leaf_config, node_config

NODES = [HubNode(f"n{i}", f"10.0.0.{i}", 4222) for i in (1, 2, 3)]
LOGIN = LeafLogin("leaf", "secret")


def users() -> list:
    key = public_key_of(new_seed())
    return [
        server_user(public_key_of(new_seed())),
        station_user("e1", Member("S01", "Mesa 1", "door", key, 1)),
        station_user("e1", Member("S02", "Mesa 2", "desk", public_key_of(new_seed()), 1, True)),
        invited_user("e1", Invited("abc", public_key_of(new_seed()), 1)),
    ]


def test_what_is_confirmed_is_on_the_disk_and_nothing_is_said_in_the_clear():
    config = json.loads(node_config("e1", NODES[0], NODES[:1], users(), Place(Path("/x"))))

    assert config["jetstream"] == {
        "store_dir": "/x/jetstream",
        "sync_interval": "always",
        "domain": "hub",
    }
    assert config["tls"]["min_version"] == "1.3"
    assert config["tls"]["handshake_first"] is True
    assert config["http"] == "127.0.0.1:8222"
    assert "cluster" not in config
    assert "leafnodes" not in config


def test_three_nodes_know_each_other_by_certificates():
    config = json.loads(node_config("e1", NODES[1], NODES, users(), Place(Path("/x")), LOGIN))

    assert config["server_name"] == "n2"
    assert config["cluster"]["routes"] == ["tls://10.0.0.1:6222", "tls://10.0.0.3:6222"]
    assert config["cluster"]["tls"]["verify"] is True
    assert config["leafnodes"]["authorization"]["account"] == "HUB"


def test_every_station_has_an_account_with_its_own_subjects_only():
    config = json.loads(node_config("e1", NODES[0], NODES[:1], users(), Place(Path("/x"))))
    accounts = config["accounts"]

    assert set(accounts) == {"HUB", "JOIN", "S_S01", "S_S02"}
    imported = [
        one["service"]["subject"] for one in accounts["S_S01"]["imports"] if "service" in one
    ]
    assert imported[:3] == ["ci.e1.pass.S01.*", "ci.e1.log.S01.*", "hb.e1.S01"]
    assert not [subject for subject in imported if "S02" in subject or subject.startswith("ro.")]
    assert "ro.e1.*.*.*" in [
        one["service"]["subject"] for one in accounts["S_S02"]["imports"] if "service" in one
    ]
    (guest,) = accounts["JOIN"]["users"]
    assert guest["permissions"] == {
        "publish": {"allow": ["join.e1.abc"]},
        "subscribe": {"allow": ["_INBOX_abc.>"]},
    }


@pytest.mark.parametrize(
    ("role", "view"),
    [("desk", "full"), ("dashboard", "full"), ("door", "lean"), ("self-service", "lean")],
)
def test_a_role_sees_what_it_needs(role, view):
    assert view_of(role) == view


@pytest.mark.parametrize("kind", ["one", "cluster", "leaf"])
def test_a_real_server_takes_it(tmp_path, kind):
    name = 'a "strange" folder \\ ñ'
    (folder,) = lay([tmp_path / name], "e1", [("127.0.0.1", 4222)], datetime.now(UTC))
    place = Place(folder.path)
    texts = {
        "one": lambda: node_config("e1", NODES[0], NODES[:1], users(), place),
        "cluster": lambda: node_config("e1", NODES[0], NODES, users(), place, LOGIN),
        "leaf": lambda: leaf_config(
            "e1", HubNode("hall", "0.0.0.0", 4322), NODES, users(), place, LOGIN  # noqa: S104  a server listens
        ),
    }  # fmt: skip
    path = tmp_path / "nats.conf"
    path.write_text(texts[kind]())

    done = subprocess.run(
        [find_program(), "-t", "-c", path], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_the_files_of_a_hub_are_their_owners_only(tmp_path):
    folders = lay(
        [tmp_path / "a", tmp_path / "b", tmp_path / "c"],
        "LACNIC 46",
        [("10.0.0.1", 4222), ("10.0.0.2", 4222), ("10.0.0.3", 4222)],
        datetime.now(UTC),
    )

    modes = {stat.S_IMODE(p.stat().st_mode) for f in folders for p in f.path.iterdir()}
    assert modes == {0o600}
    assert [(f.path / "ca.key").exists() for f in folders] == [True, False, False]
    assert len({f.authority for f in folders}) == 1
    assert len({(f.path / "server.key").read_text() for f in folders}) == 3
    assert len({f.seed for f in folders}) == 1
    with pytest.raises(WrongUseError):
        lay([tmp_path / "a"], "e1", [("10.0.0.1", 4222)], datetime.now(UTC))


def test_the_first_station_belongs_at_once_and_the_configuration_says_so(tmp_path):
    folders = lay([tmp_path / "a"], "e1", [("10.0.0.1", 4222)], datetime.now(UTC))
    membership = first_station(folders, "Mesa 1", "desk")

    config = json.loads((tmp_path / "a" / "nats.conf").read_text())
    (user,) = config["accounts"][f"S_{membership.station}"]["users"]
    assert user["nkey"] == public_key_of(membership.seed)
    assert membership.source
    assert "seed" not in repr(membership)
    assert membership.seed not in repr(membership)


def test_a_configuration_is_written_where_it_has_changed_only(tmp_path):
    (folder,) = lay([tmp_path / "a"], "e1", [("10.0.0.1", 4222)], datetime.now(UTC))
    registry = Registry()
    registry.take(Invited("abc", public_key_of(new_seed()), 100), 1)

    assert folder.keep(registry, 50)
    assert not folder.keep(registry, 60)
    assert folder.keep(registry, 100)  # it has expired
    assert folder.read_registry() == registry


def test_a_folder_that_is_no_hub_and_a_damaged_one_are_said_to_be_so(tmp_path):
    with pytest.raises(NotFoundError):
        HubFolder(tmp_path)
    (tmp_path / "hub.json").write_text("{")
    with pytest.raises(FailureError):
        HubFolder(tmp_path)


@pytest.mark.parametrize(
    ("said", "version"),
    [("nats-server: v2.15.1\n", (2, 15)), ("nats-server: v2.9.10", (2, 9)), ("", (0, 0))],
)
def test_versions_are_read(said, version):
    assert version_in(said) == version


def test_hosts_stand_before_a_port_as_they_must():
    assert bracketed("fe80::1") == "[fe80::1]"
    assert HubNode("n", "fe80::1", 1).address == "[fe80::1]:1"
