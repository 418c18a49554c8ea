"""The door: whether this person may pass, seen from two metres; decides nothing itself."""
