"""`onestop agency`: which agencies' systems get the events of cases from the topic, and which events."""

from __future__ import annotations

import inspect
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onestop.storage.catalogue.releases import current
from onestop_cli.agency.allow_topic import door_of, let_in, shut_out
from onestop_cli.agency.cookbook import RECIPES, Policy, Recipe, WantedEvents, kinds_taken, policy_for
from onestop_cli.agency.endpoints import CONFIRMED_BY_READER, SubscriberEndpoint, read_endpoint
from onestop_cli.agency.event_topic import door_of_ours, refuse_own, topic_of
from onestop_cli.agency.subscriptions import TopicSubscription, agencies_in, called, one_at, subscribe
from onestop_cli.agency.wishes import checked, known_agency, recipe_called
from onestop_cli.problems import CannotContinue
from onestop_cli.suite_options import ReadyFile, Region, Stack

agency = typer.Typer(
    name="agency", help="Agencies' systems that get the events of cases: who, which, where.", no_args_is_help=True
)
FORGOTTEN = "SNS forgets a subscription that nobody confirms, within three days"


@agency.command("subscribe")
def subscribe_agency(
    code: Annotated[str, typer.Argument(metavar="AGENCY", help="The agency, such as streets.")],
    to: Annotated[str, typer.Option(help="The ARN of a queue or a function, an e-mail address or an https address.")],
    only: Annotated[str, typer.Option(help="Which events: a name that `onestop agency cookbook` shows.")] = "own",
    of_all: Annotated[
        bool, typer.Option("--of-all", help="Those of all agencies, where they would be those of this one.")
    ] = False,
    also: Annotated[str, typer.Option(help="Another agency, for --only two.")] = "",
    service: Annotated[str, typer.Option(help="A service, for --only service and not-service.")] = "",
    case: Annotated[str, typer.Option(help="A reference, for --only case.")] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. Without this option, only show which events would be delivered.")
    ] = False,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Show what would arrive where; with --yes, subscribe. A place that is subscribed already gets the new choice."""
    endpoint, recipe = read_endpoint(to), recipe_called(only)
    with topic_of(stack, region, ready_file) as topic:
        wish = checked(WantedEvents(agency=code, also=also, service=service, case=case), only, recipe, current())
        refuse_own(topic, endpoint)
        policy = policy_for(recipe, wish, of_all=of_all)
        door = door_of(topic.suite.client, topic.arn, endpoint)
        before = one_at(topic.found, endpoint)
        show_what_arrives(endpoint, recipe, policy, before)
        for line in door.told:
            print_sentence(line)
        if not yes:
            print_sentence("Nothing is done yet: the same command with --yes does it.")
            return
        if door.ours:
            let_in(topic.suite.client, topic.arn, endpoint)
        pending = subscribe(topic.sns, topic.arn, endpoint, policy, recipe.scope, before)
    print_sentence(
        waits_for(endpoint) if pending else "Subscribed. AWS may take up to 15 minutes to go by a changed choice."
    )


@agency.command("unsubscribe")
def unsubscribe_agency(
    to: Annotated[str, typer.Argument(metavar="PLACE", help="As `onestop agency list` shows it.")],
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """End a subscription: nothing is sent there any more, and what let the topic in is taken back."""
    endpoint = read_endpoint(to)
    with topic_of(stack, region, ready_file) as topic:
        refuse_own(topic, endpoint)
        before = one_at(topic.found, endpoint)
        if before is None:
            raise CannotContinue(f"Nothing is sent to {to}. `onestop agency list` shows where events go.")
        if not before.arn.startswith("arn:"):
            raise CannotContinue(f"{to} was never confirmed, so nothing is sent there. {FORGOTTEN}.")
        topic.sns.unsubscribe(SubscriptionArn=before.arn)
        if door_of_ours(topic, endpoint):
            shut_out(topic.suite.client, endpoint)
    print_sentence(f"Nothing is sent there any more. It got: {called(before.policy, before.scope)}.")


@agency.command("list")
def list_subscriptions(
    code: Annotated[str | None, typer.Argument(metavar="[AGENCY]", help="Only what names this agency.")] = None,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Show where events go, which, and what waits to be confirmed. Our own queues are not among them."""
    with topic_of(stack, region, ready_file) as topic:
        if code is not None:
            known_agency(code, current())
        table = Table("agency", "gets", "by", "where", "state")
        for each in topic.found:
            named = agencies_in(each.policy)
            if each.address in topic.own or (code is not None and code not in named and each.policy is not None):
                continue
            state = "[yellow]waits to be confirmed[/]" if each.pending else "subscribed"
            gets = called(each.policy, each.scope)
            table.add_row(*map(escape, (" ".join(named), gets, each.protocol, each.address)), state)
    Console(soft_wrap=True).print(table)


@agency.command("cookbook")
def show_cookbook() -> None:
    """Show which events can be asked for, by name."""
    table = Table("--only", "what", "of whom", "with")
    for name, recipe in RECIPES.items():
        table.add_row(name, recipe.title, of_whom(name, recipe), f"--{recipe.needs}" if recipe.needs else "")
    Console().print(table)


def of_whom(name: str, recipe: Recipe) -> str:
    if name in ("own", "two", "task-ends"):
        return "the agency"
    return "the agency; all with --of-all" if recipe.narrowed else "all"


def show_what_arrives(
    endpoint: SubscriberEndpoint, recipe: Recipe, policy: Policy, before: TopicSubscription | None
) -> None:
    """Prints which events, in which form, and what the place got up to now."""
    print_sentence(f"{recipe.title}, by {endpoint.protocol} to {endpoint.address}")
    if before and before.policy is not None:
        print_sentence(f"It gets already: {called(before.policy, before.scope)}. That is replaced.")
    table = Table("event", "what it says")
    for kind in kinds_taken(policy):
        table.add_row(kind.type, (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " "))
    Console().print(table)
    form = "the event alone" if endpoint.raw else "the event inside the envelope of SNS"
    print_sentence(f"Each as {form}, CloudEvents 1.0 in JSON; an event may come twice and out of order.")
    print_sentence(f"Filter policy ({recipe.scope}): {json.dumps(policy)}")
    if waiting := waits_for(endpoint):
        print_sentence(waiting)


def waits_for(endpoint: SubscriberEndpoint) -> str:
    """Returns who has to agree before anything is sent there."""
    reader = CONFIRMED_BY_READER.get(endpoint.protocol)
    if reader is None:
        return ""
    return f"Nothing is sent before {reader}. {FORGOTTEN}; `onestop agency list` shows what waits."


def print_sentence(sentence: str) -> None:
    Console().print(escape(sentence), highlight=False, soft_wrap=True)
