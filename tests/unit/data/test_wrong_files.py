"""A wrong line of a data file is refused in one line: file, line, what is wrong, what to write."""

import pytest

from vedette import data
from vedette.cli import main as command_line
from vedette.data import catalogue
from vedette.errors import BadArgumentError

RANGE = """extend = true

[[place]]
id = "velikoye-range"
name = "Velikoye range"
aliases = ["Velikoye training ground"]
country = "BY"
lat = 53.1
lon = 27.2
precision = "settlement"
kind = "training ground"
"""
SPEAKER = """extend = true

[[person]]
id = "adamovich"
name = "Maria Adamovich"
state = "BY"
roles = [
  { role = "Spokeswoman", from = "2021", to = "2023-05-01" },
  { role = "Deputy Minister of Defence", from = "2023-05-02" },
]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "catalogue").mkdir()
    monkeypatch.setenv("VEDETTE_DATA", str(tmp_path))
    caches = [data.parts, data.read_toml, data._checked, data.digest]
    caches += [catalogue.places, catalogue.persons, catalogue.exercises, catalogue.publishers]
    caches += [catalogue.series, catalogue.equipment, catalogue.names, catalogue.matcher]
    caches += [catalogue.places_by_name]
    for cached in caches:
        cached.cache_clear()
    yield tmp_path / "catalogue"
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def refused(load):
    with pytest.raises(BadArgumentError) as error:
        load()
    line = error.value.line()
    assert "\n" not in line
    return line


def place_with(folder, old, new):
    file = folder / "places.toml"
    file.write_text(RANGE.replace(old, new), encoding="utf-8")
    return refused(catalogue.places).removeprefix(f"{file}:")


def test_an_own_place_goes_before_the_shipped_ones(folder):
    (folder / "places.toml").write_text(RANGE)
    assert catalogue.places()[0].name == "Velikoye range"
    assert len(catalogue.places()) > 100


def test_an_own_entry_of_a_shipped_id_replaces_it(folder):
    (folder / "places.toml").write_text(RANGE.replace("velikoye-range", "baltic-sea"))
    found = [place.name for place in catalogue.places() if place.id == "baltic-sea"]
    assert found == ["Velikoye range"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "aliases =",
            "aliasses =",
            "6: place velikoye-range: unknown key aliasses. Did you mean: aliases?",
        ),
        ("lat = 53.1\n", "", "3: place velikoye-range has no lat. Add lat = 53.9"),
        (
            "53.1",
            "95.0",
            (
                "8: place velikoye-range: lat 95.0 is not between -90 and 90. "
                "Write degrees north, as in 53.9"
            ),
        ),
        (
            "27.2",
            "-181",
            (
                "9: place velikoye-range: lon -181 is not between -180 and 180. "
                "Write degrees east, as in 27.6"
            ),
        ),
        (
            "53.1",
            '"53.1"',
            "8: place velikoye-range: lat must be a number. Write degrees, as in 53.9",
        ),
        (
            '"settlement"',
            '"settlment"',
            (
                "10: place velikoye-range: precision 'settlment' is not known. "
                "Did you mean: settlement?"
            ),
        ),
        (
            '"settlement"',
            '"unplaced"',
            (
                "10: place velikoye-range: precision 'unplaced' is not known. "
                "Known: country, point, region, sea, settlement, vicinity"
            ),
        ),
        (
            '"BY"',
            '"by"',
            "7: place velikoye-range: country 'by' is no ISO 3166 code. Write BY",
        ),
        (
            '"BY"',
            '"BLR"',
            (
                "7: place velikoye-range: country 'BLR' is no ISO 3166 code. "
                'Write two letters, as in "BY"'
            ),
        ),
        (
            '["Velikoye training ground"]',
            '"Velikoye training ground"',
            '6: place velikoye-range: aliases must be a list of texts. Write ["...", "..."]',
        ),
        (
            '["Velikoye training ground"]',
            '["Velikoye training ground", " "]',
            "6: place velikoye-range: aliases holds an empty name. Take it out",
        ),
        (
            "Velikoye training",
            "Velikoye\u200b training",
            (
                "6: place velikoye-range: aliases holds a character that cannot be seen: "
                "'Velikoye\\u200b training ground'. Write it anew"
            ),
        ),
        (
            '"Velikoye range"',
            '""',
            "5: place velikoye-range: name is empty. Write what it is called",
        ),
        ("[[place]]", "[[places]]", "3: unknown table places. Did you mean: place?"),
        ("[[place]]", "[place]", "3: place must be a table. Write [[place]]"),
        ("extend = true", 'extend = "yes"', " extend must be true or false"),
    ],
)
def test_a_wrong_place_is_told_with_its_line(folder, old, new, line):
    assert place_with(folder, old, new) == line


def test_an_id_stands_once_in_a_file(folder):
    twice = RANGE + RANGE.removeprefix("extend = true\n")
    assert place_with(folder, RANGE, twice) == (
        "14: place velikoye-range is here twice. Give it another id"
    )


def test_an_entry_without_an_id_is_told_by_its_number(folder):
    line = place_with(folder, 'id = "velikoye-range"\nname = "Velikoye range"\n', "")
    assert line == '3: place 1 has no id. Add id = "..."'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (RANGE.replace("lat = 53.1", "lat : 53.1"), 8, "no valid TOML: Expected '=' after a key"),
        (RANGE.replace('"BY"', "BY"), 7, "no valid TOML: Invalid value"),
        (RANGE.replace('ground"]', 'ground"'), 7, "no valid TOML: Unclosed array"),
        (RANGE + "[[place]\n", 12, "no valid TOML: "),
    ],
)
def test_broken_toml_is_told_with_its_line(folder, text, line, said):
    file = folder / "places.toml"
    file.write_text(text)
    told = refused(catalogue.places)
    assert told.startswith(f"{file}:{line}: {said}")
    assert told.endswith('Write key = "text", key = 1.5 or key = ["a", "b"], a table as [[name]]')


def test_bytes_that_are_not_utf_8_are_told_with_their_line(folder):
    file = folder / "places.toml"
    file.write_bytes(RANGE.replace("Velikoye range", "V\xe9likoye range").encode("latin-1"))
    assert refused(catalogue.places) == f"{file}:5: not UTF-8. Save the file as UTF-8"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            '"2021"',
            '"2024"',
            (
                "8: person adamovich: roles office 1: it ends on 2023-05-01, before it starts on "
                "2024. Exchange the two days"
            ),
        ),
        (
            '"2023-05-02"',
            '"2 May 2023"',
            (
                "9: person adamovich: roles office 2: from '2 May 2023' is no date. "
                'Write "2025-09-12", "2025-09" or "2025"'
            ),
        ),
        (
            'role = "Deputy Minister of Defence", ',
            "",
            '9: person adamovich: roles office 2 has no role. Add role = "..."',
        ),
        (
            'from = "2023-05-02"',
            'since = "2023-05-02"',
            "9: person adamovich: roles office 2: unknown key since. Known: body, from, role, to",
        ),
    ],
)
def test_a_wrong_office_is_told_with_its_line(folder, old, new, line):
    file = folder / "persons.toml"
    file.write_text(SPEAKER.replace(old, new), encoding="utf-8")
    assert refused(catalogue.persons).removeprefix(f"{file}:") == line


def test_a_wrong_kind_of_outlet_offers_the_near_miss(folder):
    file = folder / "publishers.toml"
    file.write_text('[[publisher]]\nname = "The Vesnik"\nkind = "newspapper"\n')
    assert refused(catalogue.publishers) == (
        f"{file}:3: publisher The Vesnik: kind 'newspapper' is not known. Did you mean: newspaper?"
    )


def test_a_file_that_nobody_would_read_is_told_with_the_near_miss(folder):
    file = folder / "place.toml"
    file.write_text(RANGE)
    assert refused(catalogue.places) == (
        f"{file}: no data file has this path. Did you mean: catalogue/places.toml?"
    )


def test_a_data_folder_that_is_not_there_is_told(folder, monkeypatch):
    monkeypatch.setenv("VEDETTE_DATA", str(folder / "nowhere"))
    assert refused(catalogue.places) == f"{folder / 'nowhere'}: VEDETTE_DATA names no folder"


def test_the_command_ends_with_two_and_one_line(folder, tmp_path, monkeypatch, capsys):
    (folder / "places.toml").write_text(RANGE.replace("53.1", "95"))
    report = tmp_path / "report.txt"
    report.write_text("Guns were fired near Minsk on Monday, the ministry said.\n")
    monkeypatch.setattr("sys.argv", ["vedette", "read", str(report)])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err.strip()
    assert "places.toml:8: place velikoye-range: lat 95 is not between" in said
    assert len(said.splitlines()) == 1
