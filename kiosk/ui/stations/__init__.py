"""The page of stations: how each of them is, who was admitted twice, and who may join."""
