"""The starting inputs of fuzzing: one or two good ones of each kind, all written by ourselves."""

from __future__ import annotations

import json
from collections.abc import Mapping

MAIL = b"""From: Ana <ana@resident.example>
To: help@port-ellery.example
Subject: =?utf-8?q?A_h=C3=B6le?=
Message-ID: <1@resident.example>
In-Reply-To: <case-7KQ2M4TX9BWDD@port-ellery.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

There is a deep h=F6le in Dock Street.

On Monday Bo wrote:
> Where is it?
--=20
Ana
--b
Content-Type: image/png; name="hole.png"
Content-Transfer-Encoding: base64
Content-Disposition: attachment

iVBORw0KGgo=
--b--
"""
BOUNCE = b"""From: MAILER-DAEMON@mail.example
To: help@port-ellery.example
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; ana@resident.example
Action: failed
Status: 5.1.1
--r--
"""
HTML = b"""From: bo@resident.example
Content-Type: text/html; charset="gb2312"

<p>The lamp <b>is out</b><blockquote>before</blockquote>
"""
SMS = {
    "originationNumber": "+15550142777",
    "destinationNumber": "+15550100",
    "messageKeyword": "k",
    "messageBody": "STOP",
    "inboundMessageId": "m-1",
}
WHATSAPP_MESSAGE = {"id": "w1", "from": "15550142777", "type": "text", "text": {"body": "The lamp is out"}}
WHATSAPP = {"whatsAppWebhookEntry": json.dumps({"changes": [{"value": {"messages": [WHATSAPP_MESSAGE]}}]})}
CALL = {
    "Name": "ContactFlowEvent",
    "Details": {
        "ContactData": {
            "ContactId": "c-1",
            "CustomerEndpoint": {"Address": "+15550142777", "Type": "TELEPHONE_NUMBER"},
            "LanguageCode": "en-US",
            "Attributes": {},
        },
        "Parameters": {"step": "status", "pressed": "1", "transcript": "a hole in Dock Street"},
    },
}
BOX = {"BoundingBox": {"Width": 0.4, "Height": 0.02, "Left": 0.1, "Top": 0.1}}
WORD = {"BlockType": "WORD", "Id": "w", "Text": "Dear", "Confidence": 98.5, "Page": 1, "Geometry": BOX}
LINE = {
    **{"BlockType": "LINE", "Id": "l", "Text": "Dear city", "Confidence": 97.0, "Page": 1, "Geometry": BOX},
    "Relationships": [{"Type": "CHILD", "Ids": ["w"]}],
}
PAGE = {"BlockType": "PAGE", "Id": "p", "Page": 1, "Relationships": [{"Type": "CHILD", "Ids": ["l"]}]}
TEXTRACT = {"DocumentMetadata": {"Pages": 1}, "Blocks": [PAGE, LINE, WORD]}
FORM = (
    b"service_code=pothole&lat=44.65&long=-63.58&description=A+hole&attribute%5Bsize%5D=2&attribute%5Bx%5D%5B%5D=1"
    b"&email=ana%40resident.example&phone=%2B15550142777&media_url=https%3A%2F%2Fpictures.example%2F1.jpg"
)
MULTIPART = (
    b'multipart/form-data; boundary=x\n--x\r\nContent-Disposition: form-data; name="service_code"\r\n\r\npothole\r\n'
    b'--x\r\nContent-Disposition: form-data; name="media"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    b"\xff\xd8\xff\r\n--x--\r\n"
)
NEED = {
    "service_code": "pothole",
    "description": "A deep hole.",
    "place": {"lat": 44.65, "long": -63.58, "address": "Dock Street 3"},
    "contact": {"name": "Ana", "email": "ana@resident.example", "language": "es", "prefer": "sms"},
    "channel": "mobile",
    "answers": {"size": 2, "when": "2026-11-23", "kinds": ["a"]},
}
LIST = "status=open&start_date=2026-11-01T00:00:00Z&lat=44.6&long=-63.5&radius=500&page_size=10&jurisdiction_id=x"
ACT = {"secret": "s", "reason": "Done", "results": {"paid": True}, "answers": {"satisfaction": 5}, "text": "Hello"}


def encoded(*values: object) -> tuple[bytes, ...]:
    return tuple(json.dumps(value).encode() for value in values)


SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "mail": (MAIL, BOUNCE, HTML),
    "sms": encoded(SMS, WHATSAPP),
    "calls": encoded(CALL),
    "textract": encoded(TEXTRACT),
    "forms": (b"application/x-www-form-urlencoded; charset=utf-8\n" + FORM, MULTIPART),
    "json": encoded(NEED, ACT),
    "lists": (LIST.encode(),),
}
