"""AWS clients of the commands: the embedded engine's, or those of the person's own AWS account."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import botocore.config
import botocore.session

from onestop_cli.engine.process import ADMINISTRATOR, REGION

_botocore: Any = botocore  # it is not typed
_PATIENT = _botocore.config.Config(
    retries={"mode": "standard", "total_max_attempts": 4}, read_timeout=60, connect_timeout=5
)


@cache
def _session() -> Any:
    """Returns the one session, because each new one reads AWS's endpoint data again."""
    return _botocore.session.get_session()


def account_client(service: str, region: str) -> Any:
    """Talk to one service of the person's own AWS account, with the credentials that AWS's tools would use."""
    return _session().create_client(service, region_name=region, config=_PATIENT)


def account_region() -> str | None:
    """Give the region that the person's AWS settings name, if any."""
    region: str | None = _session().get_config_variable("region")
    return region


def engine_client(service: str, endpoint: str) -> Any:
    """Talk to one service of the embedded engine as its administrator."""
    return _session().create_client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=ADMINISTRATOR["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ADMINISTRATOR["AWS_SECRET_ACCESS_KEY"],
        config=_PATIENT,
    )


def engine_settings(endpoint: str) -> dict[str, str]:
    """Name the environment that makes code of the suite, run in this process, speak to the embedded engine."""
    return ADMINISTRATOR | {"AWS_ENDPOINT_URL": endpoint, "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION}


TABLES = {
    "CASES_TABLE": "CasesTable",
    "PEOPLE_TABLE": "PeopleTable",
    "MESSAGES_TABLE": "MessagesTable",
    "CATALOGUE_TABLE": "CatalogueTable",
    "APPLICATIONS_TABLE": "ApplicationsTable",
    "LAKE_BUCKET": "LakeBucket",
}


def table_settings(outputs: dict[str, str]) -> dict[str, str]:
    """Name the tables of a stack, and its lake, the way the suite's own code reads them."""
    return {variable: outputs[output] for variable, output in TABLES.items() if output in outputs}


def use_settings(settings: dict[str, str]) -> None:
    """Give this process the environment that the suite's own code reads when it first talks to AWS."""
    os.environ.update(settings)
