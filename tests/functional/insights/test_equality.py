"""The audit's numbers are those of the usual statistics, what is unfair is found and named, and what is fair is not."""

from __future__ import annotations

import json
import random
from math import log, sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

duckdb = pytest.importorskip("duckdb")

from onestop.domain.insights.many_comparisons import adjusted, groups_to_hide  # noqa: E402
from onestop.domain.insights.normal_distribution import careful, two_sided  # noqa: E402
from onestop.domain.insights.paces import curve, pace_of, time_until  # noqa: E402
from onestop.domain.insights.shares import pool_strata  # noqa: E402
from onestop_cli.insights.audit import Audit, audit  # noqa: E402
from onestop_cli.insights.audit_paces import paces  # noqa: E402
from onestop_cli.insights.audit_page import audit_as_json  # noqa: E402
from onestop_cli.insights.audited_cases import add_segments  # noqa: E402
from onestop_cli.insights.measures import make_views, make_working_time, read_measures, usual_calendar  # noqa: E402
from onestop_cli.insights.publish_figures import figures  # noqa: E402
from onestop_cli.insights.simulate_city import City, simulate  # noqa: E402
from onestop_cli.insights.waiting_curve import waiting_of  # noqa: E402
from onestop_cli.problems import CannotContinue  # noqa: E402
from onestop_cli.project import find_project  # noqa: E402
from tests.depth import tries  # noqa: E402

VIEWS = find_project().root / "infra" / "insights" / "views"
CLOSE = 1e-6


def audited(city: City, change: str | None = None) -> tuple[Audit, Any]:
    database = duckdb.connect(config={"threads": 2})
    simulate(database, city)
    make_views(database, VIEWS)
    database.execute("CREATE OR REPLACE TABLE cases AS SELECT * FROM cases LEFT JOIN known USING (reference)")
    if change:
        database.execute(change)
    return audit(database), database


def test_unfairness_of_ten_percent_is_found_and_named_and_nobody_else_is_accused() -> None:
    told, _ = audited(City(cases=40_000, unfair="district-3", longer=0.1))
    worst = told.findings()[0]
    assert (worst.dimension, worst.group, worst.worse) == ("district", "district-3", True)
    assert worst.respect in ("first action", "resolved")
    assert 0.87 < worst.effect < 0.95
    assert worst.low < 1 / 1.1 < worst.high
    assert {each.group for each in told.findings() if each.worse} == {"district-3"}


def test_an_unfairness_to_a_segment_is_found_in_it_and_not_in_those_that_a_table_declares(tmp_path: Path) -> None:
    told, database = audited(City(cases=20_000, unfair="segment-2", longer=0.15))
    assert {(each.dimension, each.group) for each in told.findings() if each.worse} == {("segment", "segment-2")}
    bands = tmp_path / "income.csv"
    bands.write_text("district,segment\n" + "".join(f"district-{d},band-{1 + d % 3}\n" for d in range(1, 11)))
    add_segments(database, bands)
    told = audit(database)
    assert {each.group for each in told.comparisons if each.dimension == "segment"} == {"band-1", "band-2", "band-3"}
    assert told.findings() == []
    for words, why in (("district,band\n", "needs two columns"), ("district,segment\na,x\na,y\n", "two segments")):
        bands.write_text(words)
        with pytest.raises(CannotContinue, match=why):
            add_segments(database, bands)


def test_who_still_waits_is_counted_in_how_long_it_takes() -> None:
    lifelines = pytest.importorskip("lifelines")
    told, database = audited(City(cases=1_000, unfair="es", longer=1.0))
    curves = {(each.dimension, each.group): each for each in waiting_of(database, told.shown)}
    rows = database.execute(
        "SELECT ceil((epoch(coalesce(first_resolved_at, closed_at, moment)) - epoch(opened_at)) / 3600), "
        "first_resolved_at IS NOT NULL FROM audited"
    ).fetchall()
    theirs = lifelines.KaplanMeierFitter().fit([row[0] for row in rows], [row[1] for row in rows])
    whole = curves["all", ""]
    assert [point[1] for point in whole.points] == pytest.approx(
        [100 * float(theirs.predict(24 * point[0])) for point in whole.points], abs=CLOSE
    )
    assert whole.median_days == theirs.median_survival_time_ / 24
    assert (whole.cases, whole.still_open) == (1_000, sum(not row[1] for row in rows))
    assert whole.still_open > 0
    longer, shorter = (curves["language", language].median_days for language in ("es", "en"))
    assert longer is not None
    assert shorter is not None
    assert longer > 1.3 * shorter


