"""The desk's panel between its view and the store: rooms, assembly, the book; decides nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.app import panel_jobs
from kiosk.app.desk_documents import DeskDocuments
from kiosk.app.panel_jobs import Looked, PanelModel
from kiosk.services.day_figures import DayFigures, day_figures_of
from kiosk.texts import _
from kiosk.ui.desk.state import Page

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController

_AGAIN_MS = 5_000
"""How often the figures are read again while the panel is open."""


class DeskPanel(QObject):
    """Belongs to one controller."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        self.documents = DeskDocuments(self)
        page = desk.view.panel
        page.assembly_chosen.connect(self.on_chosen)
        page.book_pressed.connect(self.on_book)

    @property
    def desk(self) -> DeskController:
        """The controller that this belongs to."""
        return self._desk

    @property
    def _model(self) -> PanelModel:
        return self._desk.model.panel

    def open(self) -> None:
        """Bring the panel to the front and read the figures."""
        self._desk.leave(Page.PANEL, message=None, panel=replace(self._model, saved=None))
        self._again.start()
        self.documents.look()
        self._look()

    def stop(self) -> None:
        """The screen is gone: ask the store nothing more."""
        self._again.stop()
        self.documents.stop()

    def on_chosen(self, assembly_id: str) -> None:
        """Show another assembly."""
        self.change(assembly_id=assembly_id, saved=None)
        self._look()

    def on_book(self) -> None:
        """Write the attendance book of the assembly that is shown, and say where it lies."""
        looked = self._model.looked
        if looked is None or looked.assembly is None:
            return
        shown = looked.assembly.assembly.id
        self.change(saved=None)
        self._desk.ask(lambda ctx: panel_jobs.save_book(ctx, shown), self._on_saved, urgent=False)

    def again(self) -> None:
        """Other stations did something: read the figures anew where they are shown."""
        if self._desk.model.page is Page.PANEL:
            self._look()

    def _on_again(self) -> None:
        if self._desk.model.page is Page.PANEL:
            self._look()
        else:
            self._again.stop()

    def _look(self) -> None:
        wanted = self._model.assembly_id
        self._desk.ask(
            lambda ctx: panel_jobs.look(ctx, wanted), partial(self._on_looked, wanted), urgent=False
        )
        self._desk.ask(day_figures_of, self._on_day, urgent=False)

    def _on_looked(self, wanted: str, looked: Looked) -> None:
        if wanted == self._model.assembly_id:
            self.change(looked=looked)

    def _on_day(self, day: DayFigures) -> None:
        self.change(day=day)

    def _on_saved(self, path: Path) -> None:
        self.change(saved=lambda: _("Libro guardado en {path}", path=path))

    def change(self, **changes: object) -> None:
        """Replace parts of what the panel knows, and draw it."""
        self._desk.change(panel=replace(self._model, **changes))  # type: ignore[arg-type]  # by name
