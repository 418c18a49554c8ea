"""Documents on paper that are no badges: they are given their words and draw them."""
