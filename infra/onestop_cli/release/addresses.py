"""The register of addresses: addresses.csv or addresses.geojson as OpenAddresses publishes them, checked row by row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onestop_cli.release.faults import FileFault, show_value
from onestop_cli.release.gazetteer import Address

REGISTERS = ("addresses.csv", "addresses.geojson")
COLUMNS = ("lon", "lat", "number", "street")
MOST_ADDRESSES = 200_000
MOST_FAULTS = 50  # a file in another shape has one in each row
LEADING_NUMBER = re.compile(r"\d{1,5}(?!\d)")
RIGHT = {
    "lon": "longitude in degrees, from -180 to 180",
    "lat": "latitude in degrees, from -90 to 90",
    "number": "a house number of five digits at most, such as 12 or 12A; none only for a crossing (Elm St & Oak Ave)",
    "street": "the name of the street",
}


def read_addresses(path: Path, file: str) -> tuple[list[Address], list[FileFault]]:
    """The addresses of a register, and what is wrong with which row. Empty rows are passed over."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], [FileFault(file, f"byte {error.start}", "this is not UTF-8 text", "a file saved as UTF-8")]
    try:
        rows = list(csv_rows(text) if file.endswith(".csv") else geojson_rows(text))
    except (ValueError, csv.Error) as error:
        return [], [FileFault(file, "", f"this cannot be read: {error}", "OpenAddresses' CSV or GeoJSON points")]
    missing = [column for column in COLUMNS if not any(column in row for _, row in rows[:1])]
    if missing:
        return [], [FileFault(file, "", f"there is no column {', '.join(missing)}", f"columns {', '.join(COLUMNS)}")]
    if len(rows) > MOST_ADDRESSES:
        return [], [FileFault(file, "", f"it has {len(rows)} addresses", f"at most {MOST_ADDRESSES}")]
    addresses: list[Address] = []
    faults: list[FileFault] = []
    for place, row in rows:
        wrong = next(wrong_fields(row), None)
        if wrong is None:
            addresses.append(address_of(row))
        elif len(faults) < MOST_FAULTS:
            faults.append(FileFault(file, place, f"{wrong} is {show_value(row.get(wrong) or '')}", RIGHT[wrong]))
    return addresses, faults


def csv_rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        if any(row.values()):
            yield f"line {reader.line_num}", {str(key).strip().lower(): str(value or "") for key, value in row.items()}


def geojson_rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The points of a FeatureCollection, or of a file with one feature on each line."""
    if '"FeatureCollection"' in text[:200]:
        features = [(f"features[{at}]", feature) for at, feature in enumerate(json.loads(text)["features"])]
    else:
        lines = enumerate(text.splitlines(), 1)
        features = [(f"line {number}", json.loads(line)) for number, line in lines if line.strip()]
    for place, feature in features:
        if not isinstance(feature, dict):
            raise ValueError(f"{place} is no feature")
        point = (feature.get("geometry") or {}).get("coordinates")
        long, lat = point[:2] if isinstance(point, list) and len(point) >= 2 else ("", "")
        told = {str(key).lower(): str(value or "") for key, value in (feature.get("properties") or {}).items()}
        yield place, {"number": "", "street": ""} | told | {"lon": str(long), "lat": str(lat)}


def wrong_fields(row: Mapping[str, str]) -> Iterator[str]:
    """The fields of a row that cannot be right."""
    for name, most in (("lon", 180.0), ("lat", 90.0)):
        if not is_degrees(row.get(name, ""), most):
            yield name
    street = row.get("street", "").strip()
    if not any(letter.isalnum() for letter in street):
        yield "street"
    number = row.get("number", "").strip()
    if not (LEADING_NUMBER.match(number) if number else " & " in street):
        yield "number"


def is_degrees(text: Any, most: float) -> bool:
    try:
        return abs(float(text)) <= most
    except ValueError:
        return False


def address_of(row: Mapping[str, str]) -> Address:
    number = LEADING_NUMBER.match(row.get("number", "").strip())
    return Address(
        int(number[0]) if number else None,
        row["street"].strip(),
        (row.get("city") or row.get("district") or "").strip(),
        row.get("postcode", "").strip(),
        float(row["lat"]),
        float(row["lon"]),
    )
