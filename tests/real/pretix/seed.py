"""Fills a fresh pretix with two events for the tests; run by pretix's Python, prints JSON.

"talks" is one event with products, add-ons, questions and signed codes; "days" has two dates.
The check-in lists come from lists.json beside this file: one for each thing that a list can ask.
"""

import json
import os
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix_settings")
import django

django.setup()
from django.db import transaction
from django_scopes import scope, scopes_disabled
from i18nfield.strings import LazyI18nString
from pretix.base.models import (
    CheckinList,
    Event,
    Item,
    Order,
    OrderPosition,
    Organizer,
    Question,
    QuestionOption,
    SubEvent,
    Team,
    TeamAPIToken,
)
from pretix.base.models.devices import Device, Gate
from pretix.base.models.orders import BlockedTicketSecret, RevokedTicketSecret
from pretix.base.secrets import Sig1TicketSecretGenerator

HERE = Path(__file__).parent
TOKEN = "testteamtoken" + "0" * 51
ZONE = "America/Santiago"


def at(text):
    return datetime.fromisoformat(text)


def words(spanish, english):
    return LazyI18nString({"es": spanish, "en": english})


def event_of(organizer, slug, **changes):
    event = Event.objects.create(
        organizer=organizer,
        slug=slug,
        name=words(slug, slug),
        currency="USD",
        date_from=at("2026-09-01T09:00:00-04:00"),
        live=True,
        plugins="pretix.plugins.checkinlists",
        **changes,
    )
    event.set_defaults()
    for key, value in (("locales", ["es", "en"]), ("locale", "en"), ("timezone", ZONE)):
        event.settings.set(key, value)
    event.settings.set("name_scheme", "given_family")
    return event


class Seeder:
    """Makes orders of one event, each with a code that the tests know."""

    def __init__(self, organizer, event):
        self.organizer, self.event = organizer, event
        self.channel = organizer.sales_channels.get(identifier="web")
        self.count = 0

    def order(self, status="p", **changes):
        self.count += 1
        return Order.objects.create(
            code=f"T{self.count:04}{self.event.slug[0].upper()}",
            status=status,
            event=self.event,
            email=f"order{self.count}@example.net",
            locale="es",
            datetime=at("2026-08-01T10:00:00Z"),
            expires=at("2026-12-01T10:00:00Z"),
            total=Decimal(0),
            sales_channel=self.channel,
            **changes,
        )

    def position(self, name, item, order=None, number=1, status="p", order_with=None, **changes):
        order = order or self.order(status, **(order_with or {}))
        return OrderPosition.objects.create(
            order=order,
            positionid=number,
            item=item,
            price=Decimal(0),
            tax_rate=Decimal(0),
            tax_value=Decimal(0),
            attendee_name_parts={
                "_scheme": "given_family",
                "given_name": name.capitalize(),
                "family_name": "Prueba",
            },
            attendee_email=f"{name}@example.net",
            secret=f"{self.event.slug}-{name}-secret",
            **changes,
        )


def products(event):
    names = {"talk": "Presencial", "member": "Asociado", "gala": "Gala", "tour": "Paseo"}
    return {
        key: Item.objects.create(
            event=event,
            name=words(name, key),
            internal_name=key,
            default_price=Decimal(0),
            admission=key in ("talk", "member"),
            checkin_attention=key == "member",
            checkin_text="Sobre azul" if key == "member" else None,
        )
        for key, name in names.items()
    }


def lists_of(event, items, subevents, wanted):
    made = {}
    for name, asked in wanted.items():
        fields = dict(asked)
        only = fields.pop("products", None)
        date = fields.pop("date", None)
        rules = json.loads(json.dumps(fields.pop("rules", {})).replace('"#', '"'))
        made[name] = CheckinList.objects.create(
            event=event,
            name=name,
            all_products=only is None,
            subevent=subevents.get(date) if date else None,
            rules=_with_ids(rules, items),
            **fields,
        )
        if only:
            made[name].limit_products.set([items[key] for key in only])
    return made


def _with_ids(rules, items):
    """Product names in lookups become the ids that pretix gave them."""
    if isinstance(rules, dict):
        return {key: _with_ids(value, items) for key, value in rules.items()}
    if isinstance(rules, list):
        if rules[:1] == ["product"] and len(rules) == 3:
            return ["product", str(items[rules[1]].pk), rules[2]]
        return [_with_ids(value, items) for value in rules]
    return rules


def questions(event, items):
    document = Question.objects.create(
        event=event, question=words("¿Documento?", "Document?"), type="B", required=True,
        identifier="DOC", ask_during_checkin=True, position=1,
    )  # fmt: skip
    meal = Question.objects.create(
        event=event, question=words("¿Menú?", "Menu?"), type="C", required=False,
        identifier="MENU", ask_during_checkin=True, position=2,
        dependency_question=document, dependency_values=["True"],
    )  # fmt: skip
    for place, key in enumerate(("VEG", "ALL")):
        QuestionOption.objects.create(
            question=meal, identifier=key, answer=words(key, key), position=place
        )
    for question in (document, meal):
        question.items.add(items["gala"])
    return {"document": document.pk, "meal": meal.pk}


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
    signed = seed.position("signed", items["talk"])
    signed.secret = Sig1TicketSecretGenerator(event).generate_secret(
        item=signed.item, variation=None, subevent=None, attendee_name="", valid_from=None,
        valid_until=None,
    )  # fmt: skip
    signed.save()
    replaced = seed.position("replaced", items["talk"])
    RevokedTicketSecret.objects.create(event=event, position=replaced, secret="talks-old-secret")
    BlockedTicketSecret.objects.create(event=event, secret="talks-stopped-secret", blocked=True)
    lists = lists_of(event, items, {}, wanted["talks"])
    return {
        "items": {key: item.pk for key, item in items.items()},
        "lists": {key: made.pk for key, made in lists.items()},
        "questions": questions(event, items),
        "signed": signed.secret,
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


def main():
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
        state = {
            "token": TOKEN,
            "organizer": "test",
            "gates": [gate.pk for gate in gates],
            "devices": [f"doorinittoken00{number}" for number in range(len(gates))],
            "talks": talks(organizer, wanted),
            "days": days(organizer, wanted),
        }
    json.dump(state, sys.stdout)


main()
