"""Freezes what a badge will say and look like when it is asked for, and draws it later; no store.

The drawing runs in the print worker's thread: it takes all that it needs from the job.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import KnownError
from kiosk.printing.badge import Drawn, draw_badges
from kiosk.printing.drawable import Drawable
from kiosk.printing.layout import Layout
from kiosk.printing.said import sentences
from kiosk.store.print_jobs import Job
from kiosk.texts import N_
from kiosk.texts.explain import error_text
from kiosk.typed import from_json

log = logging.getLogger(__name__)

UNDRAWABLE = N_("La credencial no se pudo dibujar: revise el diseño y pídala otra vez.")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A job's PDF and what it could not show; or `problem`, why there is none (a sentence)."""

    pdf: bytes = b""
    warning: str = ""
    problem: str = ""


def freeze(content: BadgeContent) -> str:
    """Every word of a badge as JSON."""
    return msgspec.json.encode(content).decode()


def freeze_layout(layout: Layout | Drawable) -> str:
    """A layout as JSON; "" for one of another origin, which cannot be copied."""
    if not isinstance(layout, Layout):
        return ""
    return msgspec.json.encode(layout, enc_hook=str).decode()


def render(job: Job) -> Rendered:
    """Draw a job of what it froze. Never raises: what cannot be drawn must not stop the queue."""
    try:
        layout = from_json(job.shape, Layout, hook=_path)
        content = from_json(job.frozen, BadgeContent)
        return rendered(draw_badges([content], layout))
    except KnownError as problem:
        return Rendered(problem=error_text(problem))
    except Exception:
        log.exception("job %s cannot be drawn", job.job_id)
        return Rendered(problem=UNDRAWABLE)


def rendered(drawn: Drawn) -> Rendered:
    """The PDF of one badge, with its warnings in the language in force."""
    return Rendered(drawn.pdf, " ".join(sentences(drawn)))


def _path(kind: type, value: Any) -> Any:  # noqa: ANN401  msgspec's own signature
    if kind is Path:
        return Path(value)
    raise NotImplementedError(kind)
