"""Brother's label printers (QL series) as far as badges need them; knows no badge and no queue."""
