"""The HTTP client that all sources share; asks once, trusts no answer and keeps the token at home.

One thread uses it, and any may close it. It tries nothing twice: whoever plans the exchange
decides when to ask again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import msgspec

from kiosk import __version__
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources import http_trouble
from kiosk.sources.http_answer import Answer
from kiosk.sources.waits import Waits
from kiosk.texts import N_

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
WHOLE_SECONDS = 120.0
"""The longest that one answer may take; whatever drips slower would hold up everything else."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one unpacked answer: more than a list of people needs, less than a computer feels."""
_MOST_REDIRECTS = 5
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+", re.IGNORECASE)
_REDIRECTS = {301, 302, 303, 307, 308}
_KEEP_METHOD = {307, 308}


class Http:
    """One server. `base` is its URL, with the path below which everything lies.

    `header` is the name and value that make us known there; it is sent to no other server.
    `ca_file` holds certificates (PEM) that count beside those of the system.
    """

    def __init__(
        self,
        base: str,
        header: tuple[str, str] | None = None,
        *,
        ca_file: Path | None = None,
        largest: int = LARGEST,
    ) -> None:
        self.base = _base(base)
        self._secret = _header(header)
        self._largest = largest
        self._client = httpx.Client(
            verify=http_trouble.trusted(ca_file),
            headers={"user-agent": f"kiosk/{__version__}", "accept": "application/json"},
            follow_redirects=False,
        )
        self._waits = Waits(self._given_up, self._client.close)

    def get(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        deadline: float = WHOLE_SECONDS,
    ) -> Answer:
        """The answer to a GET. `path` lies below the base; `deadline` in seconds for all of it."""
        url = self._url(path).copy_merge_params(params or {})
        return self._ask(httpx.Request("GET", url, headers=self._headers(headers)), deadline)

    def post(
        self,
        path: str,
        data: object,
        *,
        headers: Mapping[str, str] | None = None,
        deadline: float = WHOLE_SECONDS,
    ) -> Answer:
        """The answer to a POST of `data` as JSON."""
        return self._ask(self._with_body("POST", path, data, headers), deadline)

    def post_bytes(self, path: str, content: bytes, *, headers: Mapping[str, str]) -> Answer:
        """The answer to a POST of a file; `headers` say what it is."""
        every = self._headers(headers)
        request = httpx.Request("POST", self._url(path), headers=every, content=content)
        return self._ask(request, WHOLE_SECONDS)

    def patch(self, path: str, data: object, *, deadline: float = WHOLE_SECONDS) -> Answer:
        """The answer to a PATCH of `data` as JSON."""
        return self._ask(self._with_body("PATCH", path, data, None), deadline)

    def follow(self, link: str, *, deadline: float = WHOLE_SECONDS) -> Callable[[], Answer]:
        """Ask for a link that the server gave; call what comes back for the answer.

        It must lie on the server itself. Only its path is taken: servers behind a proxy often
        name the wrong scheme or port.
        """
        return self._waits.begin(lambda: self._answer(self._linked(link), deadline)).result

    def close(self) -> None:
        """Let go of connections; whoever waits for an answer in another thread gets an error."""
        self._waits.close()

    def _with_body(
        self, method: str, path: str, data: object, headers: Mapping[str, str] | None
    ) -> httpx.Request:
        every = self._headers({"content-type": "application/json", **(headers or {})})
        body = msgspec.json.encode(data)
        return httpx.Request(method, self._url(path), headers=every, content=body)

    def _url(self, path: str) -> httpx.URL:
        return httpx.URL(f"{str(self.base).rstrip('/')}/{path.lstrip('/')}")

    def _headers(self, more: Mapping[str, str] | None) -> dict[str, str]:
        return {**self._client.headers, **self._secret, **(more or {})}

    def _linked(self, link: str) -> httpx.Request:
        try:
            url = self.base.join(link)
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise http_trouble.elsewhere(link) from error
        if url.host != self.base.host:
            raise http_trouble.elsewhere(link)
        here = self.base.copy_with(raw_path=url.raw_path)
        return httpx.Request("GET", here, headers=self._headers(None))

    def _given_up(self) -> SourceError:
        sentence = N_("Se dejó de esperar a {host}: el programa se cierra.")
        return SourceError(Trouble.UNREACHABLE, sentence, host=self.base.host)

    def _ask(self, request: httpx.Request, deadline: float) -> Answer:
        return self._waits.begin(lambda: self._answer(request, deadline)).result()

    def _answer(self, request: httpx.Request, deadline: float) -> Answer:
        """The answer at the end of the redirects that may be followed."""
        ends = time.monotonic() + deadline
        for _ in range(_MOST_REDIRECTS):
            answer = self._send(request, ends)
            if answer.status not in _REDIRECTS:
                return answer
            request = self._redirected(request, answer)
        raise http_trouble.elsewhere(str(request.url))

    def _redirected(self, request: httpx.Request, answer: Answer) -> httpx.Request:
        """The next request. What is secret stays on its server, and a POST is never made a GET."""
        try:
            url = request.url.join(answer.headers.get("location", ""))
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise http_trouble.elsewhere(answer.headers["location"]) from error
        private = bool(self._secret) or request.method != "GET"
        if (private and _origin(url) != _origin(request.url)) or url.scheme not in {
            "http",
            "https",
        }:
            raise http_trouble.elsewhere(str(url))
        if request.method != "GET" and answer.status not in _KEEP_METHOD:
            raise http_trouble.elsewhere(str(url))
        headers = {name: text for name, text in request.headers.items() if name != "host"}
        return httpx.Request(request.method, url, headers=headers, content=request.content)

    def _send(self, request: httpx.Request, ends: float) -> Answer:
        """One exchange, without redirects; SourceError where no whole answer came."""
        left = max(ends - time.monotonic(), 0.001)
        limits = httpx.Timeout(min(READ_SECONDS, left), connect=min(CONNECT_SECONDS, left))
        request.extensions["timeout"] = limits.as_dict()
        try:
            response = self._client.send(request, stream=True)
            try:
                body = self._read(response, ends)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise http_trouble.of_exception(error, request.url) from error
        headers = {name.lower(): text for name, text in response.headers.items()}
        return Answer(response.status_code, body, headers, str(request.url))

    def _read(self, response: httpx.Response, ends: float) -> bytes:
        """The unpacked body, given up where it is too large or too slow."""
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._largest:
                raise SourceError(
                    Trouble.ANSWER,
                    N_("La respuesta del servidor es demasiado grande (más de {limit} MB)."),
                    limit=self._largest // (1024 * 1024),
                )
            if time.monotonic() > ends:
                raise httpx.ReadTimeout("", request=response.request)
        return bytes(body)


def _base(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise http_trouble.no_address(text) from error
    if url.scheme not in {"http", "https"} or not _HOST.fullmatch(url.host) or url.userinfo:
        raise http_trouble.no_address(text)
    return url.copy_with(query=None, fragment=None)


def _header(header: tuple[str, str] | None) -> dict[str, str]:
    """The header as httpx takes it; a token with spaces or accents was copied wrongly."""
    if header is None:
        return {}
    name, value = header[0], header[1].strip()
    if not value.isascii() or not value.isprintable() or not value:
        raise SourceError(
            Trouble.TOKEN, N_("El token está mal copiado: tiene caracteres que ningún token tiene.")
        )
    return {name.lower(): value}


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
