"""A suite whose functions reach every AWS service through microburst, and the faults that it injects.

Only calls by functions go through it. The engine reads the table's stream and the queues, runs the workflows and
delivers topics and bucket notifications inside itself: those paths do not fail here.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from onestop_cli.engine.state import find_free_port
from onestop_cli.ready import RunningSuite
from tests.e2e.town import wait_for
from tests.patience import patient
from tests.suites import keep_in_memory, start_up, stop

Rule = dict[str, Any]

# A queue of the suite waits six times as long as its function may run before it delivers again what failed: up to six
# minutes. Here it is told to wait less, so that a test sees the second delivery. A letter is held for two minutes by
# whoever tried to send it, and for two more where its next try falls into a storm of faults. Eight deliveries, after
# which it is a dead letter, must take longer than both.
AGAIN_SECONDS = {"Notifications": 40, "Surveys": 10, "Retry": 10, "Arrivals": 10, "Uploads": 10}


@dataclass(frozen=True)
class Faults:
    """The faults between the functions and AWS; set over microburst's control address."""

    address: str

    def control(self, method: str, path: str, body: Any = None) -> Any:
        address = f"{self.address}/_microburst/{path}"
        return httpx.request(method, address, json=body, timeout=patient(30)).raise_for_status().json()

    def set(self, *rules: Rule) -> None:
        """These rules from now on, and no others. The first that matches wins."""
        self.control("POST", "rules", list(rules))

    def fired(self, **only: str) -> Counter[tuple[str, str, str]]:
        """Returns the faults injected since the ledger was begun: service, operation, and kind."""
        query = "&".join([f"{name}={value}" for name, value in only.items()] + ["limit=2000"])
        return Counter(
            (each["service"], each["operation"] or "", each["action"]) for each in self.control("GET", f"fired?{query}")
        )

    @contextmanager
    def while_(self, *rules: Rule) -> Iterator[None]:
        """Injects these faults inside the block; begins a new ledger."""
        self.control("DELETE", "fired")
        self.set(*rules)
        try:
            yield
        finally:
            self.set()


def down(service: str) -> Rule:
    """All that a service is asked for fails."""
    return {"service": service, "error": {"code": "ServiceUnavailable", "status": 503}}


def throttled(operation: str) -> Rule:
    """Refuses three calls of ten: as a sequence, so that the number is exact."""
    error = {"code": "ThrottlingException", "status": 400}
    return {"service": "dynamodb", "operation": operation, "sequence": {"fail": 3, "pass": 7}, "error": error}


def lost(operation: str) -> Rule:
    """Of the seven calls of ten that are carried out, one in fourteen is not acknowledged: one in twenty of all."""
    fault = {"abort_bytes": 0}
    return {"service": "dynamodb", "operation": operation, "sequence": {"fail": 1, "pass": 13}, "response": fault}


@contextmanager
def microburst(upstream: str, folder: Path) -> Iterator[Faults]:
    """microburst in front of an address, which need not answer yet."""
    port = find_free_port()
    command = [sys.executable, "-P", str(Path(__file__).with_name("microburst_child.py")), upstream, str(port)]
    with (folder / "microburst.txt").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        made = Faults(f"http://127.0.0.1:{port}")
        wait_for(lambda: answers(made) or process.poll() is not None, bool)
        assert process.poll() is None, (folder / "microburst.txt").read_text()
        yield made
    finally:
        process.terminate()
        process.wait(patient(30))


def answers(faults: Faults) -> bool:
    try:
        return bool(faults.control("GET", "health"))
    except httpx.HTTPError:
        return False


@contextmanager
def faulty_suite(folder: Path) -> Iterator[tuple[RunningSuite, Faults]]:
    """A suite of its own behind microburst. Its engine takes the port that its state remembers, so we know it."""
    state, port = folder / "state", find_free_port()
    keep_in_memory(state)
    state.mkdir(exist_ok=True)
    (state / "engine-port").write_text(str(port))
    with microburst(f"http://127.0.0.1:{port}", folder) as faults:
        started = start_up(folder, "--survey-window", "3600", "--services-through", faults.address)
        try:
            assert started.told.engine == f"http://127.0.0.1:{port}", "its port was taken meanwhile"
            hurry(started.client("sqs"))
            let_it_be_day(started.client("events"))
            yield started.told, faults
        finally:
            try:
                faults.set()
            finally:  # whatever became of it: nobody else stops the suite
                code = stop(started)
        assert code == 0, started.output.read_text()


def hurry(queues: Any) -> None:
    """Lets the queues deliver again soon what failed."""
    addresses = queues.list_queues()["QueueUrls"]
    for name, seconds in AGAIN_SECONDS.items():
        [address] = [address for address in addresses if f"-{name}-" in address]
        queues.set_queue_attributes(QueueUrl=address, Attributes={"VisibilityTimeout": str(seconds)})


def let_it_be_day(rules: Any) -> None:
    """Nightly work is done when a test asks for it, at whatever hour it runs."""
    for rule in rules.list_rules()["Rules"]:
        if str(rule.get("ScheduleExpression", "")).startswith("cron("):
            rules.disable_rule(Name=rule["Name"])
