"""The lake in its bucket as tables of Athena: the statements to run there once, so that the measures run unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onestop.contracts.lake import columns
from onestop.storage.lake.lake_bucket import ROWS
from onestop_cli.insights.measures import VIEWS

PARTITION = "day"
HIVE = {"varchar": "string"}  # Hive's name for a type of SQL
SINCE = "2020-01-01"  # no installation is older


def statements(bucket: str, views: Path) -> Iterator[str]:
    """Returns the statements one by one, because Athena takes one at a time. Days are found by their names, so a new
    day needs no statement."""
    fields = ",\n    ".join(f"`{name}` {HIVE.get(kind, kind)}" for name, kind in columns().items() if name != PARTITION)
    place = f"s3://{bucket}/{ROWS}"
    yield f"""CREATE EXTERNAL TABLE IF NOT EXISTS events (
    {fields}
)
PARTITIONED BY (`{PARTITION}` date)
STORED AS PARQUET
LOCATION '{place}'
TBLPROPERTIES (
    'projection.enabled' = 'true',
    'projection.{PARTITION}.type' = 'date',
    'projection.{PARTITION}.format' = 'yyyy-MM-dd',
    'projection.{PARTITION}.range' = '{SINCE},NOW',
    'storage.location.template' = '{place}${{{PARTITION}}}/'
)"""
    for name in VIEWS:
        yield f"CREATE OR REPLACE VIEW {name} AS\n{(views / f'{name}.sql').read_text(encoding='utf-8').rstrip()}"
    yield "CREATE OR REPLACE VIEW as_of AS\nSELECT max(time) AS moment FROM events"
