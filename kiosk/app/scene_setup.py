"""The pictures of the set-up's pages of sources, in the states that matter; asks no server."""

from __future__ import annotations

from dataclasses import replace

from kiosk.app.setup_fields import map_state
from kiosk.app.setup_states import buttons_of, fetch_state, heads_of
from kiosk.app.setup_words import answer_of
from kiosk.domain.settings import Theme
from kiosk.domain.source_draft import SourceDraft, SourceKind
from kiosk.resources import asset
from kiosk.services.source_columns import LIST_FIELDS, columns_of
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_header
from kiosk.sources.http_trouble import of_status
from kiosk.texts import current
from kiosk.ui.setup.state import FetchState, MapState, SetupState, SourceState, Step
from kiosk.ui.setup.view import SetupView

_PRETIX = SourceDraft(
    SourceKind.PRETIX, "https://inscripciones.example", "lacnic", "lacnic46", secret="x" * 20
)


def choice() -> SetupView:
    """Where the list comes from, before anything is filled in."""
    return _view(Step.SOURCE, source=SourceState(SourceKind.PRETIX))


def trouble() -> SetupView:
    """The server knows the token, but it may not see the orders."""
    error = of_status(403, b'{"detail": "Permission denied."}', {}, None)
    view = _view(Step.SOURCE, source=answer_of(_PRETIX, error))
    view.source.form.fill(_PRETIX)
    return view


def columns() -> SetupView:
    """The columns of the demo's list."""
    found = find_header(read_file(asset("demo", "people.csv")))
    seen = columns_of(found) if found else ()
    return _view(Step.MAPPING, mapping=map_state(seen, LIST_FIELDS))


def first_run() -> SetupView:
    """The list on its way."""
    fetch = fetch_state((400, 587), None, SourceKind.PRETIX, stopping=False)
    return _view(Step.FETCH, fetch=fetch)


PAGES = (
    ("13a-setup-source", choice),
    ("13d-setup-trouble", trouble),
    ("13e-setup-trouble-small", trouble, (1024, 640)),
    ("13f-setup-trouble-dark", trouble, (1280, 800), Theme.DARK),
    ("13g-setup-columns", columns),
    ("13h-setup-columns-small", columns, (1024, 640)),
    ("13i-setup-first-run", first_run),
)
"""Name, what makes it, size in pixels and theme of each picture."""


def _view(step: Step, **parts: SourceState | MapState | FetchState) -> SetupView:
    view = SetupView()
    view.language.set_value(current())
    title, subtitle = heads_of(step)
    busy = step is Step.FETCH
    buttons = buttons_of(step, SourceKind.PRETIX, None, None, busy=busy)
    state = SetupState(step=step, title=title, subtitle=subtitle, demo=False, buttons=buttons)
    view.show_state(replace(state, busy=busy, **parts))  # type: ignore[arg-type]  # fields by name
    return view
