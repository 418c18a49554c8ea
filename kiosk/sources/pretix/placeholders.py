"""Which texts pretix's badge layouts ask for, and those that an order's own answer holds.

The names are pretix's, as its layout editor lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

SECRET = "secret"  # noqa: S105  pretix's name of a placeholder
_IN_TEXT = re.compile(r"\{([-a-zA-Z0-9:_]+)\}")
_OTHER = ("other", "other_i18n")
_OF_POSITION = {
    "attendee_name": "attendee_name",
    "attendee_company": "company",
    "attendee_street": "street",
    "attendee_zipcode": "zipcode",
    "attendee_city": "city",
    "attendee_email": "attendee_email",
}
"""Fields of a position; one of an add-on that has none is its main position's."""
OWN = frozenset(
    {
        *_OF_POSITION,
        *(SECRET, "order", "positionid", "order_positionid", "pseudonymization_id"),
        *("item", "variation", "itemvar", "event_name"),
    }
)
"""What needs no help of the server: it stands in the order, the catalogue or the event."""


def named(layouts: Iterable[object]) -> frozenset[str]:
    """The placeholders that these layouts (parsed JSON) name anywhere."""
    return frozenset(
        name
        for layout in layouts
        for each in _objects(layout)
        if each.get("type") != "poweredby"
        for name in _of_object(each)
    )


def of_order(order: Mapping[str, object], number: int) -> dict[str, str]:
    """What an order (parsed JSON) says of its position of that number; {} where it has none."""
    positions = [each for each in _list(order.get("positions")) if isinstance(each, dict)]
    mine = next((each for each in positions if each.get("positionid") == number), None)
    if mine is None:
        return {}
    main = next((each for each in positions if each.get("id") == mine.get("addon_to")), {})
    code = _text(order.get("code"))
    found = {
        "order": code,
        "positionid": str(number),
        "order_positionid": f"{code}-{number}",
        "pseudonymization_id": _text(mine.get("pseudonymization_id")),
    }
    for name, key in _OF_POSITION.items():
        found[name] = _text(mine.get(key)) or _text(main.get(key))
    kept = mine.get("pdf_data")
    more = kept.items() if isinstance(kept, dict) else ()
    return {**found, **{str(name): text for name, text in more if isinstance(text, str)}}


def pruned(order: dict[str, object], wanted: frozenset[str]) -> bool:
    """Leave of each position's pdf_data only what is wanted; whether there was anything to do."""
    found = False
    for position in _list(order.get("positions")):
        if isinstance(position, dict) and "pdf_data" in position:
            said = position["pdf_data"]
            texts = said if isinstance(said, dict) else {}
            position["pdf_data"] = {
                name: text
                for name, text in texts.items()
                if name in wanted and isinstance(text, str)
            }
            found = True
    return found


def _objects(layout: object) -> Iterator[Mapping[str, object]]:
    rows = layout.get("layout") if isinstance(layout, dict) else None
    return (each for each in _list(rows) if isinstance(each, dict))


def _of_object(each: Mapping[str, object]) -> Iterator[str]:
    content = each.get("content", SECRET)
    if isinstance(content, str) and content not in _OTHER:
        yield content
    by_language = each.get("text_i18n")
    texts = by_language.values() if isinstance(by_language, dict) else [by_language]
    for text in (each.get("text"), *texts) if content in _OTHER else ():
        yield from _IN_TEXT.findall(text) if isinstance(text, str) else ()


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
