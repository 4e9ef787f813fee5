"""The routes of the pages on which a form is filled in, and the page before it."""

from __future__ import annotations

from chalice.app import Chalice, Response

from applications.appeal_page import show_appeal, take_appeal
from applications.before_the_form.from_case import show_from, take_from
from applications.drafts.resume_by_code import ask_for_code, open_by_code, send_link, show_later
from applications.drafts.store import (
    form_for,
)
from applications.drafts.withdraw_draft import withdraw_draft
from applications.form_pages.check_page import check_answers
from applications.form_pages.page_values import TEMPLATES, script_name, script_text
from applications.form_pages.pages import show_first, show_one, show_where_left, take_first, take_one
from applications.form_pages.upload_page import show_upload
from applications.sending.payments import begin_payment, say_trying_out, show_payment, show_trying_out
from applications.sending.sent_page import show_sent_one, take_sending
from applications.texts import KEPT, START, TAKES
from onestop.domain.applications.application import LASTS
from onestop.domain.errors import NotFound
from onestop.domain.forms.names import asks_eligibility
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current

FIELDS_A_MINUTE = 4
FOR_GOOD = "public, max-age=31536000, immutable"


def add_pages(app: Chalice) -> None:
    """Declares the routes. All paths below /apply are one route to API Gateway."""
    declare(app, "GET", "/apply/go-on", Caller.PUBLIC, current)(ask_for_code)
    declare(app, "POST", "/apply/go-on", Caller.PUBLIC, current)(open_by_code)
    declare(app, "GET", "/apply/{service}", Caller.PUBLIC, current)(show_start)
    declare(app, "GET", "/apply/{service}/begin", Caller.PUBLIC, current)(show_first)
    declare(app, "POST", "/apply/{service}/begin", Caller.PUBLIC, current)(take_first)
    declare(app, "GET", "/apply/draft/{reference}", Caller.LINK, current)(show_where_left)
    declare(app, "GET", "/apply/draft/{reference}/{code}", Caller.LINK, current)(show_one)
    declare(app, "POST", "/apply/draft/{reference}/{code}", Caller.LINK, current)(take_one)
    declare(app, "GET", "/apply/file/{reference}/{file}", Caller.LINK, current)(show_upload)
    declare(app, "GET", "/apply/check/{reference}", Caller.LINK, current)(check_answers)
    declare(app, "GET", "/apply/later/{reference}", Caller.LINK, current)(show_later)
    declare(app, "POST", "/apply/later/{reference}", Caller.LINK, current)(send_link)
    declare(app, "POST", "/apply/withdraw/{reference}", Caller.LINK, current)(withdraw_draft)
    declare(app, "POST", "/apply/send/{reference}", Caller.LINK, current)(take_sending)
    declare(app, "GET", "/apply/sent/{reference}", Caller.LINK, current)(show_sent_one)
    declare(app, "GET", "/apply/from/{reference}", Caller.LINK, current)(show_from)
    declare(app, "POST", "/apply/from/{reference}", Caller.LINK, current)(take_from)
    declare(app, "GET", "/apply/appeal/{reference}", Caller.LINK, current)(show_appeal)
    declare(app, "POST", "/apply/appeal/{reference}", Caller.LINK, current)(take_appeal)
    declare(app, "GET", "/apply/pay/{reference}/{task}", Caller.LINK, current)(show_payment)
    declare(app, "POST", "/apply/pay/{reference}/{task}", Caller.LINK, current)(begin_payment)
    declare(app, "GET", "/apply/paying/{payment}", Caller.PUBLIC, current)(show_trying_out)
    declare(app, "POST", "/apply/paying/{payment}", Caller.PUBLIC, current)(say_trying_out)
    declare(app, "GET", "/apply/static/{file}", Caller.PUBLIC, current)(send_script)


def show_start(visit: Visit, service: str) -> Response:
    """Shows what one needs, how long it takes, and that answers are kept."""
    form = form_for(service, visit.offer)
    about = visit.offer.services[service].get("description")
    count = sum(field.compute is None for field in form.fields.values())
    return show(
        visit,
        TEMPLATES,
        "start.html",
        visit.say(form.title),
        f"/apply/{service}",
        START,
        service=service,
        about=visit.say(about) if about else "",
        pages=[visit.say(page.title) for page in form.pages],
        takes=visit.say_count(TAKES, max(5, round(count / FIELDS_A_MINUTE / 5) * 5)),
        kept_for=visit.say_count(KEPT, LASTS.days),
        eligible=asks_eligibility(visit.offer.release),
    )


def send_script(_visit: Visit, file: str) -> Response:
    """Sends the present script; a version from before a release is no longer there."""
    if file != script_name():
        raise NotFound("There is no such file.", "file")
    headers: dict[str, str | list[str]] = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": FOR_GOOD}
    return Response(body=script_text(), headers=headers)
