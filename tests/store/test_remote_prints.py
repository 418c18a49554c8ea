"""Badges asked of other stations' printers: what was asked, what was told, how far it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.remote_print import Told, Wish
from kiosk.store import hub_replica, journal, remote_prints
from kiosk.store.hub_replica import Held, Unread, Whose
from kiosk.store.remote_prints import Commission, Request
from kiosk.store.transact import writing

UNTIL = datetime(2026, 10, 6, 12, 15, tzinfo=UTC)
ASKED = Request("r2", "j1", "Mesa-9", UNTIL, "stream")
TAKEN = Commission("r2", "Mesa-9", "j1", UNTIL)


def entry(seq, kind, **more):
    draft = Draft(kind, UNTIL, "ana", **more)
    return replace(journal.prepare("Mesa 9", lambda: UNTIL, draft), seq=seq, id=f"o{seq}")


def hold(db, *entries, whose=Whose.OTHERS, writer="Mesa-9"):
    with writing(db):
        hub_replica.put(db, [Held(one, "", writer) for one in entries], whose, UNTIL)


@pytest.mark.parametrize("wish", list(Wish), ids=lambda wish: wish.value or "none")
def test_a_request_comes_back_whole_and_is_written_over(db, wish):
    full = replace(ASKED, taken=True, wish=wish, withdrawal_id="w1")
    with writing(db):
        remote_prints.put_request(db, ASKED)
        remote_prints.put_request(db, full)

    assert remote_prints.request(db, "r2") == full
    assert remote_prints.open_requests(db) == [full]
    assert remote_prints.request(db, "nothing") is None


@pytest.mark.parametrize("said", [None, *Told], ids=str)
def test_a_commission_comes_back_whole_whatever_was_said_last(db, said):
    full = replace(TAKEN, taking_id="t1", job_id="j9", told=said, told_reason="¿papel?")
    with writing(db):
        remote_prints.put_commission(db, TAKEN)
        remote_prints.put_commission(db, full)

    assert remote_prints.commission(db, "r2") == full
    assert remote_prints.commission(db, "nothing") is None


def test_the_moment_is_kept_to_the_millisecond_in_any_zone(db):
    until = UNTIL + timedelta(milliseconds=250, microseconds=999)
    remote_prints.put_request(db, replace(ASKED, until=until))

    assert remote_prints.request(db, "r2").until == UNTIL + timedelta(milliseconds=250)


def test_what_is_over_is_followed_no_more_but_known(db):
    over_request, over_commission = replace(ASKED, over=True), replace(TAKEN, over=True)
    with writing(db):
        remote_prints.put_request(db, over_request)
        remote_prints.put_request(db, replace(ASKED, request_id="r3"))
        remote_prints.put_request(db, replace(ASKED, request_id="r1"))
        remote_prints.put_commission(db, over_commission)
        remote_prints.put_commission(db, replace(TAKEN, request_id="r3"))
        remote_prints.put_commission(db, replace(TAKEN, request_id="r1", asker_job="j2"))
        remote_prints.put_commission(db, replace(TAKEN, request_id="r4", asker="Mesa-8"))

    assert [one.request_id for one in remote_prints.open_requests(db)] == ["r1", "r3"]
    assert [one.request_id for one in remote_prints.open_commissions(db)] == ["r1", "r3", "r4"]
    assert remote_prints.request(db, "r2") == over_request
    of_job = remote_prints.commissions_of(db, "Mesa-9", "j1")
    assert [one.request_id for one in of_job] == ["r2", "r3"]
    assert of_job[0] == over_commission
    assert remote_prints.commissions_of(db, "Mesa-7", "j1") == []


def test_all_that_was_told_of_a_request_in_its_order(db, record):
    said = [
        record(EntryKind.PRINT_TOLD, payload={"request": "r1", "told": word})
        for word in ("taken", "printing", "done")
    ]
    record(EntryKind.PRINT_TOLD, payload={"request": "r2", "told": "refused"})
    record(EntryKind.PRINT_ASKED, payload={"request": "r1"})

    assert remote_prints.tellings(db, "r1") == said
    assert remote_prints.tellings(db, "r9") == []


def test_letters_are_others_words_on_printing_in_their_order(db):
    kinds = (EntryKind.PRINT_ASKED, EntryKind.PRINT_TOLD, EntryKind.PRINT_WITHDRAWN)
    hold(db, *[entry(seq, kind) for seq, kind in enumerate(kinds, 1)])
    hold(db, entry(4, EntryKind.ADMITTED, checkpoint="main"))
    hold(db, entry(5, EntryKind.PRINT_TOLD), whose=Whose.TOLD)
    hold(db, entry(6, EntryKind.PRINT_TOLD), writer="Mesa-8")
    with writing(db):
        hub_replica.put_unread(db, Unread(7, "x"), b'{"kind": "print_asked"', UNTIL)

    def letters(after, upto):
        return [(one.entry.seq, one.writer) for one in remote_prints.letters(db, after, upto)]

    assert letters(0, 9) == [(1, "Mesa-9"), (2, "Mesa-9"), (3, "Mesa-9"), (6, "Mesa-8")]
    assert letters(1, 3) == [(2, "Mesa-9"), (3, "Mesa-9")]
    assert letters(3, 3) == letters(9, 1) == []


def test_more_letters_than_one_page_come_once_each(db):
    hold(db, *[entry(seq, EntryKind.PRINT_TOLD) for seq in range(1, 452)])
    hold(db, *[entry(seq, EntryKind.PRINT_TOLD) for seq in range(452, 660)], whose=Whose.TOLD)
    hold(db, entry(660, EntryKind.PRINT_TOLD))

    found = [one.entry.seq for one in remote_prints.letters(db, 0, 660)]
    assert found == [*range(1, 452), 660]


def test_how_far_they_were_read_counts_for_that_record_of_the_hub_alone(db):
    assert remote_prints.read_upto(db) == 0
    with writing(db):
        hub_replica.begin(db, "first record")
        remote_prints.note_read(db, 17)
    assert remote_prints.read_upto(db) == 17

    with writing(db):
        hub_replica.begin(db, "second record")
    assert remote_prints.read_upto(db) == 0
    with writing(db):
        remote_prints.note_read(db, 3)
    assert remote_prints.read_upto(db) == 3
