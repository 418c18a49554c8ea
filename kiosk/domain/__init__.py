"""The rules of the trade as pure values and functions; no clock, no I/O, no Qt."""
