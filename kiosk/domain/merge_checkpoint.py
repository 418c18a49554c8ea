"""A checkpoint of the event file together with the source's list that it names; pure.

Both policies count. What a list may say comes on top of the checkpoint's own; where the two
cannot stand in one key, the list's part becomes a rule: nobody gets in whom one of them refuses.
"""

from __future__ import annotations

import json
from dataclasses import replace

from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule


def merged(own: Checkpoint, listed: Checkpoint) -> Checkpoint:
    """`own` with the policy of the list `listed` added; all that only `own` can say is kept."""
    joined, products = _with_products(own, listed)
    entry, once = _entry(own.entry, listed.entry)
    extra = [listed.rules, products, once, _other_date(own, listed)]
    return replace(
        joined,
        entry=entry,
        date=own.date or listed.date,
        include_pending=own.include_pending or listed.include_pending,
        addon_match=own.addon_match or listed.addon_match,
        everybody_out=listed.everybody_out if own.everybody_out is None else own.everybody_out,
        rules=_all_of(own.rules, *extra),
    )


def _with_products(own: Checkpoint, listed: Checkpoint) -> tuple[Checkpoint, str]:
    """The checkpoint with the list's products, and a rule where it has products of its own.

    A list that is not for all products and names none is for nobody.
    """
    if listed.admits is not Admits.PRODUCTS:
        return own, ""
    if own.admits is Admits.EVERYONE and not own.products:
        return replace(own, admits=Admits.PRODUCTS, products=listed.products), ""
    if listed.products and not own.products:
        return replace(own, products=listed.products), ""
    if own.products and set(own.products) <= set(listed.products):
        return own, ""
    lookups = [{"lookup": ["product", product, product]} for product in listed.products]
    return own, _text({"inList": [{"var": "product"}, {"objectList": lookups}]})


def _entry(own: EntryRule, listed: EntryRule) -> tuple[EntryRule, str]:
    """The stricter rule; once a day and only after an exit are two conditions."""
    if own is EntryRule.FREE or listed is EntryRule.ONCE:
        return listed, ""
    if own is EntryRule.ONCE_PER_DAY and listed is EntryRule.RE_ENTRY:
        return own, _text({"==": [{"var": "entry_status"}, "absent"]})
    return own, ""


def _other_date(own: Checkpoint, listed: Checkpoint) -> str:
    """Two different dates: no ticket is for both."""
    if not own.date or listed.date in {"", own.date}:
        return ""
    return _text({"==": [{"var": "date"}, listed.date]})


def _all_of(*rules: str) -> str:
    """Rules of which all must hold, as one text. They are joined as they are, broken ones too."""
    asked = [rule for rule in rules if rule]
    return asked[0] if len(asked) == 1 else f'{{"and":[{",".join(asked)}]}}' if asked else ""


def _text(rule: dict[str, object]) -> str:
    return json.dumps(rule, ensure_ascii=False, separators=(",", ":"))
