"""A list that a web server hands out, as a registration source: CSV, XLSX, ODS or JSON by HTTP."""
