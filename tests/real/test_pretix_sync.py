"""A day at the desk beside a real pretix, half of it without network: both must tell the same."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from ledger import answers_there, of_journal, of_pretix, positions
from pretix_server import PretixServer
from station import Station

from kiosk.services.undo import undo

pytestmark = pytest.mark.real

SLUG, DEVICE = "sync", "desk"
_STATES = {"n": "pending", "p": "paid", "e": "expired", "c": "canceled"}


class Day(NamedTuple):
    """What the station said: to scans by who and where, and of its runs with pretix."""

    station: Station
    answers: dict[str, dict[str, Any]]
    reports: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def desk(server: PretixServer, tmp_path_factory: pytest.TempPathFactory) -> Station:
    """A station that is paired and has pulled once."""
    made = Station(tmp_path_factory.mktemp("sync") / DEVICE, SLUG)
    made.pair(server.url, server.state["pairing"][DEVICE], SLUG)
    made.sync()
    return made


@pytest.fixture(scope="module")
def day(server: PretixServer, desk: Station) -> Day:
    """The whole story, told once: every test looks at one side of it."""
    answers: dict[str, dict[str, Any]] = {}
    reports: dict[str, dict[str, Any]] = {}
    other = server.pair(server.state["pairing"]["other"])
    answers |= scans(server, desk, [("ana", "once", {}), ("ana", "once again", {})])
    reports["online"] = desk.sync()
    late, told = new_order(server, "Nora"), answered(server)
    server.stop()
    try:
        answers |= scans(server, desk, offline(server, late, told))
        take_back(desk, answers["elias at multiple"]["entry_id"])
        desk.run("print", f"{SLUG}-fito-secret", "--printer", "folder:")
        reports["cut off"] = desk.sync(code=3)
    finally:
        server.start()
    change_upstream(server, other)
    reports["back"] = desk.sync(code=1)
    reports["again"] = desk.sync()
    return Day(desk, answers, reports)


def answered(server: PretixServer) -> dict[str, str]:
    """The first option of every question that has some, and yes to the others."""
    return {
        str(one["id"]): str(one["options"][0]["id"]) if one["options"] else "true"
        for one in server.get(f"events/{SLUG}/questions/")
    }


def offline(
    server: PretixServer, late: str, told: dict[str, str]
) -> list[tuple[str, str, dict[str, object]]]:
    """Who comes where while there is no network."""
    leaves: dict[str, object] = {"direction": "exit"}
    refused = (
        *("unpaid", "unapproved", "expired", "canceled", "blocked", "early", "old", "stranger"),
    )
    return [
        ("bea", "single", {}),
        ("bea", "single again", {}),
        ("caio", "re-entry", {}),
        ("caio", "re-entry out", leaves),
        ("caio", "re-entry in", {}),
        ("caio", "re-entry in again", {}),
        ("dora", "multiple", {}),
        ("dora", "multiple again", {}),
        ("ana", "multiple", {}),
        ("elias", "multiple", {}),
        ("elias", "members", {}),
        ("member", "members", {}),
        *((who, "once", {}) for who in refused),
        ("hugo", "too-early", {}),
        ("hugo", "too-early all the same", {"override": "speaker", "operator": "Eva"}),
        ("fito", "once out", leaves),
        ("gala", "multiple", {}),
        ("gala", "multiple answered", {"answers": told}),
        ("addon", "extras", {"answers": told}),
        (late, "multiple", {}),
        (str(server.state[SLUG]["nobody"]), "multiple", {}),
    ]


def scans(
    server: PretixServer, desk: Station, asked: list[tuple[str, str, dict[str, object]]]
) -> dict[str, dict[str, Any]]:
    """The answers by "who at where"; the list is the first word of where."""
    names = {one["source_ref"]: one["id"] for one in desk.read("checkpoints")}
    lists = server.state[SLUG]["lists"]
    lines = [
        {
            "code": who if len(who) > 40 else f"{SLUG}-{who}-secret",
            "checkpoint": names[f"pretix:{SLUG}/{lists[where.split()[0]]}"],
            **more,
        }
        for who, where, more in asked
    ]
    found = desk.scan(*lines)
    return {f"{who} at {where}": one for (who, where, _), one in zip(asked, found, strict=True)}


def new_order(server: PretixServer, name: str) -> str:
    """The code of a ticket that somebody has just bought."""
    position = {
        "item": server.state[SLUG]["items"]["talk"],
        "variation": None,
        "price": "0.00",
        "attendee_name_parts": {
            "_scheme": "given_family",
            "given_name": name,
            "family_name": "Nueva",
        },
        "attendee_email": f"{name.lower()}@example.net",
        "answers": [],
    }
    body = {
        "email": f"{name.lower()}@example.net",
        "locale": "es",
        "status": "p",
        "sales_channel": "web",
        "force": True,
        "positions": [position],
    }
    status, order = server.call("POST", f"events/{SLUG}/orders/", body)
    assert status == 201, order
    return str(order["positions"][0]["secret"])


def change_upstream(server: PretixServer, other: str) -> None:
    """While the station was alone: a second door, a cancellation, a new name, one more order."""
    known = positions(server, SLUG)
    by_name = {one["attendee_name"]: (name, one) for name, one in known.items()}
    body = {"secret": f"{SLUG}-bea-secret", "lists": [server.state[SLUG]["lists"]["single"]]}
    assert server.call("POST", "checkinrpc/redeem/", body, token=other)[0] == 201
    ana = by_name["Ana Prueba"][0].rpartition("-")[0]
    path = f"events/{SLUG}/orders/{ana}/mark_canceled/"
    assert server.call("POST", path, {"send_email": False})[0] == 200
    parts = {"_scheme": "given_family", "given_name": "Víctor Hugo", "family_name": "Prueba"}
    path = f"events/{SLUG}/orderpositions/{by_name['Hugo Prueba'][1]['id']}/"
    assert server.call("PATCH", path, {"attendee_name_parts": parts})[0] == 200
    new_order(server, "Olga")


def take_back(desk: Station, entry_id: str) -> None:
    with desk.opened() as ctx:
        undo(ctx, entry_id, "wrong person", "Eva")


def test_everybody_comes_with_their_state(server: PretixServer, day: Day) -> None:
    rows = {one["ticket_code"]: one for one in export(day.station, "people")}
    there = positions(server, SLUG).values()

    ours = {
        code: (f"{one['given_name']} {one['family_name']}", one["email"], one["ticket_state"])
        for code, one in rows.items()
    }
    assert ours == {
        one["secret"]: (one["attendee_name"], one["attendee_email"], state_of(one)) for one in there
    }


def state_of(position: dict[str, Any]) -> str:
    waits = position["attendee_name"] == "Unapproved Prueba"
    return "unapproved" if waits else _STATES[position["status"]]


def export(station: Station, what: str) -> list[dict[str, Any]]:
    path = station.folder / f"{what}.json"
    station.run("export", what, "--out", str(path))
    found: list[dict[str, Any]] = json.loads(path.read_text())
    return found


def test_every_list_question_and_product_comes(server: PretixServer, day: Day) -> None:
    with day.station.opened() as ctx:
        known = ctx.event.catalogue
        lists = {one.source_ref: (one.name["es"], one.rules) for one in ctx.event.checkpoints}

    there = server.get(f"events/{SLUG}/checkinlists/")
    assert {ref: name for ref, (name, _) in lists.items()} == {
        f"pretix:{SLUG}/{one['id']}": one["name"] for one in there
    }
    assert {ref for ref, (_, rules) in lists.items() if rules} == {
        f"pretix:{SLUG}/{one['id']}" for one in there if one["rules"]
    }
    state = server.state[SLUG]
    assert {one.id for one in known.products} == {str(one) for one in state["items"].values()}
    assert {one.id for one in known.questions} == {str(one) for one in state["questions"].values()}
    assert known.revoked
    assert known.keys


def test_the_door_decides_without_network(day: Day) -> None:
    said = {name: str(one["reason"] or one["status"]) for name, one in day.answers.items()}

    assert {name[:60]: word for name, word in said.items() if len(name) < 60} == {
        "ana at once": "ok",
        "ana at once again": "already_redeemed",
        "bea at single": "ok",
        "bea at single again": "already_redeemed",
        "caio at re-entry": "ok",
        "caio at re-entry out": "ok",
        "caio at re-entry in": "ok",
        "caio at re-entry in again": "already_redeemed",
        "dora at multiple": "ok",
        "dora at multiple again": "ok",
        "ana at multiple": "ok",
        "elias at multiple": "ok",
        "elias at members": "product",
        "member at members": "ok",
        "unpaid at once": "unpaid",
        "unapproved at once": "unapproved",
        "expired at once": "canceled",
        "canceled at once": "canceled",
        "blocked at once": "blocked",
        "early at once": "invalid_time",
        "old at once": "revoked",
        "stranger at once": "invalid",
        "hugo at too-early": "rules",
        "hugo at too-early all the same": "ok",
        "fito at once out": "ok",
        "gala at multiple": "incomplete",
        "gala at multiple answered": "ok",
        "addon at extras": "ok",
    }
    assert [word for name, word in said.items() if len(name) >= 60] == ["ok", "ok"]


def test_pretix_has_exactly_what_the_journal_has(server: PretixServer, day: Day) -> None:
    with day.station.opened() as ctx:
        ours = of_journal(ctx, server, SLUG)

    theirs = of_pretix(server, SLUG, DEVICE)
    assert theirs - ours == {}
    assert ours - theirs == {}
    assert {line.reason for line in ours} >= {"", "annulled", "revoked", "rules", "product"}
    assert any(line.way == "printed" for line in ours)


def test_answers_given_at_the_door_are_there(server: PretixServer, day: Day) -> None:
    there = {one["attendee_name"]: one for one in positions(server, SLUG).values()}

    assert answers_there(there["Gala Prueba"]) == answered(server)
    assert answers_there(there["Addon-gala Prueba"]) == answered(server)
    assert answers_there(there["Ana Prueba"]) == {}


def test_a_server_that_is_away_is_said_and_everything_waits(day: Day) -> None:
    report = day.reports["cut off"]

    assert report["error"]["trouble"] == "unreachable"
    assert report["pushed"]["accepted"] == 0
    assert day.reports["online"]["error"] is None
    assert day.reports["back"]["error"] is None


def test_what_pretix_does_not_take_is_kept_with_its_words(day: Day) -> None:
    """A signed code is let in without network; pretix may then know no ticket with it."""
    (refused,) = day.reports["back"]["refused"]
    (kept,) = day.station.read("deliveries", "--state", "refused")

    assert refused["entry_id"] == kept["entry_id"]
    assert refused["words"] == "invalid"
    assert kept["status"] == 404


def test_the_second_door_is_seen_as_a_conflict(server: PretixServer, day: Day) -> None:
    assert day.reports["back"]["pulled"]["conflicts"] == 1
    with_ours = [
        one
        for one in server.get(
            f"events/{SLUG}/checkins/?list={server.state[SLUG]['lists']['single']}"
        )
        if one["position"] == position_of(server, "Bea Prueba") and one["successful"]
    ]
    assert len(with_ours) == 2
    (entry,) = [one for one in export(day.station, "journal") if one["kind"] == "conflict"]
    assert "Bea" in str(day.answers["bea at single"]["person"])
    assert entry["person_id"] == day.answers["bea at single"]["person"]["person_id"]


def position_of(server: PretixServer, name: str) -> int:
    (found,) = [
        one["id"] for one in positions(server, SLUG).values() if one["attendee_name"] == name
    ]
    return int(found)


def test_a_second_run_brings_and_sends_nothing(server: PretixServer, day: Day) -> None:
    again = day.reports["again"]
    before = of_pretix(server, SLUG, DEVICE)
    once_more = day.station.sync()
    whole = day.station.sync("--full")

    for report in (again, once_more, whole):
        assert report["pushed"] == {"accepted": 0, "refused": 0, "waiting": 0}
        assert (report["pulled"]["added"], report["pulled"]["gone"]) == (0, 0)
        assert report["pulled"]["updated"] == 0
        assert report["pulled"]["conflicts"] == 0
    assert of_pretix(server, SLUG, DEVICE) == before
    assert max(before.values()) == 1


def test_our_own_check_ins_count_once_when_they_come_back(day: Day) -> None:
    """Whoever was let in once at a list for once is refused with our own moment, not another."""
    with day.station.opened() as ctx:
        (checkpoint,) = [one.id for one in ctx.event.checkpoints if one.name["es"] == "multiple"]
    found = day.station.read("explain", f"{SLUG}-dora-secret", "--checkpoint", checkpoint)

    assert found["status"] == "ok"


def test_a_device_whose_access_was_taken_stops_and_says_so(
    server: PretixServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    station = Station(tmp_path_factory.mktemp("leaving") / "leaving", SLUG)
    token = server.pair(server.state["pairing"]["leaving"])
    station.add_by_token(server.url, token, SLUG)
    station.sync()
    station.run("sync")
    (list_id,) = [c["id"] for c in station.read("checkpoints") if c["name"]["es"] == "multiple"]
    server.revoke(token)
    (entry,) = station.scan({"code": f"{SLUG}-hugo-secret", "checkpoint": list_id})

    report = station.sync(code=3)
    (state,) = station.read("source", "list")

    assert report["error"]["trouble"] == "revoked"
    assert state["suspended"]
    assert state["waiting"] == 1
    leave(station, state["name"], entry)


def leave(station: Station, name: str, entry: dict[str, Any]) -> None:
    """What waits is written down before anybody's data goes; who came keeps their name."""
    station.run("source", "remove", name, "--wipe", code=2)
    assert len(export(station, "people")) > 1
    station.run("source", "remove", name, "--wipe", "--force")

    (path,) = station.profile.glob("undelivered-*.json")
    (kept,) = json.loads(path.read_text())["undelivered"]
    assert (kept["entry_id"], kept["kind"]) == (entry["entry_id"], "admitted")
    left = [f"{one['given_name']} {one['family_name']}" for one in export(station, "people")]
    assert left == [kept["person"]]
    assert station.read("source", "list") == []
