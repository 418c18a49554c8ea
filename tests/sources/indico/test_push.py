from datetime import UTC, datetime

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.delivery import Delivery, PushJob, PushKind
from kiosk.domain.feed import SourceError, Trouble
from tests.sources.indico.recorded import EVENT, FIXTURES, recorded
from tests.sources.scripted_server import Say

AT = datetime(2026, 5, 4, 13, 5, tzinfo=UTC)
ONE = f"{EVENT}forms/1/registrations/1"
IN, OUT = Say(body=recorded("api/checkin_true")), Say(body=recorded("api/checkin_undo"))
PAGE = (FIXTURES / "api" / "page.html").read_bytes()


def entry(entry_id, source_id="1-1", **more):
    return PushJob(
        entry_id, PushKind.CHECK_IN, AT, source_id=source_id, list_ref="indico:1", **more
    )


def annul(entry_id, undoes, source_id="1-1"):
    return PushJob(entry_id, PushKind.ANNUL, AT, source_id=source_id, undoes=undoes)


def sent(server):
    """What was sent: the registration and the wanted state."""
    return [
        (a.path.rpartition("/")[2], a.json["checked_in"])
        for a in server.asked
        if a.method == "PATCH"
    ]


def test_a_check_in_and_its_annulment(indico, source):
    desk = source()
    indico.on(ONE, IN, OUT)

    (came,) = desk.push([entry("e1")])
    (left,) = desk.push([annul("e2", "e1")])

    assert [came.delivery, left.delivery] == [Delivery.ACCEPTED] * 2
    assert (came.entry_id, came.status, left.entry_id) == ("e1", 200, "e2")
    assert sent(indico) == [("1", True), ("1", False)]
    assert indico.asked[0].json == {"checked_in": True}


def test_sending_twice_is_settled_twice(indico, source):
    indico.on(ONE, IN, Say(body=recorded("api/checkin_true_again")))

    first, second = (next(source().push([entry("e1")])) for _ in range(2))

    assert first == second


def test_of_several_entries_the_last_state_is_sent_once(indico, source):
    indico.on(ONE, OUT)
    jobs = [entry("e1"), annul("e2", "e1"), entry("e3"), annul("e4", "e3")]

    receipts = list(source().push(jobs))

    assert [r.entry_id for r in receipts] == ["e1", "e2", "e3", "e4"]
    assert {r.delivery for r in receipts} == {Delivery.ACCEPTED}
    assert sent(indico) == [("1", False)]


def test_an_entry_after_an_annulment_is_a_check_in(indico, source):
    indico.on(ONE, IN)

    list(source().push([annul("e2", "e1"), entry("e3")]))

    assert sent(indico) == [("1", True)]


def test_annulling_the_second_entry_leaves_the_first(indico, source):
    desk = source()
    indico.on(ONE, IN)
    list(desk.push([entry("e1"), entry("e2")]))

    (receipt,) = desk.push([annul("e3", "e2")])

    assert (receipt.delivery, receipt.status) == (Delivery.ACCEPTED, 0)
    assert "otra entrada" in receipt.words
    assert sent(indico) == [("1", True)]


def test_an_entry_that_waits_is_not_sent_once_it_was_annulled(indico, source):
    desk = source()
    indico.on(ONE, Say(500, {}), OUT)
    (waits,) = desk.push([entry("e1")])
    list(desk.push([annul("e2", "e1")]))

    list(desk.push([entry("e1")]))

    assert waits.delivery is Delivery.WAITING
    assert sent(indico) == [("1", True), ("1", False), ("1", False)]


@pytest.mark.parametrize(
    "job",
    [
        PushJob("e1", PushKind.REFUSED, AT, source_id="1-1", reason="canceled"),
        PushJob("e1", PushKind.PRINTED, AT, source_id="1-1"),
        entry("e1", direction=Direction.EXIT),
    ],
    ids=["refused", "printed", "exit"],
)
def test_what_indico_does_not_keep_is_settled_without_sending(indico, source, job):
    (receipt,) = source().push([job])

    assert indico.asked == []
    assert (receipt.entry_id, receipt.delivery, receipt.status) == ("e1", Delivery.ACCEPTED, 0)
    assert receipt.words.startswith("No se envió")


