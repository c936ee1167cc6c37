"""What stands around one number: currency, unit, bound, age, name, direction."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vedette.extract.figures.lexicon import MONEY, QuantityWords
from vedette.extract.figures.lookalikes import PLURAL_NEXT, is_age_comma, is_name_or_year
from vedette.extract.figures.number import Number, NumberForm
from vedette.extract.figures.numbers import number_words
from vedette.extract.figures.trends import Piece, trend_of
from vedette.model import Bound, Direction, Nearness

COUNT = "count"
AGE = "age"
SHARE = "share"
PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Hold one quantity: the whole expression, the number in it, its values, bound and unit.

    `least` and `most` are the number's own ends, `low` and `high` follow the bound (up to 7:
    None and 7). `kind` is "count" for things, else what the unit measures ("money", "distance",
    "age", ...). `unit_text` is the unit as written, `joined` tells that a hyphen ties the number
    to its noun ("13,000-strong"), `trend` the direction that a word or a sign in front of it gives.
    `doubt` is the reason why it cannot be believed, None where it can.
    """

    start: int
    end: int
    number: Number
    least: float
    most: float
    bound: Bound
    nearness: Nearness = Nearness.NONE
    kind: str = COUNT
    unit: str | None = None
    unit_text: str | None = None
    joined: bool = False
    trend: Direction | None = None
    doubt: str | None = None

    @property
    def low(self) -> float | None:
        """Return the lower end as written, None where it is open."""
        return None if self.bound in {Bound.AT_MOST, Bound.FEWER_THAN} else self.least

    @property
    def high(self) -> float | None:
        """Return the upper end as written, None where it is open."""
        return None if self.bound in {Bound.AT_LEAST, Bound.MORE_THAN} else self.most


LOOK_BACK = 56  # code points: the longest chain of bound words in front of a number
NEGATIVE = "fewer than nothing counted"
POINT = "a point that may part thousands or decimals"
_AGE_AFTER = re.compile(
    r"[ -]?(year|yr|month|week|day)s?[ -]olds?\b|[ -](year|month)s? of age\b", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"\b(?:aged|age(?: of)?)[\s,]*$|\bas (?:young|old) as\s$", re.IGNORECASE)
COIN_FROM = 1_000_000  # nothing is weighed in millions of pounds
_YEARLY = re.compile(r"\s(?:an?|per|each)\s(?:hour|day|week|month|year|head|person)\b")
_LETTERS = re.compile(r"[a-z]+")
_PIECE = re.compile(r"\S+")
_HYPHEN_NEXT = re.compile(r"[-‑][^\W\d_]")
_FAR = frozenset("W")  # no company or battery is called so
_CLOSES = re.compile(r"[.,;)]|$")
_FOOT_TROOPS = re.compile(r"\s?(?:soldier|patrol|guard|troop)s?\b")
_OPENING = "(\"“'‘[«"
_CLOSING = ',;:)"”]»?!'
_PREFIXES = frozenset({"sub", "minus", "mid", "now", "then"})
POSITIONAL_FROM = 10  # "over two villages" is a place, "over 30 villages" a bound


