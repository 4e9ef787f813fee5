"""Debian's Chromium (`make browser-tools` installs it): where it is, and how it is started."""

from __future__ import annotations

import shutil

WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")  # with settings
NAMES = ("chromium-headless-shell", *WHOLE)  # without windows it takes half the time
# Chromium goes by the last list of features that it is given, so Playwright's own are repeated.
PLAYWRIGHTS = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"),
    *("HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"),
    "PreconnectToSearch",
)
# What it gets ready with each window for a person who types an address into it, in two processes; and a third one, for
# the next page that they may open. A window costs half without.
FOR_PERSONS = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    "SpareRendererForSitePerProcess",
)
FLAGS = [
    f"--disable-features={','.join(PLAYWRIGHTS + FOR_PERSONS)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = f"there is no Chromium here (looked for {', '.join(NAMES)}): make browser-tools"


def find_chromium(names: tuple[str, ...] = NAMES) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)
