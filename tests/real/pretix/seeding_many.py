"""An event with thousands of orders, written at once; each is like one that came by the shop."""

from datetime import timedelta
from decimal import Decimal

from pretix.base.models import CheckinList, Order, OrderPosition
from pretix.base.models.orders import QuestionAnswer
from seeding import Seeder, at, event_of, products, questions

SECOND = timedelta(seconds=7)
GIVEN = ("Ana", "Beatriz", "João", "Lucía", "Martín", "Noemí", "Otávio", "Renée")
FAMILY = ("Núñez", "Araújo", "Peña", "Gonçalves", "Ibáñez", "Silva", "Güemes")


def many(organizer, count):
    """The event "many": every fifth order has an add-on, every tenth an answer."""
    event = event_of(organizer, "many")
    items = products(event)
    asked = questions(event, items)
    CheckinList.objects.create(event=event, name="Entrada", allow_multiple_entries=True)
    channel = Seeder(organizer, event).channel
    orders = Order.objects.bulk_create([_order(event, channel, n) for n in range(count)], 500)
    mains = OrderPosition.objects.bulk_create(
        [_position(order, items["talk"], 1) for order in orders], 500
    )
    extras = [
        _position(order, items["gala"], 2, addon_to=main)
        for number, (order, main) in enumerate(zip(orders, mains, strict=True))
        if number % 5 == 0
    ]
    made = OrderPosition.objects.bulk_create(extras, 500)
    QuestionAnswer.objects.bulk_create(
        [
            QuestionAnswer(orderposition=each, question_id=asked["document"], answer="True")
            for each in made[::2]
        ],
        500,
    )


def _order(event, channel, number):
    when = at("2026-05-01T00:00:00+00:00") + number * SECOND
    return Order(
        code=f"M{number:06}",
        status="p",
        event=event,
        organizer=event.organizer,
        email=f"many{number}@example.net",
        locale="es",
        datetime=when,
        expires=when + timedelta(days=60),
        total=Decimal(0),
        sales_channel=channel,
    )


def _position(order, item, place, **changes):
    number = int(order.code[1:])
    return OrderPosition(
        order=order,
        organizer=order.organizer,
        positionid=place,
        item=item,
        price=Decimal(0),
        tax_rate=Decimal(0),
        tax_value=Decimal(0),
        attendee_name_parts={
            "_scheme": "given_family",
            "given_name": GIVEN[number % len(GIVEN)],
            "family_name": f"{FAMILY[number % len(FAMILY)]} {number}",
        },
        attendee_email=order.email,
        company=f"Red {number % 700}",
        country="UY",
        secret=f"many-{number}-{place}",
        pseudonymization_id=f"P{number:07}{place}",
        **changes,
    )
