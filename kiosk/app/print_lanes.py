"""A thread for each printer, so that one that keeps us waiting holds no other up; sends nothing."""

from __future__ import annotations

from kiosk.app.worker import Worker


class Lanes:
    """Workers by printer id; the first printer that is asked for gets the worker given."""

    def __init__(self, first: Worker[None]) -> None:
        self._first = first
        self._lanes: dict[str, Worker[None]] = {}
        self._stopped = False

    def of(self, printer_id: str) -> Worker[None]:
        """The worker of that printer. Raises RuntimeError after stop()."""
        if self._stopped:
            raise RuntimeError("the printers' workers are stopped")
        lane = self._lanes.get(printer_id)
        if lane is None:
            lane = Worker(f"print-{len(self._lanes) + 1}") if self._lanes else self._first
            self._lanes[printer_id] = lane
        return lane

    @property
    def busy(self) -> bool:
        """Whether any of them works."""
        return any(lane.busy for lane in self._all())

    def stop(self) -> bool:
        """End them all, the first too; answers whether all ended in time."""
        self._stopped = True
        ended = [lane.stop() for lane in self._all()]  # each is told, whatever the one before
        return all(ended)

    def _all(self) -> list[Worker[None]]:
        return [self._first, *(lane for lane in self._lanes.values() if lane is not self._first)]
