"""An event's names of roles, products and dates, for sentences on conditions; keeps none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Localised
from kiosk.domain.event import RoleStyle
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.rules.tree import ConditionKind
from kiosk.texts.catalog import N_, translate
from kiosk.texts.formats import localised

Labels = Mapping[ConditionKind, Mapping[str, Localised]]
"""What the conditions of a kind may name -> its name in every language."""


MOST_NAMES = 6
"""Names that a sentence lists."""


def labels_of(
    roles: Iterable[RoleStyle] = STANDARD_ROLES, catalogue: Catalogue | None = None
) -> Labels:
    """The event's names, found by id and by the name that a rule was written with."""
    catalogue = catalogue or Catalogue()
    products = catalogue.products
    kinds = [pair for product in products for pair in product.variations.items()]
    return {
        ConditionKind.ROLE: _known((role.id, role.label) for role in roles),
        ConditionKind.PRODUCT: _known((product.id, product.name) for product in products),
        ConditionKind.VARIATION: _known(kinds),
        ConditionKind.DATE: _known((date.id, date.name) for date in catalogue.dates),
    }


def names_in(names: object, kind: ConditionKind, labels: Labels, lang: str) -> str:
    """The names that a condition lists in that language, with commas; an unknown one as it is.

    More than MOST_NAMES nobody reads: how many more there are is said instead.
    """
    if not isinstance(names, (tuple, list)):
        return ""
    known = labels.get(kind, {})
    words = (localised(known.get(str(name), {}), lang) or str(name) for name in names)
    told = list(dict.fromkeys(words))  # a rule may name one thing by its id and by its name
    listed = ", ".join(told[:MOST_NAMES])
    more = len(told) - MOST_NAMES
    return translate(N_("{names} y {n} más"), lang, names=listed, n=more) if more > 0 else listed


def _known(pairs: Iterable[tuple[str, Localised]]) -> dict[str, Localised]:
    known: dict[str, Localised] = {}
    for key, name in pairs:
        known[key] = name
        for word in name.values():
            known.setdefault(word, name)
    return known
