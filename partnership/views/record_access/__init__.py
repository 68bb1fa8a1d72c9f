"""Who has access to a record: named people, conflicts of interest, its class, and emergencies."""
