"""Codes of forms that the suite itself knows, for modules that need nothing else of them."""

from __future__ import annotations

from onestop.domain.catalogue.release import Release

ELIGIBILITY = "eligibility"  # the questions about what somebody may be entitled to


def asks_eligibility(release: Release) -> bool:
    """Says whether a release in force has questions about eligibility."""
    return ELIGIBILITY in release.get("form_versions", {})
