"""What lists show; of a restricted row its reference and state."""
