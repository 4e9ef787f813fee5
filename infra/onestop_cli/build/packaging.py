"""Packaging: local folders and files named in the template become objects in a bucket, as CloudFormation wants them.

The same as `aws cloudformation package` does for the kinds of resources this suite uses; one row of ``PACKAGED`` each.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onestop_cli.build.archive import build_archive
from onestop_cli.build.layers import build_dependencies
from onestop_cli.build.sharing import share_layer
from onestop_cli.build.template import read_template
from onestop_cli.engine.gaps import adapt_definition, adapt_template
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.words.build import compile_words


@dataclass(frozen=True)
class Package:
    """A template ready to be sent, and the files it speaks of: object key -> where its bytes are."""

    key: str
    objects: dict[str, Path]


@dataclass(frozen=True)
class Packing:
    """What packaging one template needs to know, and the objects collected so far."""

    bucket: str
    build: Path
    objects: dict[str, Path]

    def keep(self, path: Path) -> str:
        """Note a file for upload; its name carries a hash of its content, so equal content is sent once."""
        self.objects[path.name] = path
        return path.name

    def keep_text(self, stem: str, suffix: str, text: str) -> str:
        """Note a text for upload under a name made from its content."""
        path = self.build / f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:20]}{suffix}"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}-{os.getpid()}")  # two may build at once: none reads half a file
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        return self.keep(path)


def pack_function(packing: Packing, source: Path, _resource: dict[str, Any]) -> str:
    """A function's folder becomes an archive."""
    return f"s3://{packing.bucket}/{packing.keep(build_archive(source, source.name, packing.build))}"


def pack_layer(packing: Packing, source: Path, resource: dict[str, Any]) -> str:
    """A layer's folder becomes an archive with its code below ``python/``; one with a makefile is installed first. What
    the engine is given for it leads to where it is unpacked."""
    if resource.get("Metadata", {}).get("BuildMethod") == "makefile":
        archive = build_dependencies(source, packing.build)
    else:
        compile_words(find_project().root)
        archive = build_archive(source, "layer", packing.build, prefix="python/")
    return f"s3://{packing.bucket}/{packing.keep(share_layer(archive))}"


def pack_definition(packing: Packing, source: Path, _resource: dict[str, Any]) -> dict[str, str]:
    """A state machine's text becomes an object."""
    text = adapt_definition(source.read_text(encoding="utf-8"))
    return {"Bucket": packing.bucket, "Key": packing.keep_text(source.name.split(".")[0], ".asl.json", text)}


def pack_nested(packing: Packing, source: Path, _resource: dict[str, Any]) -> str:
    """A nested stack's template is packaged in turn and becomes an object."""
    return template_url(packing.bucket, pack_template(packing, source))


PACKAGED: dict[str, tuple[str, Callable[[Packing, Path, dict[str, Any]], Any]]] = {
    "AWS::Serverless::Function": ("CodeUri", pack_function),
    "AWS::Serverless::LayerVersion": ("ContentUri", pack_layer),
    "AWS::Serverless::StateMachine": ("DefinitionUri", pack_definition),
    "AWS::CloudFormation::Stack": ("TemplateURL", pack_nested),
}


def template_url(bucket: str, key: str) -> str:
    """Address an object the way CloudFormation asks for templates (path style)."""
    return f"https://s3.amazonaws.com/{bucket}/{key}"


def pack_template(packing: Packing, path: Path) -> str:
    """Package one template and give the key of the result."""
    template = adapt_template(read_template(path))
    for name, resource in template["Resources"].items():
        if resource.get("Type") not in PACKAGED:
            continue
        field, pack = PACKAGED[resource["Type"]]
        local = resource["Properties"].get(field)
        if not isinstance(local, str) or "://" in local:
            continue
        source = (path.parent / local).resolve()
        if not source.exists():
            raise CannotContinue(f"{path.name}: {name} has {field}: {local}, but there is no such file or folder.")
        resource["Properties"][field] = pack(packing, source, resource)
    return packing.keep_text(path.stem, ".template.json", json.dumps(template, ensure_ascii=False))


def package(template: Path, build: Path, bucket: str) -> Package:
    """Build everything a template speaks of, without sending anything."""
    packing = Packing(bucket, build, {})
    return Package(pack_template(packing, template), packing.objects)


def upload(s3: Any, bucket: str, packaged: Package, told: Callable[[str], None] = lambda _: None) -> int:
    """Send what the bucket does not have yet (names carry content hashes); gives how many objects were sent."""
    have = set()
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        have |= {entry["Key"] for entry in page.get("Contents", [])}
    missing = packaged.objects.keys() - have
    for key in sorted(missing):
        told(key)
        s3.put_object(Bucket=bucket, Key=key, Body=packaged.objects[key].read_bytes())
    return len(missing)
