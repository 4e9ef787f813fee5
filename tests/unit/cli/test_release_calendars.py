"""Public holidays are named by country and years in the files, and stand in the release by their dates."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.time.calendars import WEEKDAYS
from onestop_cli.release.calendars import expand_calendar, expand_calendars
from onestop_cli.release.files import read_document
from onestop_cli.release.read_folder import RefusedJurisdiction, read_release

SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"
DAY = ["08:30-12:30", "13:00-17:00"]
OFFICE: dict[str, Any] = {"hours": dict.fromkeys(WEEKDAYS[:5], DAY) | {"sat": [], "sun": []}}
ALWAYS: dict[str, Any] = {"hours": {weekday: ["00:00-24:00"] for weekday in WEEKDAYS}}
CHINA = {"public_holidays": {"country": "CN", "years": [2026, 2026]}}
NOVA_SCOTIA = {"public_holidays": {"country": "CA", "subdivision": "NS", "years": [2026, 2027]}}

# what somebody works out by hand for 2026 and 2027: those of the law, of the federal government, and optional ones
KEPT_IN_PORT_ELLERY = {
    *("2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07", "2026-10-12", "2026-11-11"),
    *("2026-12-25", "2026-12-26", "2027-01-01", "2027-02-15", "2027-03-26", "2027-05-24", "2027-07-01", "2027-09-06"),
    *("2027-10-11", "2027-11-11", "2027-12-25", "2027-12-26"),
}


def sample_calendars() -> dict[str, Any]:
    document, _ = read_document(SAMPLE / "calendar.yaml", "calendar.yaml")
    return expand_calendars(document["calendars"])


def test_a_calendar_without_anything_special_has_neither_holidays_nor_exceptions() -> None:
    assert expand_calendar(ALWAYS) == ALWAYS | {"holidays": [], "exceptions": {}}


def test_the_public_holidays_are_those_of_the_part_of_the_country_and_of_the_years() -> None:
    expanded = expand_calendar(OFFICE | NOVA_SCOTIA)["holidays"]
    assert {"2026-02-16", "2027-02-15", "2026-07-01", "2027-12-25"} <= set(expanded)  # Heritage Day: not in all Canada
    assert {day[:4] for day in expanded} == {"2026", "2027"}
    assert "2026-05-18" not in expanded  # Victoria Day is no public holiday there


def test_other_kinds_of_holidays_count_when_they_are_named() -> None:
    public = NOVA_SCOTIA["public_holidays"] | {"categories": ["public", "government"]}
    assert "2026-05-18" in expand_calendar(OFFICE | {"public_holidays": public})["holidays"]


def test_days_that_are_written_out_count_besides_the_public_holidays() -> None:
    expanded = expand_calendar(OFFICE | NOVA_SCOTIA | {"holidays": ["2026-08-21", "2026-07-01"]})["holidays"]
    assert expanded == sorted(expanded)
    assert (expanded.count("2026-08-21"), expanded.count("2026-07-01")) == (1, 1)


def test_a_chinese_office_rests_at_spring_festival_and_works_on_weekends_in_exchange() -> None:
    expanded = expand_calendar(OFFICE | CHINA)
    assert {"2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"} <= set(
        expanded["holidays"]
    )
    assert expanded["exceptions"]["2026-02-14"] == expanded["exceptions"]["2026-02-28"] == DAY
    assert {day[:4] for day in expanded["exceptions"]} == {"2026"}
    assert {date.fromisoformat(day).weekday() for day in expanded["exceptions"]} == {5, 6}


def test_who_works_on_weekends_anyway_works_as_always_on_those_in_exchange() -> None:
    assert expand_calendar(ALWAYS | CHINA)["exceptions"] == {}


def test_what_is_written_of_a_day_wins_over_what_is_known_of_the_country() -> None:
    own = {"exceptions": {"2026-02-14": ["09:00-12:00"], "2026-02-17": ["10:00-11:00"]}, "holidays": ["2026-02-28"]}
    expanded = expand_calendar(OFFICE | CHINA | own)
    assert expanded["exceptions"]["2026-02-14"] == ["09:00-12:00"]
    assert expanded["exceptions"]["2026-02-17"] == ["10:00-11:00"]
    assert "2026-02-28" in expanded["holidays"]
    assert "2026-02-28" not in expanded["exceptions"]


def test_a_time_zone_of_its_own_is_kept() -> None:
    assert expand_calendar(OFFICE | {"time_zone": "Asia/Shanghai"})["time_zone"] == "Asia/Shanghai"


def test_port_ellery_keeps_every_holiday_that_was_written_out_before() -> None:
    calendars = sample_calendars()
    for name in ("office", "crews"):
        assert set(calendars[name]["holidays"]) >= KEPT_IN_PORT_ELLERY
        assert {day[:4] for day in calendars[name]["holidays"]} == {"2026", "2027", "2028", "2029", "2030"}


def test_every_calendar_of_the_release_is_plain_json_of_the_same_four_fields() -> None:
    calendars = sample_calendars()
    assert json.loads(json.dumps(calendars)) == calendars
    for calendar in calendars.values():
        assert calendar.keys() - {"time_zone"} == {"hours", "holidays", "exceptions"}


KEPT = "country: CA, subdivision: NS, years: [2026, 2030], categories: [public, optional, government]"
CHRISTMAS_EVE = '"2026-12-24": ["08:30-12:00"]'
HOLIDAYS, EXCEPTIONS = "calendars.office.public_holidays", "calendars.office.exceptions"

# fmt: off
WRONG = [
    # replace this | by this | expected path | words of `wrong` | words of `right`
    (KEPT, "country: QQ, years: [2026, 2027]", f"{HOLIDAYS}.country", "'QQ' are not known", "such as CA"),
    (KEPT, "country: Canada, years: [2026, 2027]", f"{HOLIDAYS}.country", "right form", "two capital letters"),
    (KEPT, "country: CA, subdivision: NX, years: [2026, 2027]", f"{HOLIDAYS}.subdivision",
     "'CA' has no part 'NX'", "one of: AB,"),
    (KEPT, "country: CA, years: [2026, 2027], categories: [publik]", f"{HOLIDAYS}.categories[0]",
     "'publik' is no kind", "did you mean 'public'"),
    (KEPT, "country: CN, years: [2026, 2027], categories: [half_day]", f"{HOLIDAYS}.categories[0]",
     "'half_day' is no kind", "one of: public"),
    (KEPT, "country: CA, years: [2027, 2026]", f"{HOLIDAYS}.years", "2027 is after 2026", "first and the last"),
    (KEPT, "country: RW, years: [2010, 2012]", f"{HOLIDAYS}.years", "no holidays are known for 2010", "other"),
    (KEPT, "country: CA, years: [2026]", f"{HOLIDAYS}.years", "only 1 entries", "at least 2"),
    (KEPT, "country: CA, years: [26, 30]", f"{HOLIDAYS}.years[0]", "26 is too little", "at least 2000"),
    (KEPT, "country: CA", f"{HOLIDAYS}.years", "missing", "first and the last year"),
    (CHRISTMAS_EVE, '"2026-12-32": []', f"{EXCEPTIONS}.2026-12-32", "no date '2026-12-32'", "such as 2026-12-25"),
    (CHRISTMAS_EVE, '"christmas": []', EXCEPTIONS, "'christmas' does not have the right form", "2026-12-24"),
    (CHRISTMAS_EVE, '"2026-12-24": ["noon"]', f"{EXCEPTIONS}.2026-12-24[0]", "'noon' is no interval", "08:30-12:30"),
    (CHRISTMAS_EVE, '"2026-12-24": ["13:00-14:00", "12:00-15:00"]', f"{EXCEPTIONS}.2026-12-24[1]",
     "starts before the interval above it ends", "from 14:00 on"),
    ("  office:\n", "  office:\n    time_zone: America/Halifxa\n", "calendars.office.time_zone",
     "no time zone 'America/Halifxa'", "America/Halifax"),
]
# fmt: on


@pytest.mark.parametrize(("old", "new", "path", "wrong", "right"), WRONG)
def test_a_wrong_calendar_is_refused_with_its_place_what_is_wrong_and_what_would_be_right(
    tmp_path: Path, old: str, new: str, path: str, wrong: str, right: str
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "city")
    text = (folder / "calendar.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "calendar.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RefusedJurisdiction) as refused:
        read_release(folder)
    faults = [fault for fault in refused.value.faults if (fault.file, fault.path) == ("calendar.yaml", path)]
    assert any(wrong in fault.wrong and right in fault.right for fault in faults), refused.value.faults
