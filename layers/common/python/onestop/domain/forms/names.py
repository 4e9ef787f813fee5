"""Names of forms that the suite itself knows, for whoever needs no more of them."""

from __future__ import annotations

from onestop.domain.catalogue.release import Release

ELIGIBILITY = "eligibility"  # the questions about what one may get


def asks_eligibility(release: Release) -> bool:
    """Whether a release in force has questions about what one may get."""
    return ELIGIBILITY in release.get("form_versions", {})
