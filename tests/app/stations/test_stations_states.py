"""The page of stations in words: who stands first, what is said of each, what can be done here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import texts
from kiosk.app.hub_view import HubView
from kiosk.app.stations_states import panel_lines, twice_words
from kiosk.domain.people import Person
from kiosk.domain.stations import Heard, PrinterSaid, look
from kiosk.hub.interface import Trouble
from kiosk.services.conflicts import Conflict
from kiosk.services.conflicts import Side as At
from kiosk.ui.widgets.chip import Tone
from tests.app.stations.seen_stations import NOW, PLACE, member, said, shown, view


class TestRows:
    def test_the_worst_stand_first_then_by_name(self):
        seen = view(
            said("Mesa 1", keeps=True),
            said("Ana"),
            said("Zoe", waiting=3),
            said("Puerta", digest="2"),
            said("Lejos"),
            ages={"Lejos": 240},
        )
        names = [row.name for row in shown(seen).rows]
        assert names == ["Lejos", "Puerta", "Zoe", "Ana", "Mesa 1 (esta)"]

    def test_members_never_heard_stand_between_trouble_and_well(self):
        seen = view(said("Mesa 1"), said("Zoe", waiting=1))
        rows = shown(seen, members=(member("Mesa 1"), member("Puerta C"))).rows
        assert [row.name for row in rows] == ["Zoe", "Puerta C", "Mesa 1 (esta)"]
        assert (rows[1].heard.text, rows[1].tone, rows[1].role) == (
            "Sin señal",
            Tone.MUTE,
            "Puerta de sala",
        )

    def test_everything_that_is_known_is_said(self):
        printers = (
            PrinterSaid("zebra", "ready", 168),
            PrinterSaid("brother", "paused"),
            PrinterSaid("laser", "down"),
            PrinterSaid("new", "on fire"),
        )
        told = said("Mesa 1", waiting=2, battery=82, printers=printers)
        (row,) = shown(view(replace(told, at=told.at + 3000))).rows
        assert row.facts.split(" · ") == [
            "587 personas en la lista",
            "por enviar: 2",
            "zebra: lista, 168 etiquetas",
            "brother: en pausa",
            "laser: no está lista",
            "new: lista",
            "batería 82 %",
            "reloj +3 s",
            "versión 0.9.0",
        ]
        assert row.wrong == (
            "Su reloj adelanta 3 segundos. Una impresora no está lista."
            " Quedan 2 registros sin enviar."
        )

    def test_what_a_station_has_not_is_left_out(self):
        (row,) = shown(view(replace(said("Mesa 1"), version=""))).rows
        assert row.facts == "587 personas en la lista · por enviar: 0 · reloj en hora"
        assert (row.wrong, row.tone, row.heard.text) == ("", Tone.OK, "hace 1 s")

    def test_a_silent_one_says_since_when(self):
        (row,) = shown(view(said("Mesa 2"), ages={"Mesa 2": 240})).rows
        assert row.wrong == "No se la oye: la última señal fue hace 4 minutos."
        assert (row.tone, row.heard.tone) == (Tone.WARN, Tone.WARN)

    def test_one_that_nobody_can_read_is_there_all_the_same(self):
        stations = look((), [Heard("Nueva", NOW, None)], NOW)
        (row,) = shown(HubView(member=True, stations=stations), members=(member("Nueva"),)).rows
        assert (row.name, row.role, row.facts) == ("Nueva", "Puerta de sala", "")
        assert row.wrong == "Tiene otra versión del programa."

    def test_only_members_can_be_revoked_and_never_oneself(self):
        seen = view(said("Mesa 1"), said("Mesa 2"), said("Extraña"))
        rows = shown(seen, members=(member("Mesa 1"), member("Mesa 2"))).rows
        assert {row.name: row.revoke for row in rows} == {
            "Extraña": "",
            "Mesa 1 (esta)": "",
            "Mesa 2": "Dar de baja",
        }

    def test_where_the_hub_is_elsewhere_nobody_is_revoked(self):
        assert [row.revoke for row in shown(view(said("Mesa 2"))).rows] == [""]


class TestNotes:
    @pytest.mark.parametrize(
        ("seen", "words"),
        [
            (HubView(), "Esta estación trabaja sola."),
            (HubView(member=True), "Conectando con la central…"),
            (
                HubView(member=True, trouble=Trouble.UNREACHABLE),
                "La central no responde: cada estación decide sola.",
            ),
            (
                HubView(member=True, trouble=Trouble.CERTIFICATE),
                "Quien responde no es la central de este evento.",
            ),
            (view(said("Mesa 1")), "Se oye 1 de 1 estación."),
            (view(said("A"), said("B"), ages={"B": 60}), "Se oyen 1 de 2 estaciones."),
        ],
        ids=["alone", "connecting", "unreachable", "certificate", "one", "two"],
    )
    def test_how_it_stands_in_one_line(self, seen, words):
        assert shown(seen).note == words

    def test_every_trouble_has_words(self):
        notes = {shown(HubView(member=True, trouble=trouble)).note for trouble in Trouble}
        assert len(notes) == len(Trouble)

    def test_stations_that_agree_need_no_advice(self):
        assert shown(view(said("A"), said("B"))).advice == ()

    def test_another_list_is_told_with_both_names(self):
        seen = view(said("Mesa 1", keeps=True), said("Puerta A", digest="2"))
        (advice,) = shown(seen).advice
        assert advice == (
            "La lista de «Puerta A» no es la de «Mesa 1». Revise la red de «Puerta A»; si en un"
            " minuto no se iguala, cierre allí el programa y ábralo de nuevo."
        )

    def test_another_journal_is_told_with_all_names(self):
        seen = view(said("A"), said("B"), said("C"), said("D", journal="b"))
        (advice,) = shown(seen).advice
        assert advice.startswith("Los registros de «D» no son los de «A», «B» y «C».")
        assert "kiosk doctor" in advice

    @pytest.mark.parametrize(("lang", "words"), [("pt", "A lista de"), ("en", "The list at")])
    def test_in_every_language(self, lang, words):
        texts.use(lang)
        seen = view(said("Mesa 1", keeps=True), said("Puerta A", digest="2"))
        assert shown(seen).advice[0].startswith(words)


ANA = Person("ana", "Ana", "Silva")


def conflict(person: Person | None = ANA, checkpoint: str = "main", **more: object) -> Conflict:
    base = Conflict(
        "c1", NOW, checkpoint, person, At("Mesa 1", NOW), At("Mesa 2", NOW + timedelta(minutes=4))
    )
    return replace(base, **more)


class TestTwice:
    def test_who_where_and_at_which_two(self):
        (row,) = shown(view(), conflicts=(conflict(),)).conflicts
        assert (row.entry_id, row.title) == ("c1", "Ana Silva · Entrada")
        assert row.detail == "Mesa 1 a las 09:14 · Mesa 2 a las 09:18"

    def test_what_is_not_known_is_left_open(self):
        unknown = conflict(None, "gone", first=At("", None))
        (row,) = shown(view(), conflicts=(unknown,)).conflicts
        assert row.title == "Código desconocido · gone"
        assert row.detail == "– a las – · Mesa 2 a las 09:18"

    def test_in_one_sentence(self):
        assert twice_words(conflict(), PLACE) == (
            "Ingreso doble: Ana Silva · Entrada. Mesa 1 a las 09:14 · Mesa 2 a las 09:18."
        )


class TestPanel:
    def test_a_station_alone_has_no_lines(self):
        assert panel_lines(HubView(), NOW) == ()

    def test_each_in_one_line_worst_first(self):
        seen = view(said("Mesa 1"), said("Puerta A", "door", waiting=3), ages={"Mesa 1": 2})
        first, second = panel_lines(seen, NOW)
        assert (first.name, first.role, first.waiting, first.heard, first.tone) == (
            "Puerta A",
            "Puerta",
            "3",
            "hace 1 s",
            Tone.WARN,
        )
        assert (second.name, second.waiting, second.tone) == ("Mesa 1", "0", Tone.OK)

    def test_one_that_nobody_can_read_has_its_line(self):
        seen = HubView(member=True, stations=look((), [Heard("Nueva", NOW, None)], NOW))
        (line,) = panel_lines(seen, NOW)
        assert (line.name, line.role, line.waiting) == ("Nueva", "", "–")
