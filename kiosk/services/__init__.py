"""Use cases: read facts, decide, record once; they take what they need as arguments."""
