"""`onestop people`: which records of a file are one person; and the made-up people that this is measured with."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.every_command import commands
from tests.depth import tries

HEAD = "rec_id,given_name,surname,street_number,address_1,suburb,postcode,date_of_birth,soc_sec_id\n"
FEBRL = (
    "rec-1-org,mitchell,green,7,wallaby place,cleveland,2119,19560409,1804974\n"
    "rec-1-dup-0,mitchel,green,7,walaby place,cleveland,2119,19560409,1804974\n"
    "rec-2-org,harley,mccarthy,177,pridham street,marsden,3165,19080419,6089216\n"
    "rec-2-dup-0,mccarthy,harley,,pridhamstreet,marsden,3165,19080914,\n"
)


def run(*words: str) -> Any:
    return CliRunner().invoke(commands, ["people", *words])


def matched(file: Path, truth: str) -> Any:
    made = run("match", str(file), "--truth", truth, "--json")
    assert made.exit_code == 0, made.output
    return json.loads(made.output)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "people.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("seed", [1, 2])
def test_of_people_who_move_share_telephones_and_are_twins_no_two_are_merged_and_19_of_20_found(
    tmp_path: Path, seed: int
) -> None:
    file = tmp_path / "made.csv"
    assert run("generate", str(tries(900, 2)), "--seed", str(seed), "--into", str(file)).exit_code == 0
    told = matched(file, "person")
    assert told["automatic_merges"]["precision"] >= 0.999
    assert told["automatic_merges"]["recall"] >= 0.4
    assert told["proposals"]["recall"] >= 0.95
    assert told["proposals"]["precision"] >= 0.9


def test_the_same_seed_makes_the_same_people_and_another_one_others(tmp_path: Path) -> None:
    one, again, other = (
        run("generate", "50"),
        run("generate", "50", "--seed", "1"),
        run("generate", "50", "--seed", "2"),
    )
    assert one.output == again.output != other.output
    rows = list(csv.DictReader(one.output.splitlines()))
    assert len({row["person"] for row in rows}) == 50
    assert all(row["email"].endswith(".example") for row in rows if "@" in row["email"] and row["record"] == "r000001")


def test_a_file_of_febrl_is_read_as_it_is_and_its_marks_are_the_truth(tmp_path: Path) -> None:
    told = matched(written(tmp_path, HEAD + FEBRL), "rec_id")
    assert told["columns"]["soc_sec_id"] == "identifier:socsecid"
    assert told["true_pairs"] == 2
    assert (told["automatic_merges"]["pairs"], told["automatic_merges"]["precision"]) == (1, 1.0)
    assert (told["proposals"]["pairs"], told["proposals"]["recall"]) == (2, 1.0)
    assert "given name and surname may have changed places" in told["shown"][0]["evidence"]


@pytest.mark.parametrize(
    ("head", "one", "other"),
    [
        ("姓名,出生日期,手机号,who", "王小明,1990年3月4日,13812345678,a", "Wang Xiaoming,1990-03-04,+8613812345678,a"),
        (
            "Full Name;DOB;Phone;who",
            "Xiao Ming Wang;1990-03-04;902-100-1234;a",
            "Wang Xiaoming;1990/03/04;9021001234;a",
        ),
        (
            "Nombre;Apellidos;Fecha de nacimiento;Correo electrónico;who",
            "José Luis;García López;04/03/1990;jl@mail.example;a",
            "Jose;Garcia;04/03/1990;jl@mail.example;a",
        ),
        (
            "Vorname\tNachname\tGeburtsdatum\tStraße\tPLZ\twho",
            "Jörg\tMüller\t24.03.1990\tHauptstr. 5\t10115\ta",
            "Joerg\tMuller\t24.03.1990\tHauptstrasse 5\t10115\ta",
        ),
        ("name,by,bm,bd,tel,who", "Bob Smith,1970,1,2,902-100-9876,a", "Robert Smith,1970,01,02,902-100-9876,a"),
    ],
)
def test_columns_are_known_in_many_languages_and_names_in_any_order(
    tmp_path: Path, head: str, one: str, other: str
) -> None:
    told = matched(written(tmp_path, "\n".join((head, one, other))), "who")
    assert told["proposals"]["recall"] == 1.0, told


def test_twins_and_a_father_and_son_of_one_name_are_never_merged_by_rule(tmp_path: Path) -> None:
    rows = [
        "who,first_name,last_name,dob,phone,address",
        "a,Ana,Vega,1990-03-04,902-100-1234,5 Mill Lane",
        "b,Eva,Vega,1990-03-04,902-100-1234,5 Mill Lane",
        "c,Carl,Vega,1960-01-01,902-100-1234,5 Mill Lane",
        "d,Carl,Vega,1991-11-30,902-100-1234,5 Mill Lane",
    ]
    assert matched(written(tmp_path, "\n".join(rows)), "who")["automatic_merges"]["pairs"] == 0


@pytest.mark.parametrize(
    ("text", "encoding", "truth", "said"),
    [
        ("", "utf-8", "who", "is empty"),
        ("who,given_name\n", "utf-8", "who", "no records below it"),
        ("a,Ana,Vega\nb,Eva,Vega\n", "utf-8", "a", "The first line must name the columns"),
        ("1,ana@mail.example,Vega\n2,b@mail.example,Vega\n", "utf-8", "1", "which is no name of a column"),
        ("given_name,surname\nAna,Vega\n", "utf-8", "who", "has no column who, which --truth names"),
        (
            "given_name,who,who\nAna,1,2\n",
            "utf-8",
            "who",
            "of the same name: who (columns 2 and 3)",
        ),
        ("who,email,name,email\n1,a@x.example,Ana,b@x.example\n", "utf-8", "who", "email (columns 2 and 4)"),
        ("who,nombre\n1,José\n", "latin-1", "who", "Line 2 of"),
        ("who,name\n1,A\x00na\n", "utf-8", "who", "bytes that are no text"),
        ('who,name\n1,"' + "x" * 300 + '"\n', "utf-8", "nobody", "has no column nobody"),
        ('who,name\n1,Ana\n1,"Ana\n2,Eva\n', "utf-8", "who", "line 3: a quotation mark is opened and never closed"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, text: str, encoding: str, truth: str, said: str
) -> None:
    from onestop_cli.problems import CannotContinue

    made = run("match", str(written(tmp_path, text, encoding)), "--truth", truth)
    assert isinstance(made.exception, CannotContinue)
    assert said in made.exception.sentence


def test_a_file_that_is_not_utf_8_is_read_in_the_letters_that_are_named(tmp_path: Path) -> None:
    file = written(tmp_path, "who,nombre,apellidos,dni\n1,José,Núñez,1234\n1,Jose,Nunez,1234\n", "latin-1")
    made = run("match", str(file), "--truth", "who", "--encoding", "latin-1", "--json")
    assert json.loads(made.output)["automatic_merges"]["precision"] == 1.0


def test_lines_are_those_of_the_file_and_the_file_itself_is_never_written_over(tmp_path: Path) -> None:
    rows = FEBRL.splitlines(keepends=True)
    text = HEAD + "\n\n" + rows[0].replace("wallaby place", '"wallaby\nplace"') + rows[1]
    file = written(tmp_path, text)
    (tmp_path / "pairs.csv").touch()
    assert run("match", str(file), "--pairs", str(tmp_path / "pairs.csv")).exit_code == 0
    assert (tmp_path / "pairs.csv").read_text().splitlines()[1].startswith("4,6,")
    assert run("match", str(file), "--pairs", str(file)).exit_code == 1
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("because", "until", "said"), [("Court, file 12", "2020-01-31", "is over already"), (" ", "2999-12-31", "a reason")]
)
def test_a_hold_that_would_hold_nothing_is_refused(because: str, until: str, said: str) -> None:
    made = run("hold", "ana@resident.example", "--because", because, "--until", until)
    assert said in made.exception.sentence


def test_every_pair_is_written_with_what_speaks_for_it_and_whether_it_is_right(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    made = run("match", str(written(tmp_path, HEAD + FEBRL)), "--truth", "rec_id", "--pairs", str(pairs))
    assert "automatic merges: 1 pairs, precision 100.00 %, recall 50.00 %" in made.output
    rows = list(csv.DictReader(pairs.read_text().splitlines()))
    assert [(row["line"], row["other_line"], row["verdict"], row["right"]) for row in rows] == [
        ("2", "3", "proven", "true"),
        ("4", "5", "proposed", "true"),
    ]
    assert "the same official number" in rows[0]["evidence"]
