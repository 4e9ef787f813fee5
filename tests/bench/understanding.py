"""The cost of understanding words: reading the classifier once a process, and understanding a sentence."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from statistics import median

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.classifier_file import read_classifier
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from onestop_cli.release.read_folder import read_learned
from tests.bench.figures import Figure

SENTENCES = (
    "They didn't take my garbage this morning, and the bin is full since last week.",
    "un carro tapa la entrada de mi garaje y no puedo salir a trabajar",
    "小区门口的路灯好几天不亮了，晚上黑漆漆的，孩子放学害怕",
)
ROUNDS = 200
MS, MB = 1.0, 6.0


def measure(**_: object) -> Iterator[Figure]:
    """CPU milliseconds of the classifier for a sentence, and megabytes that it takes."""
    folder = find_project().sample_jurisdiction
    data = read_learned(folder) or b""
    tracemalloc.start()
    classifier = read_classifier(data)
    taken = tracemalloc.get_traced_memory()[0] / 1_000_000
    tracemalloc.stop()
    yield Figure(name="memory of the classifier", value=taken, unit="MB", baseline=MB, ratio=taken / MB, goal=1.0)
    begun = time.process_time()
    read_classifier(data)
    yield Figure(name="reading it", value=(time.process_time() - begun) * 1000, unit="CPU ms")
    times = []
    for number in range(ROUNDS):
        begun = time.process_time()
        classifier.likely(SENTENCES[number % len(SENTENCES)])
        times.append((time.process_time() - begun) * 1000)
    yield Figure(
        name="a sentence classified", value=median(times), unit="CPU ms", baseline=MS, ratio=median(times), goal=1.0
    )
    from onestop.domain.understanding.meaning import understand_need

    catalogue = Catalogue("0123456789ab", read_jurisdiction(folder))
    begun = time.process_time()
    for number in range(ROUNDS):
        understand_need(SENTENCES[number % len(SENTENCES)], catalogue, classifier)
    each = (time.process_time() - begun) * 1000 / ROUNDS
    yield Figure(name="a sentence understood, with its reasons", value=each, unit="CPU ms")
