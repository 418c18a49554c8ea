"""The event and its checkpoints as the command line shows them; reads nothing."""

from __future__ import annotations

import json

from kiosk.cli.catalogue_json import assembly_object, catalogue_object
from kiosk.cli.output import clock, duration, plain
from kiosk.domain.checkpoints import Checkpoint, Localised
from kiosk.domain.event import Event, RoleStyle
from kiosk.texts import current


def checkpoint_object(checkpoint: Checkpoint) -> dict[str, object]:
    """{"id", "name": {es,pt,en}, "source_ref", "policy": {...}}; lengths of time as "20m"."""
    stale = checkpoint.stale_after
    return {
        "id": checkpoint.id,
        "name": dict(checkpoint.name),
        "source_ref": checkpoint.source_ref,
        "policy": {
            "kind": str(checkpoint.kind),
            "admits": str(checkpoint.admits),
            "roles": list(checkpoint.roles),
            "products": list(checkpoint.products),
            "slots": [plain(slot) for slot in checkpoint.slots],
            "early": duration(checkpoint.early),
            "entry": str(checkpoint.entry),
            "capacity": checkpoint.capacity,
            "include_pending": checkpoint.include_pending,
            "offline": str(checkpoint.offline),
            "stale_after": None if stale is None else duration(stale),
            "override": str(checkpoint.override),
            "place": dict(checkpoint.place),
            "owner": checkpoint.owner,
            "date": checkpoint.date,
            "addon_match": checkpoint.addon_match,
            "rules": json.loads(checkpoint.rules) if checkpoint.rules else None,
            "everybody_out": clock(checkpoint.everybody_out),
            "ends": list(checkpoint.ends),
        },
    }


def event_object(event: Event) -> dict[str, object]:
    """The event with its roles and checkpoints; days as ISO dates."""
    return {
        "id": event.id,
        "name": dict(event.name),
        "code": event.code,
        "timezone": str(event.timezone),
        "from": str(event.first_day),
        "to": str(event.last_day),
        "languages": list(event.languages),
        "place": dict(event.place),
        "help_desk": dict(event.help_desk),
        "badge_layout": event.badge_layout,
        "roles": [role_object(role) for role in event.roles],
        "checkpoints": [checkpoint_object(c) for c in event.checkpoints],
        **catalogue_object(event.catalogue),
        "assemblies": [assembly_object(assembly) for assembly in event.assemblies],
    }


def role_object(role: RoleStyle) -> dict[str, object]:
    """{"id", "label": {es,pt,en}, "color", "pattern", "icon"}."""
    return {
        "id": role.id,
        "label": dict(role.label),
        "color": role.color,
        "pattern": role.pattern,
        "icon": role.icon,
    }


def localised(text: Localised) -> str:
    """The text of a table by language in the user's language, Spanish where it is missing."""
    return text.get(current()) or text.get("es") or ""