@pytest.mark.parametrize("seed", range(3))
def test_fair_worlds_with_a_slow_department_and_a_storm_are_called_fair(seed: int) -> None:
    """Three of the thousand that `python -m tests.bench insights` plays; these are fixed: nothing here is by chance."""
    told, _ = audited(City(cases=6_000, seed=seed + 100))
    assert told.findings() == []
    assert len(told.comparisons) > 100


def test_shares_agree_with_statsmodels() -> None:
    tables = pytest.importorskip("statsmodels.stats.contingency_tables")
    chance = random.Random(7)
    strata = [tuple(chance.randint(1, 60) for _ in range(4)) for _ in range(20)]
    ours = pool_strata(strata)
    theirs = tables.StratifiedTable([[[a, b], [c, d]] for a, b, c, d in strata])
    assert ours is not None
    assert ours.odds_ratio == pytest.approx(theirs.oddsratio_pooled, rel=CLOSE)
    assert (ours.low, ours.high) == pytest.approx(theirs.oddsratio_pooled_confint(), rel=CLOSE)
    assert ours.z**2 == pytest.approx(theirs.test_null_odds(correction=False).statistic, rel=CLOSE)
    assert ours.p == pytest.approx(theirs.test_null_odds(correction=False).pvalue, rel=CLOSE)


def test_paces_agree_with_statsmodels() -> None:
    survival = pytest.importorskip("statsmodels.duration.survfunc")
    numpy = pytest.importorskip("numpy")
    told, database = audited(City(cases=3_000, unfair="es", longer=0.3))
    rows = database.execute(
        "SELECT took, done, stratum, language FROM (SELECT *, epoch(coalesce(first_resolved_at, closed_at, moment)) "
        "- epoch(opened_at) AS took, first_resolved_at IS NOT NULL AS done FROM audited)"
    ).fetchall()
    for language in ("en", "es"):
        (ours,) = [e for e in told.comparisons if (e.group, e.respect) == (language, "resolved")]
        statistic, p = survival.survdiff(
            numpy.array([row[0] for row in rows]),
            numpy.array([int(row[1]) for row in rows]),
            numpy.array([int(row[3] == language) for row in rows]),
            strata=numpy.array([row[2] for row in rows]),
        )
        assert ours.p == pytest.approx(p, rel=1e-5, abs=CLOSE)
        assert statistic > 0


def test_curves_agree_with_lifelines() -> None:
    lifelines = pytest.importorskip("lifelines")
    chance = random.Random(3)
    times = [(round(chance.expovariate(0.1)), chance.random() < 0.7) for _ in range(300)]
    ours = curve((float(time), int(done), int(not done)) for time, done in times)
    steps = {point.time: point for point in merged(times)}
    theirs = lifelines.KaplanMeierFitter().fit([t for t, _ in times], [d for _, d in times])
    low, high = theirs.confidence_interval_.columns
    for time, point in steps.items():
        assert point.waiting == pytest.approx(float(theirs.predict(time)), abs=CLOSE)
        if 0 < point.waiting < 1:
            assert point.low == pytest.approx(float(theirs.confidence_interval_[low][time]), abs=CLOSE)
            assert point.high == pytest.approx(float(theirs.confidence_interval_[high][time]), abs=CLOSE)
    assert time_until(list(steps.values())) == theirs.median_survival_time_
    assert ours


def merged(times: list[tuple[int, bool]]) -> Any:
    at = sorted({time for time, _ in times})
    return curve((float(t), sum(d for x, d in times if x == t), sum(not d for x, d in times if x == t)) for t in at)


def test_chances_agree_with_statsmodels() -> None:
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    chance = random.Random(5)
    told = [chance.random() ** 3 for _ in range(60)]
    assert adjusted(told) == pytest.approx(list(multitest.multipletests(told, method="fdr_bh")[1]), rel=CLOSE)


