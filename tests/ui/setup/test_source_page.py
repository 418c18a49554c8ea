"""The page of sources: which fields a kind has, masked tokens, what fits, what keys do."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kiosk.domain.source_draft import SourceDraft, SourceKind
from kiosk.ui.setup.state import Buttons, Line, Mood, SetupState, SourceState, Step
from kiosk.ui.setup.view import SetupView

TOKEN = "tok-0123456789"  # noqa: S105  nobody's


@pytest.fixture
def view(qtbot):
    made = SetupView()
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    return made


def show(view, kind=SourceKind.PRETIX, **more):
    source = SourceState(kind, **more)
    buttons = Buttons("Atrás", "", "Probar la conexión")
    view.show_state(
        SetupState(step=Step.SOURCE, title="¿De dónde?", demo=False, source=source, buttons=buttons)
    )


def press(view, key):
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(view, event)


FIELDS = {
    SourceKind.FILE: {"path"},
    SourceKind.PRETIX: {"url", "organizer", "event_id", "secret", "ca_file"},
    SourceKind.INDICO: {"url", "event_id", "secret", "ca_file"},
    SourceKind.HTTP: {"url", "header", "secret", "ca_file"},
    SourceKind.NONE: set(),
}


@pytest.mark.parametrize("kind", list(FIELDS), ids=str)
def test_each_kind_has_its_fields(view, kind):
    show(view, kind)

    form = view.source.form
    names = ("path", "url", "organizer", "event_id", "secret", "header", "ca_file")
    assert {name for name in names if getattr(form, name).isVisible()} == FIELDS[kind]
    assert form.choose.isVisible() is (kind is SourceKind.FILE)
    assert form.draft().kind is kind


@pytest.mark.parametrize("kind", list(FIELDS), ids=str)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)], ids=str)
def test_everything_fits(view, kind, size):
    long = "Este token no alcanza: faltan permisos o el evento es otro (Permission denied.). " * 2
    show(view, kind, title="Al token le faltan permisos", lines=(Line(long, Mood.WARN),) * 2)
    view.resize(*size)
    QCoreApplication.sendPostedEvents()

    assert view.size().toTuple() == size
    assert view.minimumSizeHint().height() <= size[1]
    for part in (view.start, view.back, *view.source.cards.values()):
        corner = part.mapTo(view, part.rect().bottomRight())
        assert view.rect().contains(corner)
    boxes = [box for box in view.source.form.findChildren(QLineEdit) if box.isVisible()]
    panel = view.source.form.parentWidget()
    for box in boxes:
        assert panel.rect().contains(box.mapTo(panel, box.rect().bottomRight()))


def test_a_token_is_masked_and_forgotten(view):
    show(view)
    form = view.source.form
    form.fill(SourceDraft(SourceKind.PRETIX, "https://x", secret=TOKEN, device=True))
    assert TOKEN not in form.secret.line.displayText()
    assert form.draft().secret == TOKEN
    assert form.draft().device
    form.forget_secret()

    texts = [box.text() for box in view.findChildren(QLineEdit)]
    assert TOKEN not in "".join(texts)
    form.secret.line.undo()
    assert form.draft().secret == ""


def test_a_draft_shows_no_token_when_it_is_printed():
    assert TOKEN not in repr(SourceDraft(SourceKind.PRETIX, secret=TOKEN))


def test_another_token_is_not_that_of_the_paired_computer(view):
    show(view)
    form = view.source.form
    form.fill(SourceDraft(SourceKind.PRETIX, secret=TOKEN, one_time=True, device=True))
    form.secret.set_text("another")

    assert not form.draft().one_time
    assert not form.draft().device


def test_the_form_of_a_set_up_code_holds_for_its_event_only(view):
    show(view, SourceKind.INDICO)
    form = view.source.form
    form.fill(SourceDraft(SourceKind.INDICO, "https://x", event="7", form="2"))
    assert form.draft().form == "2"
    form.event_id.set_text("8")
    assert form.draft().form == ""


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_F1, SourceKind.FILE),
        (Qt.Key.Key_F2, SourceKind.PRETIX),
        (Qt.Key.Key_F3, SourceKind.INDICO),
        (Qt.Key.Key_F4, SourceKind.HTTP),
        (Qt.Key.Key_F5, SourceKind.NONE),
    ],
    ids=["f1", "f2", "f3", "f4", "f5"],
)
def test_a_key_chooses_a_card(view, key, kind):
    show(view)
    chosen = []
    view.source.kind_chosen.connect(chosen.append)
    press(view, key)

    assert chosen == [kind]


def test_enter_goes_on_and_esc_goes_back(view):
    show(view)
    pressed = []
    view.main_pressed.connect(lambda: pressed.append("main"))
    view.back_pressed.connect(lambda: pressed.append("back"))
    press(view, Qt.Key.Key_Return)
    press(view, Qt.Key.Key_Escape)

    assert pressed == ["main", "back"]


def test_enter_in_a_field_goes_on(view, qtbot):
    show(view)
    with qtbot.waitSignal(view.main_pressed):
        qtbot.keyClick(view.source.form.url.line, Qt.Key.Key_Return)


def test_the_first_field_has_the_keyboard(view):
    show(view)

    assert view.focusWidget() is view.source.form.url.line


def test_every_box_says_its_name_to_a_screen_reader(view):
    show(view)
    boxes = [box for box in view.source.form.findChildren(QLineEdit) if box.isVisible()]

    assert all(box.accessibleName() for box in boxes)
    assert len({box.accessibleName() for box in boxes}) == len(boxes)


def test_a_new_answer_takes_the_place_of_the_old_one(view):
    show(view, title="Uno", lines=(Line("a"), Line("b", Mood.WARN)))
    assert view.source.answer.text() == "Uno\na\nb"
    show(view, title="Dos", lines=(Line("c", Mood.GOOD),))
    assert view.source.answer.text() == "Dos\nc"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rows = view.source.answer.findChildren(
        QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    assert len(rows) == 2


def test_the_path_that_was_chosen_stands_in_its_field(view):
    show(view, SourceKind.FILE)
    edited = []
    view.source.edited.connect(lambda: edited.append(1))
    view.source.form.set_path("/tmp/gente.csv")  # noqa: S108  no file is opened

    assert view.source.form.draft().path == "/tmp/gente.csv"  # noqa: S108  as above
    assert edited == [1]


def test_a_certificate_that_was_chosen_is_part_of_what_is_tried(view, qtbot):
    show(view, SourceKind.INDICO)
    form = view.source.form

    with qtbot.waitSignal(form.edited):
        form.set_ca_file("/etc/ca.pem")
    assert form.draft().ca_file == "/etc/ca.pem"

    form.fill(SourceDraft(SourceKind.INDICO))
    assert form.draft().ca_file == ""


def test_a_certificate_is_asked_for_beside_its_field(view, qtbot):
    show(view, SourceKind.HTTP)
    view.source.form.choose_ca.trigger()
    dialog = view.source.form.findChild(QFileDialog)

    assert dialog is not None
    with qtbot.waitSignal(view.source.form.edited):
        dialog.fileSelected.emit("/etc/ca.pem")
    dialog.close()
    assert view.source.form.ca_file.text() == "/etc/ca.pem"
