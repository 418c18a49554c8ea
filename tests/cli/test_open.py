"""open, demo and screenshots where no window can be shown; windows are tested in tests/e2e."""

import pytest

from kiosk.cli import health


@pytest.mark.parametrize(
    "words", [("open",), (), ("open", "--role", "door", "--checkpoint", "csirt")]
)
def test_without_a_display_open_says_so(kiosk, monkeypatch, words):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    done = kiosk(*words)

    assert done.code == 3
    assert "pantalla" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({"QT_QPA_PLATFORM": "offscreen:size=1x1"}, False),
        ({"QT_QPA_PLATFORM": "vnc:port=5900"}, True),
    ],
)
def test_a_display_is_known_by_the_environment(monkeypatch, environ, expected):
    monkeypatch.setattr(health.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert health.has_display() is expected


def test_a_role_or_checkpoint_is_checked_before_anything_opens(anywhere):
    assert anywhere("open", "--role", "cocina").code == 2
    assert not anywhere.profile.exists()
