import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.import_people import run_import
from kiosk.store.transact import rows

PEOPLE = (
    "Código,Nombre,Apellido,Correo,Organización\n"
    "A,Ana,Silva,ana@nic.br,NIC.br\n"
    "J,José,Núñez Ibáñez,jose@example.org,Universidad\n"
    "S,Sam,Smith,sam@isp.example,ISP Uno\n"
    "X,Eva,Uno,oficina@example.org,Agencia\n"
    "Y,Iris,Dos,oficina@example.org,Agencia\n"
    "P,Juan,Pérez,juan1@example.org,Red Uno\n"
    "Q,Juan,Pérez,juan2@example.org,Red Dos\n"
)


@pytest.fixture
def invite(ctx, tmp_path):
    """Load the people above, then guest lists of the csirt room or another checkpoint."""
    with ctx.db.conn:
        ctx.db.conn.execute("DELETE FROM invitation")
        ctx.db.conn.execute("DELETE FROM ticket")
        ctx.db.conn.execute("DELETE FROM person")
    load(ctx, tmp_path, PEOPLE)
    return lambda text, checkpoint="csirt", **options: load(
        ctx, tmp_path, text, invite=checkpoint, **options
    )


def load(ctx, tmp_path, text, **options):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return run_import(ctx, path, **options)


def admitted(ctx, checkpoint="csirt"):
    """The codes that get in."""
    return {
        code for code in "AJSXYPQN"
        if explain(ctx, ScanRequest(text=code, checkpoint=checkpoint)).verdict.admitted
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Correo\nANA@nic.br\njose@example.org\n", {"A", "J"}),
        ("ana@nic.br\njose@example.org\n", {"A", "J"}),
        ("Código\nA\nS\n", {"A", "S"}),
        ("Organización\nisp uno\n", {"S"}),
        ("Nombre completo\nNUNEZ IBANEZ José\n", {"J"}),
        ("Nombre,Apellido,Organización\nJuan,Pérez,Red Dos\n", {"Q"}),
        ("Nombre,Correo\nIris Dos,oficina@example.org\n", {"Y"}),
        ("Nombre,Correo,Organización\nAna,ana@nic.br,Otra\n", {"A"}),
    ],
)
def test_guests_by_address_code_organisation_or_name(ctx, invite, text, codes):
    report = invite(text)

    assert admitted(ctx) == codes
    assert (report.matched, report.unmatched, report.checkpoint) == (len(codes), (), "csirt")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Correo,Nota\noficina@example.org,\n", "email"),
        ("Nombre,Correo\nPedro Otro,ana@nic.br\n", "email"),
        ("Código\nNADIE\n", "code"),
        ("Nombre completo\nJuan Pérez\n", "full_name"),
        ("Nombre completo\nNadie Nunca\n", "full_name"),
        ("Correo,Nombre,Nota\n,,algo\n", "email"),
    ],
)
def test_whom_it_could_not_match_is_named_and_does_not_get_in(ctx, invite, text, field):
    report = invite(text)

    assert [(p.row, p.field) for p in report.unmatched] == [(2, field)]
    assert report.unmatched[0].text
    assert admitted(ctx) == set()


def test_who_registers_later_gets_in_and_nobody_else_of_that_address(ctx, invite, tmp_path):
    report = invite("Nombre,Correo\nNora Nueva,nora@example.org\n")
    assert (report.matched, report.kept, len(report.unmatched)) == (0, 1, 1)

    load(
        ctx, tmp_path,
        PEOPLE + "N,Nora,Nueva,nora@example.org,\nM,Otro,Señor,nora@example.org,\n",
    )  # fmt: skip

    assert admitted(ctx) == {"N"}
    assert not explain(ctx, ScanRequest(text="M", checkpoint="csirt")).verdict.admitted


def test_a_new_list_replaces_the_old_one_but_not_what_others_granted(ctx, invite):
    invite("Correo\nana@nic.br\n")
    invite("Correo\nsam@isp.example\n", source="partner")

    invite("Correo\njose@example.org\n")

    assert admitted(ctx) == {"J", "S"}


def test_other_checkpoints_keep_their_lists(ctx, invite):
    invite("Correo\nana@nic.br\n")
    invite("Organización\nISP Uno\n", checkpoint="assembly")

    assert admitted(ctx) == {"A"}
    assert admitted(ctx, "assembly") == {"S"}


def test_a_member_list_with_delegates_invites_the_organisation(ctx, invite):
    invite("Organización,Delegado,Correo\nISP Uno,Otra Persona,otra@example.org\n", "assembly")

    assert admitted(ctx, "assembly") == {"S"}


def test_an_organisation_without_registrations_is_told_and_kept(ctx, invite, tmp_path):
    report = invite("Organización\nRed Nueva\n")
    assert (report.kept, report.unmatched[0].field) == (1, "organisation")

    load(ctx, tmp_path, PEOPLE + "N,Nora,Nueva,n@example.org,RED NUEVA\n")

    assert admitted(ctx) == {"N"}


def test_a_dry_run_changes_no_list(ctx, invite):
    invite("Correo\nana@nic.br\n")
    before = rows(ctx.db, "SELECT * FROM invitation")

    report = invite("Correo\njose@example.org\n", dry_run=True)

    assert report.dry_run
    assert rows(ctx.db, "SELECT * FROM invitation") == before


def test_an_unknown_checkpoint_lists_those_there_are(invite):
    with pytest.raises(NotFoundError, match="csirt"):
        invite("Correo\nana@nic.br\n", checkpoint="sauna")


def test_when_the_list_was_loaded_is_kept(ctx, invite, clock):
    clock.forward(hours=1)
    invite("Correo\nana@nic.br\n")

    found = rows(ctx.db, "SELECT * FROM invitation_list WHERE checkpoint = 'csirt'")
    assert found[0]["loaded_at"] == "2026-10-06T13:00:00.000Z"
