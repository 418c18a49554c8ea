"""What went wrong with a request, as a SourceError that says how to mend it; asks nobody."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import msgspec

from kiosk.domain.feed import SourceError, Trouble
from kiosk.texts import N_

_LONGEST_WAIT = 3600.0
"""Seconds: a server that asks for more is asked again after an hour, people want to see why."""
_LONGEST_WORDS = 200
_REVOKED = re.compile(r"revoked|revocad|widerrufen|gesperrt", re.IGNORECASE)
_NO_TOKEN = re.compile(r"invalid token|credentials|not been initialized", re.IGNORECASE)
_DEEPEST = 3

# OpenSSL's numbers of what is wrong with a certificate (x509_vfy.h)
_NOT_YET, _EXPIRED = 9, 10
_OTHER_NAME = {62, 64}
_UNKNOWN_ISSUER = {2, 18, 19, 20, 21}

_TLS = {
    _EXPIRED: N_(
        "El certificado de {host} venció, o esta computadora tiene mal la fecha ({now}). "
        "Si la fecha está bien, avise a quien administra el servidor."
    ),
    62: N_(
        "El certificado que contesta por {host} es de otro servidor. Revise la dirección, "
        "o entre primero en la página de acceso del Wi-Fi."
    ),
    20: N_(
        "No se conoce a quien firmó el certificado de {host}. Si es de su organización, "
        "indique su archivo de autoridad (CA); si no, no siga: puede no ser el servidor."
    ),
}


def trusted(ca_file: Path | None) -> ssl.SSLContext:
    """Whom we believe: the common authorities, the system's, and those in the file."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    if ca_file is None:
        return context
    try:
        context.load_verify_locations(ca_file)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise SourceError(
            Trouble.TLS,
            N_("No se puede leer el archivo de autoridad (CA) {file}: debe ser PEM."),
            file=ca_file.name,
        ) from error
    return context


def of_exception(error: Exception, url: httpx.URL) -> SourceError:
    """What an exchange without a whole answer means."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _of_certificate(cause, url.host)
        if isinstance(cause, socket.gaierror):
            return SourceError(
                Trouble.NAME,
                N_("No se encuentra {host} en la red. Revise la dirección y la conexión."),
                host=url.host,
            )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return SourceError(
            Trouble.TLS,
            N_("{host} no habla HTTPS en esa dirección. Revise si empieza con http o https."),
            host=url.host,
        )
    if isinstance(error, httpx.DecodingError):
        return SourceError(Trouble.ANSWER, N_("La respuesta del servidor llegó dañada."))
    return SourceError(Trouble.UNREACHABLE, _unreachable(error), host=url.host)


def _unreachable(error: Exception) -> str:
    match error:
        case httpx.ConnectTimeout() | httpx.ConnectError():
            return N_("No se llega a {host}. Revise la red de esta computadora.")
        case httpx.TimeoutException():
            return N_("{host} tarda demasiado en contestar: puede ser la red o el servidor.")
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return N_("La dirección de {host} no se entiende.")
        case _:
            return N_("Se cortó la conexión con {host}. Si se repite, revise la red.")


def _of_certificate(error: ssl.SSLCertVerificationError, host: str) -> SourceError:
    code, now = error.verify_code, f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
    if code == _NOT_YET:
        return SourceError(
            Trouble.CLOCK,
            N_(
                "Esta computadora cree que es {now}, y el certificado de {host} empieza después: "
                "ponga bien la fecha y la hora."
            ),
            host=host,
            now=now,
        )
    kind = 62 if code in _OTHER_NAME else 20 if code in _UNKNOWN_ISSUER else code
    sentence = _TLS.get(kind, N_("El certificado de {host} no vale: {detail}"))
    return SourceError(Trouble.TLS, sentence, host=host, now=now, detail=error.verify_message)


def of_status(
    status: int, body: bytes, headers: Mapping[str, str], server_time: datetime | None
) -> SourceError:
    """What a refusing answer means, by its status and its words."""
    said = words(body)
    if status in {429, 503}:
        return SourceError(
            Trouble.BUSY,
            N_("El servidor está ocupado y pide esperar."),
            retry_after=retry_after(headers.get("retry-after", ""), server_time),
            status=status,
        )
    if status >= 500:
        sentence = N_("El servidor falló ({status}). Si se repite, avise a quien lo administra.")
        return SourceError(Trouble.SERVER, sentence, status=status)
    trouble, sentence = _refusal(status, said)
    return SourceError(trouble, sentence, status=status, said=said or "—")


def _refusal(status: int, said: str) -> tuple[Trouble, str]:
    """Why a server does not want us. 403 can also mean an unknown token, by the words."""
    if status in {401, 403} and _REVOKED.search(said):
        return Trouble.REVOKED, N_("El servidor retiró a este equipo: hay que vincularlo otra vez.")
    if status == 401 or (status == 403 and _NO_TOKEN.search(said)):
        sentence = N_("El servidor no conoce este token ({said}). Cópielo otra vez.")
        return Trouble.TOKEN, sentence
    if status == 403:
        sentence = N_("Este token no alcanza: faltan permisos o el evento es otro ({said}).")
        return Trouble.RIGHTS, sentence
    if status in {404, 410}:
        sentence = N_("El servidor no tiene ese evento. Revise la dirección y el evento.")
        return Trouble.WRONG_EVENT, sentence
    return Trouble.ANSWER, N_("El servidor contestó algo inesperado ({status}): {said}")


def no_json(body: bytes) -> SourceError:
    """A body that is no JSON: mostly a page, of the network's entrance or of the server."""
    if body.lstrip()[:1] == b"<":
        sentence = N_(
            "En vez de datos llegó una página: revise la dirección, "
            "o entre primero en la página de acceso del Wi-Fi."
        )
        return SourceError(Trouble.ANSWER, sentence)
    return SourceError(Trouble.ANSWER, N_("La respuesta del servidor llegó dañada."))


def elsewhere(link: str) -> SourceError:
    """A server that sends us to another one, where a token has no business."""
    sentence = N_(
        "El servidor envía a otra dirección ({url}). Escriba esa si es la del servidor, "
        "o entre primero en la página de acceso del Wi-Fi."
    )
    return SourceError(Trouble.ANSWER, sentence, url=link[:_LONGEST_WORDS])


def no_address(text: str) -> SourceError:
    """What was given as the address of a server and is none."""
    sentence = N_("«{url}» no es una dirección: debe empezar con https://")
    return SourceError(Trouble.NAME, sentence, url=text.rpartition("@")[2][:_LONGEST_WORDS])


def retry_after(text: str, server_time: datetime | None) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date; None for neither."""
    if text.strip().isdecimal():
        return min(float(text), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    wait = (aware - (server_time or datetime.now(UTC))).total_seconds()
    return min(max(wait, 0.0), _LONGEST_WAIT)


def words(body: bytes) -> str:
    """What a refusing answer says, in one short line; "" where it holds no JSON with words."""
    try:
        found = next(_texts(msgspec.json.decode(body)), "")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    plain = " ".join("".join(c if c.isprintable() else " " for c in found).split())
    return plain[:_LONGEST_WORDS]


def _texts(data: object, depth: int = 0) -> Iterator[str]:
    """The texts of an error object, those that are meant for people first."""
    if depth > _DEEPEST:
        return
    if isinstance(data, str) and data.strip():
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item, depth + 1)
    elif isinstance(data, dict):
        for key in ("reason_explanation", "detail", "error", "message", *data):
            yield from _texts(data.get(key), depth + 1)


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
