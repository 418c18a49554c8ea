"""Assemblies in words: calls, quorum, capacities; counts nothing."""

from __future__ import annotations

from datetime import datetime, tzinfo
from decimal import Decimal

from kiosk.domain.assembly import AssemblyKind, Capacity, CountedBy, Share
from kiosk.domain.calls import CallResult
from kiosk.texts.catalog import N_, known, translate, translate_n
from kiosk.texts.formats import time_of

CAPACITIES = {
    Capacity.VOTER: N_("Titular"),
    Capacity.ALTERNATE: N_("Suplente"),
    Capacity.OBSERVER: N_("Observador/a"),
}
KINDS = {
    AssemblyKind.ORDINARY: N_("Asamblea ordinaria"),
    AssemblyKind.EXTRAORDINARY: N_("Asamblea extraordinaria"),
}
_CALLS = (N_("Primera llamada"), N_("Segunda llamada"))


def translated(word: str, lang: str) -> str:
    """A word of CAPACITIES or KINDS in that language."""
    return translate(word, lang)


def call_name(number: int, lang: str) -> str:
    """The call of that number, from 1: "Primera llamada"."""
    if number <= len(_CALLS):
        return translate(_CALLS[number - 1], lang)
    return translate(N_("Llamada {n}"), lang, n=number)


def amount(by: CountedBy, count: int, lang: str) -> str:
    """An amount as "33 votos", "1 organización"."""
    if by is CountedBy.VOTES:
        return translate_n("{n} voto", "{n} votos", count, lang)
    return translate_n("{n} organización", "{n} organizaciones", count, lang)


def unit(by: CountedBy, count: int, lang: str) -> str:
    """What is counted, without the number: "votos", "organización"."""
    if by is CountedBy.VOTES:
        return translate_n("voto", "votos", count, lang)
    return translate_n("organización", "organizaciones", count, lang)


def quorum(share: Share, by: CountedBy, lang: str) -> str:
    """What a call needs: "más del 50 % de los votos", "30 organizaciones"."""
    if not share.number and not share.above:
        return translate(N_("sin mínimo"), lang)
    if not share.percent:
        count = amount(by, int(share.number), lang)
        return translate(N_("más de {amount}"), lang, amount=count) if share.above else count
    votes = by is CountedBy.VOTES
    sentence = {
        (True, True): N_("más del {n} % de los votos"),
        (True, False): N_("más del {n} % de las organizaciones"),
        (False, True): N_("{n} % de los votos"),
        (False, False): N_("{n} % de las organizaciones"),
    }[share.above, votes]
    return translate(sentence, lang, n=_number(share.number, lang))


def missing(by: CountedBy, count: int, lang: str) -> str:
    """What is missing as "faltan 33 votos"."""
    if by is CountedBy.VOTES:
        return translate_n("falta {n} voto", "faltan {n} votos", count, lang)
    return translate_n("falta {n} organización", "faltan {n} organizaciones", count, lang)


def result(found: CallResult, zone: tzinfo, lang: str) -> str:
    """What came of a call up to now, in a few words."""
    by = found.call.by
    if found.reached_at is not None:
        reached = translate(N_("quórum a las {time}"), lang, time=time_of(found.reached_at, zone))
        lost = "" if found.holds_now else f"; {missing(by, found.missing, lang)}"
        return reached + lost
    if found.present_at_call is None and not found.needed:
        return translate(N_("comienza con quienes estén"), lang)
    if found.present_at_call is None:
        return translate(N_("necesita {amount}"), lang, amount=amount(by, found.needed, lang))
    if found.closed:
        short = amount(by, max(found.needed - found.present_at_call, 0), lang)
        return translate(N_("sin quórum, con {amount} de menos"), lang, amount=short)
    return missing(by, found.missing, lang)


def moment_reached(when: datetime, zone: tzinfo, lang: str) -> str:
    """When it was reached as "Quórum a las 09:31", for narrow places."""
    return translate(N_("Quórum a las {time}"), lang, time=time_of(when, zone))


def _number(number: Decimal, lang: str) -> str:
    text = f"{number.normalize():f}"
    return text if known(lang) == "en" else text.replace(".", ",")
