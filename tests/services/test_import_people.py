from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.codes import CodeKind, parse
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.people import TicketState
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.correct import correct
from kiosk.services.find import search
from kiosk.services.import_people import plan_import, run_import
from kiosk.services.integrity import rebuild
from kiosk.services.walk_in import WalkIn, walk_in
from kiosk.store import listing, mirror, people
from kiosk.store.transact import number, rows

HEADER = "ID,Código,Nombre,Apellido,Correo,Organización,País,Categoría,Tipo de entrada,Estado\n"
LIST = (
    HEADER
    + "1,SEC-1,José,Núñez Ibáñez,jose@example.org,Bahía Net,Uruguay,Becario,Presencial,pagado\n"
    + "2,SEC-2,Inês,Conceição,ines@example.org,IX Serra Azul,Brasil,,Presencial,pendiente\n"
    + "3,,Ana,Paz,ana@example.org,Red Quebracho,Paraguay,,Presencial,pagado\n"
)


@pytest.fixture
def empty(ctx):
    """The small event without its people."""
    with ctx.db.conn:
        ctx.db.conn.execute("DELETE FROM ticket")
        ctx.db.conn.execute("DELETE FROM person")
    return ctx


@pytest.fixture
def load(empty, tmp_path):
    """Import a text as list.csv."""

    def run(text, **options):
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return run_import(empty, path, **options)

    return run


def counts(report):
    return {
        name: getattr(report, name)
        for name in ("added", "updated", "unchanged", "revived", "gone")
        if getattr(report, name)
    }


def everybody(ctx):
    return {listed.person.given_name: listed for listed in listing.all_people(ctx.db)}


def test_people_and_tickets_go_in(empty, load):
    report = load(LIST)

    assert counts(report) == {"added": 3}
    assert (report.rows, report.people, report.codes_made) == (3, 3, 1)
    jose = everybody(empty)["José"]
    assert jose.person.country == "UY"
    assert jose.person.roles == ("fellow",)
    assert (jose.tickets[0].code, jose.tickets[0].state) == ("SEC-1", TicketState.PAID)
    assert (jose.source, jose.source_ref) == ("file", "1")


def test_who_has_no_code_gets_one_and_keeps_it(empty, load):
    load(LIST)
    code = everybody(empty)["Ana"].tickets[0].code
    load(LIST)

    assert parse(code, "LAC46").kind is CodeKind.TICKET
    assert everybody(empty)["Ana"].tickets[0].code == code


def test_the_same_list_again_changes_nothing(empty, load):
    load(LIST)
    before = rows(empty.db, "SELECT * FROM person ORDER BY id")

    assert counts(load(LIST)) == {"unchanged": 3}
    assert rows(empty.db, "SELECT * FROM person ORDER BY id") == before


def test_a_changed_row_updates_the_same_person(empty, load):
    load(LIST)
    person_id = everybody(empty)["Inês"].person.person_id

    report = load(LIST.replace("pendiente", "pagado").replace("IX Serra Azul", "IX Pantanal"))

    assert counts(report) == {"updated": 1, "unchanged": 2}
    ines = everybody(empty)["Inês"]
    assert (ines.person.person_id, ines.person.organisation) == (person_id, "IX Pantanal")
    assert ines.tickets[0].state is TicketState.PAID


def test_who_left_the_list_is_gone_with_their_history_and_comes_back(empty, load):
    load(LIST)
    outcome = scan(empty, ScanRequest(text="SEC-1", checkpoint="main"))
    shorter = LIST.replace(LIST.splitlines(keepends=True)[1], "")

    report = load(shorter)

    assert counts(report) == {"unchanged": 2, "gone": 1}
    jose = people.get(empty.db, outcome.person.person_id)
    assert jose.gone
    assert number(empty.db, "SELECT count(*) FROM visit") == 1
    assert not scan(empty, ScanRequest(text="SEC-1", checkpoint="main")).verdict.admitted

    assert counts(load(LIST)) == {"unchanged": 2, "revived": 1}
    assert not people.get(empty.db, outcome.person.person_id).gone
    assert people.by_code(empty.db, "SEC-1")[0].person_id == outcome.person.person_id


