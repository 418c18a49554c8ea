"""Where a hub is said to be, when the machine's address has changed since it was made."""

from __future__ import annotations

import pytest

from kiosk.hub import addresses
from kiosk.hub.addresses import NOWHERE, is_ours, own_address, present_addresses
from kiosk.hub.folder import About
from kiosk.hub.server_config import HubNode

HERE = HubNode("a", "127.0.0.1", 4222)
LOST = HubNode("a", "198.51.100.7", 4222)
OTHER = HubNode("b", "203.0.113.9", 4300)


def about(node: HubNode, *others: HubNode) -> About:
    return About("e1", node, (node, *others), "leaf")


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", True), ("::1", True), ("198.51.100.7", False), ("hub.example", True)],
)
def test_an_address_that_this_machine_does_not_have_is_known(host, ours):
    assert is_ours(host) is ours


def test_an_address_that_holds_is_told_as_it_is():
    assert present_addresses(about(HERE, OTHER)) == ("127.0.0.1:4222", "203.0.113.9:4300")


def test_an_address_that_was_lost_is_replaced_by_the_present_one(monkeypatch):
    monkeypatch.setattr(addresses, "own_address", lambda: "192.0.2.33")

    assert present_addresses(about(LOST, OTHER)) == ("192.0.2.33:4222", "203.0.113.9:4300")


def test_without_a_network_the_old_one_is_still_the_best_word(monkeypatch):
    monkeypatch.setattr(addresses, "own_address", lambda: NOWHERE)

    assert present_addresses(about(LOST)) == ("198.51.100.7:4222",)


def test_the_own_address_is_one_of_this_machines():
    assert is_ours(own_address())
