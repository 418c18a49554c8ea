"""Add-ons of a list: whose they are, what they hang on, and what happens to them later."""

import json

import pytest

from kiosk.services.import_people import run_import
from kiosk.store import answers, listing, people
from kiosk.store.transact import first

HEADER = "ID,Código,Nombre,Apellido,Correo,Producto,addon_to\n"
MAIN = "1,MAIN,Ana,Paz,ana@example.org,Presencial,\n"
CENA = "2,CENA,,,,Cena,1\n"


@pytest.fixture
def load(ctx, tmp_path):
    """Import a text into the small event without its people."""
    with ctx.db.conn:
        ctx.db.conn.execute("DELETE FROM ticket")
        ctx.db.conn.execute("DELETE FROM person")

    def run(text, name="list.csv", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return run_import(ctx, path, **options)

    return run


def held(ctx):
    return {
        t.code: (p.person.full_name, t.parent_id)
        for p in listing.all_people(ctx.db)
        for t in p.tickets
    }


def ticket_of(ctx, code):
    (found,) = people.by_code(ctx.db, code)
    return found


@pytest.mark.parametrize("rows", [MAIN + CENA, CENA + MAIN], ids=["after", "before"])
def test_an_addon_without_a_name_is_the_main_registrations(ctx, load, rows):
    report = load(HEADER + rows)

    main = ticket_of(ctx, "MAIN").ticket_id
    assert (report.added, report.people, report.rejected) == (2, 1, ())
    assert held(ctx) == {"MAIN": ("Ana Paz", ""), "CENA": ("Ana Paz", main)}


def test_the_person_stays_as_the_main_registration_says(ctx, load):
    load(HEADER + MAIN + CENA)

    (listed,) = listing.all_people(ctx.db)
    assert (listed.person.email, listed.person.roles) == ("ana@example.org", ("attendee",))


def test_the_same_list_again_changes_nothing(load):
    load(HEADER + MAIN + CENA)
    report = load(HEADER + CENA + MAIN)

    assert (report.unchanged, report.added, report.updated, report.gone) == (2, 0, 0, 0)


def test_a_corrected_name_takes_its_addons_along(ctx, load):
    load(HEADER + MAIN + CENA)
    before = ticket_of(ctx, "MAIN").person_id
    load(HEADER + MAIN.replace("Paz", "Paz Núñez") + CENA)

    assert {name for name, _ in held(ctx).values()} == {"Ana Paz Núñez"}
    assert ticket_of(ctx, "CENA").person_id == ticket_of(ctx, "MAIN").person_id == before


def test_an_addon_of_somebody_else_is_theirs(ctx, load):
    load(HEADER + MAIN + "2,CENA,Eva,Sol,eva@example.org,Cena,1\n")

    assert held(ctx)["CENA"] == ("Eva Sol", ticket_of(ctx, "MAIN").ticket_id)


@pytest.mark.parametrize("email", ["", "ana@example.org", "ANA@example.org"])
def test_an_addon_with_the_same_name_is_the_same_person(ctx, load, email):
    report = load(HEADER + MAIN + f"2,CENA,Ana,Paz,{email},Cena,1\n")

    assert report.people == 1
    assert ticket_of(ctx, "CENA").person_id == ticket_of(ctx, "MAIN").person_id


def test_a_namesake_with_another_address_is_another_person(ctx, load):
    report = load(HEADER + MAIN + "2,CENA,Ana,Paz,otra@example.org,Cena,1\n")

    assert report.people == 2


def test_an_addon_to_nothing_is_left_out_or_doubted(ctx, load):
    report = load(HEADER + MAIN + "2,CENA,,,,Cena,99\n3,TOUR,Eva,Sol,eva@example.org,Tour,98\n")

    assert [(p.row, p.field, p.params["value"]) for p in report.rejected] == [(3, "addon_to", "99")]
    assert [(p.row, p.field, p.params["value"]) for p in report.doubts] == [(4, "addon_to", "98")]
    assert held(ctx)["TOUR"] == ("Eva Sol", "")


def test_an_addon_that_repeats_a_code_is_left_out(load):
    report = load(HEADER + MAIN + CENA + "3,CENA,,,,Tour,1\n")

    assert [(p.row, p.field) for p in report.rejected] == [(4, "code")]


def test_an_addon_may_leave_the_list_and_come_back(ctx, load):
    load(HEADER + MAIN + CENA)

    assert load(HEADER + MAIN).gone == 1
    assert load(HEADER + MAIN + CENA).revived == 1


def test_a_rehearsal_says_the_same_and_writes_nothing(ctx, load):
    report = load(HEADER + CENA + MAIN, dry_run=True)

    assert (report.added, report.people, report.rejected) == (2, 1, ())
    assert list(listing.all_people(ctx.db)) == []


def test_pretix_orders_with_addons(ctx, load):
    position = {"id": 5, "positionid": 1, "item": 1, "attendee_name": "Ana Paz", "secret": "MAIN",
                "attendee_name_parts": {}, "attendee_email": "ana@example.org", "addon_to": None,
                "variation": 3, "subevent": 8,
                "answers": [{"question": 2, "answer": "Vegetariana", "options": [7]}]}  # fmt: skip
    addon = {"id": 6, "positionid": 2, "item": 6, "addon_to": 5, "secret": "CENA", "answers": []}
    order = {"code": "ABC", "status": "p", "locale": "es", "checkin_attention": True,
             "checkin_text": "Ver caja", "positions": [position, addon]}  # fmt: skip
    load(json.dumps({"results": [order]}), "orders.json")

    main, dinner = ticket_of(ctx, "MAIN"), ticket_of(ctx, "CENA")
    assert (main.product_id, main.variation_id, main.date_id) == ("1", "3", "")
    assert (main.attention, main.checkin_text) == (True, "Ver caja")
    assert (dinner.parent_id, dinner.person_id) == (main.ticket_id, main.person_id)
    assert answers.known(ctx.db, [main.ticket_id]) == {(main.ticket_id, "2"): "7"}


def test_answers_are_written_compared_and_taken_back(ctx, load):
    def row(given):
        return f'ID,Código,Nombre,answers\n1,MAIN,Ana Paz,"{given}"\n'

    def extra():
        return json.loads(first(ctx.db, "SELECT extra FROM ticket")["extra"])

    load(row('{""q"": ""x""}'))
    assert extra() == {"answers": {"q": "x"}}
    assert load(row('{""q"": ""x""}')).unchanged == 1
    assert load(row('{""q"": ""y""}')).updated == 1
    assert extra() == {"answers": {"q": "y"}}
    assert load(row("")).updated == 1
    assert extra() == {}
