"""Reading a jurisdiction's folder into a release: everything that the catalogue publishes at once, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onestop.domain.forms import eligibility
from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES
from onestop.domain.translation import OwnWords
from onestop.domain.understanding.classifier_file import name_of_classifier
from onestop_cli.project import find_project
from onestop_cli.release import (
    again,
    answers,
    articles,
    calendars,
    checks,
    deadlines,
    decisions,
    forms,
    gazetteer,
    life,
    low_scores,
    macros,
    maps,
    plans,
    references,
    schedules,
    segments,
    surveys,
    urgency,
    zones,
)
from onestop_cli.release.addresses import REGISTERS
from onestop_cli.release.examples import CLASSIFIER, check_classifier
from onestop_cli.release.faults import FileFault, RefusedJurisdiction, find_places
from onestop_cli.release.files import MAP_LAYERS, read_documents, schema_of
from onestop_cli.release.schema import compare_with_schema
from onestop_cli.words.jurisdiction import read_own_words

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

__all__ = ["FileFault", "RefusedJurisdiction", "read_release"]

CHECKS: tuple[Callable[[dict[str, Any]], Iterator[FileFault]], ...] = (
    references.check_references,
    references.check_codes_are_unique,
    references.check_file_names,
    references.check_rule_tasks,
    references.check_keywords,
    again.check_again,
    urgency.check_urgency,
    answers.check_answers,
    checks.check_jurisdiction,
    checks.check_notices,
    checks.check_working_hours,
    checks.check_holidays,
    calendars.check_public_holidays,
    maps.check_outlines,
    maps.check_points,
    maps.check_street_names,
    zones.check_zones,
    checks.check_district_names,
    checks.check_letters,
    macros.check_macros,
    deadlines.check_deadlines_given,
    deadlines.check_plan_hours,
    deadlines.check_targets,
    deadlines.check_ladder,
    plans.check_plans,
    life.check_life,
    low_scores.check_low_scores,
    low_scores.check_survey_targets,
    schedules.check_schedules,
    segments.check_segments,
    surveys.check_surveys,
    plans.check_penalties,
    forms.check_forms,
    decisions.check_decisions,
    forms.check_eligibility,
    articles.check_articles,
    articles.check_facts,
)


def read_release(folder: Path, notes: list[str] | None = None, *, learned: bool = True) -> Release:
    """Read a jurisdiction, checked as a whole; raises `RefusedJurisdiction` with every fault of every file at once.

    Each part of the release is in the shape of its file; its words are those of `words.jurisdiction`. `notes` takes
    what was put right on the way.
    """
    documents, faults = read_documents(folder)
    offered = _languages_of(documents.get("jurisdiction.yaml"))
    languages = offered - set(PSEUDO_LANGUAGES)  # these are made from the English
    for file, document in documents.items():
        if document is not None and file not in REGISTERS:
            faults += compare_with_schema(file, document, str(schema_of(file)), languages)
    for check in CHECKS:
        faults += check(documents)
    words, wrong = read_own_words(folder, find_project().root, offered) if languages else ({}, [])
    classifier = read_learned(folder) if learned else None
    if classifier:
        faults += check_classifier(classifier, {Path(file).stem for file in documents if file.startswith("services/")})
    if faults + wrong:
        raise RefusedJurisdiction(faults + wrong)
    repaired = zones.repair(documents)
    if notes is not None:
        notes += repaired
    release = _build_release(documents, words)
    return {**release, "classifier": name_of_classifier(classifier)} if classifier else release


def read_learned(folder: Path) -> bytes | None:
    """The classifier of a jurisdiction, None for one that has not been trained."""
    path = folder / CLASSIFIER
    return path.read_bytes() if path.is_file() else None


def _languages_of(jurisdiction: Any) -> frozenset[str]:
    return frozenset(name for _, name in find_places(jurisdiction, "languages[]") if isinstance(name, str))


def _build_release(documents: dict[str, Any], words: dict[str, OwnWords]) -> Release:
    def collect(folder: str) -> list[Any]:
        return [documents[file] for file in sorted(documents) if file.startswith(f"{folder}/")]

    release: Release = {
        "jurisdiction": documents["jurisdiction.yaml"],
        "groups": documents["groups.yaml"],
        "agencies": documents["agencies.yaml"],
        "calendars": calendars.expand_calendars(documents["calendar.yaml"]["calendars"]),
        "services": collect("services"),
        "rules": documents["routing.yaml"]["rules"],
        "boundaries": documents["boundaries.geojson"],
        "letters": collect("letters"),
        "surveys": collect("surveys"),
        "words": words,
    }
    if hazards := documents["routing.yaml"].get("urgency"):
        release["urgency"] = hazards
    if found := collect("forms"):
        release["forms"] = {form["code"]: {name: form[name] for name in form if name != "tests"} for form in found}
    if found := collect("decisions"):
        release["decisions"] = {each["code"]: {name: each[name] for name in each if name != "tests"} for each in found}
    if asked := documents.get("eligibility.yaml"):
        release["forms"] = {**release.get("forms", {}), eligibility.CODE: eligibility.form_data_of(asked)}
    if told := articles.build_articles(documents):
        release["answers"] = told
    layers = {file.removesuffix(".geojson"): documents[file] for file in MAP_LAYERS if file in documents}
    layers.pop("neighbours", None)  # it is among the zones
    rows = gazetteer.make_gazetteer(
        layers.get("streets", {}).get("features", ()),
        layers.get("landmarks", {}).get("features", ()),
        [address for file in REGISTERS for address in documents.get(file, ())],
        documents["jurisdiction.yaml"]["default_language"],
    )
    if rows:
        layers["gazetteer"] = {"features": rows}
    if areas := zones.make_zones(documents):
        layers["zones"] = {"features": areas}
    return release | {"map_layers": layers} if layers else release
