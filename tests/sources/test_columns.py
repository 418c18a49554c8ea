import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.sources.column_names import FIELDS, names
from kiosk.sources.columns import find_columns, letters
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_guests, find_people

EVENTBRITE = (
    "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,"
    "Order Type,Currency,Total Paid,Fees Paid,Attendee Status,Home Country,Company,Barcode #,Buyer Email"
)
FORMS_ES = (
    "Marca temporal,Dirección de correo electrónico,¿Cuál es su nombre completo?,"
    "Institución u organización en la que trabaja,¿En qué país reside?,¿Es su primera vez en LACNIC?,"
    "¿Acepta que publiquemos fotos suyas?"
)
FORMS_PT = (
    "Carimbo de data/hora,Endereço de e-mail,Nome completo,Nome para o crachá,Empresa ou instituição,"
    "Em que país você mora?"
)


PRETIX_EN = (
    "Event slug,Event name,Order code,Position ID,Status,Email,Phone number,Order date,Product,Product ID,"
    "Attendee name,Attendee name: Given name,Attendee name: Family name,Attendee email,Attendee company,"
    "City,Country,State,Pseudonymization ID,Ticket secret,Blocked,Valid from,Valid until,Order comment,"
    "Add-on to position ID,Invoice address company,Invoice address name,Order locale"
)
PRETIX_PT = (
    "Código do pedido,ID Posição,Status,Email,Produto,Nome do participante,Nome do participante: Nome,"
    "Nome do participante: Sobrenome,Email do participante,Empresa do participante,País,"
    "Segredo do ingresso,Bloqueado,Válido a partir de,Válido até,Localidade do pedido"
)


def titles(header, sample=(), mapping=None):
    return find_columns(
        header.split(","), [row.split(",") for row in sample], mapping or {}
    ).titles()


def test_eventbrite():
    found = titles(EVENTBRITE)

    assert found["source_id"] == "Attendee #"
    assert found["code"] == "Barcode #"
    assert (found["given_name"], found["family_name"]) == ("First Name", "Last Name")
    assert (found["email"], found["organisation"]) == ("Email", "Company")
    assert (found["state"], found["product"]) == ("Attendee Status", "Ticket Type")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (PRETIX_EN, ["Order code", "Position ID", "Ticket secret", "Attendee email", "Attendee company", "Order locale"]),
        (PRETIX_PT, ["Código do pedido", "ID Posição", "Segredo do ingresso", "Email do participante",
                     "Empresa do participante", "Localidade do pedido"]),
    ],
)  # fmt: skip
def test_pretix_in_english_and_portuguese(header, expected):
    found = titles(header)

    fields = ("order", "position", "code", "email", "organisation", "language")
    assert [found[field] for field in fields] == expected
    assert {"given_name", "family_name", "country", "valid_from", "valid_until"} <= found.keys()
    assert found["state"] == "Status"


def test_google_forms_in_spanish_and_portuguese():
    spanish, portuguese = titles(FORMS_ES), titles(FORMS_PT)

    assert spanish["email"] == "Dirección de correo electrónico"
    assert spanish["full_name"] == "¿Cuál es su nombre completo?"
    assert spanish["organisation"].startswith("Institución")
    assert spanish["country"] == "¿En qué país reside?"
    assert spanish["newcomer"] == "¿Es su primera vez en LACNIC?"
    assert spanish["photo_ok"].startswith("¿Acepta")
    assert portuguese["email"] == "Endereço de e-mail"
    assert portuguese["badge_name"] == "Nome para o crachá"
    assert portuguese["country"] == "Em que país você mora?"


