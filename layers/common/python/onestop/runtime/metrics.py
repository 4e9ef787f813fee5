"""Counts for operators: CloudWatch metrics in the embedded metric format, written to the log."""

from __future__ import annotations

import os

from aws_lambda_powertools.metrics import Metrics, MetricUnit

metrics = Metrics(namespace="Onestop", service=os.environ.get("POWERTOOLS_SERVICE_NAME", "onestop"))


def count(name: str, amount: int = 1) -> None:
    """Adds to a count of this invocation, such as CasesOpened."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=amount)
