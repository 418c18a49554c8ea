"""How a badge's paper is asked for: job attributes by what the printer offers; prints nothing."""

from __future__ import annotations

import re

from kiosk.printing.ipp.wire import BEGIN_COLLECTION, INTEGER, KEYWORD, Attributes, Value

_SIZE = re.compile(r"_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$")
_HUNDREDTHS = {"mm": 100.0, "in": 2540.0}


_SIDES = ("bottom", "left", "right", "top")
_SLACK = 100
"""Hundredths of a millimetre by which loaded paper may differ from the badge."""


def job_attributes(printer: Attributes, media: str) -> dict[str, Value]:
    """Paper and scaling for the job.

    A printer that can print to the edge is asked for the exact measures and no margins. Else the
    PWG name (PWG 5101.1) where the printer lists it, else its measures where the printer takes
    measures, else the name all the same. Scaling is switched off wherever it can be: a badge
    scaled to fit is a badge with a smaller QR.
    """
    known = printer.get("media-supported", [])
    size = dimensions(media)
    edge = borderless(printer)
    job: dict[str, Value] = {}
    if size is None or "media-size-supported" not in printer or (media in known and not edge):
        job["media"] = Value(KEYWORD, [media])
    else:
        job["media-col"] = Value(BEGIN_COLLECTION, [_collection(size, edge=edge)])
    if "none" in printer.get("print-scaling-supported", ["none"]):
        job["print-scaling"] = Value(KEYWORD, ["none"])
    return job


def borderless(printer: Attributes) -> bool:
    """Whether the printer offers to print without margins, on all four sides."""
    return all(0 in printer.get(f"media-{side}-margin-supported", []) for side in _SIDES)


def loaded(printer: Attributes, media: str) -> bool:
    """Whether paper of that size lies in the printer; also true where it does not tell."""
    ready = [dimensions(str(name)) for name in printer.get("media-ready", [])]
    sizes = [size for size in ready if size is not None]
    wanted = dimensions(media)
    return not sizes or wanted is None or any(_close(size, wanted) for size in sizes)


def same_size(one: str, other: str) -> bool:
    """Whether two PWG names are papers of one size; also true where one tells none."""
    first, second = dimensions(one), dimensions(other)
    return first is None or second is None or _close(first, second)


def _close(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return all(abs(a - b) <= _SLACK for a, b in zip(one, other, strict=True))


def _collection(size: tuple[int, int], *, edge: bool) -> dict[str, Value]:
    measures = {
        "x-dimension": Value(INTEGER, [size[0]]),
        "y-dimension": Value(INTEGER, [size[1]]),
    }
    collection = {"media-size": Value(BEGIN_COLLECTION, [measures])}
    if edge:
        collection |= {f"media-{side}-margin": Value(INTEGER, [0]) for side in _SIDES}
    return collection


def dimensions(media: str) -> tuple[int, int] | None:
    """Width and height in hundredths of a millimetre out of a PWG name, or None."""
    found = _SIZE.search(media)
    if found is None:
        return None
    scale = _HUNDREDTHS[found[3]]
    return round(float(found[1]) * scale), round(float(found[2]) * scale)
