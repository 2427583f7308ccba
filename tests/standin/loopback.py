"""What every stand-in server has: a start, an end that leaves nothing open, and its own faults."""

import socket
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class Loopback:
    """A server on 127.0.0.1 while it is open.

    Leaving the context raises RuntimeError if the server itself has broken down meanwhile.
    """

    def __init__(self, handler: type["LoopbackHandler"]) -> None:
        self.crashes: list[BaseException] = []
        self.closing = threading.Event()
        self._server = _Server(self, handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        """Without a final slash."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()
        if self.crashes and error is None:
            raise RuntimeError("the stand-in itself failed") from self.crashes[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # So that closing waits for the answers under way.

    def __init__(self, standin: Loopback, handler: type["LoopbackHandler"]) -> None:
        self.standin = standin
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), handler)

    def server_bind(self) -> None:
        # HTTPServer's own would look the host's name up.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Break the connections that are still open, so that no answer outlives the test."""
        for connection in tuple(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # It was closed between the look and the call.

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        # Clients may go away in the middle of an answer.
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            self.standin.crashes.append(error)


class LoopbackHandler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30
    """Seconds that a silent client may take."""

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr; each stand-in keeps a log of its own."""
