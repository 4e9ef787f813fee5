"""An export of any shape becomes a history, and the file is held against its own columns, row by row."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

duckdb = pytest.importorskip("duckdb")

from onestop.domain.time.calendars import Calendar  # noqa: E402
from onestop_cli.insights.demand import daily_counts  # noqa: E402
from onestop_cli.insights.history.check import as_json, check_history  # noqa: E402
from onestop_cli.problems import CannotContinue  # noqa: E402
from onestop_cli.project import find_project  # noqa: E402

MAPS = find_project().root / "infra" / "insights" / "maps"
REAL = Path(__file__).parents[4] / "shared" / "data" / "requests_311"
# one of each shape; `python -m tests.bench insights` reads all of them
REAL_FILES = (
    "boston_2015.csv",
    "chicago_2021-01.csv",
    "la_2018.csv",
    "la_2020.csv",
    "la_open_requests_points.json",
    "nyc_2012ish_socrata.json",
    "nyc_2018-2019.csv",
)
NOW = datetime(2026, 6, 1, tzinfo=UTC)

BASE = {"id": "no", "opened": "came", "closed": "ended", "due": "due", "on_time": "kept", "status": "state"}


def check(file: Path, own: Path | None = None) -> dict[str, Any]:
    with duckdb.connect() as database:
        return json.loads(json.dumps(as_json(check_history(database, file, own, MAPS, NOW)), default=str))


def write_map(folder: Path, **told: Any) -> Path:
    path = folder / "map.yaml"
    path.write_text(json.dumps({"timezone": "America/New_York", "columns": BASE, **told}), encoding="utf-8")
    return path


def write_csv(folder: Path, *rows: str, head: str = "no,came,ended,due,kept,state") -> Path:
    path = folder / "file.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def classes(told: dict[str, Any], code: str) -> dict[str, int]:
    one = next(each for each in told["agreement"] if each["code"] == code)
    found = {each["code"]: each["rows"] for each in (*one["differs"], *one["apart"])}
    assert one["rows"] == one["agree"] + sum(found.values())
    return {"agree": one["agree"], **found}


def odd(told: dict[str, Any]) -> dict[str, int]:
    return {each["code"]: each["rows"] for each in told["oddities"]}


def test_each_way_to_differ_over_a_promise_has_its_own_class(tmp_path: Path) -> None:
    file = write_csv(
        tmp_path,
        "1,2024-03-01 08:00:00,2024-03-02 08:00:00,2024-03-03 08:00:00,ONTIME,Closed",
        "2,2024-03-01 08:00:00,2024-03-04 08:00:00,2024-03-03 08:00:00,OVERDUE,Closed",
        "3,2024-03-01 08:00:00,2024-03-04 08:00:00,2024-03-03 08:00:00,ONTIME,Closed",
        "4,2024-03-01 08:00:00,2024-03-02 08:00:00,2024-03-03 08:00:00,OVERDUE,Closed",
        "5,2024-03-01 08:00:00,,,ONTIME,Open",
        "6,2024-03-01 08:00:00,2024-03-03 08:00:20,2024-03-03 08:00:00,ONTIME,Closed",
        "7,2024-03-01 08:00:00,2024-03-03 19:00:00,2024-03-03 08:00:00,ONTIME,Closed",
        "8,2024-03-01 08:00:00,,2024-09-03 08:00:00,OVERDUE,Open",
        "9,2024-03-01 08:00:00,,2024-03-02 08:00:00,ONTIME,Open",
        "10,2024-03-01 08:00:00,soon,2024-03-02 08:00:00,ONTIME,Closed",
        "11,2024-03-01 08:00:00,2024-03-04 08:00:00,2024-03-03 08:00:00,perhaps,Closed",
        "12,2024-03-01 08:00:00,2024-03-04 08:00:00,2024-03-03 08:00:00,ONTIME,Cancelled",
        "13,2024-03-08 08:00:00,2024-03-12 08:30:00,2024-03-12 08:00:00,OVERDUE,Closed",
    )
    told = check(file, write_map(tmp_path))
    assert classes(told, "on_time") == {
        "agree": 3,
        "late_but_kept": 1,
        "in_time_but_missed": 1,
        "nothing_promised_kept": 1,
        "closed_in_same_minute": 1,
        "same_day": 1,
        "taken_later": 1,
        "open_and_not_marked": 1,
        "closing_unreadable": 1,
        "word_unknown": 1,
        "cancelled": 1,
    }
    assert classes(told, "closed") == {"agree": 12, "closing_unreadable": 1}
    assert told["words_without_meaning"] == {"on_time": {"perhaps": 1}}


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        ("2024-07-04T18:05:06.000", {}),
        ("2024-07-04 22:05:06+00:00", {}),
        ("2024-07-04T22:05:06Z", {}),
        ("2024-07-05T00:05:06+0200", {}),
        ("1720130706", {}),
        ("1720130706000", {}),
        ("07/04/2024 06:05:06 PM", {}),
        ("7/4/2024 18:05:06", {}),
        ("04.07.2024 18:05:06", {"day_first": "true"}),
        ("4-Jul-2024 18:05:06", {}),
        ('"July 4, 2024 6:05:06 PM"', {}),
        ("20240704180506", {}),
        ("2024/07/04 22:05:06+00", {}),
        ("45477.753541666665", {}),
        ("04.07.2024 18:05:06", {}),
        ("2024/07/04 18:05:06", {}),
        ("4|7|2024|18|05|06", {"formats": {"opened": ["%d|%m|%Y|%H|%M|%S"]}}),
    ],
)
def test_a_moment_is_the_same_however_it_is_written(tmp_path: Path, written: str, settings: dict[str, Any]) -> None:
    own = write_map(tmp_path, **settings, columns={"id": "no", "opened": "came"})
    told = check(write_csv(tmp_path, f"1,{written}", head="no,came"), own)
    assert told["measures"]["cases"]["first_opened"] == "2024-07-04 22:05:06"


def test_which_number_is_the_day_is_decided_by_all_values_of_the_file_or_said(tmp_path: Path) -> None:
    own = write_map(tmp_path, columns={"opened": "came", "closed": "ended"}, timezone="UTC", optional=["closed"])
    decided = check(write_csv(tmp_path, "1,03/04/2024", "2,25/04/2024", head="no,came"), own)
    assert decided["measures"]["cases"]["first_opened"] == "2024-04-03 00:00:00"
    elsewhere = check(write_csv(tmp_path, "1,03/04/2024,25/04/2024", head="no,came,ended"), own)
    assert elsewhere["measures"]["cases"]["first_opened"] == "2024-04-03 00:00:00"
    open_question = check(write_csv(tmp_path, "1,03/04/2024", "2,05/04/2024", head="no,came"), own)
    assert any("day_first" in note for note in open_question["notes"])


def test_days_alone_epochs_fillers_and_hours_of_a_clock_change_are_told_apart(tmp_path: Path) -> None:
    file = write_csv(
        tmp_path,
        "1,2024-03-01 08:00:00,2024-03-01 00:00:00,2024-03-01,yes,Closed",  # only the day of the closing is known
        "2,2024-03-10 02:30:00,2024-03-11 08:00:00,1900-01-01,yes,Closed",  # an hour that never was
        "3,2024-11-03 01:30:00,1900-01-01 00:00:00,,yes,Open",  # an hour that came twice
        "3,2024-03-05 08:00:00,2024-03-04 08:00:00,,yes,Closed",
    )
    told = check(file, write_map(tmp_path))
    assert odd(told) == {
        "closed_before_opened_same_day": 1,
        "closed_before_opened": 1,
        "id_twice": 2,
        "opened_skipped": 1,
        "opened_twice": 1,
        "due_placeholder": 1,
        "closed_placeholder": 1,
    }
    assert classes(told, "on_time")["agree"] == 1  # closed on the day on which it was due


ROWS = [
    {
        "no": "1",
        "came": "2024-03-01 08:00:00",
        "ended": "2024-03-02 08:00:00",
        "due": None,
        "kept": "Y",
        "state": "Zürich",
    },
    {"no": "2", "came": "2024-03-01 09:00:00", "ended": None, "due": None, "kept": "N", "state": "new"},
]


def shapes(folder: Path) -> list[Path]:
    lines = [",".join(ROWS[0]), *(",".join(str(cell or "") for cell in row.values()) for row in ROWS)]
    text = "\n".join(lines) + "\n"
    for name, content in {
        "plain.csv": text.encode(),
        "marked.csv": b"\xef\xbb\xbf" + text.encode(),
        "windows.csv": text.replace("\n", "\r\n").encode("cp1252"),
        "wide.csv": text.encode("utf-16"),
        "tabs.tsv": text.replace(",", "\t").encode(),
        "semicolons.csv": text.replace(",", ";").encode(),
        "packed.csv.gz": gzip.compress(text.encode()),
        "list.json": json.dumps(ROWS, indent=1).encode(),
        "lines.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
        "inside.json": json.dumps(
            {"type": "FeatureCollection", "features": [{"properties": row} for row in ROWS]}
        ).encode(),
        "socrata.json": json.dumps(
            {
                "meta": {"view": {"columns": [{"fieldName": name} for name in ROWS[0]]}},
                "data": [list(row.values()) for row in ROWS],
            }
        ).encode(),
        "quoted.csv": text.replace("Zürich", '"Zürich\nand, ""more"""').encode(),
        "ragged.csv": text.replace(",N,new", ",N,new,,,extra").encode() + b"\n3,2024-03-01 10:00:00\n",
    }.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def test_every_encoding_delimiter_packing_and_shape_gives_the_same_history(tmp_path: Path) -> None:
    files = shapes(tmp_path)
    own = write_map(tmp_path)
    for file in files:
        told = check(file, own)
        assert told["measures"]["cases"]["rows"] == (3 if file.name == "ragged.csv" else 2), file.name
        assert told["measures"]["hours_to_close"]["median"] == 24.0, file.name
        (word,) = told["words_without_meaning"]["status"]
        assert word.startswith("Zürich"), file.name


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"columns": {"opend": "came"}}, "'opend' is none of our words (did you mean 'opened'?)"),
        ({"columns": {"opened": "Came At"}}, "'Came At', which file.csv does not have (did you mean 'came'?)"),
        ({"timezone": "America/Chicagoo"}, "did you mean 'America/Chicago'?"),
        ({"values": {"on_time": {"Y": "fine"}}}, "right would be one of kept, missed"),
        ({"formats": {"opened": ["%Q"]}}, "The format '%Q' of `opened`"),
        ({"formats": {"opened": ["%d.%m.%Y"]}}, "has values such as '2024-03-01 08:00:00'"),
        ({"taken_at": "yesterday"}, "right would be such as 2024-05-27"),
        ({"day_first": "perhaps"}, "right would be true or false"),
    ],
)
def test_a_map_that_cannot_be_right_is_refused_with_what_would_be(
    tmp_path: Path, told: dict[str, Any], sentence: str
) -> None:
    file = write_csv(tmp_path, "1,2024-03-01 08:00:00,,,Y,new")
    with pytest.raises(CannotContinue) as refusal:
        check(file, write_map(tmp_path, **told))
    assert sentence in refusal.value.sentence


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cut.parquet", b"PAR1 and no more PAR1", "cannot be read as Parquet"),
        ("cut.csv.gz", gzip.compress(b"no,came\n" * 9999, mtime=0)[:20] + b"\xff" * 40, "cannot be unpacked"),
        ("nothing.json", b"null", "neither a list of objects"),
        ("word.json", b'"came"', "neither a list of objects"),
        ("nested.json", b'{"meta": {"view": 5}, "data": [[1, 2]]}', "has no objects with fields"),
        ("named.json", b'{"meta": {"view": {"columns": 7}}, "data": [[1, 2]]}', "has no objects with fields"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotContinue) as refusal:
        check(tmp_path / name)
    assert sentence in refusal.value.sentence


