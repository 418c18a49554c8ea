"""Gives back to pretix what happened here, one thing at a time; decides nothing and loses nothing.

A refusal of the server stops nothing: its words come back with the receipt. What got no answer,
or one that is not pretix's, waits; so does everything behind a server that does not answer twice,
or that says how long it wants to be left alone. An entry's own id goes along, so that sending
twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.delivery import Delivery, PushJob, PushKind, Receipt
from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http_answer import Answer
from kiosk.sources.http_trouble import retry_after, words
from kiosk.sources.pretix import checkins, push_bodies, uploads
from kiosk.sources.pretix.client import Client, mapping, parsed
from kiosk.sources.pretix.pull import Memory
from kiosk.sources.pretix.shop import understood
from kiosk.texts import N_, _

_Json = dict[str, object] | list[object]
_NO_ANSWERS = 2
_ASKS_TO_WAIT = {409, 429, 503}
_FOR_PEOPLE = {
    *(Trouble.TOKEN, Trouble.REVOKED, Trouble.RIGHTS, Trouble.NAME, Trouble.TLS, Trouble.CLOCK),
}
"""Nothing that is sent next would fare better: somebody must mend this first."""
_NO_LIST = N_("Esta entrada no es de una lista de check-in de este evento.")
_NO_TICKET = N_("pretix no tiene la inscripción {ticket}.")
_DONE_BEFORE = "unsuccessful"
"""In pretix's answer to a second annulment: it does not stand any more, which is what we want."""


class _RefusedFileError(Exception):
    """A file that pretix will never take, or that is not there any more."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.words, self.status = words, status

    def receipt(self, job: PushJob) -> Receipt:
        """What becomes of the job: refused, visible, and sent again when somebody says so."""
        return Receipt(job.entry_id, Delivery.REFUSED, self.words, self.status)


class Pusher:
    """Gives back to one event. `memory` is what pulls have remembered."""

    def __init__(self, client: Client, slug: str, memory: Memory) -> None:
        self._client = client
        self._slug = slug
        self._memory = memory
        self._files: set[str] | None = None  # questions that are answered with a file

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """A receipt for each job, in their order."""
        silent = 0
        behind: Receipt | None = None
        for job in jobs:
            if silent >= _NO_ANSWERS or behind is not None:
                wait = behind.retry_after if behind else None
                yield Receipt(job.entry_id, Delivery.WAITING, retry_after=wait)
                continue
            try:
                receipt, silent = self._one(job), 0
            except SourceError as error:
                if error.trouble in _FOR_PEOPLE:
                    raise
                silent += error.trouble is Trouble.UNREACHABLE
                receipt = _no_answer(job, error)
            behind = receipt if _leaves_alone(receipt) else None
            yield receipt

    def _one(self, job: PushJob) -> Receipt:
        if job.kind is PushKind.PRINTED:
            return self._printed(job)
        number = push_bodies.list_id(job.list_ref, self._slug)
        if number is None:
            return Receipt(job.entry_id, Delivery.REFUSED, words=_(_NO_LIST))
        if job.answers and job.kind is PushKind.CHECK_IN:
            try:
                job = replace(job, answers=self._with_files(job.answers))
            except _RefusedFileError as error:
                return error.receipt(job)
        path, body = self._on_list(job, number)
        return _receipt(job, self._client.http.post(path, body))

    def _with_files(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """The answers with pretix's word for each file in the place of its path."""
        if self._files is None:
            rows = self._client.whole(f"{self._client.event}questions/", optional=True)
            found = [mapping(row) for row in rows]
            self._files = {str(row.get("id")) for row in found if row.get("type") == "F"}
        return {
            question: self._uploaded(text) if question in self._files else text
            for question, text in answers.items()
        }

    def _uploaded(self, text: str) -> str:
        if not text or text.startswith(uploads.REFERENCE):
            return text
        try:
            answer = uploads.upload(self._client.http, Path(text))
        except WrongUseError as error:
            raise _RefusedFileError(_(error.message).format(**error.params)) from error
        if answer.status == 400:
            raise _RefusedFileError(words(answer.body), answer.status)
        said = mapping(answer.expect().body).get("id")
        if not isinstance(said, str) or not said.startswith(uploads.REFERENCE):
            raise SourceError(Trouble.ANSWER, N_("La respuesta del servidor llegó dañada."))
        return said

    def _on_list(self, job: PushJob, number: str) -> tuple[str, dict[str, Any]]:
        """Where it is sent and what is sent."""
        match job.kind:
            case PushKind.CHECK_IN:
                body = push_bodies.check_in(job, number)
                return f"{self._client.organizer}checkinrpc/redeem/", body
            case PushKind.ANNUL:
                return f"{self._client.organizer}checkinrpc/annul/", push_bodies.annul(job, number)
            case _:
                path = f"{self._client.event}checkinlists/{number}/failed_checkins/"
                return path, push_bodies.refused(job, self._position(job.source_id))

    def _printed(self, job: PushJob) -> Receipt:
        """Print logs have no nonce; pretix answers the same key again with the same answer."""
        position = self._position(job.source_id)
        if position is None:
            sentence = _(_NO_TICKET).format(ticket=job.source_id or job.code or "—")
            return Receipt(job.entry_id, Delivery.REFUSED, words=sentence)
        path = f"{self._client.event}orderpositions/{position}/printlog/"
        key = {"x-idempotency-key": job.entry_id}
        return _receipt(job, self._client.http.post(path, push_bodies.printed(job), headers=key))

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
    said, json = words(answer.body), _json(answer)
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
    return Receipt(job.entry_id, Delivery.REFUSED, _why(json, said), status)


def _no_answer(job: PushJob, error: SourceError) -> Receipt:
    """Our own words for what kept it from arriving."""
    said, status = _(error.message).format(**error.params), error.params.get("status")
    number = status if isinstance(status, int) else 0
    return Receipt(job.entry_id, Delivery.WAITING, said, number, error.retry_after)


def _leaves_alone(receipt: Receipt) -> bool:
    """Whether the server asked for no more for now: 503 alone is also said of one request."""
    return receipt.status == 429 or (receipt.status == 503 and receipt.retry_after is not None)


def _why(json: _Json, said: str) -> str:
    """Pretix's word for the refusal and its explanation; else whatever it wrote for people."""
    if not isinstance(json, dict) or "status" not in json:
        return said
    reason = json.get("reason") or json.get("status")
    return ": ".join(str(each) for each in (reason, json.get("reason_explanation")) if each)


def _accepted(job: PushJob, json: _Json) -> Delivery:
    """A page that is JSON by chance is no answer: pretix says "ok", or names what it stored."""
    if not isinstance(json, dict):
        return Delivery.WAITING
    if job.kind in {PushKind.CHECK_IN, PushKind.ANNUL}:
        good = json.get("status") == "ok"
    else:
        good = "datetime" in json
    return Delivery.ACCEPTED if good else Delivery.WAITING


def _json(answer: Answer) -> _Json | None:
    """The JSON of an answer; pretix refuses with an object, or with a list of sentences."""
    try:
        found = answer.json()
    except SourceError:
        return None
    return found if isinstance(found, dict | list) else None
