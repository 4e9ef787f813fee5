#!/bin/sh
# Makes the virtual environment from the lock file. $1: the Python to use, if somebody named one; $2: where.
set -eu
python=$1 venv=$2

# The system's own Python comes first, if it will do: Debian compiles it with a profile of how programs run. One that
# stands before it on the PATH is mostly compiled without, and then everything takes 1.4 times as long.
will_do='import ensurepip, sys; sys.exit(sys.version_info < (3, 11))'
if [ -z "$python" ]; then
    python=$(command -pv python3) && "$python" -c "$will_do" 2>/dev/null || python=python3
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Onestop needs Python 3.11 or later; $("$python" --version) is too old. Name another: make setup PYTHON=python3.12" >&2
    exit 1
}

rm -rf "$venv"
if ! "$python" -m venv "$venv" 2>/dev/null; then
    # Debian keeps the venv module's installer in a package of its own
    echo "Installing python3-venv"
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv
    else
        echo "This Python cannot make virtual environments. As root: apt-get install python3-venv" >&2
        exit 1
    fi
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

echo "Installing the dependencies into $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$(grep -oE '^uv==[^ ;]+' requirements.lock)"
"$venv/bin/uv" pip sync --quiet --python "$venv/bin/python" --require-hashes requirements.lock
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --editable .
