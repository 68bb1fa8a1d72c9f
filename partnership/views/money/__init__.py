"""The money of a board by financial year, and the pages on which it is typed."""
