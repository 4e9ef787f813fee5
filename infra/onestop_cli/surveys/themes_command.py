"""`onestop surveys themes`: learn what people write about from examples, and try how well it is told."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project

themes = typer.Typer(name="themes", help="What people write about when they say how it went.", no_args_is_help=True)


@themes.command("train")
def train(
    folder: Annotated[Path | None, typer.Argument(help="The jurisdiction's folder. Without it: Port Ellery.")] = None,
) -> None:
    """Learn themes from theme-examples.yaml, and write themes.bin next to it."""
    if find_spec("sklearn") is None:
        raise CannotContinue("Training needs scikit-learn: install the extra `train`.")
    from onestop.domain.understanding.classifier_file import write_classifier
    from onestop_cli.release.examples import LEARNED_THEMES, THEME_EXAMPLES
    from onestop_cli.release.faults import RefusedJurisdiction
    from onestop_cli.release.jurisdiction import read_jurisdiction
    from onestop_cli.surveys.train_themes import (
        hash_of_theme_examples,
        learn_themes,
        missing_themes,
        read_theme_examples,
    )

    folder = folder or find_project().sample_jurisdiction
    languages = read_jurisdiction(folder, learned=False)["jurisdiction"]["languages"]
    try:
        examples = read_theme_examples(folder, tuple(languages))
    except RefusedJurisdiction as refused:
        faults = tuple(map(str, refused.faults))
        raise CannotContinue(f"{folder} has wrong examples: nothing was learned.", faults) from None
    if missing := missing_themes(examples):
        raise CannotContinue(f"{folder / THEME_EXAMPLES} has under three examples of: {', '.join(missing)}.")
    learned, right = learn_themes(examples, {"examples": hash_of_theme_examples(folder)})
    data = write_classifier(learned)
    (folder / LEARNED_THEMES).write_bytes(data)
    made = f"{folder / LEARNED_THEMES}: {len(data) // 1024} KB from {len(examples)} examples"
    held_out = f"of texts that were held out, {100 * right:.0f} % have exactly the themes that were told"
    Console().print(f"{made}; {held_out}.", highlight=False, soft_wrap=True)


@themes.command("try")
def try_themes(
    file: Annotated[
        Path, typer.Argument(help="A text a line, after its themes and a tab: time,cost or none. # begins a remark.")
    ],
    jurisdiction: Annotated[Path | None, typer.Option(help="Its folder. Without it: Port Ellery.")] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Also print what was told otherwise, and by which words.")
    ] = False,
) -> None:
    """Tell of how many texts exactly the right themes are told, by what was learned and by the lists of words alone."""
    from onestop.domain.surveys.learned_themes import decide_by_lists
    from onestop_cli.surveys.learned import decide_for
    from onestop_cli.surveys.try_themes import missed, read_texts, tried

    texts = list(read_texts(file))
    learned = decide_for(jurisdiction)
    table = Table("By", "Texts", "Exactly right", "Told themes that are there", "Themes there that are told")
    console = Console()
    for name, decide in (("what was learned", learned), ("lists of words", decide_by_lists)):
        table.add_row(name, *tried(texts, decide))
    console.print(table)
    if misses:
        for line in missed(texts, learned):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
