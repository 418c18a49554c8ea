"""Types of values that several tables of event.toml share; holds no table."""

from __future__ import annotations

Words = str | dict[str, str]
"""One text for all languages, or a table of texts by language."""

Amount = int | str
"""How many, or which share of all: 30, "30", "50%", ">50%"."""