def test_a_mistyped_year_makes_no_days_that_have_not_come_yet(tmp_path: Path) -> None:
    """Seventy years of days without a case would be forecast from, and for minutes."""
    file = write_csv(
        tmp_path,
        *("1,2026-03-01 08:00,hole", "2,2026-03-03 09:00,hole", "3,2096-03-02 08:00,hole", "4,,hole"),
        head="Ticket ID,Date Opened,Type",
    )
    with duckdb.connect() as database:
        counts = daily_counts(database, [file], None, MAPS, NOW)
    assert counts == {"hole": (date(2026, 3, 1), [1, 0, 1])}


def test_a_file_without_a_map_is_read_by_usual_names(tmp_path: Path) -> None:
    file = write_csv(
        tmp_path, "1,2024-03-01 08:00:00,yes,2024-03-01 07:00:00", head="Ticket ID,Date Opened,Overdue,Target Date"
    )
    told = check(file)
    assert told["map"]["columns"]["opened"] == "Date Opened"
    assert classes(told, "on_time") == {"agree": 1}


@pytest.mark.skipif(not REAL.is_dir(), reason="real exports are not here")
@pytest.mark.parametrize("name", REAL_FILES)
def test_real_exports_go_through_and_every_difference_is_explained(name: str) -> None:
    told = check(REAL / name)
    assert told["measures"]["cases"]["rows"] > 100
    assert all(each["unexplained"] == 0 for each in told["agreement"])
    promise = [each for each in told["agreement"] if each["code"] == "on_time"]
    assert all(each["differs"] == [] for each in promise)


def test_times_are_told_in_hours_of_work_by_the_clock_of_the_export(tmp_path: Path) -> None:
    """From Friday to Monday, over the night in which clocks went forward, and over a day off."""
    file = write_csv(
        tmp_path,
        "1,2024-03-08 15:00:00,2024-03-11 10:00:00,,,Closed",
        "2,2024-03-08 15:00:00,2024-03-13 08:00:00,,,Closed",
        "3,2024-03-09 12:00:00,2024-03-10 12:00:00,,,Closed",
    )
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("08:30-12:00", "12:30-16:30"))
    office = Calendar(zone="Asia/Tokyo", hours=week, days_off=frozenset({date(2024, 3, 12)}))
    with duckdb.connect() as database:
        told = check_history(database, file, write_map(tmp_path), MAPS, NOW, office).measures
    assert told["working_hours_to_close"] == {"of": 3, "median": 3.0, "p90": 7.8}  # 0, 3, and 9
    assert told["by_service_in_working_hours"][0]["of"] == 3
