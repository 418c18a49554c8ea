"""What `kiosk source list` says of a source that another station tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.cli import source_text
from kiosk.cli.source import _how
from kiosk.domain.feed import Trouble
from kiosk.services.sources import SourceEntry
from kiosk.services.sync_values import Mishap, SourceStatus

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
MINE = SourceStatus("pretix:talks", "pretix", NOW, 3, 0, 0, None, False, None, NOW)
THEIRS = replace(MINE, told_elsewhere=True)


def test_it_is_said_who_sends_unless_there_is_trouble():
    assert _how(MINE) == ""
    assert _how(None) == ""
    assert _how(THEIRS) == "los envíos los hace la estación que publica la lista"
    wrong = replace(THEIRS, error=Mishap(Trouble.REVOKED, "La clave ya no vale.", NOW))
    assert _how(wrong) == "La clave ya no vale."


def test_json_has_it_as_a_value():
    entry = SourceEntry("pretix:talks", "pretix", {}, NOW)
    said = [source_text.status_object(entry, one) for one in (MINE, THEIRS, None)]
    assert [one["told_elsewhere"] for one in said] == [False, True, False]
