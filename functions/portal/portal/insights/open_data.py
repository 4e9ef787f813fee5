"""Describes the figures for catalogues of open data: as a Data Package (Frictionless) and as DCAT in JSON-LD. Both name
the tables, their columns and their addresses; the data is in the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.translation import Phrase, SayOnPage
from portal.insights.figures import FIGURES
from portal.insights.texts import INSIGHTS

TYPES = {"month": "yearmonth", "service": "string", "channel": "string", "cases": "integer", "answers": "integer",
         "days": "integer"}  # fmt: skip
NUMBER = "number"


def tables_of(told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The tables that have rows, with their columns."""
    return {code: (name, bar, *others) for code, (name, bar, others) in FIGURES.items() if told.get(code)}


def data_package(told: Mapping[str, Any], base: str, say: SayOnPage) -> dict[str, Any]:
    """https://datapackage.org/standard/data-package/"""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "onestop-insights",
        "title": say(INSIGHTS["title"]),
        "description": say(INSIGHTS["lead"]),
        "homepage": f"{base}/insights",
        "created": told["at"],
        "resources": [
            {
                "name": code,
                "title": say(INSIGHTS[code]),
                "description": say(INSIGHTS[f"{code}_says"]),
                "path": f"{base}/insights/{code}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [field_of(column, say) for column in columns], "primaryKey": [columns[0]]},
            }
            for code, columns in tables_of(told).items()
        ],
    }


def field_of(column: str, say: SayOnPage) -> dict[str, Any]:
    return {"name": column, "type": TYPES.get(column, NUMBER), "title": say(INSIGHTS[column])}


def dcat(told: Mapping[str, Any], base: str, publisher: str, language: str, say: SayOnPage) -> dict[str, Any]:
    """https://www.w3.org/TR/vocab-dcat-3/"""

    def text(phrase: Phrase) -> dict[str, str]:
        return {"@value": say(phrase), "@language": language}

    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{base}/insights",
        "@type": "dcat:Dataset",
        "dct:title": text(INSIGHTS["title"]),
        "dct:description": text(INSIGHTS["lead"]),
        "dct:modified": {"@value": told["at"], "@type": "xsd:dateTime"},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": {"@value": publisher, "@language": language}},
        "dcat:landingPage": {"@id": f"{base}/insights"},
        "dcat:distribution": [
            {
                "@id": f"{base}/insights/{code}.csv",
                "@type": "dcat:Distribution",
                "dct:title": text(INSIGHTS[code]),
                "dct:description": text(INSIGHTS[f"{code}_says"]),
                "dcat:accessURL": {"@id": f"{base}/insights/{code}.csv"},
                "dcat:downloadURL": {"@id": f"{base}/insights/{code}.csv"},
                "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
            }
            for code in tables_of(told)
        ],
    }
