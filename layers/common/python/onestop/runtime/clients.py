"""Clients of AWS services, made at first use and kept for the life of the process. botocore: boto3 adds only weight."""

from __future__ import annotations

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

from onestop.runtime.settings import setting

RETRIES = Config(retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=5, read_timeout=20)


@cache
def client(service: str) -> Any:
    """The client of a service, such as "sns"."""
    return botocore.session.get_session().create_client(service, region_name=setting("AWS_REGION"), config=RETRIES)
