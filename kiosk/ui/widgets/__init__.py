"""Small widgets that several screens use; each draws one thing and knows no service."""
