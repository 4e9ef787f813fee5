"""The table of proof, walked: each channel, each proof that comes by it, each wish it has a way for."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from intake import handler as intake
from intake.email.take_in import take_in_mail
from intake.open311 import handler as open311
from intake.scans.reading import BESIDE
from intake.scans.take_in import take_in_scan
from intake.voice import handler as voice
from onestop.contracts.status import public_status
from onestop.domain.people.person import identity_of
from onestop.domain.people.proof import LINKED, WISHES, Proof, Wish, WishOutcome, comes, outcome
from onestop.domain.people.proof import WORDS as SPOKEN
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import PendingQuestion, change_talk, find_talk, with_question_asked
from onestop.storage.surveys.responses import find_response
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event
from tests.functional.dialogue import ask, resolve
from tests.functional.intake.open311.georeport import KEY, a_partner, open_request
from tests.functional.intake.open311.georeport import post as post_open311
from tests.functional.intake.open311.test_updates import UPDATES, an_update
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.intake.sms.texting import NUMBER, a_whatsapp, an_sms, deliver, replies
from tests.functional.intake.voice.test_voice import an_event as a_call
from tests.functional.stories import PLACE, case_file, in_progress, invite, post_answers, route
from tests.unit.intake.email.mails import a_multipart, as_ses_keeps

ANA, EVE, OTHER_NUMBER = "ana@resident.example", "eve@elsewhere.example", "+15550142888"
WORDS = "CANARY it is the left one"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
_keys = count(1)

Play = Callable[[Aws, str, Proof, Wish], bool]  # does a wish about a case; says whether something was done or told


def a_case(channel: str, wish: Wish) -> str:
    """A case of Ana's: waiting for her answer, done, or under way, as the wish needs it."""
    if channel == "open311":
        reference = open_request(email=ANA, description=f"There is hole {next(_keys)} in the road")
        route(reference)
    else:
        contact = {"email": ANA, "phone": NUMBER}
        reference = str(in_progress(service_code="pothole", place=PLACE, contact=contact)["reference"])
    if wish is Wish.ANSWER:
        ask(reference, "Which one?")
    if wish in (Wish.REOPEN, Wish.RATE):
        resolve(reference)
        invite(reference)
    return reference


def by_link(channel: str) -> Play:
    def play(_aws: Aws, reference: str, proof: Proof, wish: Wish) -> bool:
        secret = links.secret_of(links.TRACK, reference) if proof is Proof.PROVEN else "wrong"
        sent: Mapping[Wish, tuple[str, dict[str, Any]]] = {
            Wish.ANSWER: ("messages", {"text": WORDS, "channel": channel}),
            Wish.ADD: ("messages", {"text": WORDS, "channel": channel}),
            Wish.ATTACH: ("attachments", {"name": "lamp.png"}),
            Wish.WITHDRAW: ("withdrawal", {}),
            Wish.REOPEN: ("reopening", {"reason": WORDS}),
        }
        if wish is Wish.RATE:
            own = links.secret_of(links.SURVEY, reference) if proof is Proof.PROVEN else "wrong"
            return post_answers(reference, {"satisfaction": 5}, own)["statusCode"] == 200
        if wish is Wish.STATUS:
            event = an_api_event("GET", f"/api/cases/{reference}", query={"secret": secret})
        else:
            path, body = sent[wish]
            event = an_api_event("POST", f"/api/cases/{reference}/{path}", body={"secret": secret, **body})
        return bool(intake.handle(event, None)["statusCode"] < 300)

    return play


def by_number(wrap: Callable[[str, str], Any]) -> Play:
    """By text message; `wrap` makes one of a number and words."""

    def play(aws: Aws, reference: str, proof: Proof, wish: Wish) -> bool:
        number = NUMBER if proof is Proof.PROVEN else OTHER_NUMBER
        if wish is Wish.RATE:
            if proof is Proof.PROVEN:  # the one whose survey it is was asked
                survey = PendingQuestion(
                    kind="survey", until=NOW + timedelta(days=9), reference=reference, choices=("standard",)
                )
                talk = find_talk(identity_of(number, identity_key()))
                change_talk(talk, lambda known: with_question_asked(known, survey, NOW), NOW)
            deliver(wrap(number, "5"))
            return find_response(reference) is not None
        words = reference if wish is Wish.STATUS else f"{reference} {WORDS}"
        deliver(wrap(number, words))
        return any(reference in said for said in replies(aws, number))

    return play


def whatsapp(number: str, words: str) -> Any:
    return a_whatsapp({"from": number[1:], "id": f"wamid.{next(_keys)}", "type": "text", "text": {"body": words}})


def by_telephone(_aws: Aws, reference: str, proof: Proof, wish: Wish) -> bool:
    number = NUMBER if proof is Proof.PROVEN else OTHER_NUMBER
    if wish is Wish.RATE:
        voice.handle(a_call("score", caller=number, pressed="5"), None)
        return find_response(reference) is not None
    pressed = "1" if proof is Proof.PROVEN else "".join(filter(str.isdigit, reference))
    return bool(voice.handle(a_call("status", caller=number, pressed=pressed), None)["reference"] == reference)


