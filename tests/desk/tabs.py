"""A page of the browser that writes down what must not happen."""

from __future__ import annotations

from typing import Any


class Tab:
    """A page of the browser that writes down what must not happen."""

    def __init__(self, browser: Any, **options: Any) -> None:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.clicks = 0
        self.page.on("console", lambda message: self._complain(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {text}")

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def click(self, what: Any) -> None:
        """Click, and count it."""
        self.clicks += 1
        what.click()

    def foreign(self, address: str) -> list[str]:
        """Return what was asked of anybody else."""
        return [url for url in self.asked if not url.startswith((address, "blob:", "data:"))]
