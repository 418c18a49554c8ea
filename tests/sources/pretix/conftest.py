"""Answers of a real pretix server (2026), as its API gave them."""

import json
from pathlib import Path

import pytest

API = Path(__file__).parents[2] / "fixtures" / "pretix" / "api"


@pytest.fixture
def recorded():
    """The parsed body of a recorded answer; of a page the results."""

    def read(name):
        body = json.loads((API / f"{name}.json").read_text(encoding="utf-8"))
        return body.get("results", body)

    return read
