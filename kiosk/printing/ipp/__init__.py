"""The Internet Printing Protocol as far as badges need it; knows no badge and no queue."""
