"""Who was registered and who came, by country, sector and role: groups, never a person.

Only texts of the event itself and ISO country codes are told: what a list says in its own words
(a country that nobody knows, a role without a style) could name somebody, and counts as others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from kiosk.domain.event_figures import OTHERS, Group, folded
from kiosk.domain.people import TicketState
from kiosk.services.context import Context
from kiosk.services.report_sectors import sectors
from kiosk.services.report_tables import ReportOptions, Table
from kiosk.services.table_files import TableRow
from kiosk.store.listing import Listed
from kiosk.texts import N_, translate
from kiosk.texts.countries import countries
from kiosk.texts.formats import country_name, localised

_GONE = frozenset({TicketState.CANCELED, TicketState.EXPIRED})
_COLUMNS = ("group", "name", "registered", "arrived")

GroupsOf = Callable[[Listed], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody of the list, and the ids of those who came."""

    everybody: tuple[Listed, ...]
    arrived: frozenset[str]

    def table(
        self, name: str, groups_of: GroupsOf, label: Callable[[str], str], options: ReportOptions
    ) -> Table:
        """One row a group; `groups_of` answers OTHERS for who belongs to none."""
        expected: Counter[str] = Counter()
        came: Counter[str] = Counter()
        for one in self.everybody:
            keys = list(groups_of(one))
            expected.update(keys if registered(one) else ())
            came.update(keys if one.person.person_id in self.arrived else ())
        groups = [Group(key, expected[key], came[key]) for key in expected | came]
        others = translate(N_("Otros"), options.lang)
        rows: tuple[TableRow, ...] = tuple(
            {
                "group": group.key,
                "name": others if group.key == OTHERS else label(group.key),
                "registered": group.registered,
                "arrived": group.arrived,
            }
            for group in folded(groups, options.least)
        )
        return Table(name, _COLUMNS, rows)


def registered(listed: Listed) -> bool:
    """Whether somebody is expected: has a ticket that is neither gone, canceled nor expired."""
    return any(not t.gone and t.state not in _GONE for t in listed.tickets)


def country(listed: Listed) -> str:
    """The code of the person's country, OTHERS for a text that is none."""
    return listed.person.country if listed.person.country in _codes() else OTHERS


def group_tables(ctx: Context, crowd: Crowd, options: ReportOptions) -> list[Table]:
    """Countries, sectors where the list asks for them, roles; the largest group first."""
    labels = {role.id: role.label for role in ctx.event.roles}

    def roles(one: Listed) -> list[str]:
        return [key for key in labels if key in one.person.roles] or [OTHERS]

    def role(key: str) -> str:
        return localised(labels[key], options.lang)

    found = [crowd.table("countries", lambda one: [country(one)], _named(options), options)]
    sector = sectors(ctx, crowd.everybody)
    if sector is not None:
        of, names = sector
        found.append(
            crowd.table(
                "sectors",
                lambda one: [of.get(one.person.person_id, OTHERS)],
                lambda key: localised(names[key], options.lang),
                options,
            )
        )
    return [*found, crowd.table("roles", roles, role, options)]


def _named(options: ReportOptions) -> Callable[[str], str]:
    return lambda key: country_name(key, options.lang)


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, _ in countries("en"))
