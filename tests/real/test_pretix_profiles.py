"""What each security profile of a real pretix lets a station do, and what it says of the rest."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from pretix_server import PretixServer
from station import Station

pytestmark = pytest.mark.real

SLUG = "profiles"
FULL = ("full", "pretixscan")
NO_ORDERS = ("pretixscan_online_noorders", "pretixscan_online_kiosk")
SAID = "El perfil de seguridad de este equipo en pretix no deja leer las inscripciones"


class Told(NamedTuple):
    """What a station said from its pairing to its second run."""

    paired: str
    first: dict[str, Any]
    scans: list[dict[str, Any]]
    second: dict[str, Any]
    checkpoints: list[str]


@pytest.fixture(scope="module")
def codes(server: PretixServer) -> dict[str, str]:
    return dict(server.seed("profiles.py", SLUG)["codes"])


@pytest.fixture(scope="module")
def told(
    server: PretixServer, codes: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Told]:
    """The story of one station for each profile."""
    folder = tmp_path_factory.mktemp("profiles")
    found = {}
    for profile, code in codes.items():
        station = Station(folder / profile, SLUG)
        paired = station.pair(server.url, code, SLUG)
        first = station.sync()
        secret = f"{SLUG}-{profile.replace('_', '-')}-secret"
        scans = station.scan(
            {"code": secret, "checkpoint": "door"}, {"code": "nobody-9", "checkpoint": "door"}
        )
        doors = [each["id"] for each in station.read("event", "show")["checkpoints"]]
        found[profile] = Told(paired, first, scans, station.sync(), doors)
    return found


def test_the_server_has_the_profiles_that_are_tried_here(codes: dict[str, str]) -> None:
    assert set(codes) == {*FULL, *NO_ORDERS}


@pytest.mark.parametrize("profile", FULL)
def test_a_profile_with_orders_does_everything(profile: str, told: dict[str, Told]) -> None:
    story = told[profile]

    assert SAID not in story.paired
    assert story.first["pulled"]["added"] == 4
    assert story.first["rejected"] == []
    assert story.scans[0]["status"] == "ok"
    assert story.scans[1]["reason"] == "invalid"
    assert story.second["pushed"] == {"accepted": 2, "refused": 0, "waiting": 0}


@pytest.mark.parametrize("profile", NO_ORDERS)
def test_a_profile_without_orders_says_so_and_has_the_lists(
    profile: str, told: dict[str, Told]
) -> None:
    story = told[profile]

    assert "security profile" in story.paired or SAID in story.paired
    assert story.first["error"] is None
    assert len(story.first["rejected"]) == 1
    assert story.checkpoints == ["door"]


@pytest.mark.parametrize("profile", NO_ORDERS)
def test_a_profile_without_orders_still_gives_back(profile: str, told: dict[str, Told]) -> None:
    story = told[profile]

    assert [scan["reason"] for scan in story.scans] == ["invalid", "invalid"]
    assert story.second["pushed"] == {"accepted": 2, "refused": 0, "waiting": 0}


def test_pretix_knows_of_every_scan(server: PretixServer, told: dict[str, Told]) -> None:
    assert len(told) == 4
    checkins = server.get(f"events/{SLUG}/checkins/")

    assert sum(bool(one["successful"]) for one in checkins) == len(FULL)
    assert len(checkins) == 8
