"""The sounds are what the design says, and silence is no failure."""

import runpy
import sys
import wave
from pathlib import Path

import pytest

from kiosk.app.sounds import Sound, Sounds
from kiosk.resources import asset

SCRIPT = Path(__file__).parents[2] / "scripts" / "sounds.py"


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("admit", 0.18),
        ("refuse", 0.52),
        ("ask", 0.42),
        ("duplicate", 0.42),
        ("tick", 0.06),
        ("unknown", 0.25),
        ("trouble", 0.5),
        ("ready", 0.2),
    ],
)
def test_each_sound_lasts_as_designed(name, seconds):
    with wave.open(str(asset("sounds", f"{name}.wav"))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (44_100, 1, 2)
        assert file.getnframes() == pytest.approx(seconds * 44_100, abs=2)


def test_every_sound_has_its_file():
    assert {p.stem for p in asset("sounds").glob("*.wav")} == {str(s) for s in Sound}


def test_the_script_makes_the_same_bytes_again(tmp_path):
    runpy.run_path(str(SCRIPT))["main"](tmp_path)

    for made in tmp_path.iterdir():
        assert made.read_bytes() == asset("sounds", made.name).read_bytes()


def test_a_sound_starts_and_ends_in_silence():
    for path in asset("sounds").glob("*.wav"):
        with wave.open(str(path)) as file:
            frames = file.readframes(file.getnframes())
        assert frames[:2] == frames[-2:] == b"\x00\x00"


def test_without_the_audio_library_nothing_sounds_and_nothing_breaks(qapp, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    sounds = Sounds()
    for sound in Sound:
        sounds.play(sound)

    assert sounds._effects == {}


def test_a_silent_station_does_not_load_the_audio_library(qapp):
    sounds = Sounds(on=False)
    sounds.play(Sound.ADMIT)

    assert sounds._effects is None


def test_sound_is_a_switch(qapp):
    sounds = Sounds(on=False)
    sounds.set_on(on=True)

    assert sounds.on


def test_the_wanted_effect_is_played(qapp):
    played = []

    class Effect:
        def __init__(self, sound):
            self.sound = sound

        def play(self):
            played.append(self.sound)

    sounds = Sounds()
    sounds._effects = {sound: Effect(sound) for sound in Sound}
    sounds.play("refuse")
    sounds.play(Sound.TICK)

    assert played == [Sound.REFUSE, Sound.TICK]


def test_an_unknown_sound_is_a_bug(qapp):
    sounds = Sounds()
    sounds._effects = {}
    with pytest.raises(ValueError, match="boing"):
        sounds.play("boing")