class Surroundings:
    """Read what stands around one number; nothing in front of `floor` is looked at."""

    def __init__(
        self, text: str, floor: int, end: int, number: Number, words: QuantityWords
    ) -> None:
        self.text, self.floor, self.end = text, floor, end
        self.number, self.words = number, words

    def quantity(self) -> Quantity | None:
        """Return the quantity, None where the number counts nothing."""
        begin, currency = self._currency()
        self._read_letter_scale(is_money=currency is not None)
        if not self._stands_free(begin):
            return None
        stop, kind, unit, unit_text = self._unit()
        if currency and kind != MONEY:
            written = self.text[begin : self.number.start].strip()
            before = self.words.kinds_before.get(currency, MONEY)
            stop, kind, unit, unit_text = self.number.end, before, currency, written
        if kind == COUNT and self._is_nothing():
            return None
        begin, sign = self._read_sign(begin, is_count=kind == COUNT)
        if unit is not None:
            stop, unit, unit_text = self._rate(stop, unit, unit_text or "")
        pieces = self._pieces(begin)
        first, bound, nearness = self._bound(pieces, begin, kind)
        if kind == COUNT and is_name_or_year(
            self.text, self.floor, begin, self.number, self.words, bounded=bound is not None
        ):
            return None
        age, years = self._age_end()
        if age:
            kind, unit, stop = AGE, f"{years} of age", max(stop, age)
        elif kind == COUNT and self.number.form is NumberForm.FRACTION:
            kind = SHARE
        is_part = kind in {SHARE, PERCENT}
        stop, behind = self._bound_behind(stop)
        settled, nearness = _settle(self.number.form, bound or behind, nearness)
        return Quantity(
            start=first,
            end=stop,
            number=self.number,
            least=self.number.low,
            most=self.number.high,
            bound=settled,
            nearness=nearness,
            kind=kind,
            unit=unit,
            unit_text=unit_text,
            joined=kind == COUNT
            and behind is None
            and bool(_HYPHEN_NEXT.match(self.text, self.number.end)),
            trend=sign
            or trend_of([p for p in pieces if p[0] < first], self.words, is_part=is_part),
            doubt=self.number.doubt or self._doubt(kind),
        )

    def _doubt(self, kind: str) -> str | None:
        number, text = self.number, self.text
        if kind == COUNT and number.low < 0:
            return NEGATIVE
        if kind != COUNT or number.form is not NumberForm.PLAIN:
            return None
        is_unclear = _THOUSANDTHS.fullmatch(text, number.start, number.end)
        return POINT if is_unclear and PLURAL_NEXT.match(text, number.end) else None

    def _currency(self) -> tuple[int, str | None]:
        start = self.number.start
        if not self.number.digits:
            return start, None
        match = self.words.before_currency.search(self.text[max(self.floor, start - 7) : start])
        if not match:
            return start, None
        scaled = not self.number.bare or _MONEY_SCALE.match(self.text, self.number.end)
        if match.group(1) in self.words.folded and not scaled:
            return start, None
        return start - len(match.group()), self.words.currencies[match.group(1)]

    def _read_letter_scale(self, *, is_money: bool) -> None:
        # "$10m", "USD3.5B": most letters are scales only behind a currency; "30k troops"
        pattern = _MONEY_SCALE if is_money else _COUNT_SCALE
        match = pattern.match(self.text, self.number.end) if self.number.digits else None
        if match and not is_money and match.group(1) in {"M", "B", "K"}:
            # "4.3M visits", but "the 3M company"
            counts = not self.number.bare or PLURAL_NEXT.match(self.text, match.end())
            match = match if counts else None
        scale = match and number_words(self.words.language).money_scales.get(
            match[match.lastindex or 1]
        )
        if match and scale:
            low, high = self.number.low * scale, self.number.high * scale
            self.number = replace(self.number, end=match.end(), low=low, high=high, bare=False)

    def _read_sign(self, begin: int, *, is_count: bool) -> tuple[int, Direction | None]:
        """Read a sign in front of the number or its currency: "-$5m", "$-5m", "minus 3", "+2%"."""
        text, floor = self.text, self.floor
        for at in dict.fromkeys((self.number.start, begin)):
            match = (_SIGN if at == self.number.start else _DASH).search(
                text, max(floor, at - 7), at
            )
            if match is None or (is_count and match.group() == "-" and _opens_line(text, at - 1)):
                continue
            begin = min(begin, match.start())
            if match.group() == "+":
                return begin, Direction.RAISED
            low, high = 0.0 - self.number.high, 0.0 - self.number.low
            self.number = replace(self.number, low=low, high=high, bare=False)
            if begin == match.start() and at == self.number.start:
                self.number = replace(self.number, start=begin)
            return begin, None
        return begin, None

    def _stands_free(self, begin: int) -> bool:
        """Tell a number from digits inside a name ("T-72", "3M22", "Zapad-2025")."""
        text, end = self.text, self.number.end
        before = text[begin - 1] if begin > 0 else " "
        if before.isalnum() or before in "._/":
            return False
        if before in "-‑–" and begin > 1 and text[begin - 2].isalnum():
            head = text[max(0, begin - 12) : begin - 1].split()[-1]
            if head.lower() not in _PREFIXES:
                return False
        after = text[end : end + 2]
        if after[:1].isalpha() or after[:1] in {"-", "‑", "/"}:
            tied = after[:1].isalpha() or after[1:].isdigit()
            return not tied or self.words.after_unit.match(text, end) is not None
        return not (after[:1] in "–:." and after[1:].isdigit())

    def _unit(self) -> tuple[int, str, str | None, str | None]:
        start = self.number.end
        if self.number.form is NumberForm.FRACTION:  # "half a mile", "a quarter of an hour"
            article = _PART_OF.match(self.text, start)
            start = article.end() if article else start
        match = self.words.after_unit.match(self.text, start)
        nothing = (self.number.end, COUNT, None, None)
        if not match or match.end() > self.end:
            return nothing
        symbol = match.group("s")
        if symbol:
            is_letter = len(symbol) == 1 and symbol.isupper() and match.group()[0].isspace()
            if is_letter and symbol not in _FAR and not _CLOSES.match(self.text, match.end()):
                return nothing  # "3 A Company": one capital letter behind a space is a name
            unit, kind = self.words.symbols[symbol]
            return match.end(), kind, unit, symbol
        word = match.group("w")
        if word.lower() in {"foot", "feet"} and _FOOT_TROOPS.match(self.text, match.end()):
            return nothing
        unit, kind = self.words.unit_of(word.lower())
        coin = self.words.coins.get(word.lower())
        if coin is not None and self._is_paid(match.end()):
            unit, kind = coin, MONEY
        return match.end(), kind, unit, word

    def _is_paid(self, stop: int) -> bool:
        # "22,000 pounds a year", "paid 40 pounds": money, where "pound" could be a weight
        if self.number.low >= COIN_FROM or _YEARLY.match(self.text, stop):
            return True
        before = self.text[max(self.floor, self.number.start - LOOK_BACK) : self.number.start]
        return any(word in self.words.paying for word in _LETTERS.findall(before.lower()))

    def _is_nothing(self) -> bool:
        if self.words.clock.match(self.text, self.number.end):
            return True
        is_range = self.number.form is NumberForm.RANGE
        return is_range and self.words.scores.match(self.text, self.number.end) is not None

    def _rate(self, stop: int, unit: str, unit_text: str) -> tuple[int, str, str]:
        nation = _NATION.match(self.text, stop) if unit == "USD" else None
        stop = nation.end() if nation else stop
        bracket = _CONVERSION.match(self.text, stop)
        match = self.words.rate.match(self.text, bracket.end() if bracket else stop)
        if not match or match.end() > self.end:
            return stop, unit, unit_text
        thing = next(group for group in match.groups() if group)
        named = self.words.units.get(thing.lower()) or self.words.symbols.get(thing)
        return (
            stop if bracket else match.end(),
            f"{unit} per {named[0] if named else thing.lower()}",
            unit_text + match.group(),
        )

    def _pieces(self, begin: int) -> list[Piece]:
        """Return the words in front: offset, word in small letters, whether a break follows."""
        start = max(self.floor, begin - LOOK_BACK)
        pieces: list[Piece] = []
        for match in _PIECE.finditer(self.text, start, begin):
            word = match.group()
            bare = word.lstrip(_OPENING)
            if bare != word:
                pieces.clear()  # nothing in front of an opening mark reaches the number
            closed = bare.rstrip(_CLOSING)
            offset = match.end() - len(bare)
            pieces.append((offset, closed.rstrip("-").lower(), closed != bare))
        cut_off = start > self.floor and not self.text[start - 1].isspace()
        if cut_off and pieces and pieces[0][0] == start:
            del pieces[0]
        return pieces

    def _bound(
        self, pieces: list[Piece], begin: int, kind: str
    ) -> tuple[int, Bound | None, Nearness]:
        """Read the chain of bound words in front: the outermost that is no "about" wins."""
        first, bound, nearness = begin, None, Nearness.NONE
        at = len(pieces)
        while at > 0 and not pieces[at - 1][2]:
            size, phrase = self._longest(pieces, at, kind)
            if size == 0:
                break
            found = self.words.bounds.get(phrase)
            if found is not None:
                first = pieces[at - size][0]
                if bound in {None, Bound.ABOUT} or found[0] is not Bound.ABOUT:
                    bound, nearness = found
            elif phrase == "between" and self.number.form is NumberForm.RANGE:
                first = pieces[at - size][0]
            at -= size
        negation = next((s for s, w, _ in pieces[max(0, at - 2) : at] if w in _NEGATIONS), None)
        if bound in _FLIPPED and negation is not None:
            # "would not go beyond 30,000": the words that bound it begin with "not"
            first, bound = negation, _FLIPPED[bound]
        return first, bound, nearness

    def _longest(self, pieces: list[Piece], at: int, kind: str) -> tuple[int, str]:
        words = self.words
        for size in range(min(words.longest_bound, at), 0, -1):
            part = pieces[at - size : at]
            if any(closed for _, _, closed in part):
                continue
            phrase = " ".join(word for _, word, _ in part)
            if phrase in words.positional and not self._bounds_by_position(phrase, kind):
                return 0, ""
            if phrase in words.bounds or phrase in words.fillers:
                return size, phrase
        return 0, ""

    def _bounds_by_position(self, phrase: str, kind: str) -> bool:
        if kind == "duration":
            return phrase != "over"  # "over three days" is during them
        return kind not in {COUNT, SHARE} or self.number.low >= POSITIONAL_FROM

    def _age_end(self) -> tuple[int, str]:
        number = self.number
        match = _AGE_AFTER.match(self.text, number.end)
        if match:
            return match.end(), (match.group(1) or match.group(2)).lower().replace("yr", "year")
        led = _AGE_BEFORE.search(self.text, max(self.floor, number.start - 12), number.start)
        is_age = led or is_age_comma(self.text, self.floor, number)
        return number.end if is_age else 0, "year"

    def _bound_behind(self, stop: int) -> tuple[int, Bound | None]:
        match = self.words.after.match(self.text, stop)
        if not match or match.end() > self.end:
            return stop, None
        return match.end(), self.words.after_bounds[match.group(1).lower()]


