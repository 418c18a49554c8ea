"""Lists and event files write "for ever" as 9999-12-31 and "always" as 0001-01-01."""

import pytest

FOREVER = """\
id,nombre y apellido,email,código,válido desde,válido hasta
91,Lía Paz,lia@example.org,LIA1,0001-01-01,9999-12-31 23:59:59
92,Óscar Sosa,oscar@example.org,OSCAR1,1900-01-01,31/12/9999
93,Xul Ruiz,xul@example.org,XUL1,9999-12-31,
"""
MORE = """
[[checkpoint]]
id = "always"
name = "Siempre"
opens = 0001-01-01T00:00:00
closes = 9999-12-31T23:59:59
early = "2h"
everybody_out = "22:00"

[[assembly]]
id = "late"
name = "Asamblea"
checkpoint = "always"

[[assembly.call]]
at = 0001-01-01T00:00:00
quorum = "50%"

[[assembly.call]]
at = 9999-12-31T23:59:59
quorum = 0
"""


@pytest.fixture
def for_ever(kiosk, tmp_path):
    people = tmp_path / "forever.csv"
    people.write_text(FOREVER, encoding="utf-8")
    assert kiosk("import", str(people)).code == 0
    return kiosk


@pytest.mark.parametrize(("code", "exit_code"), [("LIA1", 0), ("OSCAR1", 0), ("XUL1", 1)], ids=str)
def test_a_ticket_for_ever_is_valid_and_one_from_then_is_not(for_ever, code, exit_code):
    assert for_ever("explain", code, "--checkpoint", "entrance").code == exit_code
    assert for_ever("scan", code, "--checkpoint", "entrance").code == exit_code


def test_an_invitation_for_ever_lets_in(for_ever, tmp_path):
    guests = tmp_path / "guests.csv"
    guests.write_text("email,hasta\nlia@example.org,9999-12-31\n", encoding="utf-8")

    assert for_ever("import", str(guests), "--invite", "csirt").code == 0

    scan = ("scan", "LIA1", "--checkpoint", "csirt", "--at", "2026-10-06T09:30")
    assert for_ever(*scan).code == 0
    rows = for_ever("invitations", "--checkpoint", "csirt", "--json").json
    assert [row["state"] for row in rows] == ["valid"]


@pytest.mark.parametrize("last", ["2026-10-09", "9999-12-31"])
def test_an_event_that_never_ends_can_be_worked_with(for_ever, tmp_path, last):
    loaded = tmp_path / "event.toml"
    text = (for_ever.profile / "event.toml").read_text(encoding="utf-8") + MORE
    loaded.write_text(text.replace("to = 2026-10-09", f"to = {last}"), encoding="utf-8")
    assert for_ever("event", "load", str(loaded)).code == 0

    assert for_ever("explain", "XUL1", "--checkpoint", "always").code == 1
    assert for_ever("scan", "LIA1", "--checkpoint", "always").code == 0
    assert for_ever("presence", "--checkpoint", "always").code == 0
    assert for_ever("assembly", "late").code == 0
    assert for_ever("event", "show", "--json").code == 0
    assert for_ever("export", "hours", "--out", str(tmp_path / "hours.csv")).code == 0
