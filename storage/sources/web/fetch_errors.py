"""Errors of requests and responses, each with a sentence for the reader."""

import ssl

import httpcore2

from storage.errors import FetchError, UnreachableError

INCOMPLETE = "The connection was lost before the response was complete."
NO_RESPONSE = "The server closed the connection without a response."

_STATUS_MESSAGES = {
    204: "The server sent an empty response (204).",
    304: "The server reports no changes, but newsdesk has no earlier version (304).",
    400: "The server does not understand the request (400).",
    402: "The server demands payment (402).",
    403: "The server denied access (403).",
    404: "There is nothing at this address (404).",
    406: "The server has no version that newsdesk can read (406).",
    407: "The proxy requires a password (407).",
    408: "The server waited too long for the request (408).",
    410: "This address is gone for good (410).",
    421: "The server is not responsible for this address (421).",
    429: "The server asks newsdesk to send fewer requests (429).",
    451: "The server may not show this for legal reasons (451).",
    500: "The server reports an internal error (500).",
    502: "The server got an invalid response from another server (502).",
    503: "The server is temporarily unavailable (503).",
    504: "The server got no response in time from another server (504).",
}
_STATUS_CLASS_MESSAGES = {
    2: "The server sent a response without the content ({}).",
    3: "The server redirects, but does not say where ({}).",
    4: "The server refused the request ({}).",
    5: "The server reports an internal error ({}).",
}
_NOT_TRUSTED = "This computer does not trust the issuer of the server's certificate."
_OTHER_NAME = "The server's certificate is for a different name."
# By OpenSSL's X509_V_ERR_ number.
_CERTIFICATE_MESSAGES = {
    9: "The server's certificate is not valid yet.",
    10: "The server's certificate has expired.",
    18: "The server's certificate is self-signed.",
    19: _NOT_TRUSTED,
    20: _NOT_TRUSTED,
    21: _NOT_TRUSTED,
    23: "The server's certificate has been revoked.",
    62: _OTHER_NAME,
    64: _OTHER_NAME,
}


def status_message(status: int, *, with_password: bool = False) -> str:
    """Return a sentence about an HTTP status; `with_password` if the request carried one."""
    if status == 401:
        return f"The server {'rejected the' if with_password else 'requires a'} password (401)."
    general = _STATUS_CLASS_MESSAGES.get(status // 100, "The server sent an unknown status ({}).")
    return _STATUS_MESSAGES.get(status) or general.format(status)


def request_error(error: Exception, *, response_begun: bool, timeout: float) -> FetchError:
    """Return the `FetchError` for an error of httpcore2; `timeout` is the one of the request, in seconds."""
    cause = error.args[0] if error.args else None
    match error:
        case httpcore2.ConnectTimeout():
            return UnreachableError(f"The server did not respond within {timeout:g} seconds.")
        case httpcore2.TimeoutException():
            message = f"The server did not respond within {timeout:g} seconds."
        case httpcore2.ConnectError():
            message = _tls_message(cause)
        case httpcore2.ProxyError():
            message = f"The proxy refused the request: {_printable(error)}."
        case httpcore2.RemoteProtocolError():
            message = _protocol_message(str(error))
        case httpcore2.LocalProtocolError():
            message = "This address can't be sent as an HTTP request."
        case _:
            message = INCOMPLETE if response_begun else NO_RESPONSE
    return FetchError(message)


def connect_error(host: str, error: Exception) -> UnreachableError:
    """Return the error for a failed connection to `host`."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, OSError) and isinstance(cause.__cause__, ConnectionRefusedError):
        return UnreachableError(f"{host} refused the connection: no server is running there.")
    return UnreachableError(f"{host} can't be reached.")


def _tls_message(error: object) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE_MESSAGES.get(
            error.verify_code, f"The server's certificate is not valid: {error.verify_message}."
        )
    if isinstance(error, ssl.SSLError) and error.reason == "WRONG_VERSION_NUMBER":
        return "The server does not use https on this port."
    return "No secure connection to the server is possible."


def _protocol_message(message: str) -> str:
    if "without sending complete" in message or "incomplete" in message:
        return INCOMPLETE
    if "disconnected" in message:
        return NO_RESPONSE
    return "The server's response is not valid HTTP."


def _printable(error: Exception) -> str:
    return "".join(character for character in str(error)[:80] if character.isprintable()) or "no reason given"
