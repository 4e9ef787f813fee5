"""Pictures of an operator below the map: from an archive (PMTiles), of which the browser reads parts."""

from __future__ import annotations

import gzip
import re
import struct
import zlib

import pytest
from playwright.sync_api import Page, Route

from onestop.runtime.pages.map_files import hashed
from tests.browser.city import City
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
ARCHIVE = "https://tiles.example/city.pmtiles"
HEADER = 127  # bytes


def a_picture() -> bytes:
    """A PNG of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x88")) + chunk(b"IEND", b"")


def varint(number: int) -> bytes:
    said = bytearray()
    while number > 127:
        said.append(number % 128 + 128)
        number //= 128
    return bytes((*said, number))


def an_archive() -> bytes:
    """An archive (PMTiles 3) in which every tile there is, of any zoom, is the same picture."""
    picture, all_tiles = a_picture(), (4**20 - 1) // 3
    entry = (1, 0, all_tiles, len(picture), 1)  # one entry: from tile 0, for all of them, so long, at the beginning
    directory = gzip.compress(b"".join(map(varint, entry)))
    data = HEADER + len(directory) + 2
    metadata = b"{}"
    header = b"PMTiles\x03" + struct.pack(
        "<11Q", HEADER, len(directory), HEADER + len(directory), len(metadata), data, 0, data, len(picture),
        all_tiles, 1, 1,
    )  # fmt: skip
    header += bytes((1, 2, 1, 2, 0, 19))  # clustered, gzip inside, tiles as they are, PNG, zoom 0 to 19
    header += struct.pack("<4i", -1800000000, -850000000, 1800000000, 850000000) + bytes(9)
    assert len(header) == HEADER
    return header + directory + metadata + picture


def test_tiles_are_read_from_an_archive_and_its_owner_is_named(open_page: OpenPage, city: City) -> None:
    page, archive = open_page(bypass_csp=True), an_archive()
    page.route(ARCHIVE, lambda route: send_part(route, archive))
    page.route(re.compile(r"/around"), as_an_operator_would)
    page.goto(f"{city.url}/around?district=old-town&lang=en")
    page.click("text=Show the map")
    page.wait_for_selector("img.leaflet-tile-loaded")
    assert shown(page).startswith("blob:")
    assert page.inner_text(".leaflet-control-attribution") == "© <b>Somebody</b>"
    assert page.locator(".map-street").count() == 0


def shown(page: Page) -> str:
    return page.locator("img.leaflet-tile-loaded").first.get_attribute("src") or ""


def send_part(route: Route, archive: bytes) -> None:
    """As a server of files does that knows ranges."""
    asked = re.fullmatch(r"bytes=(\d+)-(\d+)", route.request.headers["range"])
    assert asked
    first, last = int(asked[1]), min(int(asked[2]), len(archive) - 1)
    part = archive[first : last + 1]
    headers = {"Content-Range": f"bytes {first}-{last}/{len(archive)}", "Access-Control-Allow-Origin": "*"}
    route.fulfill(status=206, body=part, headers=headers | {"Content-Length": str(len(part))})


def as_an_operator_would(route: Route) -> None:
    """The page as it is where jurisdiction.yaml names the archive."""
    answer = route.fetch()
    body = answer.text().replace('data-tiles=""', f'data-tiles="{ARCHIVE}"')
    body = body.replace('data-archive=""', f'data-archive="/map/{hashed("pmtiles.js")}"')
    body = body.replace('data-attribution=""', 'data-attribution="© &lt;b&gt;Somebody&lt;/b&gt;"')
    route.fulfill(response=answer, body=body)
