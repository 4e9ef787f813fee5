"""How fast the machine was is told with how long the tests took."""

from __future__ import annotations

from tests.pace import told


def test_a_run_on_a_machine_half_as_fast_would_have_taken_half_as_long_on_a_quiet_one() -> None:
    said = told(1087.2, [1.9, 2.1])
    assert said.startswith("18 min 07 s here")
    assert "2.00 times" in said
    assert said.endswith("so there: 9 min 03 s")


def test_of_a_run_that_was_over_before_the_first_look_nothing_is_said() -> None:
    assert told(0.4, []) == ""
