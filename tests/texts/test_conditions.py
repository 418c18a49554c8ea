"""Every condition, met and not, is one whole sentence in three languages."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.rules.tree import Condition, ConditionKind
from kiosk.texts import LANGUAGES
from kiosk.texts.conditions import condition_text
from kiosk.texts.labels import MOST_NAMES, labels_of

ZONE = ZoneInfo("America/Montevideo")
NOW = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)  # Tuesday 11:00 in Montevideo
AT = datetime(2026, 10, 6, 14, 50, tzinfo=UTC)
K = ConditionKind
PARAMS = {
    K.PRODUCT: {"names": ("Estudiante",)},
    K.VARIATION: {"names": ("Mañana",)},
    K.GATE: {"names": ("Puerta B",)},
    K.DATE: {"names": ("17",)},
    K.ROLE: {"names": ("fellow",)},
    K.AFTER: {"moment": AT},
    K.BEFORE: {"moment": AT},
    K.WEEKDAY: {"days": (2, 4)},
    K.PLACES: {"capacity": 50, "inside": 49},
    K.FRESH: {"minutes": 120, "list_at": AT},
    K.WITHIN_MOST: {"limit": 2, "value": 2, "since": AT},
    K.WITHIN_LEAST: {"limit": 2, "value": 1, "before": AT},
    K.BROKEN: {"what": "entry_status"},
    K.OTHER: {"what": "!"},
} | {
    kind: {"limit": 3, "value": 3}
    for kind in K
    if kind.name.endswith(("_MOST", "_LEAST")) and "WITHIN" not in kind.name
}


def text(kind, params, lang="es", *, met=False, now=NOW, labels=None):
    return condition_text(Condition(kind, met, params), lang, ZONE, now, labels=labels)


@pytest.mark.parametrize(
    ("kind", "met", "lang"), [*product(ConditionKind, (True, False, None), LANGUAGES)]
)
def test_every_condition_is_a_whole_sentence(kind, met, lang):
    said = condition_text(Condition(kind, met, PARAMS.get(kind, {})), lang, ZONE, NOW)

    assert said.endswith(".")
    assert said[0].isupper() or said[0].isdigit()
    assert "{" not in said
    assert "  " not in said
    assert ": ." not in said


@pytest.mark.parametrize(("kind", "met"), [*product(ConditionKind, (True, False))])
def test_the_three_languages_differ(kind, met):
    condition = Condition(kind, met, PARAMS.get(kind, {}))

    assert len({condition_text(condition, lang, ZONE, NOW) for lang in LANGUAGES}) == 3


@pytest.mark.parametrize("kind", [k for k in ConditionKind if k is not ConditionKind.BROKEN])
def test_what_is_met_is_said_otherwise_than_what_is_not(kind):
    met, unmet = (text(kind, PARAMS.get(kind, {}), met=met) for met in (True, False))

    assert met != unmet


@pytest.mark.parametrize("kind", ConditionKind)
def test_a_condition_without_its_parameters_is_no_bug(kind):
    """A condition of a tree that is odd may lack what its words would name."""
    for met, lang in product((True, False), LANGUAGES):
        assert "{" not in condition_text(Condition(kind, met), lang, ZONE, NOW)


R_ROWS = [
    (
        "R01",
        K.PRODUCT,
        {"names": ("Estudiante",)},
        {
            "es": "Solo para inscripciones de: Estudiante.",
            "pt": "Só para inscrições de: Estudiante.",
            "en": "Only for registrations of: Estudiante.",
        },
    ),
    (
        "R02-number",
        K.ENTRIES_MOST,
        {"limit": 3, "value": 3},
        {
            "es": "Se alcanzó el máximo de entradas: 3.",
            "pt": "O máximo de entradas foi atingido: 3.",
            "en": "Maximum number of entries reached: 3.",
        },
    ),
    (
        "R02-today",
        K.TODAY_MOST,
        {"limit": 1, "value": 1},
        {
            "es": "Se alcanzó el máximo de entradas de hoy: una.",
            "pt": "O máximo de entradas de hoje foi atingido: uma.",
            "en": "Maximum number of entries today reached: one.",
        },
    ),
    (
        "R02-days",
        K.DAYS_MOST,
        {"limit": 2, "value": 2},
        {
            "es": "Se alcanzó el máximo de días con entradas: 2.",
            "pt": "O máximo de dias com entradas foi atingido: 2.",
            "en": "Maximum number of days with an entry reached: 2.",
        },
    ),
    (
        "R03",
        K.SINCE_LAST_LEAST,
        {"limit": 180, "value": 20},
        {
            "es": "Tiempo mínimo desde la última entrada: 3 horas.",
            "pt": "Tempo mínimo desde a última entrada: 3 horas.",
            "en": "Minimum time since the last entry: 3 hours.",
        },
    ),
    (
        "R04",
        K.AFTER,
        {"moment": AT},
        {
            "es": "Solo se permite después de las 11:50.",
            "pt": "Só é permitido depois das 11:50.",
            "en": "Only allowed after 11:50.",
        },
    ),
    (
        "R05",
        K.BEFORE,
        {"moment": AT + timedelta(minutes=20)},
        {
            "es": "Solo se permite antes de las 12:10.",
            "pt": "Só é permitido antes das 12:10.",
            "en": "Only allowed before 12:10.",
        },
    ),
    (
        "R06",
        K.AFTER,
        {"moment": AT + timedelta(days=1)},
        {
            "es": "Solo se permite después del miércoles 7 de octubre a las 11:50.",
            "pt": "Só é permitido depois de quarta-feira, 7 de outubro, às 11:50.",
            "en": "Only allowed after Wednesday 7 October at 11:50.",
        },
    ),
    (
        "R07",
        K.BEFORE,
        {"moment": AT - timedelta(days=1)},
        {
            "es": "Solo se permite antes del lunes 5 de octubre a las 11:50.",
            "pt": "Só é permitido antes de segunda-feira, 5 de outubro, às 11:50.",
            "en": "Only allowed before Monday 5 October at 11:50.",
        },
    ),
    (
        "R10",
        K.WEEKDAY,
        {"days": (2,)},
        {
            "es": "Solo los martes.",
            "pt": "Só às terças-feiras.",
            "en": "Only on Tuesdays.",
        },
    ),
]


@pytest.mark.parametrize(
    ("kind", "params", "lang", "wanted"),
    [
        pytest.param(kind, params, lang, said[lang], id=f"{row}-{lang}")
        for row, kind, params, said in R_ROWS
        for lang in LANGUAGES
    ],
)
def test_a_refusal_says_what_would_let_the_person_in(kind, params, lang, wanted):
    assert text(kind, params, lang) == wanted


@pytest.mark.parametrize(
    ("hours", "minutes", "short"), [(12, 0, True), (12, 1, False), (-12, 0, True), (-12, -1, False)]
)
def test_a_time_of_day_stands_alone_up_to_twelve_hours_away(hours, minutes, short):
    moment = NOW + timedelta(hours=hours, minutes=minutes)

    assert ("de octubre" not in text(K.AFTER, {"moment": moment})) is short


def test_without_now_the_day_is_always_named():
    assert "martes 6 de octubre" in text(K.AFTER, {"moment": AT}, now=None)


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("es", "Solo los martes, los jueves y los sábados."),
        ("pt", "Só às terças-feiras, às quintas-feiras e aos sábados."),
        ("en", "Only on Tuesdays, on Thursdays and on Saturdays."),
    ],
)
def test_weekdays_stand_in_their_order(lang, wanted):
    assert text(K.WEEKDAY, {"days": (6, 2, 4, 4)}, lang) == wanted


def test_a_rule_that_no_day_meets_says_so():
    assert text(K.WEEKDAY, {"days": ()}) == "No se admite ningún día."


@pytest.mark.parametrize(
    ("kind", "name", "wanted"),
    [
        (K.ROLE, "fellow", "Only for: Fellow."),
        (K.PRODUCT, "12", "Only for registrations of: Student."),
        (K.PRODUCT, "Estudiante", "Only for registrations of: Student."),
        (K.VARIATION, "3", "Only for registrations of the variation: Morning."),
        (K.PRODUCT, "unheard of", "Only for registrations of: unheard of."),
    ],
)
def test_names_of_the_event_stand_in_the_language(kind, name, wanted):
    student = Product("12", {"es": "Estudiante", "en": "Student"}, {"3": {"en": "Morning"}})
    labels = labels_of(catalogue=Catalogue((student,), (EventDate("17", {"es": "Martes"}),)))

    assert text(kind, {"names": (name,)}, "en", labels=labels) == wanted


def test_one_thing_named_twice_is_told_once():
    student = Product("12", {"es": "Estudiante", "en": "Student"})
    labels = labels_of(catalogue=Catalogue((student,)))

    said = text(K.PRODUCT, {"names": ("Student", "12", "Estudiante")}, labels=labels)

    assert said == "Solo para inscripciones de: Estudiante."


def test_a_long_list_of_names_is_cut_with_the_number_left():
    names = tuple(f"N{number}" for number in range(MOST_NAMES + 3))

    assert text(K.PRODUCT, {"names": names}).endswith("N5 y 3 más.")


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({"since": AT}, "Se alcanzó el máximo de entradas desde las 11:50: una."),
        ({"before": AT}, "Solo para quien entró a lo sumo 1 vez antes de las 11:50."),
    ],
)
def test_a_count_within_a_span_names_the_span(params, wanted):
    assert text(K.WITHIN_MOST, {"limit": 1, "value": 1, **params}) == wanted


def test_days_within_a_span_name_it_too():
    params = {"limit": 2, "value": 2, "since": AT}

    assert text(K.DAYS_MOST, params) == (
        "Se alcanzó el máximo de días con entradas desde las 11:50: 2."
    )


@pytest.mark.parametrize(
    ("minutes", "wanted"),
    [
        (0, "0 minutos"),
        (1, "1 minuto"),
        (90, "90 minutos"),
        (60, "1 hora"),
        (180, "3 horas"),
        (1440, "1 día"),
        (2880, "2 días"),
    ],
)
def test_lengths_of_time_are_in_their_largest_unit(minutes, wanted):
    said = text(K.SINCE_FIRST_LEAST, {"limit": minutes, "value": 0})

    assert said == f"Tiempo mínimo desde la primera entrada: {wanted}."


def test_what_cannot_be_evaluated_names_the_part_and_asks_to_tell():
    assert condition_text(Condition(K.ROLE, None), "es", ZONE) == (
        "Una regla de este punto no se puede evaluar (role): avise a la organización."
    )
