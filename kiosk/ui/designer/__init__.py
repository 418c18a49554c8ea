"""The page on which badge layouts are designed: widgets that draw its state, nothing else."""
