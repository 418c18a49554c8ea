"""Lists that others wrote: Indico's and pretix's own exports, Eventbrite's and Google's columns."""

from pathlib import Path

import pytest

from kiosk.domain.people import TicketState
from kiosk.services.import_people import run_import
from kiosk.store import listing, people

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
