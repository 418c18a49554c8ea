"""The organiser's panel: rooms and assembly at a glance; draws states, decides nothing."""
