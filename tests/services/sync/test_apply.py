"""What a pull brings is matched like a list, in pieces that may be cut anywhere (T01-T12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.feed import Batch, Document, Invite, SourceError, Trouble
from kiosk.domain.people import Person, TicketState
from kiosk.domain.registration import RowProblem
from kiosk.services.apply_batch import PIECE, apply, pieces
from kiosk.services.correct import correct
from kiosk.services.find import search
from kiosk.services.import_people import run_import
from kiosk.services.sync import status
from kiosk.store import answers, listing, people, rights
from kiosk.store import sources as stored
from kiosk.store.transact import number
from tests.services.sources import NAME, person


def living(ctx):
    return {
        ticket.code: found.person.full_name
        for found in listing.all_people(ctx.db)
        for ticket in found.tickets
        if not ticket.gone
    }


def cursor(ctx):
    return dict(stored.get(ctx.db, NAME).cursor)


def test_t01_the_first_run_brings_everybody(ctx, server, run):
    server.put(person(1), person(2), person(3))

    report = run()

    assert report.complete
    assert (report.pulled.added, report.pulled.gone) == (3, 0)
    assert living(ctx) == {f"code-{n}": f"Name{n} Paz" for n in (1, 2, 3)}
    assert cursor(ctx) == {"mark": "3"}
    assert status(ctx)[0].people == 3
    assert status(ctx)[0].list_at == ctx.clock()


@pytest.mark.parametrize("cut", [0, 1, 2], ids=["first", "second", "third"])
def test_t03_t04_a_cut_run_keeps_what_came_and_goes_on(ctx, server, source, run, cut):
    server.put(*(person(n) for n in range(1, 7)))
    source.cut = cut

    broken = run()
    assert broken.error is not None
    assert len(living(ctx)) == 2 * cut
    whole = run()

    assert whole.complete
    assert whole.pulled.added == 6 - 2 * cut
    assert len(living(ctx)) == 6


def test_t05_cut_twice(ctx, server, source, run):
    server.put(*(person(n) for n in range(1, 7)))
    for _ in range(2):
        source.cut = 1
        run()

    assert run().complete
    assert len(living(ctx)) == 6


def test_t06_later_runs_bring_what_changed(ctx, server, run):
    server.put(person(1), person(2))
    run()
    server.put(person(2, state=TicketState.CANCELED), person(3))

    report = run()

    assert (report.pulled.added, report.pulled.updated, report.pulled.unchanged) == (1, 1, 0)
    assert people.by_code(ctx.db, "code-2")[0].state is TicketState.CANCELED


def test_t07_a_cut_diff_begins_at_the_old_mark_and_doubles_nothing(ctx, server, source, run):
    server.put(person(1))
    run()
    server.put(*(person(n) for n in range(2, 6)))
    source.cut = 1
    run()
    assert cursor(ctx) == {"mark": "1"}

    assert run().pulled.unchanged == 2
    assert len(living(ctx)) == 5


def test_t09_a_position_that_left_its_order_is_gone(ctx):
    both = (person(1), person(1)._replace(source_id="O1-2", code="code-1b"))
    order = Document("order", "O1", "{}")
    apply(ctx, NAME, Batch({}, both, documents=(order,)))

    done = apply(ctx, NAME, Batch({}, both[:1], documents=(order,)))

    assert done.gone == 1
    assert living(ctx) == {"code-1": "Name1 Paz"}


def test_t09_another_order_with_the_same_beginning_stays(ctx):
    apply(ctx, NAME, Batch({}, (person(1), person(10))))

    apply(ctx, NAME, Batch({}, (person(1),), documents=(Document("order", "O1", "{}"),)))

    assert len(living(ctx)) == 2


def test_what_a_full_run_does_not_name_is_gone_and_comes_back(ctx, server, run):
    server.put(*(person(n) for n in range(1, 6)))
    run()
    kept = server.people.pop("O5-1")

    assert run(full=True).pulled.gone == 1
    assert [found.person.gone for found in search(ctx, "name5")] == [True]
    server.put(kept)
    assert run().pulled.revived == 1
    assert len(living(ctx)) == 5


def test_gone_ids_are_gone(ctx, server, run):
    server.put(*(person(n) for n in range(1, 6)))
    run()
    server.drop("O2-1")

    assert run().pulled.gone == 1
    assert "code-2" not in living(ctx)


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [(60, 29, True), (60, 31, False), (30, 14, False), (3, 0, True), (60, 0, True)],
    ids=["most", "half", "few", "empty", "all"],
)
def test_a_list_without_most_people_is_asked_about(ctx, server, run, before, after, asked):
    server.put(*(person(n) for n in range(before)))
    run()
    for key in list(server.people)[after:]:
        del server.people[key]

    report = run(full=True)

    assert (report.error is not None) == asked
    assert len(living(ctx)) == (before if asked else after)
    if asked:
        assert report.error.trouble is Trouble.SUSPICIOUS
        assert status(ctx)[0].suspended
        assert status(ctx)[0].next_at is None
        assert run(full=True, confirm=True).pulled.gone == before - after
        assert not status(ctx)[0].suspended


def test_nobody_knows_an_unknown_source(ctx):
    with pytest.raises(NotFoundError, match="otra"):
        apply(ctx, "otra", Batch({}))


def test_each_transaction_is_short(ctx):
    many = tuple(person(n) for n in range(2 * PIECE + 7))
    runs: list[set[str]] = [set()]

    def watch(sql):
        if sql.startswith("COMMIT"):
            runs.append(set())
        elif sql.startswith("INSERT INTO ticket"):  # told again for each trigger
            runs[-1].add(sql)

    ctx.db.conn.set_trace_callback(watch)

    apply(ctx, NAME, Batch({"a": "1"}, many, done=len(many)))

    ctx.db.conn.set_trace_callback(None)
    assert [len(run) for run in runs if run] == [PIECE, PIECE, 7]
    assert [p.last for p in pieces(Batch({}, many))] == [False, False, True]
    assert cursor(ctx) == {"a": "1"}
    assert len(living(ctx)) == len(many)


def test_add_ons_follow_their_main_registrations_into_later_pieces(ctx):
    addon = person(0)._replace(
        source_id="O0-2", code="dinner", person=Person("", ""), addon_to="O300-1"
    )
    many = (addon, *(person(n) for n in range(1, 301)))

    apply(ctx, NAME, Batch({}, many))

    (ticket,) = people.by_code(ctx.db, "dinner")
    (main,) = people.by_code(ctx.db, "code-300")
    assert (ticket.parent_id, ticket.person_id) == (main.ticket_id, main.person_id)


def test_an_add_on_finds_its_main_registration_of_an_earlier_batch(ctx):
    apply(ctx, NAME, Batch({}, (person(1),)))
    addon = person(1)._replace(
        source_id="O1-2", code="dinner", person=Person("", ""), addon_to="O1-1"
    )

    apply(ctx, NAME, Batch({}, (addon,)))

    assert living(ctx) == {"code-1": "Name1 Paz", "dinner": "Name1 Paz"}


def with_roles(n, source_id, code, *roles):
    row = person(n)
    return row._replace(source_id=source_id, code=code, person=replace(row.person, roles=roles))


@pytest.mark.parametrize("apart", [False, True], ids=["together", "apart"])
def test_several_tickets_are_one_person_with_all_roles(ctx, apart):
    rows_ = (with_roles(1, "O1-1", "a", "speaker"), with_roles(1, "O2-1", "b", "fellow"))
    for batch in [rows_[:1], rows_[1:]] if apart else [rows_]:
        apply(ctx, NAME, Batch({}, batch))

    (found,) = listing.all_people(ctx.db)
    assert set(found.person.roles) == {"speaker", "fellow"}

    apply(ctx, NAME, Batch({}, (with_roles(1, "O1-1", "a", "newcomer"),)))

    (found,) = listing.all_people(ctx.db)
    assert set(found.person.roles) == {"newcomer", "fellow"}
    again = apply(ctx, NAME, Batch({}, (with_roles(1, "O1-1", "a", "newcomer"),)))
    assert (again.updated, again.unchanged) == (0, 1)


def test_batches_and_a_list_import_agree(ctx, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "ID,Código,Nombre,Apellido,Correo,Organización\n"
        + "".join(f"O{n}-1,code-{n},Name{n},Paz,p{n}@example.org,Red Uno\n" for n in range(5))
    )
    run_import(ctx, path, source=NAME)

    done = apply(ctx, NAME, Batch({}, tuple(person(n) for n in range(5))))

    assert (done.added, len(list(listing.all_people(ctx.db)))) == (0, 5)


def test_people_of_a_file_become_the_sources_by_their_codes(ctx, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Código,Nombre,Apellido,Correo\ncode-1,Name1,Paz,p1@example.org\n")
    run_import(ctx, path)

    apply(ctx, NAME, Batch({}, (person(1),)))

    (ticket,) = people.by_code(ctx.db, "code-1")
    assert (ticket.source, ticket.source_ref) == (NAME, "O1-1")
    assert len(list(listing.all_people(ctx.db))) == 1


def test_a_correction_stays_and_the_person_is_still_found_by_the_old_name(ctx):
    apply(ctx, NAME, Batch({}, (person(1),)))
    (ticket,) = people.by_code(ctx.db, "code-1")
    correct(ctx, ticket.person_id, {"given_name": "Nombre"}, "Lucía")
    second = person(1)._replace(source_id="O2-1", code="code-1b")

    apply(ctx, NAME, Batch({}, (second, person(1))))

    assert living(ctx) == {"code-1": "Nombre Paz", "code-1b": "Nombre Paz"}


def test_a_ticket_handed_over_is_another_persons(ctx):
    apply(ctx, NAME, Batch({}, (person(1),)))
    other = person(2)._replace(source_id="O1-1", code="code-1")

    apply(ctx, NAME, Batch({}, (other,)))

    assert living(ctx) == {"code-1": "Name2 Paz"}
    assert number(ctx.db, "SELECT count(*) FROM person WHERE gone_at IS NOT NULL") == 1


def test_answers_and_problems_come_along(ctx):
    row = person(1, answers={"7": "Vegetariana"})
    problem = RowProblem(9, "email", "No es un correo.")

    done = apply(ctx, NAME, Batch({}, (row,), problems=(problem,)))

    (ticket,) = people.by_code(ctx.db, "code-1")
    assert answers.known(ctx.db, [ticket.ticket_id]) == {(ticket.ticket_id, "7"): "Vegetariana"}
    assert done.rejected == (problem,)


def test_a_list_without_ids_keeps_two_namesakes_apart_over_pieces(ctx):
    anon = [
        person(1)._replace(source_id="", code="", person=Person("", "Ana", "Paz")) for _ in range(2)
    ]
    for _ in range(2):
        apply(ctx, NAME, Batch({}, (anon[0],), begins=True))
        apply(ctx, NAME, Batch({}, (anon[1],), ends=True))

    assert len(living(ctx)) == 2


def test_a_list_without_ids_may_not_repeat_itself_over_pieces(ctx):
    twice = person(1)._replace(source_id="", code="")
    apply(ctx, NAME, Batch({}, (twice,), begins=True))

    assert len(apply(ctx, NAME, Batch({}, (twice,), ends=True)).rejected) == 1
    assert len(living(ctx)) == 1


def test_rights_follow_their_registrations(ctx):
    invite = Invite("forum", "O1-1")
    apply(ctx, NAME, Batch({}, (person(1), person(2)), invitations=(invite,)))
    assert len(rights.ids_invited(ctx.db, "forum", ctx.clock())) == 1

    apply(ctx, NAME, Batch({}, (person(2),)))
    assert len(rights.ids_invited(ctx.db, "forum", ctx.clock())) == 1
    apply(ctx, NAME, Batch({}, (person(1),)))

    assert rights.ids_invited(ctx.db, "forum", ctx.clock()) == []


def test_only_those_whom_a_batch_may_be_about_are_loaded(ctx):
    apply(ctx, NAME, Batch({}, tuple(person(n) for n in range(50))))
    read = []
    ctx.db.conn.set_trace_callback(read.append)

    apply(ctx, NAME, Batch({}, (person(3),)))

    ctx.db.conn.set_trace_callback(None)
    whole = [sql for sql in read if "FROM person" in sql and "WHERE" not in sql and "ORDER" in sql]
    assert whole == []


def test_a_source_that_breaks_off_says_so_in_the_report(ctx, source, run):
    source.down = SourceError(Trouble.TOKEN, "no token", retry_after=90)

    report = run()

    assert report.error is source.down
    (shown,) = status(ctx)
    assert shown.error.trouble is Trouble.TOKEN
    assert (shown.next_at - ctx.clock()).total_seconds() == 90
    source.down = None
    assert run().complete
    assert status(ctx)[0].error is None
