"""Rows O and P of the behaviours: refusals, prints and annulments that go to pretix; J04."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.delivery import Delivery, PushJob, PushKind
from kiosk.domain.verdict import Reason
from kiosk.sources.pretix import push_bodies
from tests.sources.pretix.shop_pages import EVENT, ORDERS, ORGANIZER, exchange, order, page
from tests.sources.scripted_server import Say, ScriptedServer

FAILED = f"{EVENT}checkinlists/1/failed_checkins/"
ANNUL = f"{ORGANIZER}checkinrpc/annul/"
PRINTLOG = f"{EVENT}orderpositions/11/printlog/"
AT = datetime(2026, 11, 21, 12, 30, 5, tzinfo=UTC)
WAITING, ACCEPTED, REFUSED = Delivery.WAITING, Delivery.ACCEPTED, Delivery.REFUSED
THEIRS = {
    *("canceled", "invalid", "unpaid", "product", "rules", "revoked", "incomplete", "error"),
    *("already_redeemed", "ambiguous", "blocked", "unapproved", "invalid_time"),
}


@pytest.fixture
def server():
    made = ScriptedServer()
    made.on(ORDERS, page(order(1)))
    made.on(FAILED, exchange("failed_checkin_upload"))
    made.on(ANNUL, exchange("annul"))
    made.on(PRINTLOG, exchange("printlog"))
    yield made
    made.stop()


def job(kind, **changes) -> PushJob:
    values = {"entry_id": "e1", "kind": kind, "at": AT, "list_ref": "pretix:lacnic46/1"}
    return PushJob(**{**values, **changes})


def refused(reason="invalid", **changes):
    return job(PushKind.REFUSED, **{"code": "no-such-code", "reason": reason, **changes})


def sent_to(server, path):
    return [each.json for each in server.asked if each.path == path]


def test_o01_o08_an_unknown_code_is_reported_with_its_fields(server, source):
    (receipt,) = source.push([refused()])

    assert receipt.delivery is ACCEPTED
    assert sent_to(server, FAILED) == [
        {
            "raw_barcode": "no-such-code",
            "datetime": "2026-11-21T12:30:05Z",
            "type": "entry",
            "error_reason": "invalid",
            "error_explanation": None,
            "nonce": "e1",
        }
    ]


def test_o02_a_known_person_is_named_by_the_positions_number(server, source):
    list(source.push([refused("unpaid", source_id="A001-1")]))

    assert sent_to(server, FAILED)[0]["position"] == 11
    asked = next(each.asked for each in server.asked if each.path == ORDERS)
    assert (asked["code"], asked["include_canceled_positions"]) == ("A001", "true")


def test_a_position_is_asked_for_once(server, source):
    server.on(ORDERS, page(order(1)), Say(500))

    receipts = list(source.push([refused(entry_id=f"e{n}", source_id="A001-1") for n in range(3)]))

    assert [r.delivery for r in receipts] == [ACCEPTED] * 3
    assert server.paths().count(ORDERS) == 1


def test_o03_somebody_who_was_only_looked_up_is_reported_by_the_ticket(server, source):
    list(source.push([refused("not_invited", code="", source_id="A001-1")]))

    assert sent_to(server, FAILED)[0]["raw_barcode"] == "A001-1"


def test_o03_a_report_that_pretix_does_not_take_keeps_its_words(server, source):
    server.on(FAILED, exchange("failed_checkin_upload_incomplete_body"))

    (receipt,) = source.push([refused()])

    assert (receipt.delivery, receipt.words) == (REFUSED, "This field is required.")


@pytest.mark.parametrize("reason", [*Reason, "", "something-new"], ids=str)
def test_o04_only_pretixs_own_reasons_are_sent_ours_in_words(reason):
    body = push_bodies.refused(refused(str(reason), words="sin lugar"), None)

    assert body["error_reason"] in THEIRS
    if reason not in THEIRS:
        assert str(reason) in body["error_explanation"]
    assert "sin lugar" in body["error_explanation"]


@pytest.mark.parametrize(
    ("reason", "theirs"),
    [
        ("not_invited", "rules"),
        ("room_full", "rules"),
        ("stale_list", "rules"),
        ("badge_void", "invalid"),
        ("other_event", "invalid"),
        ("conflict", "error"),
        ("already_redeemed", "already_redeemed"),
    ],
)
def test_o04_each_of_our_reasons_has_its_own_there(reason, theirs):
    assert push_bodies.refused(refused(reason), None)["error_reason"] == theirs


def test_o05_a_report_that_is_sent_again_is_the_same(server, source):
    server.on(FAILED, Say(201, b"{", cut=0), exchange("failed_checkin_upload"))

    receipts = list(source.push([refused(), refused()]))

    assert [r.delivery for r in receipts] == [WAITING, ACCEPTED]
    first, again = sent_to(server, FAILED)
    assert first == again
    assert first["nonce"] == "e1"


def test_o06_a_refusal_is_no_check_in(server, source):
    list(source.push([refused()]))

    assert server.paths() == [FAILED]


def test_o07_a_text_alone_is_attached_to_nobody_by_us(server, source):
    list(source.push([refused(code="code-of-another-event")]))

    assert "position" not in sent_to(server, FAILED)[0]


def test_o09_an_ambiguous_code_is_reported(server, source):
    list(source.push([refused("ambiguous")]))

    assert sent_to(server, FAILED)[0]["error_reason"] == "ambiguous"


def test_o10_a_wrong_date_is_reported_on_the_lists_own_number(server, source):
    server.on(f"{EVENT}checkinlists/7/failed_checkins/", exchange("failed_checkin_upload"))

    (receipt,) = source.push([refused("product", list_ref="pretix:lacnic46/7")])

    assert receipt.delivery is ACCEPTED


@given(st.text(max_size=40))
def test_j04_what_is_no_text_is_sent_as_bytes(text):
    sent = push_bodies.barcode(text)

    assert sent.strip()
    assert sent.isprintable()
    if sent != text:
        raw = base64.b64decode(sent.removeprefix("binary:"))
        assert raw.decode("utf-8", "surrogatepass") == text


def annulled(**changes):
    return job(PushKind.ANNUL, **{"undoes": "e0", "words": "No pasó", **changes})


def test_p01_an_entry_is_taken_back_by_its_nonce(server, source):
    (receipt,) = source.push([annulled()])

    assert receipt.delivery is ACCEPTED
    assert sent_to(server, ANNUL) == [
        {
            "lists": [1],
            "nonce": "e0",
            "datetime": "2026-11-21T12:30:05Z",
            "error_explanation": "No pasó",
        }
    ]


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, {"nonce": ["This field is required."]}, "This field is required."),
        (404, {"detail": "No check-in found based on nonce"}, "No check-in found"),
        (
            400,
            {"non_field_errors": ["Annulment is not allowed more than 15 minutes"]},
            "15 minutes",
        ),
        (
            400,
            {"non_field_errors": ["Annulment is only allowed from the same device"]},
            "same device",
        ),
        (400, ["Multiple check-ins found based on nonce"], "Multiple"),
    ],
    ids=["P02", "P03", "P04", "P05", "many"],
)
def test_p_what_pretix_does_not_take_back_stays_with_its_words(server, source, status, body, words):
    server.on(ANNUL, Say(status, body))

    (receipt,) = source.push([annulled()])

    assert (receipt.delivery, receipt.status) == (REFUSED, status)
    assert words in receipt.words


def test_p06_what_was_admitted_and_taken_back_before_it_was_sent_goes_in_its_order(server, source):
    redeem = f"{ORGANIZER}checkinrpc/redeem/"
    server.on(redeem, Say(201, {"status": "ok"}))
    admitted = job(PushKind.CHECK_IN, entry_id="e0", code="a")

    receipts = list(source.push([admitted, annulled()]))

    assert [r.delivery for r in receipts] == [ACCEPTED, ACCEPTED]
    assert server.paths() == [redeem, ANNUL]


def test_p08_what_does_not_stand_any_more_counts_as_taken_back(server, source):
    server.on(ANNUL, Say(400, ["Cannot annul an unsuccessful checkin"]))

    (receipt,) = source.push([annulled()])

    assert receipt.delivery is ACCEPTED
    assert "unsuccessful" in receipt.words


def test_a_print_is_logged_once_at_the_position(server, source):
    (receipt,) = source.push([job(PushKind.PRINTED, source_id="A001-1", list_ref="")])

    assert receipt.delivery is ACCEPTED
    (logged,) = [each for each in server.asked if each.path == PRINTLOG]
    assert logged.headers["x-idempotency-key"] == "e1"
    assert logged.json == {
        "source": "kiosk",
        "type": "badge",
        "datetime": "2026-11-21T12:30:05Z",
        "info": {},
    }


@pytest.mark.parametrize("source_id", ["", "A001-7", "nothing"])
def test_a_print_of_somebody_pretix_does_not_have_is_kept_with_words(server, source, source_id):
    server.on(ORDERS, page(order(1)))

    (receipt,) = source.push([job(PushKind.PRINTED, source_id=source_id)])

    assert receipt.delivery is REFUSED
    assert receipt.words


@pytest.mark.parametrize(
    "answer",
    [Say(500), Say(404, b"<html>"), Say(200, b"<html>"), Say(200, {"results": [{"code": 1}]})],
    ids=["500", "404", "page", "broken"],
)
def test_where_a_position_cannot_be_asked_for_the_job_waits(server, source, answer):
    server.on(ORDERS, answer)

    receipts = list(source.push([job(PushKind.PRINTED, source_id="A001-1"), annulled()]))

    assert [r.delivery for r in receipts] == [WAITING, ACCEPTED]


def test_a_busy_server_that_is_asked_for_a_position_is_left_alone(server, source):
    server.on(ORDERS, Say(429, headers={"retry-after": "9"}))

    receipts = list(source.push([job(PushKind.PRINTED, source_id="A001-1"), annulled()]))

    assert [(r.delivery, r.retry_after) for r in receipts] == [(WAITING, 9.0), (WAITING, 9.0)]
    assert server.paths() == [ORDERS]
