"""Key press of the scanner's Enter until the verdict is painted: 200 scans at a door's window."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import report
from virtual_display import display

SCANS = 200
TARGET_MS = 50
GAP_MS = 3


def measure(folder: Path) -> list[float]:
    """Milliseconds of each scan; every one is of another person."""
    from kiosk.app.bootstrap import make_application
    from kiosk.app.stage import Stage, make_demo
    from kiosk.domain.settings import StationRole

    application = make_application()
    make_demo(folder / "demo")
    door = {"role": StationRole.DOOR, "checkpoint": "csirt"}
    with Stage(folder / "demo", folder / "door", (1920, 1080), station=door) as stage:
        stage.shell.wedge.install()
        watch = _watch(stage.view)
        application.installEventFilter(watch)
        return [_scan(stage, watch, n, code) for n, code in enumerate(_codes(stage))]


def _codes(stage):  # noqa: ANN001, ANN202  the types are imported with Qt
    """The codes of as many people."""
    from kiosk.services.find import search

    codes: list[str] = []
    stage.shell.store.submit(
        lambda ctx: [t.code for f in search(ctx, "a", 1000) for t in f.tickets], codes.extend
    )
    stage.settle()
    return codes[:SCANS]


def _watch(view):  # noqa: ANN001, ANN202  the types are imported with Qt
    """A filter that notes when a verdict's first painting has ended."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from kiosk.ui.door.state import VerdictState

    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.painted, self.before = 0.0, None

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
            if event.type() == QEvent.Type.Paint and not self.painted and watched is view.page:
                new = view.state is not self.before and isinstance(view.state, VerdictState)
                if new:
                    QTimer.singleShot(0, self.note)
            return False

        def note(self) -> None:
            self.painted = self.painted or time.perf_counter()

    return Watch()


def _scan(stage, watch, number: int, code: str) -> float:  # noqa: ANN001  as above
    """Type one code as a scanner does; from its Enter until the verdict is on the screen."""
    from PySide6.QtCore import Qt

    from kiosk.app.stage import wait_until_quiet

    watch.painted, watch.before = 0.0, stage.view.state
    at = 10_000 + 10_000 * number
    for place, char in enumerate(code):
        _press(stage, Qt.Key(ord(char)), char, at + GAP_MS * place)
    begun = time.perf_counter()
    _press(stage, Qt.Key.Key_Return, "\r", at + GAP_MS * len(code))
    wait_until_quiet(lambda: not watch.painted)
    return (watch.painted - begun) * 1000


def _press(stage, key, text: str, at: int) -> None:  # noqa: ANN001  as above
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(at)
    QCoreApplication.sendEvent(stage.shell.window.windowHandle(), event)


def main() -> None:
    """Measure and show."""
    with display(), tempfile.TemporaryDirectory() as name:
        times = measure(Path(name))
    row = [f"{len(times)}", *(f"{report.percentile(times, p):.1f} ms" for p in (0.5, 0.99, 1))]
    report.show("scan_to_paint", ("scans", "p50", "p99", "worst"), [[*row]])
    print(f"target: p99 under {TARGET_MS} ms")


if __name__ == "__main__":
    main()
