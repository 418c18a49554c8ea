"""A watched file or folder as a registration source: read again when it changes, never written."""
