"""The switch between the languages of the event, each named in itself; changes no language."""

from __future__ import annotations

from kiosk.texts import LANGUAGE_NAMES
from kiosk.ui.widgets.segmented import Segment, Segmented


class LanguageSwitch(Segmented):
    """`chosen` brings "es", "pt" or "en"."""

    def __init__(self, languages: tuple[str, ...] = ("es", "pt", "en"), current: str = "") -> None:
        super().__init__(px=25)
        self.languages = languages
        self.set_current(current or languages[0])

    def set_current(self, language: str) -> None:
        """Show which language is in force."""
        names = [(code, LANGUAGE_NAMES.get(code, code.upper())) for code in self.languages]
        self.set_segments(tuple(Segment(*pair) for pair in names), language)
