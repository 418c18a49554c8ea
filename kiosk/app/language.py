"""Switches the language of the whole program while it runs: our texts and Qt's own."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kiosk import texts

_QT_FILES = {"es": "qtbase_es", "pt": "qtbase_pt_BR", "en": "qtbase_en"}


class Language(QObject):
    """Owns Qt's translator: one for the program, however many of these there are.

    Views rebuild their texts on QEvent.LanguageChange. Signals: changed(language code).
    """

    changed = Signal(str)
    _installed: ClassVar[QTranslator | None] = None

    def use(self, lang: str) -> None:
        """Speak that language from now on; one that the program does not speak means Spanish."""
        texts.use(lang)
        self._use_qt(texts.current())
        for widget in QApplication.topLevelWidgets():
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
        self.changed.emit(texts.current())

    def _use_qt(self, lang: str) -> None:
        """Let Qt's own buttons and menus (Cancel, Copy) speak it too."""
        application = QCoreApplication.instance()
        if application is None:
            return
        if Language._installed is not None and isValid(Language._installed):
            application.removeTranslator(Language._installed)
        translator = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(_QT_FILES[lang], folder):
            application.installTranslator(translator)
        Language._installed = translator
