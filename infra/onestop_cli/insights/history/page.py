"""What `onestop insights check` prints for a person: what was read, the measures, the agreement, what is odd."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from onestop_cli.insights.history.agreement import ClassCount, ColumnAgreement
from onestop_cli.insights.history.check import Checked


def show(checked: Checked, console: Console) -> None:
    """The whole report."""

    def say(words: str) -> None:
        console.print(words, highlight=False, soft_wrap=True, markup=False)

    say(f"{checked.file}, read with the map {checked.map.name} (time zone {checked.map.timezone})")
    for note in checked.notes:
        say(f"  {note}")
    if checked.missing:
        say(f"  No column says: {', '.join(checked.missing)}.")
    for field, words in checked.unexplained_words.items():
        listed = ", ".join(f"{word!r} ({count})" for word, count in words)
        column = checked.map.columns[field]
        say(f"  The map does not say what these words of `{column}` mean (values.{field}): {listed}.")
    show_measures(checked.measures, console)
    say("\nThe file beside its own columns")
    if not checked.agreements:
        say("  It has no two columns that say the same, so there is nothing to compare.")
    for each in checked.agreements:
        show_agreement(each, say)
    if checked.oddities:
        say("\nWhat is odd in the rows")
    for odd in checked.oddities:
        say(f"  {odd.rows:>9,}  {odd.words} {examples_of(odd)}")


def show_measures(measures: dict[str, Any], console: Console) -> None:
    console.print("\nMeasures", highlight=False)
    for name, value in measures.items():
        if isinstance(value, dict) and any(value.values()):
            said = ", ".join(
                f"{key.replace('_', ' ')} {number(each)}" for key, each in value.items() if each is not None
            )
            console.print(f"  {name.replace('_', ' ')}: {said}", highlight=False, soft_wrap=True, markup=False)
    for name, value in measures.items():
        if name.startswith("by_") and name != "by_month" and len(value) > (1 if value[:1] == [] else 0):
            if len(value) == 1 and value[0]["word"] == "not said":
                continue
            show_table(name, value, console)


def show_table(name: str, rows: list[dict[str, Any]], console: Console) -> None:
    table = Table(title=name.replace("_", " "), title_justify="left", box=None, pad_edge=False)
    for column in rows[0]:
        table.add_column(column.replace("_", " "), justify="left" if column == "word" else "right")
    for row in rows:
        table.add_row(*(number(each) for each in row.values()))
    console.print(table, markup=False)


def show_agreement(each: ColumnAgreement, say: Any) -> None:
    percent = f"{100 * each.agree / each.compared:.2f} %" if each.compared else "nothing to compare"
    say(f"  {each.code}: {each.question}")
    say(f"    {each.agree:,} of {each.compared:,} agree ({percent}); {each.rows - each.compared:,} cannot be compared")
    for one in each.differs:
        say(f"    {one.rows:>9,} differ: {one.words} {examples_of(one)}")
    for one in each.apart:
        say(f"    {one.rows:>9,} apart: {one.words}")


def examples_of(one: ClassCount) -> str:
    return (
        "(row "
        + ", ".join(str(each["row"]) for each in one.examples)
        + (", ...)" if one.rows > len(one.examples) else ")")
    )


def number(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
