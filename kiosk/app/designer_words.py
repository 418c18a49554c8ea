"""What elements, fields and properties of a badge are called; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.texts import N_, _

KINDS: Mapping[str, tuple[str, str]] = {
    "text": ("type", N_("Dato de la persona")),
    "words": ("sticky-note", N_("Texto fijo")),
    "code": ("qr-code", N_("Código QR")),
    "image": ("image", N_("Imagen")),
    "tracks": ("radio", N_("Líneas del encabezado")),
    "box": ("square", N_("Recuadro")),
    "line": ("minus", N_("Línea")),
    "band": ("tag", N_("Franja del rol")),
    "strip": ("layers", N_("Segundo rol")),
    "chips": ("languages", N_("Idiomas")),
    "photo": ("camera", N_("Fotos: sí o no")),
    "card": ("wallet", N_("Idiomas y fotos")),
    "programme": ("calendar", N_("Programa")),
    "rights": ("door-open", N_("Salas permitidas")),
}
"""Of each kind of element its icon and its name."""

FIELDS: Mapping[str, str] = {
    "first_line": N_("Nombre"),
    "second_line": N_("Apellido"),
    "full_name": N_("Nombre y apellido"),
    "organisation": N_("Organización"),
    "country": N_("País"),
    "country_pronouns": N_("País y pronombres"),
    "pronouns": N_("Pronombres"),
    "event_name": N_("Nombre del evento"),
    "event_dates": N_("Fechas del evento"),
    "product": N_("Tipo de entrada"),
    "role": N_("Rol"),
    "seat": N_("Organización que representa"),
    "votes": N_("Votos"),
    "capacity": N_("Vota u observa"),
    "days": N_("Días de su programa"),
    "code": N_("Código de la credencial"),
}
"""What a text may show."""

LISTS: Mapping[str, str] = {
    "organisation": N_("Organización"),
    "pronouns": N_("Pronombres"),
    "languages": N_("Idiomas"),
    "programme": N_("Programa"),
    "rights": N_("Salas permitidas"),
    "seat": N_("Organización que representa"),
}
"""What a condition asks for most: that it is filled, or empty."""

CONSENT: Mapping[str, str] = {
    "yes": N_("Acepta fotos"),
    "no": N_("No acepta fotos"),
    "unasked": N_("No se le preguntó"),
}
CAPACITY: Mapping[str, str] = {
    "voter": N_("Vota"),
    "alternate": N_("Suplente"),
    "observer": N_("Observa"),
}
ALIGN: Mapping[str, str] = {
    "left": N_("Izquierda"),
    "center": N_("Centro"),
    "right": N_("Derecha"),
}
OVERFLOW: Mapping[str, str] = {
    "fit": N_("Achicar primero"),
    "wrap": N_("Partir en renglones primero"),
}
WEIGHTS: Mapping[str, str] = {
    "500": N_("Normal"),
    "600": N_("Media"),
    "700": N_("Negrita"),
    "800": N_("Extra"),
}
YES_NO: Mapping[str, str] = {"": N_("No"), "yes": N_("Sí")}
SIDES: Mapping[str, str] = {
    "one": N_("Una cara"),
    "two": N_("Dos caras"),
    "butterfly": N_("Doblada por arriba"),
}
LANGUAGE: Mapping[str, str] = {
    "event": N_("El del evento"),
    "person": N_("El de la persona"),
}
FEED: Mapping[str, str] = {"0": "0°", "90": "90°", "180": "180°", "270": "270°"}
PRINTERS: Mapping[str, str] = {
    "": N_("Cualquiera"),
    "203": N_("Etiquetas, 203 ppp"),
    "300": N_("Etiquetas, 300 ppp"),
}
PATTERNS: Mapping[str, str] = {
    "": N_("El del rol"),
    "plain": N_("Lisa"),
    "diagonals": N_("Diagonales"),
    "dots": N_("Puntos"),
    "chevrons": N_("Flechas"),
    "rails": N_("Rieles"),
    "bars": N_("Barras"),
    "checks": N_("Cuadros"),
    "crosshatch": N_("Rejilla"),
}


def options(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The choices of a table with their words in the language in force."""
    return tuple((value, _(text)) for value, text in words.items())


def title_of(kind: str, label: str) -> str:
    """What an element is called: what it says where it says something, else its kind."""
    if kind == "text":
        return _(FIELDS[label]) if label in FIELDS else label.removeprefix("texts.")
    if kind in ("words", "image", "band") and label:
        return label
    return _(KINDS[kind][1])


def addable(kinds: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Kind, icon and words of what can be added."""
    return tuple((kind, KINDS[kind][0], _(KINDS[kind][1])) for kind in kinds)