_FLIPPED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.FEWER_THAN: Bound.AT_LEAST}
_NEGATIONS = frozenset({"not", "n't", "never", "cannot", "won't", "wouldn't", "doesn't", "didn't"})
_SIGN = re.compile(r"\bminus[ -]$|(?<![\w)\]%.,-])[-−+]$", re.IGNORECASE)
_DASH = re.compile(r"\bminus $|(?<![\w)\]%.,-])[-−]$", re.IGNORECASE)
_PART_OF = re.compile(r"(?:\sof)?\san?(?:\sU\.?S\.?)?(?=\s)")
_NATION = re.compile(r"\sU\.?S\.?(?![\w$])")  # "$75 U.S. per barrel"
_CONVERSION = re.compile(r"\s\([^()]{1,40}\)(?=\s(?:per|an?)\s)")
_THOUSANDTHS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COUNT_SCALE = re.compile(
    r"([kKMB])(?![\w/-])|(m)(?=\s(?:people|men|women|children|refugees|users|viewers|voters|homes)\b)"
)
_MONEY_SCALE = re.compile(r"\s?([A-Za-z])(?![A-Za-z])")


def _opens_line(text: str, at: int) -> bool:
    # "-500 soldiers" at the head of a line is an item of a list
    return text[:at].rstrip(" \t")[-1:] in {"", "\n"}


def _settle(form: NumberForm, bound: Bound | None, nearness: Nearness) -> tuple[Bound, Nearness]:
    """Combine the number's own form with the bound in front of it or behind it."""
    if bound is not None and bound is not Bound.ABOUT:
        return bound, Nearness.NONE
    own = _OWN_BOUND.get(form) or bound or Bound.EXACT
    return own, nearness if own is Bound.ABOUT else Nearness.NONE


_OWN_BOUND = {
    NumberForm.VAGUE: Bound.VAGUE,
    NumberForm.RANGE: Bound.BETWEEN,
    NumberForm.ROUND: Bound.ABOUT,
}
