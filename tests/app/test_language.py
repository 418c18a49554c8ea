"""One call switches our texts and Qt's, and tells every screen."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kiosk import texts
from kiosk.app.language import Language


@pytest.fixture
def language(qapp):
    language = Language()
    yield language
    language.use("es")


class View(QWidget):
    def __init__(self):
        super().__init__()
        self.changes = 0

    def changeEvent(self, event):  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.changes += 1
        super().changeEvent(event)


@pytest.mark.parametrize(
    ("lang", "cancel"), [("es", "Cancelar"), ("pt", "Cancelar"), ("en", "Cancel")]
)
def test_qt_speaks_the_language_too(language, lang, cancel):
    language.use(lang)

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel


def test_a_second_one_takes_the_first_ones_place(language):
    """The set-up speaks before the station does."""
    language.use("es")
    Language().use("en")

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_texts_follow_and_it_is_told(qtbot, language):
    with qtbot.waitSignal(language.changed) as told:
        language.use("pt-BR")

    assert told.args == ["pt"]
    assert texts.current() == "pt"


def test_an_unknown_language_means_spanish(language):
    language.use("gn")

    assert texts.current() == "es"


def test_every_view_in_a_window_is_told(qtbot, language):
    window, view = QWidget(), View()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel("x"))
    layout.addWidget(view)
    language.use("en")

    assert view.changes >= 1
