"""Lists that others wrote: Indico's and pretix's own exports, Eventbrite's and Google's columns."""

import csv
import json
from pathlib import Path

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.people import TicketState
from kiosk.services.import_people import run_import
from kiosk.store import listing, people
from kiosk.texts.formats import country_name

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def load(ctx):
    """Import a fixture into the small event without its people."""
    with ctx.db.conn:
        ctx.db.conn.execute("DELETE FROM ticket")
        ctx.db.conn.execute("DELETE FROM person")

    def run(name):
        report = run_import(ctx, FIXTURES / name)
        return report, {p.person.email: p for p in listing.all_people(ctx.db)}

    return run


@pytest.mark.parametrize("name", ["registrations_form1.csv", "registrations_form1.xlsx"])
def test_indico(load, name):
    report, found = load(f"indico/{name}")

    assert (report.rows, report.added, report.rejected, report.doubts) == (4, 4, (), ())
    joao = found["joao@example.net"]
    assert joao.person.full_name == "João da Conceição Araújo"
    assert joao.person.given_name == "João"
    assert joao.person.roles == ("fellow",)
    assert joao.source_ref == "2"
    assert found["liwei@example.net"].tickets[0].state is TicketState.CANCELED


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_indico_with_all_columns(load, suffix):
    report, found = load(f"indico/registrations_form1_all_columns.{suffix}")

    maria = found["maria@example.net"].person
    assert report.added == 4
    assert (maria.given_name, maria.family_name) == ("María José", "Núñez Ibáñez")
    assert (maria.badge_name, maria.country, maria.photo_ok) == ("María", "UY", True)
    assert found["siobhan@example.net"].person.country == "TT"
    assert "newcomer" in found["siobhan@example.net"].person.roles


def test_indico_json_brings_the_codes_of_those_imported_before(ctx, load):
    load("indico/registrations_form1.xlsx")
    report, _ = load("indico/registrations_form1.json")

    assert (report.added, report.updated, report.gone) == (0, 4, 0)
    assert people.by_code(ctx.db, "97e9b801-184f-4ea3-a1e0-f76aa3f5662f")


def test_pretix_positions_in_three_formats_are_one_list(ctx, load):
    report, _ = load("pretix/positions.csv")
    assert (report.rows, report.added, report.rejected) == (228, 228, ())
    assert report.mapping["code"] == "Secreto de la entrada"
    assert report.mapping["state"] == "Estado"

    semicolon, _ = load("pretix/positions-semicolon.csv")
    workbook, _ = load("pretix/orderlist.xlsx")

    assert (semicolon.unchanged, workbook.unchanged) == (228, 228)
    assert workbook.sheet == "Posiciones del pedido"
    pending = people.by_code(ctx.db, "special-pendingvalid-secret")[0]
    assert (pending.state, pending.valid_if_pending) == (TicketState.PENDING, True)
    assert people.by_code(ctx.db, "special-unapproved-secret")[0].state is TicketState.UNAPPROVED
    assert people.by_code(ctx.db, "special-expired-secret")[0].state is TicketState.EXPIRED
    assert people.by_code(ctx.db, "special-blocked-secret")[0].blocked
    assert people.by_code(ctx.db, "special-past-secret")[0].valid_until is not None


def test_pretix_check_in_list(ctx, load):
    report, _ = load("pretix/checkinlist.csv")

    assert (report.rows, report.added) == (222, 222)
    assert report.mapping["state"] == "Pagado"
    assert people.by_code(ctx.db, "special-addon2-secret")[0].state is TicketState.PAID


def test_pretix_orders_of_the_rest_api_update_the_exported_list(load):
    load("pretix/positions.csv")
    report, _ = load("pretix/orders.json")

    assert (report.kind, report.rows, report.added) == ("json", 12, 0)
    assert [doubt.text for doubt in report.doubts] == [
        "El producto «1» es un número: las reglas usan el nombre.",
        "El producto «2» es un número: las reglas usan el nombre.",
    ]


def dicts(name):
    """The rows of a csv fixture as its own words, the last of equal headers not counted."""
    with (FIXTURES / name).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    # pretix puts an apostrophe before what a spreadsheet would run
    plain = [[cell.removeprefix("'") for cell in row] for row in rows]
    return [dict(reversed(list(zip(header, row, strict=True)))) for row in plain]


@pytest.mark.parametrize("name", ["positions.csv", "orderlist.xlsx", "positions-semicolon.csv"])
def test_every_field_of_every_pretix_position(ctx, load, name):
    report, _ = load(f"pretix/{name}")

    assert (report.doubts, report.codes_made, report.people) == ((), 0, 228)
    stored = {t.code: (p, t) for p in listing.all_people(ctx.db) for t in p.tickets}
    for row in dicts("pretix/positions.csv"):
        listed, ticket = stored.pop(row["Secreto de la entrada"])
        person = listed.person
        assert person.given_name == row["Nombre del asistente: Nombre"]
        assert person.family_name == row["Nombre del asistente: Apellido"]
        assert person.email == row["Correo electrónico del participante"]
        assert person.organisation == row["Empresa asistente"]
        assert person.country == row["País"]
        assert person.language == row["Idioma del pedido"][:2]
        assert person.note == row["Comentario del pedido"]
        assert ticket.product == row["Producto"]
        assert ticket.source_ref == f"{row['Código del pedido']}-{row['ID de posición']}"
        assert ticket.blocked == bool(row["Bloqueado"])
        assert bool(ticket.valid_until) == bool(row["Válido hasta"])
        role = {"fellow": "fellow", "member": "member"}.get(row["Producto"], "attendee")
        assert person.roles == (role,)
    assert stored == {}


