"""What was asked for by name, checked against the cookbook and the catalogue before anything is done."""

from __future__ import annotations

from onestop.domain.cases.references import read_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop_cli.agency.cookbook import RECIPES, Recipe, WantedEvents
from onestop_cli.problems import CannotContinue


def recipe_called(name: str) -> Recipe:
    if name not in RECIPES:
        raise CannotContinue(f"There is no {name!r} in the cookbook. There are: {', '.join(RECIPES)}.")
    return RECIPES[name]


def checked(wish: WantedEvents, name: str, recipe: Recipe, catalogue: Catalogue) -> WantedEvents:
    """A wish of which all parts are known here; raises CannotContinue for one that would bring nothing, ever."""
    known_agency(wish.agency, catalogue)
    needed = {part: getattr(wish, part) for part in ("also", "service", "case")}
    if recipe.needs and not needed[recipe.needs]:
        raise CannotContinue(f"--only {name} needs --{recipe.needs}.")
    if more := [part for part, value in needed.items() if value and part != recipe.needs]:
        raise CannotContinue(f"--{more[0]} says nothing with --only {name}.")
    if wish.also:
        known_agency(wish.also, catalogue)
    if wish.service and wish.service not in catalogue.services:
        raise CannotContinue(
            f"There is no service {wish.service!r}. There are: {', '.join(sorted(catalogue.services))}."
        )
    reference = read_reference(wish.case) if wish.case else ""
    if reference is None:
        raise CannotContinue(f"{wish.case!r} is no reference. Right would be one such as 7KQ2-M4TX-9BWD-D.")
    return WantedEvents(agency=wish.agency, also=wish.also, service=wish.service, case=reference)


def known_agency(code: str, catalogue: Catalogue) -> None:
    if code not in catalogue.agencies:
        raise CannotContinue(f"There is no agency {code!r}. There are: {', '.join(sorted(catalogue.agencies))}.")
