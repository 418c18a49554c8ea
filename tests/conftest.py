"""What every test gets: no screen needed, workers that must end, the language put back."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import base64
import hashlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import Phase, settings

# The same examples on every run, so that a red run is always the change's fault; no time limits,
# because machines differ. HYPOTHESIS_PROFILE=explore looks for new ones, and shrinks them.
_STEADY = [Phase.explicit, Phase.generate]
settings.register_profile("steady", derandomize=True, deadline=None, phases=_STEADY)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_AS_EVER = {"store", "real"}


class Signer:
    """Issues codes as pretix's signed secrets are made, by keys that are known by a name."""

    def key(self, name: str = "K1") -> str:
        """The public key as the event's source gives it: base64 of a PEM."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        public = self._private(name).public_key()
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(pem).decode()

    def sign(
        self,
        seed: str = "XxARtmhXN",
        product: int = 1,
        variation: int = 0,
        date: int = 0,
        *,
        not_before: int = 0,
        not_after: int = 0,
        key: str = "K1",
    ) -> str:
        """A code; times are Unix seconds, and 0 stands for none everywhere."""
        numbers = enumerate((product, variation, date, not_before, not_after), 2)
        fields = b"".join(varint(field << 3) + varint(number) for field, number in numbers)
        return self.seal(b"\x0a" + varint(len(seed.encode())) + seed.encode() + fields, key)

    def seal(self, payload: bytes, key: str = "K1") -> str:
        """Any payload under a good signature."""
        signature = self._private(key).sign(payload)
        sizes = len(payload).to_bytes(2, "big") + len(signature).to_bytes(2, "big")
        return base64.b64encode(b"\x01" + sizes + payload + signature).decode()[::-1]

    def _private(self, name: str) -> Any:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def varint(number: int) -> bytes:
    """A number as protocol buffers write it, seven bits a byte, the lowest first."""
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


@pytest.fixture(scope="session")
def signer() -> Signer:
    """Keys and signed codes."""
    return Signer()


@pytest.fixture
def make_worker(qapp: Any) -> Iterator[Callable[..., Any]]:
    """Make workers of the test; each must end when the test ends."""
    from kiosk.app.worker import Worker

    made: list[Worker[Any]] = []

    def make(name: str = "test", *args: Any, **options: Any) -> Worker[Any]:
        worker: Worker[Any] = Worker(name, *args, **options)
        made.append(worker)
        return worker

    yield make
    for worker in reversed(made):
        assert worker.stop(), f"worker {worker.objectName()} does not end"


@pytest.fixture
def worker(make_worker: Callable[..., Any]) -> Any:
    """One worker without a resource."""
    return make_worker()


@pytest.fixture(autouse=True)
def _language_of_record() -> Iterator[None]:
    """Every test starts in Spanish, whatever the one before chose."""
    from kiosk import texts

    texts.use("es")
    yield
    texts.use("es")


def _delete_windows() -> None:
    """Delete every window that is left, and run the deletions that wait for an event loop.

    Nothing else does: closing leaves them to a loop that most tests never enter, and each theme
    of a later test would dress the widgets of all tests before it.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets and widgets.QApplication.instance()
    if not application:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    for window in application.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _undress() -> None:
    """Back to the light theme, while no widget is there that it would have to be put on."""
    theme = sys.modules.get("kiosk.ui.theme")
    if not theme or theme.current() is theme.LIGHT:
        return
    from PySide6.QtWidgets import QApplication

    from kiosk.ui import stylesheet

    application = QApplication.instance()
    if isinstance(application, QApplication):
        stylesheet.apply(application, theme.LIGHT.name)
    else:
        theme.set_theme(theme.LIGHT.name)


@pytest.fixture(autouse=True)
def _windows_end() -> Iterator[None]:
    """No test leaves a window or a theme to the next; workers have ended before, by theirs."""
    yield
    _delete_windows()
    _undress()


@pytest.fixture(autouse=True)
def _stores_are_quick(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where stores themselves are tested, or everything is real, they are made as ever."""
    if _AS_EVER & set(request.path.parts):
        yield
        return
    from tests.quick_store import quick_stores

    with quick_stores():
        yield


@pytest.fixture
def problems_of() -> Callable[[Any], dict[str, list[Any]]]:
    """What is wrong on a page: widgets that overlap, are cut or reach out; {} for nothing.

    A text is taken as large as it is drawn: it is narrower and lower than its box.
    """
    from itertools import combinations

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from kiosk.ui.widgets.fit_text import FitText

    def drawn(widget: Any) -> QRect:
        box: QRect = widget.geometry()
        if isinstance(widget, FitText):
            tall = round(widget.drawn_height * widget.scale)
            spare = box.height() - tall
            top = {"top": 0, "middle": spare // 2, "bottom": spare}[widget.style_used.valign]
            box.setTop(box.top() + top)
            box.setHeight(tall)
        return box

    def touch(one: Any, other: Any) -> bool:
        return drawn(one).adjusted(2, 2, -2, -2).intersects(drawn(other).adjusted(2, 2, -2, -2))

    def look(page: Any) -> dict[str, list[Any]]:
        children = [w for w in page.children() if isinstance(w, QWidget) and w.isVisible()]
        shown = [w for w in children if getattr(w, "text", "x")]
        texts = [w for w in page.findChildren(QWidget) if w.isVisible() and hasattr(w, "is_cut")]
        found = {
            "overlap": [
                (a.objectName(), b.objectName()) for a, b in combinations(shown, 2) if touch(a, b)
            ],
            "cut": [(w.objectName(), w.text) for w in texts if w.text and w.is_cut],
            "outside": [w.objectName() for w in shown if not page.rect().contains(drawn(w))],
        }
        return {kind: places for kind, places in found.items() if places}

    return look


@pytest.fixture
def quiet_network(monkeypatch):
    """Nobody announces a printer: those of the network that tests run in are none of ours."""
    from kiosk.printing import mdns

    monkeypatch.setattr(mdns, "announced", lambda *_seconds_and_interfaces: [])
