"""A checkpoint's own policy, written as condition trees; evaluates none of them.

pretix's rules and our policies are the same kind of tree, so one evaluator judges both and one
explainer tells what would let the person in.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import BY_LIST, Admits, Checkpoint, EntryRule
from kiosk.domain.rules import build, parse
from kiosk.domain.rules.tree import Node, Variable
from kiosk.domain.verdict import Check


def tree_of(check: Check, checkpoint: Checkpoint, catalogue: Catalogue) -> Node | None:
    """What the checkpoint asks in that step, None where it asks nothing.

    Raises RuleError for `rules` that are not JSON logic.
    """
    compiler = _COMPILERS.get(check)
    return compiler(checkpoint, catalogue) if compiler else None


def _product(checkpoint: Checkpoint, catalogue: Catalogue) -> Node | None:
    if not checkpoint.products and checkpoint.admits is not Admits.PRODUCTS:
        return None
    wanted = dict.fromkeys(checkpoint.products)
    for product in catalogue.products:  # the policy may name what tickets know by id
        if wanted.keys() & set(product.name.values()):
            wanted[product.id] = None
    labels = {product.id: product.name.get("es", product.id) for product in catalogue.products}
    return build.among(Variable.PRODUCT, wanted, labels)


def _date(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    return build.equal(build.var(Variable.DATE), checkpoint.date) if checkpoint.date else None


def _list(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    if checkpoint.stale_after is None or checkpoint.admits not in BY_LIST:
        return None
    minutes = int(checkpoint.stale_after.total_seconds() // 60)
    return build.at_most(build.var(Variable.LIST_AGE), minutes)


def _right(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    invited = build.equal(build.var(Variable.INVITED), b=True)
    match checkpoint.admits:
        case Admits.INVITED:
            return invited
        case Admits.MEMBERS:
            return build.either(build.equal(build.var(Variable.MEMBER), b=True), invited)
        case Admits.ROLES:
            return build.either(build.among(Variable.ROLE, checkpoint.roles), invited)
        case _:
            return None


def _open(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    if not checkpoint.slots:
        return None
    slots: list[Node] = []
    for slot in checkpoint.slots:
        ends: list[Node] = []
        if slot.opens is not None:
            ends.append(build.not_before(slot.opens - checkpoint.early))
        if slot.closes is not None:
            ends.append(build.before(slot.closes))
        slots.append(build.both(*ends))
    return build.either(*slots)


def _room(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    """Whoever is inside already takes no place more."""
    if checkpoint.capacity is None:
        return None
    is_inside = build.equal(build.var(Variable.ENTRY_STATUS), "present")
    return build.either(build.less(build.var(Variable.INSIDE), checkpoint.capacity), is_inside)


def _rules(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    return parse.parse(checkpoint.rules)


def _used(checkpoint: Checkpoint, _catalogue: Catalogue) -> Node | None:
    match checkpoint.entry:
        case EntryRule.ONCE:
            return build.less(build.var(Variable.ENTRIES_NUMBER), 1)
        case EntryRule.ONCE_PER_DAY:
            return build.less(build.var(Variable.ENTRIES_TODAY), 1)
        case EntryRule.RE_ENTRY:
            return build.equal(build.var(Variable.ENTRY_STATUS), "absent")
        case EntryRule.FREE:
            return None


_COMPILERS: dict[Check, Callable[[Checkpoint, Catalogue], Node | None]] = {
    Check.PRODUCT: _product,
    Check.DATE: _date,
    Check.LIST: _list,
    Check.RIGHT: _right,
    Check.OPEN: _open,
    Check.ROOM: _room,
    Check.RULES: _rules,
    Check.USED: _used,
}
