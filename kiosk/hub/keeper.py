"""Runs one machine's part of the hub: its server and its office; lays no folder."""

from __future__ import annotations

from kiosk.hub.folder import HubFolder
from kiosk.hub.nats_office import Office


class Keeper:
    """From start() to close(); tend() is to be called every second or so."""

    def __init__(self, folder: HubFolder) -> None:
        self._server = folder.server
        self._folder = folder
        self._office: Office | None = None

    @property
    def restarts(self) -> int:
        """How often the server had crashed and was started again."""
        return self._server.restarts

    def start(self) -> None:
        """Start the server, then let stations in. FailureError where the server does not start."""
        self._server.start()
        self._office = Office(self._folder, self._server.reload)

    def tend(self) -> bool:
        """Start the server again where it has crashed; answers whether that was needed."""
        return self._server.tend()

    def healthy(self) -> bool:
        """Whether the server is ready for stations."""
        return self._server.healthy()

    def close(self) -> None:
        """End both in order."""
        if self._office is not None:
            self._office.close()
            self._office = None
        self._server.stop()
