"""The governance tree, and who sits where."""
