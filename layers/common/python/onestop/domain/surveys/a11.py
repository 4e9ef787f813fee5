"""The quarterly report of OMB Circular A-11, section 280, in the columns of the GSA's Touchpoints: a row for each
service, channel and question, and one for the volumes of each service and channel.

Years and quarters are the calendar's; each row has the first and last day. Cells that are suppressed because they are
small, or would reveal a small one, are empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onestop.domain.insights.many_comparisons import groups_to_hide
from onestop.domain.surveys.a11_v2 import CsvCell
from onestop.domain.surveys.results import UNKNOWN, SurveyedCase, SurveyTally, quarter_of
from onestop.domain.surveys.results_as_data import LEAST

# our codes of questions for each indicator, in the circular's order; the indicator's own name comes first
INDICATORS: Mapping[str, tuple[str, ...]] = {
    "satisfaction": ("satisfaction",),
    "trust": ("trust",),
    "effectiveness": ("effectiveness", "resolved"),
    "ease": ("ease",),
    "efficiency": ("efficiency", "speed"),
    "transparency": ("transparency", "fairness"),
    "employee": ("employee",),
}
CHANNELS: Mapping[str, str] = {
    "web": "website",
    "mobile": "mobile",
    "phone": "phone",
    "email": "email",
    "sms": "sms_text_messages",
    "letter": "postal_mail",
    "fax": "fax",
    "counter": "in_person",
    "kiosk": "self_service_kiosk",
    "chat": "live_chat",
}
OTHER_CHANNEL = "other_digital"
TRANSACTION_POINT = "post_service_journey"  # we ask when all the work is done
SCALE = 5
WHERE = ("organization_abbreviation", "organization_name", "organization_id")
QUESTION_COLUMNS = (
    *WHERE,
    *("service_provider_name", "service_provider_id", "service_id", "year", "quarter", "service_provided"),
    *("transaction_point", "channel", "standardized_question_number", "standardized_question_identifier"),
    *("customized_question_text", "likert_scale_1", "likert_scale_2", "likert_scale_3", "likert_scale_4"),
    *("likert_scale_5", "point_scale", "response_volume", "notes", "question_total", "start_date", "end_date"),
)
VOLUME_COLUMNS = (
    *WHERE,
    *("collection_name", "collection_id", "year", "quarter", "service_provider_name", "service_provider_slug"),
    *("service_provider_id", "service_name", "service_slug", "service_id", "service_provided", "transaction_point"),
    *("channel", "volume_of_customers", "volume_of_customers_provided_survey_opportunity", "volume_of_customers"),
    *("volume_of_respondents", "omb_control_number", "federal_register_url", "operational_metrics", "start_date"),
    "end_date",
)
ServiceAndChannel = tuple[str, str]  # a service and a channel of the report
QuestionTexts = Mapping[tuple[str, str], str]  # the question, by survey and code


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names used in the report: of the organization, its agencies, its services, and its questions."""

    code: str
    name: str
    agencies: Mapping[str, str]
    services: Mapping[str, str]
    questions: QuestionTexts


@dataclass(slots=True)
class Collected:
    """The answers collected for one service on one channel, and the agency and survey of most of them."""

    tally: SurveyTally
    agencies: Counter[str]
    surveys: Counter[str]


def days_of(quarter: str) -> tuple[date, date]:
    """Returns the first and the last day of a quarter such as 2026Q4."""
    year, number = int(quarter[:4]), int(quarter[5:])
    after = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), after - timedelta(days=1)


def collect(outcomes: Iterable[SurveyedCase], quarter: str) -> dict[ServiceAndChannel, Collected]:
    """Returns the cases of a quarter by service and by channel as the report names it, in order."""
    found: dict[ServiceAndChannel, Collected] = defaultdict(lambda: Collected(SurveyTally(), Counter(), Counter()))
    for outcome in outcomes:
        if quarter_of(outcome.resolved_on) == quarter:
            key = outcome.service or UNKNOWN, CHANNELS.get(outcome.channel, OTHER_CHANNEL)
            found[key].tally.add(outcome)
            found[key].agencies[outcome.agency] += 1
            found[key].surveys[outcome.survey] += 1
    return dict(sorted(found.items()))


