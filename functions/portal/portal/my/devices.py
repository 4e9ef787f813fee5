"""The app of a resident, which is told in place of a letter if they choose so. We keep only the name that SNS has for
it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from onestop.contracts.signed_in_requests import DeviceBody
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.runtime.clients import client
from onestop.runtime.settings import setting
from onestop.storage.people.contact_details import keep_device, load_person
from portal.my.cases import Own

if TYPE_CHECKING:
    from onestop.contracts.answers.signed_in_resident import OwnDevices

APPLICATIONS = {"apple": "PUSH_APPLE", "google": "PUSH_GOOGLE"}  # the setting that names the application at SNS
# SNS says only in words that the same token is there already, and was switched off since or belongs to somebody else.
THERE = re.compile(r"Endpoint (arn:\S+) already exists with the same [Tt]oken")


def told_devices(own: Own) -> OwnDevices:
    """Tells whether an app of theirs is registered, and which could be."""
    platforms: Any = [platform for platform, name in APPLICATIONS.items() if setting(name, "")]
    return {"registered": any(load_person(each).device for each in people_of(own)), "platforms": platforms}


def register_device(own: Own, asked: DeviceBody, owner: str) -> None:
    """Registers the app for news about all their cases, in place of an earlier one; `owner` is the keyed hash by which
    they signed in. Raises NotPossible for a platform that is not connected here, NotValid for an unknown token."""
    application = setting(APPLICATIONS[asked.platform], "")
    if not application:
        raise NotPossible("Apps of this platform are not told here.", "platform")
    device = endpoint_of(application, asked.token, owner)
    attributes = {"Enabled": "true", "Token": asked.token, "CustomUserData": owner}
    client("sns").set_endpoint_attributes(EndpointArn=device, Attributes=attributes)
    for person in people_of(own):
        keep_device(person, device)


def endpoint_of(application: str, token: str, owner: str) -> str:
    """SNS's name for an app; the same, however often its owner registers it. A registration for somebody else, who used
    the same telephone before and never signed out, is deleted: their letters must no longer show there, and go by
    the next channel."""
    sns = client("sns")
    asked = {"PlatformApplicationArn": application, "Token": token, "CustomUserData": owner}
    try:
        return str(sns.create_platform_endpoint(**asked)["EndpointArn"])
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("InvalidParameter", "InvalidParameterException"):
            raise
        there = THERE.search(error.response["Error"].get("Message", ""))
        if there is None:
            right = "the token that the platform gave this app"
            raise NotValid(Fault("token", "the platform does not know this token", right)) from error
    if sns.get_endpoint_attributes(EndpointArn=there[1])["Attributes"].get("CustomUserData") == owner:
        return there[1]
    sns.delete_endpoint(EndpointArn=there[1])
    return str(sns.create_platform_endpoint(**asked)["EndpointArn"])


def forget_device(own: Own) -> None:
    """Stops telling the app anything. It is deleted at SNS first: if the process stops between the two, the next try
    repeats it."""
    people = people_of(own)
    for device in sorted({device for each in people if (device := load_person(each).device)}):
        client("sns").delete_endpoint(EndpointArn=device)
    for person in people:
        keep_device(person, None)


def people_of(own: Own) -> list[str]:
    """The people who brought their cases."""
    return sorted(set(filter(None, own.people.values())))
