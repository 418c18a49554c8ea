"""A station that is closed asks its store nothing more."""

import pytest

from kiosk.app.door_controller import DoorController
from kiosk.ui.door.view import DoorView


@pytest.fixture
def door(make_world, qtbot):
    world = make_world(checkpoint="csirt")
    view = DoorView()
    qtbot.addWidget(view)
    view.show()
    controller = DoorController(view, world.store, world.event, world.station, clock=world.clock)
    controller.start()
    world.settle()
    return world, view, controller


def test_a_closed_door_ticks_no_more(door):
    world, view, controller = door
    controller.on_scan("DEMO-ANA-0001")
    world.settle()
    assert controller._ticking.isActive()
    view.close()
    assert not controller._ticking.isActive()
    assert not controller._private.isActive()
    assert not view.admit.bar.running


def test_a_door_that_is_shown_again_starts_again(door):
    _world, view, controller = door
    view.close()
    view.show()
    controller.start()
    assert controller._ticking.isActive()


def test_a_closed_self_service_asks_no_printer(make_kiosk):
    kiosk = make_kiosk()
    kiosk.scan("DEMO-ANA-0001")
    kiosk.press_print()
    assert kiosk.controller.poll.isActive()
    kiosk.view.close()
    assert not kiosk.controller.poll.isActive()
    assert not kiosk.controller.print_limit.isActive()
    assert kiosk.controller._person is None


def test_a_closed_self_service_counts_nothing_down(make_kiosk):
    kiosk = make_kiosk()
    kiosk.view.idle.contrast.click()
    kiosk.scan("DEMO-ANA-0001")
    kiosk.view.close()
    assert not kiosk.view.confirm.bar.running
    assert not kiosk.controller.settings_timer.isActive()