@pytest.mark.parametrize(
    ("header", "field", "title"),
    [
        ("Apellidos,Nombres", "given_name", "Nombres"),
        ("Nome,Sobrenome", "family_name", "Sobrenome"),
        ("Nombre,Correo", "full_name", "Nombre"),
        ("Name,Surname", "given_name", "Name"),
        ("Nombre y apellido,E-Mail", "full_name", "Nombre y apellido"),
        ("NOMBRE,APELLIDO,EMPRESA", "organisation", "EMPRESA"),
        ("Nombre:,Apellido *", "family_name", "Apellido *"),
        ("nombre,id", "source_id", "id"),
        ("Nombre,Código QR", "code", "Código QR"),
        ("Nombre,Pronombres", "pronouns", "Pronombres"),
        ("Nome,Quais são seus pronomes?", "pronouns", "Quais são seus pronomes?"),
        ("Name,Pronouns for your badge", "pronouns", "Pronouns for your badge"),
    ],
)
def test_names_are_known_in_three_languages(header, field, title):
    assert titles(header)[field] == title


def test_of_two_columns_of_one_name_the_one_with_fitting_cells_wins():
    found = find_columns(
        ["Estado", "Nombre", "Estado"],
        [["Montevideo", "Ana", "pagado"], ["", "Eva", "cancelado"]],
        {},
    )

    assert found.of["state"] == (2,)


def test_a_billing_name_is_nobodys_name():
    assert "full_name" not in titles(
        "Nombre completo de facturación,Correo electrónico verificado,Total"
    )


def test_map_by_header_letter_and_number():
    header = "Foo,Bar,Baz"

    found = titles(header, mapping={"full_name": "bar", "email": "A", "country": "3"})

    assert (found["full_name"], found["email"], found["country"]) == ("Bar", "Foo", "Baz")


def test_map_overrules_what_is_recognised():
    assert titles("Nombre,Apodo,Apellido", mapping={"given_name": "Apodo"})["given_name"] == "Apodo"


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"nombre": "A"}, "full_name, given_name"),
        ({"email": "Correo"}, "A: Nombre, B: Nota"),
        ({"email": "D"}, "A: Nombre, B: Nota"),
        ({"email": "0"}, "A: Nombre, B: Nota"),
    ],
)
def test_an_unknown_field_or_column_lists_the_choices(mapping, said):
    with pytest.raises(WrongUseError) as caught:
        titles("Nombre,Nota", mapping=mapping)

    assert said in str(caught.value)


def test_letters_of_columns():
    assert [letters(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_header_is_found_below_titles(save):
    path = save(
        "list.csv",
        "Inscriptos al evento,,\n,,\nNombre,Apellido,Correo,,\nAna,Paz,a@example.org,,\n",
    )

    found = find_people(read_file(path), {})

    assert found.header_row == 3
    assert found.columns.header == ("Nombre", "Apellido", "Correo")
    assert next(found.rows()) == (4, ["Ana", "Paz", "a@example.org", "", ""])


def test_no_name_column_is_answered_with_the_columns_there_are(save):
    with pytest.raises(WrongUseError, match=r"Foo, Bar.*--map"):
        find_people(read_file(save("list.csv", "Foo,Bar\n1,2\n")), {})


def test_a_map_makes_an_unknown_header_readable(save):
    found = find_people(read_file(save("list.csv", "Foo,Bar\nAna Paz,2\n")), {"full_name": "Foo"})

    assert (found.header_row, next(found.rows())[1][0]) == (1, "Ana Paz")


def test_a_bare_list_of_addresses_or_organisations_is_a_guest_list(save):
    addresses = find_guests(read_file(save("a.csv", "ana@example.org\n\neva@example.org\n")), {})
    organisations = find_guests(read_file(save("b.csv", "IX Serra Azul\nRed Quebracho\n")), {})

    assert addresses.columns.of == {"email": (0,)}
    assert [number for number, _ in addresses.rows()] == [1, 3]
    assert organisations.columns.of == {"organisation": (0,)}


def test_a_guest_list_without_anything_known_is_refused(save):
    with pytest.raises(WrongUseError, match="--map email"):
        find_guests(read_file(save("a.csv", "Foo,Bar\n1,2\n")), {})


@pytest.mark.parametrize("field", FIELDS)
def test_a_column_may_be_called_as_the_field_is(field: str) -> None:
    assert field in names()[field]
