"""Pages of the business plan beyond those that every register has."""
