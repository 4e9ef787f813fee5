"""The table of metrics says what the code counts, no more and no less, and who counts it."""

from __future__ import annotations

from onestop.runtime.metrics import COUNTED, NAMESPACE, metrics
from tests.contract.counting import counted_in_code
from tests.contract.template import TEMPLATE
from tests.each import for_each


def test_the_table_names_what_the_code_counts_and_who_counts_it() -> None:
    assert counted_in_code() == {(name, service) for name, entry in COUNTED.items() for service in entry.services}


@for_each("name", COUNTED)
def test_a_metric_says_what_one_more_of_it_means(name: str) -> None:
    assert COUNTED[name].meaning


def test_the_namespace_is_the_one_that_the_functions_are_told() -> None:
    assert TEMPLATE["Globals"]["Function"]["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"] == NAMESPACE
    assert metrics.provider.namespace == NAMESPACE
