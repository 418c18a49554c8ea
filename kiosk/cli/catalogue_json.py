"""What an event sells and asks, and its assemblies, as the command line shows them."""

from __future__ import annotations

from decimal import Decimal

from kiosk.cli.output import plain
from kiosk.domain.assembly import Assembly, Share
from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.questions import Question


def catalogue_object(catalogue: Catalogue) -> dict[str, object]:
    """{"times", "products", "dates", "questions", "codes"}; of secrets only how many there are."""
    return {
        "times": _times(catalogue.whole),
        "products": [_product(product) for product in catalogue.products],
        "dates": [{"id": d.id, "name": dict(d.name), **_times(d)} for d in catalogue.dates],
        "questions": [_question(question) for question in catalogue.questions],
        "codes": {
            "pretix_keys": len(catalogue.keys),
            "revoked": len(catalogue.revoked),
            "blocked": len(catalogue.blocked),
            "servers": list(catalogue.servers),
        },
    }


def assembly_object(assembly: Assembly) -> dict[str, object]:
    """The assembly with its calls; a quorum in the words of event.toml: "30", "50%", ">50%"."""
    return {
        "id": assembly.id,
        "name": dict(assembly.name),
        "checkpoint": assembly.checkpoint,
        "kind": str(assembly.kind),
        "organisations": assembly.organisations,
        "votes": assembly.votes,
        "request": share_text(assembly.request),
        "calls": [
            {"at": plain(call.at), "quorum": share_text(call.quorum), "by": str(call.by)}
            for call in assembly.calls
        ],
    }


def share_text(share: Share) -> str:
    """The share as event.toml writes it."""
    return f"{'>' if share.above else ''}{share.number:f}{'%' if share.percent else ''}"


def _times(date: EventDate) -> dict[str, object]:
    moments = {"starts": date.starts, "ends": date.ends, "admission": date.admission}
    return {key: plain(moment) for key, moment in moments.items()}


def _product(product: Product) -> dict[str, object]:
    return {
        "id": product.id,
        "name": dict(product.name),
        "variations": {kind: dict(name) for kind, name in product.variations.items()},
        "attention": product.attention,
        "checkin_text": product.checkin_text,
    }


def _question(question: Question) -> dict[str, object]:
    limits = {"least": question.least, "most": question.most}
    return {
        "id": question.id,
        "text": dict(question.text),
        "type": question.type.name.lower().replace("_", "-"),
        "identifier": question.identifier,
        "required": question.required,
        "at_checkin": question.at_checkin,
        "shown": question.shown,
        "position": question.position,
        "products": None if question.products is None else list(question.products),
        "options": [
            {"id": o.id, "label": dict(o.label), "identifier": o.identifier}
            for o in question.options
        ],
        "depends_on": question.depends_on,
        "depends_values": list(question.depends_values),
        "help": dict(question.help),
        **{k: str(v) if isinstance(v, Decimal) else plain(v) for k, v in limits.items()},
        "shortest": question.shortest,
        "longest": question.longest,
    }
