"""The partnership workbook: the one format in which records come into the portal and leave it.

`columns.csv` defines it. `guard` looks at an unknown file before `opening` opens it, `reader` finds every error of the
file, `engine` brings the rows in, `writer` takes them out.
"""
