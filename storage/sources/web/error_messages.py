"""What went wrong between newsdesk and a server, in sentences for the reader."""

import ssl

import httpcore2

from storage.errors import FetchError, UnreachableError

_STATUSES = {
    204: "The server sent an empty answer (204).",
    304: "The server says that nothing has changed, though it was not asked that (304).",
    400: "The server does not understand the request (400).",
    402: "The server wants to be paid (402).",
    403: "The server refuses access (403).",
    404: "There is nothing at this address (404).",
    406: "The server has nothing here that newsdesk can read (406).",
    407: "The proxy asks for a password (407).",
    408: "The server waited too long for the request (408).",
    410: "There is nothing at this address any more (410).",
    421: "The server does not know this address (421).",
    429: "The server asks newsdesk to come less often (429).",
    451: "The server may not show this for legal reasons (451).",
    500: "The server has a fault of its own (500).",
    502: "The server behind this one does not answer as it should (502).",
    503: "The server is not available at the moment (503).",
    504: "The server behind this one does not answer in time (504).",
}
_CLASSES = {
    2: "The server answered without what was asked for ({}).",
    3: "The server says that this is elsewhere, but not where ({}).",
    4: "The server refuses the request ({}).",
    5: "The server has a fault of its own ({}).",
}
# OpenSSL's X509_V_ERR_ numbers.
_CERTIFICATES = {
    9: "The certificate of the server is not valid yet.",
    10: "The certificate of the server has expired.",
    18: "The certificate of the server is signed by itself, so nobody vouches for it.",
    19: "The certificate of the server is vouched for by nobody whom this computer trusts.",
    20: "The certificate of the server is vouched for by nobody whom this computer trusts.",
    21: "The certificate of the server is vouched for by nobody whom this computer trusts.",
    23: "The certificate of the server was withdrawn.",
    62: "The certificate of the server is for another name than this one.",
    64: "The certificate of the server is for another name than this one.",
}
BROKEN_OFF = "The connection broke off in the middle of the answer."

HUNG_UP = "The server hung up without an answer."


def of_status(status: int, *, known: bool = False) -> str:
    """Return in a sentence what an HTTP status says; `known` where a password was sent along."""
    if status == 401:
        if known:
            return "The server does not accept the password (401)."
        return "The server asks for a password (401)."
    general = _CLASSES.get(
        status // 100, "The server answered in a way that newsdesk does not understand ({})."
    )
    return _STATUSES.get(status) or general.format(status)


def of_failure(error: Exception, *, answering: bool, seconds: float) -> FetchError:
    """Return the error for one of httpcore2's; `answering` once the answer has begun to come.

    `seconds` is how long newsdesk waits for a server to go on.
    """
    cause = error.args[0] if error.args else None
    match error:
        case httpcore2.ConnectTimeout():
            return UnreachableError(f"The server did not answer within {seconds:g} seconds.")
        case httpcore2.TimeoutException():
            sentence = f"The server did not answer within {seconds:g} seconds."
        case httpcore2.ConnectError():
            sentence = _of_handshake(cause)
        case httpcore2.ProxyError():
            sentence = f"The proxy refuses: {_plain(error)}."
        case httpcore2.RemoteProtocolError():
            sentence = _of_protocol(str(error))
        case httpcore2.LocalProtocolError():
            sentence = "The request for this address can't be put into HTTP."
        case _:
            sentence = BROKEN_OFF if answering else HUNG_UP
    return FetchError(sentence)


def of_connection(host: str, error: Exception) -> UnreachableError:
    """Return the error for a server that could not be connected to."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, OSError) and isinstance(cause.__cause__, ConnectionRefusedError):
        return UnreachableError(f"{host} refuses the connection: no server is running there.")
    return UnreachableError(f"{host} can't be reached.")


def _of_handshake(error: object) -> str:
    if not isinstance(error, ssl.SSLCertVerificationError):
        if isinstance(error, ssl.SSLError) and error.reason == "WRONG_VERSION_NUMBER":
            return "The server does not speak https there."
        return "No secure connection to the server comes about."
    return _CERTIFICATES.get(
        error.verify_code, f"The certificate of the server is not valid: {error.verify_message}."
    )


def _of_protocol(message: str) -> str:
    if "without sending complete" in message or "incomplete" in message:
        return BROKEN_OFF
    if "disconnected" in message:
        return HUNG_UP
    return "The answer of the server is not valid HTTP."


def _plain(error: Exception) -> str:
    return "".join(character for character in str(error)[:80] if character.isprintable()) or "no reason given"
