#!/bin/sh
# What the browser tests need: Debian's Chromium and fonts, and the Nu HTML checker; what makes a typed client of our API
# and compiles it, and what reads our AsyncAPI document. Does nothing where they are. The checker is a program in Java
# that npm knows as vnu-jar. All are kept beside the virtual environment, which a lock file that changed makes anew.
set -eu
cd "$(dirname "$0")/.."
checker=vnu-jar@26.9.27
proof=TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==
jar=.venv/share/vnu-26.9.27.jar
events=.venv/share/asyncapi  # what reads our AsyncAPI document; each package of it by its hash, too
client=.venv/share/typed-client  # each package of it by its hash: scripts/typed_client/package-lock.json

missing=
here() { command -v "$1" >/dev/null 2>&1; }
here chromium || missing="$missing chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fontconfig"
here java || missing="$missing default-jre-headless"
locked() { cmp -s scripts/typed_client/package-lock.json "$client/package-lock.json" && [ -x "$client/node_modules/.bin/tsc" ]; }
same() { cmp -s scripts/asyncapi/package-lock.json "$events/package-lock.json" && [ -d "$events/node_modules/@asyncapi/parser" ]; }
{ [ -e "$jar" ] && locked && same; } || here npm || missing="$missing npm"
here node || missing="$missing nodejs"
# Without windows Chromium takes half the time. Debian has it so since 2025; whoever has it not can do without
windowless() { ! here chromium-headless-shell && apt-cache show chromium-headless-shell >/dev/null 2>&1 && echo chromium chromium-headless-shell; }
[ "$(id -u)" != 0 ] || missing="$missing $(windowless || true)"
if [ -n "${missing# }" ]; then
    if [ "$(id -u)" != 0 ]; then
        echo "The browser tests need more of Debian. As root: apt-get install$missing" >&2
        exit 1
    fi
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing $(windowless || true)
fi

if ! locked; then
    rm -rf "$client"
    mkdir -p "$client"
    cp scripts/typed_client/package.json scripts/typed_client/package-lock.json "$client"
    npm ci --prefix "$client" --ignore-scripts --no-audit --no-fund --silent
fi

if ! same; then
    rm -rf "$events"
    mkdir -p "$events"
    cp scripts/asyncapi/package.json scripts/asyncapi/package-lock.json "$events"
    npm ci --prefix "$events" --ignore-scripts --no-audit --no-fund --silent
fi

[ ! -e "$jar" ] || exit 0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm pack --silent --pack-destination "$folder" "$checker" >/dev/null
got=$(openssl dgst -sha512 -binary "$folder"/vnu-jar-*.tgz | openssl base64 -A)
if [ "$got" != "$proof" ]; then
    echo "This is not the HTML checker that we know: its sha512 is $got" >&2
    exit 1
fi
tar -xzf "$folder"/vnu-jar-*.tgz -C "$folder" package/build/dist/vnu.jar
mkdir -p .venv/share
mv "$folder/package/build/dist/vnu.jar" "$jar"
