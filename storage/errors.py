"""The errors of newsdesk: each carries one sentence fit for the reader."""


class NewsdeskError(Exception):
    """Anything that newsdesk can explain; `str(error)` is the sentence to show."""


class SourceError(NewsdeskError):
    """A file or address whose content can't be taken in."""


class FetchError(SourceError):
    """An address that can't be fetched.

    `status` is the HTTP status, 0 where there was no answer; `retry_after` the seconds after which the
    server wants to be asked again, `None` if it did not say.
    """

    def __init__(self, sentence: str, *, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after


class UnreachableError(FetchError):
    """A server that no connection could be made to: it is down, or this machine is offline."""


class BackoffError(FetchError):
    """A server that asked for a pause, and gets no request for `retry_after` seconds."""


class DeskError(NewsdeskError):
    """The desk file can't be opened, read or written."""


class NotFoundError(NewsdeskError):
    """No article, name or list with that number."""


class QueryError(NewsdeskError):
    """A search that can't be understood; says where and why."""


class CorrectionError(NewsdeskError):
    """A correction that can't be made; says why."""


class AnalysisError(NewsdeskError):
    """The language model is missing or stopped; stored articles are untouched."""


class SettingsError(NewsdeskError):
    """The settings file holds something newsdesk does not understand."""
