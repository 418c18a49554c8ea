"""Short numbers for people sent to the desk: they count up each local day and are journalled."""

from datetime import UTC, datetime

from kiosk.services.help_number import next_help
from kiosk.store import journal


def test_numbers_count_up_from_one(ctx):
    assert [next_help(ctx, None, "no_code") for _number in range(3)] == ["H-1", "H-2", "H-3"]


def test_the_desk_can_look_up_person_and_reason(ctx):
    number = next_help(ctx, "ana", "name_wrong", "Lucía R.")
    entry = journal.read_after(ctx.db)[-1]
    assert entry.payload == {"help": number, "reason": "name_wrong"}
    assert (str(entry.kind), entry.person_id, entry.operator) == ("answered", "ana", "Lucía R.")


def test_nobody_known_is_journalled_without_a_person(ctx):
    next_help(ctx, None, "invalid")
    assert journal.read_after(ctx.db)[-1].person_id is None


def test_the_day_is_the_events_own(ctx, clock):
    clock.now = datetime(2026, 10, 7, 2, 30, tzinfo=UTC)  # 23:30 of the 6th in Montevideo
    assert next_help(ctx, None, "no_code") == "H-1"
    clock.forward(minutes=20)
    assert next_help(ctx, None, "no_code") == "H-2"
    clock.forward(minutes=20)
    assert next_help(ctx, None, "no_code") == "H-1"


def test_the_chain_of_the_journal_holds(ctx):
    for reason in ("no_code", "printer", "name_wrong"):
        next_help(ctx, "jose", reason)
    assert journal.verify(ctx.db) is None


def test_other_entries_do_not_count(ctx):
    from kiosk.services.check_in import ScanRequest, scan

    scan(ctx, ScanRequest(text="code-of-ana", checkpoint="main"))
    scan(ctx, ScanRequest(text="code-of-eva", checkpoint="main"))
    assert next_help(ctx, None, "no_code") == "H-1"
