"""Playing the residents: the survey links in the mails and SMS that were really sent are answered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from typing import Any

from aiohttp import ClientConnectionError, ClientPayloadError, ClientSession

from onestop_cli.front.outbox import MAIL_PATH, SMS_PATH, SentMessage, read_mail, read_sms
from onestop_cli.replay.api_client import ApiCaller, SuiteSilent, call
from onestop_cli.replay.people import draw_number
from onestop_cli.replay.rows import RowNeed
from onestop_cli.replay.run import Run

SURVEY_LINK = re.compile(r"/survey/([0-9A-Z-]+)\?secret=([A-Za-z0-9._-]+)")
SHORTEST_REST = 1.0
SOLVED = 3  # a score for "my problem is solved" under which a service may have the work begin again
REST_PER_WORK = 15  # reading the outbox takes the engine longer the more was sent: look the seldomer
COMMENTS = {
    "en": "Thank you, that was quick.",
    "zh-Hans": "谢谢，办理得很快。",
    "es": "Gracias, fue rápido.",
}


async def fetch_sent(session: ClientSession, engine: str) -> list[SentMessage]:
    """Read all that the engine has sent since it was started."""
    async with session.get(engine + MAIL_PATH) as answer:
        mail = read_mail(await answer.json())
    async with session.get(engine + SMS_PATH) as answer:
        return [*mail, *read_sms(await answer.json(), 0.0)]


async def answer_surveys(run: Run, caller: ApiCaller, engine: str) -> None:
    """Look into the outbox again and again, and answer each survey that a resident of this run was sent."""
    clock = asyncio.get_running_loop().time
    seen: set[str] = set()
    while True:
        begun = clock()
        try:
            sent = await fetch_sent(caller.session, engine)
        except (ClientConnectionError, ClientPayloadError, TimeoutError) as problem:
            run.troubles[f"outbox: {type(problem).__name__}"] += 1
            sent = []
        looked = clock() - begun
        fresh = [message for message in sent if message.id not in seen]
        links = [link for link in find_links(fresh) if link[0] in run.accepted and link[0] not in run.answered]
        seen.update(message.id for message in fresh)
        outcomes = await asyncio.gather(*(answer_survey(run, caller, *link) for link in links))
        if not all(outcomes):
            seen.clear()  # some could not be answered: look at everything again
        await asyncio.sleep(max(SHORTEST_REST, REST_PER_WORK * looked))


def find_links(messages: Iterable[SentMessage]) -> Iterator[tuple[str, str]]:
    """The survey links in messages, as reference and secret."""
    for message in messages:
        found = SURVEY_LINK.search(message.body)
        if found:
            yield found[1], found[2]


async def answer_survey(run: Run, caller: ApiCaller, reference: str, secret: str) -> bool:
    """Answer one survey as its resident would: open the link, send the answers. False if it is to be tried again."""
    try:
        survey = await call(caller, "GET", f"/surveys/{reference}", secret=secret)
        if survey.ok:
            body = {"secret": secret, "answers": choose_answers(run.accepted[reference], survey.said)}
            survey = await call(caller, "POST", f"/surveys/{reference}", body)
    except SuiteSilent as problem:
        run.troubles[f"survey: {problem}"] += 1
        return False
    if not survey.ok:
        run.troubles[f"survey: {survey.reason}"] += 1
        return False
    run.answered.add(reference)
    return True


def choose_answers(need: RowNeed, survey: dict[str, Any]) -> dict[str, Any]:
    """Choose the answers of a row's resident: scores from 1 to 5, most of them good, and words from one in four. None
    says that it is not solved: the case would be worked on again, and a replay would have no end."""
    answers: dict[str, Any] = {}
    for question in survey["questions"]:
        drawn = draw_number(need, question["code"], 12)
        if question["kind"] == "scale" and (question["required"] or drawn):
            lowest = SOLVED if question["code"] == "resolved" else 1
            answers[question["code"]] = max(lowest, 5 - drawn * drawn // 30)
        elif question["kind"] == "text" and (question["required"] or drawn < 3):
            answers[question["code"]] = COMMENTS.get(survey["language"], COMMENTS["en"])
    return answers
