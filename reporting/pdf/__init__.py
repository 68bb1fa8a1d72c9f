"""HTML in, accessible PDF out, in a child process that can fetch nothing but the assets we name."""
