"""Zebra's label language as far as badges need it; knows no badge and no queue."""
