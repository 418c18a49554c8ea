"""Printers that announce themselves on the local network (DNS-SD); asks none of them anything."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from urllib.parse import quote

from zeroconf import InterfaceChoice, IPVersion, ServiceBrowser, ServiceListener, Zeroconf

IPP, IPPS, RAW = "_ipp._tcp.local.", "_ipps._tcp.local.", "_pdl-datastream._tcp.local."
LISTENING = 1.2
"""Seconds until nearly every printer has answered: they wait up to 120 ms, once or twice."""
_RESOLVE_MS = 300


@dataclass(frozen=True, slots=True)
class Announced:
    """A printer that said it is there: how to reach it, and the name that it gives itself."""

    uri: str
    name: str


def announced(seconds: float = LISTENING, interfaces: list[str] | None = None) -> list[Announced]:
    """What announces itself within that time, by name; nothing where there is no network.

    A printer that offers plain and encrypted IPP is listed once. At port 9100 only label printers
    are listed whose language we speak. `interfaces` are addresses of this machine, else all.
    """
    try:
        zeroconf = Zeroconf(interfaces or InterfaceChoice.All, ip_version=IPVersion.V4Only)
    except OSError:
        return []
    try:
        return _listen(zeroconf, seconds)
    finally:
        zeroconf.close()


def _listen(zeroconf: Zeroconf, seconds: float) -> list[Announced]:
    names = _Names()
    ServiceBrowser(zeroconf, [IPP, IPPS, RAW], listener=names)
    names.ended.wait(seconds)
    found = [_resolved(zeroconf, kind, name) for kind, name in names.sorted()]
    by_place: dict[str, Announced] = {}
    for each in found:
        if each is not None:
            by_place.setdefault(each.uri.partition(":")[2], each)
    return sorted(by_place.values(), key=lambda each: (each.name.casefold(), each.uri))


class _Names(ServiceListener):
    """Collects the names that are announced; plain IPP comes first in the order."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self._lock = threading.Lock()
        self._found: set[tuple[str, str]] = set()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # noqa: ARG002  its interface
        """One more."""
        with self._lock:
            self._found.add((type_, name))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """Known already."""

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:  # noqa: ARG002  its interface
        """Gone again."""
        with self._lock:
            self._found.discard((type_, name))

    def sorted(self) -> list[tuple[str, str]]:
        """Kind and name of each."""
        with self._lock:
            return sorted(self._found, key=lambda each: ((IPP, IPPS, RAW).index(each[0]), each[1]))


def _resolved(zeroconf: Zeroconf, kind: str, name: str) -> Announced | None:
    info = zeroconf.get_service_info(kind, name, _RESOLVE_MS)
    addresses = info.parsed_addresses(IPVersion.V4Only) if info else []
    if info is None or not addresses or info.port is None:
        return None
    words = {
        key.decode("utf-8", "replace"): (value or b"").decode("utf-8", "replace").strip()
        for key, value in info.properties.items()
    }
    uri = uri_of(kind, addresses[0], info.port, words)
    return Announced(uri, words.get("ty") or name.removesuffix(f".{kind}")) if uri else None


def uri_of(kind: str, host: str, port: int, words: dict[str, str]) -> str:
    """The URI of an announced printer by what it says of itself; empty where we cannot use it."""
    if kind in {IPP, IPPS}:
        path = quote(words.get("rp", "ipp/print").strip("/"))
        return f"{'ipp' if kind == IPP else 'ipps'}://{host}:{port}/{path}"
    makes = " ".join(words.get(key, "") for key in ("ty", "product", "usb_MFG", "usb_CMD")).upper()
    if "ZEBRA" in makes or "ZPL" in makes or "ZTC" in makes:
        return f"zpl://{host}:{port}"
    model = next((word for word in makes.strip("()").split() if word.startswith("QL-")), "")
    return f"brother://{host}:{port}?model={model}&label=62x100" if model else ""
