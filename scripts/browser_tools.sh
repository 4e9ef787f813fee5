#!/bin/sh
# Chromium and fonts for the browser tests, from Debian. Does nothing where they are.
set -eu
if command -v chromium >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; then
    exit 0
fi
if [ "$(id -u)" != 0 ]; then
    echo "The browser tests need Chromium and a Chinese font. As root: apt-get install chromium fonts-noto-cjk fontconfig" >&2
    exit 1
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig
