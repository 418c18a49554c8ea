"""Makes lists of any number of people, the same ones every time, and profiles that hold them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

# fmt: off
GIVEN = (
    "José", "María", "Ana", "Luis", "Juan", "Sofía", "João", "Conceição", "Joaquín", "Inês",
    "Rodrigo", "Lucía", "Débora", "Tomás", "Camila", "Iván", "Noemí", "Renée", "Álvaro", "Begoña",
    "Cláudio", "Fátima", "Gonçalo", "Hélio", "Íris", "Kauã", "Arandú", "Yerutí", "Zoë",
)
FAMILY = (
    "Núñez", "Peña", "Gonçalves", "Silva", "Muñoz", "Rodríguez", "Azevedo", "Ibáñez", "Araújo",
    "Güemes", "Benítez", "Ferreira", "Cáceres", "Domínguez", "Estévez", "Fuentealba", "Giménez",
    "Hernández", "Insaurralde", "Jaramillo", "Kreuzfeldt", "Lemos", "Magalhães",
)
WORK = (
    "Red", "Telecom", "Fibra", "Universidade", "Cooperativa", "Ministerio", "IXP", "Banco", "Nube",
)
COUNTRIES = ("UY", "AR", "BR", "PY", "CL", "PE", "BO", "CO", "EC", "VE", "MX", "GT", "CR", "PA")
# fmt: on
HEADINGS = (
    "registration_id",
    "code",
    "given_name",
    "family_name",
    "email",
    "organisation",
    "country",
)

EVENT = """\
[event]
id = "bench"
code = "BEN"
name = { es = "Medición", pt = "Medição", en = "Measurement" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09
languages = ["es", "pt", "en"]

[[checkpoint]]
id = "entrance"
kind = "entrance"
name = { es = "Entrada", pt = "Entrada", en = "Entrance" }
admits = "everyone"
entry = "free"
"""


def people(count: int, seed: int = 46) -> Iterator[tuple[str, ...]]:
    """Rows under HEADINGS; codes are unique, names repeat as in life."""
    chance = random.Random(seed)  # noqa: S311  the same people every time, no secret
    for number in range(count):
        given = " ".join(chance.sample(GIVEN, chance.choice((1, 1, 2))))
        family = " ".join(chance.sample(FAMILY, chance.choice((1, 2, 2))))
        yield (
            f"R{number:07}",
            f"X{number * 2654435761 % 2**40:010X}",
            given,
            family,
            f"p{number}@example.org",
            f"{chance.choice(WORK)} {chance.choice(FAMILY)} {chance.randrange(4000)}",
            chance.choice(COUNTRIES),
        )


def write_csv(path: Path, count: int) -> None:
    """A list as a spreadsheet program would save it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(people(count))


def empty_profile(folder: Path) -> Path:
    """A profile with an event and nobody in it."""
    from kiosk.services.profile import load_event

    source = folder / "bench.toml"
    source.write_text(EVENT, encoding="utf-8")
    profile = folder / "profile"
    load_event(profile, source)
    return profile


def full_profile(folder: Path, count: int) -> Path:
    """A profile with that many people, imported as a user would."""
    from kiosk.services.import_people import run_import
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    profile = empty_profile(folder)
    write_csv(folder / "people.csv", count)
    context = open_profile(profile)
    try:
        report = run_import(context, folder / "people.csv")
    finally:
        close(context.db)
    assert not report.rejected, report.rejects[:3]
    return profile
