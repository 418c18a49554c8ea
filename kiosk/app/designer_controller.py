"""The badge designer between its page and what it works with: layouts, people, pictures, checks.

The store is asked for people; everything that draws runs on threads of its own (designer_lane).
What changes the layout stands in designer_changes, saving and its questions in designer_saving.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.app.designer_changes import DesignerChanges
from kiosk.app.designer_history import History
from kiosk.app.designer_lane import Lane, MakeWorker
from kiosk.app.designer_model import DesignerModel, Opened, Session, new_session, open_designer
from kiosk.app.designer_saving import DesignerSaving
from kiosk.app.designer_states import designer_state
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.printing.elements.parts import Side
from kiosk.printing.layout import Layout
from kiosk.printing.layout_check import Problem
from kiosk.services import designer
from kiosk.services.context import Context
from kiosk.services.designer_people import Subject, found, invented, notable
from kiosk.texts import _
from kiosk.texts.explain import error_text
from kiosk.ui.designer.page import DesignerPage

REST_MS = 350
"""So long nothing is changed before the layout is tried on paper."""

log = logging.getLogger(__name__)


class DesignerController(QObject):
    """One page, one layout at a time. open() begins, stop() ends its threads; both may come again.

    `leave(then)` is asked by whoever is about to take the page away for good.
    Signals: station_changed(Station) where this station prints with another layout from now on.
    """

    station_changed = Signal(object)

    def __init__(
        self,
        page: DesignerPage,
        store: Worker[Context],
        event: Event,
        make_worker: MakeWorker = Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.page, self._store, self._event = page, store, event
        self.model = DesignerModel()
        self.saving = DesignerSaving(self)
        self.changes = DesignerChanges(self)
        self._drawing = Lane("drawing", make_worker)
        self.trying = Lane("trying", make_worker)
        self.rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.rest.timeout.connect(self._try)
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether a picture, a check or an answer is still to come."""
        at_work = self._drawing.busy or self.trying.busy or self.rest.isActive()
        return at_work or self._store.busy

    @property
    def dirty(self) -> bool:
        """Whether something would be lost by leaving."""
        return self.model.session is not None and self.model.session.dirty

    def open(self) -> None:
        """Read the station's layout when opened first; later go on where one was."""
        if self.model.session is None:
            self.ask(open_designer, self._on_opened)
        else:
            self._redraw()

    def stop(self) -> None:
        """End the threads; what was edited stays."""
        self.rest.stop()
        self._drawing.stop()
        self.trying.stop()

    def use_event(self, event: Event) -> None:
        """The event has changed: its roles and rooms are offered from now on."""
        self._event = event
        self.render()

    def leave(self, then: Callable[[], None]) -> None:
        """Do `then` once nothing would be lost: at once, or after the question is answered."""
        self.saving.leave(then)

    def change(self, **changes: object) -> None:
        """Change the model and draw it."""
        self.model = replace(self.model, **changes)  # type: ignore[arg-type]  # fields by name
        self.render()

    def render(self) -> None:
        """Draw what is known."""
        self.page.show_state(designer_state(self.model, self._event))

    def tell(self, problem: Exception) -> None:
        """Say what went wrong, in a line of the page."""
        if not isinstance(problem, KnownError):
            log.error("the designer met a bug", exc_info=problem)
            self.change(busy=False, said=_bug)
            return
        self.change(busy=False, said=partial(error_text, problem))

    def ask(self, job: Callable[[Context], object], done: Callable[..., None]) -> None:
        """Ask the store, after whatever waits there."""
        self._store.submit(job, done, self.tell)

    def renew(self, job: Callable[[Context], Context], done: Callable[[Context], None]) -> None:
        """Let the store work with another context from now on."""
        self._store.renew(job, done, self.tell)

    def show_session(self, session: Session) -> None:
        """Edit another layout."""
        self.change(session=session, chosen=None, side="front", problems=(), said=None)
        self.look_again()

    def edit(self, what: Callable[[Layout], Layout], mark: str = "") -> bool:
        """Change the layout; what cannot be is said, and the layout stays. Answers whether it was.

        Changes of one `mark` in a row are one step back.
        """
        session = self.model.session
        if session is None or self.model.busy:
            return False
        try:
            layout = what(session.layout)
        except KnownError as problem:
            self.tell(problem)
            return False
        self.go_to(session.history.done(layout, mark))
        return True

    def look_again(self) -> None:
        """Draw the badge now, and try it on paper at rest."""
        self.model = replace(self.model, checking=True)
        self.render()
        self._redraw()
        self.rest.start()

    def go_to(self, history: History[Layout]) -> None:
        """Show another state of the layout."""
        session = self.model.session
        if session is None or history is session.history:
            return
        before, layout = session.layout, history.now
        chosen = self.model.chosen
        if chosen is not None and chosen >= len(layout.elements):
            chosen = None
        side = "front" if layout.sides == "one" else self.model.side
        self.model = replace(
            self.model,
            session=replace(session, history=history),
            chosen=chosen,
            side=side,
            said=None,
        )
        self.look_again()
        if layout.language != before.language:
            self.ask(lambda ctx: notable(ctx, layout), self._on_people)

    def _on_opened(self, opened: Opened) -> None:
        self.model = replace(
            self.model, own=opened.own, named=opened.named, used=opened.used,
            subjects=(*invented(), *opened.subjects),
        )  # fmt: skip
        self.show_session(opened.session)
        if opened.problem is not None:
            self.tell(opened.problem)

    def _redraw(self) -> None:
        session, model = self.model.session, self.model
        if session is None:
            return
        layout, content, side = session.layout, model.subject.content, model.side
        self._drawing.ask(
            lambda: designer.picture(layout, content, side),
            lambda png: self.change(png=png),
            self.tell,
        )

    def _try(self) -> None:
        session = self.model.session
        if session is None or self.model.busy:
            return
        layout = session.layout
        self.trying.ask(
            lambda: designer.problems(layout), partial(self._on_tried, layout), self.tell
        )

    def _on_tried(self, layout: Layout, problems: tuple[Problem, ...]) -> None:
        """A check of a layout that is no more says nothing of this one."""
        session = self.model.session
        if session is not None and session.layout == layout:
            self.change(problems=problems, checking=False)

    def _on_element(self, index: int) -> None:
        session = self.model.session
        if session is None or index >= len(session.layout.elements):
            return
        if index < 0:
            self.change(chosen=None)
            return
        self.change(chosen=index)
        self.show_side(session.layout.elements[index].side)

    def show_side(self, side: Side) -> None:
        """Turn the badge over."""
        if side != self.model.side:
            self.change(side=side)
            self._redraw()

    def _on_person(self, key: str) -> None:
        self.change(person=key, said=None)
        self._redraw()

    def _on_search(self, text: str) -> None:
        session = self.model.session
        if session is not None:
            layout = session.layout
            self.ask(lambda ctx: found(ctx, layout, text), self._on_found)

    def _on_found(self, people: tuple[Subject, ...]) -> None:
        if not people:
            self.change(said=lambda: _("Nadie de la lista se llama así."))
            return
        keys = {one.key for one in people}
        kept = tuple(one for one in self.model.subjects if one.key not in keys)
        self.model = replace(self.model, subjects=(*people, *kept))
        self._on_person(people[0].key)

    def _on_people(self, people: tuple[Subject, ...]) -> None:
        self.change(subjects=(*invented(), *people))
        self._redraw()

    def _on_layout(self, name: str) -> None:
        session = self.model.session
        if session is None or name == session.name:
            return
        self.render()  # the box shows the one that is open until it is left
        self.leave(partial(self._open_layout, name))

    def _open_layout(self, name: str) -> None:
        if self.model.own is None:
            return
        try:
            layout = designer.open_layout(self.model.own, name)
        except KnownError as problem:
            self.tell(problem)
            return
        self.show_session(new_session(name, layout))

    def _connect(self) -> None:
        page = self.page
        page.layout_chosen.connect(self._on_layout)
        page.person_chosen.connect(self._on_person)
        page.person_searched.connect(self._on_search)
        page.side_chosen.connect(self.show_side)
        page.element_chosen.connect(self._on_element)
        page.retranslated.connect(self.render)


def _bug() -> str:
    return _("Algo falló en el programa; quedó anotado en el registro.")
