"""The PySide6 in use loses no references: 6.12.0 did, and aborted after some 600 signals."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

ROUNDS = 2000
SLACK = 50


class Sender(QObject):
    told = Signal(str)


def flat(action):
    """How far the counts of True and None move over many rounds (no object is immortal here)."""
    for _ in range(10):
        action()
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(ROUNDS):
        action()
    after = sys.getrefcount(True), sys.getrefcount(None)
    return max(abs(a - b) for a, b in zip(after, before, strict=True))


def test_emitting_signals_keeps_true_and_none(qapp):
    sender = Sender()

    assert flat(lambda: sender.told.emit("x")) < SLACK


def test_slots_that_answer_none_keep_it(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    clicks = []
    button.clicked.connect(lambda: clicks.append(1))

    assert flat(button.click) < SLACK
    assert len(clicks) == ROUNDS + 10
