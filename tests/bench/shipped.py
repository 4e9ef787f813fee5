"""The functions as they are shipped: the archives of a deployment unpacked, and the environment that Lambda gives."""

from __future__ import annotations

import os
import site
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onestop_cli.build.archive import build_archive
from onestop_cli.build.layers import build_dependencies
from onestop_cli.project import find_project

REGION = "eu-west-1"
ON_LAMBDA = {
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
    "AWS_LAMBDA_FUNCTION_NAME": "onestop-bench",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    "LAMBDA_TASK_ROOT": "/var/task",
    "_X_AMZN_TRACE_ID": "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "AWS_SESSION_TOKEN": "bench",
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_METRICS_NAMESPACE": "Onestop",
    "LOG_LEVEL": "INFO",
    "CASES_TABLE": "Cases",
    "PEOPLE_TABLE": "People",
    "MESSAGES_TABLE": "Messages",
    "CATALOGUE_TABLE": "Catalogue",
    "APPLICATIONS_TABLE": "Applications",
    "PUBLIC_URL": "https://onestop.example",
    "IDENTITY_KEY_ARN": "IdentityKey",
    "LINK_KEYS_ARN": "LinkKeys",
}


@dataclass(frozen=True)
class Shipped:
    """Unpacked archives: one folder for each function, and those of the layers."""

    functions: dict[str, Path]
    layers: tuple[Path, ...]

    def search_path(self, *functions: str) -> str:
        """The PYTHONPATH of a function on Lambda: its own code, the layers, then botocore as the runtime has it."""
        folders = [*(self.functions[name] for name in functions), *self.layers, *site.getsitepackages()]
        return os.pathsep.join(str(folder) for folder in folders)


def unpack_shipped(into: Path) -> Shipped:
    """Builds what a deployment would send and unpacks it the way Lambda does."""
    project = find_project()
    sources = {path.parents[1].name: path.parents[1] for path in sorted(project.root.glob("functions/*/*/handler.py"))}
    common = project.root / "layers" / "common" / "python"
    archives = [
        build_archive(common, "layer", project.build, prefix="python/"),
        build_dependencies(project.dependencies, project.build),
    ]
    layers = tuple(unpack(archive, into / archive.stem) / "python" for archive in archives)
    functions = {
        name: unpack(build_archive(source, name, project.build), into / name) for name, source in sources.items()
    }
    return Shipped(functions=functions, layers=layers)


def unpack(archive: Path, into: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(into)
    return into


@contextmanager
def lambda_environment(**more: str) -> Iterator[None]:
    """Gives this process the environment of a function for a while."""
    before = dict(os.environ)
    os.environ.update(ON_LAMBDA | more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
