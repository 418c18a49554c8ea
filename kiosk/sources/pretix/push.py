"""Gives back to pretix what happened here, one thing at a time; decides nothing and loses nothing.

A refusal of the server stops nothing: its words come back with the receipt. What got no answer,
or one that is not pretix's, waits; so does everything behind a server that does not answer twice,
or that says how long it wants to be left alone. An entry's own id goes along, so that sending
twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from kiosk.domain.delivery import Delivery, PushJob, PushKind, Receipt
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http_answer import Answer
from kiosk.sources.http_trouble import retry_after, words
from kiosk.sources.pretix import checkins, push_bodies
from kiosk.sources.pretix.client import Client, parsed
from kiosk.sources.pretix.pull import Memory
from kiosk.sources.pretix.shop import understood
from kiosk.texts import N_, _

_NO_ANSWERS = 2
_ASKS_TO_WAIT = {409, 429, 503}
_LEAVE_ALONE = {429, 503}
_NO_LIST = N_("Esta entrada no es de una lista de check-in de este evento.")
_NO_TICKET = N_("pretix no tiene la inscripción {ticket}.")
_DONE_BEFORE = "unsuccessful"
"""In pretix's answer to a second annulment: it does not stand any more, which is what we want."""


class Pusher:
    """Gives back to one event. `memory` is what pulls have remembered."""

    def __init__(self, client: Client, slug: str, memory: Memory) -> None:
        self._client = client
        self._slug = slug
        self._memory = memory

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """A receipt for each job, in their order."""
        silent, left_alone = 0, None
        for job in jobs:
            if silent >= _NO_ANSWERS or left_alone is not None:
                yield Receipt(job.entry_id, Delivery.WAITING, retry_after=left_alone)
                continue
            try:
                receipt = self._one(job)
            except SourceError as error:
                if error.trouble not in {Trouble.UNREACHABLE, Trouble.SERVER, Trouble.ANSWER}:
                    raise
                silent += error.trouble is Trouble.UNREACHABLE
                said = _(error.message).format(**error.params)
                yield Receipt(job.entry_id, Delivery.WAITING, words=said)
                continue
            silent = 0
            left_alone = receipt.retry_after if receipt.status in _LEAVE_ALONE else None
            yield receipt

    def _one(self, job: PushJob) -> Receipt:
        match job.kind:
            case PushKind.PRINTED:
                return self._printed(job)
            case _:
                number = push_bodies.list_id(job.list_ref, self._slug)
                if number is None:
                    return Receipt(job.entry_id, Delivery.REFUSED, words=_(_NO_LIST))
                return self._on_list(job, number)

    def _on_list(self, job: PushJob, number: str) -> Receipt:
        match job.kind:
            case PushKind.CHECK_IN:
                path = f"{self._client.organizer}checkinrpc/redeem/"
                return _receipt(job, self._send(path, push_bodies.check_in(job, number)))
            case PushKind.ANNUL:
                path = f"{self._client.organizer}checkinrpc/annul/"
                return _receipt(job, self._send(path, push_bodies.annul(job, number)))
            case _:
                path = f"{self._client.event}checkinlists/{number}/failed_checkins/"
                body = push_bodies.refused(job, self._position(job.source_id))
                return _receipt(job, self._send(path, body))

    def _printed(self, job: PushJob) -> Receipt:
        """Print logs have no nonce; pretix answers the same key again with the same answer."""
        position = self._position(job.source_id)
        if position is None:
            sentence = _(_NO_TICKET).format(ticket=job.source_id or job.code or "—")
            return Receipt(job.entry_id, Delivery.REFUSED, words=sentence)
        path = f"{self._client.event}orderpositions/{position}/printlog/"
        key = {"x-idempotency-key": job.entry_id}
        return _receipt(job, self._client.http.post(path, push_bodies.printed(job), headers=key))

    def _send(self, path: str, body: object) -> Answer:
        return self._client.http.post(path, body)

    def _position(self, source_id: str) -> str | None:
        """The database's id of "ABCDE-1", asked for once where no pull has brought it."""
        code, dash, _number = source_id.rpartition("-")
        if dash and source_id not in self._memory.positions:
            query = [("code", code), ("include_canceled_positions", "true")]
            for page in self._client.pages(f"{self._client.event}orders/", query):
                for raw in page.objects:
                    with understood():
                        ids = checkins.read(parsed(raw), ZoneInfo("UTC"), self._slug).ids
                    self._memory.positions.update(ids)
        return self._memory.positions.get(source_id)


def _receipt(job: PushJob, answer: Answer) -> Receipt:
    """What an answer means for the job. Only pretix's own JSON settles anything."""
    said, json = words(answer.body), _object(answer)
    status = answer.status
    if status in {401, 403}:
        answer.expect()
    if status in _ASKS_TO_WAIT:
        wait = retry_after(answer.headers.get("retry-after", ""), answer.server_time)
        return Receipt(job.entry_id, Delivery.WAITING, said, status, wait)
    if json is None or status >= 500 or 300 <= status < 400:
        return Receipt(job.entry_id, Delivery.WAITING, said, status)
    if status < 300:
        return Receipt(job.entry_id, _accepted(job, json), "", status)
    if job.kind is PushKind.ANNUL and status == 400 and _DONE_BEFORE in said:
        return Receipt(job.entry_id, Delivery.ACCEPTED, said, status)
    reason = json.get("reason") or json.get("status") or ""
    every = dict.fromkeys(filter(None, (str(reason) if reason != "error" else "", said)))
    return Receipt(job.entry_id, Delivery.REFUSED, ": ".join(every), status)


def _accepted(job: PushJob, json: dict[str, object]) -> Delivery:
    """A page that is JSON by chance is no answer: pretix says "ok", or names what it stored."""
    if job.kind in {PushKind.CHECK_IN, PushKind.ANNUL}:
        good = json.get("status") == "ok"
    else:
        good = "datetime" in json
    return Delivery.ACCEPTED if good else Delivery.WAITING


def _object(answer: Answer) -> dict[str, object] | None:
    try:
        found = answer.json()
    except SourceError:
        return None
    return found if isinstance(found, dict) else None
