"""Sharing between stations; one station alone needs none of it."""
