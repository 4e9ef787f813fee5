"""`onestop train`: learns from the examples of a jurisdiction, and writes what it learned beside them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from onestop_cli.suite_options import ReadyFile, Region

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop_cli.train.examples import Example
    from onestop_cli.train.measure_training import TrainingScore


def train(
    folder: Annotated[
        Path | None, typer.Argument(help="The jurisdiction's folder. Without it: the sample city, Port Ellery.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only measure; write nothing.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Write it even if it is worse than the one before.")] = False,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="Learn from what clerks and residents corrected in the suite too.")
    ] = False,
    forget: Annotated[
        str | None, typer.Option(help="Only erase what was kept of this case, as when its person is erased.")
    ] = None,
    stack: Annotated[
        str | None,
        typer.Option(help="With corrections or forget: this stack of your AWS account, not the suite that runs here."),
    ] = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Learn which service residents' own words mean, from the examples and keywords of each service.

    Tells how often sentences that were held out find their service, and writes classifier.bin unless it is worse.
    """
    from onestop_cli.train.corrections import add_corrections, find_kept

    if not corrections and forget is None and (stack or region or ready_file):
        raise CannotContinue("--stack, --region and --ready-file say whose corrections are meant: add --corrections.")
    if forget is not None:
        find_kept(stack, region, ready_file).forget(forget)
        Console().print(f"What was kept of {forget} to learn from is erased.", highlight=False)
        return
    if find_spec("sklearn") is None:
        raise CannotContinue("Training needs scikit-learn: install the extra `train`.")
    from onestop.domain.catalogue.catalogue import Catalogue, version_of
    from onestop.domain.understanding.classifier_file import write_classifier
    from onestop_cli.release.examples import CLASSIFIER, hash_of_examples
    from onestop_cli.train import train_classifier
    from onestop_cli.train.worse_than_before import worse_than

    folder = folder or find_project().sample_jurisdiction
    console = Console()
    target = folder / CLASSIFIER
    release = read_jurisdiction(folder, learned=False)
    catalogue = Catalogue(version_of(release), release)
    examples = read_own_examples(folder, catalogue)
    about: dict[str, Any] = {"examples": hash_of_examples(folder)}
    if corrections:
        offered = catalogue.jurisdiction["languages"]
        kept = find_kept(stack, region, ready_file).read()
        added = add_corrections(kept, examples, catalogue.services.keys(), offered)
        examples += added.examples
        about["corrections"] = added.as_json()
        console.print(added.in_words(), highlight=False)
    before = about_the_one_there(target)
    learned, measured = train_classifier.train(examples, catalogue, about, console.print)
    print_report(measured, console)
    same = before.get("confidence") == learned.about["confidence"]
    worse = list(worse_than(before.get("held_out", {}), measured.as_json(), same_confidence=same))
    if worse and not anyway:
        raise CannotContinue("What was learned is worse than the classifier that is there, which stays.", tuple(worse))
    data = write_classifier(learned)
    if not check:
        target.write_bytes(data)
        console.print(f"{target}: {len(data) // 1024} KB. `onestop load` publishes it.", highlight=False)


def read_own_examples(folder: Path, catalogue: Catalogue) -> list[Example]:
    """The examples of a jurisdiction. Raises CannotContinue for wrong ones, and for none."""
    from onestop_cli.release.faults import RefusedJurisdiction
    from onestop_cli.train.examples import read_examples

    try:
        examples = read_examples(folder, tuple(catalogue.jurisdiction["languages"]))
    except RefusedJurisdiction as refused:
        faults = tuple(map(str, refused.faults))
        raise CannotContinue(f"{folder} has wrong examples: nothing was learned.", faults) from None
    if not examples:
        raise CannotContinue(f"{folder} has no examples: write some under `examples` in the files of its services.")
    return examples


def about_the_one_there(target: Path) -> Mapping[str, Any]:
    """Returns how well the present classifier does; nothing if there is none, or it can no longer be read."""
    from onestop.domain.understanding.classifier_file import Unreadable, read_classifier

    try:
        return read_classifier(target.read_bytes()).about if target.is_file() else {}
    except Unreadable:
        return {}


def print_report(measured: TrainingScore, console: Console) -> None:
    """Prints how it did on held-out sentences: by class, by way of writing, by language."""
    from onestop_cli.route.command import tell_counts
    from onestop_cli.route.intervals import say_share
    from onestop_cli.train.measure_training import by_class

    table = Table("Class", "Examples", "Found at once", "Of those sent there, right")
    for code, (right, of, sent) in by_class(measured.tried).items():
        table.add_row(code, str(of), say_share(right, of), say_share(right, sent))
    console.print(table)
    for (name, language), count in sorted(measured.varied.items()):
        way = (name, language)
        changed, waited = say_share(measured.changed[way], count), say_share(measured.waited[way], count)
        told = f"{name}, {language}: another service {changed}, to a person {waited}, of {count}"
        console.print(told, highlight=False, soft_wrap=True)
    tell_counts("held out", measured.counts(), console)
    for language, counts in measured.languages().items():
        tell_counts(language, counts, console)
    console.print(f"Between languages: {measured.gap():.1f} points; ways of writing: {measured.varied_gap():.1f}")
