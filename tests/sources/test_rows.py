from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import TicketState
from kiosk.domain.registration import Registration, RowProblem
from kiosk.sources.columns import find_columns
from kiosk.sources.rows import RowReader, parse_moment, split_name

ZONE = ZoneInfo("America/Montevideo")


@pytest.fixture
def read():
    """Read one row given as {header: cell}; answers the registration and the doubts."""

    def one(**row):
        cells = {title.replace("_", " "): cell for title, cell in row.items()}
        columns = find_columns(list(cells), [], {})
        reader = RowReader(columns, ZONE, frozenset({"trusted"}))
        return reader.read(7, list(cells.values())), reader.doubts

    return one


def test_a_whole_row(read):
    row, doubts = read(
        Nombre=" José\u200b ",
        Apellido="Núñez  Ibáñez",
        Correo="José <jose@example.org>",
        Empresa="Cooperativa Bahía Net",
        País="Uruguay",
        Idioma="Español",
        Categoría="Becario; Orador",
        Primera_vez="Sí",
        Tipo_de_entrada="Presencial",
        Acepta_fotos="No, gracias",
        Nota="caja azul",
    )

    person = row.person
    assert (person.given_name, person.family_name) == ("José", "Núñez Ibáñez")
    assert person.email == "jose@example.org"
    assert (person.country, person.language) == ("UY", "es")
    assert person.roles == ("fellow", "speaker", "newcomer")
    assert person.photo_ok is False
    assert (row.number, row.product, row.state) == (7, "Presencial", TicketState.PAID)
    assert person.note == "caja azul"
    assert doubts == []


def test_a_decomposed_name_is_composed(read):
    row, _ = read(Nombre="Jose\u0301", Apellido="Nu\u0301n\u0303ez")

    assert row.person.full_name == "José Núñez"


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("José Núñez Ibáñez", "José", "Núñez Ibáñez"),
        ("Núñez Ibáñez, José", "José", "Núñez Ibáñez"),
        ("María José Núñez Prado", "María José", "Núñez Prado"),
        ("João da Conceição Araújo", "João", "da Conceição Araújo"),
        ("Ana", "Ana", ""),
        ("John Smith, PhD", "John", "Smith, PhD"),
    ],
)
def test_one_column_of_names_is_split(full, given, family):
    assert split_name(full) == (given, family)


def test_no_name_is_a_problem_of_that_row(read):
    row, _ = read(Nombre=" \u200b ", Apellido="", Correo="a@example.org")

    assert isinstance(row, RowProblem)
    assert (row.row, row.field) == (7, "full_name")


def test_a_name_of_a_page_is_refused(read):
    assert isinstance(read(Nombre="x" * 300, Apellido="y")[0], RowProblem)


def test_a_code_that_excel_rounded_is_refused(read):
    row, _ = read(Nombre="Ana", Código_QR="1.23457E+12")

    assert isinstance(row, RowProblem)
    assert "1.23457E+12" in row.text


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Completed", TicketState.PAID),
        ("Attending", TicketState.PAID),
        ("pagado", TicketState.PAID),
        ("Confirmada", TicketState.PAID),
        ("Awaiting payment", TicketState.PENDING),
        ("Pendiente de pago", TicketState.PENDING),
        ("Aguardando pagamento", TicketState.PENDING),
        ("Aprobación pendiente", TicketState.UNAPPROVED),
        ("Withdrawn", TicketState.CANCELED),
        ("Not Attending", TicketState.CANCELED),
        ("Cancelado", TicketState.CANCELED),
        ("expirado", TicketState.EXPIRED),
    ],
)
def test_states_of_known_exports(read, word, state):
    row, doubts = read(Nombre="Ana", Estado=word)

    assert row.state is state
    assert doubts == []


def test_an_unknown_state_admits_nobody_and_is_told(read):
    row, doubts = read(Nombre="Ana", Estado="quizás")

    assert row.state is TicketState.UNAPPROVED
    assert (doubts[0].row, doubts[0].field) == (7, "state")
    assert "quizás" in doubts[0].text


