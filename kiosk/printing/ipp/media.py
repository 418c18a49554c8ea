"""How a badge's paper is asked for: job attributes by what the printer offers; prints nothing."""

from __future__ import annotations

import re

from kiosk.printing.ipp.wire import BEGIN_COLLECTION, INTEGER, KEYWORD, Attributes, Value

_SIZE = re.compile(r"_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$")
_HUNDREDTHS = {"mm": 100.0, "in": 2540.0}


def job_attributes(printer: Attributes, media: str) -> dict[str, Value]:
    """Paper and scaling for the job.

    The PWG name (PWG 5101.1) where the printer lists it, else its measures where the printer takes
    measures, else the name all the same. Scaling is switched off wherever it can be: a badge
    scaled to fit is a badge with a smaller QR.
    """
    known = printer.get("media-supported", [])
    size = dimensions(media)
    job: dict[str, Value] = {}
    if media in known or size is None or "media-size-supported" not in printer:
        job["media"] = Value(KEYWORD, [media])
    else:
        measures = {
            "x-dimension": Value(INTEGER, [size[0]]),
            "y-dimension": Value(INTEGER, [size[1]]),
        }
        collection = {"media-size": Value(BEGIN_COLLECTION, [measures])}
        job["media-col"] = Value(BEGIN_COLLECTION, [collection])
    if "none" in printer.get("print-scaling-supported", ["none"]):
        job["print-scaling"] = Value(KEYWORD, ["none"])
    return job


def dimensions(media: str) -> tuple[int, int] | None:
    """Width and height in hundredths of a millimetre out of a PWG name, or None."""
    found = _SIZE.search(media)
    if found is None:
        return None
    scale = _HUNDREDTHS[found[3]]
    return round(float(found[1]) * scale), round(float(found[2]) * scale)
