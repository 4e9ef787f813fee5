"""Which jurisdiction a call means. We serve one, so naming it is optional; naming another is refused."""

from __future__ import annotations

from urllib.parse import urlsplit

from intake.open311.refusing import Complaint, RequestRefused
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.settings import setting


def check_jurisdiction(given: str | None, catalogue: Catalogue) -> None:
    """Accepts the jurisdiction's code or, as the specification suggests, "the jurisdiction's main website root url
    (without the www)"; raises RequestRefused for any other."""
    if given and bare(given) not in (catalogue.jurisdiction["code"], bare(setting("PUBLIC_URL"))):
        raise RequestRefused(Complaint(404, f"jurisdiction_id: {given[:100]!r} is not served here"))


def bare(name: str) -> str:
    """A host name or address without scheme, "www" and path."""
    address = name.strip().lower()
    try:
        whole = urlsplit(address if "//" in address else f"//{address}").netloc
    except ValueError:  # brackets that no address has, or look-alike letters
        return ""
    return whole.rpartition("@")[2].partition(":")[0].removeprefix("www.")
