"""What the answer of a list's server means: a list, a page, a refusal; reads no row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

from kiosk.domain.feed import Cursor, SourceError, Trouble
from kiosk.sources.http_answer import Answer
from kiosk.texts import N_

_GOOD = {200, 203}
_SAME_SECOND = timedelta(seconds=2)
_LONGEST_TAG = 500
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:(?!\?xml)|.*<html\b)", re.IGNORECASE | re.DOTALL
)
_REFUSED = {
    401: Trouble.TOKEN,
    403: Trouble.RIGHTS,
    404: Trouble.WRONG_EVENT,
    410: Trouble.WRONG_EVENT,
}


def conditions(known: Cursor) -> dict[str, str]:
    """The headers that ask for a list only where it is another one than the one known."""
    if known.get("etag"):
        return {"if-none-match": known["etag"]}
    return {"if-modified-since": known["modified"]} if known.get("modified") else {}


def cursor_of(answer: Answer, how: str) -> Cursor:
    """What is remembered of a list. `how` it is read is Reading.mark."""
    return {
        "sha256": hashlib.sha256(answer.body).hexdigest(),
        "how": how,
        "etag": _tag(answer.headers),
        "modified": _modified(answer),
    }


def list_of(answer: Answer, *, private: bool) -> bytes:
    """The body where it may be a list, whatever its type says. `private`: a secret was sent."""
    if answer.status in _REFUSED:
        raise _refused(answer.status, private=private)
    if answer.status not in _GOOD:
        answer.expect()
        sentence = N_("El servidor contestó algo inesperado ({status}): {said}")
        raise SourceError(Trouble.ANSWER, sentence, status=answer.status, said="—")
    if not answer.body.strip():
        raise SourceError(Trouble.ANSWER, N_("La dirección no devuelve nada: la lista está vacía."))
    if _PAGE.match(answer.body[:2048].replace(b"\0", b"")):
        sentence = N_(
            "La dirección devuelve una página web, no una lista: ¿está publicada? "
            "¿O falta entrar en la página de acceso del Wi-Fi?"
        )
        raise SourceError(Trouble.ANSWER, sentence)
    return answer.body


def _refused(status: int, *, private: bool) -> SourceError:
    if status in {404, 410}:
        message = N_(
            "En esa dirección no hay nada ({status}): ¿cambió, o dejó de estar publicada la lista?"
        )
    elif private:
        message = N_("El servidor no acepta la clave de esta lista ({status}). Cópiela otra vez.")
    else:
        message = N_("El servidor pide una clave ({status}), o la lista no está publicada.")
    return SourceError(_REFUSED[status], message, status=status)


def _tag(headers: Mapping[str, str]) -> str:
    """The ETag as it is sent back; one that no header can hold is none."""
    text = headers.get("etag", "").strip()
    fits = text.isascii() and text.isprintable() and len(text) <= _LONGEST_TAG
    return text if fits else ""


def _modified(answer: Answer) -> str:
    """The Last-Modified header; "" where the list may have changed again in the same second."""
    text, asked = answer.headers.get("last-modified", ""), answer.server_time
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return ""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return text if asked and asked - aware >= _SAME_SECOND and text.isascii() else ""
