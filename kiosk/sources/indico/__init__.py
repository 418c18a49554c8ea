"""Indico 3.3 as a registration source, by the API of its check-in app; one event, many forms."""
