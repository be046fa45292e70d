"""Serves the demo's portal on loopback: real HTTP, pages as they stand at the simulated instant."""

from __future__ import annotations

import hashlib
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from monitor.app.demo.clock import Clock
from monitor.app.demo.pages import listing_page, report_page, title_of
from monitor.app.demo.scenario import Publisher, Scenario


class Portal:
    """Is a context manager around the server; `base` is its address."""

    def __init__(self, scenario: Scenario, clock: Clock) -> None:
        self._scenario = scenario
        self._publishers = {p.id: p for p in scenario.publishers}
        self._clock = clock
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="demo-portal", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def host(self) -> str:
        """Give `host:port`."""
        return f"127.0.0.1:{self._server.server_port}"

    def listing(self, publisher: Publisher) -> str:
        """Give the address of an agency's listing."""
        return f"http://{self.host}/{publisher.id}/index.html"

    def page(self, path: str) -> str | None:
        """Give the page at a path as it stands now; None where there is none."""
        _, owner, name = [*path.split("/"), "", ""][:3]
        publisher = self._publishers.get(owner)
        if publisher is None:
            return None
        if name == "index.html":
            return listing_page(publisher, self._scenario, self._clock.now)
        if name == "old.html":
            return f"<html><meta charset='utf-8'><h1>{title_of(publisher, self._scenario.year - 1)}</h1></html>"
        postings = {f"r{p.number}.html": p for p in publisher.visible(self._clock.now)}
        posting = postings.get(name)
        return report_page(publisher, posting, self._scenario) if posting else None

    def refuses(self, path: str) -> bool:
        """Tell whether nobody listens behind this path."""
        publisher = self._publishers.get(path.split("/")[1])
        return publisher is not None and publisher.portal == "refused"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if portal.refuses(self.path):
                    self.close_connection = True
                    return
                page = portal.page(self.path)
                body = (page or "<html><title>404</title></html>").encode()
                tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                if page and self.headers.get("If-None-Match") == tag:
                    self._answer(HTTPStatus.NOT_MODIFIED, b"", tag)
                else:
                    self._answer(HTTPStatus.OK if page else HTTPStatus.NOT_FOUND, body, tag)

            def _answer(self, status: HTTPStatus, body: bytes, tag: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("ETag", tag)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Stay silent: the demo tells the story itself."""

        return Handler
