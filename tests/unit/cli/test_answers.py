"""`onestop answers`: articles are checked, and tried with questions, also articles of others."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.answers.lint_articles import lint_articles
from onestop_cli.answers.readability import reading_ease
from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from onestop_cli.release.read_folder import RefusedJurisdiction, read_release

SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"
ROWS = "bins,Garbage days,We come on Monday.,en\nbins,Días de basura,Los lunes.,es\ndogs,Dogs,Tag.,\n"
TABLE = f"code,title,text,language\n{ROWS}"
ASKED = (
    "code\tquestion\n# asked\nbins\twhen is trash picked up\n\nbins\tcuándo pasa la basura\ndogs\tdo i need a dog tag\n"
)


def run(*words: str) -> Any:
    return CliRunner().invoke(commands, ["answers", *words])


def test_a_table_of_others_is_tried_and_told_to_programs(tmp_path: Path) -> None:
    (tmp_path / "kb.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "q.tsv").write_text(ASKED, encoding="utf-8")
    made = run("try", str(tmp_path / "q.tsv"), "--answers", str(tmp_path / "kb.csv"), "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.output)
    assert (told["articles"], told["of"], told["first"], told["first_three"]) == (2, 3, 3, 3)
    assert told["by_language"].keys() == {"en", "es"}
    assert told["cpu_ms"].keys() == {"mean", "most"}
    assert told["misses"] == []


def test_a_folder_of_plain_markdown_is_tried(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    (folder / "es").mkdir(parents=True)
    (folder / "bins.md").write_text("# Garbage days\n\nWe come on **Monday**.\n", encoding="utf-8")
    (folder / "bins.zh-Hans.md").write_text("# 收垃圾的日子\n\n星期一。\n", encoding="utf-8")
    (folder / "es" / "dogs.md").write_text("---\ntitle: Perros\n---\nPlaca para su perro.\n", encoding="utf-8")
    (tmp_path / "q.tsv").write_text(ASKED, encoding="utf-8")
    made = run("try", str(tmp_path / "q.tsv"), "--answers", str(folder))
    assert made.exit_code == 0, made.output
    assert "right article first 100.0 %" in made.output


WRONG = {
    "no column": ("code,name\na,b\n", ASKED, "no column title, text"),
    "no code": ("code,title,text\n,Bins,Monday\n", ASKED, "line 2: a code is missing"),
    "too many": ("code,title,text\na,Bins,Mon, day\n", ASKED, "4 cells, and the header has 3"),
    "empty": ("code,title,text\n", ASKED, "no row below its header"),
    "no tab": (TABLE, "bins when is trash day\n", "line 1: there is no question after the code"),
    "unknown": (TABLE, "cats\tmeow\n", "line 1: there is no article 'cats'"),
    "nothing asked": (TABLE, "# nothing\n", "No question is in"),
}


@pytest.mark.parametrize("case", sorted(WRONG))
def test_what_is_wrong_in_a_file_is_said_with_its_line(tmp_path: Path, case: str) -> None:
    table, asked, said = WRONG[case]
    (tmp_path / "kb.csv").write_text(table, encoding="utf-8")
    (tmp_path / "q.tsv").write_text(asked, encoding="utf-8")
    refused = run("try", str(tmp_path / "q.tsv"), "--answers", str(tmp_path / "kb.csv")).exception
    assert isinstance(refused, CannotContinue)
    assert said in "\n".join((refused.sentence, *refused.details))


def test_what_is_not_there_or_not_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_bytes(b"\xff\xfe\x00")
    for words in (
        (str(tmp_path / "none.tsv"),),
        (str(tmp_path / "q.tsv"),),
        (str(tmp_path / "q.tsv"), "--answers", "/nowhere"),
    ):
        assert isinstance(run("try", *words).exception, CannotContinue)


def test_the_articles_of_the_sample_city_are_plain_short_and_translated(release: dict[str, Any]) -> None:
    assert len(release["answers"]) >= 30
    assert [str(each) for each in lint_articles(release, date(2026, 11, 28))] == []  # type: ignore[arg-type]


def test_what_an_owner_should_look_at_is_told(release: dict[str, Any]) -> None:
    known = release["answers"]["bin-days"]
    long = {
        "title": "T",
        "written": "2026-11-20",
        "short": [{"text": "Notwithstanding considerations " * 9}],
        "blocks": [],
    }
    changed = {
        **known,
        "review": "2026-11-01",
        "languages": {"en": long, "es": {**known["languages"]["es"], "written": "2026-11-19"}},
    }
    said = [each.wrong for each in lint_articles({**release, "answers": {"bin-days": changed}}, date(2026, 11, 28))]  # type: ignore[typeddict-item]
    for part in (
        "review was due",
        "takes 2 text messages",
        "hard to read",
        "translation is missing",
        "translation is older",
    ):
        assert any(part in each for each in said), part


def test_a_text_for_lawyers_is_harder_than_one_for_people() -> None:
    easy = {
        "en": "Put your bins out by seven. We come each week.",
        "es": "Saque la basura a las siete.",
        "zh-Hans": "七点前放桶。",
    }
    hard = {
        "en": "Notwithstanding the aforementioned regulatory stipulations, municipal residents remain responsible.",
        "es": "No obstante las estipulaciones reglamentarias anteriormente mencionadas, permanecen obligados.",
        "zh-Hans": "根据本市有关生活垃圾分类投放收集运输处置管理工作的若干规定及其实施细则居民应当按照规定投放",
    }
    for language, text in easy.items():
        assert reading_ease(text, language) > 70 > 50 > reading_ease(hard[language], language)


FAULTY = {
    "agency: nobody": "there is no agency 'nobody'",
    "services: [nothing]": "there is no service 'nothing'",
    "fact: x": "there is no fact 'no-such-fee'",
    "link: x": "the link '/answers/nowhere' leads nowhere",
    "table: x": "this cannot be said on every channel",
}


@pytest.mark.parametrize("case", sorted(FAULTY))
def test_a_jurisdiction_with_a_wrong_article_is_refused_with_its_place(tmp_path: Path, case: str) -> None:
    folder = tmp_path / "city"
    shutil.copytree(SAMPLE, folder)
    file = folder / "answers" / "bin-days.md"
    text = file.read_text(encoding="utf-8")
    changes = {
        "agency: nobody": ("agency: sanitation", "agency: nobody"),
        "services: [nothing]": ("services: [missed-collection]", "services: [nothing]"),
        "fact: x": ("((crews-closed))", "((no-such-fee))"),
        "link: x": ("- Take the bins", "- See [this](/answers/nowhere). Take the bins"),
        "table: x": ("- Take the bins", "```\ncode\n```\n\n- Take the bins"),
    }
    file.write_text(text.replace(*changes[case]), encoding="utf-8")
    with pytest.raises(RefusedJurisdiction, match="bin-days") as refused:
        read_release(folder)
    assert FAULTY[case] in str(refused.value)
