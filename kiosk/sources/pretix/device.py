"""Pairs this computer with a pretix as a device, and asks what it is there; stores no token.

https://docs.pretix.eu/dev/api/deviceauth.html is where the QR text and the calls come from; the
link form pretixscan://setup?url=...&token=... was proposed for pretixSCAN in 2026 and means the
same.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec

from kiosk import __version__
from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http import Http
from kiosk.sources.http_answer import Answer
from kiosk.sources.http_trouble import words
from kiosk.texts import N_
from kiosk.typed import from_json

T = TypeVar("T")

_HANDSHAKE = 1
_UNKNOWN = platform.system() or "PC"
_NO_PRETIX = N_("En esa dirección no contesta un pretix. Revise la dirección.")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What pretix shows once when a device is made there: where to go, and a one-time token."""

    url: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paired:
    """What pretix says of this device. `token` is secret and stands for the device from now on.

    `profile` is what the device may do ("full", "pretixscan", ...), `gate` where it stands.
    """

    url: str
    organizer: str
    token: str = field(repr=False)
    name: str = ""
    number: str = ""
    serial: str = ""
    gate: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """The event that pretix thinks this device should serve now, with a date and a list if any."""

    event: str
    name: str = ""
    date: str = ""
    list_id: str = ""


class _Gate(msgspec.Struct):
    name: str | None = None


class _Device(msgspec.Struct):
    organizer: str
    api_token: str
    device_id: int | str | None = None
    unique_serial: str | None = None
    name: str | None = None
    security_profile: str | None = None
    gate: _Gate | None = None


class _Info(msgspec.Struct):
    device: _Device


class _Event(msgspec.Struct):
    slug: str
    name: object = None


class _Selection(msgspec.Struct):
    event: _Event
    subevent: int | str | None = None
    checkinlist: int | str | None = None


class _Setup(msgspec.Struct):
    url: str
    token: str
    handshake_version: int = _HANDSHAKE


def invitation(text: str) -> Invitation:
    """What the QR text for a new device says. WrongUseError where it is none of ours."""
    if text.strip().lower().startswith("pretixscan:"):
        given = parse_qs(urlsplit(text.strip()).query)
        url, token = given.get("url", [""])[0], given.get("token", [""])[0]
        return typed(url, token)
    try:
        setup = from_json(text.encode("utf-8", "replace"), _Setup)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise WrongUseError(
            N_("Este código no es el de un equipo nuevo de pretix: créelo en pretix, Equipos.")
        ) from error
    if setup.handshake_version > _HANDSHAKE:
        raise WrongUseError(
            N_("Este pretix pide una versión más nueva de este programa: actualícelo.")
        )
    return typed(setup.url, setup.token)


def typed(url: str, token: str) -> Invitation:
    """The same, typed by hand: an address without https:// gets it."""
    where, code = url.strip().rstrip("/"), token.strip()
    if not where or not code:
        raise WrongUseError(N_("Faltan la dirección de pretix o el código del equipo."))
    return Invitation(where if "://" in where else f"https://{where}", code)


def pair(to: Invitation, *, host: str = "", ca_file: Path | None = None) -> Paired:
    """Use up the one-time token. It works once: keep the answer before anything else.

    `host` is this computer's name, so that people find it in pretix.
    """
    http = Http(to.url, ca_file=ca_file)
    try:
        answer = http.post("api/v1/device/initialize", {"token": to.token, **_about(host)})
    finally:
        http.close()
    if answer.status == 400:
        raise _refused(words(answer.body))
    return _paired(to.url, _device(answer))


def info(url: str, token: str, *, ca_file: Path | None = None) -> Paired:
    """What pretix says of the device now: its name, gate or rights may have changed."""
    answer = _ask(url, token, "api/v1/device/info", ca_file)
    return _paired(url, _decoded(answer, _Info).device)


def selected(url: str, token: str, *, ca_file: Path | None = None) -> Selected | None:
    """The event that this device should serve, None where pretix has none for it."""
    answer = _ask(url, token, "api/v1/device/eventselection", ca_file)
    if answer.status == 404 and not words(answer.body):
        return None
    found = _decoded(answer, _Selection)
    name = found.event.name
    return Selected(
        found.event.slug,
        name if isinstance(name, str) else "",
        _text(found.subevent),
        _text(found.checkinlist),
    )


def _about(host: str) -> dict[str, object]:
    """What pretix wants to know of the computer; every field must have something."""
    return {
        "hardware_brand": _UNKNOWN,
        "hardware_model": platform.machine() or _UNKNOWN,
        "os_name": _UNKNOWN,
        "os_version": platform.release()[:190] or _UNKNOWN,
        "software_brand": "kiosk",
        "software_version": __version__,
        "info": {"hostname": host} if host else {},
    }


def _refused(said: str) -> SourceError:
    """Why the one-time token is not taken. pretix says it in English whatever the language."""
    lower = said.lower()
    if "already been used" in lower:
        sentence = N_("Ese código de equipo ya se usó. Cree otro equipo en pretix y use el nuevo.")
    elif "revoked" in lower:
        sentence = N_("Ese equipo fue retirado en pretix. Cree otro y use su código.")
    elif "unknown" in lower:
        sentence = N_("pretix no conoce ese código de equipo. Revise que esté bien copiado.")
    else:
        sentence = N_("pretix no acepta este equipo: {said}")
    return SourceError(Trouble.TOKEN, sentence, said=said or "—")


def _ask(url: str, token: str, path: str, ca_file: Path | None) -> Answer:
    http = Http(url, ("authorization", f"Device {token.strip()}"), ca_file=ca_file)
    try:
        return http.get(path)
    finally:
        http.close()


def _device(answer: Answer) -> _Device:
    if answer.status in {404, 405, 410}:
        raise SourceError(Trouble.ANSWER, _NO_PRETIX)
    return _decoded(answer, _Device)


def _decoded(answer: Answer, kind: type[T]) -> T:
    answer.expect().json()
    try:
        return from_json(answer.body, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(Trouble.ANSWER, _NO_PRETIX) from error


def _paired(url: str, device: _Device) -> Paired:
    return Paired(
        url=url,
        organizer=device.organizer,
        token=device.api_token,
        name=device.name or "",
        number=_text(device.device_id),
        serial=device.unique_serial or "",
        gate=(device.gate.name or "") if device.gate else "",
        profile=device.security_profile or "",
    )


def _text(value: int | str | None) -> str:
    return "" if value is None else str(value)
