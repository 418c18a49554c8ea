"""One Indico event as a registration source: ties reading and giving back to one connection."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.domain import indico_code
from kiosk.domain.delivery import PushJob, Receipt
from kiosk.domain.event import Event
from kiosk.domain.feed import Batch, Checked, Cursor
from kiosk.domain.names import clean
from kiosk.sources.http import Http
from kiosk.sources.indico import lists, options, rules, wire
from kiosk.sources.indico.client import Client
from kiosk.sources.indico.fields import Place, filled
from kiosk.sources.indico.known import Known
from kiosk.sources.indico.lists import Memory, name_of
from kiosk.sources.indico.mapping import FormName, Item, Reading, meant
from kiosk.sources.indico.options import Options
from kiosk.sources.indico.pull import Puller, batch_of
from kiosk.sources.indico.push import Pusher, Standing
from kiosk.sources.indico.wire import Row, decode
from kiosk.texts import N_, _

LOOK_UP_SECONDS = 2.0
_NO_FORMS = N_("El evento no tiene formularios de inscripción.")
_UNKNOWN = {
    "role": N_("Una regla da el rol «{name}», que este evento no tiene."),
    "checkpoint": N_("Una regla invita al punto de control «{name}», que este evento no tiene."),
}


@dataclass(frozen=True, slots=True)
class FormSeen:
    """A form for people to confirm: its fields, and what each is for (guess.TARGETS by id).

    `samples` are the texts of a newest registration by field id. Without any registration there
    are no fields to be seen.
    """

    form: FormName
    people: int
    fields: tuple[Place, ...]
    mapping: Mapping[str, str]
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def open_source(
    name: str, settings: Mapping[str, object], secret: str, event: Event
) -> IndicoSource:
    """The source of those settings. Raises WrongUseError where they make no sense."""
    url, event_id, found = options.read(name, settings, event)
    return IndicoSource(url, event_id, secret, found, name)


class IndicoSource:
    """One event. `token` is a personal one with the scope "registrants".

    Its name is what checkpoints call the event's one check-in by (source_ref).
    """

    def __init__(
        self,
        base_url: str,
        event_id: str,
        token: str,
        chosen: Options | None = None,
        name: str = "",
    ) -> None:
        """Raises WrongUseError for a rule that makes no sense, SourceError for a bad address."""
        self.name = name or f"indico:{event_id}"
        self._options = chosen or Options()
        self._reading = Reading(self.name, self._options, rules.parse(self._options.rules))
        self._memory = Memory()
        self._standing = Standing()
        header = ("authorization", f"Bearer {token.strip()}")
        http = Http(base_url, header, ca_file=self._options.ca_file)
        self._client = Client(http, event_id)

    def check(self) -> Checked:
        """Reach it, be known there, find the event and its forms, be let see one list."""
        answer = self._client.event()
        ours, theirs = datetime.now(UTC), answer.server_time
        event = decode(answer.json(), wire.Event)
        forms = lists.forms(self._client, self._options)
        for form in forms[:1]:
            self._client.rows(str(form.id))
        return Checked(
            event=clean(event.title or "") or self.name,
            people=sum(form.registration_count or 0 for form in forms),
            clock_seconds=(theirs - ours).total_seconds() if theirs else None,
            notes=(*(() if forms else (_(_NO_FORMS),)), *self._doubts()),
        )

    def forms(self) -> Iterator[FormSeen]:
        """Each chosen form with its fields and what they seem to be for."""
        for form in lists.forms(self._client, self._options):
            name = name_of(form)
            rows = (decode(data, Row) for data in self._client.rows(name.id))
            found = lists.sample(self._client, self._memory, [Item(name, row) for row in rows])
            places = tuple(each.place for each in found)
            samples = {each.place.id: each.texts for each in found}
            targets = meant(Item(name, Row(0), found), self._options)
            yield FormSeen(name, form.registration_count or 0, places, targets, samples)

    def pull(self, cursor: Cursor, *, full: bool = False) -> Iterator[Batch]:
        """What is new since the cursor, the lists first (pull.py)."""
        return Puller(self._client, self._reading, self._memory).pull(cursor, full=full)

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """Give check-ins back, one receipt a job and in their order (push.py)."""
        return Pusher(self._client, self._standing).push(jobs)

    def look_up(self, code: str) -> Batch | None:
        """The registration of this code, whole; None where none of this event has it. No cursor.

        A token often reaches other events of the server too: their tickets are not ours.
        """
        read = indico_code.read(code)
        uuid = read.uuid if read else indico_code.uuid_of(code)
        elsewhere = read and read.server != indico_code.server_of(str(self._client.http.base))
        if not uuid or elsewhere:
            return None
        ends = time.monotonic() + LOOK_UP_SECONDS
        data = self._client.ticket(uuid, deadline=LOOK_UP_SECONDS)
        row = decode(data, Row) if data is not None else None
        if row is None or str(row.event_id) != self._client.event_id:
            return None
        form = self._form(str(row.regform_id), max(ends - time.monotonic(), 0.0))
        if form is None:
            return None
        return batch_of([Item(form, row, filled(row))], self._reading, Known({}))

    def close(self) -> None:
        """Let go of connections."""
        self._client.http.close()

    def _doubts(self) -> Iterator[str]:
        """Rules that give what this event does not have: mostly a slip of the pen."""
        known = {"role": self._options.roles, "checkpoint": self._options.checkpoints}
        for rule in self._reading.rules:
            for kind, names in (("role", rule.roles), ("checkpoint", rule.checkpoints)):
                for name in names:
                    if name not in known[kind]:
                        yield _(_UNKNOWN[kind], name=name)

    def _form(self, form_id: str, left: float) -> FormName | None:
        """A chosen form by its id; None for one that is not. `left` in seconds."""
        if form_id not in self._memory.forms:
            forms = lists.forms(self._client, self._options, deadline=left)
            self._memory.forms = {str(form.id): name_of(form) for form in forms}
        return self._memory.forms.get(form_id)
