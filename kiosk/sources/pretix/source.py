"""One pretix event as a registration source: ties reading and giving back to one connection."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from kiosk.domain.delivery import PushJob, Receipt
from kiosk.domain.feed import Batch, Checked, Cursor, SourceError
from kiosk.sources.http import Http
from kiosk.sources.pretix import shop
from kiosk.sources.pretix.client import Client, mapping
from kiosk.sources.pretix.options import Options
from kiosk.sources.pretix.pull import Memory, Puller, order_query, read_orders
from kiosk.sources.pretix.push import Pusher
from kiosk.sources.pretix.shop import understood
from kiosk.sources.pretix.texts import localised
from kiosk.sources.pretix.wire import Event, decode
from kiosk.texts import N_, _

LOOK_UP_SECONDS = 2.0
_LONGEST_CODE = 500
_TESTMODE = N_(
    "El evento está en modo de prueba: sus inscripciones de prueba no se traen, "
    "salvo que se pidan en la configuración."
)
_NO_LISTS = N_("El evento no tiene listas de check-in: créelas en pretix.")


class PretixSource:
    """One event. `token` is that of a device, or of a team where the options say so.

    `name` is what the profile calls it, "pretix:EVENT" unless another server's event has that
    name; its lists are called by it ("NAME/2").
    """

    def __init__(
        self,
        url: str,
        organizer: str,
        event: str,
        token: str,
        options: Options | None = None,
        name: str = "",
    ) -> None:
        self.name = name or f"pretix:{event}"
        self._event = event
        self._own = self.name.removeprefix("pretix:")
        self._options = options or Options()
        self._memory = Memory()
        header = ("authorization", f"{self._options.kind} {token.strip()}")
        http = Http(url, header, ca_file=self._options.ca_file)
        self._client = Client(http, organizer, event)

    def check(self) -> Checked:
        """Reach it, be known there, find the event, and be let see orders and lists.

        A device that may see no orders is of use all the same, which a note says.
        """
        answer = shop.event(self._client)
        ours = datetime.now(UTC)
        event = mapping(answer.body)
        with understood():
            name = localised(decode(event, Event, "event").name, otherwise=self._event)["es"]
        readable = self._readable(f"{self._client.event}orders/?page_size=1")
        lists = [mapping(each) for each in self._client.whole(f"{self._client.event}checkinlists/")]
        counts = [each.get("position_count") for each in lists]
        notes = (
            _TESTMODE if event.get("testmode") and not self._options.testmode else "",
            _NO_LISTS if not lists else "",
            "" if readable else shop.NO_ORDERS,
        )
        theirs = answer.server_time
        return Checked(
            event=name,
            people=max((n for n in counts if isinstance(n, int)), default=None),
            clock_seconds=(theirs - ours).total_seconds() if theirs else None,
            notes=tuple(_(note) for note in notes if note),
        )

    def pull(self, cursor: Cursor, *, full: bool = False) -> Iterator[Batch]:
        """What is new since the cursor, a page of orders at a time (pull.py)."""
        puller = Puller(self._client, self._own, self._options, self._memory)
        return puller.pull(cursor, full=full)

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """Give back what happened, one receipt a job and in their order (push.py)."""
        return Pusher(self._client, self._own, self._memory).push(jobs)

    def look_up(self, code: str) -> Batch | None:
        """The order that holds this code, whole; None where the event has none. No cursor.

        pretix finds codes by their beginning, and much else that contains the text, so only an
        equal code counts.
        """
        if not code.strip() or not code.isprintable() or len(code) > _LONGEST_CODE:
            return None
        ends = time.monotonic() + LOOK_UP_SECONDS

        def left() -> float:
            return max(ends - time.monotonic(), 0.0)

        if self._memory.shop is None:
            self._memory.shop = shop.bare(self._client, self._options, left)
        known, path = self._memory.shop, f"{self._client.event}orders/"
        query = [("search", code), *order_query(self._options, known)]
        page = next(self._client.pages(path, query, deadline=left()))
        for raw in page.objects:
            found = read_orders([raw], known, self._own, self._options)
            if any(each.code == code for each in found.batch.registrations):
                self._memory.positions.update(found.ids)
                return found.batch
        return None

    def _readable(self, orders: str) -> bool:
        """Whether orders may be read, which some profiles of devices forbid."""
        try:
            self._client.one(orders).json()
        except SourceError as error:
            if not shop.profile_forbids(error):
                raise
            return False
        return True

    def close(self) -> None:
        """Let go of connections."""
        self._client.http.close()
