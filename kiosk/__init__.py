"""Check-in, room access and badges for conferences; holds the version and nothing else."""

__version__ = "0.1.0"