def question_rows(outcomes: Iterable[SurveyedCase], quarter: str, names: Names) -> Iterator[tuple[CsvCell, ...]]:
    """Yields the rows of the questions, in the order of `QUESTION_COLUMNS`."""
    found = collect(outcomes, quarter)
    counts = {(key, name): scores_of(one.tally, name) for key, one in found.items() for name in INDICATORS}
    away = {name: hidden_cells({key: counts[key, name].total() for key in found}) for name in INDICATORS}
    first, last = days_of(quarter)
    for key, one in found.items():
        service, channel = key
        agency = one.agencies.most_common(1)[0][0]
        for number, name in enumerate(INDICATORS, start=1):
            of, scores = counts[key, name].total(), counts[key, name]
            if not of:
                continue
            shown = key not in away[name]
            yield (
                *(names.code, names.name, names.code, names.agencies.get(agency, agency), agency, service),
                *(first.year, int(quarter[5:]), names.services.get(service, service), TRANSACTION_POINT, channel),
                *(number, name, text_of(one, name, names.questions)),
                *((scores[score] if shown else None) for score in range(1, SCALE + 1)),
                *(SCALE, of if shown else None, None if shown else f"fewer than {LEAST}, or would tell such a number"),
                *(of if shown else None, first.isoformat(), last.isoformat()),
            )


def volume_rows(outcomes: Iterable[SurveyedCase], quarter: str, names: Names) -> Iterator[tuple[CsvCell, ...]]:
    """Yields the rows of the volumes, in the order of `VOLUME_COLUMNS`; the report has the volume of customers
    twice."""
    found = collect(outcomes, quarter)
    offered = {key: one.tally.offered for key, one in found.items()}
    presented = {key: one.tally.presented for key, one in found.items()}
    answered = {key: one.tally.answered for key, one in found.items()}
    shown = [
        {key: None if key in away else count for key, count in counts.items()}
        for counts in (offered, presented, answered)
        for away in (hidden_cells(counts),)
    ]
    first, last = days_of(quarter)
    for key, one in found.items():
        service, channel = key
        agency, survey = one.agencies.most_common(1)[0][0], one.surveys.most_common(1)[0][0]
        provider, called = names.agencies.get(agency, agency), names.services.get(service, service)
        volume, opportunity, respondents = (each[key] for each in shown)
        yield (
            *(names.code, names.name, names.code, survey, f"{survey}-{quarter}", first.year, int(quarter[5:])),
            *(provider, agency, agency, called, service, service, called, TRANSACTION_POINT, channel),
            *(volume, opportunity, volume, respondents, None, None, None, first.isoformat(), last.isoformat()),
        )


def scores_of(tally: SurveyTally, indicator: str) -> Counter[int]:
    """Returns how often each score was given to the question for an indicator."""
    return next((tally.scores[code] for code in INDICATORS[indicator] if code in tally.scores), Counter())


def text_of(one: Collected, indicator: str, questions: QuestionTexts) -> str:
    """Returns the words of the question for an indicator, in the survey that most were asked."""
    asked = ((survey, code) for survey, _ in one.surveys.most_common() for code in INDICATORS[indicator])
    return next((questions[each] for each in asked if each in questions), "")


def hidden_cells(counts: Mapping[ServiceAndChannel, int]) -> frozenset[ServiceAndChannel]:
    """Returns the cells of services by channels to suppress, so that no small one can be computed from the sums of
    its service, of its channel, or of all."""
    away = set(groups_to_hide({"\n".join(key): count for key, count in counts.items()}, LEAST))
    found = {key for key in counts if "\n".join(key) in away}
    while True:
        more = found | {key for side in (0, 1) for key in hidden_in_lines(counts, found, side)}
        if more == found:
            return frozenset(found)
        found = more


def hidden_in_lines(
    counts: Mapping[ServiceAndChannel, int], found: set[ServiceAndChannel], side: int
) -> Iterator[ServiceAndChannel]:
    """Yields what must be suppressed in addition to `found`, so that each line of the table hides nothing or enough."""
    for line in sorted({key[side] for key in found}):
        cells = [key for key in counts if key[side] == line and counts[key]]
        away = [key for key in cells if key in found]
        others = sorted((counts[key], key) for key in cells if key not in found)
        while others and away and (len(away) < 2 or sum(counts[key] for key in away) < LEAST):
            away.append(others.pop(0)[1])
        yield from away
