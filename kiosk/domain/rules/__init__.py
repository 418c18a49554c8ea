"""Conditions as data: one tree, one evaluator, one explainer; knows no store and no text."""
