"""The dependencies layer: the pinned third-party code that all functions share, built for the Python that runs them."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from onestop_cli.build.archive import PYTHON_TAG, write_archive
from onestop_cli.build.folding import fold_package
from onestop_cli.problems import CannotContinue

INSTALL_LIMIT = 300.0
# What no function reaches at run time: build and deploy tools, and parts of Powertools that we use no feature of.
# Each cold start of an embedded function unpacks the layer, so every file counts. Delete a row to use a feature.
_POWERTOOLS_UTILITIES = (
    *("auth_alpha", "circuit_breaker", "data_masking", "feature_flags", "idempotency"),
    *("kafka", "parameters", "parser", "streaming", "validation"),
)
UNUSED = (
    "bin",
    *(f"chalice/{name}" for name in ("cdk", "cli", "deploy", "templates", "vendored")),
    "aws_lambda_powertools/event_handler",
    *(f"aws_lambda_powertools/utilities/{name}" for name in _POWERTOOLS_UTILITIES),
)
# Rules for emergency and short numbers, which nobody asks of a telephone number that a resident leaves, and modules of
# which a process loads one or two.
UNUSED_MODULES = ("phonenumbers/shortdata/region_*.py",)
FOLDED = ("phonenumbers/data",)
UNUSED_NAMES = ("tests", "test", "*.pyi", "*.dist-info/licenses", "*.dist-info/sboms", "__pycache__")


def dependencies_key(requirements: Path) -> str:
    """Name what the layer would hold: the pins, this Python and this machine's kind."""
    digest = hashlib.sha256(requirements.read_bytes())
    digest.update(f"{PYTHON_TAG} {sysconfig.get_platform()} {UNUSED} {UNUSED_NAMES} {UNUSED_MODULES} {FOLDED}".encode())
    return digest.hexdigest()[:20]


def build_dependencies(folder: Path, into: Path) -> Path:
    """Build the dependencies layer's archive unless the same pins were built for this Python before."""
    requirements = folder / "requirements.txt"
    if not requirements.is_file():
        raise CannotContinue(f"{requirements} is missing: it lists what the functions need.")
    target = into / f"dependencies-{dependencies_key(requirements)}.zip"
    if not target.is_file():
        into.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into, prefix=".dependencies-") as scratch:
            install_dependencies(requirements, Path(scratch))
            drop_unused(Path(scratch))
            for name in FOLDED:
                if (Path(scratch) / name).is_dir():
                    fold_package(Path(scratch) / name)
            write_archive(Path(scratch), target, prefix="python/")
    return target


def install_dependencies(requirements: Path, target: Path) -> None:
    """Install the pins, and nothing that they would pull in; with uv when it is there, because it is quicker."""
    if importlib.util.find_spec("uv"):
        installer = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", sys.executable]
    else:
        installer = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*installer, "--no-deps", "--only-binary", ":all:", "--requirement", str(requirements)]
    try:
        run = subprocess.run(
            [*command, "--target", str(target)], capture_output=True, text=True, timeout=INSTALL_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotContinue(f"Installing {requirements} took more than {INSTALL_LIMIT:.0f} seconds.") from None
    if run.returncode:
        raise CannotContinue(
            f"The packages of {requirements} could not be installed: is a package index reachable?",
            tuple(run.stderr.strip().splitlines()[-12:]),
        )


def drop_unused(folder: Path) -> None:
    """Remove what no function loads: each cold start unpacks the whole layer."""
    for name in UNUSED:
        shutil.rmtree(folder / name, ignore_errors=True)
    for pattern in (*UNUSED_NAMES, *UNUSED_MODULES):
        for path in sorted(folder.rglob(pattern)):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
