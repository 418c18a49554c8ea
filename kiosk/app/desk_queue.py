"""The desk's print queue: what is sent once more and what is given up; prints nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.app import desk_jobs

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController


class DeskQueue(QObject):
    """Belongs to one controller."""

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.view.print_retried.connect(self.on_retried)
        desk.view.print_cancelled.connect(self.on_cancelled)

    def on_retried(self, job_id: str) -> None:
        """Queue the badge of that failed job once more."""
        for job in self._desk.model.jobs:
            if job.job_id == job_id:
                self._retry(job.person_id)

    def on_cancelled(self, job_id: str) -> None:
        """Take a waiting job out of the queue."""
        self._desk.ask(lambda ctx: desk_jobs.give_up(ctx, job_id), self._on_given_up)

    def _retry(self, person_id: str) -> None:
        place = self._desk.place
        self._desk.ask(lambda ctx: desk_jobs.retry(ctx, person_id, place), self._on_retry_queued)

    def _on_retry_queued(self, _job: object) -> None:
        self._desk.print_queued.emit()
        self._desk.refresh()

    def _on_given_up(self, _nothing: object) -> None:
        self._desk.refresh()
