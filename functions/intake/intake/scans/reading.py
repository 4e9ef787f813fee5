"""Gets the text of a scan: from a file next to it, else from Amazon Textract if the setting TEXTRACT is on.

A photo is read at once. A PDF or TIFF may have many pages, and is read by a job: its name is derived from the scan, so
that asking again finds the same job, and nothing has to be remembered in between.
"""

from __future__ import annotations

import hashlib
from typing import Any

from botocore.exceptions import ClientError

from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting

BESIDE = ".textract.json"
FORMS = ["FORMS"]
PHOTOS = (".jpg", ".jpeg", ".png")
MOST_ANSWERS = 500
# Textract will never read this one; errors on our side, or temporary ones, are tried again
NEVER = (
    "UnsupportedDocumentException",
    "BadDocumentException",
    "DocumentTooLargeException",
    "InvalidParameterException",
)
ABSENT = ("NoSuchKey", "404", "NotFound")


class NotReadYet(Exception):
    """A scan is being read, or its text has not arrived yet: the queue delivers it again.

    Not an OnestopError, because nobody waits for an answer.
    """


def find_answer(bucket: str, key: str) -> Any:
    """Textract's answer for a scan; None if there is none yet, and Textract is not to be asked. Raises NotReadYet."""
    beside = find_object(bucket, key + BESIDE)
    if beside is not None:
        return beside
    if setting("TEXTRACT", "off") != "on":
        return None
    try:
        return ask_at_once(bucket, key) if key.lower().endswith(PHOTOS) else ask_by_job(bucket, key)
    except ClientError as error:
        if error.response["Error"]["Code"] not in NEVER:
            raise
        logger.error("a scan that cannot be read", **error_fields(error))
        return {"Blocks": []}


def find_ticks(bucket: str, key: str) -> Any:
    """Textract's answer for a scan including its tick boxes; that costs some thirty times as much, so it is used only
    for our own forms. None if it is not to be asked, or cannot tell. Raises NotReadYet."""
    if setting("TEXTRACT", "off") != "on":
        return None
    at_once = key.lower().endswith(PHOTOS)
    try:
        return ask_at_once(bucket, key, ticks=True) if at_once else ask_by_job(bucket, key, ticks=True)
    except ClientError as error:
        if error.response["Error"]["Code"] not in NEVER:
            raise
        logger.error("a scan whose boxes cannot be read", **error_fields(error))
        return None


def find_object(bucket: str, key: str) -> bytes | None:
    """The bytes of an object; None if there is none."""
    try:
        data: bytes = client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] not in ABSENT:
            raise
        return None
    return data


def ask_at_once(bucket: str, key: str, *, ticks: bool = False) -> Any:
    """Reads one page, answered in a second or two."""
    textract, document = client("textract"), {"S3Object": {"Bucket": bucket, "Name": key}}
    if ticks:
        return textract.analyze_document(Document=document, FeatureTypes=FORMS)
    return textract.detect_document_text(Document=document)


def ask_by_job(bucket: str, key: str, *, ticks: bool = False) -> list[Any]:
    """Reads many pages: begins the job, or finds the one begun before, and takes all of its answers. Raises
    NotReadYet."""
    textract = client("textract")
    asked = {
        "DocumentLocation": {"S3Object": {"Bucket": bucket, "Name": key}},
        "ClientRequestToken": hashlib.sha256(key.encode()).hexdigest(),
    }
    if ticks:
        job = textract.start_document_analysis(**asked, FeatureTypes=FORMS)["JobId"]
        get = textract.get_document_analysis
    else:
        job = textract.start_document_text_detection(**asked)["JobId"]
        get = textract.get_document_text_detection
    answers: list[Any] = []
    more: dict[str, str] = {}
    while len(answers) < MOST_ANSWERS:
        answer = get(JobId=job, **more)
        if answer.get("JobStatus") == "IN_PROGRESS":
            raise NotReadYet(f"job {job} is at work")
        answers.append(answer)
        if not answer.get("NextToken"):
            break
        more = {"NextToken": answer["NextToken"]}
    return answers
