"""Accounts and the roles that they hold."""
