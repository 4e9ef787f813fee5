"""What all our problem documents have in common."""

from __future__ import annotations

from typing import Any

from tests.builders import REQUEST_ID, said


def problem(answer: dict[str, Any], status: int) -> dict[str, Any]:
    """The problem document of an answer, checked for its shape (RFC 9457)."""
    assert answer["statusCode"] == status, answer["body"]
    assert answer["headers"]["Content-Type"] == "application/problem+json"
    assert answer["headers"]["Cache-Control"] == "no-store"
    document: dict[str, Any] = said(answer)
    assert document["status"] == status
    assert document["type"].startswith("/problems/")
    assert document["title"]
    assert document["detail"]
    assert document["correlation_id"] == REQUEST_ID
    assert "Traceback" not in answer["body"]
    return document


def fields_of(answer: dict[str, Any], status: int = 400) -> set[str]:
    """The fields that a problem names; each says what is wrong with it."""
    document = problem(answer, status)
    assert all(error["message"] for error in document["errors"])
    return {error["field"] for error in document["errors"]}
