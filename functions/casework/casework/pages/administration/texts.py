"""The words of the pages of administration."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.staff.permissions import Role
from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": NC_("desk", "Administration"),
    "staff": NC_("administration", "Staff"),
    "catalogue": NC_("administration", "Catalogue"),
    "webhooks": N_("Webhooks"),
    "find": NC_("a list", "Search"),
    "beginning": N_("Email address begins with"),
    "agency": N_("Agency"),
    "every_agency": N_("All agencies"),
    "name": N_("Name"),
    "account": NC_("administration", "Account"),
    "enabled": NC_("account", "may sign in"),
    "disabled": NC_("account", "disabled"),
    "invited": NC_("account", "invited, has not signed in yet"),
    "nobody": N_("Nobody here."),
    "more": N_("The next page"),
    "no_pool": N_("Accounts of staff are not kept here."),
    "invite": N_("Invite somebody"),
    "invite_lead": N_("They are sent a password for once by e-mail. All that is done here is kept for the auditor."),
    "email": N_("Email address"),
    "agencies": N_("Where they work"),
    "roles": N_("What they are"),
    "send_invitation": N_("Send the invitation"),
    "placing": N_("Where they work, and as what"),
    "placing_lead": N_("A change signs them out everywhere: they sign in again and see what is theirs by then."),
    "save": NC_("a form", "Save"),
    "disable": N_("Disable the account"),
    "disable_lead": N_("They are signed out everywhere at once. Nothing that they did is lost."),
    "enable": N_("Let them in again"),
    "yourself": N_("This is your own account: another administrator may disable it."),
    "back": N_("All staff"),
    "done_invited": N_("The invitation was sent."),
    "done_placed": N_("Saved. They have been signed out."),
    "done_disabled": N_("The account is disabled."),
    "done_enabled": N_("They may sign in again."),
    "email_wrong": N_("write it as in name@example.org"),
    "agencies_wrong": N_("choose at least one agency"),
    "roles_wrong": N_("choose at least one role"),
    "has_account": N_("somebody with this address has an account already"),
    "last_administrator": N_("this is the last administrator: make another one first"),
}
DONE = ("invited", "placed", "disabled", "enabled")
ROLES: Mapping[str, Phrase] = {
    Role.CLERK: NC_("role", "Clerk: works on tasks of the agency"),
    Role.SUPERVISOR: NC_("role", "Supervisor: also assigns, reprioritises, extends"),
    Role.RECEPTION: NC_("role", "Reception: takes calls and visits, finds a caller's cases"),
    Role.CONTRACTOR: NC_("role", "Contractor: own tasks only"),
    Role.SYSTEM: NC_("role", "System: a machine that does tasks"),
    Role.AUDITOR: NC_("role", "Auditor: sees everything, changes nothing"),
    Role.ADMINISTRATOR: NC_("role", "Administrator: everything, in every agency"),
}
