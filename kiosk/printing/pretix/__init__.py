"""pretix's own badge layouts: read as they are and drawn as its server draws them."""
