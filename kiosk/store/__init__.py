"""SQLite through sqlite-utils: the mirror, the journal and what is rebuilt from both."""
