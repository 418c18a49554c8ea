"""Gives check-ins back to Indico, which keeps one for each registration; decides nothing.

Indico knows "checked in" and since when by its own clock: nothing of rooms, exits, refusals and
prints. Those are settled without sending anything; their receipts have status 0 and say so. Of
several entries of one registration only the last state is sent. A second check-in changes nothing
there, so sending twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kiosk.domain import indico_code
from kiosk.domain.checkpoints import Direction
from kiosk.domain.delivery import Delivery, PushJob, PushKind, Receipt
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http_answer import Answer
from kiosk.sources.http_trouble import retry_after, words
from kiosk.sources.indico.client import Client, expect
from kiosk.sources.indico.wire import Row, decode
from kiosk.texts import N_, _

_NO_ANSWERS = 2
_LEAVE_ALONE = {429, 503}
_OWN = {PushKind.CHECK_IN, PushKind.ANNUL}
_NOT_KEPT = N_("No se envió: Indico solo guarda la entrada al evento.")
_STILL_IN = N_("No se envió: otra entrada de esta persona sigue en pie.")
_NO_TICKET = N_("Indico no tiene la inscripción {ticket}.")


@dataclass(slots=True)
class Standing:
    """The entries of each registration that stand, as far as this program has seen them."""

    entries: dict[str, set[str]] = field(default_factory=dict)
    annulled: set[str] = field(default_factory=set)

    def take(self, job: PushJob) -> None:
        """Count an entry, or take the one back that an annulment means."""
        known = self.entries.setdefault(_key(job), set())
        if job.kind is PushKind.ANNUL:
            self.annulled.add(job.undoes)
            known.discard(job.undoes)
        elif job.entry_id not in self.annulled:
            known.add(job.entry_id)

    def checked_in(self, job: PushJob) -> bool:
        """Whether any entry of the job's registration stands."""
        return bool(self.entries.get(_key(job)))


class Pusher:
    """Gives back to one event. `standing` outlives a push."""

    def __init__(self, client: Client, standing: Standing) -> None:
        self._client = client
        self._standing = standing

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """A receipt for each job, in their order; what got no answer waits."""
        came = {_key(job) for job in jobs if _sendable(job) and job.kind is PushKind.CHECK_IN}
        for job in jobs:
            if _sendable(job):
                self._standing.take(job)
        sent: dict[str, Receipt] = {}
        silent, left_alone = 0, None
        for job in jobs:
            if not _sendable(job):
                yield Receipt(job.entry_id, Delivery.ACCEPTED, _(_NOT_KEPT))
                continue
            key = _key(job)
            if key in sent:
                yield replace(sent[key], entry_id=job.entry_id)
                continue
            if silent >= _NO_ANSWERS or left_alone is not None:
                yield Receipt(job.entry_id, Delivery.WAITING, retry_after=left_alone)
                continue
            receipt, answered = self._tried(job, came=key in came)
            silent = 0 if answered else silent + 1
            left_alone = receipt.retry_after if receipt.status in _LEAVE_ALONE else None
            sent[key] = receipt
            yield receipt

    def _tried(self, job: PushJob, *, came: bool) -> tuple[Receipt, bool]:
        """The receipt, and whether there was an answer. What no other try mends is raised."""
        try:
            return self._one(job, came=came), True
        except SourceError as error:
            if error.trouble not in {Trouble.UNREACHABLE, Trouble.SERVER, Trouble.ANSWER}:
                raise
            said = _(error.message).format(**error.params)
            receipt = Receipt(job.entry_id, Delivery.WAITING, said)
            return receipt, error.trouble is not Trouble.UNREACHABLE

    def _one(self, job: PushJob, *, came: bool) -> Receipt:
        """`came`: one of the jobs is an entry, which may not have been sent before."""
        checked_in = self._standing.checked_in(job)
        if checked_in and not came:
            return Receipt(job.entry_id, Delivery.ACCEPTED, _(_STILL_IN))
        form, _dash, number = (job.source_id or self._found(job)).rpartition("-")
        if not form:
            return _refused(job, 0)
        answer = self._client.check_in(form, number, checked_in=checked_in)
        return _receipt(job, answer, checked_in=checked_in)

    def _found(self, job: PushJob) -> str:
        """The source id of a code that was let in before its registration was known here."""
        uuid = _uuid(job)
        data = self._client.ticket(uuid) if uuid else None
        row = decode(data, Row) if data is not None else None
        ours = row is not None and str(row.event_id) == self._client.event_id
        return f"{row.regform_id}-{row.id}" if row and ours else ""


def _sendable(job: PushJob) -> bool:
    return job.kind in _OWN and job.direction is Direction.ENTRY


def _key(job: PushJob) -> str:
    return job.source_id or job.code


def _uuid(job: PushJob) -> str:
    code = indico_code.read(job.code)
    return code.uuid if code else indico_code.uuid_of(job.code)


def _receipt(job: PushJob, answer: Answer, *, checked_in: bool) -> Receipt:
    """What an answer means. Only Indico's own JSON that says the wanted state settles it."""
    said, status = words(answer.body), answer.status
    json = answer.body.lstrip()[:1] == b"{"
    if status in {401, 403}:
        expect(answer)
    if status in _LEAVE_ALONE:
        wait = retry_after(answer.headers.get("retry-after", ""), answer.server_time)
        return Receipt(job.entry_id, Delivery.WAITING, said, status, wait)
    if status == 404 and json:
        return _refused(job, status)
    if not json or status >= 500 or 300 <= status < 400:
        return Receipt(job.entry_id, Delivery.WAITING, said, status)
    if status >= 400:
        return Receipt(job.entry_id, Delivery.REFUSED, said, status)
    done = decode(answer.json(), Row).checked_in is checked_in
    return Receipt(job.entry_id, Delivery.ACCEPTED if done else Delivery.WAITING, "", status)


def _refused(job: PushJob, status: int) -> Receipt:
    ticket = job.source_id or job.code or "—"
    return Receipt(job.entry_id, Delivery.REFUSED, _(_NO_TICKET).format(ticket=ticket), status)
