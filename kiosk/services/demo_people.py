"""Makes the demo event's invented people and lists; the same at every run, writes only its files.

Run `python -m kiosk.services.demo_people` after a change of assets/demo/*.toml: it writes
people.csv and the lists beside them, which the demo then imports like any other list.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from kiosk.domain.codes import ticket_code
from kiosk.domain.names import fold
from kiosk.resources import asset
from kiosk.services.demo_rolls import ROLL, roll_rows

PEOPLE = 600
CANCELED = 13
PENDING = 41
SEED = 46

HEADER = (
    "ID de inscripción",
    "Código",
    "Nombres",
    "Apellidos",
    "Nombre en la credencial",
    "Correo electrónico",
    "Organización",
    "País",
    "Idioma",
    "Idiomas que habla",
    "Categoría",
    "Primera vez en LACNIC",
    "Tipo de entrada",
    "Fecha",
    "Estado",
    "Acepta fotos",
    "Nota",
)
GUESTS = ("Nombre completo", "Correo electrónico", "Organización")

_LANGUAGE = {"BR": "pt", "TT": "en", "JM": "en", "GY": "en", "CW": "en", "SR": "en"}
_ROLES = (
    ("Participante", 330),
    ("Becario", 48),
    ("Orador", 44),
    ("Asociado", 90),
    ("Directorio", 9),
    ("Staff", 22),
)
_BY_SECTOR = {"sponsor": "Patrocinador", "press": "Prensa"}
_EXTRAS = (
    ("Peering Forum", "", 40),
    ("Evento social", "", 30),
    ("FIRST: capacitación A", "Martes 6", 20),
    ("FIRST: capacitación B", "Miércoles 7", 20),
)
"""Product, the date that the registration is for, and how many have it."""
_GUESTS = {"csirt": 48, "lacix": 30}
_NO_MEMBER = "Cooperativa Bahía Net"
_DOMAINS = ("example.com", "example.net", "example.org")

Row = dict[str, str]


def demo_rows(prefix: str) -> list[Row]:
    """The 600 people, one row for each ticket, with codes of that prefix; keys are HEADER."""
    words, fixed = _read("words.toml"), _read("fixed.toml")["person"]
    random = Random(SEED)  # noqa: S311  invented people must be the same at every run
    people = [_fixed(person, words) for person in fixed]
    people += _others(random, words, PEOPLE - len(people))
    codes = Random(SEED + 1)  # noqa: S311  as above; of their own, so that new words change no code
    _number(people, codes, prefix)
    _states(people[len(fixed) :], random, fixed)
    extras = _second_tickets(people[len(fixed) :], random)
    for extra in extras:
        extra["Código"] = ticket_code(prefix, codes.randrange)
    return people + extras


def guest_rows(people: Sequence[Row], checkpoint: str) -> list[Row]:
    """The invitation list of csirt or lacix; the last guest has not registered yet."""
    random = Random(f"{SEED}{checkpoint}")  # noqa: S311  as above
    named = [p for p in _read("fixed.toml")["person"] if checkpoint in p.get("lists", ())]
    chosen = [p for p in people if any(_is(p, person) for person in named)]
    others = [p for p in people[20:PEOPLE] if p["Estado"] == "confirmado" and p not in chosen]
    chosen += random.sample(others, _GUESTS[checkpoint] - len(chosen))
    late = {"Nombres": "Ysapy", "Apellidos": "Tupã Ríos", "Organización": "CSIRT Andes"}
    late["Correo electrónico"] = f"ysapy.{checkpoint}@example.org"
    return [
        {
            "Nombre completo": f"{p['Nombres']} {p['Apellidos']}".strip(),
            "Correo electrónico": p["Correo electrónico"],
            "Organización": p["Organización"],
        }
        for p in (*chosen, late)
    ]


def organisations(*sectors: str) -> list[str]:
    """The names of the organisations of those sectors, in the order of words.toml."""
    return [
        name
        for name, _, sector in _read("words.toml")["organisations"]["list"]
        if sector in sectors
    ]


def write_files(folder: Path, prefix: str) -> None:
    """Write people.csv, the guests of csirt and lacix, both rolls and LACTLD's list."""
    people = demo_rows(prefix)
    _write(folder / "people.csv", HEADER, people)
    for checkpoint in _GUESTS:
        _write(folder / f"guests-{checkpoint}.csv", GUESTS, guest_rows(people, checkpoint))
    members = [name for name in organisations("ix", "isp", "government") if name != _NO_MEMBER]
    registries = organisations("tld")
    for name, found in (("members", members), ("lactld-roll", registries)):
        _write(folder / f"{name}.csv", ROLL, roll_rows(people, found))
    rows = [{"Organización": organisation} for organisation in registries]
    _write(folder / "lactld.csv", ("Organización",), rows)


def _fixed(person: Mapping[str, Any], words: Mapping[str, Any]) -> Row:
    """A person of fixed.toml as a row; what it leaves out is plain."""
    language = _LANGUAGE.get(person["country"], "es")
    photo = person.get("photo")
    return _row(
        given=person["given"],
        family=person["family"],
        organisation=person["organisation"],
        country=person["country"],
    ) | {
        "Nombre en la credencial": person.get("badge", ""),
        "Correo electrónico": person.get("email", ""),
        "Idioma": language,
        "Idiomas que habla": person.get("speaks", language),
        "Categoría": person.get("roles", _BY_SECTOR.get(_sector(words, person), "Participante")),
        "Primera vez en LACNIC": "Sí" if person.get("newcomer") else "No",
        "Estado": person.get("state", "confirmado"),
        "Acepta fotos": "" if photo is None else "Sí" if photo else "No",
        "Nota": person.get("note", ""),
    }


