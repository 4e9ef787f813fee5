"""botocore and moto without reading the same file of theirs again for each session, client and user pool: what is in
it is the same. It took a tenth of the time of all quick tests."""

from __future__ import annotations

import json
from functools import cache
from types import SimpleNamespace
from typing import Any

import moto.cognitoidp.models
from botocore.loaders import JSONFileLoader, Loader

LOAD, LIST = JSONFileLoader.load_file, Loader.list_available_services
IMPORT = moto.cognitoidp.models.jwk.RSAKey.import_key


def quicken_files() -> None:
    """Lets botocore and moto read each of their files once, for the rest of this process."""
    JSONFileLoader.load_file = lambda _loader, path: loaded(path)
    Loader.list_available_services = lambda loader, type_name: listed(tuple(loader.search_paths), type_name)
    rsa = SimpleNamespace(import_key=lambda key: imported(json.dumps(key)))
    moto.cognitoidp.models.jwk = SimpleNamespace(RSAKey=rsa)


@cache
def loaded(path: str) -> Any:
    """A description of a service, which nobody changes once it is read."""
    return LOAD(JSONFileLoader(), path)


@cache
def listed(paths: tuple[str, ...], kind: str) -> Any:
    """The services that are described on these paths."""
    return LIST(Loader(list(paths), include_default_search_paths=False), kind)


@cache
def imported(key: str) -> Any:
    """The one key of moto that signs the tokens of every pool: to find its primes again takes a quarter of a second."""
    return IMPORT(json.loads(key))
