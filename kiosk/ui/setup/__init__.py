"""The first-run screen; draws and asks, opens nothing."""
