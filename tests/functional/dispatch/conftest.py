"""The workflows, as Step Functions in memory keeps them: they can be started, and stay in the state that a test
sets."""

from __future__ import annotations

import pytest

from onestop.runtime.clients import client
from tests.aws_in_memory import ACCOUNT, Aws

DEFINITION = '{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 60, "End": true}}}'


@pytest.fixture
def workflows(aws: Aws) -> Aws:
    client("stepfunctions").create_state_machine(
        name="onestop-case", definition=DEFINITION, roleArn=f"arn:aws:iam::{ACCOUNT}:role/workflows"
    )
    aws.watch("stepfunctions")
    aws.watch("sqs")
    aws.watch("sns")
    return aws
