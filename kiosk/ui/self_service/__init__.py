"""Self-service: an attendee alone prints a badge; never another person's data."""
