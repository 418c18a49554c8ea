"""Makes the rolls of the demo's assemblies from its people; run by demo_people, decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ROLL = ("Organización", "Votos", "Representante", "Correo electrónico", "Calidad")
_VOTES = (1, 2, 1, 3, 1, 4, 2)
_BARE = 9
"""Every ninth organisation has named nobody."""
_TWICE = 8
"""Every eighth is represented by the voter of the one before."""

Row = Mapping[str, str]


def roll_rows(people: Sequence[Row], organisations: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a roll: votes by turns, a voter, for many an alternate, for some an observer.

    Representatives are the organisation's confirmed people with an address of their own.
    """
    rows: list[dict[str, str]] = []
    before: Row | None = None
    for number, organisation in enumerate(organisations, 1):
        votes = str(_VOTES[number % len(_VOTES)])
        theirs = _eligible(people, organisation)
        if number % _BARE == 0 or not theirs:
            rows.append(dict.fromkeys(ROLL, "") | {"Organización": organisation, "Votos": votes})
            continue
        voter = before if before and number % _TWICE == 0 else theirs[0]
        named = [(voter, "Titular")]
        named += [(one, "Suplente") for one in theirs[1:2] if number % 3]
        named += [(one, "Observador") for one in theirs[2:3] if number % 4 == 0]
        rows += [_row(organisation, votes, one, capacity) for one, capacity in named]
        before = voter
    return rows


def _eligible(people: Sequence[Row], organisation: str) -> list[Row]:
    """Each person once, whose address is nobody else's."""
    owners: dict[str, set[tuple[str, str]]] = {}
    for person in people:
        name = (person["Nombres"], person["Apellidos"])
        owners.setdefault(person["Correo electrónico"], set()).add(name)
    found = {
        person["Correo electrónico"]: person
        for person in people
        if person["Organización"] == organisation
        and (person["Estado"], person["Tipo de entrada"]) == ("confirmado", "Presencial")
        and len(owners[person["Correo electrónico"]]) == 1
    }
    return list(found.values())


def _row(organisation: str, votes: str, person: Row, capacity: str) -> dict[str, str]:
    name = f"{person['Nombres']} {person['Apellidos']}".strip()
    return dict(
        zip(ROLL, (organisation, votes, name, person["Correo electrónico"], capacity), strict=True)
    )
