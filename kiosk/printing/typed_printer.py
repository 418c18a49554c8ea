"""A printer as somebody typed it: which URIs it can mean; prints nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.domain.errors import WrongUseError
from kiosk.printing.backends.registry import backend_of, schemes
from kiosk.printing.brother.status import ASK, frames
from kiosk.printing.ipp.address import PORT as IPP_PORT
from kiosk.printing.ipp.address import address_of
from kiosk.printing.ipp.client import IppClient, RefusedError
from kiosk.printing.ipp.pins import UnreachableError
from kiosk.printing.raw_line import PORT as RAW_PORT
from kiosk.printing.raw_line import LineError, RawLine, open_line
from kiosk.printing.zpl import questions
from kiosk.texts import N_

_SECONDS = 2.0


def typed(text: str, folder: Path) -> list[str]:
    """The URIs that it can mean, the likeliest first.

    A whole URI is answered as it is. An address ("10.0.0.5", "printer.local:9100") is asked which
    languages answer there. Raises WrongUseError for a wrong URI, and where nothing answers.
    """
    text = text.strip()
    if text.partition(":")[0].lower() in schemes():
        backend_of(text, folder)
        return [text]
    host, port = _place(text)
    with ThreadPoolExecutor(max_workers=2) as both:
        ipp = both.submit(_ipp, host, port or IPP_PORT) if port != RAW_PORT else None
        raw = both.submit(_raw, host, port or RAW_PORT) if port != IPP_PORT else None
        found = [*(ipp.result() if ipp else []), *(raw.result() if raw else [])]
    if not found:
        raise WrongUseError(
            N_("Nadie responde como impresora en «{address}»: ¿está encendida y en esta red?"),
            address=text,
        )
    return found


def _place(text: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.path or " " in host:
        raise WrongUseError(
            N_("No se entiende la impresora «{text}»: escriba su dirección, por ejemplo 10.0.0.5."),
            text=text,
        )
    return f"[{host}]" if ":" in host else host, port


def _ipp(host: str, port: int) -> list[str]:
    uri = f"ipp://{host}:{port}/ipp/print"
    try:
        IppClient(address_of(uri), timeout=_SECONDS, patience=_SECONDS).printer()
    except RefusedError:
        return [uri]  # it speaks IPP
    except UnreachableError:
        return []
    return [uri]


def _raw(host: str, port: int) -> list[str]:
    """Which label language is spoken at a plain port; both are offered where nobody says."""
    place = f"{host.strip('[]')}"
    try:
        with open_line(place, port) as line:
            return _language(line, f"{host}:{port}")
    except LineError:
        return []


def _language(line: RawLine, place: str) -> list[str]:
    if questions.status(line) is not None:
        dpi = questions.head(line)
        return [f"zpl://{place}?dpi={dpi}" if dpi else f"zpl://{place}"]
    heard = frames(line.ask(ASK, frames, _SECONDS))
    if heard and heard[0].width:
        label = f"{heard[0].width}x{heard[0].length}" if heard[0].length else f"{heard[0].width}"
        return [f"brother://{place}?label={label}"]
    return [f"zpl://{place}?confirm=no", f"brother://{place}?confirm=no"]
