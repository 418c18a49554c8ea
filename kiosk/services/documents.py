"""The documents of an event, one function each, for whatever offers them; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.services.context import Context

if TYPE_CHECKING:
    from kiosk.services.certificates import CertificateOptions
    from kiosk.services.report_tables import ReportOptions


@dataclass(frozen=True, slots=True)
class Written:
    """What is there now: the files, or the one folder they are in, and figures by name."""

    files: tuple[Path, ...]
    counts: dict[str, int] = field(default_factory=dict)


def attendance_book(ctx: Context, assembly: str, out: Path, lang: str = "es") -> Written:
    """The attendance book of an assembly, "" for the only one; raises as write_book()."""
    from kiosk.services.assembly_book import write_book  # noqa: PLC0415  start-up time

    return Written((out,), {"rows": write_book(ctx, out, assembly, lang)})


def certificates(
    ctx: Context,
    options: CertificateOptions,
    out: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Certificates of attendance in one PDF or a folder; raises as write_certificates().

    The figures: certificates, issued (new ones), short (people with too little time), files.
    """
    from kiosk.services.certificates import write_certificates  # noqa: PLC0415  start-up time

    done = write_certificates(ctx, options, out, progress)
    counts = {
        "certificates": done.certificates,
        "issued": done.issued,
        "short": done.short,
        "files": done.files,
    }
    return Written((out,), counts)


def event_report(ctx: Context, options: ReportOptions, out: Path) -> Written:
    """The report for partners; raises as write_event_report()."""
    from kiosk.services.event_report import write_event_report  # noqa: PLC0415  start-up time

    files = write_event_report(ctx, options, out)
    return Written(files, {"files": len(files)})
