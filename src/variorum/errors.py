"""Every error that Variorum raises on purpose.

- VariorumError: the base of all
    - InputError: something the user gave cannot be read; names the file, the place, the remedy
    - FetchError: something on the web cannot be fetched, or may not be; names the address and why
    - SpanError: a span does not lie in the text that it is said to point into
    - ModelError: a trained model is missing or does not fit this version
"""


class VariorumError(Exception):
    """Base of every error raised on purpose: catch this one to catch them all."""


class InputError(VariorumError):
    """A file, folder or line cannot be read.

    Attributes:
        path: the input as the user named it.
        reason: what is wrong, where, and what to do about it; one line.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FetchError(VariorumError):
    """An address on the web cannot be fetched, or may not be.

    Attributes:
        address: what was asked for, fit to be shown.
        reason: what is wrong and what to do about it; one line.
        again: whether it may go well later; False: it is no use to try.
        host: whether nothing of the host is to be asked for a while.
        wait: seconds for which it wishes not to be asked; None: it said nothing.
    """

    def __init__(
        self,
        address: str,
        reason: str,
        *,
        again: bool = False,
        host: bool = False,
        wait: float | None = None,
    ) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason
        self.again = again
        self.host = host
        self.wait = wait


class SpanError(VariorumError):
    """A span points outside its article's text, or into another article."""


class ModelError(VariorumError):
    """A trained model cannot be loaded; the message says which and how to get it."""
