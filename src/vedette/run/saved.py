"""Searches that people keep: any view under a name, what is new in it, a feed of it.

A search belongs to an account, or to the one person who is alone. What it finds are claims: those
of the list of claims, or those that a page of an activity, a person, a thing, a place or a
publisher stands for; a list of these that a name narrows stands for all whom the name fits then.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from vedette.errors import BadArgumentError, NotFoundError
from vedette.export.atom import Entry, Feed
from vedette.model import Attribution, Claim, Report, words
from vedette.run import claims as run_claims
from vedette.run import lists
from vedette.run.claims import Wanted
from vedette.run.clock import now
from vedette.run.facets import Filters, chosen_of
from vedette.run.near import near_names
from vedette.store.rows import fold, stamp
from vedette.store.saved import Hook, Search
from vedette.store.seeking import ARRIVAL, each_of
from vedette.store.store import Store
from vedette.store.view import View

DESK = "desk"  # who saves where one person is alone, and on the machine itself
MOST = 200  # searches of one owner
LONGEST_NAME, LONGEST_ADDRESS = 120, 2_000
ENTRIES = 100  # of a feed
# What belongs to a moment, not to a search.
_PASSING = frozenset({"as_of", "by", "page", "offset", "format", "bom", "row", "mark", "order"})
# A page of one thing -> the filter that it stands for.
_PAGES = {
    "activity": "subject", "equipment": "subject", "people": "speaker", "places": "place",
    "sources": "publisher",
}  # fmt: skip
_LISTS = frozenset({"claims", "timeline", "people", "equipment", "places", "sources", "activity"})


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold a saved search with what is new in it since it was opened; None cannot be counted."""

    search: Search
    new: int | None
    hooks: tuple[Hook, ...] = ()


def owner_of(name: str) -> str:
    """Return the key of the owner by the name of an account."""
    return fold(name)


# ---- what a search asks for --------------------------------------------------------------------


def address_of(text: str) -> str:
    """Return the address of a view as it is kept: a path of ours with its filters, in order.

    Raises BadArgumentError for what is no view.
    """
    parts = urlsplit(text.strip())
    path = [unquote(each) for each in parts.path.strip("/").split("/")]
    if parts.scheme or parts.netloc or path[0] not in _LISTS or len(text) > LONGEST_ADDRESS:
        step = "Give the address of a view, as /claims?speaker=Peskov."
        raise BadArgumentError(f"{text[:80]!r} is no view that can be saved", next_step=step)
    kept = sorted({(k, v) for k, v in parse_qsl(parts.query) if k not in _PASSING and v})
    shown = "/" + "/".join(quote(each, safe="") for each in path)
    return f"{shown}?{urlencode(kept)}" if kept else shown


def filters_of(address: str) -> Filters | None:
    """Return the filters of claims that an address stands for; None where it is of no claims."""
    parts = urlsplit(address)
    path = [unquote(each) for each in parts.path.strip("/").split("/")]
    given: dict[str, tuple[str, ...]] = {}
    for name, value in parse_qsl(parts.query):
        given[name] = (*given.get(name, ()), value)
    if path == ["claims"]:
        return given
    if len(path) > 1 and path[0] in _PAGES:
        return {_PAGES[path[0]]: "/".join(path[1:])}  # a name may hold a slash
    if path == ["timeline"] and given.get("subject"):
        return {"subject": given["subject"]}
    if len(path) == 1 and path[0] in lists.FIELDS and given.get("name"):
        return {lists.FIELDS[path[0]]: given["name"]}
    return None


def wanted_of(view: View, search: Search) -> Wanted | None:
    """Return the claims that a search asks for in a picture; None where it asks for none."""
    filters = filters_of(search.address)
    if filters is None:
        return None
    path = urlsplit(search.address).path.strip("/")
    if path in lists.FIELDS:  # of what nothing is called, nothing is found
        ((field, typed),) = filters.items()
        return chosen_of({field: lists.names_like(view, path, each_of(typed)[-1]) or typed})
    speaker = filters.get("speaker")
    if search.address.startswith("/people/") and isinstance(speaker, str) and "/" not in speaker:
        filters = {**filters, "speaker": f"person/{speaker}"}
    return chosen_of(filters)


# ---- saving ------------------------------------------------------------------------------------


def save(store: Store, owner: str, name: str, address: str) -> Search:
    """Keep a view under a name, with a feed where it is of claims; return the search.

    Raises BadArgumentError for a name that is taken, or for what is no view.
    """
    name, view = " ".join(name.split()), address_of(address)
    if not name or len(name) > LONGEST_NAME:
        step = f"Give one of {LONGEST_NAME} characters at most."
        raise BadArgumentError("a search is kept under a name", next_step=step)
    filters = filters_of(view)
    if filters is not None:
        chosen_of(filters)  # a filter that is none is a mistake now, not in every feed
    at = stamp(now())
    with store.saving() as saved:
        mine = saved.searches(owner)
        if any(fold(each.name) == fold(name) for each in mine):
            step = "Take another name, or remove the old one first."
            raise BadArgumentError("there is such a search", where=name, next_step=step)
        if len(mine) >= MOST:
            raise BadArgumentError(f"{MOST} searches are kept at most", next_step="Remove some.")
        key = None if filters is None else _key()
        own = f"srch-{secrets.token_hex(8)}"
        made = Search(own, owner, name, view, at, at, saved.until(), key)
        saved.put(made)
    return made


