import json

import pytest

from kiosk.domain.assembly import Capacity, Member
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.services.check_in import ScanRequest, explain
from kiosk.store import rights, roll
from kiosk.store.transact import first

VOTER, ALTERNATE, OBSERVER = Capacity.VOTER, Capacity.ALTERNATE, Capacity.OBSERVER


def members(hall):
    return {member.name: member.votes for member in roll.members_of(hall.ctx.db, "lacnic")}


def mandates(hall):
    sql = "SELECT given_name FROM person WHERE person_id = ?"
    return {
        (first(hall.ctx.db, sql, (m.person_id,))["given_name"], m.member_key): m.capacity
        for m in roll.mandates(hall.ctx.db, "lacnic")
    }


def test_organisations_votes_and_who_represents_them(bare):
    report = bare.roll()

    assert members(bare) == {
        "NIC.br": 4, "Universidad": 2, "ISP Uno": 3, "Red Dos": 1, "Red Cuatro": 2,
    }  # fmt: skip
    assert mandates(bare) == {
        ("Ana", "nic.br"): VOTER, ("Ana", "red dos"): VOTER, ("José", "universidad"): VOTER,
        ("Sam", "isp uno"): VOTER, ("Lía", "isp uno"): ALTERNATE, ("Óscar", "red dos"): OBSERVER,
    }  # fmt: skip
    assert (report.assembly, report.checkpoint) == ("lacnic", "assembly")
    assert (report.organisations, report.votes, report.matched, report.kept) == (5, 12, 6, 0)
    assert (report.rejected, report.doubts, report.unmatched) == ((), (), ())


@pytest.mark.parametrize(
    ("header", "row", "capacity"),
    [
        ("Organización,Votos,Nombre,Apellido,Correo,Calidad", "ISP Uno,3,Sam,Smith,sam@isp.example,Votante", VOTER),
        ("Organização,Votos,Representante,E-mail,Qualidade", "ISP Uno,3,Sam Smith,sam@isp.example,Suplente", ALTERNATE),
        ("Organization,Votes,Representative,Email,Capacity", "ISP Uno,3,Sam Smith,sam@isp.example,alternate", ALTERNATE),
        ("Organization,Votes,Name,Email,Role", "ISP Uno,3,Sam Smith,sam@isp.example,Observer", OBSERVER),
        ("Asociado,Votos,Delegado", 'ISP Uno,3.0,"Smith, Sam"', VOTER),
        ("Miembro,Votos,Código,Calidad", "ISP Uno,3,S,con voto", VOTER),
    ],
    ids=["es", "pt", "en", "roles", "no capacity", "code"],
)  # fmt: skip
def test_columns_and_words_in_three_languages(bare, header, row, capacity):
    report = bare.roll(f"{header}\n{row}\n")

    assert (members(bare), mandates(bare)) == ({"ISP Uno": 3}, {("Sam", "isp uno"): capacity})
    assert report.matched == 1


def test_a_list_of_organisations_alone_gives_each_one_vote(bare):
    bare.roll("NIC.br\nRed Dos\nRed Tres\n")

    assert members(bare) == {"NIC.br": 1, "Red Dos": 1, "Red Tres": 1}


def test_json_rolls(bare):
    path = bare.folder / "roll.json"
    path.write_text(json.dumps([
        {"organisation": "NIC.br", "votes": 4, "full_name": "Ana Silva", "email": "ana@nic.br"},
        {"organisation": "Red Dos", "votes": 1, "full_name": "", "email": ""},
    ]), encoding="utf-8")  # fmt: skip
    from kiosk.services.import_people import run_import

    run_import(bare.ctx, path, members="lacnic")

    assert members(bare) == {"NIC.br": 4, "Red Dos": 1}


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        (",3,Ana Silva,ana@nic.br,Titular", "organisation", "organización"),
        ("«»,3,Ana Silva,ana@nic.br,Titular", "organisation", "organización"),
        ("NIC.br,tres,Ana Silva,ana@nic.br,Titular", "votes", "tres"),
        ("NIC.br,-1,Ana Silva,ana@nic.br,Titular", "votes", "-1"),
        ("NIC.br,2.5,Ana Silva,ana@nic.br,Titular", "votes", "2.5"),
        ("NIC.br,9999999999,Ana Silva,ana@nic.br,Titular", "votes", "9999999999"),
        ("NIC.br,4,Ana Silva,ana@nic.br,Presidenta", "capacity", "Presidenta"),
    ],
)
def test_rows_that_are_left_out_are_told_by_row_and_field(bare, row, field, said):
    report = bare.roll(f"Organización,Votos,Representante,Correo,Calidad\nRed Dos,1,,,\n{row}\n")

    assert [(p.row, p.field) for p in report.rejected] == [(3, field)]
    assert said in report.rejected[0].text
    assert members(bare) == {"Red Dos": 1}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("NIC.br,4,Nadie Nunca,,Titular", "full_name"),
        ("NIC.br,4,Otra Persona,ana@nic.br,Titular", "email"),
    ],
)
def test_an_organisation_counts_though_nobody_knows_its_representative(bare, row, field):
    report = bare.roll(f"Organización,Votos,Representante,Correo,Calidad\n{row}\n")

    assert (members(bare), mandates(bare)) == ({"NIC.br": 4}, {})
    assert [(p.row, p.field) for p in report.unmatched] == [(2, field)]
    assert (report.matched, report.kept) == (0, 0)


