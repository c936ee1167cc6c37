"""When and where a deed happens: the dates and places that hang on its verb or noun."""

from __future__ import annotations

from vedette.model import (
    UNKNOWN_WHEN,
    Analysis,
    PlaceMention,
    Reading,
    TimeMention,
    TimeType,
    Token,
    When,
    Where,
)

_AT = frozenset(
    {"in", "at", "near", "on", "over", "off", "inside", "around", "across", "along", "above"}
    | {"outside", "within", "below", "under", "between"}
)
_WAYS = frozenset({"into", "from", "to", "through", "towards", "toward"})
_PLACING = _AT | _WAYS
# Behind these a date bounds the deed or tells of another one: it is not the deed's own.
_BOUNDING = frozenset(
    {"until", "till", "before", "after", "since", "by", "from", "to", "despite", "amid"}
    | {"following", "about", "because", "ahead", "through"}
)


class Circumstances:
    """Look up the dates and places of one report by the words they hang on."""

    def __init__(self, reading: Reading, analysis: Analysis) -> None:
        self._reading = reading
        self._times: dict[int, list[tuple[Token, TimeMention]]] = {}
        self._places: dict[int, list[tuple[Token, PlaceMention]]] = {}
        for time in analysis.times:
            if time.type in {TimeType.DATE, TimeType.TIME} and time.when.is_known:
                head = self._top(time.span.start, time.span.end)
                if head is not None:
                    self._times.setdefault(head.sentence, []).append((head, time))
        for place in analysis.locations:
            head = self._top(place.span.start, place.span.end)
            if head is not None:
                self._places.setdefault(head.sentence, []).append((head, place))

    def _top(self, start: int, end: int) -> Token | None:
        """Return the token of a stretch whose head lies outside it."""
        tokens = self._reading.tokens_between(start, end)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head not in inside or t.head == t.i), None)

    def when(self, *tops: Token) -> When:
        """Return the one date that hangs on the tops; with several, none is chosen."""
        found = {
            (time.when.start, time.when.end): time.when
            for head, time in self._times.get(tops[0].sentence, ())
            if self._hangs(head, tops) is not None
            and ("/" in (time.value or "") or not self._is_bound(head, tops))
        }
        return next(iter(found.values())) if len(found) == 1 else UNKNOWN_WHEN

    def where(self, *tops: Token, ways: bool = True) -> Where | None:
        """Return the first place that hangs on the tops; a place it happens at before a way.

        Where a way leads to comes before where it leads from.

        `ways` tells whether "to" and "from" lead to places, not to those who give and receive.
        """
        way: Where | None = None
        is_origin = False
        for head, place in self._places.get(tops[0].sentence, ()):
            path = self._hangs(head, tops)
            if not path or not all(word in _PLACING or word == "of" for word in path):
                continue
            if path[0] in _AT:
                return place.where
            if path[0] in _WAYS and (way is None or is_origin):
                way, is_origin = place.where, path[0] == "from"
        return way if ways else None

    def _hangs(self, token: Token, tops: tuple[Token, ...]) -> list[str] | None:
        """Return the prepositions on the way up to one of the tops, None where it ends elsewhere.

        The way never leads over another verb: what a relative clause tells is its own.
        """
        ends = {top.i for top in tops}
        words: list[str] = []
        while token.i not in ends:
            if token.head == token.i:
                return None
            if token.dep == "prep" or token.pos == "ADP":
                words.append(token.lower)
            token = self._reading.tokens[token.head]
            if token.i not in ends and token.pos in {"VERB", "AUX"}:
                return None
        return words

    def _is_bound(self, token: Token, tops: tuple[Token, ...]) -> bool:
        path = self._hangs(token, tops)
        before = self._reading.tokens[token.left - 1] if token.left else None
        here = before is not None and before.sentence == token.sentence
        return any(word in _BOUNDING for word in path or ()) or (
            here and before is not None and before.lower in _BOUNDING
        )