def _key() -> str:
    return secrets.token_urlsafe(24)


def listed(store: Store, view: View, owner: str | None = None) -> list[Listed]:
    """Return what somebody saved, or all, with how much is new in each."""
    with store.saved() as saved:
        searches, hooks = saved.searches(owner), saved.hooks()
    return [
        Listed(one, fresh(view, one), tuple(each for each in hooks if each.search == one.id))
        for one in searches
    ]


def fresh(view: View, search: Search) -> int | None:
    """Count the claims that came in since a search was opened; None where it is of none."""
    wanted = wanted_of(view, search)
    if wanted is None:
        return None
    return run_claims.count(view, replace(wanted, came_after=search.opened_until))


def find(store: Store, owner: str | None, text: str) -> Search:
    """Return the search of a name or an id, of one owner or of all; raises NotFoundError."""
    with store.saved() as saved:
        mine = saved.searches(owner)
    found = [one for one in mine if text == one.id or fold(text) == fold(one.name)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(one.id for one in found)
        raise BadArgumentError(f"several are called {text!r}", next_step=f"Give one of: {listed}")
    near = near_names(text, [one.name for one in mine])
    step = f"Did you mean: {', '.join(near)}?" if near else "See vedette saved"
    raise NotFoundError("no search is saved so", where=text[:80], next_step=step)


def opened(store: Store, search: Search) -> None:
    """Note that a search was opened: what comes in from now on is new."""
    with store.saving() as saved:
        saved.put(replace(search, opened_at=stamp(now()), opened_until=saved.until()))


def remove(store: Store, search: Search) -> None:
    """Remove a search with its feed and its webhooks."""
    with store.saving() as saved:
        saved.drop(search.id)


def renew(store: Store, search: Search, *, feed: bool) -> Search:
    """Give a search another address for its feed, or none: the old one is gone at once."""
    if feed and filters_of(search.address) is None:
        step = "Feeds are made of claims: save the list of claims with a filter."
        raise BadArgumentError("this view has no feed", where=search.name, next_step=step)
    made = replace(search, key=_key() if feed else None)
    with store.saving() as saved:
        saved.put(made)
    return made


# ---- the feed ----------------------------------------------------------------------------------


def by_key(store: Store, key: str) -> Search:
    """Return the search of a feed's address; raises NotFoundError for one that is revoked."""
    with store.saved() as saved:
        found = saved.by_key(key)
    if found is None:
        step = "Its owner finds the address under Saved"
        raise NotFoundError("there is no such feed, or no longer", next_step=step)
    return found


def feed_of(view: View, search: Search, *, base: str) -> Feed:
    """Return the feed of a search: the claims taken in last; `base` is the server's address."""
    wanted = wanted_of(view, search)
    found = [] if wanted is None else run_claims.seek(view, wanted, limit=ENTRIES, order=ARRIVAL)
    arrived = view.rolls.arrived({report.id for report, *_ in found})
    entries = tuple(
        _entry(base, report, claim, carrier, _read(arrived[report.id]))
        for report, claim, carrier, _ in found
    )
    made = _read(search.made_at)
    return Feed(
        search.id,
        search.name,
        f"{base}/feeds/{search.key}.atom",
        f"{base}{search.address}",
        max((entry.updated for entry in entries), default=made),
        entries,
    )


def words_address(report: Report, claim: Claim) -> str:
    """Return the permanent address of a claim's words, on the server."""
    start, end = claim.evidence.start, claim.evidence.end
    return f"/report/{quote(report.id)}?mark={start}-{end}#s{start}-{end}"


def told(report: Report, claim: Claim, carrier: Attribution | None) -> str:
    """Return a claim in one line: who says what of what."""
    who = words.carrier(carrier) if carrier else f"{report.publisher or 'unknown publisher'} itself"
    chips = [each for each in words.modality(claim.modality) if each]
    surely = f" ({', '.join(chips)})" if chips else ""
    what = f"{claim.predicate.replace('-', ' ')} {words.folded(claim.value.text, 160)}"
    return f"{who}: {claim.subject.name}, {what}{surely}"


def _entry(
    base: str, report: Report, claim: Claim, carrier: Attribution | None, at: datetime
) -> Entry:
    day = report.published.start
    published = report.published.instant or (
        datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    )
    return Entry(
        id=claim.id,
        title=told(report, claim, carrier),
        quote=claim.evidence.quote,
        author=words.carrier(carrier) if carrier else report.publisher,
        updated=at,
        link=f"{base}{words_address(report, claim)}",
        where=f"{report.publisher or 'unknown publisher'}, {words.day(report.published)}",
        published=published,
        language=report.language if report.language != "und" else "",
        source=_link(report.url),
    )


def _link(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = url.isprintable() and not any(each.isspace() for each in url)
    return url if plain and parts.scheme in {"http", "https"} and parts.hostname else ""


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
