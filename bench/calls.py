"""Every page and every call of the application as it stands, each with parameters to ask it by.

The routes are taken from the application, so that a page that is added is measured too. What a
parameter may hold is found in the store; a route with a parameter that nothing is known for is
named as not asked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from fastapi import FastAPI

API = "/api/v1"
# More ways to ask what is asked most: filters, deep pages, moments of the past.
MORE = (
    f"{API}/reports?text=military+ministry", f"{API}/reports?publisher=Northwire",
    f"{API}/reports?activity={{small}}", f"{API}/claims?subject={{large}}",
    f"{API}/claims?speaker={{speaker}}", f"{API}/claims?place={{place}}",
    f"{API}/claims?polarity=denied", f"{API}/claims?grade=F",
    f"{API}/claims?text=military+border", f"{API}/claims?as_of=2015-06-30",
    f"{API}/claims/facets?predicate=strength&polarity=denied",
    f"{API}/claims/facets?as_of=2015-06-30", f"{API}/coverage?as_of=2015-06-30",
    f"{API}/figures?subject={{large}}", f"{API}/timeline?subject={{small}}",
    "/?as_of=2015-06-30", "/claims?polarity=denied", "/claims?speaker={speaker}",
    "/claims?subject={small}&as_of=2015-06-30", "/timeline?subject={small}",
    "/review?item={item}&effects=1",
)  # fmt: skip
# A path parameter is named alike on many pages: what it holds there.
_OF_PAGES = {
    "activity": "small", "series": "small", "report": "report", "people": "person",
    "places": "place", "sources": "publisher", "equipment": "thing",
}  # fmt: skip
# What a parameter of one page holds that others name alike.
_OF_ONE = {
    ("check", "key"): "checked", ("check", "form"): "data", ("feeds", "key"): "feed",
    ("review", "item"): "item",
}  # fmt: skip
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_OF_QUERIES = {
    "subject": "small", "since": "since", "until": "until", "value": "value", "series": "small",
    "name": "publisher", "text": "words",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calls:
    """Hold the addresses to ask, and the routes that nobody knows how to ask."""

    asked: tuple[str, ...]
    not_asked: tuple[str, ...]


def samples(client: httpx.Client) -> dict[str, str]:
    """Return what parameters may hold, as the store has it."""

    def first(path: str) -> Any:
        return client.get(f"{API}{path}").raise_for_status().json()["data"]

    activities = [one["name"] for one in first("/activities?limit=500")]
    small = activities[len(activities) // 2]
    claim, report = first("/claims?limit=1")[0], first("/reports?limit=1")[0]["id"]
    panel = re.search(r"/panel/([^\"?#]+)", client.get(f"/activity/{quote(small)}").text)
    people = client.get("/people.json").raise_for_status().json()["data"]
    found = {
        "large": activities[0],
        "small": small,
        "key": panel[1] if panel else None,
        "form": "docx",
        "report": report,
        "other": report,
        "claim": claim["id"],
        "speaker": claim["carrier"]["speaker"]["name"],
        "person": next((one["id"].removeprefix("person/") for one in people), None),
        "place": "Novava",
        "thing": "T-0",
        "publisher": first("/sources?limit=1")[0]["name"],
        "story": next((one["id"] for one in first("/stories?limit=1")), None),
        "judgement": next((one["id"] for one in first("/judgements?limit=1")), None),
        "since": "2015-06-29", "until": "2015-06-30", "value": "30,000", "words": "military",
        "code": "not-found", "data": "json", **_entered(client, activities[0]),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def _entered(client: httpx.Client, activity: str) -> dict[str, str | None]:
    """Give the server what some pages are about: a text to check, and a search that is saved."""
    proof = client.get(f"{API}/session").raise_for_status().json()["data"]["csrf"]
    token = {"X-CSRF-Token": proof}
    words = f"About 12,000 soldiers take part in {activity}, an official said."
    given = client.post("/check", data={"text": words}, headers=token)
    at = given.headers.get("location", "").rpartition("/")[2]
    for _ in range(200):  # it is made beside the server
        if client.get(f"/check/{at}/findings.json").status_code == 200:
            break
        time.sleep(0.25)
    search = {"name": "bench", "address": f"/claims?subject={quote(activity)}"}
    if "/feeds/" not in client.get("/saved").text:
        client.post("/saved", data=search, headers=token)
    feed = re.search(r"/feeds/([^./\"?]+)\.atom", client.get("/saved").text)
    waits = client.get(f"{API}/review?limit=1").raise_for_status().json()["data"]
    return {
        "checked": at or None,
        "feed": feed[1] if feed else None,
        "item": waits[0]["id"] if waits else None,
    }


def calls(app: FastAPI, known: Mapping[str, str]) -> Calls:
    """Return the addresses of all routes that are read by GET, filled in."""
    asked: dict[str, None] = {}
    missing = []
    for route in _routes(app):
        address = _filled(route, known)
        if address is None:
            missing.append(route.path)
        else:
            asked[address] = None
    asked.update(dict.fromkeys(_quoted(more, known) for more in MORE))
    return Calls(tuple(asked), tuple(missing))


def _routes(app: FastAPI) -> Iterator[Any]:
    """Yield the routes that are read by GET, those of routers as they stand in the application."""
    for route in app.routes:
        inner = getattr(route, "effective_route_contexts", None)
        for each in inner() if inner else (route,):
            if "GET" in (getattr(each, "methods", None) or ()) and hasattr(each, "dependant"):
                yield each


def _quoted(address: str, known: Mapping[str, str]) -> str:
    return address.format_map({name: quote(value, safe="") for name, value in known.items()})


def _held_by(place: str, name: str) -> str:
    """Return what a parameter of a path holds, by the first part of the path."""
    if name == "name":
        return _OF_PAGES.get(place, "")
    return _OF_ONE.get((place, name), name)


def _filled(route: Any, known: Mapping[str, str]) -> str | None:
    place = route.path.removeprefix(API).strip("/").split("/")[0]
    held_by = {name: known.get(_held_by(place, name)) for name in _PARAMETER.findall(route.path)}
    if None in held_by.values():
        return None
    path = _PARAMETER.sub(lambda found: quote(held_by[found[1]] or "", safe=""), route.path)
    query = {}
    for parameter in route.dependant.query_params:
        name = parameter.alias
        if parameter.field_info.is_required() or (name == "until" and place == "changes"):
            held = known.get(_OF_ONE.get((place, name)) or _OF_QUERIES.get(name, ""))
            if held is None:
                return None
            query[name] = held
    return f"{path}?{urlencode(query)}" if query else path