def test_a_blank_state_counts_but_under_a_paid_column_it_does_not(read):
    assert read(Nombre="Ana", Estado="")[0].state is TicketState.PAID
    assert read(Nombre="Ana", Pagado="")[0].state is TicketState.PENDING
    assert read(Nombre="Ana", Pagado="Sí")[0].state is TicketState.PAID


def test_pretix_lets_some_pending_tickets_in(read):
    row, _ = read(Nombre="Ana", Estado="pendiente (confirmado)")

    assert (row.state, row.valid_if_pending) == (TicketState.PENDING, True)


def test_unknown_roles_stay_attendee_with_the_text_kept(read):
    row, _ = read(Nombre="Ana", Categoría="VIP dorado")

    assert (row.person.roles, row.product) == (("attendee",), "VIP dorado")


def test_the_events_own_roles_are_understood(read):
    assert read(Nombre="Ana", Rol="trusted")[0].person.roles == ("trusted",)


def test_the_product_tells_a_role(read):
    assert read(Nombre="Ana", Producto="Fellowship")[0].person.roles == ("fellow",)


def test_pretix_order_and_position_make_the_id(read):
    row, _ = read(Nombre="Ana", Código_del_pedido="WZVXR", ID_de_posición="2")

    assert row.source_id == "WZVXR-2"


def test_what_is_no_address_is_left_empty_and_told(read):
    row, doubts = read(Nombre="Ana", Correo="no tiene")

    assert row.person.email == ""
    assert doubts[0].field == "email"


def test_validity_is_local_to_the_event(read):
    row, doubts = read(Nombre="Ana", Válido_desde="05/10/2026 09:00", Válido_hasta="mañana")

    assert row.valid_from == datetime(2026, 10, 5, 9, tzinfo=ZONE)
    assert row.valid_until is None
    assert doubts[0].field == "valid_until"


@pytest.mark.parametrize(
    ("text", "blocked"),
    [("", False), ("No", False), ("false", False), ("Sí", True), ("admin", True)],
)
def test_blocked_by_any_reason(read, text, blocked):
    assert read(Nombre="Ana", Bloqueado=text)[0].blocked is blocked


def test_photos_by_either_question(read):
    assert read(Nombre="Ana", Sin_fotos="Sí")[0].person.photo_ok is False
    assert read(Nombre="Ana", Fotos="Sí")[0].person.photo_ok is True
    assert read(Nombre="Ana", Fotos="")[0].person.photo_ok is None


def test_pronouns_stay_as_they_are_written(read):
    assert read(Nombre="Ana", Pronombres="elle / ella")[0].person.pronouns == "elle / ella"
    assert read(Nombre="Ana")[0].person.pronouns == ""


def test_languages_spoken(read):
    assert read(Nombre="Ana", Idiomas="Español, Português y Guaraní")[0].person.speaks == (
        "es",
        "pt",
        "gn",
    )


def test_moments():
    assert parse_moment("2026-10-05T09:00:00-03:00").utcoffset() is not None
    assert parse_moment("05.10.2026").day == 5
    assert parse_moment("pronto") is None


@given(row=st.lists(st.text(max_size=40), min_size=8, max_size=8))
def test_any_cells_give_a_registration_or_a_problem(row):
    header = [
        "Nombre",
        "Apellido",
        "Correo",
        "Código QR",
        "Estado",
        "Rol",
        "Idiomas",
        "Válido desde",
    ]
    reader = RowReader(find_columns(header, [], {}), ZONE, frozenset())

    read = reader.read(2, row)

    assert isinstance(read, Registration | RowProblem)
    if isinstance(read, Registration):
        assert read.person.given_name or read.person.family_name


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("'=0QT|x", "=0QT|x"),
        ("'=a\\|b", "=a|b"),
        ("'-5", "-5"),
        ("'t Hooft", "'t Hooft"),
        ("'", "'"),
    ],
)
def test_the_apostrophe_before_formulas_is_taken_off(read, cell, code):
    assert read(Nombre="Ana", Código_QR=cell)[0].code == code
