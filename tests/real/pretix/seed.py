"""Fills a fresh pretix with events for the tests; run by pretix's Python, prints JSON.

"talks" is one event with products, add-ons, questions and signed codes; "days" has two dates.
"sync", "kills", "files" and "window" are like "talks", and nobody has been there. "many" has as
many orders as the first argument says.
The check-in lists come from lists.json beside this file: one for each thing that a list can ask.
"""

import json
import sys
from pathlib import Path

from seeding import Seeder, at, event_of, lists_of, products, questions, sign, signed_code, words  # isort: skip
from django.db import transaction
from django_scopes import scope, scopes_disabled
from pretix.base.models import Organizer, SubEvent, Team, TeamAPIToken
from pretix.base.models.devices import Device, Gate
from pretix.base.models.orders import BlockedTicketSecret, RevokedTicketSecret
from seeding_many import many

HERE = Path(__file__).parent
TOKEN = "testteamtoken" + "0" * 51
FRESH = ("sync", "kills", "files", "window")
DEVICES = ("desk", "other", "kills", "leaving", "files", "window", "badges")


def talks(organizer, wanted):
    event = event_of(
        organizer, "talks",
        date_to=at("2026-09-10T18:00:00-03:00"), date_admission=at("2026-09-01T08:00:00-04:00"),
    )  # fmt: skip
    items = products(event)
    seed = Seeder(organizer, event)
    seed.position("ana", items["talk"])
    seed.position("member", items["member"])
    seed.position("gala", items["gala"])
    seed.position("unpaid", items["talk"], status="n")
    seed.position("valid", items["talk"], status="n", order_with={"valid_if_pending": True})
    seed.position("unapproved", items["talk"], status="n", order_with={"require_approval": True})
    seed.position("expired", items["talk"], status="e")
    seed.position("canceled", items["talk"], status="c")
    seed.position("blocked", items["talk"], blocked=["admin"])
    window = {"valid_from": at("2026-09-02T12:00:00Z"), "valid_until": at("2026-09-03T12:00:00Z")}
    seed.position("window", items["talk"], **window)
    two = seed.order()
    seed.position("kept", items["talk"], two, 1)
    seed.position("dropped", items["talk"], two, 2, canceled=True)
    for name, extras in (("addon", ["gala"]), ("addons", ["gala", "tour"]), ("bare", [])):
        order = seed.order()
        parent = seed.position(name, items["talk"], order)
        for number, extra in enumerate(extras, 2):
            seed.position(f"{name}-{extra}", items[extra], order, number, addon_to=parent)
    signed = sign(event, seed.position("signed", items["talk"]))
    replaced = seed.position("replaced", items["talk"])
    RevokedTicketSecret.objects.create(event=event, position=replaced, secret="talks-old-secret")
    BlockedTicketSecret.objects.create(event=event, secret="talks-stopped-secret", blocked=True)
    lists = lists_of(event, items, {}, wanted["talks"])
    return {
        "items": {key: item.pk for key, item in items.items()},
        "lists": {key: made.pk for key, made in lists.items()},
        "questions": questions(event, items),
        "signed": signed,
    }


def days(organizer, wanted):
    event = event_of(organizer, "days", has_subevents=True)
    items = products(event)
    dates = {
        "first": SubEvent.objects.create(
            event=event, name=words("Uno", "One"), active=True,
            date_from=at("2026-09-05T10:00:00-04:00"), date_to=at("2026-09-05T18:00:00-04:00"),
            date_admission=at("2026-09-05T09:00:00-04:00"),
        ),
        "second": SubEvent.objects.create(
            event=event, name=words("Dos", "Two"), active=True,
            date_from=at("2026-09-06T10:00:00-03:00"),
        ),
    }  # fmt: skip
    seed = Seeder(organizer, event)
    for name, date in dates.items():
        seed.position(name, items["talk"], subevent=date)
    lists = lists_of(event, items, dates, wanted["days"])
    return {
        "items": {key: item.pk for key, item in items.items()},
        "dates": {key: date.pk for key, date in dates.items()},
        "lists": {key: made.pk for key, made in lists.items()},
    }


def fresh(organizer, wanted, slug):
    """An event in which everything is still to happen; new orders get signed codes."""
    event = event_of(
        organizer, slug,
        date_to=at("2036-09-10T18:00:00-03:00"), date_admission=at("2026-09-01T08:00:00-04:00"),
    )  # fmt: skip
    event.settings.set("ticket_secret_generator", "pretix_sig1")
    items = products(event)
    seed = Seeder(organizer, event)
    for name in ("ana", "bea", "caio", "dora", "elias", "fito", "gabi", "hugo"):
        seed.position(name, items["talk"])
    seed.position("member", items["member"])
    seed.position("gala", items["gala"])
    seed.position("unpaid", items["talk"], status="n")
    seed.position("unapproved", items["talk"], status="n", order_with={"require_approval": True})
    seed.position("expired", items["talk"], status="e")
    seed.position("canceled", items["talk"], status="c")
    seed.position("blocked", items["talk"], blocked=["admin"])
    seed.position("early", items["talk"], valid_from=at("2036-09-02T12:00:00Z"))
    order = seed.order()
    parent = seed.position("addon", items["talk"], order)
    seed.position("addon-gala", items["gala"], order, 2, addon_to=parent)
    replaced = seed.position("replaced", items["talk"])
    RevokedTicketSecret.objects.create(event=event, position=replaced, secret=f"{slug}-old-secret")
    sign(event, seed.position("signed", items["talk"]))
    lists = lists_of(event, items, {}, wanted["sync"])
    return {
        "items": {key: item.pk for key, item in items.items()},
        "lists": {key: made.pk for key, made in lists.items()},
        "questions": questions(event, items),
        "nobody": signed_code(event, items["talk"]),
    }


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    wanted = json.loads((HERE / "lists.json").read_text())
    with scopes_disabled():
        organizer = Organizer.objects.create(name="Test", slug="test")
    with scope(organizer=organizer), transaction.atomic():
        team = Team.objects.create(
            organizer=organizer, name="Desk", all_events=True,
            all_event_permissions=True, all_organizer_permissions=True,
        )  # fmt: skip
        TeamAPIToken.objects.create(team=team, name="tests", token=TOKEN)
        gates = [
            Gate.objects.create(organizer=organizer, name=f"Gate {n}", identifier=f"G{n}")
            for n in (1, 2)
        ]
        for number, gate in enumerate(gates):
            Device.objects.create(
                organizer=organizer, name=f"door {number}", all_events=True, gate=gate,
                initialization_token=f"doorinittoken00{number}", security_profile="full",
            )  # fmt: skip
        for name in DEVICES:
            Device.objects.create(
                organizer=organizer, name=name, all_events=True, security_profile="full",
                initialization_token=f"{name}inittoken000",
            )  # fmt: skip
        state = {
            "token": TOKEN,
            "organizer": "test",
            "gates": [gate.pk for gate in gates],
            "devices": [f"doorinittoken00{number}" for number in range(len(gates))],
            "pairing": {name: f"{name}inittoken000" for name in DEVICES},
            "talks": talks(organizer, wanted),
            "days": days(organizer, wanted),
            **{slug: fresh(organizer, wanted, slug) for slug in FRESH},
        }
        if count:
            many(organizer, count)
    json.dump(state, sys.stdout)


main()
