"""One module a way to a printer; each takes finished PDF bytes."""
