"""Brings pretix's orders in pages that can be cut anywhere; stores nothing.

The first run goes in the order of creation, so that it can go on where it was cut; later ones ask
for what changed since the first page of the run before. Newest changes come first then: an order
that changes meanwhile moves to the front, where the next run finds it, and none is left out.

Texts that the event's badges ask for and that only pretix can fill in come with the orders
(pdf_data). Where the badges ask for more than before, everything is read anew.

Keys of the cursor: `modified` is the X-Page-Generated of the first page of the last complete run;
while a first run lasts, `mark` is that of its own first page and `created` the moment of the last
order that came. `texts` are the names of those texts, where there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from kiosk.domain.feed import Batch, Cursor, Document, RemoteVisit, SourceError
from kiosk.domain.registration import Registration, RowProblem
from kiosk.sources.pretix import checkins, shop
from kiosk.sources.pretix.badges import Files
from kiosk.sources.pretix.client import Client, Page, Query, parsed
from kiosk.sources.pretix.options import Options
from kiosk.sources.pretix.placeholders import pruned
from kiosk.sources.pretix.positions import Shop, registrations
from kiosk.sources.pretix.shop import understood

_LEFT_OUT = (
    *("payments", "refunds", "fees", "invoice_address", "downloads", "positions.downloads"),
)
"""Not asked for: nobody needs bills and payments at a door, so they stay on the server."""


@dataclass(slots=True)
class Memory:
    """What this program remembers of a source while it runs; nothing is lost with it.

    `files` are those of badges. `positions` are the database ids of positions by their source ids
    ("ABCDE-1" -> "4711").
    """

    shop: Shop | None = None
    files: Files = field(default_factory=Files)
    positions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Orders:
    """Some orders as values: a batch that has no cursor yet, and what the run must know.

    `codes` are those of all orders, also of those left out. `created` is the moment of the last
    one as pretix wrote it.
    """

    batch: Batch
    codes: frozenset[str]
    created: str
    ids: Mapping[str, str]


class Puller:
    """Pulls one event. `memory` outlives a pull."""

    def __init__(self, client: Client, slug: str, options: Options, memory: Memory) -> None:
        self._client = client
        self._slug = slug
        self._options = options
        self._memory = memory

    def pull(self, cursor: Cursor, *, full: bool) -> Iterator[Batch]:
        """All batches of one run; see the module's docstring for the cursor."""
        memory, fresh = self._memory, full or not cursor
        read = shop.read(self._client, self._slug, self._options, memory.files, fresh=fresh)
        memory.shop = read.shop
        known = read.shop.texts <= set(cursor.get("texts", "").split())
        start: Cursor = dict(cursor) if known and not full else {}
        first = "modified" not in start
        yield Batch(
            cursor=start,
            documents=read.documents,
            catalogue=read.shop.catalogue,
            checkpoints=read.checkpoints,
            begins=first and "created" not in start,
            server_time=read.server_time,
        )
        try:
            yield from self._first(start, read.shop) if first else self._changes(start, read.shop)
        except SourceError as error:
            if not shop.profile_forbids(error):
                raise
            # lists came and scans can be given back: that is a run, though nobody came with it
            yield Batch(cursor=start, problems=(RowProblem(0, "orders", shop.NO_ORDERS),))

    def _first(self, start: Cursor, known: Shop) -> Iterator[Batch]:
        """All orders by creation, from the last one that came; ends only where none was missed."""
        since, mark = start.get("created", ""), start.get("mark", "")
        query = [("ordering", "datetime"), *([("created_since", since)] if since else [])]
        seen: set[str] = set()
        for page in self._pages(query, known):
            orders = read_orders(page.objects, known, self._slug, self._options)
            mark, since = mark or page.generated, orders.created or since
            seen |= orders.codes
            if page.more:
                cursor = {"mark": mark, "created": since} if since else {}
                yield self._batch(orders, page, _named(cursor, known), len(seen))
                continue
            # orders deleted meanwhile move others over the edge of a page: begin again next time
            whole = page.count is None or len(seen) >= page.count
            cursor = {"modified": mark} if whole and mark else {}
            last = self._batch(orders, page, _named(cursor, known), len(seen))
            yield replace(last, ends=whole)

    def _changes(self, start: Cursor, known: Shop) -> Iterator[Batch]:
        """What changed since the mark, which moves on only when all of it has come."""
        mark, done = "", 0
        query = [("ordering", "-last_modified"), ("modified_since", start["modified"])]
        for page in self._pages(query, known):
            orders = read_orders(page.objects, known, self._slug, self._options)
            mark, done = mark or page.generated, done + len(orders.codes)
            cursor = start if page.more or not mark else {"modified": mark}
            yield self._batch(orders, page, _named(cursor, known), done)

    def _pages(self, query: Query, known: Shop) -> Iterator[Page]:
        every = [*query, *order_query(self._options, known)]
        return self._client.pages(f"{self._client.event}orders/", every, ahead=True)

    def _batch(self, orders: Orders, page: Page, cursor: Cursor, done: int) -> Batch:
        """`done` and `total` count orders: how many tickets they hold only the server knows."""
        self._memory.positions.update(orders.ids)
        return replace(
            orders.batch,
            cursor=cursor,
            done=done,
            total=None if page.count is None else max(page.count, done),
            server_time=page.server_time,
        )


def _named(cursor: Cursor, known: Shop) -> Cursor:
    """The cursor with the texts that its orders came with; the beginning needs none."""
    return {**cursor, "texts": " ".join(sorted(known.texts))} if cursor and known.texts else cursor


def order_query(options: Options, known: Shop) -> Query:
    """What is asked for of every order."""
    return [
        *([("pdf_data", "true")] if known.texts else []),
        ("include_canceled_positions", "true"),
        *([] if options.testmode else [("testmode", "false")]),
        *(("exclude", field) for field in _LEFT_OUT),
    ]


def _kept(raw: bytes, data: object, known: Shop) -> str:
    """The order as it came, without the texts that no badge asks for."""
    if isinstance(data, dict) and pruned(data, known.texts):
        return msgspec.json.encode(data).decode()
    return raw.decode()


def read_orders(objects: Iterable[bytes], known: Shop, slug: str, options: Options) -> Orders:
    """Orders (each as its JSON) as values, every position of theirs among the registrations."""
    people: list[Registration] = []
    visits: list[RemoteVisit] = []
    documents: list[Document] = []
    codes, ids, created = set(), {}, ""
    with understood():
        for raw in objects:
            data = parsed(raw)
            order = registrations(data, known)
            read = checkins.read(data, known.zone, slug, options.lists)
            codes.add(order.code)
            created = read.created or created
            if order.testmode and not options.testmode:
                continue
            people += order.registrations
            visits += read.visits
            documents.append(Document("order", order.code, _kept(raw, data, known)))
            ids.update(read.ids)
    batch = Batch({}, tuple(people), tuple(visits), documents=tuple(documents))
    return Orders(batch, frozenset(codes), created, ids)
