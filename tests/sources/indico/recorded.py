"""An Indico event as a real server (3.3.14) answered, on the scripted server; three forms.

Whole registrations that were not recorded are made of the list's row and the recorded fields.
"""

import json
from pathlib import Path

from tests.sources.scripted_server import Say, ScriptedServer

FIXTURES = Path(__file__).parents[2] / "fixtures" / "indico"
EVENT = "/api/checkin/event/1/"
TOKEN = "indp_0123456789abcdefABCDEF"  # noqa: S105  nobody's
LISTS = {
    "1": "registrations_form1",
    "2": "api/registrations_2",
    "3": "api/registrations_3",
}
PEOPLE = {
    "maria@example.net": ("María José", "Núñez Ibáñez", "NIC Ejemplo", "UY"),
    "joao@example.net": ("João", "da Conceição Araújo", "IX São Paulo", "BR"),
    "siobhan@example.net": ("Siobhán", "O'Brien", "Example ISP Ltd", "IE"),
    "liwei@example.net": ("Li", "Wei 李伟", "University", "CN"),
}
FIRST_FIELD = {1: 2, 2: 21, 3: 40}


def recorded(name):
    """The parsed body of a recorded answer."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def rows(form_id):
    """The recorded list of a form."""
    return recorded(LISTS[str(form_id)])


def field(number, title, kind="text", data="", position=1, choices=None):
    """A field as the API gives it."""
    found = {"id": number, "title": title, "input_type": kind, "data": data, "position": position}
    return found | ({"choices": choices} if choices is not None else {})


def personal(first, given="", family="", mail="", organisation=""):
    """The fields with which every form of Indico begins; `first` is the id of the first one."""
    return [
        field(first, "First Name", data=given, position=1),
        field(first + 1, "Last Name", data=family, position=2),
        field(first + 2, "Email Address", "email", mail, 3),
        field(first + 3, "Affiliation", data=organisation, position=4),
    ]


def whole(row, *more, sections=()):
    """The row as a whole registration; `more` are further personal fields."""
    given, family, organisation, country = PEOPLE.get(row["email"], ("Ana", "Paz", "NIC", "UY"))
    first = FIRST_FIELD.get(row["regform_id"], 900)
    fields = [
        *personal(first, given, family, row["email"], organisation),
        field(
            first + 5,
            "Country",
            "country",
            country,
            1001,
            [{"caption": "X", "countryKey": country}],
        ),
        *more,
    ]
    main = {"id": first - 1, "position": 1, "title": "Personal Data", "fields": fields}
    return {**row, "registration_data": [main, *sections]}


def path_of(row):
    """Where a registration lives."""
    return f"{EVENT}forms/{row['regform_id']}/registrations/{row['id']}"


def put(server: ScriptedServer, lists=None):
    """Let the server answer as the event; `lists` are rows by form id, the recorded ones if None."""
    lists = {number: rows(number) for number in LISTS} if lists is None else lists
    server.on(EVENT, Say(body=recorded("api/event")))
    known = {str(form["id"]): form for form in recorded("api/forms")}
    server.on(f"{EVENT}forms/", Say(body=[known[number] for number in lists]))
    for number, found in lists.items():
        server.on(f"{EVENT}forms/{number}/registrations/", Say(body=found))
        for row in found:
            server.on(path_of(row), Say(body=whole(row)))
    if rows("1")[0] in lists.get("1", ()):
        server.on(f"{EVENT}forms/1/registrations/1", Say(body=recorded("api/detail_1")))


def asked_details(server: ScriptedServer):
    """Ids of the registrations that were fetched one by one, as "form-id"."""
    parts = [path.split("/") for path in server.paths()]
    return [f"{p[6]}-{p[8]}" for p in parts if len(p) == 9 and p[7] == "registrations" and p[8]]
