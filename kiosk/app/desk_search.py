"""The desk's list between the search box and the store: who is found and whose card is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app import desk_jobs, desk_said
from kiosk.app.desk_jobs import Shown
from kiosk.app.desk_model import Chosen
from kiosk.services.find import Found, search
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController

_ASKED = (CardMode.REASON, CardMode.CORRECT)


class DeskSearch(QObject):
    """Belongs to one controller. An answer to what was typed before is thrown away."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self._serial = 0
        desk.view.search_edited.connect(self.on_edited)
        desk.view.row_chosen.connect(self.choose)
        desk.view.selection_moved.connect(self.on_moved)

    def forget(self) -> None:
        """What is being looked for is wanted no more."""
        self._serial += 1

    def choose(self, number: int) -> None:
        """Choose a row of the list and load its card."""
        model = self._desk.model
        if not model.found or model.busy:
            return
        number = max(0, min(number, len(model.found) - 1))
        self._desk.change(selected=number, mode=CardMode.PERSON, chosen=None)
        self._desk.change(question=None, reprint_after=False)
        self._load_card()

    def on_edited(self, text: str) -> None:
        """The box holds another text: look for it."""
        self._serial += 1
        if not text.strip():
            self._desk.leave(query=text, message=None)
            return
        mode = CardMode.PERSON if self._desk.model.mode is CardMode.PERSON else CardMode.EMPTY
        parts = {"question": None, "reprint_after": False, "searching": True}
        self._desk.change(page=Page.SEARCH, mode=mode, query=text, message=None, **parts)
        self._desk.ask(lambda ctx: search(ctx, text), partial(self._on_found, self._serial))

    def on_moved(self, steps: int) -> None:
        """An arrow key or the wheel goes through the list; not while something is asked."""
        model = self._desk.model
        if model.page is Page.SEARCH and model.mode not in _ASKED:
            self.choose(model.selected + steps)

    def again(self) -> None:
        """Other stations did something: the same list and card as they are now.

        Not while something is asked or typed about the person; the next answer will tell.
        """
        model = self._desk.model
        quiet = model.mode in (CardMode.EMPTY, CardMode.PERSON) and not model.busy
        if model.page is not Page.SEARCH or not model.found or model.searching or not quiet:
            return
        text, here = model.query, (self._serial, model.selected_id)
        if text.strip():
            self._desk.ask(
                lambda ctx: search(ctx, text), partial(self._on_again, here), urgent=False
            )
        self._load_again(here)

    def _on_again(self, here: tuple[int, str], found: list[Found]) -> None:
        if here != (self._serial, self._desk.model.selected_id) or not found:
            return
        ids = [one.person.person_id for one in found]
        selected = ids.index(here[1]) if here[1] in ids else None
        if selected is not None:
            self._desk.change(found=tuple(found), selected=selected)

    def _load_again(self, here: tuple[int, str]) -> None:
        person_id, checkpoint = here[1], self._desk.place.checkpoint
        self._desk.ask(
            lambda ctx: desk_jobs.show(ctx, person_id, checkpoint),
            partial(self._on_card_again, here),
            urgent=False,
        )

    def _on_card_again(self, here: tuple[int, str], shown: Shown) -> None:
        """The card as it is now; only what changed on the badge is drawn anew."""
        model = self._desk.model
        before = model.chosen
        if here != (self._serial, model.selected_id) or before is None or model.busy:
            return
        if model.mode is not CardMode.PERSON or before.card.person.person_id != here[1]:
            return
        alone = (shown.found,) if not model.query.strip() else model.found
        self._desk.change(found=alone, chosen=Chosen(shown.card, shown.outcome, before.preview))
        if shown.card.person != before.card.person:
            self._desk.load_preview()

    def _on_found(self, serial: int, found: list[Found]) -> None:
        if serial != self._serial:
            return
        chosen = self._desk.model.chosen
        first = found[0].person.person_id if found else ""
        kept = chosen is not None and chosen.card.person.person_id == first
        self._desk.change(
            found=tuple(found),
            selected=0,
            searching=False,
            chosen=chosen if kept else None,
            mode=CardMode.PERSON if kept else CardMode.EMPTY,
        )
        if found:
            self._load_card()
        else:
            self._desk.change(message=desk_said.nobody, message_tone=Tone.WARN)

    def _load_card(self) -> None:
        person_id, checkpoint = self._desk.model.selected_id, self._desk.place.checkpoint
        self._desk.ask(
            lambda ctx: desk_jobs.show(ctx, person_id, checkpoint),
            partial(self._on_card, person_id),
        )

    def _on_card(self, person_id: str, shown: Shown) -> None:
        model = self._desk.model
        if person_id != model.selected_id or model.page is not Page.SEARCH:
            return
        before = model.chosen
        same = before is not None and before.card.person.person_id == person_id
        preview = before.preview if same and before is not None else b""
        mode = CardMode.PERSON if model.mode is CardMode.EMPTY else model.mode
        self._desk.change(chosen=Chosen(shown.card, shown.outcome, preview), mode=mode)
        self._desk.load_preview()
