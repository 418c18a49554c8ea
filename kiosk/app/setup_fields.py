"""What the fields of a list are called on the page of columns; recognises none."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.source_draft import SeenColumn
from kiosk.texts import N_, _
from kiosk.ui.setup.state import MapRow, MapState

NAMES = {
    "full_name": N_("Nombre completo"),
    "given_name": N_("Nombre"),
    "family_name": N_("Apellido"),
    "badge_name": N_("Nombre para la credencial"),
    "email": N_("Correo"),
    "organisation": N_("Organización"),
    "country": N_("País"),
    "code": N_("Código de la entrada"),
    "product": N_("Tipo de entrada"),
    "state": N_("Estado (pago, cancelado)"),
    "roles": N_("Rol en la credencial"),
    "language": N_("Idioma"),
    "speaks": N_("Idiomas que habla"),
    "pronouns": N_("Pronombres"),
    "newcomer": N_("Primera vez (sí o no)"),
    "photo_ok": N_("Acepta fotos (sí o no)"),
    "no_photo": N_("No quiere fotos (sí o no)"),
    "note": N_("Nota para la mesa"),
    "companions": N_("Acompañantes"),
    "shown": N_("Se muestra en la mesa"),
    "order": N_("Número de pedido"),
    "position": N_("Lugar en el pedido"),
    "source_id": N_("Número de inscripción"),
    "addon_to": N_("Agregado a la entrada"),
    "product_id": N_("Número del tipo de entrada"),
    "variation_id": N_("Número de la variante"),
    "date": N_("Fecha del evento"),
    "valid_from": N_("Vale desde"),
    "valid_until": N_("Vale hasta"),
    "valid_if_pending": N_("Vale sin pagar (sí o no)"),
    "blocked": N_("Bloqueada (sí o no)"),
    "attention": N_("Pide atención (sí o no)"),
    "checkin_text": N_("Aviso al acreditar"),
    "answers": N_("Respuestas a preguntas"),
    "until": N_("Invitación hasta"),
    "granted_by": N_("Quién invita"),
    "votes": N_("Votos"),
    "capacity": N_("Cupo"),
}
"""In the order in which they are offered."""


def map_state(columns: Iterable[SeenColumn], fields: Iterable[str]) -> MapState:
    """The page for these columns, each of which may become one of `fields`."""
    offered = frozenset(fields)
    choices = tuple((field, _(words)) for field, words in NAMES.items() if field in offered)
    rows = tuple(
        MapRow(
            f"{column.group} · {column.title}" if column.group else column.title,
            " · ".join(column.samples) or _("Sin datos"),
            column.field,
        )
        for column in columns
    )
    return MapState(rows, (("", _("No se usa")), *choices))
