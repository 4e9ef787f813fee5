"""Debian's Chromium (`make browser-tools` installs it): where it is, and how it is started."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = f"there is no Chromium here (looked for {', '.join(NAMES)}): make browser-tools"


def find_chromium() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)
