"""The pictures of the set-up's pages of joining a hub, in the states that matter; asks no hub."""

from __future__ import annotations

from dataclasses import replace

from kiosk.app.setup_join_words import heads, part_of, said_of
from kiosk.domain.errors import KnownError
from kiosk.domain.settings import StationRole, Theme
from kiosk.hub.invitation import InvitationText
from kiosk.hub.line_trouble import not_reached
from kiosk.hub.registry import Refusal
from kiosk.resources import asset
from kiosk.services.hub_bring import Arrived
from kiosk.services.hub_join import RefusedError
from kiosk.sources.event_file import read_event
from kiosk.texts import current
from kiosk.texts.explain import error_text
from kiosk.ui.setup.state import JoinState, SetupState
from kiosk.ui.setup.view import SetupView

_TEXT = InvitationText(("192.168.1.5:4222",), "lacnic46", bytes(range(40, 52)), bytes(range(10)))
_DOOR = "Puerta 2"
_PEOPLE = 15_000


def invitation() -> SetupView:
    """The field for the invitation, typed."""
    view = _view("text", JoinState())
    view.event_page.join.invitation.set_text(_TEXT.typed)
    return view


def refused() -> SetupView:
    """The invitation was used already."""
    view = _view("text", JoinState(), problem=error_text(RefusedError(Refusal.USED), current()))
    view.event_page.join.invitation.set_text(_TEXT.typed)
    return view


def unreachable() -> SetupView:
    """The hub does not answer where the invitation says: another address can be typed."""
    problem = error_text(not_reached([(at, TimeoutError()) for at in _TEXT.addresses]), current())
    view = _view("text", JoinState(ask_address=True), problem=problem)
    view.event_page.join.invitation.set_text(_TEXT.typed)
    return view


def settled() -> SetupView:
    """Name and role, which the invitation has settled."""
    view = _view("station", JoinState(settled_name=True, settled_role=True))
    view.station.name.set_text(_DOOR)
    view.station.role.set_value(StationRole.DOOR)
    return view


def coming() -> SetupView:
    """The list on its way."""
    return _view("list", JoinState(), count=(9_400, _PEOPLE), busy=True)


def here() -> SetupView:
    """The list has come."""
    event = read_event(asset("demo", "event.toml"))
    return _view("list", JoinState(), arrived=Arrived(_PEOPLE, event))


def waiting() -> SetupView:
    """The hub has no list to give yet."""
    return _view("list", JoinState(), arrived=Arrived(0, None))


PAGES = (
    ("13j-setup-join", invitation),
    ("13k-setup-join-refused-dark", refused, (1280, 800), Theme.DARK),
    ("13l-setup-join-unreachable-small", unreachable, (1024, 640)),
    ("13m-setup-join-settled-small", settled, (1024, 640)),
    ("13n-setup-join-coming", coming, (1280, 800)),
    ("13o-setup-join-here", here, (1280, 800)),
    ("13p-setup-join-waiting-small", waiting, (1024, 640)),
)
"""Name, what makes it, size in pixels and theme of each picture."""


def _view(
    part: str,
    join: JoinState,
    *,
    problem: str = "",
    count: tuple[int, int | None] = (0, None),
    arrived: Arrived | KnownError | None = None,
    busy: bool = False,
) -> SetupView:
    view = SetupView()
    view.language.set_value(current())
    place = part_of(part)
    state = SetupState(step=place.step, demo=False, join=join, problem=problem, busy=busy)
    fetch = said_of(arrived, count, source=False)
    view.show_state(replace(state, fetch=fetch, **heads(place, arrived, _DOOR, busy=busy)))
    return view
