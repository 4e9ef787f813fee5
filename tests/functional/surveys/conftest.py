"""A mail provider that lets us send."""

from __future__ import annotations

import pytest

from onestop.runtime.clients import client
from tests.aws_in_memory import Aws


@pytest.fixture
def post(aws: Aws) -> Aws:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    return aws
