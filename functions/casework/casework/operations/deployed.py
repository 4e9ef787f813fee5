"""The parts of this deployment to watch: the template passes it in this function's environment, and the names of
queues in a parameter."""

from __future__ import annotations

from onestop.runtime.dead_letters import DeadLetters
from onestop.runtime.parameters import read_parameter
from onestop.runtime.settings import setting

ITSELF = "itself"  # the template cannot pass a function its own name: that would be a circular dependency
OBSERVED_IN = "Observability"  # the nested stack that has the alarms
MACHINES = ("Case", "Task", "Automatic")
DEAD = "Dead"
LOST = "Lost"


def on_aws() -> bool:
    """Says whether this runs on AWS with CloudWatch; its figures do not exist on one machine."""
    return setting("CLOUDWATCH", "off") == "on"


def read_names(told: str) -> dict[str, str]:
    """Reads pairs of names, in the template and on AWS, written as `Intake=name Voice=name`: the environment has room
    for 4 KB."""
    return dict(pair.split("=", 1) for pair in told.split())


def functions() -> dict[str, str]:
    """Returns each function: its name in the template, such as Intake, and its name on AWS."""
    own = setting("AWS_LAMBDA_FUNCTION_NAME", "")
    named = read_names(setting("WATCHED_FUNCTIONS"))
    return {name: own if real == ITSELF else real for name, real in named.items()}


def queues() -> dict[str, str]:
    """Returns each queue: its name in the template, such as Notifications, and its address. Only names are passed in,
    because all addresses of an account begin alike."""
    beginning = setting("RETRY_QUEUE").rpartition("/")[0]
    named = read_names(read_parameter("WATCHED_QUEUES"))
    return {name: f"{beginning}/{real}" for name, real in named.items()}


def machines() -> dict[str, str]:
    """Returns each state machine and its ARN, whose beginning the template passes in."""
    return {name: setting("WATCHED_MACHINES") + name.lower() for name in MACHINES}


def alarm_prefix() -> str:
    """Returns how the names of our alarms begin: with the name of the nested stack."""
    return f"{setting('WATCHED_MACHINES').rpartition(':')[2]}{OBSERVED_IN}-"


def is_dead(queue: str) -> bool:
    """Says whether a queue is a dead-letter queue."""
    return queue.endswith(DEAD) or queue == LOST


def source_of(queue: str) -> str | None:
    """Returns the queue that dead letters came from, by the names in the template; None for failed runs of a
    schedule."""
    return queue.removesuffix(DEAD) if queue.endswith(DEAD) else None


def dead_letters() -> dict[str, DeadLetters]:
    """Returns the dead-letter queues whose messages can be sent back."""
    addresses = queues()
    pairs = ((name, source) for name in addresses if is_dead(name) and (source := source_of(name)))
    return {name: DeadLetters(name, addresses[name], source, addresses[source]) for name, source in pairs}