def test_a_representative_who_registers_later_gets_in(bare):
    text = "Organización,Votos,Representante,Correo\nRed Tres,1,Nora Nueva,nora@example.org\n"
    report = bare.roll(text)
    assert (report.matched, report.kept, len(report.unmatched)) == (0, 1, 1)

    bare.load(
        "Código,Nombre,Apellido,Correo\n"
        "N,Nora,Nueva,nora@example.org\nM,Otro,Señor,nora@example.org\n",
        source="late",
    )

    assert mandates(bare) == {("Nora", "red tres"): VOTER}
    assert explain(bare.ctx, ScanRequest(text="N", checkpoint="assembly")).verdict.admitted
    assert not explain(bare.ctx, ScanRequest(text="M", checkpoint="assembly")).verdict.admitted


def test_two_rows_that_disagree_are_told_and_the_first_stands(bare):
    report = bare.roll(
        "Organización,Votos,Representante,Correo,Calidad\n"
        "NIC.br,,Ana Silva,ana@nic.br,Titular\n"
        "nic.br,4,Sam Smith,sam@isp.example,Titular\n"
        "NIC.BR,5,Lía Paz,lia@example.org,Suplente\n"
        "NIC.br,4,Ana Silva,ana@nic.br,Observador\n"
    )

    assert members(bare) == {"NIC.br": 4}
    assert mandates(bare)["Ana", "nic.br"] is VOTER
    assert [(p.row, p.field) for p in report.doubts] == [(4, "votes"), (5, "capacity")]


def test_a_new_roll_replaces_the_old_one(hall):
    hall.roll("Organización,Votos,Representante,Correo\nNIC.br,1,Sam Smith,sam@isp.example\n")

    assert members(hall) == {"NIC.br": 1}
    assert mandates(hall) == {("Sam", "nic.br"): VOTER}


def test_each_assembly_has_its_own_roll(hall):
    hall.hold(hall.LACNIC, hall.EXTRAORDINARY)

    hall.roll("Organización\nRed Dos\n", assembly="extra")

    assert len(members(hall)) == 5
    assert roll.members_of(hall.ctx.db, "extra") == (Member("red dos", "Red Dos"),)


def test_a_dry_run_changes_nothing(hall):
    report = hall.roll("Organización\nRed Nueva\n", dry_run=True)

    assert (report.dry_run, report.organisations) == (True, 1)
    assert "Red Nueva" not in members(hall)


def test_the_age_of_the_list_is_that_of_the_roll(bare):
    assert rights.list_at(bare.ctx.db, "assembly") is None

    bare.roll()

    assert rights.list_at(bare.ctx.db, "assembly") == bare.at(-60)


@pytest.mark.parametrize(
    ("text", "assembly", "error", "said"),
    [
        (None, "sauna", NotFoundError, "lacnic"),
        ("Correo,Nombre\nana@nic.br,Ana\n", "lacnic", WrongUseError, "organización"),
        ("Organización,Votos\nNIC.br,muchos\n", "lacnic", WrongUseError, "ninguna organización"),
    ],
)
def test_a_wrong_roll_leaves_the_old_one(hall, text, assembly, error, said):
    before = members(hall)

    with pytest.raises(error, match=said):
        hall.roll(text or hall.ROLL, assembly=assembly)

    assert members(hall) == before
