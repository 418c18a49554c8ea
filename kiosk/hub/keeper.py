"""Runs one machine's part of the hub: its server, its office, its announcement; lays no folder."""

from __future__ import annotations

import time
from collections.abc import Sequence

from kiosk.hub.certificates import fingerprint
from kiosk.hub.discovery import Announcement
from kiosk.hub.folder import HubFolder
from kiosk.hub.nats_office import Office

_LOOK = 5.0
"""Seconds between two looks at this machine's addresses."""


class Keeper:
    """From start() to close(); tend() is to be called every second or so.

    `interfaces` are addresses of this machine at which the hub is announced, else all of them.
    """

    def __init__(self, folder: HubFolder, interfaces: Sequence[str] = ()) -> None:
        self._server = folder.server
        self._folder = folder
        self._office: Office | None = None
        about = folder.about
        mark, node = fingerprint(folder.authority), about.node
        self._announced = Announcement(about.event, mark, node.name, node.port, interfaces)
        self._look_at = 0.0

    @property
    def restarts(self) -> int:
        """How often the server had crashed and was started again."""
        return self._server.restarts

    def start(self) -> None:
        """Start the server, then let stations in. FailureError where the server does not start."""
        self._server.start()
        self._office = Office(self._folder, self._server.reload)
        self._announced.begin()
        self._look_at = time.monotonic() + _LOOK

    @property
    def announced(self) -> tuple[str, ...]:
        """The addresses at which stations find the hub by themselves; () for none."""
        return self._announced.told

    def tend(self) -> bool:
        """Start the server again where it has crashed; answers whether that was needed."""
        if time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + _LOOK
            self._announced.follow()
        return self._server.tend()

    def healthy(self) -> bool:
        """Whether the server is ready for stations."""
        return self._server.healthy()

    def close(self) -> None:
        """End all in order."""
        self._announced.close()
        if self._office is not None:
            self._office.close()
            self._office = None
        self._server.stop()
