"""Plays the sound of an answer; a machine without audio stays silent and works on."""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QLoggingCategory, QObject, QUrl

from kiosk.resources import asset

log = logging.getLogger(__name__)


class Sound(StrEnum):
    """The sounds, by the names of their files in assets/sounds (made by scripts/sounds.py)."""

    ADMIT = "admit"
    REFUSE = "refuse"
    ASK = "ask"
    TICK = "tick"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    TROUBLE = "trouble"
    READY = "ready"


class _Effect(Protocol):
    def play(self) -> None: ...


class Sounds(QObject):
    """Holds the loaded effects; the audio library is loaded with the first sound that is played."""

    def __init__(self, *, on: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = on
        self._effects: dict[Sound, _Effect] | None = None

    @property
    def on(self) -> bool:
        """Whether sounds are wanted at this station."""
        return self._on

    def set_on(self, *, on: bool) -> None:
        """Switch the sound of this station on or off."""
        self._on = on

    def prepare(self) -> None:
        """Load the audio library now (some 0.1 s), so that the first answer need not wait."""
        if self._on and self._effects is None:
            self._effects = self._load()

    def play(self, sound: Sound | str) -> None:
        """Play it now, if sounds are wanted and this machine can."""
        if not self._on:
            return
        self.prepare()
        effect = (self._effects or {}).get(Sound(sound))
        if effect is not None:
            effect.play()

    def _load(self) -> dict[Sound, _Effect]:
        """Every effect, or none where the audio library is missing (it needs libpulse)."""
        # it tells at length of video libraries that nobody needs for a beep
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError:
            log.info("no audio library: the station stays silent")
            return {}
        if QMediaDevices.defaultAudioOutput().isNull():
            log.info("no audio output: the station stays silent")
            return {}
        effects: dict[Sound, _Effect] = {}
        for sound in Sound:
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(asset("sounds", f"{sound}.wav"))))
            effects[sound] = effect
        return effects
