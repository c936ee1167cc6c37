"""The one door to a language model: one question to an OpenAI-compatible address, one answer.

Nothing is asked again but once, without the options that a server may not know. Redirects are not
followed, proxies and `.netrc` are not consulted, an answer is limited in size and in time, and
neither key nor answer stands in any message.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from vedette import __version__
from vedette.errors import BadArgumentError
from vedette.run.config import DEFAULT_KEY, FILE, RewritingSettings

if TYPE_CHECKING:
    import httpx

INSTALL = 'pip install "vedette[rewriting]"'
LARGEST = 1_000_000  # bytes of an answer; a rewritten brief has some ten thousand
CONNECT_SECONDS = 10.0
LONGEST_WAIT = 3_600
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_OPTIONS = {"temperature": 0, "stream": False, "response_format": {"type": "json_object"}}
_UNKNOWN_OPTION = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)


class NoAnswer(Exception):
    """Say why there is no answer: in words of ours, without a word of the server's."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a checked address with all that a question needs; the key is in no `repr`."""

    url: str
    host: str
    model: str
    timeout: float
    language: str
    key: str = field(default="", repr=False)


def line_to(settings: RewritingSettings, environ: Mapping[str, str] = os.environ) -> Line:
    """Return the line to the configured model.

    Raises BadArgumentError where nothing is configured, or something that must not be used.
    """
    if not settings.address or not settings.model:
        raise BadArgumentError(
            "no language model is configured, and nothing is sent without one",
            next_step=f"Set address and model under [rewriting] in {FILE}",
        )
    if settings.language.partition("-")[0] != "en":
        raise _wrong("language", "only English can be checked", 'Set it to "en"')
    if not 1 <= settings.timeout <= LONGEST_WAIT:
        raise _wrong("timeout", "it is no waiting time", f"Give 1 to {LONGEST_WAIT} seconds")
    url, host = _address(settings)
    key = _key(settings, environ)
    return Line(url, host, settings.model, float(settings.timeout), settings.language, key)


def _address(settings: RewritingSettings) -> tuple[str, str]:
    try:
        parts = urlsplit(settings.address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _wrong("address", "it is no address", "Write http://127.0.0.1:8080/v1") from error
    if parts.username or parts.password or parts.query or parts.fragment:
        step = "Write the address alone, and the key into an environment variable"
        raise _wrong("address", "it holds more than an address", step)
    if parts.scheme not in ("http", "https") or not host:
        raise _wrong("address", "it is no http address", "Write http://127.0.0.1:8080/v1")
    if parts.scheme == "http" and not _is_loopback(host) and not settings.insecure:
        step = "Use https, or set insecure = true to send quotes in the open"
        raise _wrong("address", f"{host} is another machine, and http is read on the way", step)
    shown = f"[{host}]" if ":" in host else host
    where = f"{shown}:{port}" if port else shown
    return f"{parts.scheme}://{where}{parts.path.rstrip('/')}/chat/completions", where


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key(settings: RewritingSettings, environ: Mapping[str, str]) -> str:
    if not _VARIABLE.fullmatch(settings.key):
        step = "Write the name of an environment variable there, never the key itself"
        raise _wrong("key", "it is no name of a variable", step)
    key = environ.get(settings.key, "").strip()
    if not key and settings.key != DEFAULT_KEY:
        raise _wrong("key", "the variable it names is not set", f"Type: export {settings.key}=…")
    if not key.isascii() or not key.isprintable():
        raise _wrong("key", "the variable it names holds no key", "A key is one line of ASCII")
    return key


def _wrong(setting: str, what: str, step: str) -> BadArgumentError:
    return BadArgumentError(what, where=f"rewriting.{setting}", next_step=step)


# ---- the question ------------------------------------------------------------------------------


def complete(
    line: Line, messages: Sequence[dict[str, str]], options: Mapping[str, Any] = _OPTIONS
) -> bytes:
    """Return the body of the answer, not yet read; raises NoAnswer.

    Without httpx installed, raises BadArgumentError with what to type.
    """
    try:
        import httpx
        from anyio.from_thread import start_blocking_portal
    except ImportError as error:
        raise BadArgumentError(
            "a language model is asked with the package httpx, which is not installed",
            next_step=f"Install it: {INSTALL}",
        ) from error
    try:
        # A portal, so that one clock runs over all of it, also where a loop is running already.
        with start_blocking_portal() as portal:
            body: bytes = portal.call(_in_time, line, messages, options)
            return body
    except TimeoutError as error:
        raise NoAnswer(f"no answer within {line.timeout:.0f} seconds") from error
    except httpx.ConnectError as error:
        raise NoAnswer(f"nothing answers at {line.host}") from error
    except httpx.TimeoutException as error:
        raise NoAnswer(f"no connection to {line.host} in time") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoAnswer(f"the connection failed ({type(error).__name__})") from error


async def _in_time(
    line: Line, messages: Sequence[dict[str, str]], options: Mapping[str, Any]
) -> bytes:
    import anyio

    with anyio.fail_after(line.timeout):
        return await _asked(line, messages, options)


async def _asked(
    line: Line, messages: Sequence[dict[str, str]], options: Mapping[str, Any]
) -> bytes:
    import ssl

    import httpx

    plain: dict[str, Any] = {"model": line.model, "messages": list(messages)}
    waits = httpx.Timeout(line.timeout, connect=min(CONNECT_SECONDS, line.timeout))
    trusted: Any = ssl.create_default_context() if line.url.startswith("https") else False
    async with httpx.AsyncClient(
        follow_redirects=False, trust_env=False, verify=trusted, timeout=waits
    ) as client:
        status, body = await _post(client, line, {**plain, **options})
        if status in _UNKNOWN_OPTION:
            status, body = await _post(client, line, plain)
    if status != HTTPStatus.OK:
        raise NoAnswer(_refusal(status))
    return body


def _refusal(status: int) -> str:
    if 300 <= status < 400:
        return f"the server points elsewhere ({status}); redirects are not followed"
    told = {
        HTTPStatus.UNAUTHORIZED: "the server does not accept the key",
        HTTPStatus.FORBIDDEN: "the server does not accept the key",
        HTTPStatus.NOT_FOUND: "the server knows no such address or model",
        HTTPStatus.TOO_MANY_REQUESTS: "the server asks for patience",
    }
    words = told.get(HTTPStatus(status)) if status in set(HTTPStatus) else None
    return f"{words or 'the server does not answer the question'} ({status})"


async def _post(client: httpx.AsyncClient, line: Line, data: dict[str, Any]) -> tuple[int, bytes]:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",  # what is packed small may be large
        "User-Agent": f"vedette/{__version__}",
    }
    if line.key:
        headers["Authorization"] = f"Bearer {line.key}"
    # What cannot be encoded (half of a surrogate pair) travels escaped.
    content = json.dumps(data).encode("ascii")
    body = bytearray()
    async with client.stream("POST", line.url, content=content, headers=headers) as response:
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise NoAnswer("the answer is packed, which was not asked for")
        if response.status_code == HTTPStatus.OK:
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > LARGEST:
                    raise NoAnswer(f"the answer is larger than {LARGEST:,} bytes")
        return response.status_code, bytes(body)
