"""The pictures of the desk's access page: whose accesses are looked at, and when; draws nothing."""

from __future__ import annotations

from kiosk.app.stage import Stage


def look_at(stage: Stage, name: str, room: str, day: str = "", time: str = "") -> None:
    """Open the page for that person, at that checkpoint and moment (ISO day, "" for now)."""
    stage.type(name, stage.view.box.line)
    stage.view.card.rooms.room_chosen.emit(room)
    stage.settle()
    moment = stage.view.access.person.moment
    if day:
        moment.day_chosen.emit(day)
        moment.time_edited.emit(time)
    stage.settle()


def ask_to_invite(stage: Stage, name: str, room: str) -> None:
    """Open the page and ask why the person is to be invited there."""
    look_at(stage, name, room)
    stage.view.access.answer.invite_pressed.emit()
    stage.view.access.reason_chosen.emit(0)
    stage.settle()
