"""From a scan until the printer has the job: check-in, frozen badge, drawing, announcing, sending.

Real printers: CUPS's own simulated driverless one, directly and behind a private CUPS server. Each
badge is waited for until it is out before the next scan; that time is not counted. Needs what
`make test-real` needs, and says so where it is missing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from crowd import full_profile, people
from report import ROOT, percentile, show

sys.path.insert(0, str(ROOT / "tests" / "real"))
from printers import Cups, Machine, Printer

SCANS, WARM = 100, 5
TARGET_MS = 200
NEEDED = ("/usr/sbin/ippeveprinter", "/usr/sbin/cupsd", "/usr/sbin/avahi-daemon")


def one(ctx, code: str, uri: str) -> float:  # noqa: ANN001  our modules are imported late
    """Milliseconds until the printer has accepted the document; then it is waited for."""
    from kiosk.services import printing
    from kiosk.services.check_in import ScanRequest, scan

    begun = time.perf_counter()
    outcome = scan(ctx, ScanRequest(code, "entrance"))
    assert outcome.verdict.admitted, outcome.verdict
    assert outcome.person is not None
    job = printing.enqueue(ctx, outcome.person.person_id, uri)
    accepted = 0.0
    while (now := printing.job(ctx, job.job_id)) is not None and now.pending:
        if now.remote_job.endswith("!") and not accepted:
            accepted = time.perf_counter()
        due = printing.claim_next(ctx)
        if due is None:
            time.sleep(0.005)
        else:
            printing.record(ctx, due, printing.deliver(due, ctx.folder))
    assert now is not None
    assert now.state is printing.JobState.DONE, (now.state, now.reason)
    return (accepted - begun) * 1000


def measured(profile: Path, codes: Sequence[str], uri: str) -> list[float]:
    """Milliseconds of each scan; the first ones warm the program up."""
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    ctx = open_profile(profile)
    try:
        return [one(ctx, code, uri) for code in codes][WARM:]
    finally:
        close(ctx.db)


def everywhere(machine: Machine, profile: Path) -> dict[str, list[float]]:
    """The same scans at each printer, every one of another person."""
    machine.announce()
    cups = Cups(machine)
    os.environ["CUPS_SERVER"] = cups.server
    codes = [row[1] for row in people(2 * (SCANS + WARM))]
    direct, behind = (Printer(machine, name) for name in ("Direct", "Behind"))
    cups.add_queue("Behind", behind.uri)
    uris = {"driverless, ipp://": direct.uri, "through CUPS": "cups:Behind"}
    return {
        name: measured(profile, codes[number :: len(uris)], uri)
        for number, (name, uri) in enumerate(uris.items())
    }


def main() -> None:
    """Measure and show."""
    missing = [path for path in NEEDED if not shutil.which(path)]
    if missing:
        print(f"scan_to_job is not measured here, there is no {', '.join(missing)}")
        return
    machine = Machine()
    try:
        with tempfile.TemporaryDirectory() as name:
            found = everywhere(machine, full_profile(Path(name), 2 * (SCANS + WARM)))
    finally:
        machine.close()
    rows = [
        (name, f"{len(times)}", *(f"{percentile(times, part):.1f} ms" for part in (0.5, 0.99, 1)))
        for name, times in found.items()
    ]
    show("scan_to_job", ("printer", "scans", "p50", "p99", "worst"), rows)
    print(f"target: p99 under {TARGET_MS} ms")


if __name__ == "__main__":
    main()
