"""The errors of newsdesk. The text of each is a sentence for the reader."""


class NewsdeskError(Exception):
    """The base of all errors; `str(error)` is the sentence to show."""


class SourceError(NewsdeskError):
    """A file or address can't be read."""


class FetchError(SourceError):
    """An address can't be fetched.

    `status` is the HTTP status, 0 without an answer. `retry_after` is after how many seconds the server
    accepts the next request, `None` if it did not say.
    """

    def __init__(self, sentence: str, *, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after


class UnreachableError(FetchError):
    """No connection to the server: it is down, or this machine is offline."""


class BackoffError(FetchError):
    """A server that asked for a pause, and gets no request for `retry_after` seconds."""


class DeskError(NewsdeskError):
    """The desk file can't be opened, read or written."""


class NotFoundError(NewsdeskError):
    """Nothing has the given number or name."""


class QueryError(NewsdeskError):
    """A query is wrong; the sentence says why, and `position` is where in its text, in code points."""

    def __init__(self, sentence: str, position: int = 0) -> None:
        super().__init__(sentence)
        self.position = position


class CorrectionError(NewsdeskError):
    """A correction can't be made; the sentence says why."""


class ComparisonError(NewsdeskError):
    """Two articles can't be compared; the sentence says why."""


class AnalysisError(NewsdeskError):
    """The language model is missing or has stopped; stored articles are unchanged."""


class SettingsError(NewsdeskError):
    """The settings file can't be changed."""


class ProgramError(NewsdeskError):
    """A program of the reader can't be started, fails or takes too long."""


class ExportError(NewsdeskError):
    """A file or folder that an article is written to can't be written."""
