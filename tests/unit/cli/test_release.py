"""Reading a jurisdiction: a right one becomes a release, a wrong one is refused with every fault in plain words."""

from __future__ import annotations

import json
import random
import shutil
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onestop.domain.catalogue.catalogue import version_of
from onestop_cli.release.jurisdiction import FAULTS_SHOWN
from onestop_cli.release.plain_yaml import read_any_yaml, read_sound_yaml
from onestop_cli.release.read_folder import FileFault, RefusedJurisdiction, read_release
from onestop_cli.release.schema import SCHEMAS
from onestop_cli.release.warnings import warnings_of
from tests.depth import some

LOADER, DUMPER = getattr(yaml, "CSafeLoader", yaml.SafeLoader), getattr(yaml, "CSafeDumper", yaml.SafeDumper)
SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"


def city_in(folder: Path) -> Path:
    """A city with all that the sample has but for its articles, which take a third of the time to read, and what was
    learned from its examples."""
    return shutil.copytree(SAMPLE, folder / "city", ignore=shutil.ignore_patterns("answers", "*.bin"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return city_in(tmp_path)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"the sample has changed: {old!r} is not in {file}"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@cache
def as_json(text: str) -> str:
    """What a file says, by a reader that is not ours."""
    return json.dumps(yaml.load(text, LOADER))


def faults_of(folder: Path) -> list[FileFault]:
    with pytest.raises(RefusedJurisdiction) as refused:
        read_release(folder)
    return refused.value.faults


PIECES = (
    *"ab7~é中'\"#[]{},:?|-",
    ": ",
    "- ",
    "\n",
    "\n  ",
    " ",
    "|\n",
    "null",
    "true",
    "2026-12-25",
    "10:30",
    "1.5",
    "<<: ",
)
POTHOLE = "services/pothole.yaml"
OPENED = "letters/case-opened.yaml"

# what is wrong, in words | file | replace this | by this | expected path | words of `wrong` | words of `right`
WRONG = [
    # the shape of a file
    ("a field is missing", POTHOLE, "priority: normal\n", "", "priority", "missing", "How pressing"),
    ("a field is unknown", POTHOLE, "place: req", "plaze: x\nplace: req", "plaze", "no field 'plaze'",
     "mean 'place'"),
    ("a deep field is unknown", POTHOLE, "        agency: streets", "        agency: streets\n        who: me",
     "plan[0].tasks[0].who", "no field 'who'", "agency, asks, code, does, done_by, due_days, due_hours, gives, name"),
    ("a word instead of a number", POTHOLE, "due_hours: 48", "due_hours: soon", "due_hours", "it is text",
     "a whole number"),
    ("a list instead of fields", POTHOLE, "keywords:\n", "keywords: []\nkeywordz:\n", "keywords", "it is a list",
     "a block"),
    ("nothing instead of text", POTHOLE, "group: streets", "group:", "group", "it is nothing", "text"),
    ("a word that is no choice", POTHOLE, "priority: normal", "priority: norml", "priority",
     "'norml' is not a choice",
     "did you mean 'normal'? one of: high, low, normal, urgent"),
    ("an empty text", POTHOLE, "en: Pothole", "en: ' '", "name.en", "it is empty", "words in this language"),
    ("a code with capitals", "groups.yaml", "code: nature", "code: Nature", "[3].code", "right form",
     "Small letters"),
    ("a plan without stages", "services/noise.yaml", "plan:\n", "plan: []\nwas:\n", "plan", "only 0 entries",
     "at least 1"),
    ("no hours at all", POTHOLE, "due_hours: 48", "due_hours: 0", "due_hours", "0 is too little", "at least 1"),
    ("hours for centuries", POTHOLE, "due_hours: 48", "due_hours: 99999", "due_hours", "too much", "at most 10000"),
    ("a long text message", OPENED, 'sms:\n  en: "', 'sms:\n  en: "' + "far " * 40, "sms.en", "characters long",
     "at most 160"),
    ("a rule that does nothing", "routing.yaml", "    priority: high\n", "", "rules[3]", "nothing to do",
     "agency, priority"),
    ("a rule for nothing", "routing.yaml", "{service: [snow-clearing], district: [hillcrest]}", "{}",
     "rules[3].when",
     "only 0 fields", "at least 1"),
    ("a scale without words", "surveys/standard.yaml", "    low: {en: Very unhappy", "    lowest: {en: Very unhappy",
     "questions[0].low", "missing", "low end"),
    ("a holiday twice", "calendar.yaml", '- "2026-12-25"', '- "2026-01-01"',
     "calendars.contact-centre.holidays", "twice", "once"),
    ("an address that is none", "jurisdiction.yaml", "onestop@port-ellery.example", "onestop", "email_from",
     "right form",
     "name@example.org"),
    # languages
    ("a language is missing", POTHOLE, "  zh-Hans: 道路坑洼\n", "", "name.zh-Hans", "language is missing",
     "en, es, zh-Hans"),
    ("a language is missing in keywords", "services/noise.yaml", "  zh-Hans: [噪音", "  zh: [噪音", "keywords.zh-Hans",
     "language is missing", "en, es, zh-Hans"),
    ("a language is not offered", POTHOLE, "  es: Bache en la calle", "  es: Bache\n  fr: Nid-de-poule", "name.fr",
     "'fr' is not a language", "en, es, zh-Hans"),
    ("the default language is not offered", "jurisdiction.yaml", "default_language: en", "default_language: fr",
     "default_language", "'fr' is not offered", "en, es, zh-Hans"),
    # names that must exist
    ("an unknown agency", POTHOLE, "agency: streets", "agency: strets", "plan[0].tasks[0].agency",
     "there is no agency 'strets'", "did you mean 'streets'? one of: brightline-lighting, buildings"),
    ("an unknown triage agency", "jurisdiction.yaml", "triage_agency: contact-centre", "triage_agency: helpdesk",
     "triage_agency", "no agency 'helpdesk'", "contact-centre"),
    ("an unknown group", POTHOLE, "group: streets", "group: roads", "group", "no group 'roads'",
     "one of: cleanliness"),
    ("an unknown calendar", "agencies.yaml", "calendar: office", "calendar: offices", "[4].calendar",
     "no calendar 'offices'", "did you mean 'office'"),
    ("an unknown survey", POTHOLE, "survey: standard", "survey: short", "survey", "no survey 'short'",
     "a11, a11-v2, none, pulse, pulse-and-why, reasons, standard"),
    ("a question after no question", "surveys/reasons.yaml", "question: solved", "question: went-well",
     "questions[1].when.question", "no earlier question 'went-well'", "one of: solved"),
    ("a question after no answer", "surveys/reasons.yaml", 'answers: ["no"]', "answers: [never]",
     "questions[1].when.answers[0]", "'never' is no answer to 'solved'", "no, yes"),
    ("a choice of nothing", "surveys/reasons.yaml", "kind: yesno", "kind: choice", "questions[0].choices", "missing",
     "choose from"),
    ("a low score of no survey", POTHOLE, "survey: standard",
     "survey: none\nlow_score: {question: resolved, below: 2, then: reopen}", "low_score",
     "the service has no survey", "no `low_score`, or a survey"),
    ("a low score of words", POTHOLE, "survey: standard",
     "survey: standard\nlow_score: {question: comment, below: 2, then: reopen}", "low_score.question",
     "no question 'comment' that is answered from 1 to 5", "resolved"),
    ("a target of no survey", POTHOLE, "survey: standard", "survey: none", "survey_target",
     "the service has no survey", "no `survey_target`, or a survey"),
    ("a target of words", POTHOLE, "{question: satisfaction, mean", "{question: comment, mean",
     "survey_target.question", "no question 'comment' that is answered from 1 to 5", "satisfaction"),
    ("a target that nobody can miss", POTHOLE, "mean: 4.0", "mean: 1", "survey_target.mean", "1 is too little",
     "at least 1.5"),
    ("a segment of a protected trait", "jurisdiction.yaml", "es: Tengo un negocio", "es: Tengo una discapacidad",
     "segments[0]", "a protected trait (disability)", "what somebody does or needs"),
    ("a segment of an unknown service", "jurisdiction.yaml", "suggests: [waste-cart", "suggests: [waste-card",
     "segments[1].suggests[0]", "no service 'waste-card'", "waste-cart"),
    ("suggestions that nobody agreed to", "jurisdiction.yaml", "unless_said: withheld", "unless_said: given",
     "purposes[1].unless_said", "before they agreed", "withheld"),
    ("files that outlive their case", POTHOLE, "survey: standard",
     "survey: standard\nretention: {case_years: 3, files_years: 4}", "retention.files_years",
     "4 years are longer than the case is kept, which is 3", "at most 3"),
    ("a case that is shorter kept than all files", POTHOLE, "survey: standard",
     "survey: standard\nretention: {case_years: 3}", "retention.files_years", "5 years are longer", "`case_years`"),
    ("a low score that is none", POTHOLE, "survey: standard",
     "survey: standard\nlow_score: {question: resolved, below: 1, then: reopen}", "low_score.below",
     "1 is too little", "at least 2"),
    ("an unknown default survey", "jurisdiction.yaml", "survey: standard", "survey: short", "survey", "no survey",
     "standard"),
    ("an unknown service", "routing.yaml", "[street-light]", "[streetlight]", "rules[0].when.service[0]",
     "no service 'streetlight'", "did you mean 'street-light'"),
    ("an unknown district", "routing.yaml", "[old-town]", "[oldtown]", "rules[2].when.district[0]",
     "no district 'oldtown'", "did you mean 'old-town'"),
    ("an unknown agency in a rule", "routing.yaml", "{repair: streets}", "{repair: street}",
     "rules[0].agency.repair",
     "no agency 'street'", "did you mean 'streets'"),
    ("an unknown task", "routing.yaml", "{repair: streets}", "{mend: streets}", "rules[0].agency.mend",
     "no service of this rule has a task 'mend'", "repair"),
    # names that may be there once
    ("an agency twice", "agencies.yaml", "code: water", "code: parks", "[5].code",
     "'parks' is already at [3].code", "another"),
    ("a group twice", "groups.yaml", "code: nature", "code: streets", "[3].code", "group 'streets' is already",
     "another"),
    ("a rule twice", "routing.yaml", "code: old-town-walls", "code: quayside-lamps", "rules[2].code", "already",
     "another"),
    ("a task twice", "services/water-leak.yaml", "code: repair-surface", "code: repair-pipe",
     "plan[1].tasks[0].code",
     "the task 'repair-pipe' is already at plan[0].tasks[0].code", "another code for this task"),
    ("a stage twice", "services/fallen-tree.yaml", "code: repair\n", "code: clear\n", "plan[1].code", "already",
     "another"),
    ("a question twice", "surveys/standard.yaml", "code: speed", "code: ease", "questions[2].code", "already",
     "another"),
    ("a code that is not the file's", POTHOLE, "code: pothole", "code: hole", "code", "'hole' is not the name",
     "pothole"),
    ("a keyword of two services", POTHOLE, "[pothole,", "[Rats, pothole,", "keywords.en[0]",
     "'rats' is ambiguous: services/rodents.yaml has it too (keywords.en[1])", "only this service"),
    ("a keyword twice in a service", "services/graffiti.yaml", "[graffiti,", "[Graffiti, graffiti,",
     "keywords.en[0]",
     "'graffiti' is ambiguous", "once"),
    # values
    ("a task due after its case", POTHOLE, "        due_hours: 48", "        due_hours: 49",
     "plan[0].tasks[0].due_hours",
     "49 hours are more than the 48", "at most 48"),
    ("stages longer than the case", "services/water-leak.yaml", "due_hours: 48", "due_hours: 47", "due_hours",
     "take 48 hours together, the case has only 47", "at least 48"),
    ("a notice of no day", "jurisdiction.yaml", 'from: "2026-11-15"', 'from: "2026-11-31"', "notices[0].from",
     "no date", "a date such as"),
    ("a notice that ends before it begins", "jurisdiction.yaml", 'until: "2027-03-31"', 'until: "2026-03-31"',
     "notices[0].until", "before the first day", "2026-11-15 or a later day"),
    ("a site with a path", "jurisdiction.yaml", "languages: [", 'origins: ["https://www.city.example/"]\nlanguages: [',
     "origins[0]", "www.city.example/", "without a path"),
    ("a season of no month", "services/snow-clearing.yaml", "season: [11,", "season: [13,", "season[0]", "too much",
     "A month"),
    ("an unknown time zone", "jurisdiction.yaml", "America/Halifax", "America/Halifex", "time_zone",
     "no time zone 'America/Halifex'", "did you mean 'America/Halifax'?"),
    ("a list of time zones", "jurisdiction.yaml", "time_zone: America/Halifax", "time_zone: [UTC]", "time_zone",
     "it is a list", "text"),
    ("hours that are no interval", "calendar.yaml", "08:30-12:30", "8.30 to 12", "calendars.office.hours.mon[0]",
     "'8.30 to 12' is no interval", "08:30-12:30"),
    ("an hour that does not exist", "calendar.yaml", "13:00-17:00", "13:00-24:30", "calendars.office.hours.mon[1]",
     "is no interval", "such as"),
    ("hours that end before they start", "calendar.yaml", "08:30-12:30", "12:30-08:30",
     "calendars.office.hours.mon[0]",
     "ends before it starts", "from-until"),
    ("hours that overlap", "calendar.yaml", "13:00-17:00", "12:00-17:00", "calendars.office.hours.mon[1]",
     "starts before the interval above it ends", "from 12:30 on"),
    ("a day that does not exist", "calendar.yaml", '"2026-12-25"', '"2026-02-30"',
     "calendars.contact-centre.holidays[1]", "no date '2026-02-30'", "2026-12-25"),
    ("a day in another form", "calendar.yaml", '"2026-12-25"', '"25.12.2026"',
     "calendars.contact-centre.holidays[1]", "no date '25.12.2026'", "2026-12-25"),
    ("an outline that is open", "boundaries.geojson", "[-63.6, 44.6]]", "[-63.6, 44.61]]",
     "features[0].geometry.coordinates[0]", "not closed", "[-63.6, 44.6]"),
    ("a point off the globe", "boundaries.geojson", "[-63.54, 44.605]", "[-63.54, 94.605]",
     "features[0].geometry.coordinates[0][1]", "no such place", "latitude from -90 to 90"),
    ("two districts of one name", "boundaries.geojson", "Hillcrest", "old town",
     "features[3].properties.name.en", "another district is called 'old town' too", "a name of its own"),
    ("a point with one number", "boundaries.geojson", "[-63.54, 44.605]", "[-63.54]",
     "features[0].geometry.coordinates[0][1]", "only 1 entries", "at least 2"),
    ("a district twice", "boundaries.geojson", '"old-town"', '"harbourside"', "features[1].properties.code",
     "already", "another"),
    ("a sea that is open", "water.geojson", "[[[-63.72, 44.598], ", "[[[-63.72, 44.599], ",
     "features[0].geometry.coordinates[0]", "not closed", "[-63.72, 44.599]"),
    ("a street off the globe", "streets.geojson", "[-63.69494, 44.61567]", "[-63.69494, 144.61567]",
     "features[0].geometry.coordinates[0]", "no such place", "latitude from -90 to 90"),
    ("a landmark off the globe", "landmarks.geojson", '"coordinates": [-63.', '"coordinates": [-363.',
     "features[0].geometry.coordinates", "no such place", "longitude from -180 to 180"),
    ("a landmark in no street", "landmarks.geojson", '"street": "church-street"', '"street": "church-stret"',
     "features[1].properties.street", "no street 'church-stret'", "did you mean 'church-street'?"),
    ("two parts of a street by two names", "streets.geojson", '"code": "mill-road"', '"code": "ridge-road"',
     "features[5].properties.name", "not named like the part at features[3].properties", "or another code"),
    ("a house number that is none", "streets.geojson", '"from": 1,', '"from": -1,',
     "features[0].properties.numbers.left.from", "-1 is too little", "at least 0"),
    ("a landmark of no kind", "landmarks.geojson", '"kind": "library"', '"kind": "libary"',
     "features[1].properties.kind", "'libary' is not a choice", "did you mean 'library'?"),
    ("a park twice", "parks.geojson", '"code": "customs-garden"', '"code": "harbour-green"',
     "features[1].properties.code", "already", "another code for this area"),
    ("a placeholder that is unknown", OPENED, "en: \"We have your request ((reference))",
     "en: \"For ((nmae)), ((reference))",
     "email.subject.en", "no placeholder ((nmae))", "did you mean 'name'"),
    ("a placeholder that one language lacks", OPENED, "      Qué sigue: ((next))\n", "", "email.body.es",
     "((next)) is missing", "the same placeholders"),
    ("a placeholder that is open", OPENED, "Hello ((name)),", "Hello ((name)), ((", "email.body.en", "not closed",
     "((reference))"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[FileFault]]:
    """What is said to each of what is wrong. All faults of all files are told at once, so that a city is wrong in as
    many files as there are, each in one way; there are as many cities as one file has ways to be wrong."""
    ways = [[row for row in WRONG if row[1] == file] for file in sorted({row[1] for row in WRONG})]
    said: dict[str, list[FileFault]] = {}
    for rows in zip_longest(*ways):
        city = city_in(tmp_path_factory.mktemp("refused"))
        together = [row for row in rows if row]
        for _, file, old, new, *_ in together:
            edit(city, file, old, new)
        said |= dict.fromkeys((row[0] for row in together), faults_of(city))
    return said


@pytest.mark.parametrize(
    ("name", "file", "path", "wrong", "right"), [(*row[:2], *row[4:]) for row in WRONG], ids=[r[0] for r in WRONG]
)
def test_a_wrong_file_is_refused_with_its_place_what_is_wrong_and_what_would_be_right(
    refused: dict[str, list[FileFault]], name: str, file: str, path: str, wrong: str, right: str
) -> None:
    faults = [fault for fault in refused[name] if (fault.file, fault.path) == (file, path)]
    assert any(wrong in fault.wrong and right in fault.right for fault in faults), refused[name]


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "wrong"),
    [
        (POTHOLE, "group: streets", "group: [streets", "line 3, column 5", "not valid YAML"),
        (POTHOLE, "group: streets", "\tgroup: streets", "line 2, column 1", "not valid YAML"),
        (POTHOLE, "group: streets", "group: streets\ngroup: parks", "line 3, column 1", "'group' is there twice"),
        (POTHOLE, "en: Pothole", "en: Pothole\n  en: Hole", "line 5, column 3", "'en' is there twice"),
        (POTHOLE, "group: streets", "group: &g streets\nplace: *g", "line 3, column 8", "references (*name)"),
        (POTHOLE, "group: streets", "group: !!python/name:os.system x", "line 2, column 8", "types (!name)"),
        (POTHOLE, "group: streets", "group: a\x07b", "line 2, column 9", "U+0007"),
        ("boundaries.geojson", '"type": "FeatureCollection",', '"type": "FeatureCollection"', "line 3, column 3",
         "not valid JSON"),
        ("boundaries.geojson", '"type": "FeatureCollection",', '"type": "x", "type": "FeatureCollection",', "",
         "'type' twice"),
    ],
)  # fmt: skip
def test_a_syntax_error_is_refused_with_its_line_and_column(
    folder: Path, file: str, old: str, new: str, place: str, wrong: str
) -> None:
    edit(folder, file, old, new)
    faults = [fault for fault in faults_of(folder) if (fault.file, fault.path) == (file, place)]
    assert any(wrong in fault.wrong for fault in faults), faults_of(folder)


def test_an_unreadable_file_brings_no_faults_in_the_files_that_refer_to_it(folder: Path) -> None:
    for file in ("agencies.yaml", "calendar.yaml", "surveys/standard.yaml", "services/street-light.yaml"):
        (folder / file).write_text("[", encoding="utf-8")
    assert [fault.file for fault in faults_of(folder)] == [
        "agencies.yaml",
        "calendar.yaml",
        "services/street-light.yaml",
        "surveys/standard.yaml",
    ]


@pytest.mark.parametrize("added", ["languages: [en]\n", "terms: [\n"], ids=["a field twice", "no YAML"])
def test_a_mistake_in_the_main_file_is_told_alone_and_not_below_a_thousand_that_follow_from_it(
    folder: Path, added: str
) -> None:
    with (folder / "jurisdiction.yaml").open("a", encoding="utf-8") as file:
        file.write(added)
    assert [fault.file for fault in faults_of(folder)] == ["jurisdiction.yaml"]


@pytest.mark.parametrize(("languages", "place"), [("[english, en,", "languages[0]"), ("[EN,", "default_language")])
def test_a_language_that_is_mistyped_is_told_before_all_the_texts_that_seem_to_be_missing(
    folder: Path, languages: str, place: str
) -> None:
    edit(folder, "jurisdiction.yaml", "languages: [en,", f"languages: {languages}")
    shown = faults_of(folder)[:FAULTS_SHOWN]
    assert ("jurisdiction.yaml", place) in [(fault.file, fault.path) for fault in shown]


def test_all_faults_of_all_files_are_reported_together_even_in_a_file_with_the_wrong_shape(folder: Path) -> None:
    edit(folder, POTHOLE, "priority: normal\n", "colour: blue\n")
    edit(folder, POTHOLE, "agency: streets", "agency: strets")
    edit(folder, "calendar.yaml", "08:30-12:30", "late")
    edit(folder, "routing.yaml", "[old-town]", "[oldtown]")
    (folder / "groups.yaml").write_text("- code: [", encoding="utf-8")
    assert [(fault.file, fault.path) for fault in faults_of(folder)] == [
        ("calendar.yaml", "calendars.office.hours.mon[0]"),
        ("groups.yaml", "line 1, column 10"),
        ("routing.yaml", "rules[2].when.district[0]"),
        (POTHOLE, "colour"),
        (POTHOLE, "plan[0].tasks[0].agency"),
        (POTHOLE, "priority"),
    ]


@pytest.mark.parametrize(
    "file", ["jurisdiction.yaml", "routing.yaml", "boundaries.geojson", "letters/case-resolved.yaml"]
)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert FileFault(file, "", "the file is missing", "every jurisdiction has this file") in faults_of(folder)


def test_a_jurisdiction_may_do_without_streets_landmarks_water_parks_zones_and_neighbours(folder: Path) -> None:
    for layer in ("streets", "landmarks", "water", "parks", "neighbours", "zones/waste"):
        (folder / f"{layer}.geojson").unlink()
    rules = folder / "routing.yaml"
    before, _, after = rules.read_text("utf-8").partition("  - code: market-waste\n")
    rules.write_text(before + after[after.index("# What makes") :], encoding="utf-8")
    assert "map_layers" not in read_release(folder)


def test_an_empty_file_is_named(folder: Path) -> None:
    (folder / "groups.yaml").write_text("# later\n", encoding="utf-8")
    assert [(fault.file, fault.wrong) for fault in faults_of(folder)] == [("groups.yaml", "the file is empty")]


def test_a_file_that_nobody_would_read_is_refused_rather_than_passed_over(folder: Path) -> None:
    (folder / "services" / "pothole.yml").write_text("code: pothole\n", encoding="utf-8")
    (fault,) = faults_of(folder)
    assert (fault.file, fault.path) == ("services/pothole.yml", "")
    assert "services/pothole.yaml" in fault.right


def test_hidden_files_and_a_readme_are_passed_over(folder: Path) -> None:
    before = version_of(read_release(folder))
    (folder / "README.md").write_text("Our city.", encoding="utf-8")
    (folder / "services" / ".DS_Store").write_bytes(b"\0")
    assert version_of(read_release(folder)) == before


def test_a_file_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "groups.yaml").write_bytes("- code: stra\u00dfe".encode("latin-1"))
    (fault,) = faults_of(folder)
    assert (fault.file, fault.path, fault.right) == ("groups.yaml", "byte 12", "a file saved as UTF-8")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path / "nowhere")
    assert fault.wrong == "there is no such folder"


