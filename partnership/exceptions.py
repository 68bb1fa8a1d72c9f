"""The one exception whose message is shown to the person who caused it."""


class DomainError(Exception):
    """A rule of the domain says no; `message` is a sentence fit for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
