"""The registration desk's screens: search, already checked in, walk-in, print queue."""
