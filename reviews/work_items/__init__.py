"""What case reviews ask of people: on home, in digests and calendars, of agencies, and of those who lead."""
