from __future__ import annotations

import importlib
import marshal
import sys
import zipfile
from pathlib import Path

import pytest

from onestop_cli.build.archive import build_archive
from onestop_cli.build.folding import fold_package


def make_function(folder: Path, text: str = "ANSWER = 42\n") -> Path:
    (folder / "intake").mkdir(parents=True)
    (folder / "intake" / "handler.py").write_text(text)
    (folder / "intake" / "page.html").write_text("<p>")
    (folder / "intake" / "__pycache__").mkdir()
    (folder / "intake" / "__pycache__" / "stale.pyc").write_bytes(b"stale")
    return folder


def test_the_same_sources_give_the_same_bytes_wherever_they_lie(tmp_path: Path) -> None:
    one = build_archive(make_function(tmp_path / "a"), "intake", tmp_path / "build-a")
    other = build_archive(make_function(tmp_path / "b"), "intake", tmp_path / "build-b")
    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


def test_a_changed_source_gives_another_name(tmp_path: Path) -> None:
    one = build_archive(make_function(tmp_path / "a"), "intake", tmp_path)
    other = build_archive(make_function(tmp_path / "b", "ANSWER = 43\n"), "intake", tmp_path)
    assert one.name != other.name


def test_modules_travel_with_byte_code_that_is_never_checked_against_its_source(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(build_archive(make_function(tmp_path / "a"), "intake", tmp_path))
    compiled = f"intake/__pycache__/handler.{sys.implementation.cache_tag}.pyc"
    assert sorted(archive.namelist()) == sorted(["intake/handler.py", "intake/page.html", compiled])
    byte_code = archive.read(compiled)
    hash_based, checked = byte_code[4] & 1, byte_code[4] & 2
    assert (hash_based, checked) == (1, 0)
    assert marshal.loads(byte_code[16:]).co_filename == "intake/handler.py"


def test_a_file_that_this_python_cannot_compile_is_shipped_as_it_is(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(build_archive(make_function(tmp_path / "a", "print 'old'\n"), "intake", tmp_path))
    assert sorted(archive.namelist()) == ["intake/handler.py", "intake/page.html"]


def test_a_folded_package_gives_the_same_modules_from_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "regions_of_a_test"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").write_text('"""Regions."""\nfrom .names import NAMES\n')
    (package / "names.py").write_text("NAMES = ['é']\n")
    (package / "region_CA.py").write_text("from . import NAMES\nfrom .names import NAMES as SAME\nCODE = 1\n")
    (package / "inner" / "__init__.py").write_text("HERE = True\n")
    fold_package(package)
    assert sorted(path.name for path in package.iterdir()) == ["__init__.py", "inner", "modules.zip"]
    monkeypatch.syspath_prepend(tmp_path)
    region = importlib.import_module("regions_of_a_test.region_CA")
    assert (region.CODE, region.NAMES, region.NAMES is region.SAME) == (1, ["é"], True)
    assert str(region.__file__).endswith("modules.zip/region_CA.pyc")
    assert importlib.import_module("regions_of_a_test.inner").HERE
