"""Asks Indico's check-in API for one event; says what its refusals mean, and means nothing else.

https://github.com/indico/indico/blob/master/indico/modules/events/registration/api.py: a list
comes whole, without pages, and says nothing of when its rows changed. Errors may be HTML.
"""

from __future__ import annotations

from urllib.parse import quote

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http import WHOLE_SECONDS, Http
from kiosk.sources.http_answer import Answer
from kiosk.texts import N_

_SCOPE = "insufficient_scope"


class Client:
    """The API of one event, for a token that its server knows."""

    def __init__(self, http: Http, event_id: str) -> None:
        self.http = http
        self.event_id = event_id
        self._event = f"api/checkin/event/{_part(event_id)}/"

    def event(self) -> Answer:
        """The event with its tags."""
        return expect(self.http.get(self._event))

    def forms(self, *, deadline: float = WHOLE_SECONDS) -> list[object]:
        """All registration forms of the event."""
        return _list(self.http.get(f"{self._event}forms/", deadline=deadline))

    def rows(self, form_id: str) -> list[object]:
        """Everybody of a form, in every state; who is not there was deleted."""
        return _list(self.http.get(f"{self._event}forms/{_part(form_id)}/registrations/"))

    def detail(self, form_id: str, registration_id: str) -> object | None:
        """One registration with all fields; None where it was deleted."""
        return _object(self.http.get(self._registration(form_id, registration_id)))

    def ticket(self, uuid: str, *, deadline: float = WHOLE_SECONDS) -> object | None:
        """The registration of a ticket's code, of whatever event; None where there is none."""
        return _object(self.http.get(f"api/checkin/ticket/{_part(uuid)}", deadline=deadline))

    def check_in(self, form_id: str, registration_id: str, *, checked_in: bool) -> Answer:
        """Check somebody in, or take it back; with whatever status. Twice does nothing more."""
        path = self._registration(form_id, registration_id)
        return self.http.patch(path, {"checked_in": checked_in})

    def sheet(self, form_id: str, config: str) -> Answer:
        """The export of a saved list view, with whatever status."""
        path = f"event/{_part(self.event_id)}/manage/registration/{_part(form_id)}"
        return self.http.get(f"{path}/registrations/registrations.csv", {"config": config})

    def _registration(self, form_id: str, registration_id: str) -> str:
        return f"{self._event}forms/{_part(form_id)}/registrations/{_part(registration_id)}"


def expect(answer: Answer) -> Answer:
    """This answer where it is a good one; else SourceError in words of Indico's settings."""
    try:
        return answer.expect()
    except SourceError as error:
        if error.trouble is not Trouble.RIGHTS:
            raise
        raise _no_rights(str(error.params.get("said", "—"))) from error


def _no_rights(said: str) -> SourceError:
    if said == _SCOPE:
        return SourceError(
            Trouble.RIGHTS,
            N_(
                "Al token le falta el alcance «registrants»: "
                "cree en Indico otro que lo tenga y péguelo aquí."
            ),
        )
    return SourceError(
        Trouble.RIGHTS,
        N_(
            "Quien creó el token no puede acreditar en este evento: "
            "dele en Indico el permiso de check-in ({said})."
        ),
        said=said,
    )


def _part(text: str) -> str:
    """A piece of a path; "." and ".." would lead elsewhere."""
    return quote(text, safe="").replace(".", "%2E")


def _list(answer: Answer) -> list[object]:
    found = expect(answer).json()
    if not isinstance(found, list):
        raise SourceError(
            Trouble.ANSWER, N_("La respuesta del servidor no es la lista que se pidió.")
        )
    return found


def _object(answer: Answer) -> object | None:
    """An object; None where Indico itself says, in JSON, that it has no such thing.

    A page with that status is not about the object: the whole event is not there.
    """
    if answer.status == 404 and answer.body.lstrip()[:1] == b"{":
        return None
    return expect(answer).json()