def _sector(words: Mapping[str, Any], person: Mapping[str, Any]) -> str:
    found = words["organisations"]["list"]
    return next((sector for name, _, sector in found if name == person["organisation"]), "")


def _others(random: Random, words: Mapping[str, Any], count: int) -> list[Row]:
    """`count` people of the word lists, no two of one name."""
    people = [_foreign(random, words, person) for person in words["other"]["people"]]
    roles = [role for role, share in _ROLES for _ in range(share)]
    random.shuffle(roles)
    taken = {fold(f"{p['Nombres']} {p['Apellidos']}") for p in people}
    while len(people) < count:
        person = _invent(random, words, roles[len(people) % len(roles)])
        name = fold(f"{person['Nombres']} {person['Apellidos']}")
        if name not in taken:
            taken.add(name)
            people.append(person)
    return people


def _foreign(random: Random, words: Mapping[str, Any], person: Sequence[str]) -> Row:
    given, family, language, country = person
    local = [o for o in words["organisations"]["list"] if o[1] == country] or [("Dé", country, "")]
    row = _row(given=given, family=family, organisation=random.choice(local)[0], country=country)
    spoken = dict.fromkeys((language, _LANGUAGE.get(country, "es")))
    return row | {"Idioma": "en", "Idiomas que habla": ", ".join(spoken)}


def _invent(random: Random, words: Mapping[str, Any], role: str) -> Row:
    """A person whose names suit the country of the organisation."""
    usual = [
        o for o in words["organisations"]["list"] if o[0] not in {"Estudio Núñez & Asociados", "Dé"}
    ]
    name, country, sector = random.choice(usual)
    language = _LANGUAGE.get(country, "es")
    tongue = "gn" if country == "PY" and random.random() < 0.5 else language
    given = random.choice(words["given"][tongue])
    families = words["family"][tongue] + (words["family"]["es"] if tongue != "en" else [])
    count = 1 if tongue == "en" or random.random() < 0.25 else 2
    family = " ".join(random.sample(families, count))
    speaks = {language, *random.sample(("es", "pt", "en"), random.randint(0, 2))}
    if tongue == "gn":
        speaks.add("gn")
    return _row(given=given, family=family, organisation=name, country=country) | {
        "Idioma": language,
        "Idiomas que habla": ", ".join(sorted(speaks)),
        "Categoría": _BY_SECTOR.get(sector, role),
        "Primera vez en LACNIC": "Sí" if role == "Participante" and random.random() < 0.2 else "No",
        "Acepta fotos": random.choices(("Sí", "No", ""), (80, 8, 12))[0],
    }


def _row(*, given: str, family: str, organisation: str, country: str) -> Row:
    row = dict.fromkeys(HEADER, "")
    return row | {
        "Nombres": given,
        "Apellidos": family,
        "Organización": organisation,
        "País": country,
        "Categoría": "Participante",
        "Primera vez en LACNIC": "No",
        "Tipo de entrada": "Presencial",
        "Estado": "confirmado",
    }


def _number(people: Sequence[Row], codes: Random, prefix: str) -> None:
    """Ids, codes, and addresses of their own for those who have none."""
    taken = {person["Correo electrónico"] for person in people}
    for number, person in enumerate(people, start=1):
        person["ID de inscripción"] = f"L46-{number:04d}"
        person["Código"] = ticket_code(prefix, codes.randrange)
        if not person["Correo electrónico"]:
            person["Correo electrónico"] = _address(person, number, taken)
            taken.add(person["Correo electrónico"])


def _address(person: Row, number: int, taken: Iterable[str]) -> str:
    words = [fold(person[key]).split()[:1] for key in ("Nombres", "Apellidos")]
    local = ".".join(word for pair in words for word in pair if word.isascii()) or "participante"
    wanted = f"{local}@{_DOMAINS[number % 3]}"
    return wanted if wanted not in taken else f"{local}{number}@{_DOMAINS[number % 3]}"


def _states(people: Sequence[Row], random: Random, fixed: Sequence[Mapping[str, Any]]) -> None:
    """Mark who canceled and who has not paid, so many that the fixed ones complete the count."""
    given = [person.get("state", "") for person in fixed]
    canceled = CANCELED - given.count("cancelado")
    pending = PENDING - given.count("pendiente")
    chosen = random.sample(list(people), canceled + pending + 2)
    for index, person in enumerate(chosen):
        if index < canceled:
            person["Estado"] = "cancelado" if index % 4 else "expirado"
        elif index < canceled + pending:
            person["Estado"] = "pendiente"
        else:
            person["Estado"] = "aprobación pendiente"


def _second_tickets(people: Sequence[Row], random: Random) -> list[Row]:
    """Another ticket of the same person for those who registered for more."""
    rows: list[Row] = []
    confirmed = [person for person in people if person["Estado"] == "confirmado"]
    for product, day, count in _EXTRAS:
        for person in random.sample(confirmed, count):
            number = PEOPLE + len(rows) + 1
            own = {"ID de inscripción": f"L46-{number:04d}", "Tipo de entrada": product}
            rows.append(person | own | {"Fecha": day})
    return rows


def _is(row: Row, person: Mapping[str, Any]) -> bool:
    return (row["Nombres"], row["Apellidos"]) == (person["given"], person["family"])


def _read(name: str) -> dict[str, Any]:
    with asset("demo", name).open("rb") as file:
        return tomllib.load(file)


def _write(path: Path, header: Sequence[str], rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_files(asset("demo"), "LAC46")