@pytest.mark.parametrize("content", ["just words", "- 1\n- [2]\n", "{1: 2, a: {b: [c, {d: null}]}}", "true", "-1.5"])
def test_a_file_of_quite_another_shape_is_refused_and_breaks_nothing(folder: Path, content: str) -> None:
    for path in [path for path in folder.rglob("*") if path.suffix in (".yaml", ".geojson")]:
        path.write_text(content, encoding="utf-8")
    assert faults_of(folder)


def test_values_of_the_wrong_kind_anywhere_are_refused_and_break_nothing(tmp_path: Path) -> None:
    for seed in some([0, 1, 110, 120]):
        folder = city_in(tmp_path / str(seed))
        put_wrong_values(folder, random.Random(seed))
        assert len(faults_of(folder)) > 30, seed


def put_wrong_values(folder: Path, chance: random.Random) -> None:
    """Puts something of another kind in three places of every file."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".geojson")):
        document = json.loads(as_json(path.read_text(encoding="utf-8")))
        for _ in range(3):
            node = document
            while True:
                key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
                if not isinstance(node[key], dict | list) or not node[key] or chance.random() < 0.3:
                    break
                node = node[key]
            node[key] = chance.choice([None, [], {}, 7, -1.5, True, "x", "", [[1]], [{}], {"a": {}}, {"en": 1}])
        written = yaml.dump(document, Dumper=DUMPER) if path.suffix == ".yaml" else json.dumps(document)
        path.write_text(written, encoding="utf-8")


@pytest.mark.parametrize("value", ["!!int soon", "!!timestamp soon", "!ours 7", "!!float '1:x'"])
def test_a_type_is_refused_rather_than_followed(folder: Path, value: str) -> None:
    edit(folder, POTHOLE, "due_hours: 48", f"due_hours: {value}")
    (fault,) = faults_of(folder)
    assert (fault.file, "types (!name)" in fault.wrong) == (POTHOLE, True)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_libyaml_takes_for_sound_says_the_same_to_the_careful_reader(text: str) -> None:
    quick = read_sound_yaml(text)
    assert quick is None or quick == read_any_yaml(text, "x.yaml")


def test_dates_and_the_norwegian_language_need_no_quotes(folder: Path) -> None:
    edit(folder, "calendar.yaml", '"2026-12-25"', "2026-12-25")
    edit(folder, POTHOLE, "  es: Bache en la calle", "  es: Bache en la calle\n  no: Hull i veien")
    assert [fault.path for fault in faults_of(folder)] == ["name.no"]


def test_the_version_depends_on_the_content_and_on_nothing_else(folder: Path) -> None:
    first = version_of(read_release(folder))
    assert len(first) == 12
    assert int(first, 16) >= 0
    edit(folder, POTHOLE, "code: pothole\ngroup: streets\n", "# a remark\ngroup: streets\ncode: pothole\n")
    assert version_of(read_release(folder)) == first
    edit(folder, POTHOLE, "Pothole", "Pot hole")
    assert version_of(read_release(folder)) != first


def test_a_release_is_plain_json_with_these_parts() -> None:
    sample = read_release(SAMPLE)
    assert json.loads(json.dumps(sample)) == sample
    assert list(sample) == [
        "jurisdiction", "groups", "agencies", "calendars", "services", "rules", "boundaries", "letters", "surveys",
        "words", "urgency", "forms", "decisions", "answers", "map_layers", "classifier",
    ]  # fmt: skip


def test_a_refusal_reads_as_one_line_for_each_fault(folder: Path) -> None:
    edit(folder, POTHOLE, "agency: streets", "agency: strets")
    with pytest.raises(
        RefusedJurisdiction,
        match=r"^services/pothole\.yaml: plan\[0\]\.tasks\[0\]\.agency: there is no agency 'strets'",
    ):
        read_release(folder)


def test_every_field_of_every_schema_is_described_and_every_block_is_closed() -> None:
    def visit(schema: dict[str, Any], path: str) -> None:
        assert schema.get("description"), path
        assert not schema.get("properties") or schema["additionalProperties"] is False, path
        for name, field in schema.get("properties", {}).items():
            visit(field, f"{path}.{name}")
        for inner in (schema.get("items"), schema.get("additionalProperties")):
            if isinstance(inner, dict) and "$ref" not in schema:
                visit(inner, f"{path}[]")

    files = sorted(SCHEMAS.glob("*.schema.json"))
    assert len(files) == 20
    for file in files:
        schema = json.loads(file.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        visit(schema, file.name)


def test_a_day_that_ends_a_minute_early_is_loaded_and_told(folder: Path) -> None:
    assert list(warnings_of(read_release(folder))) == []
    edit(folder, "calendar.yaml", 'mon: ["08:30-12:30", "13:00-17:00"]', 'mon: ["08:30-23:59"]')
    (told,) = warnings_of(read_release(folder))
    assert told == "calendar.yaml, office, mon: 08:30-23:59 is read as 08:30-24:00; write it so."
