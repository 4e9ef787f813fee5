"""What a page may load beyond what every page may: its Content-Security-Policy, read and written as a table."""

from __future__ import annotations

from chalice.app import Response

CONTENT_POLICY = "Content-Security-Policy"
US = "'self'"


def allow(answer: Response, **sources: str) -> Response:
    """Lets a page load more: `script_src="'self'"`, `img_src=origin`. What is allowed already is not repeated, and an
    empty value allows nothing."""
    rules = read_policy(str(answer.headers.get(CONTENT_POLICY, "")))
    for name, wanted in sources.items():
        directive = name.replace("_", "-")
        if wanted:
            rules[directive] = merge_sources(wanted.split(), rules.get(directive, []))
    answer.headers[CONTENT_POLICY] = write_policy(rules)
    return answer


def read_policy(policy: str) -> dict[str, list[str]]:
    """Reads the sources of each directive, in the order of the policy."""
    parts = (part.split() for part in policy.split(";"))
    return {name: sources for name, *sources in filter(None, parts)}


def write_policy(rules: dict[str, list[str]]) -> str:
    """Writes the policy as a browser reads it: the default for all other directives comes first."""
    ordered = sorted(rules.items(), key=lambda rule: (not rule[0].startswith("default"), rule[0]))
    return "; ".join(" ".join((directive, *sources)) for directive, sources in ordered)


def merge_sources(wanted: list[str], known: list[str]) -> list[str]:
    """Merges sources: ourselves first, then new ones, then those that were there."""
    merged = dict.fromkeys((*wanted, *known))
    return sorted(merged, key=lambda source: source != US)
