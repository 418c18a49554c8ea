"""Badges of invented people on which layouts are tried: short, long, without, of other scripts."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.badge import BadgeContent, ProgrammeLine
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.texts import N_

_ROLES = {role.id: role for role in STANDARD_ROLES}
CODE = "LAC46.K7PX42NQ"
"""As long as the codes of badges are."""

_USUAL = BadgeContent(
    first_line="María José",
    second_line="Núñez Prado",
    organisation="Universidad Punta Sol",
    country="Costa Rica",
    roles=(_ROLES["fellow"],),
    code=CODE,
    languages=("es", "en"),
    photo_ok=False,
    event_name="LACNIC 46",
    event_dates="5–9 de octubre de 2026",
    pronouns="ella",
    product_name="Inscripción completa",
    rights=("csirt", "lacix"),
    programme=(
        ProgrammeLine("csirt", "Martes 6", "09:00–13:00", "Reunión de CSIRTs", "Sala A"),
        ProgrammeLine("lacix", "Miércoles 7", "14:00–17:30", "LAC-IX", "Sala Sur"),
        ProgrammeLine("dinner", "Jueves 8", "20:00–23:00", "Cena de becarios"),
    ),
    seat="Universidad Punta Sol",
    votes=3,
    capacity="voter",
)
_LONG_TEXT = "Asociación Latinoamericana y Caribeña de Operadores de Redes"
_LONGEST = replace(
    _USUAL,
    first_line="Maximiliano Alejandro Sebastián",
    second_line="Fernández de la Reguera y Gutiérrez Etcheverría",
    organisation=_LONG_TEXT,
    country="República Bolivariana de Venezuela",
    roles=(_ROLES["speaker"], _ROLES["newcomer"]),
    languages=("es", "pt", "en", "fr"),
    photo_ok=True,
    seat=_LONG_TEXT,
    votes=128,
    rights=("csirt", "lacix", "members", "board", "fellows", "press"),
    programme=tuple(
        ProgrammeLine(
            f"room{number}",
            f"Miércoles {number // 3 + 6}",
            "09:00–13:00",
            "Grupo de trabajo sobre interconexión y medición de redes regionales",
            "Auditorio principal",
        )
        for number in range(12)
    ),
)

SAMPLES: tuple[tuple[str, BadgeContent], ...] = (
    (N_("Persona de ejemplo"), _USUAL),
    (N_("Nombre más largo"), _LONGEST),
    (
        N_("Nombre más corto"),
        BadgeContent("Li", code=CODE, event_name="LACNIC 46", event_dates="5–9 de octubre de 2026"),
    ),
    (
        N_("Sin organización"),
        replace(_USUAL, first_line="João Pedro", second_line="Araújo Lima", organisation=""),
    ),
    (
        N_("Dos roles"),
        replace(_USUAL, first_line="Ana", roles=(_ROLES["board"], _ROLES["press"]), photo_ok=True),
    ),
    (
        N_("Árabe"),
        replace(
            _USUAL, first_line="محمد", second_line="عبد الله الأحمد", organisation="جامعة القاهرة"
        ),
    ),
    (
        N_("Guaraní"),
        replace(_USUAL, first_line="G̃uaraní", second_line="Ñandutí", country="Paraguay"),
    ),
    (
        N_("Sin votos"),
        replace(_USUAL, roles=(_ROLES["member"],), votes=None, capacity="observer", photo_ok=None),
    ),
)
"""A msgid that names each, and what stands on the badge."""
