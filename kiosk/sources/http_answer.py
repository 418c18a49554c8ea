"""What a server answered, as it came; believes neither its content type nor its status.

Which status is a good one depends on the question, so the asker calls `expect` or looks itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from kiosk.sources import http_trouble


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, with whatever status. `headers` have names in small letters."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def server_time(self) -> datetime | None:
        """The moment of the Date header, None where it is missing or no date."""
        try:
            moment = parsedate_to_datetime(self.headers.get("date", ""))
        except (TypeError, ValueError, OverflowError):
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def json(self) -> object:
        """The body as JSON whatever its content type says; SourceError where it is none."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise http_trouble.no_json(self.body) from error

    def expect(self) -> Answer:
        """This answer where it is a good one (or 304); else SourceError says what is wrong."""
        if self.status < 300 or self.status == 304:
            return self
        raise http_trouble.of_status(self.status, self.body, self.headers, self.server_time)
