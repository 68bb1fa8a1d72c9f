"""Documents drawn from one row: minutes, agenda packs, an agency's sheet."""
