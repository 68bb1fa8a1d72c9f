"""Pages of the action log: editing, the steps of an action, new dates, how dates moved."""
