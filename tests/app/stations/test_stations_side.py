"""What can be done on the page of stations, in words: share, invite, revoke, or where that is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.app.hub_server import Phase, Serving
from kiosk.app.hub_view import HubView
from kiosk.app.stations_jobs import lines_of, symbol
from kiosk.app.stations_side import role_word, short_role
from kiosk.domain.errors import FailureError
from kiosk.hub.invitation import read_invitation
from kiosk.hub.registry import Invited, Refusal
from kiosk.services.hub_join import WHY, RefusedError
from kiosk.services.hub_setup import Issued
from kiosk.texts.formats import time_of
from kiosk.ui.stations.state import Side
from kiosk.ui.widgets.chip import Tone
from tests.app.stations.seen_stations import NOW, PLACE, TEXT, member, said, shown, view

RUNS = Serving(Phase.RUNS)


def invited(key: str, seconds: float, name: str = "", role: str = "") -> Invited:
    return Invited(key, "", int(NOW.timestamp() + seconds), name, role)


def issued(seconds: float) -> Issued:
    expires = NOW + timedelta(seconds=seconds)
    return Issued(TEXT, expires, invited(TEXT.invitation_id, seconds))


class TestOpenInvitations:
    def rows(self, *waiting: Invited, **more: object):
        seen = shown(view(said("Mesa 1")), serving=RUNS, invitations=waiting, **more)
        return [row for row in seen.rows if row.invitation]

    def words(self, **more: object):
        return shown(HubView(), serving=RUNS, **more).side.words

    def test_they_stand_behind_the_stations_until_when_they_are_good(self):
        (row,) = self.rows(invited("i1", 540, "Puerta 7", "door"))
        assert (row.station, row.name) == ("i1", "Puerta 7")
        assert (row.role, row.revoke) == ("Puerta de sala", "Anular")
        assert row.heard.text == f"hasta las {time_of(NOW + timedelta(minutes=9), PLACE.tz)}"

    def test_what_it_leaves_open_is_chosen_by_who_joins(self):
        (row,) = self.rows(invited("i1", 540))
        assert (row.name, row.role) == ("Invitación", "elige su papel al unirse")

    @pytest.mark.parametrize("seconds", [0, -1, -900])
    def test_who_comes_too_late_is_not_listed(self, seconds):
        assert self.rows(invited("i1", seconds)) == []

    def test_the_one_on_the_screen_is_not_listed_beside_itself(self):
        shown_one = issued(600)
        assert self.rows(shown_one.record, invitation=shown_one) == []
        assert len(self.rows(shown_one.record)) == 1

    def test_going_back_says_first_that_it_stays_open_and_then_for_how_long(self):
        one = issued(541)
        card = shown(HubView(), serving=RUNS, invitation=one).side
        assert card.words[1] == "Si vuelve, la invitación sigue abierta."
        assert card.second == "Anular"
        left = self.words(left=one.record, invitations=(one.record,))
        assert left[-1] == (
            "La invitación sigue abierta 10 minutos más; puede anularla en la lista."
        )
        last = issued(60).record
        assert "1 minuto más" in self.words(left=last, invitations=(last,))[-1]

    @pytest.mark.parametrize("seconds", [-5, 300], ids=["expired", "used"])
    def test_of_one_that_is_over_nothing_is_said(self, seconds):
        one = issued(seconds).record
        waiting = (one,) if seconds < 0 else ()
        assert len(self.words(left=one, invitations=waiting)) == 1

    def test_a_withdrawn_one_is_said_to_be_over(self):
        assert self.words(withdrawn=True)[-1] == (
            "La invitación fue anulada: nadie entra con ella."
        )

    def test_while_it_is_being_withdrawn_nothing_can_be_pressed(self):
        card = shown(HubView(), serving=RUNS, invitation=issued(60), busy=True).side
        assert (card.second, card.busy) == ("Anulando…", True)

    def test_a_used_one_cannot_be_withdrawn(self):
        used = shown(HubView(), serving=RUNS, invitation=issued(60), used=member("P")).side
        assert (used.second, used.words) == ("", ())


class TestSide:
    def side(self, seen: HubView | None = None, **more: object):
        return shown(seen or HubView(), **more).side

    def test_alone_it_can_be_shared(self):
        side = self.side()
        assert (side.side, side.action) == (Side.WORDS, "Compartir con otras estaciones")
        assert self.side(busy=True).action == "Preparando…"

    @pytest.mark.parametrize(
        ("told", "ages", "names"),
        [
            ((said("Uno", serves=True), said("Mesa 1")), {}, "«Uno»"),
            ((said("Uno", serves=True), said("Dos", serves=True)), {}, "«Dos», «Uno»"),
            ((said("Uno", serves=True), said("Dos", serves=True)), {"Dos": 60}, "«Uno»"),
            ((said("Uno", serves=True),), {"Uno": 60}, "«Uno»"),
        ],
        ids=["one", "two", "one is silent", "silent"],
    )
    def test_a_member_is_told_at_which_station_one_invites(self, told, ages, names):
        side = self.side(view(*told, ages=ages))
        assert side.words == (
            "En la central se llama «Mesa 1».",
            f"Se invita y se da de baja en {names}, donde está la central.",
        )
        assert side.action == ""

    def test_where_nobody_says_so_it_is_the_hubs_machine(self):
        assert "máquina de la central" in self.side(view(said("Mesa 2"))).words[1]

    @pytest.mark.parametrize(
        ("serving", "words", "busy"),
        [
            (Serving(Phase.STARTING), "Iniciando la central…", True),
            (RUNS, "La central está en marcha en esta máquina", False),
            (Serving(Phase.ELSEWHERE), "La central ya está en marcha", False),
        ],
        ids=["starting", "runs", "elsewhere"],
    )
    def test_the_office_says_how_the_server_is(self, serving, words, busy):
        side = self.side(view(said("Mesa 1")), serving=serving)
        assert side.side is Side.OFFICE
        assert side.words[0].startswith(words)
        assert side.busy is busy
        assert [role for role, _words in side.roles] == [
            "desk",
            "self-service",
            "door",
            "dashboard",
        ]

    @pytest.mark.parametrize(
        ("restarts", "words"),
        [
            (1, "El servidor se cayó 1 vez y se inició de nuevo."),
            (3, "El servidor se cayó 3 veces y se inició de nuevo."),
        ],
    )
    def test_crashes_are_counted(self, restarts, words):
        assert self.side(serving=Serving(Phase.RUNS, restarts=restarts)).words[1] == words

    def test_a_server_that_does_not_run_can_be_started(self):
        failed = Serving(Phase.FAILED, FailureError("El puerto es de otro."))
        side = self.side(serving=failed)
        assert (side.side, side.action) == (Side.WORDS, "Iniciar la central")
        assert side.words[0] == "El puerto es de otro."

    @pytest.mark.parametrize(
        ("seconds", "left", "tone", "over"),
        [
            (900, "Vale una sola vez; vence en 15:00", Tone.SOFT, False),
            (61.9, "Vale una sola vez; vence en 1:01", Tone.SOFT, False),
            (59, "Vale una sola vez; vence en 0:59", Tone.WARN, False),
            (0, "Venció: cree otra.", Tone.WARN, True),
            (-5, "Venció: cree otra.", Tone.WARN, True),
        ],
        ids=["fresh", "a minute", "soon", "now", "long ago"],
    )
    def test_an_invitation_counts_down(self, seconds, left, tone, over):
        side = self.side(serving=RUNS, invitation=issued(seconds))
        shown_one = side.invitation
        assert side.side is Side.INVITATION
        assert shown_one is not None
        assert (shown_one.left, shown_one.tone, shown_one.over) == (left, tone, over)
        assert bool(side.words) is not over

    def test_a_used_one_says_by_whom_however_late_it_is(self):
        side = self.side(serving=RUNS, invitation=issued(-5), used=member("Puerta C"))
        assert side.invitation is not None
        assert side.invitation.left == "La usó «Puerta C» (Puerta de sala)."
        assert (side.invitation.tone, side.invitation.over) == (Tone.OK, True)

    def test_the_question_comes_before_all_else(self):
        side = self.side(serving=RUNS, invitation=issued(60), asked=member("Puerta C"))
        assert (side.side, side.title) == (Side.QUESTION, "¿Dar de baja «Puerta C»?")
        busy = self.side(serving=RUNS, asked=member("Puerta C"), busy=True)
        assert (busy.action, busy.busy) == ("Dando de baja…", True)

    CASES = (
        (HubView(), {}),
        (HubView(), {"serving": RUNS}),
        (HubView(), {"serving": Serving(Phase.FAILED)}),
        (HubView(), {"serving": RUNS, "invitation": issued(60)}),
        (HubView(), {"serving": RUNS, "asked": member("P")}),
        (view(said("Mesa 1")), {}),
    )

    @pytest.mark.parametrize(
        ("seen", "more"), CASES, ids=["alone", "office", "failed", "invited", "asked", "member"]
    )
    def test_trouble_is_told_wherever_it_happens(self, seen, more):
        trouble = FailureError("No responde: {why}", why="la red")
        assert self.side(seen, trouble=trouble, **more).problem == "No responde: la red"
        assert self.side(seen, **more).problem == ""


class TestText:
    def test_the_lines_can_be_typed_as_they_stand(self):
        lines = lines_of(TEXT.typed)
        assert lines[0] == "192.168.1.5:4222/e1/"
        assert [len(line) for line in lines[1:]] == [18, 18, 11]
        for joined in ("".join(lines), "\n".join(lines), " ".join(lines)):
            assert read_invitation(joined.replace("/\n", "/").replace("/ ", "/")) == TEXT

    def test_the_symbol_says_the_scanned_text(self):
        from io import BytesIO

        from PIL import Image

        from kiosk.scanning.qr_image import decode

        rows = symbol(TEXT.scanned)
        assert {len(row) for row in rows} == {len(rows)}
        image = Image.new("1", (len(rows) + 8, len(rows) + 8), 1)
        for y, line in enumerate(rows, 4):
            for x, sign in enumerate(line, 4):
                image.putpixel((x, y), sign != "#")
        file = BytesIO()
        image.resize((image.width * 4, image.height * 4)).save(file, "PNG")
        assert decode(file.getvalue()) == [TEXT.scanned]

    @pytest.mark.parametrize(
        ("role", "words", "short"),
        [
            ("desk", "Mesa de acreditación", "Mesa"),
            ("door", "Puerta de sala", "Puerta"),
            ("self-service", "Autoservicio", "Autoservicio"),
            ("dashboard", "Coordinación", "Coordinación"),
            ("of tomorrow", "of tomorrow", "of tomorrow"),
            ("", "", ""),
        ],
    )
    def test_roles_have_words(self, role, words, short):
        assert (role_word(role), short_role(role)) == (words, short)


class TestJoining:
    """The field for an invitation, and what stands beside it afterwards."""

    def side(self, **more: object):
        return shown(HubView(), **more).side

    def test_alone_one_may_join_unless_something_is_under_way(self):
        assert self.side().second == "Unirse a una central"
        assert self.side(busy=True).second == ""

    def test_it_says_beforehand_what_becomes_of_list_and_entries(self):
        side = self.side(joining=True)
        assert (side.side, side.action, side.second) == (Side.JOIN, "Unirse", "Volver")
        said_first = " ".join(side.words)
        assert "La lista de esta estación pasa a ser la de la central." in said_first
        assert "Quien no está en ella sigue solo aquí." in said_first
        assert "no se pierden: se envían a las otras." in said_first

    def test_while_it_joins_it_can_be_stopped(self):
        side = self.side(joining=True, busy=True)
        assert (side.action, side.second) == ("Uniéndose a la central…", "Detener")
        assert side.busy

    @pytest.mark.parametrize("refusal", list(Refusal))
    def test_each_refusal_is_said_in_its_words(self, refusal):
        problem = self.side(joining=True, trouble=RefusedError(refusal)).problem
        assert problem.startswith(WHY[refusal])
        named = refusal in {Refusal.NAME, Refusal.NAME_TAKEN}
        assert problem.endswith("una invitación con otro nombre.") is named

    def test_any_other_trouble_is_said_as_it_is(self):
        side = self.side(joining=True, trouble=FailureError("La central no responde."))
        assert side.problem == "La central no responde."

    @pytest.mark.parametrize(
        ("role", "words"), [("", None), ("door", "«Puerta de sala»"), ("robot", "«robot»")]
    )
    def test_a_member_is_told_which_role_it_has_from_the_next_opening_on(self, role, words):
        side = shown(view(said("Mesa 1")), next_role=role).side
        assert len(side.words) == (3 if words else 2)
        assert words is None or words in side.words[-1]

    def test_the_hub_that_is_here_or_elsewhere_comes_before_the_field(self):
        assert shown(view(said("Mesa 1")), joining=True).side.side is Side.WORDS
        assert self.side(joining=True, serving=RUNS).side is Side.OFFICE
