"""What there is to watch, as it was deployed: the template tells it in the environment of this function, and the names
of queues in a parameter."""

from __future__ import annotations

from onestop.runtime.dead_letters import DeadLetters
from onestop.runtime.parameters import read_parameter
from onestop.runtime.settings import setting

ITSELF = "itself"  # a function cannot be told its own name by the template: it would have to be there before itself
OBSERVED_IN = "Observability"  # the nested stack of the alarms
MACHINES = ("Case", "Task", "Automatic")
DEAD = "Dead"
LOST = "Lost"


def on_aws() -> bool:
    """Whether CloudWatch runs: what it alone knows is not known on one machine."""
    return setting("CLOUDWATCH", "off") == "on"


def read_names(told: str) -> dict[str, str]:
    """Names in the template with those on AWS, as `Intake=name Voice=name`: the environment has room for 4 KB."""
    return dict(pair.split("=", 1) for pair in told.split())


def functions() -> dict[str, str]:
    """Each function: its name in the template, such as Intake, and its name on AWS."""
    own = setting("AWS_LAMBDA_FUNCTION_NAME", "")
    named = read_names(setting("WATCHED_FUNCTIONS"))
    return {name: own if real == ITSELF else real for name, real in named.items()}


def queues() -> dict[str, str]:
    """Each queue: its name in the template, such as Notifications, and its address. Names alone are
    told: addresses in an account begin alike."""
    beginning = setting("RETRY_QUEUE").rpartition("/")[0]
    named = read_names(read_parameter("WATCHED_QUEUES"))
    return {name: f"{beginning}/{real}" for name, real in named.items()}


def machines() -> dict[str, str]:
    """Each state machine and its ARN, of which the template tells the beginning."""
    return {name: setting("WATCHED_MACHINES") + name.lower() for name in MACHINES}


def alarm_prefix() -> str:
    """How the names of our alarms begin: with the nested stack that has them."""
    return f"{setting('WATCHED_MACHINES').rpartition(':')[2]}{OBSERVED_IN}-"


def is_dead(queue: str) -> bool:
    """Whether a queue holds what has failed for good."""
    return queue.endswith(DEAD) or queue == LOST


def source_of(queue: str) -> str | None:
    """The queue that dead letters came from, by the names in the template; None for what a schedule asked for."""
    return queue.removesuffix(DEAD) if queue.endswith(DEAD) else None


def dead_letters() -> dict[str, DeadLetters]:
    """The dead-letter queues whose messages can be sent back."""
    addresses = queues()
    pairs = ((name, source) for name in addresses if is_dead(name) and (source := source_of(name)))
    return {name: DeadLetters(name, addresses[name], source, addresses[source]) for name, source in pairs}
