"""`make screenshots`: draws every page of residents and of the desk in three languages, as wide as a phone and a desk.

A picture is OUT/<language>/<width>/<page>.png. Somebody looks at them: what a machine finds wrong is tested elsewhere.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onestop_cli.ready import RunningSuite, read_running_suite
from tests.browser.chromium import FLAGS, MISSING, find_chromium
from tests.browser.city import City, prepare_city
from tests.browser.desk_city import prepare_desk
from tests.browser.desk_places import DESK_PLACES
from tests.browser.looking import begin_anew, resize
from tests.browser.places import LANGUAGES, LARGE_PLACES, PLACES, Go
from tests.patience import patient
from tests.screenshots.readme import draw_readme, prepare_morning
from tests.suites import start_up, stop

ROOT = Path(__file__).parents[2]
WIDTHS = (1280, 320)
ALL: dict[str, Go] = {f"resident-{name}": go for name, go in {**PLACES, **LARGE_PLACES}.items()} | {
    f"desk-{name}": go for name, go in DESK_PLACES.items()
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="page", help="which, such as desk-inbox; without it all")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots", help="the folder for the pictures")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES, help="which, such as en")
    parser.add_argument("--dark", action="store_true", help="in the colours for the dark")
    parser.add_argument("--readme", action="store_true", help="draw the two pictures of the README instead")
    parser.add_argument("--ready-file", type=Path, help="draw from this suite, which runs already and is changed by it")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.names) - ALL.keys()):
        parser.error(f"there is no page {', '.join(unknown)}; there are {', '.join(ALL)}")
    if not find_chromium():
        parser.error(MISSING)
    console = Console()
    with running(asked.ready_file, console) as suite, httpx.Client(timeout=patient(60)) as http:
        if asked.readme:
            draw_for_readme(City(suite, http), asked.out)
            return 0
        with console.status("Bringing cases to where every page shows something"):
            city = prepare_city(suite, http)
            prepare_desk(city)
        failed = draw_all(city, asked.names or list(ALL), asked.languages, asked.out, console, asked.dark)
    console.print(f"The pictures are in {asked.out}")
    return 1 if failed else 0


@contextmanager
def running(ready_file: Path | None, console: Console) -> Iterator[RunningSuite]:
    """Returns the suite of the ready file, or a new one that ends with this program."""
    if ready_file:
        yield read_running_suite(ready_file)
        return
    with tempfile.TemporaryDirectory() as folder:
        with console.status("Starting the suite"):
            started = start_up(Path(folder), "--survey-window", "3600")
        try:
            yield started.told
        finally:
            stop(started)


def draw_for_readme(city: City, out: Path) -> None:
    prepare_morning(city)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), headless=True, args=FLAGS)
        draw_readme(browser, city, out)
        browser.close()


def draw_all(city: City, names: list[str], languages: list[str], out: Path, console: Console, dark: bool) -> int:
    """Draws each page in each language at both widths; says which could not be drawn, and gives how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    failed = 0
    with sync_playwright() as playwright, Progress(*columns, console=console) as progress:
        browser = playwright.chromium.launch(executable_path=find_chromium(), headless=True, args=FLAGS)
        bar = progress.add_task("Drawing", total=len(names) * len(languages) * len(WIDTHS))
        for language, name in product(languages, names):
            progress.update(bar, description=f"{language} {name}")
            try:
                draw(browser, city, name, language, out, dark)
            except Exception as error:  # one page that cannot be drawn does not keep the others from it
                failed += 1
                progress.console.print(f"[red]{language} {name}[/red]: {error}", highlight=False)
            progress.advance(bar, len(WIDTHS))
        browser.close()
    return failed


def draw(browser: Browser, city: City, name: str, language: str, out: Path, dark: bool) -> None:
    """One page: loaded once, then as wide as each device."""
    context = browser.new_context()
    context.set_default_timeout(1000 * patient(20))
    try:
        page = context.new_page()
        begin_anew(page, WIDTHS[0])
        ALL[name](page, city, language)
        page.emulate_media(color_scheme="dark" if dark else "light")
        for width in WIDTHS:
            resize(page, width)
            folder = out / language / f"{width}{'-dark' if dark else ''}"
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")
    finally:
        context.close()


if __name__ == "__main__":
    sys.exit(main())
