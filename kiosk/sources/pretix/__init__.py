"""pretix as a registration source: its REST API in, the values of the domain out, and back."""
