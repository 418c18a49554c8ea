"""Makes the desk's state out of what it knows, in the language in force; changes nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.app import desk_cards, desk_status
from kiosk.app.access_states import access_state
from kiosk.app.delivery_states import deliveries_state
from kiosk.app.desk_model import DeskModel, Place, Question
from kiosk.app.desk_questions import questions_state
from kiosk.app.desk_reasons import override_reasons, undo_reasons
from kiosk.app.desk_rows import row_of
from kiosk.app.desk_said import last_name
from kiosk.app.panel_states import panel_state
from kiosk.app.prints_states import prints_state
from kiosk.app.stations_states import stations_state
from kiosk.domain.event import RoleStyle
from kiosk.domain.search import parse_query
from kiosk.services.desk import SAME_EMAIL, SAME_NAME
from kiosk.services.find import Found
from kiosk.texts import LANGUAGE_NAMES, _, current
from kiosk.texts.countries import countries
from kiosk.texts.formats import localised, time_of
from kiosk.ui.desk.state import (
    Candidate,
    CardMode,
    Choices,
    DeskState,
    Option,
    Page,
    QuestionsState,
    ReasonState,
    SearchState,
    WalkInState,
)
from kiosk.ui.stations.state import StationsState

_WALK_IN_ROLES = ("attendee", "speaker", "press", "sponsor")
_LANGUAGES = tuple(LANGUAGE_NAMES.items())


def state_of(model: DeskModel, place: Place, now: datetime) -> DeskState:
    """The whole state of the desk at that moment (aware)."""
    chosen = model.chosen
    already = None
    if model.page is Page.ALREADY and chosen is not None:
        already = desk_cards.already_state(chosen, place, now, model.reason)
    return DeskState(
        page=model.page,
        mode=model.mode,
        top=desk_status.top_state(place, now),
        status=desk_status.status_state(model, now),
        search=_search_state(model, place),
        card=desk_cards.card_state(chosen, place, now) if chosen else None,
        already=already,
        reason=_reason_state(model.question, place),
        questions=_questions_state(model, place),
        walk_in=_walk_in_state(model, place),
        access=access_state(model.access, place, now),
        panel=panel_state(model, place, now),
        deliveries=deliveries_state(model, place, now),
        stations=_stations_state(model, place),
        prints=prints_state(model.prints, place),
        choices=choices(place),
        banner=model.problem() if model.problem else "",
        busy=model.busy,
    )


def _stations_state(model: DeskModel, place: Place) -> StationsState:
    """Made only for the page in front: it says something new every second."""
    if model.page is not Page.STATIONS:
        return StationsState()
    return stations_state(model.stations, model.hub, place)


def choices(place: Place) -> Choices:
    """What the forms offer."""
    lang = current()
    return Choices(
        countries=tuple(Option(code, name) for code, name in countries(lang)),
        roles=tuple(Option(r.id, localised(r.label, lang), r.icon) for r in _roles(place)),
        languages=tuple(Option(code, name) for code, name in _LANGUAGES),
    )


def _roles(place: Place) -> list[RoleStyle]:
    offered = [place.event.role(role_id) for role_id in _WALK_IN_ROLES]
    return [role for role in offered if role is not None]


def _search_state(model: DeskModel, place: Place) -> SearchState:
    tokens = parse_query(model.query).tokens
    undo = ""
    if model.last is not None:
        undo = f"{last_name(model.last)}, {time_of(model.last.at, place.tz)}"
    return SearchState(
        query=model.query,
        rows=tuple(row_of(found, tokens, place) for found in model.found),
        selected=model.selected,
        searching=model.searching,
        message=model.message() if model.message else "",
        message_tone=model.message_tone,
        undo=undo,
    )


def _reason_state(question: Question | None, place: Place) -> ReasonState | None:
    if question is None:
        return None
    if question.kind == "undo":
        when = time_of(question.at, place.tz) if question.at else ""
        detail = _("Se acreditó a las {time}. Queda anotado que se deshizo y por qué.", time=when)
        return ReasonState(
            title=_("Deshacer la acreditación: {name}", name=question.name),
            detail=detail,
            options=undo_reasons(),
            confirm=_("Deshacer"),
            icon="undo-2",
            chosen=question.chosen,
        )
    return ReasonState(
        title=_("¿Por qué acreditar a {name}?", name=question.name),
        detail=_("El motivo queda anotado con su nombre."),
        options=override_reasons(),
        confirm=_("Acreditar e imprimir"),
        icon="printer",
        chosen=question.chosen,
        needs_pin=question.needs_pin,
        pin_problem=question.pin_problem,
    )


def _questions_state(model: DeskModel, place: Place) -> QuestionsState | None:
    if model.mode is not CardMode.QUESTIONS or model.chosen is None:
        return None
    allowed = desk_cards.may_override(model.chosen.outcome.verdict, place)
    return questions_state(model.asking, model.chosen, place, can_override=allowed)


def _walk_in_state(model: DeskModel, place: Place) -> WalkInState:
    walk_in = model.walk_in
    candidates = tuple(
        Candidate(row_of(found, walk_in.tokens, place), _why(found, why, walk_in.organisation))
        for found, why in walk_in.open
    )
    return WalkInState(
        candidates=candidates,
        preview=walk_in.preview,
        checks=tuple((good, words()) for good, words in walk_in.checks),
        busy=model.busy,
        serial=walk_in.serial,
    )


def _why(found: Found, why: str, organisation: str) -> str:
    if why == SAME_EMAIL:
        return _("Mismo correo")
    same = bool(organisation) and found.person.organisation.casefold() == organisation.casefold()
    if why == SAME_NAME:
        return _("Mismo nombre y organización") if same else _("Mismo nombre")
    return _("Nombre parecido y misma organización") if same else _("Nombre parecido")