def test_each_registration_has_its_own_answer(indico, source):
    indico.on(f"{EVENT}forms/1/registrations/2", Say(404, recorded("api/unknown")))
    indico.on(f"{EVENT}forms/1/registrations/3", Say(422, recorded("api/not_a_boolean")))
    indico.on(ONE, IN)

    gone, wrong, good = source().push([entry("e1", "1-2"), entry("e2", "1-3"), entry("e3")])

    assert (gone.delivery, gone.status) == (Delivery.REFUSED, 404)
    assert gone.words == "Indico no tiene la inscripción 1-2."
    assert (wrong.delivery, wrong.status, wrong.words) == (
        *(Delivery.REFUSED, 422, "Not a valid boolean."),
    )
    assert good.delivery is Delivery.ACCEPTED


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Say(404, PAGE), id="page of an unknown event"),
        pytest.param(Say(405, PAGE), id="page of another method"),
        pytest.param(Say(200, b"<html>Wi-Fi</html>"), id="page of the network"),
        pytest.param(Say(502, b"bad gateway"), id="proxy"),
        pytest.param(Say(500, {"error": "boom"}), id="broken"),
        pytest.param(Say(200, recorded("api/checkin_true"), cut=40), id="cut"),
        pytest.param(Say(200, recorded("api/checkin_undo")), id="not done"),
        pytest.param(Say(200, {"status": "ok"}), id="something else"),
        pytest.param(Say(200, [1]), id="list"),
        pytest.param(Say(200, b"{"), id="half an object"),
    ],
)
def test_what_is_no_word_of_indico_waits(indico, source, answer):
    indico.on(ONE, answer)

    (receipt,) = source().push([entry("e1")])

    assert receipt.delivery is Delivery.WAITING


def test_a_server_that_wants_to_be_left_alone_is(indico, source):
    indico.on(ONE, Say(429, {}, {"retry-after": "17"}))

    first, second = source().push([entry("e1"), entry("e2", "1-2")])

    assert (first.delivery, first.retry_after) == (Delivery.WAITING, 17.0)
    assert (second.delivery, second.retry_after) == (Delivery.WAITING, 17.0)
    assert len(indico.asked) == 1


def test_after_two_silences_the_rest_waits(indico, source):
    indico.then(Say(cut=0), Say(cut=0))
    jobs = [entry(f"e{number}", f"1-{number}") for number in range(4)]

    receipts = list(source().push(jobs))

    assert {r.delivery for r in receipts} == {Delivery.WAITING}
    assert [r.entry_id for r in receipts] == ["e0", "e1", "e2", "e3"]
    assert len(indico.asked) == 2


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Say(401, recorded("api/wrong_token")), Trouble.TOKEN),
        (Say(403, {"error": "insufficient_scope"}), Trouble.RIGHTS),
        (Say(403, recorded("api/no_header")), Trouble.RIGHTS),
    ],
    ids=["token", "scope", "event"],
)
def test_a_token_that_is_not_enough_stops_everything(indico, source, answer, trouble):
    indico.on(ONE, answer)

    with pytest.raises(SourceError) as caught:
        list(source().push([entry("e1"), entry("e2", "1-2")]))

    assert caught.value.trouble is trouble
    assert len(indico.asked) == 1


def test_who_was_let_in_before_being_known_is_found_by_the_code(indico, source):
    indico.on(f"/api/checkin/ticket/{recorded('api/detail_1')['checkin_secret']}", IN)
    indico.on(ONE, IN)
    code = f'{{"i":[2,"{indico.url}","l+m4ARhPTqOh4Pdqo/VmLw=="]}}'

    (receipt,) = source().push([entry("e1", "", code=code)])

    assert receipt.delivery is Delivery.ACCEPTED
    assert sent(indico) == [("1", True)]


@pytest.mark.parametrize("code", ["", "ABC123", "97e9b801-184f-4ea3-a1e0-f76aa3f56999"])
def test_a_code_that_indico_does_not_have_is_refused(indico, source, code):
    (receipt,) = source().push([entry("e1", "", code=code)])

    assert receipt.delivery is Delivery.REFUSED
    assert sent(indico) == []


def test_a_ticket_of_another_event_of_the_server_is_not_touched(indico, source):
    other = {**recorded("api/detail_1"), "event_id": 2}
    indico.on(f"/api/checkin/ticket/{other['checkin_secret']}", Say(body=other))

    (receipt,) = source().push([entry("e1", "", code=other["checkin_secret"])])

    assert receipt.delivery is Delivery.REFUSED
    assert sent(indico) == []
