"""Starts the command line for `python -m kiosk` and for the bundle; does nothing else."""

from kiosk.cli.main import run

if __name__ == "__main__":
    run()