def test_lists_of_different_sources_leave_each_other_alone(empty, load):
    load(LIST)
    other = HEADER + "1,PEER-1,José,Núñez Ibáñez,jose@example.org,,,,Peering Forum,pagado\n"

    report = load(other, source="peering")

    assert counts(report) == {"added": 1}
    jose = everybody(empty)["José"]
    assert {ticket.code for ticket in jose.tickets} == {"SEC-1", "PEER-1"}
    assert (jose.person.organisation, jose.source) == ("Bahía Net", "file")
    assert counts(load(other, source="peering")) == {"unchanged": 1}
    assert counts(load(LIST)) == {"unchanged": 3}


def test_two_tickets_of_one_person_are_joined_and_their_rows_complete_each_other(empty, load):
    text = LIST + "9,SEC-9,Jose,Nuñez Ibañez,JOSE@example.org,,,Orador,Peering Forum,pagado\n"
    load(text)

    jose = everybody(empty)["José"]
    assert len(everybody(empty)) == 3
    assert [ticket.product for ticket in jose.tickets] in (
        ["Presencial", "Peering Forum"],
        ["Peering Forum", "Presencial"],
    )
    assert jose.person.organisation == "Bahía Net"
    assert jose.person.roles == ("fellow", "speaker")
    assert counts(load(text)) == {"unchanged": 4}


def test_one_address_for_five_people_makes_five_people(empty, load):
    load(HEADER + "".join(f"{n},,Persona{n},Uno,mismo@example.org,,,,,\n" for n in range(5)))

    assert len(everybody(empty)) == 5


def test_bad_rows_are_named_one_by_one_and_the_others_go_in(empty, load):
    report = load(
        LIST + "4,SEC-1,Otra,Persona,o@example.org,,,,,\n"
        "\n"
        "5,,,,sin@example.org,,,,,\n"
        "1,,Repite,Id,r@example.org,,,,,\n"
        "6,LAC46.0000000000000,Mal,Código,m@example.org,,,,,\n"
        "7,LAC.TEST,De,Prueba,p@example.org,,,,,\n"
        "8,,Sofía,Ríos,s@example.org,,,,,raro\n"
    )

    assert [(p.row, p.field) for p in report.rejected] == [
        (5, "code"), (7, "full_name"), (8, "source_id"), (9, "code"), (10, "code"),
    ]  # fmt: skip
    assert all(p.text for p in report.rejected)
    assert counts(report) == {"added": 4}
    assert [(p.row, p.field) for p in report.doubts] == [(11, "state")]
    assert everybody(empty)["Sofía"].tickets[0].state is TicketState.UNAPPROVED


def test_own_codes_are_stored_in_their_one_spelling(empty, load):
    load(LIST)
    code = everybody(empty)["Ana"].tickets[0].code

    load(LIST.replace("3,,Ana", f"3,{code.lower()},Ana"))

    assert everybody(empty)["Ana"].tickets[0].code == code


def test_a_dry_run_writes_nothing_and_shows_what_would_happen(empty, load, tmp_path):
    report = load(LIST + "4,,,,,,,,,\n", dry_run=True)

    assert number(empty.db, "SELECT count(*) FROM person") == 0
    assert counts(report) == {"added": 3}
    assert report.mapping["email"] == "Correo"
    assert report.samples[0]["given_name"] == "José"
    assert len(report.rejected) == 1
    assert plan_import(empty, tmp_path / "list.csv", {}) == report

    load(LIST)
    assert counts(load(HEADER + LIST.splitlines()[1], dry_run=True)) == {"unchanged": 1, "gone": 2}
    assert not any(listed.person.gone for listed in listing.all_people(empty.db))


def test_the_report_is_json_in_the_language_asked(load):
    shown = load(LIST + "4,,,,,,,,,\n").as_json("es")

    assert shown["rejected"] == [
        {"row": 5, "field": "full_name", "reason": "La fila no tiene nombre."}
    ]
    assert shown["delimiter"] == ","
    assert (shown["encoding"], shown["kind"]) == ("utf-8", "csv")