def test_every_field_of_every_pretix_check_in(ctx, load):
    report, _ = load("pretix/checkinlist.csv")

    assert (report.doubts, report.rejected, report.codes_made) == ((), (), 0)
    stored = {t.code: (p, t) for p in listing.all_people(ctx.db) for t in p.tickets}
    for row in dicts("pretix/checkinlist.csv"):
        listed, ticket = stored.pop(row["Secreto"])
        assert listed.person.given_name == row["Nombre del asistente: Nombre"]
        assert listed.person.family_name == row["Nombre del asistente: Apellido"]
        assert listed.person.email == row["Correo electrónico"]
        assert listed.person.organisation == row["Empresa"]
        assert listed.person.country == row["País"]
        assert ticket.product == row["Producto"]
        assert ticket.state is (TicketState.PAID if row["Pagado"] == "Si" else TicketState.PENDING)
    assert stored == {}


def test_every_field_of_every_pretix_order_of_the_rest_api(ctx, load):
    load("pretix/orders.json")

    orders = json.loads((FIXTURES / "pretix/orders.json").read_text(encoding="utf-8"))["results"]
    stored = {t.code: (p, t) for p in listing.all_people(ctx.db) for t in p.tickets}
    for order in orders:
        for position in order["positions"]:
            listed, ticket = stored.pop(position["secret"])
            parts = position["attendee_name_parts"]
            assert listed.person.given_name == parts["given_name"]
            assert listed.person.family_name == parts["family_name"]
            assert listed.person.email == position["attendee_email"]
            assert listed.person.organisation == position["company"]
            assert listed.person.country == position["country"]
            assert listed.person.language == order["locale"][:2]
            assert ticket.source_ref == f"{order['code']}-{position['positionid']}"
            assert ticket.state is TicketState.PAID
    assert stored == {}


INDICO_STATES = {"Completed": TicketState.PAID, "Withdrawn": TicketState.CANCELED}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_every_field_of_every_indico_registration(load, suffix):
    report, found = load(f"indico/registrations_form1_all_columns.{suffix}")

    assert (report.doubts, report.rejected, report.codes_made) == ((), (), 4)
    assert "position" not in report.mapping  # Indico's "Position" is a job
    for row in dicts("indico/registrations_form1_all_columns.csv"):
        listed = found.pop(row["Email Address"])
        person, (ticket,) = listed.person, listed.tickets
        assert (person.given_name, person.family_name) == (row["First Name"], row["Last Name"])
        assert person.organisation == row["Affiliation"]
        assert person.badge_name == row["Nombre en la credencial"]
        assert person.photo_ok is (row["Foto consent"] == "Yes")
        assert country_name(person.country, "en") == row["Country"]
        assert row["Categoría / Category"].lower() in person.roles
        assert ticket.source_ref == row["ID"]
        assert ticket.state is INDICO_STATES[row["Registration state"]]
        assert ticket.code.startswith("LAC46.")
    assert found == {}


def test_indico_codes_are_the_secrets_of_its_own_app(ctx, load):
    load("indico/registrations_form1.json")

    for item in json.loads((FIXTURES / "indico/registrations_form1.json").read_text("utf-8")):
        (ticket,) = people.by_code(ctx.db, item["checkin_secret"])
        person = people.get(ctx.db, ticket.person_id)
        assert (person.full_name, person.email) == (item["full_name"], item["email"])
        assert ticket.source_ref == str(item["id"])
        gone = item["state"] == "withdrawn"
        assert ticket.state is (TicketState.CANCELED if gone else TicketState.PAID)


def test_a_header_alone_does_not_send_everybody_away(ctx, load, tmp_path):
    load("pretix/positions.csv")
    header = (FIXTURES / "pretix/positions.csv").read_bytes().splitlines(keepends=True)[0]
    (tmp_path / "empty.csv").write_bytes(header)

    with pytest.raises(WrongUseError, match="vacío"):
        run_import(ctx, tmp_path / "empty.csv")

    assert not any(listed.person.gone for listed in listing.all_people(ctx.db))


def test_eventbrite(ctx, load):
    report, found = load("forms/eventbrite.csv")

    assert (report.rows, report.added, report.people) == (4, 4, 3)
    assert found["ines@example.org"].person.roles == ("speaker",)
    states = {t.product: t.state for t in found["siobhan@example.org"].tickets}
    assert states == {"General": TicketState.CANCELED, "Workshop": TicketState.PAID}
    assert people.by_code(ctx.db, "991230000134500000010001")


def test_google_forms_in_spanish(load):
    report, found = load("forms/google-forms-es.csv")

    jose, arasy = found["jose@example.org"].person, found["arasy@example.org"].person
    assert (jose.given_name, jose.country, jose.photo_ok) == ("José", "UY", True)
    assert "newcomer" in jose.roles
    assert (arasy.given_name, arasy.family_name) == ("Arasy", "Ñamandú")
    assert arasy.organisation == 'Asociación "Yvy", filial Norte'
    assert [(p.row, p.field) for p in report.rejected] == [(4, "full_name")]


def test_google_forms_in_portuguese(load):
    _, found = load("forms/google-forms-pt.csv")

    ines = found["ines@example.org"].person
    assert (ines.badge_name, ines.full_name) == ("Inês", "Inês Nunez da Conceição")
    assert ines.country == "BR"
