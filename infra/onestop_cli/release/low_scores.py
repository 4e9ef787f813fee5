"""Checks what a service expects of the answers to its survey, and what follows from low ones: does the question exist,
and is it answered by a score?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value


def check_low_scores(documents: dict[str, Any]) -> Iterator[FileFault]:
    """The question is one of the service's own survey, and is answered from 1 to 5."""
    for file, service in sorted((file, each) for file, each in documents.items() if file.startswith("services/")):
        rule = service.get("low_score") if isinstance(service, dict) else None
        if not isinstance(rule, dict) or not isinstance(asked := rule.get("question"), str):
            continue
        survey = documents.get(f"surveys/{service.get('survey')}.yaml")
        if service.get("survey") == "none":
            yield FileFault(file, "low_score", "the service has no survey to answer", "no `low_score`, or a survey")
        if survey is None:
            continue  # an unknown or unreadable survey has its own fault
        scales = [each.get("code") for _, each in find_places(survey, "questions[]") if is_scale(each)]
        if asked not in scales:
            wrong = f"the survey has no question {show_value(asked)} that is answered from 1 to 5"
            yield FileFault(file, "low_score.question", wrong, name_choices(asked, scales))
        elif rule.get("then") == "ask":
            yield from check_one_more(file, asked, rule.get("below"), survey)


def check_survey_targets(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Check that the question of a target is in the service's own survey, and is answered from 1 to 5."""
    for file, service in sorted((file, each) for file, each in documents.items() if file.startswith("services/")):
        target = service.get("survey_target") if isinstance(service, dict) else None
        if not isinstance(target, dict) or not isinstance(asked := target.get("question"), str):
            continue
        if service.get("survey") == "none":
            yield FileFault(
                file, "survey_target", "the service has no survey to answer", "no `survey_target`, or a survey"
            )
        if (survey := documents.get(f"surveys/{service.get('survey')}.yaml")) is None:
            continue  # an unknown or unreadable survey has its own fault
        scales = [each.get("code") for _, each in find_places(survey, "questions[]") if is_scale(each)]
        if asked not in scales:
            wrong = f"the survey has no question {show_value(asked)} that is answered from 1 to 5"
            yield FileFault(file, "survey_target.question", wrong, name_choices(asked, scales))


def check_one_more(file: str, asked: str, below: Any, survey: Any) -> Iterator[FileFault]:
    """Check that the survey has a question in words for each low score, which is asked after that score."""
    questions = [each for _, each in find_places(survey, "questions[]") if isinstance(each, dict)]
    after = [each["when"] for each in questions if each.get("kind") == "text" and isinstance(each.get("when"), dict)]
    answered = {str(each) for when in after if when.get("question") == asked for each in when.get("answers") or ()}
    low = range(1, below) if isinstance(below, int) else ()
    if missing := [str(score) for score in low if str(score) not in answered]:
        wrong = f"the survey asks nothing in words after the scores {', '.join(missing)}"
        yield FileFault(
            file, "low_score.then", wrong, f"a question of the kind text with `when: {{question: {asked}}}`"
        )


def is_scale(question: Any) -> bool:
    return isinstance(question, dict) and question.get("kind") == "scale"
