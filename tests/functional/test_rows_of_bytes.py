"""A classifier and an index lie in rows as text, and come back as the bytes that they were."""

from __future__ import annotations

import random
from base64 import b85encode

import pytest

from onestop.storage.catalogue.rows_of_bytes import ROW_LETTERS, load_bytes, rows_of_bytes, save_bytes
from onestop.storage.tables import CatalogueRow
from tests.aws_in_memory import Aws

DATA = random.Random(85).randbytes(500_001)


@pytest.mark.parametrize("size", [1, 2, 3, 224_999, 225_000, 225_001, len(DATA)])
def test_bytes_come_back_as_they_were_in_rows_that_dynamodb_takes(aws: Aws, size: int) -> None:
    save_bytes("SOME#bytes", DATA[:size])
    assert load_bytes("SOME#bytes") == DATA[:size]
    assert all(len(row.body or "") < 400_000 for row in rows_of_bytes("SOME#bytes", DATA[:size]))


def test_where_nothing_was_saved_there_is_nothing(aws: Aws) -> None:
    assert load_bytes("SOME#bytes") is None


def test_a_release_that_was_written_as_base85_is_read_and_written_over(aws: Aws) -> None:
    written = b85encode(DATA).decode()
    with CatalogueRow.batch_write() as batch:
        for number, start in enumerate(range(0, len(written), ROW_LETTERS)):
            batch.save(CatalogueRow("SOME#bytes", f"{number:04d}", body=written[start : start + ROW_LETTERS]))
    assert load_bytes("SOME#bytes") == DATA
    [first, *_] = rows_of_bytes("SOME#bytes", DATA)
    first.save()
    with pytest.raises(ValueError, match="bad base85"):  # in the middle of it: whoever reads now tries again
        load_bytes("SOME#bytes")
    save_bytes("SOME#bytes", DATA)
    assert load_bytes("SOME#bytes") == DATA
