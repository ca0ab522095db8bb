"""Why a document is not imported: the one exception of this package, told to the clerk as it is."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - an answer, not an error of the program
    """A document that cannot or must not be imported; nothing of it was written."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        """Both texts, so that it passes between processes."""
        return Refused, (self.message, self.hint)
