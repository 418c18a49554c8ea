"""Odd words on printing from other stations: liars, nonsense, and what nobody may be told."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.print_job import JobState
from kiosk.services import printing
from kiosk.services.hub_message import outgoing
from kiosk.services.remote_prints import heed
from kiosk.store import journal
from tests.services.hub.desks import Desk
from tests.services.hub.printing import OWNER, Place, settle, tellings, with_printers
from tests.services.printers_at_work import Printers


def say(place: Place, kind: EntryKind, payload: dict[str, object]) -> None:
    draft = Draft(kind, place.ctx.clock(), "ana", payload=payload)
    journal.append(place.ctx.db, place.ctx.station.name, place.ctx.clock, draft)


def test_only_the_station_that_was_asked_is_believed(
    owner: Place, asker: Place, open_desk: Callable[..., Desk], printers: Printers
):
    liar = with_printers(open_desk("Mesa 3"), printers)
    printing.pause(owner.ctx, "zebra", "Ada")
    job = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    request = asker.jobs()[0].remote_job
    say(liar, EntryKind.PRINT_TOLD, {"to": "x", "request": request, "state": "done"})
    say(liar, EntryKind.PRINT_WITHDRAWN, {"to": OWNER, "request": request})
    settle([liar, asker, owner])

    assert asker.states() == [JobState.SENT]
    assert owner.states() == [JobState.WAITING]
    assert job.person_id == "ana"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
KEYS = ("to", "request", "state", "until", "job", "printer", "what", "badge_code", "came_out")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from([k for k in EntryKind if k.startswith("print_")]),
    payload=st.dictionaries(st.sampled_from(KEYS), JUNK | st.just(OWNER) | st.just("zebra")),
)
def test_words_that_make_no_sense_change_nothing(
    owner: Place, asker: Place, kind: EntryKind, payload: dict[str, object]
):
    say(asker, kind, payload)
    for place in (asker, owner):
        place.desk.share()
        heed(place.ctx)

    assert owner.states() == []
    assert tellings(owner) in ([], ["refused"] * len(tellings(owner)))


def test_no_word_on_printing_holds_more_than_an_id_of_anybody(owner: Place, asker: Place):
    printing.enqueue(asker.ctx, "ana")
    printing.enqueue(asker.ctx, "jose")
    settle([asker, owner])

    for place in (asker, owner):
        for entry in journal.read_after(place.ctx.db, 0, 100):
            if entry.kind.startswith("print_"):
                body = outgoing(entry).body.decode()
                assert not any(word in body for word in ("Ana", "Silva", "nic.br", "Núñez"))
                assert entry.kind is EntryKind.PRINT_ASKED or entry.person_id is None
