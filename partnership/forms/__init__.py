"""What people type on the ground floor's pages: forms validate, never save."""
