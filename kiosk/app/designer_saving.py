"""Saving in the designer: under which name, over what, and before what is left; edits nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app import designer_asks as asks
from kiosk.app.designer_model import Session, new_session
from kiosk.app.designer_states import refusal
from kiosk.printing.layout_edit import changed
from kiosk.services import designer
from kiosk.services.context import Context
from kiosk.services.designer import Saved
from kiosk.texts import _
from kiosk.ui.designer.state import Ask, QuestionState

if TYPE_CHECKING:
    from kiosk.app.designer_controller import DesignerController


class DesignerSaving(QObject):
    """Belongs to one controller."""

    def __init__(self, main: DesignerController) -> None:
        super().__init__(main)
        self._main = main
        self._then: Callable[[], None] | None = None
        self._title = ""
        page = main.page
        page.saved.connect(self.save)
        page.saved_as.connect(self.save_as)
        page.used.connect(self.use)
        page.answered.connect(self._on_answer)

    def leave(self, then: Callable[[], None]) -> None:
        """Do `then`; where something would be lost, ask first."""
        session = self._main.model.session
        if session is None or not session.dirty:
            then()
            return
        self._then = then
        self._ask(asks.leave_asked(session.name))

    def save(self) -> None:
        """Under the name it has where it is one's own, else under a name that is asked for."""
        model = self._main.model
        if model.session is None or model.busy or not model.session.dirty:
            return
        if model.is_own(model.session.name):
            self._write(model.session.name, model.session.layout.title)
        else:
            self._ask_name()

    def save_as(self) -> None:
        """Under a name that is asked for."""
        model = self._main.model
        if model.session is not None and not model.busy:
            self._then = None
            self._ask_name()

    def use(self) -> None:
        """Print with this layout at this station from now on."""
        session = self._main.model.session
        if session is not None and not session.dirty:
            name = session.name
            self._main.renew(lambda ctx: designer.use_here(ctx, name), partial(self._on_used, name))

    def _on_used(self, name: str, ctx: Context) -> None:
        self._main.station_changed.emit(ctx.station)
        self._main.change(
            used=name, said=lambda: _("Esta estación imprime ahora con «{name}».", name=name)
        )

    def _ask(self, question: Callable[[], QuestionState]) -> None:
        self._main.change(question=question)

    def _ask_name(self) -> None:
        session = self._main.model.session
        if session is not None:
            self._ask(asks.name_asked(session.layout.title))

    def _on_answer(self, answer: Ask, text: str) -> None:
        model = self._main.model
        if model.question is None:
            return
        naming = model.question().field is not None
        self._main.change(question=None)
        if answer is Ask.STAY:
            self._then = None
        elif answer is Ask.DISCARD:
            self._discard()
        elif answer is Ask.REPLACE:
            self._write(designer.file_name(self._title), self._title)
        elif naming:
            self._on_name(text.strip())
        else:
            self.save()

    def _on_name(self, title: str) -> None:
        model, name = self._main.model, designer.file_name(title)
        self._title = title
        if not name:
            self._ask(asks.name_asked(title, asks.no_name))
        elif any(one.name == name for one in model.named) and not self._is_this(name):
            self._ask(asks.replace_asked(name))
        else:
            self._write(name, title)

    def _is_this(self, name: str) -> bool:
        """Whether that is the own layout that is open: saving it again replaces nothing else."""
        model = self._main.model
        return model.session is not None and model.session.name == name and model.is_own(name)

    def _discard(self) -> None:
        session, then = self._main.model.session, self._then
        self._then = None
        if session is not None:
            self._main.show_session(new_session(session.name, session.saved))
        if then is not None:
            then()

    def _write(self, name: str, title: str) -> None:
        """Try it on paper and write it; nothing is edited meanwhile."""
        model = self._main.model
        if model.session is None or model.own is None:
            return
        own, layout = model.own, changed(model.session.layout, None, "title", title)
        self._main.rest.stop()
        self._main.change(busy=True, checking=True, said=None)
        self._main.trying.ask(
            lambda: designer.save(own, name, layout), self._on_saved, self._on_failed
        )

    def _on_failed(self, problem: Exception) -> None:
        self._then = None
        self._main.change(checking=False)
        self._main.tell(problem)

    def _on_saved(self, saved: Saved) -> None:
        model, then = self._main.model, self._then
        self._then = None
        if model.session is None or model.own is None:
            return
        if saved.layout is None:
            self._refuse(saved, model.session)
            return
        name, history = saved.name, model.session.history.settled(saved.layout)
        self._main.change(
            busy=False, checking=False, problems=saved.problems,
            named=designer.named(model.own), session=Session(name, history, saved.layout),
            said=lambda: _("Guardado: «{name}». El QR se lee.", name=name),
        )  # fmt: skip
        if then is not None:
            then()

    def _refuse(self, saved: Saved, session: Session) -> None:
        """Say why, and choose the element that is to blame."""
        layout, chosen = session.layout, self._main.model.chosen
        worst = next((one.index for one in saved.problems if one.index is not None), chosen)
        self._main.change(
            busy=False, checking=False, problems=saved.problems, chosen=worst,
            said=partial(refusal, saved.problems, layout),
        )  # fmt: skip
