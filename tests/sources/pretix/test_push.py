"""Rows N01 to N20 of the behaviours: check-ins that go to pretix."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.delivery import Delivery, PushJob, PushKind
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.pretix.options import Options
from kiosk.sources.pretix.source import PretixSource
from tests.sources.pretix.shop_pages import ORGANIZER, exchange
from tests.sources.scripted_server import Say, ScriptedServer

REDEEM = f"{ORGANIZER}checkinrpc/redeem/"
AT = datetime(2026, 11, 21, 12, 30, 5, 123456, tzinfo=UTC)
OK = Say(201, {"status": "ok"})
WAITING, ACCEPTED, REFUSED = Delivery.WAITING, Delivery.ACCEPTED, Delivery.REFUSED


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def source(server):
    made = PretixSource(server.url, "lacnic", "lacnic46", "t" * 64, Options())
    yield made
    made.close()


def entry(number=1, **changes) -> PushJob:
    values = {
        "entry_id": f"entry-{number}",
        "kind": PushKind.CHECK_IN,
        "at": AT,
        "code": "special-ok-secret",
        "source_id": "LFJPA-1",
        "list_ref": "pretix:lacnic46/1",
    }
    return PushJob(**{**values, **changes})


def said(reason, **more):
    """A refusal as pretix writes it."""
    return Say(400, {"status": "error", "reason": reason, "reason_explanation": None, **more})


def test_a_check_in_says_who_where_when_and_that_it_has_happened(server, source):
    server.then(exchange("redeem_ok"))

    receipts = list(source.push([entry()]))

    assert server.asked[0].path == REDEEM
    assert server.asked[0].headers["authorization"] == f"Device {'t' * 64}"
    assert server.asked[0].json == {
        "secret": "special-ok-secret",
        "lists": [1],
        "nonce": "entry-1",
        "datetime": "2026-11-21T12:30:05.123456Z",
        "type": "entry",
        "force": True,
        "ignore_unpaid": True,
        "questions_supported": False,
        "answers": {},
    }
    assert [(r.entry_id, r.delivery, r.status) for r in receipts] == [("entry-1", ACCEPTED, 201)]


@pytest.mark.parametrize(
    ("row", "answer", "delivery", "words"),
    [
        ("N01", exchange("redeem_ok_same_nonce_again"), ACCEPTED, ""),
        ("N04", exchange("redeem_already_redeemed"), REFUSED, "already_redeemed"),
        ("N06", exchange("redeem_force_already"), ACCEPTED, ""),
        ("N07", said("canceled"), REFUSED, "canceled"),
        ("N08", exchange("redeem_incomplete"), REFUSED, "incomplete"),
        ("N09", exchange("redeem_revoked_force"), ACCEPTED, ""),
        ("N11", exchange("redeem_invalid"), REFUSED, "invalid"),
        ("N13", exchange("redeem_rules"), REFUSED, "rules"),
        ("N14", Say(500, b"<html>"), WAITING, ""),
        ("N15", Say(404, b"<html>Not found</html>"), WAITING, ""),
        ("N20", exchange("redeem_bad_list"), REFUSED, "999"),
    ],
    ids=lambda value: value if isinstance(value, str) and value[:1] == "N" else "",
)
def test_n_what_the_server_says_settles_it_or_not(server, source, row, answer, delivery, words):
    server.then(answer, OK)

    first, second = source.push([entry(1), entry(2)])

    assert (first.delivery, first.status) == (delivery, answer.status)
    assert words in first.words
    assert second.delivery is ACCEPTED, row


def test_n02_n03_the_nonce_is_the_entry_on_each_list(server, source):
    server.then(OK, OK)

    list(source.push([entry(1), entry(1, list_ref="pretix:lacnic46/2")]))

    assert [(each.json["nonce"], each.json["lists"]) for each in server.asked] == [
        ("entry-1", [1]),
        ("entry-1", [2]),
    ]


def test_n05_what_was_not_admitted_here_is_not_forced(server, source):
    server.then(OK)

    list(source.push([entry(forced=False)]))

    assert (server.asked[0].json["force"], server.asked[0].json["ignore_unpaid"]) == (False, False)


def test_n08_answers_go_along_where_there_are_any(server, source):
    server.on(REDEEM, OK)

    list(source.push([entry(answers={"1": "true", "2": "1,3"})]))

    (asked,) = [one for one in server.asked if one.path == REDEEM]
    assert asked.json["answers"] == {"1": "true", "2": "1,3"}
    assert asked.json["questions_supported"] is True


def test_n12_a_late_entry_carries_its_own_moment_and_direction(server, source):
    server.then(OK)

    list(source.push([entry(at=AT.replace(day=20), direction=Direction.EXIT)]))

    assert server.asked[0].json["datetime"] == "2026-11-20T12:30:05.123456Z"
    assert server.asked[0].json["type"] == "exit"


def test_n13_a_refusal_keeps_the_servers_explanation(server, source):
    server.then(said("rules", reason_explanation="Solo después de las 11:50"))

    assert [r.words for r in source.push([entry()])] == ["rules: Solo después de las 11:50"]


def test_n14_behind_a_server_that_is_silent_twice_everything_waits(server, source, monkeypatch):
    monkeypatch.setattr("kiosk.sources.http.READ_SECONDS", 0.05)
    server.then(Say(hang=True), OK, Say(hang=True), Say(hang=True))

    receipts = list(source.push([entry(n) for n in range(6)]))

    assert [r.delivery for r in receipts] == [WAITING, ACCEPTED, WAITING, WAITING, WAITING, WAITING]
    assert [r.entry_id for r in receipts] == [f"entry-{n}" for n in range(6)]
    assert [r.status for r in receipts] == [0, 201, 0, 0, 0, 0]
    assert receipts[0].words
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_how_long_to_wait_is_left_alone(server, source, status):
    server.then(OK, Say(status, b"<html>", {"retry-after": "30"}))

    receipts = list(source.push([entry(n) for n in range(4)]))

    assert [r.delivery for r in receipts] == [ACCEPTED, WAITING, WAITING, WAITING]
    assert [r.retry_after for r in receipts] == [None, 30.0, 30.0, 30.0]
    assert len(server.asked) == 2


@pytest.mark.parametrize("answer", [Say(502, b"<html>"), Say(503), Say(409, {"detail": "locked"})])
def test_trouble_with_one_entry_does_not_hold_up_the_next(server, source, answer):
    server.then(answer, OK)

    assert [r.delivery for r in source.push([entry(1), entry(2)])] == [WAITING, ACCEPTED]


@pytest.mark.parametrize(
    "body",
    [b"<html>Wi-Fi</html>", b'{"status": "ok"', b"", {"status": "error"}, {}, [], "ok"],
    ids=["page", "half", "nothing", "error", "empty", "list", "word"],
)
def test_a_good_status_without_pretixs_answer_settles_nothing(server, source, body):
    server.then(Say(200, body))

    assert [r.delivery for r in source.push([entry()])] == [WAITING]


def test_a_cut_answer_is_sent_again(server, source):
    server.then(Say(201, {"status": "ok"}, cut=5), OK)

    assert [r.delivery for r in source.push([entry(), entry()])] == [WAITING, ACCEPTED]
    assert server.asked[0].json == server.asked[1].json


@pytest.mark.parametrize(
    ("row", "answer", "trouble"),
    [
        ("N19", Say(401, {"detail": "Device access has been revoked."}), Trouble.REVOKED),
        ("-", exchange("auth_bad_token"), Trouble.TOKEN),
        ("-", exchange("device_online_kiosk_orders_forbidden"), Trouble.RIGHTS),
    ],
    ids=["N19", "token", "rights"],
)
def test_n19_without_its_rights_a_device_sends_nothing_more(server, source, row, answer, trouble):
    server.then(OK, answer)
    receipts = source.push([entry(1), entry(2), entry(3)])

    assert next(receipts).delivery is ACCEPTED
    with pytest.raises(SourceError) as caught:
        next(receipts)
    assert caught.value.trouble is trouble
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "list_ref", ["", "1", "pretix:other/1", "indico:lacnic46/1", "pretix:lacnic46/"]
)
def test_a_door_that_is_no_list_of_the_event_is_refused_here(server, source, list_ref):
    (receipt,) = source.push([entry(list_ref=list_ref)])

    assert receipt.delivery is REFUSED
    assert receipt.words
    assert server.asked == []


def test_codes_are_sent_as_they_are(server, source):
    server.then(OK)

    code = "=0QTV+/é%26 x"
    list(source.push([entry(code=code)]))

    assert server.asked[0].json["secret"] == code
