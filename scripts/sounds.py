"""Makes assets/sounds/*.wav from sine notes; the same bytes on every run, nobody else's work."""

from __future__ import annotations

import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
FADE = 0.010
LOUD, SOFT = 0.6, 0.3


@dataclass(frozen=True)
class Note:
    """A sine of `seconds`, from one frequency to another (Hz); 0 Hz is a pause."""

    hertz: float
    seconds: float
    to: float | None = None


SOUNDS: dict[str, tuple[float, tuple[Note, ...]]] = {
    "admit": (LOUD, (Note(660, 0.09), Note(880, 0.09))),
    "refuse": (LOUD, (Note(196, 0.225), Note(0, 0.07), Note(196, 0.225))),
    "ask": (LOUD, (Note(523, 0.14), Note(523, 0.14), Note(659, 0.14))),
    "duplicate": (SOFT, (Note(523, 0.14), Note(523, 0.14), Note(659, 0.14))),
    "tick": (LOUD, (Note(880, 0.06),)),
    "unknown": (LOUD, (Note(330, 0.25, 294),)),
    "trouble": (
        LOUD,
        (Note(440, 0.12), Note(0, 0.07), Note(440, 0.12), Note(0, 0.07), Note(440, 0.12)),
    ),
    "ready": (SOFT, (Note(659, 0.2),)),
}


def samples(note: Note, loudness: float) -> array[int]:
    """16-bit samples of one note, faded in and out so that it does not click."""
    count = round(note.seconds * RATE)
    fade = FADE * RATE
    slope = ((note.to or note.hertz) - note.hertz) / note.seconds
    out = array("h")
    for n in range(count):
        at = n / RATE
        phase = 2 * math.pi * (note.hertz * at + slope * at * at / 2)
        edge = min(1.0, n / fade, (count - 1 - n) / fade)
        out.append(round(32_767 * loudness * edge * math.sin(phase)))
    return out


def write(path: Path, loudness: float, notes: tuple[Note, ...]) -> None:
    """Write one mono WAV file."""
    data = array("h")
    for note in notes:
        data.extend(samples(note, loudness))
    if sys.byteorder == "big":
        data.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())


def main(folder: Path) -> None:
    """Write all sounds into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (loudness, notes) in SOUNDS.items():
        write(folder / f"{name}.wav", loudness, notes)


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent / "assets" / "sounds")
