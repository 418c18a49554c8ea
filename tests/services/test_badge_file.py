"""Badges of many into one PDF: whose, in which order, each in its layout, and who has none."""

from dataclasses import replace

import pypdfium2
import pytest

from kiosk.domain.errors import CanceledError, NotFoundError
from kiosk.domain.event import BadgeUse
from kiosk.domain.people import Person
from kiosk.services.badge_file import badge_pdf, preview
from kiosk.services.badge_selection import Order, expected, in_order
from kiosk.services.print_order import enqueue, enqueue_many
from kiosk.store import journal, people
from kiosk.store.person_write import put_person
from kiosk.store.transact import writing


def with_uses(ctx, *uses):
    return replace(ctx, event=replace(ctx.event, badge_uses=uses))


def sizes(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document]
    finally:
        document.close()


def test_those_expected_are_all_but_the_canceled(ctx):
    assert expected(ctx) == ["ana", "jose", "li", "sam"]


def test_by_role_and_by_checkpoint(ctx):
    assert expected(ctx, role="speaker") == ["ana"]
    assert expected(ctx, checkpoint="csirt") == ["ana"]
    assert expected(ctx, checkpoint="forum") == ["ana", "jose", "li", "sam"]
    assert expected(ctx, "member", "assembly") == ["sam"]


@pytest.mark.parametrize(
    ("role", "checkpoint", "words"),
    [("king", "", "king"), ("", "cellar", "cellar"), ("press", "", "credenciales")],
)
def test_nobody_is_said_so(ctx, role, checkpoint, words):
    with pytest.raises(NotFoundError, match=words):
        expected(ctx, role, checkpoint)


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order.LIST, ["sam", "li", "jose", "ana", "zoe"]),
        (Order.NAME, ["zoe", "jose", "ana", "sam", "li"]),
        (Order.ROLE, ["ana", "sam", "jose", "zoe", "li"]),
        (Order.ORGANISATION, ["li", "sam", "ana", "jose", "zoe"]),
    ],
)
def test_the_order(ctx, order, wanted):
    with writing(ctx.db):
        put_person(ctx.db, Person("zoe", "Zoë", "Álvarez"))

    assert in_order(ctx, ["sam", "li", "jose", "ana", "zoe"], order) == wanted


def test_each_in_their_layout_those_of_one_together(ctx, tmp_path):
    own = with_uses(ctx, BadgeUse("4x3in", roles=("newcomer",)))
    made = badge_pdf(own, ["ana", "jose", "li"], tmp_path / "x.pdf")

    assert (made.layouts, made.count) == ({"a6": 2, "4x3in": 1}, 3)
    assert sizes(tmp_path / "x.pdf") == [(105, 148), (105, 148), (102, 76)]


def test_who_has_no_badge_is_left_out_and_named(ctx, tmp_path):
    bare = with_uses(ctx, BadgeUse(roles=("speaker",)))
    made = badge_pdf(bare, ["ana", "jose"], tmp_path / "x.pdf")

    assert (made.count, made.without) == (1, ("Ana Silva",))
    assert people.badge_of(ctx.db, "ana") is None
    with pytest.raises(NotFoundError, match="Ana Silva no lleva"):
        badge_pdf(bare, ["ana"], tmp_path / "y.pdf")
    assert not (tmp_path / "y.pdf").exists()
    assert preview(bare, "ana") == b""
    assert preview(bare, "jose").startswith(b"\x89PNG")


def test_no_badge_is_respected_by_the_queue(ctx):
    bare = with_uses(ctx, BadgeUse(roles=("speaker",)))

    with pytest.raises(NotFoundError, match="no lleva credencial"):
        enqueue(bare, "ana")
    assert list(journal.read_after(ctx.db)) == []
    batch = enqueue_many(bare, ["ana", "jose"])
    assert (batch.queued, batch.skipped) == (1, ("ana",))


def test_what_to_know_of_a_badge_is_said_by_name(ctx, tmp_path):
    with writing(ctx.db):
        put_person(ctx.db, Person("eva2", "Eva \U0001f984", "Paz"))

    made = badge_pdf(ctx, ["ana", "eva2"], tmp_path / "x.pdf")
    assert made.notes == (("Eva \U0001f984 Paz", "Sin emoji en la credencial: \U0001f984"),)


def test_stopped_half_way_the_old_file_stays(ctx, tmp_path):
    out = tmp_path / "x.pdf"
    out.write_bytes(b"old")

    with pytest.raises(CanceledError):
        badge_pdf(ctx, ["ana", "jose"], out, progress=lambda done, total: done < 1)

    assert [path.name for path in tmp_path.glob("*x.pdf*")] == ["x.pdf"]
    assert out.read_bytes() == b"old"


def test_only_the_first_sheet_has_used_cells(ctx, tmp_path):
    own = with_uses(ctx, BadgeUse("4x3in", roles=("newcomer",)))
    badge_pdf(own, ["ana", "li", "sam", "jose"], tmp_path / "x.pdf", sheet="a6-4up", start=2)

    assert sizes(tmp_path / "x.pdf") == [(210, 297)] * 3  # 2 and 1 of a6, then 1 of 4x3in
