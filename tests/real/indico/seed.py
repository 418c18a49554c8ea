"""Fills an empty Indico with one event of two forms, runs in Indico's own environment.

Prints what a test must know of it as one line of JSON: the event, the forms, tokens, and everybody
by e-mail address and form. Nobody in it exists.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import g
from indico.core import signals
from indico.core.db import db
from indico.core.notifications import init_email_queue
from indico.core.oauth.models.personal_tokens import PersonalToken
from indico.modules.categories.models.categories import Category
from indico.modules.events.models.events import EventType
from indico.modules.events.operations import create_event
from indico.modules.events.registration.models.form_fields import (
    RegistrationFormField,
    RegistrationFormFieldData,
)
from indico.modules.events.registration.models.forms import ModificationMode, RegistrationForm
from indico.modules.events.registration.models.items import RegistrationFormSection
from indico.modules.events.registration.models.registrations import RegistrationState
from indico.modules.events.registration.models.tags import RegistrationTag
from indico.modules.events.registration.util import (
    create_personal_data_fields,
    create_registration,
)
from indico.modules.users.operations import create_user
from indico.web.flask.app import make_app

GENERAL = (
    ("ana@example.org", "Ana María", "Núñez Ibáñez", "NIC Ejemplo"),
    ("joao@example.org", "João", "da Conceição", "IX São Paulo"),
    ("li@example.org", "Li", "Wei 李伟", "University"),
    ("rosa@example.org", "Rosa", "Peña", "Red Sur"),
    ("tomas@example.org", "Tomás", "O'Brien", "Example ISP"),
)
CSIRT = (
    ("ana@example.org", "Ana Maria", "Nunez Ibanez", "NIC"),
    ("ivo@example.org", "Ivo", "Paz", "Y"),
)


def main(many: int) -> None:
    """Seed, and print what was made."""
    app = make_app()
    with app.app_context(), app.test_request_context("/"):
        g.setdefault("static_site", False)
        init_email_queue()
        owner = _user("desk", "Desk")
        other = _user("other", "Other")
        db.session.commit()
        event = _event(owner)
        general, csirt = (_form(event, title) for title in ("Inscripción general", "CSIRT"))
        meal = _choice(general, "Cena", ("Sí", "No"))
        db.session.commit()
        people = {_key(general, who): _register(general, who, meal) for who in GENERAL}
        people |= {_key(csirt, who): _register(csirt, who) for who in CSIRT}
        for number in range(many):
            who = (f"p{number}@example.org", f"Name{number}", "Paz", "Red Uno")
            _register(general, who, meal)
        _states(people, event)
        db.session.commit()
        said = {
            "event": str(event.id),
            "forms": {"general": str(general.id), "csirt": str(csirt.id)},
            "meal": str(meal.id),
            "token": _token(owner, ["registrants"]),
            "read_only": _token(owner, ["read:everything"]),
            "stranger": _token(other, ["registrants"]),
            "people": {key: _about(one) for key, one in people.items()},
        }
        db.session.commit()
    print(json.dumps(said))  # noqa: T201  the answer to whoever runs this


def _user(name: str, family: str) -> Any:
    user = create_user(f"{name}@example.net", {"first_name": name.title(), "last_name": family})
    db.session.add(user)
    return user


def _event(owner: Any) -> Any:
    starts = datetime.now(UTC).replace(microsecond=0)
    data = {
        "title": "LACNIC 46",
        "timezone": "America/Montevideo",
        "start_dt": starts,
        "end_dt": starts + timedelta(days=4),
        "creator": owner,
    }
    event = create_event(
        Category.get_root(), EventType.conference, data, features=["registration", "payment"]
    )
    db.session.commit()
    return event


def _form(event: Any, title: str) -> Any:
    form = RegistrationForm(event=event, title=title, currency="USD", tickets_enabled=True)
    form.modification_mode = ModificationMode.not_allowed
    create_personal_data_fields(form)
    db.session.add(form)
    db.session.flush()
    signals.event.registration_form_created.send(form)
    return form


def _choice(form: Any, title: str, captions: tuple[str, ...]) -> Any:
    section = RegistrationFormSection(registration_form=form, title="Más", position=2)
    field = RegistrationFormField(
        registration_form=form, parent=section, title=title, input_type="single_choice", position=1
    )
    choices = [{"caption": text, "id": f"new:{text}", "is_enabled": True} for text in captions]
    field.data, versioned = field.field_impl.process_field_data(
        {"choices": choices, "item_type": "dropdown", "with_extra_slots": False}
    )
    field.current_data = RegistrationFormFieldData(versioned_data=versioned)
    db.session.flush()
    return field


def _register(form: Any, who: tuple[str, ...], meal: Any = None) -> Any:
    email, given, family, work = who
    data: dict[str, object] = {
        "email": email, "first_name": given, "last_name": family, "affiliation": work,
    }  # fmt: skip
    if meal is not None:
        yes = meal.current_data.versioned_data["choices"][0]["id"]
        data[meal.html_field_name] = {yes: 1}
    made = create_registration(form, data, management=True, notify_user=False)
    db.session.flush()
    return made


def _states(people: dict[str, Any], event: Any) -> None:
    """Rosa owes money, Tomás is refused, Ivo wears a tag."""
    rosa = people["general rosa@example.org"]
    rosa.base_price = 100
    rosa.sync_state()
    people["general tomas@example.org"].state = RegistrationState.rejected
    tag = RegistrationTag(title="CSIRT", color="red", event=event)
    db.session.add(tag)
    people["csirt ivo@example.org"].tags.add(tag)


def _key(form: Any, who: tuple[str, ...]) -> str:
    kind = "csirt" if form.title == "CSIRT" else "general"
    return f"{kind} {who[0]}"


def _token(user: Any, scopes: list[str]) -> str:
    token = PersonalToken(user=user, name=" ".join(scopes), scopes=scopes)
    text = token.generate_token()
    db.session.add(token)
    db.session.flush()
    return str(text)


def _about(registration: Any) -> dict[str, str]:
    return {
        "id": str(registration.id),
        "uuid": str(registration.ticket_uuid),
        "state": registration.state.name,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
