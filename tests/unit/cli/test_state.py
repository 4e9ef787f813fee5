from __future__ import annotations

import os
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from onestop_cli.engine.ports import USUAL_PORT, address_of, take_port
from onestop_cli.engine.staff import StaffAccount, plan_accounts
from onestop_cli.engine.state import choose_engine_port, hold_state
from onestop_cli.keys.links import keep_link_key
from onestop_cli.problems import CannotContinue
from onestop_cli.processes import beginning_of, still_runs
from onestop_cli.project import running_folder
from onestop_cli.ready import RunningSuite, read_running_suite, remove_ready_files, write_ready_files

RELEASE = {
    "jurisdiction": {"code": "port-ellery", "triage_agency": "contact-centre"},
    "agencies": [{"code": "contact-centre", "kind": "department"}, {"code": "streets", "kind": "department"}],
}


def test_a_state_folder_is_used_by_one_suite_at_a_time(tmp_path: Path) -> None:
    with (
        hold_state(tmp_path / "state"),
        pytest.raises(CannotContinue, match="Another Onestop is running"),
        hold_state(tmp_path / "state"),
    ):
        pass
    with hold_state(tmp_path / "state"):
        pass


def test_what_an_earlier_run_left_in_the_temporary_folder_is_swept(tmp_path: Path) -> None:
    (tmp_path / "tmp" / "old").mkdir(parents=True)
    with hold_state(tmp_path) as state:
        assert list(state.temporary.iterdir()) == []


def test_a_state_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotContinue, match="cannot be used"), hold_state(tmp_path / "file" / "state"):
        pass


def test_the_engine_gets_the_same_port_again(tmp_path: Path) -> None:
    with hold_state(tmp_path) as state:
        assert choose_engine_port(state) == choose_engine_port(state)


def test_the_link_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    key = keep_link_key(tmp_path / "link-key")
    assert len(bytes.fromhex(key)) == 32
    assert keep_link_key(tmp_path / "link-key") == key
    assert (tmp_path / "link-key").stat().st_mode & 0o777 == 0o600


def test_a_port_that_was_asked_for_and_is_taken_is_refused() -> None:
    with take_port(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotContinue, match=f"Port {port} is taken"):
            take_port(port)


def test_without_a_wish_the_next_free_port_is_taken() -> None:
    with take_port(None) as first, take_port(None) as second:
        assert USUAL_PORT <= first.getsockname()[1] < second.getsockname()[1]
        assert address_of(first) == f"http://localhost:{first.getsockname()[1]}"


def test_each_agency_has_a_clerk_and_the_triage_agency_the_other_roles() -> None:
    accounts = plan_accounts(RELEASE, {"streets.clerk@port-ellery.example": "known"})
    assert [(account.agency, account.role) for account in accounts] == [
        ("contact-centre", "clerk"),
        ("streets", "clerk"),
        ("contact-centre", "supervisor"),
        ("contact-centre", "reception"),
        ("contact-centre", "administrator"),
        ("contact-centre", "auditor"),
    ]
    assert accounts[1].password == "known"
    assert accounts[1].groups == ("agency:streets", "role:clerk")
    assert len({account.password for account in accounts}) == 6


def make_suite(pid: int) -> RunningSuite:
    staff = [StaffAccount("a@example", "p", "streets", "clerk")]
    return RunningSuite("http://x", "http://x/api", "key", staff, "http://e", "r", {"CasesTable": "t"}, pid, "/s")


def test_a_ready_file_is_private_and_says_all_that_was_told(tmp_path: Path) -> None:
    suite = make_suite(os.getpid())
    path = tmp_path / "deep" / "ready.json"
    write_ready_files(suite, [path])
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_running_suite(path) == suite
    assert suite.settings["CASES_TABLE"] == "t"


def test_the_ready_file_of_another_suite_is_left_alone(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    write_ready_files(make_suite(1), [theirs])
    write_ready_files(make_suite(2), [mine])
    remove_ready_files(make_suite(2), [mine, theirs])
    assert (mine.exists(), theirs.exists()) == (False, True)


def test_commands_find_the_suite_started_last_that_still_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    ended = subprocess.Popen(["true"])
    ended.wait()
    for age, pid in ((300, os.getppid()), (200, os.getpid()), (100, ended.pid)):
        told = running_folder() / f"{pid}.json"
        write_ready_files(make_suite(pid), [told])
        os.utime(told, (time.time() - age, time.time() - age))
    assert read_running_suite().pid == os.getpid()
    remove_ready_files(make_suite(os.getpid()), [running_folder() / f"{os.getpid()}.json"])
    assert read_running_suite().pid == os.getppid()
    remove_ready_files(make_suite(os.getppid()), [running_folder() / f"{os.getppid()}.json"])
    with pytest.raises(CannotContinue, match="No suite is running"):
        read_running_suite()


def test_a_number_that_another_process_has_by_now_hides_no_suite_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    lives = replace(make_suite(os.getpid()), began=beginning_of(os.getpid()) or "")
    before_the_power_cut = replace(make_suite(os.getppid()), began="another start of the machine:4711")
    for age, suite in ((200, lives), (100, before_the_power_cut)):
        told = running_folder() / f"{suite.pid}.json"
        write_ready_files(suite, [told])
        os.utime(told, (time.time() - age, time.time() - age))
    assert read_running_suite() == lives
    assert [path.name for path in running_folder().iterdir()] == [f"{os.getpid()}.json"]


def test_a_process_is_its_number_and_when_it_began() -> None:
    child = subprocess.Popen(["sleep", "60"])
    began = beginning_of(child.pid) or ""
    assert still_runs(child.pid, began)
    assert not (began and still_runs(os.getpid(), began))  # empty where the machine has no /proc
    assert still_runs(child.pid, "")
    child.kill()
    child.wait()
    assert not still_runs(child.pid, began)


@pytest.mark.parametrize("text", ["{", "[]", "null", "[" * 100_000, '{"url": "x"}'])
def test_a_file_that_is_no_ready_file_is_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "ready.json").write_text(text)
    with pytest.raises(CannotContinue, match="is not a ready file"):
        read_running_suite(tmp_path / "ready.json")


def test_without_a_running_suite_it_is_said_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(CannotContinue, match="onestop up"):
        read_running_suite(tmp_path / "ready.json")
