"""What somebody does to a layout in the designer, each one step that can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app import designer_edits as edits
from kiosk.app.designer_fields import plain
from kiosk.printing.layout import Layout
from kiosk.printing.layout_edit import changed, raised, removed
from kiosk.services import designer
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.designer.state import Value

if TYPE_CHECKING:
    from kiosk.app.designer_controller import DesignerController


class DesignerChanges(QObject):
    """Belongs to one controller."""

    def __init__(self, main: DesignerController) -> None:
        super().__init__(main)
        self._main = main
        page = main.page
        page.placed.connect(self._on_placed)
        page.nudged.connect(self._on_nudged)
        page.property_set.connect(self._on_property)
        page.added.connect(self._on_added)
        page.picture_chosen.connect(self._on_picture)
        page.removal_wanted.connect(self._on_removal)
        page.raised.connect(self._on_raised)
        page.undone.connect(self._on_undo)
        page.redone.connect(self._on_redo)

    def _on_placed(self, index: int, rect: Rect) -> None:
        self._main.edit(lambda layout: edits.placed(layout, index, rect))

    def _on_nudged(self, dx: float, dy: float) -> None:
        chosen = self._main.model.chosen
        if chosen is not None:
            self._main.edit(lambda layout: edits.nudged(layout, chosen, dx, dy), f"nudge {chosen}")

    def _on_property(self, key: str, value: Value) -> None:
        chosen = self._main.model.chosen
        goes_on = isinstance(value, float) or key.startswith("text.") or key == "title"
        mark = f"{chosen} {key}" if goes_on else ""
        new = plain(key, value)
        done = self._main.edit(lambda layout: edits.with_value(layout, chosen, key, new), mark)
        if done and key == "side":
            self._main.show_side("back" if value == "back" else "front")

    def _on_added(self, kind: str) -> None:
        side = self._main.model.side
        if self._main.edit(lambda layout: edits.with_new(layout, kind, side)):
            self._choose_last()

    def _on_picture(self, path: Path) -> None:
        own, side = self._main.model.own, self._main.model.side
        if own is None:
            return

        def with_it(layout: Layout) -> Layout:
            at = edits.middle(layout, edits.PICTURE)
            made = designer.with_picture(layout, own, path, (at.x, at.y, at.w, at.h))
            return changed(made, len(made.elements) - 1, "side", side)

        if self._main.edit(with_it):
            self._choose_last()

    def _choose_last(self) -> None:
        """What was just added is what one goes on with, on the sheet."""
        if self._main.model.session is not None:
            self._main.change(chosen=len(self._main.model.session.layout.elements) - 1)
            self._main.page.stage.canvas.setFocus()

    def _on_removal(self) -> None:
        chosen = self._main.model.chosen
        if chosen is not None and self._main.edit(lambda layout: removed(layout, chosen)):
            self._main.change(chosen=None)

    def _on_raised(self, steps: int) -> None:
        chosen, session = self._main.model.chosen, self._main.model.session
        if chosen is None or session is None:
            return
        to = min(max(chosen + steps, 0), len(session.layout.elements) - 1)
        if to != chosen and self._main.edit(lambda layout: raised(layout, chosen, to)):
            self._main.change(chosen=to)

    def _on_undo(self) -> None:
        if self._main.model.session is not None and not self._main.model.busy:
            self._main.go_to(self._main.model.session.history.undone())

    def _on_redo(self) -> None:
        if self._main.model.session is not None and not self._main.model.busy:
            self._main.go_to(self._main.model.session.history.redone())
