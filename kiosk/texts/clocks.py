"""Says that two clocks differ, in es, pt and en; compares none."""

from __future__ import annotations

from kiosk.texts.catalog import n_

ODD_SECONDS = 60.0
"""From here on a difference is worth a word: a signed or timed ticket may suffer."""


def clock_sentence(seconds: float | None) -> str:
    """How far this computer is behind or ahead of a server, "" where it does not matter.

    `seconds` is the server's time minus ours, None where nobody knows.
    """
    if seconds is None or abs(seconds) <= ODD_SECONDS:
        return ""
    minutes = max(1, round(abs(seconds) / 60))
    if seconds > 0:
        return n_(
            "El reloj de esta computadora atrasa {n} minuto respecto del servidor.",
            "El reloj de esta computadora atrasa {n} minutos respecto del servidor.",
            minutes,
        )
    return n_(
        "El reloj de esta computadora adelanta {n} minuto respecto del servidor.",
        "El reloj de esta computadora adelanta {n} minutos respecto del servidor.",
        minutes,
    )
