"""Which properties of an element or of the sheet are asked for, and how; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.app import designer_words as words
from kiosk.app.designer_edits import least_of
from kiosk.domain.checkpoints import Admits, Kind
from kiosk.domain.event import Event
from kiosk.printing.elements import kinds
from kiosk.printing.elements.kinds import AnyElement
from kiosk.printing.elements.parts import When
from kiosk.printing.layout import Layout
from kiosk.texts import LANGUAGE_NAMES, LANGUAGES, N_, _, current
from kiosk.texts.formats import localised
from kiosk.ui.designer.state import FieldState, GroupState, Input, Value

_MM = "mm"
_NUMBERS: dict[str, tuple[str, float, float, float]] = {
    "size": (N_("Tamaño de letra"), 0.5, 100, 0.1),
    "smallest": (N_("Tamaño mínimo"), 0.5, 100, 0.1),
    "lines": (N_("Renglones"), 1, 40, 1),
    "hours": (N_("Columna de la hora"), 0, 20, 0.5),
    "line": (N_("Grosor de línea"), 0, 20, 0.1),
    "dash": (N_("Trazo de puntos"), 0, 50, 0.5),
    "radius": (N_("Esquinas redondas"), 0, 100, 0.5),
    "smallest_module": (N_("Punto mínimo"), 0.25, 5, 0.05),
    "chip": (N_("Ancho de cada idioma"), 1, 60, 0.5),
    "gap": (N_("Separación"), 0, 40, 0.5),
    "text": (N_("Tamaño de letra"), 0.5, 100, 0.1),
    "photo": (N_("Tamaño de la marca"), 1, 60, 0.5),
    "unit": (N_("Repetición del dibujo"), 0.3, 40, 0.1),
}
"""Of each measure its words, least, most and step; all but lines and hours in mm."""
_NO_UNIT = ("lines", "hours")
_SHAPES: dict[type, tuple[str, ...]] = {
    kinds.Shape: ("line", "radius"),
    kinds.Line: ("line", "dash"),
    kinds.Chips: ("chip", "gap", "text", "line"),
    kinds.Photo: ("line",),
    kinds.Card: ("chip", "gap", "text", "photo"),
    kinds.Band: ("unit",),
    kinds.Strip: ("unit", "gap"),
    kinds.Code: ("smallest_module",),
}


def element_groups(layout: Layout, index: int, event: Event) -> tuple[GroupState, ...]:
    """The properties of that element, what it says first."""
    element = layout.elements[index]
    groups = (
        (N_("Contenido"), _content(element)),
        (N_("Letra"), _letters(element)),
        (N_("Forma"), _shape(element)),
        (N_("Lugar"), _place(layout, element)),
        (N_("Quién lo lleva"), _who(element, event)),
    )
    return tuple(GroupState(_(title), tuple(fields)) for title, fields in groups if fields)


def sheet_groups(layout: Layout) -> tuple[GroupState, ...]:
    """The properties of the sheet itself."""
    sheet = [
        FieldState("title", _("Título"), Input.TEXT, layout.title),
        _length("width", _("Ancho"), layout.width, 20, 400),
        _length("height", _("Alto"), layout.height, 20, 400),
        _choice("sides", _("Caras"), layout.sides, words.SIDES),
    ]
    printer = [
        _choice("dpi", _("Impresora"), str(layout.dpi or ""), words.PRINTERS),
        _choice("rotation", _("Giro al imprimir"), str(layout.rotation), words.FEED),
        _length("bleed", _("Sangrado"), layout.bleed, 0, 10),
    ]
    fixed = [_choice("language", _("Idioma de textos y roles"), layout.language, words.LANGUAGE)]
    return (
        GroupState(_("Hoja"), tuple(sheet)),
        GroupState(_("Impresión"), tuple(printer)),
        GroupState(_("Textos fijos"), tuple(fixed)),
    )


def plain(key: str, value: Value) -> object:
    """The value as a layout's file has it."""
    if key in ("weight", "rotation", "lines"):
        return int(float(str(value)))
    if key == "dpi":
        return int(str(value)) if value else None
    return bool(value) if key in ("upper", "mono") else value


def _place(layout: Layout, element: AnyElement) -> list[FieldState]:
    least = least_of(element)
    fields = [
        _length("x", _("Izquierda"), element.x, 0, layout.width),
        _length("y", _("Arriba"), element.y, 0, layout.height),
        _length("w", _("Ancho"), element.w, least, layout.width),
        _length("h", _("Alto"), element.h, least, layout.height),
    ]
    if layout.sides != "one":
        sides = {"front": N_("Frente"), "back": N_("Dorso")}
        fields.append(_choice("side", _("Lado"), element.side, sides))
    return fields


