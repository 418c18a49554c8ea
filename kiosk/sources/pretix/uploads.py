"""Hands a file that answers a question to pretix, which gives a word for it; keeps no file.

https://docs.pretix.eu/dev/api/fileupload.html: the word counts for a day and for this token only,
so a file is uploaded again with every try.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.sources.http import Http
from kiosk.sources.http_answer import Answer
from kiosk.texts import N_

LARGEST = 10 * 1024 * 1024
"""Bytes that pretix takes by default (FILE_UPLOAD_MAX_SIZE_OTHER)."""
KINDS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}
REFERENCE = "file:"


def upload(http: Http, path: Path) -> Answer:
    """The answer to the file, whose JSON names it. Raises WrongUseError where it cannot be sent.

    Its name stays here: it may say more than the question asked for.
    """
    suffix = path.suffix.lower()
    kind = KINDS.get(suffix)
    if kind is None:
        raise WrongUseError(
            N_("pretix no recibe el archivo «{file}»: debe ser PDF, PNG, JPG o GIF."),
            file=path.name,
        )
    headers = {
        "content-type": kind,
        "content-disposition": f'attachment; filename="answer{suffix}"',
    }
    return http.post_bytes("api/v1/upload", _content(path), headers=headers)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a path with a zero in it is a ValueError
        raise WrongUseError(
            N_("El archivo «{file}» de la respuesta ya no se puede leer en esta computadora."),
            file=path.name,
        ) from error
    if len(content) > LARGEST:
        raise WrongUseError(
            N_("El archivo «{file}» es demasiado grande para pretix (más de {limit} MB)."),
            file=path.name,
            limit=LARGEST // (1024 * 1024),
        )
    return content
