"""The demo partnership Northvale: fictional people, places and figures, one module a subject."""
