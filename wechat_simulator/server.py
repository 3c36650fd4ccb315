"""The HTTP side of the simulator: routes calls to the platform, and plays out what the script says about them."""

import json
import socket
import struct
import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from wechat_simulator import codes, page
from wechat_simulator.control import Control
from wechat_simulator.notices import Notices
from wechat_simulator.platform import CALLS, SEND, Answer, Request
from wechat_simulator.script import Mishap, Rule, Script
from wechat_simulator.world import TEMPLATES, Account, World

JSON = "application/json; charset=utf-8"
# Closing a socket that lingers for no time at all sends RST instead of FIN.
NO_LINGER = struct.pack("ii", 1, 0)


class Simulator(ThreadingHTTPServer):
    """A simulated platform at an address of this machine."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self, host: str, port: int, account: Account | None = None, callback: str = "", templates: Path = TEMPLATES
    ) -> None:
        self.world = World(account, templates)
        self.notices = Notices(self.world, callback)
        self.script = Script()
        self.control = Control(self.world, self.notices, self.script)
        super().__init__((host, port), _Line)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is nothing to speak of; everything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Line(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Simulator

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_OPTIONS(self) -> None:
        self._write(b"", JSON)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Nothing: what happened is on the page."""

    def _serve(self) -> None:
        # The library reads the line as Latin-1; some callers send UTF-8 as it is.
        address = urlsplit(self.path.encode("latin-1").decode(errors="replace"))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = Request(self.command, address.path.strip("/"), dict(parse_qsl(address.query)), body)
        if request.api == "":
            self._write(page.html(self.server.control.phones()).encode(), "text/html; charset=utf-8")
        elif request.api == "_phones.css":
            self._write(page.STYLES.read_bytes(), "text/css; charset=utf-8")
        elif request.api.startswith("_"):
            self._serve_control(request)
        else:
            self._serve_platform(request)

    def _serve_control(self, request: Request) -> None:
        try:
            self._write_json(self.server.control.answer(request))
        except KeyError:
            self._write(b"", JSON, HTTPStatus.NOT_FOUND)
        except (codes.RefusedError, TypeError, ValueError) as error:
            self._write(json.dumps({"error": str(error)}).encode(), JSON, HTTPStatus.BAD_REQUEST)

    def _serve_platform(self, request: Request) -> None:
        call = CALLS.get((request.method, request.api))
        if call is None:
            self._write(b"", JSON, HTTPStatus.NOT_FOUND)
            return
        with self.server.world.lock:
            self.server.world.calls[request.api] += 1
        rule = self.server.script.take(request.api, request.openid())
        if rule is None:
            self._write_answer(self._answer(request))
        else:
            self._play(rule, request)

    def _play(self, rule: Rule, request: Request) -> None:
        match rule.mishap:
            case Mishap.CODE:
                time.sleep(self.server.control.delay)
                self._write_json(codes.answer(rule.code))
            case Mishap.HTTP:
                self._write(b"", JSON, rule.status)
            case Mishap.SLOW:
                answer = self._answer(request)
                time.sleep(rule.seconds)
                self._write_answer(answer)
            case Mishap.GARBAGE:
                self._answer(request)
                self._write(b"<html>502</html>", "text/html")
            case Mishap.HALF:
                self._write_half(self._answer(request))
            case Mishap.RESET:
                self._answer(request)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
                self._hang_up()
            case Mishap.DROP:
                self._hang_up()

    def _answer(self, request: Request) -> Answer:
        """What the platform says to a call, after its usual while."""
        world, openid = self.server.world, request.openid()
        try:
            if request.api != SEND:
                time.sleep(self.server.control.delay)
                return CALLS[request.method, request.api](world, self.server.notices, request)
            world.begin_send(openid)
            try:
                time.sleep(self.server.control.delay)
                return CALLS[request.method, request.api](world, self.server.notices, request)
            finally:
                world.end_send(openid)
        except codes.RefusedError as refused:
            return codes.answer(refused.code, refused.detail)

    def _write_answer(self, answer: Answer) -> None:
        if isinstance(answer, bytes):
            self._write(answer, "image/png")
        else:
            self._write_json(answer)

    def _write_json(self, told: Any) -> None:
        self._write(json.dumps(told, ensure_ascii=False).encode(), JSON)

    def _write_half(self, answer: Answer) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        self.wfile.write(head + body[: len(body) // 2])
        self._hang_up()

    def _hang_up(self) -> None:
        """End the connection here and now, with the file objects around the socket closed first."""
        self.close_connection = True
        self.wfile.flush()
        self.rfile.close()
        self.wfile.close()
        self.connection.close()

    def _write(self, body: bytes, kind: str, status: int = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
        self.end_headers()
        self.wfile.write(body)