def _content(element: AnyElement) -> list[FieldState]:
    match element:
        case kinds.Text():
            return [_choice("field", _("Dato"), element.field, words.FIELDS)]
        case kinds.FixedWords() | kinds.Band():
            return [
                FieldState(f"text.{lang}", LANGUAGE_NAMES[lang], Input.TEXT, said)
                for lang, said in ((lang, element.text.get(lang, "")) for lang in LANGUAGES)
            ]
        case _:
            return []


def _letters(element: AnyElement) -> list[FieldState]:
    if not isinstance(element, kinds.Writing):
        return []
    fields = [
        _number(element, "size"),
        _number(element, "smallest"),
        _choice("weight", _("Grosor"), str(element.weight), words.WEIGHTS, wide=False),
        _number(element, "lines"),
        _choice("align", _("Alineación"), element.align, words.ALIGN, wide=False),
        _flag("upper", _("Mayúsculas"), on=element.upper),
        _choice("overflow", _("Si no entra"), element.overflow, words.OVERFLOW),
        FieldState("color", _("Color"), Input.COLOR, element.color),
    ]
    return [*fields, *([_number(element, "hours")] if isinstance(element, kinds.Programme) else [])]


def _shape(element: AnyElement) -> list[FieldState]:
    fields = [_number(element, key) for key in _SHAPES.get(type(element), ())]
    if isinstance(element, kinds.Shape):
        fields.append(FieldState("fill", _("Relleno"), Input.COLOR, element.fill))
    if isinstance(element, kinds.Band):
        fields.append(_choice("pattern", _("Dibujo"), element.pattern, words.PATTERNS))
    if isinstance(element, (kinds.Band, kinds.Strip)):
        fields.insert(0, _flag("mono", _("En blanco y negro"), on=element.mono))
    if isinstance(element, (kinds.Shape, kinds.Line, kinds.Band)):
        fields.append(FieldState("color", _color_of(element), Input.COLOR, element.color))
    if isinstance(element, kinds.Image):
        fields.append(_choice("align", _("Alineación"), element.align, words.ALIGN))
    return fields


def _color_of(element: AnyElement) -> str:
    return _("Color, vacío para el del rol") if isinstance(element, kinds.Band) else _("Color")


def _who(element: AnyElement, event: Event) -> list[FieldState]:
    """Empty choices mean everybody."""
    when, lang = element.when or When(), current()
    rooms = (
        (one.id, localised(one.short_name, lang))
        for one in event.checkpoints
        if one.kind is Kind.ROOM and one.admits is not Admits.EVERYONE
    )
    roles = ((role.id, localised(role.label, lang)) for role in event.roles)
    fields = [
        _many("when.roles", _("Solo con estos roles"), when.roles, roles),
        _many("when.rights", _("Solo quien entra a"), when.rights, rooms),
        _many("when.consent", _("Según las fotos"), when.consent, words.options(words.CONSENT)),
        _many("when.has", _("Solo si tiene"), when.has, words.options(words.LISTS)),
        _many("when.lacks", _("Solo si le falta"), when.lacks, words.options(words.LISTS)),
    ]
    if event.assemblies or when.capacity:
        held = words.options(words.CAPACITY)
        fields.append(_many("when.capacity", _("En la asamblea"), when.capacity, held))
    return [field for field in fields if field.options]


def _length(key: str, label: str, value: float, low: float, high: float) -> FieldState:
    return FieldState(
        key, label, Input.NUMBER, value, low=low, high=high, step=0.5, unit=_MM, wide=False
    )


def _number(element: AnyElement, key: str) -> FieldState:
    label, low, high, step = _NUMBERS[key]
    value = float(getattr(element, key))
    unit = "" if key in _NO_UNIT else _MM
    return FieldState(
        key, _(label), Input.NUMBER, value, low=low, high=high, step=step, unit=unit, wide=False
    )


def _choice(
    key: str, label: str, value: str, table: Mapping[str, str], *, wide: bool = True
) -> FieldState:
    return FieldState(key, label, Input.CHOICE, value, words.options(table), wide=wide)


def _flag(key: str, label: str, *, on: bool) -> FieldState:
    value = "yes" if on else ""
    return FieldState(key, label, Input.CHOICE, value, words.options(words.YES_NO), wide=False)


def _many(
    key: str, label: str, value: tuple[str, ...], options: Iterable[tuple[str, str]]
) -> FieldState:
    return FieldState(key, label, Input.MANY, value, tuple(options))
