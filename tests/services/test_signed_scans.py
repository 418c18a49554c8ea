"""Signed codes of people whom no list names, from the scan to the verdict and the journal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.checkpoints import Checkpoint, Direction, EntryRule
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.verdict import Reason
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.identify import code_hash
from kiosk.store import journal
from kiosk.store.person_write import put_person, put_ticket

PRODUCTS = (Product("1", {"es": "Entrada"}), Product("42", {"es": "Curso"}))
AT_GATE_7 = json.dumps(
    {"inList": [{"var": "gate"}, {"objectList": [{"lookup": ["gate", "7", "Norte"]}]}]}
)
TWO_ENTRIES = json.dumps({"<": [{"var": "entries_number"}, 2]})
NOT_BEFORE = datetime(2023, 2, 3, 23, 0, tzinfo=UTC)
NOT_AFTER = datetime(2023, 2, 3, 11, 0, tzinfo=UTC)

CHECKPOINTS = (
    Checkpoint("once", {"es": "Entrada"}, entry=EntryRule.ONCE),
    Checkpoint("free", {"es": "Foro"}),
    Checkpoint("course", {"es": "Curso"}, products=("42",)),
    Checkpoint("gate", {"es": "Puerta"}, rules=AT_GATE_7),
    Checkpoint("twice", {"es": "Dos veces"}, rules=TWO_ENTRIES),
    Checkpoint("day", {"es": "Día"}, date="15"),
)


@pytest.fixture
def door(ctx: Context, signer) -> Context:
    """A door of an event with two keys, two products, and rules of several kinds."""
    catalogue = Catalogue(products=PRODUCTS, keys=(signer.key("K1"), signer.key("K2")))
    return with_catalogue(ctx, catalogue)


def with_catalogue(ctx: Context, catalogue: Catalogue) -> Context:
    places = (*ctx.event.checkpoints, *CHECKPOINTS)
    return replace(ctx, event=replace(ctx.event, catalogue=catalogue, checkpoints=places))


def at(ctx: Context, text: str, checkpoint: str = "once", **more: object) -> ScanOutcome:
    return scan(ctx, ScanRequest(text, checkpoint, **more))


def answer(outcome: ScanOutcome) -> str:
    return str(outcome.verdict.reason or outcome.verdict.status)


def admitted(ctx: Context) -> list[journal.Entry]:
    return [e for e in journal.read_after(ctx.db) if e.kind is EntryKind.ADMITTED]


@pytest.mark.parametrize(
    ("says", "checkpoint", "wanted"),
    [
        pytest.param({}, "once", "ok", id="I01 a good signature"),
        pytest.param({"key": "K2"}, "once", "ok", id="I02 by the second key"),
        pytest.param({"product": 42}, "course", "ok", id="I03 the product of the checkpoint"),
        pytest.param({"key": "K3"}, "once", "invalid", id="I12 by another event's key"),
        pytest.param({"product": 100}, "once", "error", id="I11 of an unknown product"),
        pytest.param({"product": 1}, "course", "product", id="I15 of another product"),
        pytest.param({"date": 14}, "day", "product", id="I16 of another date"),
        pytest.param({"date": 15}, "day", "ok", id="I16 of the date"),
        pytest.param({}, "csirt", "not_invited", id="a room by invitation"),
    ],
)
def test_who_is_admitted(door: Context, signer, says, checkpoint, wanted) -> None:
    outcome = at(door, signer.sign(**says), checkpoint)

    assert answer(outcome) == wanted
    assert outcome.person is None
    assert len(admitted(door)) == (1 if wanted == "ok" else 0)


@pytest.mark.parametrize(
    ("says", "first", "then"),
    [
        pytest.param(
            {"not_before": int(NOT_BEFORE.timestamp())},
            datetime(2023, 2, 3, 22, 59, 59, tzinfo=UTC),
            datetime(2023, 2, 3, 23, 1, 1, tzinfo=UTC),
            id="I04",
        ),
        pytest.param(
            {"not_after": int(NOT_AFTER.timestamp())},
            datetime(2023, 2, 3, 11, 1, 1, tzinfo=UTC),
            datetime(2023, 2, 3, 10, 59, 59, tzinfo=UTC),
            id="I05",
        ),
    ],
)
def test_the_hours_of_a_code(door: Context, signer, says, first, then) -> None:
    code = signer.sign(**says)

    assert answer(at(door, code, at=first)) == "invalid_time"
    assert answer(at(door, code, at=then)) == "ok"
    assert len(admitted(door)) == 1


@pytest.mark.parametrize(
    ("revoked", "blocked", "wanted"),
    [
        pytest.param(True, False, "revoked", id="I06"),
        pytest.param(False, True, "blocked", id="I07"),
        pytest.param(True, True, "revoked", id="I08"),
        pytest.param(False, False, "ok", id="I09"),
    ],
)
def test_codes_that_were_taken_back(door: Context, signer, revoked, blocked, wanted) -> None:
    code = signer.sign()
    catalogue = replace(
        door.event.catalogue,
        revoked=frozenset({code} if revoked else ()),
        blocked=frozenset({code} if blocked else ()),
    )

    assert answer(at(with_catalogue(door, catalogue), code)) == wanted
    assert len(admitted(door)) == (1 if wanted == "ok" else 0)


def changed(code: str, place: int) -> str:
    """The code with another letter at a place."""
    return f"{code[:place]}{'A' if code[place] != 'A' else 'B'}{code[place + 1 :]}"


@pytest.mark.parametrize("place", [pytest.param(p, id=f"I10 at {p}") for p in (2, 20, 60, 88, 95)])
def test_a_changed_code_is_invalid(door: Context, signer, place: int) -> None:
    assert answer(at(door, changed(signer.sign(), place))) == "invalid"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=" * 112, id="I19 no base64"),
        pytest.param("AAAA" * 28, id="I19 nothing but noughts"),
        pytest.param("A" * 100 + "//wE", id="I20 lengths past the end"),
        pytest.param("A" * 24 + "//8B", id="I20 a header and little more"),
    ],
)
def test_what_only_looks_signed_is_invalid(door: Context, text: str) -> None:
    assert answer(at(door, text)) == "invalid"


def test_i13_the_keys_of_several_events_may_be_listed(ctx: Context, signer) -> None:
    both = Catalogue(keys=(signer.key("E2"), "broken", signer.key("K1")))

    assert answer(at(with_catalogue(ctx, both), signer.sign())) == "ok"


@pytest.mark.parametrize(
    ("gate", "wanted"),
    [("", "rules"), ("8", "rules"), ("7", "ok")],
    ids=lambda value: f"I14 {value}",
)
def test_rules_are_asked_without_a_person(door: Context, signer, gate: str, wanted: str) -> None:
    assert answer(at(door, signer.sign(), "gate", gate=gate)) == wanted


def test_what_staff_should_know_of_the_product_is_said(door: Context, signer) -> None:
    product = Product("1", {"es": "Entrada"}, attention=True, checkin_text="Pedir documento")
    sold = with_catalogue(door, replace(door.event.catalogue, products=(product,)))

    verdict = at(sold, signer.sign()).verdict

    assert (verdict.attention, verdict.checkin_text) == (True, "Pedir documento")


def test_i17_a_second_scan_is_a_duplicate(door: Context, signer, clock) -> None:
    code = signer.sign()
    first = at(door, code)
    clock.forward(minutes=3)

    second = at(door, f"\\000026{code}\r\n")

    assert answer(second) == "already_redeemed"
    assert second.verdict.first_visit is not None
    assert second.verdict.first_visit.at == first.at
    assert answer(at(door, signer.sign(seed="another"))) == "ok"


def test_i17_a_garbled_second_scan_is_a_duplicate_too(door: Context, signer) -> None:
    code = signer.sign()
    at(door, code)

    garbled = code.translate(str.maketrans("=/+", "¡-¿"))

    assert answer(at(door, garbled)) == "already_redeemed"


def test_i18_the_visit_is_the_persons_when_the_list_brings_them(
    door: Context, signer, clock
) -> None:
    code = signer.sign()
    at(door, code)
    put_person(door.db, Person("olga", "Olga"), source="pretix")
    put_ticket(door.db, Ticket("t-olga", "olga", code, product_id="1"))
    clock.forward(minutes=3)

    known = at(door, code)

    assert known.person is not None
    assert answer(known) == "already_redeemed"


def test_i21_rules_count_the_entries_of_this_code(door: Context, signer, clock) -> None:
    code = signer.sign()
    answers = []
    for _scan in range(3):
        answers.append(answer(at(door, code, "twice")))
        clock.forward(minutes=1)

    assert answers == ["ok", "ok", "rules"]
    assert answer(at(door, signer.sign(seed="another"), "twice")) == "ok"


def test_i22_the_hours_do_not_matter_to_who_leaves(door: Context, signer) -> None:
    code = signer.sign(not_after=int(NOT_AFTER.timestamp()))

    assert answer(at(door, code, "free")) == "invalid_time"
    assert answer(at(door, code, "free", direction=Direction.EXIT)) == "ok"


def test_i23_what_the_list_knows_comes_before_a_good_signature(door: Context, signer) -> None:
    code = signer.sign()
    put_person(door.db, Person("olga", "Olga"), source="pretix")
    put_ticket(door.db, Ticket("t-olga", "olga", code, TicketState.CANCELED, product_id="1"))

    assert answer(at(door, code)) == "canceled"


def test_no_code_stands_in_the_journal(door: Context, signer) -> None:
    good, forged = signer.sign(), signer.sign(key="K3")
    at(door, good)
    at(door, good)
    at(door, forged)
    at(door, "\x07\x00binär")  # J04: pretix reports such a text as it is, we keep its fingerprint

    entries = journal.read_after(door.db)
    kept = "\n".join(str(entry) for entry in entries)
    assert [entry.payload.get("code_hash") for entry in entries] == [
        None,
        None,
        code_hash(forged),
        code_hash("\x07\x00binär"),
    ]
    assert not [text for text in (good, forged, "binär") if text in kept]
    assert {entry.person_id for entry in entries[2:]} == {None}


def test_a_signed_scan_that_cannot_be_told_apart_is_no_reason_to_stop(door: Context) -> None:
    assert at(door, "x" * 10_000).verdict.reason is Reason.UNREADABLE
