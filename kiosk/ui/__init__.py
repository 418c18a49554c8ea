"""Qt widgets that draw a state and emit what the person did; they open no store."""
