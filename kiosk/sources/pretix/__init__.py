"""pretix's JSON as the values of the domain; asks no server and stores nothing."""
