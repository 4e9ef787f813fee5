"""The keyed hashes under which something may be kept about an address. For people who brought no case nothing else
finds their consents, how they proved the address, and that they are protected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onestop.contracts.phones import forms_of, normal_phone
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.link_keys import read_key
from onestop.domain.people.person import counting_identity, identity_of
from onestop_cli.problems import CannotContinue

KEY = "IdentityKey"  # what the stack calls it


@dataclass(frozen=True, slots=True)
class AddressHashes:
    """What an address is `found` by, in every form that it may have been kept in, and what letters to it are `counted`
    by, which may be somebody else's too: of ana+shop@x.example it is what ana@x.example is found by."""

    found: frozenset[str]
    counted: frozenset[str]


Hashes = Callable[[str], AddressHashes]


def hashes_by(key: bytes, catalogue: Catalogue) -> Hashes:
    """Works them out with the key of an installation and the country of its jurisdiction."""

    def hashes(address: str) -> AddressHashes:
        said = address.strip()
        forms = [said] if "@" in said else list(forms_of(normal_phone(said, catalogue) or said, catalogue))
        found, counted = ({by(form, key) for form in forms} for by in (identity_of, counting_identity))
        return AddressHashes(frozenset(found), frozenset(counted))

    return hashes


def identity_key_of(cloudformation: Any, secrets: Any, stack: str) -> bytes:
    """The key of an installation: an operator who erases may read it."""
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for resource in page["StackResourceSummaries"]:
            if resource["LogicalResourceId"] == KEY:
                said = secrets.get_secret_value(SecretId=resource["PhysicalResourceId"])
                return read_key(said["SecretString"], "The identity key")
    raise CannotContinue(f"The stack {stack} has no {KEY}, by which people are found.")
