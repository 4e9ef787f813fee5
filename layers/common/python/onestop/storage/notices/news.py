"""News for subscribers, in the Messages table; it holds nothing that is not public.

NEWSTOLD#<reference>   <kind>                          that it is kept already: a case opens once, and ends once
NEWSOF#<key>           <moment>#<reference>#<kind>     what happened, by tile, district, service and case
NEWS#<day>             <key>                           keys under which something happened on a day, and whether their
                                                       subscribers are being told
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.domain.letters.subscriptions import News, keys_of
from onestop.storage.cases.read_case import load_cases
from onestop.storage.tables import MessageRow, connection
from onestop.storage.transactions import refused_at

KEPT = timedelta(days=60)  # how long feeds show it
TOLD = timedelta(days=400)
SPREAD = "spread"


def keep_news(news: News, day: date) -> bool:
    """Keeps a piece of news under each of its keys: one transaction, however many subscribers there are. False if it
    was kept before."""
    try:
        write_news([(news, day)])
    except TransactWriteError as error:
        if refused_at(0, error.cancellation_reasons):
            return False
        raise
    return True


def write_news(several: Sequence[tuple[News, date]]) -> None:
    """Keeps one piece of news, or several of different cases, in one transaction; at most eleven."""
    opened = {(day, key): news.at for news, day in several for key in keys_of(news)}
    with TransactWrite(connection=connection()) as transaction:
        for news, _ in several:
            marker = MessageRow(f"NEWSTOLD#{news.reference}", str(news.kind), expires_at=until(news.at + TOLD))
            transaction.save(marker, condition=MessageRow.pk.does_not_exist())
        for news, _ in several:
            body, order = msgspec.json.encode(news).decode(), f"{news.at.isoformat()}#{news.reference}#{news.kind}"
            for key in keys_of(news):
                transaction.save(MessageRow(f"NEWSOF#{key}", order, body=body, expires_at=until(news.at + KEPT)))
        for (day, key), at in opened.items():
            transaction.save(MessageRow(f"NEWS#{day}", key, expires_at=until(at + KEPT)))


def until(moment: datetime) -> int:
    return int(moment.timestamp())


def keep_all_news(several: Sequence[tuple[News, date]]) -> None:
    """Keeps the news of several cases: one call, and one for each if some of it was kept before."""
    try:
        write_news(several)
    except TransactWriteError:
        for news, day in several:
            keep_news(news, day)


def keys_on(day: date) -> list[str]:
    """Returns the keys with news on a day that nobody has been told yet: one Query."""
    rows = MessageRow.query(f"NEWS#{day}", consistent_read=True)
    return [row.sk for row in rows if row.status != SPREAD]


def note_spread(day: date, key: str, at: datetime) -> None:
    """Notes that the subscribers of a key are being told of a day; later news of that day undoes this."""
    MessageRow(f"NEWS#{day}", key, status=SPREAD, expires_at=int((at + KEPT).timestamp())).save()


def news_between(key: str, since: datetime, until: datetime) -> Iterator[News]:
    """Yields the news under a key from a moment until just before another, oldest first: one Query."""
    during = MessageRow.sk.between(since.isoformat(), until.isoformat())
    for row in MessageRow.query(f"NEWSOF#{key}", during):
        yield msgspec.json.decode(row.body or "", type=News)


def latest_news(key: str, most: int) -> list[News]:
    """Returns the news under a key, newest first: one Query."""
    rows = MessageRow.query(f"NEWSOF#{key}", limit=most, page_size=most, scan_index_forward=False)
    return [msgspec.json.decode(row.body or "", type=News) for row in rows]


def without_danger(found: Sequence[News]) -> list[News]:
    """Returns what may still be told: danger named since then hides a case here as in every public list, because people
    who search for someone must not find them here. One call for the cases, none if there is no news."""
    if not found:
        return []
    safe = {case.reference for case in load_cases(each.reference for each in found) if not case.endangered}
    return [each for each in found if each.reference in safe]
