"""Clients of AWS services, made at first use and kept for the life of the process. botocore, because boto3 only adds
weight."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

from onestop.runtime.settings import setting

RETRIES = Config(
    user_agent="Onestop", retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=5, read_timeout=20
)  # type: ignore[no-untyped-call]
# Somebody waits for the answers of these, and there is a fallback if they do not answer.
HASTY = Config(
    user_agent="Onestop", retries={"mode": "standard", "total_max_attempts": 2}, connect_timeout=2, read_timeout=3
)  # type: ignore[no-untyped-call]
ASKED_IN_HASTE = frozenset({"secretsmanager", "translate", "bedrock-runtime"})


@cache
def client(service: str, region: str = "") -> Any:
    """Returns the client of a service, such as "sns"; of our region unless another is named."""
    session = botocore.session.get_session()  # type: ignore[no-untyped-call]
    config = HASTY if service in ASKED_IN_HASTE else RETRIES
    return session.create_client(service, region_name=region or setting("AWS_REGION"), config=config)