def test_corrections_of_the_desk_stay_on_top(empty, load):
    load(LIST)
    ana = everybody(empty)["Ana"].person.person_id
    correct(empty, ana, {"given_name": "Anahí"}, "lucia")

    load(LIST.replace("Red Quebracho", "Red Lapacho"))

    shown = people.get(empty.db, ana)
    assert (shown.given_name, shown.organisation) == ("Anahí", "Red Lapacho")
    assert counts(load(LIST.replace("Red Quebracho", "Red Lapacho"))) == {"unchanged": 3}


def test_a_corrected_name_does_not_make_a_second_person_of_a_list_without_ids(empty, load):
    text = "Nombre completo,Correo\nAna Pas,ana@example.org\n"
    load(text)
    ana = next(iter(everybody(empty).values())).person.person_id
    correct(empty, ana, {"family_name": "Paz", "email": "ana.paz@example.org"}, "lucia")

    assert counts(load(text)) == {"unchanged": 1}
    assert len(everybody(empty)) == 1


def test_people_are_found_at_once_also_after_a_change(empty, load):
    load(LIST)
    assert [f.person.given_name for f in search(empty, "nunez")] == ["José"]

    load(LIST.replace("Núñez Ibáñez", "Echeverría"))

    assert search(empty, "nunez") == []
    assert [f.person.given_name for f in search(empty, "echeverria")] == ["José"]


def test_a_failed_import_leaves_everything_as_it_was(empty, load, monkeypatch):
    load(LIST)
    before = rows(empty.db, "SELECT * FROM person"), rows(empty.db, "SELECT * FROM ticket")
    monkeypatch.setattr(mirror, "mark_gone", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load(HEADER + "8,,Nueva,Persona,n@example.org,,,,,\n")

    assert (
        rows(empty.db, "SELECT * FROM person"),
        rows(empty.db, "SELECT * FROM ticket"),
    ) == before
    assert [f.person.given_name for f in search(empty, "nunez")] == ["José"]


def test_progress_is_told_up_to_the_end(load):
    told = []

    load(
        HEADER + "".join(f"{n},,P{n},Q,,,,,,\n" for n in range(1200)),
        progress=lambda *a: told.append(a),
    )

    assert told[-1] == (1200, 1200)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) >= 3


def test_wrong_use_is_told_before_anything_is_written(empty, load, tmp_path):
    with pytest.raises(WrongUseError, match="full_name"):
        load(LIST, mapping={"nombre": "A"})
    with pytest.raises(NotFoundError):
        run_import(empty, Path(tmp_path / "none.csv"))
    assert number(empty.db, "SELECT count(*) FROM person") == 0


def test_a_map_is_obeyed(empty, load):
    load("Quién,Dónde\nAna Paz,UY\n", mapping={"full_name": "Quién", "country": "B"})

    assert everybody(empty)["Ana"].person.country == "UY"


def test_a_walk_in_who_is_on_the_next_list_stays_one_person(empty, load):
    load(LIST)
    ana = everybody(empty)["Ana"]
    with empty.db.conn:
        empty.db.conn.execute("UPDATE person SET mirror = NULL, source = 'journal'")
        empty.db.conn.execute("UPDATE ticket SET source = 'journal'")

    other = replace(ana.person, organisation="")
    load(HEADER + f"77,NEW-77,{other.given_name},{other.family_name},{other.email},,,,,\n")

    assert len(everybody(empty)) == 3
    assert {t.code for t in everybody(empty)["Ana"].tickets} >= {"NEW-77"}


def test_a_rebuild_leaves_a_walk_in_to_the_list_that_names_them_now(empty, load):
    form = WalkIn("José", "Paz", email="jose@example.org", organisation="Como dijo")
    person_id = walk_in(empty, form, "Rosa")
    load(HEADER + "77,NEW-77,José,Paz,jose@example.org,Como figura,UY,,,\n")
    before = people.get(empty.db, person_id)

    assert before is not None
    assert before.country == "UY"
    assert [report.table for report in rebuild(empty) if not report.same] == []
    assert people.get(empty.db, person_id) == before
