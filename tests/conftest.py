"""What every test gets: no screen needed, workers that must end, the language put back."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture
def make_worker(qapp: Any) -> Iterator[Callable[..., Any]]:
    """Make workers of the test; each must end when the test ends."""
    from kiosk.app.worker import Worker

    made: list[Worker[Any]] = []

    def make(name: str = "test", *args: Any, **options: Any) -> Worker[Any]:
        worker: Worker[Any] = Worker(name, *args, **options)
        made.append(worker)
        return worker

    yield make
    for worker in reversed(made):
        assert worker.stop(), f"worker {worker.objectName()} does not end"


@pytest.fixture
def worker(make_worker: Callable[..., Any]) -> Any:
    """One worker without a resource."""
    return make_worker()


@pytest.fixture(autouse=True)
def _language_of_record() -> Iterator[None]:
    """Every test starts in Spanish, whatever the one before chose."""
    from kiosk import texts

    texts.use("es")
    yield
    texts.use("es")