@settings(max_examples=tries(100))
@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 60), max_size=8), st.integers(2, 20))
def test_no_hidden_group_can_be_worked_out_from_the_sum(counts: dict[str, int], least: int) -> None:
    away = groups_to_hide(counts, least)
    shown = {name: count for name, count in counts.items() if name not in away}
    assert all(count == 0 or count >= least for count in shown.values())
    if away and any(count for count in shown.values()):
        assert len(away) >= 2
        assert sum(counts[name] for name in away) >= least


def test_a_group_that_is_done_at_once_where_all_others_wait_has_a_pace_that_can_be_said() -> None:
    """Twenty parcels handed over the counter, of a service by which twenty thousand others wait for weeks."""
    told, slow = pace_of(20, 0.02, 0.02), pace_of(0, 50, 0.01)
    assert told is not None
    assert slow is not None
    assert told.low <= told.pace <= told.high < 10_000
    assert 0 < slow.low <= slow.pace <= slow.high


def test_what_is_found_can_be_read_by_programs_where_nobody_of_a_group_got_what_was_promised() -> None:
    told, database = audited(
        City(cases=2_000), "UPDATE cases SET due_at = opened_at - INTERVAL 1 DAY WHERE district = 'district-1'"
    )
    make_working_time(database, usual_calendar(find_project().sample_jurisdiction))
    measures = {each.name: each for each in read_measures(VIEWS.parent / "measures")}
    for said in (figures(database, measures, told), audit_as_json(told, 0.05, waiting_of(database, told.shown))):
        (found,) = [
            each for each in said["findings"] if (each["group"], each["respect"]) == ("district-1", "promise kept")
        ]
        assert (found["effect"], found["low"], found["high"], found["worse"]) == (0.0, 0.0, None, True)
        json.dumps(said, allow_nan=False, default=str)


def test_small_groups_are_kept_back_with_another_one() -> None:
    told, _ = audited(
        City(cases=3_000),
        "UPDATE cases SET language = 'mi' WHERE reference IN (SELECT reference FROM cases ORDER BY reference LIMIT 5)",
    )
    assert told.kept_back == {"language": 2}
    assert not [each for each in told.comparisons if each.group == "mi"]


def test_the_same_seed_is_the_same_city() -> None:
    def city(threads: int) -> Any:
        with duckdb.connect(config={"threads": threads}) as database:
            simulate(database, City(cases=500, seed=3))
            return database.execute("SELECT * FROM events ORDER BY reference, sequence").fetchall()

    assert city(1) == city(2)


def test_chances_of_what_is_rare_are_those_of_the_exact_distribution() -> None:
    """A group of 60 among 600, of whom two in a hundred have it: the normal curve calls too much a finding."""
    stats = pytest.importorskip("scipy.stats")
    for with_it in (4, 5, 6):
        told = pool_strata([(with_it, 60 - with_it, 12 - with_it, 528 + with_it)])
        assert told is not None
        exact = stats.hypergeom.sf(with_it - 1, 600, 12, 60)
        near = stats.hypergeom.sf(with_it, 600, 12, 60)
        assert near < told.careful / 2 < 1.3 * exact
        assert told.p < told.careful


def test_variance_and_third_moment_are_those_of_each_draw_counted_by_itself() -> None:
    _, database = audited(City(cases=400, unfair="es", longer=0.3))
    database.execute("UPDATE audited SET stratum = stratum % 3")
    counted = paces(database, "resolved", "first_resolved_at", {"language": frozenset({"en", "es"})})
    rows = database.execute("SELECT stratum, took, done, language FROM timed").fetchall()
    for each in counted:
        variance = leaning = 0.0
        for stratum in {row[0] for row in rows}:
            own = [row for row in rows if row[0] == stratum]
            for time in {row[1] for row in own if row[2]}:
                n = sum(row[1] >= time for row in own)
                k = sum(row[1] >= time and row[3] == each.group for row in own)
                d, share = sum(row[1] == time and row[2] for row in own), k / n
                variance += d * share * (1 - share) * (n - d) / (n - 1) if n > 1 else 0
                draws = (n - d) * (n - 2 * d) / ((n - 1) * (n - 2)) if n > 2 else 0
                leaning += d * share * (1 - share) * (1 - 2 * share) * draws
        z = log(each.effect) * sqrt(variance)
        assert two_sided(z) == pytest.approx(each.p, abs=CLOSE)
        assert careful(z, leaning / variance**1.5) == pytest.approx(each.careful, abs=CLOSE)
