"""Count in how many news reports each word stands: `python -m training.stories.documents DATA`.

Writes `src/vedette/data/languages/en/documents.tsv` from the texts of PolNeAR, GeoWebNews, the
Local-Global Lexicon, TimeBank, AQUAINT and the article extraction benchmark. ECB+ is not counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quality import geoparsing, tempeval3

from vedette.compare.stories.words import LISTED, words_in
from vedette.data import FOLDER

FEWEST = 3  # what fewer reports hold is as rare as what none does


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="The folder of the data sets.")
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(parser.parse_args().data):
        counts.update({word for word, _ in words_in(text)})
        total += 1
    rows = [f"{word}\t{n}" for word, n in sorted(counts.items()) if n >= FEWEST]
    path = FOLDER / LISTED
    path.write_text("\n".join([f"# news reports counted\t{total}", *rows, ""]), encoding="utf-8")


def texts(data: Path) -> Iterator[str]:
    """Yield the texts, each once."""
    for path in sorted(data.glob("polnear/*/text/*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for name in ("GWN.xml", "lgl.xml"):
        for article in geoparsing.articles(data / "geoparsing" / name):
            yield article.report.text
    for document in tempeval3.load(data / "tempeval3"):
        yield document.report.text
    pages = json.loads((data / "article-extraction/ground-truth.json").read_text("utf-8"))
    for _, page in sorted(pages.items()):
        yield page["articleBody"]


if __name__ == "__main__":
    main()
