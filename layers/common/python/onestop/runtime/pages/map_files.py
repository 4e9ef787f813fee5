"""The files of the map: Leaflet, our script and style. Browsers keep them for good, for another content has another
name. They lie in the layer because pages of several functions name them; the portal sends them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.settings import setting

STATIC = Path(__file__).with_name("static")
KINDS = {
    "leaflet.js": "text/javascript; charset=utf-8",
    "map.js": "text/javascript; charset=utf-8",
    "map.css": "text/css; charset=utf-8",
    "pmtiles.js": "text/javascript; charset=utf-8",  # only where the operator named an archive of tiles
}
LICENCES = ("leaflet-LICENSE.txt", "pmtiles-LICENSE.txt")


def at(path: str) -> str:
    """The address of a path of ours, on AWS below the path of a stage."""
    return f"{urlsplit(setting('PUBLIC_URL')).path.rstrip('/')}{path}"


def asset(name: str) -> str:
    """The address of a file as it is now."""
    return at(f"/map/{hashed(name)}")


@cache
def hashed(name: str) -> str:
    return named_by_content(name, text_of(name))


def name_of(file: str) -> str | None:
    """The file that is meant by an address; None for one that is not there, or not there any more."""
    return next((name for name in KINDS if hashed(name) == file), None)


@cache
def text_of(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
