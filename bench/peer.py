"""The peer: bare spaCy with the same model over the same texts. Run as its own process."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from vedette.read.english import load_model

# Tokens, tags, parse and names; parts of speech and lemmas are not asked of the peer.
LEFT_OUT = ("attribute_ruler", "lemmatizer")


def main() -> None:
    """Run tokens, tags, parse and names over every file of a folder; print seconds and peak."""
    folder, model = Path(sys.argv[1]), sys.argv[2]
    texts = [
        path.read_text(encoding="utf-8").split("\n\n", 1)[1] for path in sorted(folder.glob("*"))
    ]
    nlp = load_model(model)
    list(nlp.pipe(texts[:5]))  # the first pass allocates
    wall, cpu = time.perf_counter(), time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64, disable=LEFT_OUT))
    print(
        json.dumps(
            {
                "reports": len(texts),
                "tokens": tokens,
                "wall": time.perf_counter() - wall,
                "cpu": time.process_time() - cpu,
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
