"""Under which kinds pretix's badge layouts and their files are stored; asks no server."""

BADGES = "badges"
"""Kind of the document {"layouts": [], "items": [], "refused": {url: why}}."""
BADGE_FILE = "badgefile"
"""Kind of a document whose ref is a file's URL and whose body the file as base64."""
