"""Nothing that is sent to a form, and nothing that is down behind it, makes a page of an application break: it is
taken, refused in words, or asked for again, and goes through afterwards."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import urlencode

from onestop.runtime import links
from onestop.storage.applications.application_rows import load_application
from tests.aws_in_memory import Aws
from tests.functional.applications.applying import Browser
from tests.functional.applications.sent import a_draft as a_party
from tests.functional.applications.test_files_of_entries import PAGE, a_draft
from tests.functional.applications.test_from_case import told_by_telephone

PAGES = ("who", PAGE, "children", "other-income", "sum", "sign", "nowhere", "..")
VALUES = (
    *("", "x" * 5000, "\u202eabc", "مرحبا", "名" * 300, "\x00", "\ud800", "1e999", "٣", '{"a":1}', "9" * 400),
    "\r\nSet-Cookie: a",
)
BUTTONS = (
    *("", "back", "later", "leave", "known", "file.", "file.jobs", "file.jobs.0.payslip", "file.jobs.99.payslip"),
    *("file.jobs.x.payslip", "file.jobs.-1.payslip", "file.jobs.0.pay", "file.payslip", "file.jobs.٣.payslip", "drop."),
)
ACTS = ("", "add.jobs", "add.", "remove.jobs.0", "remove.jobs.99", "remove.jobs", "add.applicant")
SEEN = (
    *("", "{}", "[]", "null", '{"jobs": 5}', '{"jobs": [1]}', '{"jobs": [{"@files": [1,{}]}]}', '{"jobs": {"0": 1}}'),
    *("{", "[" * 3000, '{"a":' * 2000, '{"jobs": [{"payslip": 3}]}', '{"x": 1e999}', '{"children": [[]]}'),
)
NAMES = (
    *("a-applicant.first", "a-applicant.is", "a-jobs.0.employer", "a-jobs.1.pay"),
    *("a-jobs.0.payslip", "a-children.0.born"),
)
DOWN = (
    *(("dynamodb", "Query"), ("dynamodb", "PutItem"), ("dynamodb", "UpdateItem")),
    *(("sqs", "SendMessage"), ("lambda", "Invoke")),
)


def test_whatever_is_sent_to_a_page_is_taken_or_refused_in_words(aws: Aws) -> None:
    random, known, browser = Random(11), a_draft(), Browser()
    secret = links.secret_of(links.APPLY, known)
    for _ in range(120):
        kept = load_application(known)
        fields = {name: random.choice(VALUES) for name in random.sample(NAMES, 3)}
        fields |= {"secret": secret, "form": random.choice((kept.form_version, kept.form_version, "", "0" * 12))}
        fields |= {"a-jobs.count": random.choice(("0", "1", "2", "51", "-1", "9" * 30)), "via": random.choice(VALUES)}
        fields |= {"seen": random.choice((*SEEN, json.dumps(kept.answers))), "pick-jobs": random.choice(VALUES)}
        fields |= {"to": random.choice(BUTTONS), "act": random.choice(ACTS)}
        path = f"/apply/draft/{known}/{random.choice(PAGES)}"
        body = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()})
        assert browser.ask("POST", path, {}, body)["statusCode"] < 500, fields
        assert browser.ask("GET", path, {"secret": secret, "cookie": "checked"}, None)["statusCode"] < 500, fields


def test_what_is_down_is_said_and_the_same_press_goes_through_afterwards(aws: Aws) -> None:
    known, party, case, browser = a_draft(), a_party(7).application.reference, told_by_telephone(), Browser()
    mine, theirs = (links.secret_of(links.APPLY, each) for each in (known, party))
    asked = {"secret": mine, "form": load_application(known).form_version, "seen": "{}", "a-jobs.count": "2"}
    steps = (
        (f"/apply/draft/{known}/{PAGE}", asked | {"to": "file.jobs.0.payslip"}, 303),
        (f"/apply/later/{known}", {"secret": mine, "email": "ana@resident.example"}, 303),
        (f"/apply/send/{party}", {"secret": theirs}, 303),
        (f"/apply/from/{case}", {"secret": links.secret_of(links.TRACK, case)}, 303),
        (f"/apply/withdraw/{known}", {"secret": mine, "sure": "yes"}, 200),
    )
    for path, fields, done in steps:
        for service, operation in DOWN if done == 303 else DOWN[:1]:
            with aws.failing(service, operation, "InternalServerError"):
                assert browser.ask("POST", path, {}, urlencode(fields))["statusCode"] in (303, 429, 503), (
                    path,
                    operation,
                )
        if "later" not in path:  # which is asked for as often as one may, above
            assert browser.ask("POST", path, {}, urlencode(fields))["statusCode"] == done, path
