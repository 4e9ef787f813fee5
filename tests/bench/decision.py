"""The whole decision about a need in words, warm: what, where, how urgent, who; in a city of 500 services, 50,000
addresses and ten layers of a hundred zones. Its database is asked by the handler alone, once a process: not here."""

from __future__ import annotations

import random
import time
import tracemalloc
from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop.domain.places.find_place import find_places
from onestop.domain.places.gazetteer import Gazetteer
from onestop.domain.places.zones import Zones
from onestop.domain.understanding.classifier import Classifier
from onestop.domain.understanding.classifier_file import read_classifier
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from onestop_cli.release.read_folder import read_learned
from onestop_cli.train.fit_classifier import TrainingSetup, rows_for
from routing.deciding import decide_service
from routing.facts import RoutingFacts
from tests.bench.addresses import a_city, a_thousand_zones
from tests.bench.figures import Figure

SERVICES = 500
ROUNDS = 300
MS, MB = 5.0, 64.0
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEEDS = (
    "Hello, my name is Mary Smith. There is a big hole in the road in front of 31 Balcwood Street, please repair it.",
    "They didn't take my garbage this morning at 15 Balcwood Street, and the bin is full since last week. Thank you!",
    "un carro tapa la entrada de mi garaje en 31 Balcwood Street y no puedo salir a trabajar",
    "小区门口的路灯好几天不亮了，晚上黑漆漆的，孩子放学害怕",
)


def measure(**_: object) -> Iterator[Figure]:
    """CPU milliseconds of a decision, and the megabytes of all that it looks at."""
    folder = find_project().sample_jurisdiction
    release = read_jurisdiction(folder)
    small = read_classifier(read_learned(folder) or b"")
    city, areas = a_city(), a_thousand_zones()
    tracemalloc.start()
    catalogue = Catalogue("0123456789ab", cast("Any", with_services(cast("Any", release), SERVICES)))
    classifier = with_classes(small, tuple(catalogue.services))
    gazetteer, zones = Gazetteer(city), Zones(areas)
    decide_all(catalogue, classifier, gazetteer, zones, len(NEEDS))
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    decide_all(catalogue, classifier, gazetteer, zones, ROUNDS)  # warm: zones lay out their edges when first asked
    begun = time.process_time()
    decide_all(catalogue, classifier, gazetteer, zones, ROUNDS)
    each = (time.process_time() - begun) * 1000 / ROUNDS
    yield Figure(name="a decision in a large city", value=each, unit="CPU ms", baseline=MS, ratio=each / MS, goal=1.0)
    yield Figure(name="all that it looks at", value=held, unit="MB", baseline=MB, ratio=held / MB, goal=1.0)


def decide_all(catalogue: Catalogue, classifier: Classifier, gazetteer: Gazetteer, zones: Zones, times: int) -> None:
    """Needs without a service, each with a place in words and in ten layers."""
    for number in range(times):
        text = NEEDS[number % len(NEEDS)]
        find_places(text, gazetteer)
        found = zones.at(40 + number % 90 / 1e3, -70 + number % 80 / 1e3)
        located = LocatedPlace(zones={layer: tuple(zone.code for zone in each) for layer, each in found.items()})
        decide_service(RoutingFacts(text=text, opened_at=AT, located=located), catalogue, lambda: classifier)


def with_services(release: dict[str, Any], count: int) -> dict[str, Any]:
    """Returns the sample city with this many services: its own, repeated under other codes."""
    own = release["services"]
    more = [{**own[number % len(own)], "code": f"service-{number}"} for number in range(count - len(own))]
    return {**release, "services": [*own, *more]}


def with_classes(small: Classifier, services: tuple[str, ...]) -> Classifier:
    """The classifier of the sample city with a class for each service: those that it did not learn say nothing."""
    dice = random.Random(1)
    classes = (*small.classes, *(code for code in services if code not in small.classes))
    width, new = len(small.classes) + 1, len(classes) - len(small.classes)
    keep = min(len(small.numbers), rows_for(len(classes), TrainingSetup()))
    kept = sorted(dice.sample(range(len(small.numbers)), keep))
    rows = b"".join(small.rows[at * width : (at + 1) * width] + bytes([128]) * new for at in kept)
    bias = (*small.bias, *[min(small.bias) - 1] * new)
    numbers = array("I", (small.numbers[at] for at in kept))
    return replace(small, classes=classes, numbers=numbers, rows=rows, bias=bias, shelves=array("L"))
