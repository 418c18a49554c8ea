"""From a person to a badge on paper; knows no database and no screen."""
