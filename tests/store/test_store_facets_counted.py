"""Facets against a brute force: whatever is narrowed by, each count is that of a plain walk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import EXERCISE, NOON, pair

from vedette.model import Attribution, Certainty, Claim, Modality, Polarity, Report
from vedette.run import claims as run
from vedette.run.facets import chosen_of, facets
from vedette.store.store import Store, open_store

PAPERS = ("Courier", "Herald", "Gazette")
Said = tuple[Report, Claim, Attribution | None]
VALUES = {
    "speaker": [None, "Ministry 0", "ministry 1", "nobody"],
    "publisher": [None, *PAPERS, "nobody"],
    "polarity": [None, "affirmed", "denied"],
    "certainty": [None, "possible", "unstated"],
    "text": [None, "said", "510 of", "nothing"],
    "language": [None, "en", "ru"],
}
wanted = st.fixed_dictionaries({name: st.sampled_from(known) for name, known in VALUES.items()})


def fill(store: Store) -> None:
    items = []
    for n in range(12):
        report, analysis = pair(
            f"Ministry {n % 2} said {n}10 of {EXERCISE}.", day=n + 1, publisher=PAPERS[n % 3]
        )
        modality = Modality(
            polarity=Polarity.DENIED if n % 4 == 0 else Polarity.AFFIRMED,
            certainty=Certainty.POSSIBLE if n % 5 == 0 else Certainty.UNSTATED,
        )
        told = tuple(replace(each, modality=modality) for each in analysis.claims)
        items.append((report, replace(analysis, claims=told)))
    store.add(items, ingested_at=NOON)


def value_of(name: str, said: Said) -> str:
    report, claim, carrier = said
    speaker = carrier.speaker.name if carrier and carrier.speaker else ""
    return {
        "speaker": speaker,
        "publisher": report.publisher,
        "polarity": str(claim.modality.polarity),
        "certainty": str(claim.modality.certainty),
        "language": report.language,
    }[name]


def fits(said: Said, filters: dict[str, str | None]) -> bool:
    _, claim, _ = said
    words = f"{claim.value.text}\n{claim.evidence.quote}".casefold()
    if any(word not in words for word in (filters["text"] or "").casefold().split()):
        return False
    return all(
        value_of(name, said).casefold() == value.casefold()
        for name, value in filters.items()
        if value and name != "text"
    )


def counted(every: Iterable[Said], filters: dict[str, str | None], name: str) -> Counter[str]:
    free = {**filters, name: None}
    return Counter(value_of(name, said) for said in every if fits(said, free))


def test_every_count_is_that_of_a_plain_walk(tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("facets") / "store.db"
    with open_store(str(path)) as store:
        fill(store)

        @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
        @given(wanted)
        def check(filters: dict[str, str | None]) -> None:
            with store.view() as view:
                every = view.claims()
                found = facets(view, filters, most=100)
                for name in ("speaker", "publisher", "polarity", "certainty", "language"):
                    told = {value: times for value, _, times in found[name] if times}
                    assert told == dict(counted(every, filters, name)), name
                total = run.count(view, chosen_of(filters))
                assert total == sum(fits(said, filters) for said in every)
                # A facet that nothing is narrowed by adds up to the list.
                for name in ("speaker", "publisher", "polarity"):
                    if not filters[name]:
                        assert sum(times for *_, times in found[name]) == total

        check()
