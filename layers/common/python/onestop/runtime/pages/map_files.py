"""The files of the map: Leaflet, our script and style. Browsers keep them for good, because changed content gets a new
name. They are in the layer because pages of several functions name them; the portal serves them."""

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
    "pmtiles.js": "text/javascript; charset=utf-8",  # only if the operator set up an archive of tiles
}
LICENCES = ("leaflet-LICENSE.txt", "pmtiles-LICENSE.txt")


def at(path: str) -> str:
    """Returns the address of one of our paths, on AWS below the path of a stage."""
    return f"{urlsplit(setting('PUBLIC_URL')).path.rstrip('/')}{path}"


def asset(name: str) -> str:
    """Returns the current address of a file."""
    return at(f"/map/{hashed(name)}")


@cache
def hashed(name: str) -> str:
    return named_by_content(name, text_of(name))


def name_of(file: str) -> str | None:
    """Returns the file that an address means; None if it does not exist, or no longer."""
    return next((name for name in KINDS if hashed(name) == file), None)


@cache
def text_of(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
