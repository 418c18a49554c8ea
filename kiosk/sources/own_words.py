"""What lists may call the products, dates and questions of an event; reads no list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.questions import Question
from kiosk.sources.plain import plain

_AROUND = " :*.?¿"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Folded words with the id that they stand for: ids themselves, names in any language.

    `names` holds what people read for a product's id; `variations` the words of its kinds;
    `asked` the questions by id.
    """

    products: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    variations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, Question] = field(default_factory=dict)


NO_WORDS = OwnWords()
"""Of an event that says nothing of what it sells and asks."""


def own_words(catalogue: Catalogue) -> OwnWords:
    """The words of that catalogue; where two things share a name the first one has it."""
    return OwnWords(
        products=_words((p.id, p.name.values()) for p in catalogue.products),
        names={p.id: p.name.get("es", p.id) for p in catalogue.products},
        variations={
            p.id: _words((kind, name.values()) for kind, name in p.variations.items())
            for p in catalogue.products
        },
        dates=_words((d.id, d.name.values()) for d in catalogue.dates),
        questions=_words((q.id, (q.identifier, *q.text.values())) for q in catalogue.questions),
        asked={q.id: q for q in catalogue.questions},
    )


def title_word(title: str) -> str:
    """A header as it is compared: folded, and without the signs around it."""
    return plain(title).strip(_AROUND)


def _words(things: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Each folded word with the id behind it; an id wins over another thing's name."""
    every = list(things)
    named = {title_word(text): found for found, texts in reversed(every) for text in texts}
    words = named | {title_word(found): found for found, _ in reversed(every)}
    words.pop("", None)
    return words
