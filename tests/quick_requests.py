"""moto without looking again, at each request, for who answers it: it goes through the addresses of all services of
AWS, and writes those of the service anew; for S3 it even loads their module again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from moto import backend_index
from moto.backends import get_backend
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.base_backend import BackendDict
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.exceptions import HTTPException
from moto.core.request import normalize_request
from moto.core.utils import get_equivalent_url_in_aws_domain

Answering = Callable[[Any, str, Any], Any]

PROCESS = BotocoreStubber.process_request


def quicken_requests() -> None:
    """Lets moto take less time over each request."""
    BotocoreStubber.process_request = process  # type: ignore[method-assign]


def process(stubber: BotocoreStubber, request: Any) -> Any:
    """Has a request answered; moto itself looks at one that nobody is found for."""
    url, _ = get_equivalent_url_in_aws_domain(request.url)
    answering = answering_at(f"{url.scheme}://{url.netloc}{url.path}")
    if answering is None:
        return PROCESS(stubber, request)
    asked = normalize_request(request)
    try:
        return answering(asked, asked.raw_url, asked.headers)
    except HTTPException as error:
        return error.code, error.get_headers(), error.get_body()


@lru_cache(maxsize=4096)
def answering_at(url: str) -> Answering | None:
    """Who answers at an address, as moto finds it: the first one of the first service that has it."""
    found = (service for service, pattern in backend_index.backend_url_patterns if pattern.match(url))
    return next((method for service in found for address, method in addresses_of(service) if address.match(url)), None)


@cache
def addresses_of(service: str) -> Sequence[tuple[re.Pattern[str], Answering]]:
    """The addresses of a service."""
    backends: Any = get_backend(service)  # type: ignore[call-overload]
    if not isinstance(backends, BackendDict):
        backend = backends["global"]
    elif "us-east-1" in backends[DEFAULT_ACCOUNT_ID]:
        backend = backends[DEFAULT_ACCOUNT_ID]["us-east-1"]
    else:
        backend = backends[DEFAULT_ACCOUNT_ID]["aws"]
    return [(re.compile(address), method) for address, method in backend.urls.items()]
