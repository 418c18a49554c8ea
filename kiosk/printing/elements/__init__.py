"""What a badge layout is made of: the kinds of elements, their rules, and how each is drawn."""
