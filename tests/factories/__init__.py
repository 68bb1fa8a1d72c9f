"""One factory a model, each of which makes the least row that the database accepts."""
