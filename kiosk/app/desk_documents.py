"""The panel's documents between their card and the worker that makes them; makes none itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from kiosk.app import documents_jobs
from kiosk.app.documents_model import DocumentsModel
from kiosk.app.worker import Worker
from kiosk.domain.errors import CanceledError, KnownError
from kiosk.services.context import Context
from kiosk.services.documents import Written
from kiosk.ui.dashboard.state import CertificatesForm

if TYPE_CHECKING:
    from kiosk.app.desk_panel import DeskPanel


class DeskDocuments(QObject):
    """Belongs to the panel. `worker` makes the documents, one at a time.

    Signal: told(done, total), sent from the worker's thread and heard in the screen's.
    """

    told = Signal(int, int)

    def __init__(self, panel: DeskPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.worker: Worker[None] | None = None
        self.show_folder: Callable[[Path], object] = _show
        self._stop = Flag()
        card = panel.desk.view.panel.documents
        card.report_pressed.connect(self.on_report)
        card.certificates_pressed.connect(self.on_certificates)
        card.ordered.connect(self.on_ordered)
        card.left.connect(self.on_left)
        card.stopped.connect(self.on_stop)
        card.folder_opened.connect(self.on_folder_opened)
        card.folder_chosen.connect(self.on_folder_chosen)
        self.told.connect(self._on_told)

    @property
    def _model(self) -> DocumentsModel:
        return self._panel.desk.model.panel.documents

    def stop(self) -> None:
        """The screen is gone: what is being made is given up."""
        self._stop.set()

    def look(self) -> None:
        """Ask where the profile lies, once."""
        if self._model.profile is None:
            self._panel.desk.ask(_folder, self._on_folder, urgent=False)

    def on_certificates(self) -> None:
        """Ask whose and how many hours."""
        self._change(form=True, written=None, problem=None)

    def on_left(self) -> None:
        """Back to the choice."""
        self._change(form=False, problem=None)

    def on_folder_chosen(self, path: str) -> None:
        """Documents go there from now on."""
        self._change(chosen=Path(path))

    def on_report(self, ending: str) -> None:
        """The report for partners, as PDF or as a workbook."""
        folder = self._model.folder
        if folder is not None:
            desk = self._desk()
            self._begin("report", lambda _none: documents_jobs.report(desk, folder, ending))

    def on_ordered(self, form: CertificatesForm) -> None:
        """Certificates, as the form says."""
        folder = self._model.folder
        if folder is not None:
            desk, stop, tell = self._desk(), Flag(), self._tell
            self._stop = stop
            self._begin(
                "certificates",
                lambda _none: documents_jobs.certificates(desk, folder, form, tell, stop),
            )

    def on_stop(self) -> None:
        """Give up what is being made; nothing of it stays."""
        self._stop.set()
        self._change(stopping=True)

    def on_folder_opened(self) -> None:
        """Show where the last document lies, in the system's own window."""
        written = self._model.written
        if written is not None:
            self.show_folder(written.files[0].parent)

    def _begin(self, what: str, job: Callable[[None], Written]) -> None:
        if self.worker is None or self._model.what:
            return
        self._change(what=what, done=0, total=0, stopping=False, written=None, problem=None)
        self.worker.submit(job, self._on_written, self._on_failed)

    def _tell(self, done: int, total: int) -> None:
        """In the worker's thread: at most a hundred times a document."""
        if done == total or done % max(1, total // 100) == 0:
            self.told.emit(done, total)

    @Slot(int, int)
    def _on_told(self, done: int, total: int) -> None:
        if self._model.what:
            self._change(done=done, total=total)

    def _on_written(self, written: Written) -> None:
        self._change(what="", form=False, written=written)

    def _on_failed(self, problem: Exception) -> None:
        known = problem if isinstance(problem, KnownError) else None
        if known is None:
            self._panel.desk.tell(problem)
        form = self._model.form and not isinstance(problem, CanceledError)
        self._change(what="", form=form, problem=known)

    def _on_folder(self, profile: Path) -> None:
        self._change(profile=profile)

    def _desk(self) -> documents_jobs.Desk:
        desk = self._panel.desk
        profile = self._model.profile
        return documents_jobs.Desk(profile or Path(), desk.place.station, desk.now)

    def _change(self, **changes: object) -> None:
        held = replace(self._model, **changes)  # type: ignore[arg-type]  # by name
        self._panel.change(documents=held)


def _folder(ctx: Context) -> Path:
    return ctx.folder


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
