"""The keys of partners as API Gateway has them."""

from __future__ import annotations

from typing import Any

from onestop.storage.partners.partner_keys import Partner, keep_partner


def named_keys(gateway: Any) -> list[dict[str, Any]]:
    """The keys of the account, by name."""
    pages = gateway.get_paginator("get_api_keys").paginate()
    return sorted((key for page in pages for key in page["items"]), key=lambda key: str(key["name"]))


def let_in(gateway: Any, key_id: str) -> str:
    """Let the first partner's key in, which the template made; gives the key."""
    value: str = gateway.get_api_key(apiKey=key_id, includeValue=True)["value"]
    keep_partner(value, Partner(id=key_id, name="first partner"))
    return value
