"""What went wrong with a question, in plain words: what an endpoint refuses, and what a connection fails with."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

_REASON = 200  # characters
_SAYS = {
    401: "it does not take the key (TRACKER_LLM_KEY)",
    403: "it does not let this key, or this machine, ask",
    404: "it knows no such address or model (TRACKER_LLM_URL, TRACKER_LLM_MODEL)",
    429: "it was asked too often",
}


class NoAnswerError(Exception):
    """No answer that can be used; the message says why, in words that follow "the model did not answer:"."""


def refused(status: int, body: bytes, wait: float, tries: int, key: str | None) -> NoAnswerError:
    """A refusal with the reason that the endpoint gives, in which the key never stands."""
    if 300 <= status < 400:
        return NoAnswerError(f"it redirects ({status}), which is not followed; set TRACKER_LLM_URL to where it leads")
    why = _SAYS.get(status, "it has trouble of its own" if status >= 500 else "it does not take the question")
    said = _reason(body, key)
    asked = f"; it asks to wait for {wait:.0f} seconds" if wait > 0 else ""
    often = f" (asked {tries} times)" if tries > 1 else ""
    return NoAnswerError(f"{why} ({status}){f'; it says “{said}”' if said else ''}{asked}{often}")


def failed(error: BaseException, connect: float) -> NoAnswerError:
    """What a library's exception means: the first of its causes that tells. ``connect``: seconds that were waited."""
    import httpx

    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and len(chain) < 9:
        chain.append(cause)
    certificate = next((each for each in chain if isinstance(each, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        return NoAnswerError(f"its certificate is not valid: {certificate.verify_message.rstrip('.')}")
    if any(isinstance(each, ConnectionRefusedError) for each in chain):
        return NoAnswerError("nothing answers at that address: the connection was refused")
    if isinstance(error, httpx.ConnectTimeout):
        return NoAnswerError(f"it did not take the connection within {connect:.3g} seconds")
    if isinstance(error, httpx.ConnectError):
        detail = next((each.strerror for each in reversed(chain) if isinstance(each, OSError) and each.strerror), "")
        return NoAnswerError(f"it cannot be reached{f': {detail}' if detail else ''}")
    if isinstance(error, httpx.TransportError):
        return NoAnswerError("the connection broke off, or what came was no answer of a web server")
    return NoAnswerError(f"the answer could not be read ({type(error).__name__})")


def retry_after(headers: Mapping[str, str]) -> float:
    """The seconds that the endpoint asks to wait; a day and time is measured from its own (``Date``)."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return until.total_seconds()


def parsed(words: str | bytes) -> object:
    """What JSON says; ``None`` where it is none."""
    try:
        return json.loads(words)
    except (ValueError, RecursionError):
        return None


def _reason(body: bytes, key: str | None) -> str:
    """The words in which a refusal gives its reason, on one line; none where it is a page or something else."""
    told = parsed(body)
    error = told.get("error", told) if isinstance(told, dict) else None
    said = error if isinstance(error, str) else error.get("message") if isinstance(error, dict) else None
    if not isinstance(said, str):
        return ""
    said = said.replace(key, "…") if key else said  # before it is cut, which would leave a part of it
    said = " ".join(said.encode("utf-8", "replace").decode().split())
    return said if len(said) <= _REASON else f"{said[:_REASON]}…"