def by_email(_aws: Aws, reference: str, proof: Proof, wish: Wish) -> bool:
    sender, authenticated = {
        Proof.PROVEN: (ANA, "pass"), Proof.CLAIMED: (ANA, "fail"), Proof.STRANGER: (EVE, "pass")
    }[proof]  # fmt: skip
    picture = ("image/png; name=a.png\r\nContent-Transfer-Encoding: base64", b64encode(PNG).decode())
    parts = (("text/plain", "5" if wish is Wish.RATE else WORDS), *([picture] if wish is Wish.ATTACH else []))
    raw = a_multipart(*parts, sender=sender, subject=f"Re: {reference}", message_id=f"<{next(_keys)}@x.example>")
    take_in_mail(as_ses_keeps(raw, authenticated), "mail/1", NOW)
    return find_response(reference) is not None


def by_paper(channel: str) -> Play:
    def play(_aws: Aws, reference: str, proof: Proof, _act: Wish) -> bool:
        key = f"scans/{channel}/{next(_keys)}.png"
        lines = [f"My case {reference}", WORDS, f"E-mail: {ANA if proof is Proof.CLAIMED else EVE}"]
        client("s3").put_object(Bucket="mail", Key=key, Body=PNG)
        client("s3").put_object(Bucket="mail", Key=key + BESIDE, Body=json.dumps(an_answer(column(lines))).encode())
        take_in_scan(key, NOW)
        return False

    return play


def by_partner(_aws: Aws, reference: str, proof: Proof, wish: Wish) -> bool:
    sent = an_update(reference, update_id=str(next(_keys)), description=WORDS)
    files = {"media": ("a.png", "image/png", PNG)} if wish is Wish.ATTACH else {}
    answer = post_files(sent | {"email": ANA if proof is Proof.PROVEN else EVE}, files)
    assert answer == 200
    return False


def post_files(fields: dict[str, str], files: Mapping[str, tuple[str, str, bytes]]) -> int:
    """An update, with files as a form of several parts."""
    if not files:
        return post_open311(UPDATES, fields).status
    lines = [
        b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s' % (k.encode(), v.encode())
        for k, v in fields.items()
    ]
    lines += [
        b'--b\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s'
        % (name.encode(), file.encode(), kind.encode(), data)
        for name, (file, kind, data) in files.items()
    ]
    event = an_api_event("POST", UPDATES, headers={"Content-Type": "multipart/form-data; boundary=b"})
    event |= {"body": b64encode(b"\r\n".join([*lines, b"--b--\r\n"])).decode(), "isBase64Encoded": True}
    return int(open311.handle(event, None)["statusCode"])


PLAYS: Mapping[str, Play] = {
    **{channel: by_link(channel) for channel in LINKED},
    "sms": by_number(lambda number, words: an_sms(words, number=number)),
    "chat": by_number(whatsapp),
    "phone": by_telephone,
    "email": by_email,
    "letter": by_paper("letter"),
    "fax": by_paper("fax"),
    "open311": by_partner,
}
COMING = [(channel, proof) for channel in sorted(PLAYS) for proof in Proof if comes(channel, proof)]


def what_came(reference: str, wish: Wish, done: bool) -> WishOutcome:
    """What became of a wish, by what staff and the resident now see of the case."""
    whole = load_whole(reference)
    shown = public_status(whole.file, whole.events, whole.contacts, current(), "en", whole.attachments)
    if wish in (Wish.WITHDRAW, Wish.REOPEN, Wish.RATE, Wish.STATUS):
        return WishOutcome.DONE if done else WishOutcome.REFUSED
    if wish is Wish.ATTACH:
        kept = [(each.proof, each.public, len(shown["attachments"])) for each in whole.attachments]
        came = {(Proof.PROVEN, True, 1): WishOutcome.DONE, (Proof.CLAIMED, False, 0): WishOutcome.KEPT,
                (Proof.STRANGER, False, 0): WishOutcome.STAFF}  # fmt: skip
        return came[kept[0]] if kept else WishOutcome.REFUSED
    said = [each.proof for each in whole.contacts if each.direction == "in"]
    waits = any(task.waits_for == "resident" for task in case_file(reference).open_tasks())
    assert waits == (wish is Wish.ANSWER and said != [Proof.PROVEN])  # what counts answers, and nothing else does
    assert ("CANARY" in json.dumps(shown)) == (said == [Proof.PROVEN])
    by_proof = {Proof.PROVEN: WishOutcome.DONE, Proof.CLAIMED: WishOutcome.KEPT, Proof.STRANGER: WishOutcome.STAFF}
    return by_proof[said[0]] if said else WishOutcome.REFUSED


@pytest.mark.parametrize(("channel", "proof"), COMING)
def test_every_act_on_every_channel_ends_as_the_table_says(aws: Aws, channel: str, proof: Proof) -> None:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    a_partner(key=KEY)
    found, promised = {}, {}
    # by a link only what is said names its channel: all other wishes are the very same call
    for wish in sorted(WISHES[channel] if channel == "web" or channel not in LINKED else SPOKEN):
        reference = a_case(channel, wish)
        done = PLAYS[channel](aws, reference, proof, wish)
        found[wish] = what_came(reference, wish, done)
        promised[wish] = outcome(channel, proof, wish)
    assert found == promised


def test_every_channel_but_that_of_staff_is_walked() -> None:
    assert set(PLAYS) == {channel for channel, wishes in WISHES.items() if wishes}
    assert {proof for _, proof in COMING} == set(Proof)
