"""Makes a sentence of each condition of a checkpoint, in es, pt and en; evaluates none.

A condition that is met is told as it is; one that is not, as what would let the person in. The
sentences follow those of https://github.com/pretix/pretix (rule explanations), with our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeAlias

from kiosk.domain.rules.tree import Condition, ConditionKind
from kiosk.texts.catalog import N_, translate
from kiosk.texts.counted import COUNTED, counted_text
from kiosk.texts.formats import around, length, moment, on_weekdays
from kiosk.texts.labels import Labels, labels_of, names_in


def condition_text(
    condition: Condition,
    lang: str,
    tz: tzinfo,
    now: datetime | None = None,
    *,
    labels: Labels | None = None,
) -> str:
    """One whole sentence with local times; the time of day alone within 12 hours of `now`.

    `labels` are the event's names for products and roles (labels_of).
    """
    if condition.met is None or condition.kind is ConditionKind.BROKEN:
        what = condition.params.get("what") or condition.kind.value
        return translate(_BROKEN, lang, what=what)
    telling = _Telling(condition, lang, tz, now, labels or labels_of())
    if telling.is_settled:
        return translate(_NO_NEED if condition.met else _NOBODY, lang)
    if condition.kind in COUNTED:
        return telling.count()
    met, unmet = _pair(telling)
    return telling.say(met if condition.met else unmet)


_Pair: TypeAlias = tuple[str, str]
"""What is said where it is met, and where it is not."""

_BROKEN = N_("Una regla de este punto no se puede evaluar ({what}): avise a la organización.")

_NO_NEED = N_("No hace falta haber entrado antes.")
_NOBODY = N_("Una regla de este punto no deja entrar a nadie: avise a la organización.")

_MOST, _LEAST = "_most", "_least"
_MINUTES = "since_"
"""How the kinds of limits are called."""

_AT: _Pair = (N_("Es {when}."), N_("Solo se permite {when}."))

_PLAIN: Mapping[ConditionKind, _Pair] = {
    ConditionKind.PRODUCT: (
        N_("La inscripción es de las admitidas: {names}."),
        N_("Solo para inscripciones de: {names}."),
    ),
    ConditionKind.VARIATION: (
        N_("La variante de la inscripción es de las admitidas: {names}."),
        N_("Solo para inscripciones de la variante: {names}."),
    ),
    ConditionKind.GATE: (
        N_("Entra por una puerta admitida: {names}."),
        N_("Solo se admite por esta puerta: {names}."),
    ),
    ConditionKind.DATE: (
        N_("La inscripción es para esta fecha."),
        N_("Solo para inscripciones de esta fecha."),
    ),
    ConditionKind.AFTER: _AT,
    ConditionKind.BEFORE: _AT,
    ConditionKind.WEEKDAY: (
        N_("Se permite {days}."),
        N_("Solo {days}."),
    ),
    ConditionKind.IS_INSIDE: (N_("Está adentro."), N_("Solo para quien ya está adentro.")),
    ConditionKind.IS_OUTSIDE: (
        N_("Está afuera."),
        N_("Ya está adentro: primero hay que registrar la salida."),
    ),
    ConditionKind.INVITED: (
        N_("Su nombre figura en la lista de invitación."),
        N_("Hace falta una invitación: su nombre no figura en la lista."),
    ),
    ConditionKind.MEMBER: (
        N_("Su organización figura entre los asociados."),
        N_("Solo para asociados: su organización no figura en la lista."),
    ),
    ConditionKind.ROLE: (N_("Tiene uno de estos roles: {names}."), N_("Solo para: {names}.")),
    ConditionKind.PLACES: (
        N_("Hay lugar: {inside} de {capacity} ocupados."),
        N_("No hay lugar: {inside} de {capacity} ocupados."),
    ),
    ConditionKind.OTHER: (
        N_("Se cumple una condición propia de este punto ({what})."),
        N_("No se cumple una condición propia de este punto ({what})."),
    ),
    ConditionKind.SINCE_LAST_LEAST: (
        N_("Ya pasó el tiempo mínimo desde la última entrada: {length}."),
        N_("Tiempo mínimo desde la última entrada: {length}."),
    ),
    ConditionKind.SINCE_LAST_MOST: (
        N_("No pasó el tiempo máximo desde la última entrada: {length}."),
        N_("Tiempo máximo desde la última entrada: {length}."),
    ),
    ConditionKind.SINCE_FIRST_LEAST: (
        N_("Ya pasó el tiempo mínimo desde la primera entrada: {length}."),
        N_("Tiempo mínimo desde la primera entrada: {length}."),
    ),
    ConditionKind.SINCE_FIRST_MOST: (
        N_("No pasó el tiempo máximo desde la primera entrada: {length}."),
        N_("Tiempo máximo desde la primera entrada: {length}."),
    ),
}

_FRESH: tuple[_Pair, _Pair] = (
    (N_("La lista está al día."), N_("Todavía no se cargó ninguna lista.")),
    (
        N_("La lista está al día: es {list_when}."),
        N_("La lista es {list_when} y vale solo {length}: hay que cargarla otra vez."),
    ),
)
"""Without a list, and with one."""

_NO_DAY: _Pair = (N_("Se admite todos los días."), N_("No se admite ningún día."))


@dataclass(frozen=True, slots=True)
class _Telling:
    """One condition in one language, and how its parameters are written there."""

    condition: Condition
    lang: str
    tz: tzinfo
    now: datetime | None
    labels: Labels

    @property
    def limit(self) -> int:
        """The limit of a count or of a time, 0 where the condition has none."""
        return _whole(self.condition.params.get("limit"))

    @property
    def is_settled(self) -> bool:
        """Whether the limit lies where it is met by everybody, or by nobody, whatever happens."""
        kind, params = self.condition.kind.value, self.condition.params
        if "limit" not in params or not kind.endswith((_MOST, _LEAST)):
            return False
        minutes = kind.startswith(_MINUTES)
        if kind.endswith(_LEAST):
            return bool(self.condition.met) and self.limit < (0 if minutes else 1)
        fewest = 0 if minutes or "before" in params else 1
        return not self.condition.met and self.limit < fewest

    def when(self, value: object, form: str) -> str:
        """The moment within a sentence, "" without one."""
        found = moment(value)
        return around(found, self.tz, self.lang, now=self.now, form=form) if found else ""

    def count(self) -> str:
        """The sentence on a number of entries or days."""
        params, kind = self.condition.params, self.condition.kind
        when = self.when(params.get("since"), "since") or self.when(params.get("before"), "before")
        met, over = bool(self.condition.met), "before" in params
        return counted_text(kind, self.limit, when, self.lang, met=met, over=over)

    def say(self, template: str) -> str:
        """The sentence with its parameters; those that it does not name do no harm."""
        params, kind = self.condition.params, self.condition.kind
        days = params.get("days")
        form = "before" if kind is ConditionKind.BEFORE else "after"
        return translate(
            template,
            self.lang,
            names=names_in(params.get("names"), kind, self.labels, self.lang),
            when=self.when(params.get("moment"), form),
            days=on_weekdays(days if isinstance(days, tuple) else (), self.lang),
            inside=params.get("inside", 0),
            capacity=params.get("capacity", 0),
            list_when=self.when(params.get("list_at"), "of"),
            length=length(_whole(params.get("minutes")) or self.limit, self.lang),
            what=params.get("what", ""),
        )


def _whole(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _pair(telling: _Telling) -> _Pair:
    kind, params = telling.condition.kind, telling.condition.params
    if kind is ConditionKind.FRESH:
        return _FRESH[params.get("list_at") is not None]
    if kind is ConditionKind.WEEKDAY and not params.get("days"):
        return _NO_DAY
    return _PLAIN[kind]
