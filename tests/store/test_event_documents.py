"""A catalogue and lists come back from their texts as they went in, and equal ones are equal."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind, Slot
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.store.event_documents import (
    catalogue_of,
    catalogue_text,
    checkpoints_of,
    checkpoints_text,
)

MOMENT = datetime(2026, 10, 5, 12, tzinfo=UTC)
NAME = {"es": "Uno", "pt": "Um"}


def question(n, **more):
    return Question(str(n), NAME, QuestionType.NUMBER, options=(Option("1", NAME),), **more)


@pytest.mark.parametrize(
    "limit",
    [None, Decimal("1.50"), date(2026, 10, 5), MOMENT],
    ids=["none", "number", "day", "moment"],
)
def test_a_catalogue_comes_back(limit):
    catalogue = Catalogue(
        products=(Product("1", NAME, {"2": NAME}, attention=True),),
        dates=(EventDate("7", NAME, MOMENT, None, MOMENT),),
        questions=(question(1, least=limit, products=("1",)), question(2, most=limit)),
        keys=("K",),
        revoked=frozenset(("b", "a")),
        blocked=frozenset("c"),
        whole=EventDate("", NAME),
        servers=("https://x.example",),
        entrances=("indico:7",),
    )

    assert catalogue_of(catalogue_text(catalogue)) == catalogue


def test_a_text_of_an_earlier_version_has_no_entrances():
    kept = json.loads(catalogue_text(Catalogue(keys=("K",))))
    del kept["entrances"]

    assert catalogue_of(json.dumps(kept)) == Catalogue(keys=("K",))


def test_equal_sets_are_equal_texts():
    many = [f"code-{n}" for n in range(200)]
    one, other = (Catalogue(revoked=frozenset(order)) for order in (many, reversed(many)))

    assert catalogue_text(one) == catalogue_text(other)


def test_checkpoints_come_back():
    every = (
        Checkpoint(
            "a", NAME, Kind.ENTRANCE, Admits.PRODUCTS, products=("1",), entry=EntryRule.ONCE,
            slots=(Slot(MOMENT, None),), early=timedelta(minutes=20), capacity=3,
            stale_after=timedelta(hours=2), rules='{"and":[]}', everybody_out=time(3), ends=("*",),
        ),
        Checkpoint("b", NAME),
    )  # fmt: skip

    assert checkpoints_of(checkpoints_text(every)) == every
    assert checkpoints_of(checkpoints_text(())) == ()
