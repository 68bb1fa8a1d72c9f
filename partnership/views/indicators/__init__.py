"""Where the values of an indicator are typed."""
