"""An OpenAI-compatible server on this machine that answers as a test wishes, well or badly."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def completion(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})


def answer(*entries):
    return completion(json.dumps({"sentences": list(entries)}))


@dataclass
class Server:
    """Answer every question with `reply`, and keep what was asked."""

    reply: object
    requests: list = field(default_factory=list)
    address: str = ""

    @property
    def sent(self):
        return [json.loads(body) for _, _, body in self.requests]

    def respond(self, handler):
        if callable(self.reply):
            self.reply(handler, self)
        else:
            send(handler, 200, self.reply)


def send(handler, status, body, **headers):
    body = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    handler.send_response(status)
    named = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    for name, value in named.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving(reply):
    """Run a server on loopback as long as the block runs."""
    server = Server(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            server.requests.append((self.path, dict(self.headers), body))
            with suppress(OSError):  # who asked may have hung up
                server.respond(self)

        def log_message(self, *_):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    server.address = f"http://127.0.0.1:{listening.server_address[1]}/v1"
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
