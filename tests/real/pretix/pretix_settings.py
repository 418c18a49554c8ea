"""pretix's own settings, with SQLite that stands several writers; used by the test server only."""

from pretix.settings import *  # noqa: F403  Django settings are a module of names
from pretix.settings import DATABASES

DATABASES["default"]["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
