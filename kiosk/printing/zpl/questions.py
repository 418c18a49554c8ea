"""Asks a Zebra over an open line how it is and how many labels it made; prints nothing."""

from __future__ import annotations

from kiosk.printing.raw_line import RawLine
from kiosk.printing.zpl.status import (
    ZplStatus,
    errors_complete,
    host_complete,
    read_counter,
    read_errors,
    read_head,
    read_host,
)

PATIENCE = 2.0
"""Seconds for one answer: Zebras answer within 50 ms, also over wireless."""
_COUNTER_PATIENCE = 0.7
_COUNTER = b'! U1 getvar "odometer.total_label_count"\r\n'


def status(line: RawLine) -> ZplStatus | None:
    """How the printer is; None where it does not say. Raises LineError where the line is cut."""
    errors = read_errors(line.ask(b"~HQES\r\n", errors_complete, PATIENCE))
    if errors is not None and errors.trouble:
        return errors
    host = read_host(line.ask(b"~HS\r\n", host_complete, PATIENCE))
    return host if host is not None else errors


def counter(line: RawLine) -> int | None:
    """Labels made since the printer was made; None where the model does not count them."""
    heard = line.ask(_COUNTER, lambda heard: heard.count(b'"') >= 2, _COUNTER_PATIENCE)
    return read_counter(heard)


def head(line: RawLine) -> str:
    """The dots per inch of the print head by their usual name ("203"); empty where not told."""
    heard = line.ask(b"~HI\r\n", lambda heard: b"\x03" in heard, PATIENCE)
    return read_head(heard)
