"""Results count what a person would, are as sure as statsmodels says, and let no small number be worked out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.surveys.a11 import (
    QUESTION_COLUMNS,
    VOLUME_COLUMNS,
    Names,
    days_of,
    hidden_cells,
    question_rows,
    volume_rows,
)
from onestop.domain.surveys.confidence_interval import mean_interval, share_interval
from onestop.domain.surveys.results import GroupResult, SurveyedCase, quarter_of, work_out_results
from onestop.domain.surveys.results_as_data import DIMENSIONS, LEAST

AUTUMN = date(2026, 11, 3)
NAMES = Names(
    code="port-ellery",
    name="City of Port Ellery",
    agencies={"streets": "Streets"},
    services={"pothole": "Pothole"},
    questions={("standard", "satisfaction"): "How happy are you?", ("standard", "speed"): "It was fast enough."},
)


def outcome(**own: Any) -> SurveyedCase:
    usual = {"survey": "standard", "service": "pothole", "agency": "streets", "channel": "web", "district": "old-town"}
    return SurveyedCase(**{**usual, "language": "en", "resolved_on": AUTUMN, "presented": True, **own})


def answered(score: int, times: int = 1, **own: Any) -> list[SurveyedCase]:
    return [outcome(scores=(("satisfaction", score),), **own)] * times


def group(found: list[GroupResult], dimension: str, name: str) -> GroupResult:
    return next(each for each in found if (each.dimension, each.group) == (dimension, name))


def test_results_count_what_a_person_would() -> None:
    cases = [
        *answered(5, 12),
        *answered(4, 3),
        *answered(1, 5),
        *[outcome()] * 20,  # invited, and silent
        *[outcome(presented=False)] * 30,
        *answered(2, 10, presented=False),  # answered on the page of the case, uninvited
    ]
    found = work_out_results(cases)
    everything = group(found, "all", "all")
    assert (everything.offered, everything.presented, everything.answered) == (80, 40, 30)
    assert everything.response_rate == 0.5  # of the invited alone
    (liked,) = everything.questions
    assert (liked.answers, liked.mean) == (30, (12 * 5 + 3 * 4 + 5 + 10 * 2) / 30)
    assert (liked.top_box, liked.top_two) == (12 / 30, 15 / 30)
    assert liked.weighted.mean == liked.mean  # all are of one cell
    by_phone = work_out_results([*answered(5, 20), *[outcome(channel="phone")] * 40, *answered(2, 20, channel="phone")])
    (raw,) = group(by_phone, "service", "pothole").questions
    assert (raw.mean, raw.weighted.mean) == (3.5, 0.25 * 5 + 0.75 * 2)
    assert tuple(dict.fromkeys(each.dimension for each in found)) == DIMENSIONS
    assert group(found, "quarter", "2026Q4").answered == 30


@given(st.data())
def test_shares_are_as_sure_as_statsmodels_says(data: st.DataObject) -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    of = data.draw(st.integers(1, 10_000))
    count = data.draw(st.integers(0, of))
    assert share_interval(count, of) == pytest.approx(
        proportion.proportion_confint(count, of, method="wilson"), abs=1e-9
    )


@given(st.lists(st.integers(1, 5), min_size=2, max_size=60))
def test_means_are_as_sure_as_statsmodels_says(scores: list[int]) -> None:
    weights = pytest.importorskip("statsmodels.stats.weightstats")
    told = mean_interval(Counter(scores))
    if len(set(scores)) == 1:
        assert told is None
    else:
        assert told == pytest.approx(weights.DescrStatsW(scores).zconfint_mean(), abs=1e-9)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 25), min_size=1))
def test_no_small_number_is_shown_or_can_be_worked_out_from_the_sum(counts: dict[str, int]) -> None:
    cases = [each for service, count in counts.items() for each in answered(5, count, service=service)]
    found = [each for each in work_out_results(cases) if each.dimension == "service"]
    shown = {each.group: each.answered for each in found if each.answered is not None}
    away = {each.group: counts[each.group] for each in found if each.answered is None}
    assert all(count >= LEAST for count in shown.values())
    assert not away or sum(away.values()) >= LEAST or len(away) == len(found)
    assert len(away) != 1 or len(found) == 1
    for each in found:  # what is not counted is not told in another way
        if each.answered is None:
            assert each.response_rate is None
            assert not each.questions


@given(st.dictionaries(st.sampled_from(sorted(product("abc", "xy", "pq"))), st.integers(0, 25), min_size=1))
def test_no_small_number_is_left_of_a_group_without_those_of_another_table_within_it(
    counts: dict[tuple[str, str, str], int],
) -> None:
    dimensions = ("service", "agency", "contractor")
    cases = [
        each for key, count in counts.items() for each in answered(5, count, **dict(zip(dimensions, key, strict=True)))
    ]
    shown = {(each.dimension, each.group): each.answered for each in work_out_results(cases)}
    for outer, inner in permutations(range(3), 2):
        for around in {key[outer] for key in counts}:
            inside = {key[inner] for key in counts if key[outer] == around and counts[key]}
            inside -= {key[inner] for key in counts if key[outer] != around and counts[key]}
            told = [count for group in inside if (count := shown[dimensions[inner], group]) is not None]
            whole = sum(count for key, count in counts.items() if key[outer] == around)
            if shown.get((dimensions[outer], around)) is not None:
                assert whole - sum(told) not in range(1, LEAST)
            else:
                assert not told or whole != sum(told)


def test_a_contractor_is_told_apart_from_our_own_people() -> None:
    found = work_out_results([*answered(2, 12, contractor="greenhaul"), *answered(5, 20)])
    told = {each.group: each.questions[0].mean for each in found if each.dimension == "contractor"}
    assert told == {"greenhaul": 2, "none": 5}


@given(st.dictionaries(st.sampled_from(sorted(product("abc", "xyz"))), st.integers(0, 25)))
def test_no_small_cell_can_be_worked_out_from_the_sums_of_its_lines(counts: dict[tuple[str, str], int]) -> None:
    away = hidden_cells(counts)
    assert all(key in away for key, count in counts.items() if 0 < count < LEAST)
    for side, line in [(0, "a"), (0, "b"), (0, "c"), (1, "x"), (1, "y"), (1, "z")]:
        cells = {key: count for key, count in counts.items() if key[side] == line and count}
        gone = [key for key in cells if key in away]
        enough = len(gone) >= 2 and sum(cells[key] for key in gone) >= LEAST
        assert not gone or enough or len(gone) == len(cells)


# as Touchpoints exports its reports; see its API, hisp_service_cx_data_collections_summary and ..._collections
TOUCHPOINTS_QUESTIONS = (
    "organization_abbreviation organization_name organization_id service_provider_name service_provider_id service_id "
    "year quarter service_provided transaction_point channel standardized_question_number "
    "standardized_question_identifier customized_question_text likert_scale_1 likert_scale_2 likert_scale_3 "
    "likert_scale_4 likert_scale_5 point_scale response_volume notes question_total start_date end_date"
)
TOUCHPOINTS_VOLUMES = (
    "organization_abbreviation organization_name organization_id collection_name collection_id year quarter "
    "service_provider_name service_provider_slug service_provider_id service_name service_slug service_id "
    "service_provided transaction_point channel volume_of_customers volume_of_customers_provided_survey_opportunity "
    "volume_of_customers volume_of_respondents omb_control_number federal_register_url operational_metrics start_date "
    "end_date"
)

TOUCHPOINTS_INDICATORS = "satisfaction trust effectiveness ease efficiency transparency employee"


def test_the_report_has_the_columns_of_touchpoints_and_in_each_what_it_says() -> None:
    both = (("satisfaction", 5), ("speed", 2), ("comment-score", 3))
    cases = [
        *[outcome(scores=both)] * 11,
        *answered(1, 2),
        *[outcome()] * 7,
        *answered(4, resolved_on=date(2026, 9, 30)),
    ]
    rows = list(question_rows(cases, "2026Q4", NAMES))
    assert " ".join(QUESTION_COLUMNS) == TOUCHPOINTS_QUESTIONS
    assert [dict(zip(QUESTION_COLUMNS, row, strict=True)) for row in rows] == [
        {
            **{"organization_abbreviation": "port-ellery", "organization_name": "City of Port Ellery"},
            **{"organization_id": "port-ellery", "service_provider_name": "Streets", "service_provider_id": "streets"},
            **{"service_id": "pothole", "year": 2026, "quarter": 4, "service_provided": "Pothole"},
            **{"transaction_point": "post_service_journey", "channel": "website"},
            **{"standardized_question_number": number, "standardized_question_identifier": name},
            **{"customized_question_text": text, "likert_scale_1": scores[0], "likert_scale_2": scores[1]},
            **{"likert_scale_3": scores[2], "likert_scale_4": scores[3], "likert_scale_5": scores[4], "point_scale": 5},
            **{"response_volume": sum(scores), "notes": None, "question_total": sum(scores)},
            **{"start_date": "2026-10-01", "end_date": "2026-12-31"},
        }
        for number, name, text, scores in [
            (1, "satisfaction", "How happy are you?", (2, 0, 0, 0, 11)),
            (5, "efficiency", "It was fast enough.", (0, 11, 0, 0, 0)),
        ]
    ]
    assert " ".join(VOLUME_COLUMNS) == TOUCHPOINTS_VOLUMES
    ((*row,),) = volume_rows(cases, "2026Q4", NAMES)
    assert row == [
        *("port-ellery", "City of Port Ellery", "port-ellery", "standard", "standard-2026Q4", 2026, 4),
        *("Streets", "streets", "streets", "Pothole", "pothole", "pothole", "Pothole", "post_service_journey"),
        *("website", 20, 20, 20, 13, None, None, None, "2026-10-01", "2026-12-31"),
    ]


def test_the_seven_questions_of_the_first_version_have_their_numbers_and_the_words_of_the_circular(
    catalogue: Catalogue,
) -> None:
    survey = catalogue.surveys["a11"]
    said = {question["code"]: question["text"]["en"] for question in survey["questions"] if question["kind"] == "scale"}
    scores = tuple((code, 1 + number % 5) for number, code in enumerate(said))
    names = Names(
        **{"code": "pe", "name": "Port Ellery", "agencies": {}, "services": {}},
        questions={("a11", code): text for code, text in said.items()},
    )
    rows = question_rows([outcome(survey="a11", scores=scores)] * 10, "2026Q4", names)
    told = [dict(zip(QUESTION_COLUMNS, row, strict=True)) for row in rows]
    assert [each["standardized_question_number"] for each in told] == [1, 2, 3, 4, 5, 6, 7]
    assert [each["standardized_question_identifier"] for each in told] == TOUCHPOINTS_INDICATORS.split()
    assert [each["customized_question_text"] for each in told] == list(said.values())
    likert = [[each[f"likert_scale_{score}"] for score in range(1, 6)] for each in told]
    assert likert == [[10 * (score == 1 + number % 5) for score in range(1, 6)] for number in range(7)]


def test_small_cells_of_the_report_are_empty_and_say_why() -> None:
    cases = [*answered(5, 4), *answered(5, 12, channel="phone"), *answered(5, 40, channel="email")]
    rows = [dict(zip(QUESTION_COLUMNS, row, strict=True)) for row in question_rows(cases, "2026Q4", NAMES)]
    assert {row["channel"]: (row["likert_scale_5"], row["response_volume"]) for row in rows} == {
        "email": (40, 40),
        "phone": (None, None),  # it would tell the other one, by the sum of the service
        "website": (None, None),
    }
    assert [bool(row["notes"]) for row in rows] == [row["response_volume"] is None for row in rows]


def test_quarters_begin_and_end_with_their_months() -> None:
    for year, number in product((2024, 2026), (1, 2, 3, 4)):
        first, last = days_of(f"{year}Q{number}")
        assert quarter_of(first) == quarter_of(last) == f"{year}Q{number}"
        assert (first.day, (last - first).days in (89, 90, 91)) == (1, True)
