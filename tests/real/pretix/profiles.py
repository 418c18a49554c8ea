"""Makes an event and a device for each security profile of pretix; run by pretix's Python.

Argument: how the event is called. Prints JSON: pairing codes and profiles as the server names them.
"""

import json
import sys

from seeding import Seeder, event_of, lists_of, products  # isort: skip
from django.db import transaction
from django_scopes import scope, scopes_disabled
from pretix.api.auth.devicesecurity import get_all_security_profiles
from pretix.base.models import Organizer
from pretix.base.models.devices import Device
from pretix.plugins.badges.models import BadgeLayout


def main():
    slug = sys.argv[1]
    with scopes_disabled():
        organizer = Organizer.objects.get(slug="test")
    with scope(organizer=organizer), transaction.atomic():
        event = event_of(organizer, slug)
        event.plugins = "pretix.plugins.checkinlists,pretix.plugins.badges"
        event.save()
        BadgeLayout.objects.create(event=event, name="Sala", default=True)
        items = products(event)
        seed = Seeder(organizer, event)
        codes = {}
        for profile in get_all_security_profiles():
            seed.position(profile.replace("_", "-"), items["talk"])
            codes[profile] = f"{profile}init"
            Device.objects.create(
                organizer=organizer, name=profile, all_events=True, security_profile=profile,
                initialization_token=codes[profile],
            )  # fmt: skip
        lists_of(event, items, {}, {"door": {}})
    json.dump({"codes": codes}, sys.stdout)


main()
