"""An article is found by people's own words: CPU of a search among two thousand articles, against looking through the
same texts word by word, and what the index of the sample city's articles weighs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from tests.bench.figures import Figure

KEPT = Path(__file__).parents[1] / "kept" / "questions.tsv"
ARTICLES, WORDS, SEED = 2000, 250, 20261128
GOAL = 5.0  # ms


def measure(**_: object) -> Iterator[Figure]:
    """Makes up articles of the words of the sample city's, and asks for them what people asked."""
    from onestop.domain.answers.index_file import read_index, write_index
    from onestop_cli.answers.compile_index import OF_TEXT, OF_TITLE, ArticleText, index_of_release, make_index
    from onestop_cli.answers.thesaurus import OURS, read_thesaurus
    from onestop_cli.answers.try_questions import read_questions
    from onestop_cli.project import find_project
    from onestop_cli.release.read_folder import read_learned, read_release

    sample = find_project().sample_jurisdiction
    release: Any = read_release(sample)
    written = write_index(index_of_release(release, sample, read_learned(sample)))
    index, drawn, thesaurus = read_index(written), random.Random(SEED), read_thesaurus(OURS)
    words = [term for term in index.terms if term[0] != "@" and term[-1] != "-"]
    texts = [
        (" ".join(drawn.choices(sorted(thesaurus.phrases), k=8)), " ".join(drawn.choices(words, k=WORDS)))
        for _ in range(ARTICLES)
    ]
    articles = [
        ArticleText(str(number), {}, [(OF_TITLE, title), (OF_TEXT, text)]) for number, (title, text) in enumerate(texts)
    ]
    many = make_index(articles, thesaurus)
    asked = [each.text for each in read_questions(KEPT, index.by_code)]
    many.find("warm")
    plain = [f"{title} {text}" for title, text in texts]
    took, scanned = cpu(asked, many.find), cpu(asked, lambda question: look_through(question, plain))
    yield Figure(name=f"a search among {ARTICLES} articles", value=took, unit="ms", baseline=scanned, goal=GOAL)
    yield Figure(name="the index of the sample city", value=len(written) / 1000, unit="kB")


def look_through(question: str, texts: list[str]) -> list[int]:
    """How many words of a question each text has."""
    words = question.casefold().split()
    return [sum(word in text for word in words) for text in texts]


def cpu(asked: list[str], search: Callable[[str], Any]) -> float:
    """Milliseconds of CPU of a question, the mean of all."""
    took = []
    for question in asked:
        begun = time.process_time()
        search(question)
        took.append(time.process_time() - begun)
    return mean(took) * 1000
