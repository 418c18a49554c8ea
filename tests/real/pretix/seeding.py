"""Makes events, products, questions, lists and orders in a pretix; decides what none of them is."""

import json
import os
from datetime import datetime
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix_settings")
import django

django.setup()
from i18nfield.strings import LazyI18nString
from pretix.base.models import (
    CheckinList,
    Event,
    Item,
    Order,
    OrderPosition,
    Question,
    QuestionOption,
)
from pretix.base.secrets import Sig1TicketSecretGenerator

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


def signed_code(event, item):
    """A code that pretix would give a ticket for that product; no ticket has it yet."""
    return Sig1TicketSecretGenerator(event).generate_secret(
        item=item, variation=None, subevent=None, attendee_name="", valid_from=None,
        valid_until=None,
    )  # fmt: skip


def sign(event, position):
    """Give the position the code that pretix would sign for it, and answer it."""
    position.secret = signed_code(event, position.item)
    position.save()
    return position.secret
