"""People whose badges are measured, and what other programs are told of them; draws nothing."""

from __future__ import annotations

from collections.abc import Sequence

GIVEN = ("María José", "João Pedro", "Ana", "Guaraní", "Maximiliano", "Ágata", "Li", "Ñandutí")
FAMILY = ("Núñez Prado", "Araújo Lima", "de la Cruz Ibáñez", "Silva", "Fernández de la Reguera")
ORGANISATIONS = ("Universidad Punta Sol", "IX Serra Azul", "Red Académica del Sur", "NIC Ejemplo")
COUNTRIES = ("Costa Rica", "Brasil", "Paraguay", "Uruguay", "México")
FIELDS = ("first_line", "second_line", "organisation", "country", "code", "event_name")


def people(count: int) -> list:
    """As many different badges."""
    from kiosk.domain.badge import BadgeContent
    from kiosk.domain.roles import STANDARD_ROLES

    return [
        BadgeContent(
            first_line=f"{GIVEN[n % len(GIVEN)]} {n if n % 7 == 0 else ''}".strip(),
            second_line=f"{FAMILY[n % len(FAMILY)]} {n}",
            organisation=f"{ORGANISATIONS[n % len(ORGANISATIONS)]} {n % 90}",
            country=COUNTRIES[n % len(COUNTRIES)],
            roles=(STANDARD_ROLES[n % len(STANDARD_ROLES)],),
            code=f"LAC46.{n:08d}",
            languages=("es", "en") if n % 3 else ("pt", "es"),
            photo_ok=(None, True, False)[n % 3],
            event_name="LACNIC 46",
            event_dates="5–9 de octubre de 2026",
        )
        for n in range(count)
    ]


def told(badges: Sequence) -> list[dict[str, str]]:
    """The same people as every peer is told of them."""
    return [
        {
            **{field: getattr(each, field) for field in (*FIELDS, "event_dates")},
            "role": each.roles[0].label["es"].upper(),
            "color": each.roles[0].color,
        }
        for each in badges
    ]
