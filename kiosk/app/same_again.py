"""Makes the request that repeats a scan, for who may pass all the same; asks and shows nothing."""

from __future__ import annotations

from kiosk.services.check_in import ScanOutcome, ScanRequest


def same_again(outcome: ScanOutcome | None) -> ScanRequest | None:
    """The person once more, or the signed code that nobody is known by; None without either."""
    if outcome is None:
        return None
    if outcome.person is not None:
        return ScanRequest(person_id=outcome.person.person_id)
    return ScanRequest(text=outcome.ticket.code) if outcome.ticket is not None else None
