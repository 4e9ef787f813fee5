"""Who is calling: a member of staff, as Cognito confirms. Groups are agencies and roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.errors import NotAllowed
from onestop.domain.people.actor import staff_actor
from onestop.domain.staff.permissions import Role, may
from onestop.runtime.enabled import is_enabled

AGENCY = "agency:"
ROLE = "role:"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff: a stable id that says nothing about the person, agencies and roles."""

    id: str
    agencies: frozenset[str]
    roles: frozenset[str]

    def works_for(self, agency: str) -> bool:
        """Whether they may see and do the tasks of an agency: their own, or any if they are an administrator."""
        return agency in self.agencies or Role.ADMINISTRATOR in self.roles

    @property
    def reads_all(self) -> bool:
        """Whether they see the cases of every agency."""
        from onestop.domain.staff.agency_rights import is_reader  # late: it loads the domain of cases

        return is_reader(self.roles)

    @property
    def actor(self) -> str:
        """Returns their name in events."""
        return staff_actor(self.id)


NOBODY = Staff(id="", agencies=frozenset(), roles=frozenset())  # when no member of staff is acting


def staff_from(event: Mapping[str, Any]) -> Staff:
    """Reads the caller from a request that the Cognito authorizer admitted. Raises NotAllowed.

    Only id tokens carry the groups as we set them; the embedded engine's authorizer also lets access tokens through.
    """
    claims = ((event.get("requestContext") or {}).get("authorizer") or {}).get("claims") or {}
    if not claims.get("sub") or claims.get("token_use") != "id":
        raise NotAllowed("Sign in as a member of staff: send the id token in the Authorization header.")
    if not is_enabled(str(claims.get("cognito:username") or claims["sub"])):
        raise NotAllowed("This account is disabled.")
    groups = groups_of(claims)
    return Staff(
        id=str(claims["sub"]),
        agencies=frozenset(group.removeprefix(AGENCY) for group in groups if group.startswith(AGENCY)),
        roles=frozenset(group.removeprefix(ROLE) for group in groups if group.startswith(ROLE)),
    )


def check_may(staff: Staff, act: str) -> None:
    """Refuses what this role may not do. Raises NotAllowed."""
    if not may(staff.roles, act):
        raise NotAllowed("Your role does not allow this.", "role")


def groups_of(claims: Mapping[str, Any]) -> list[str]:
    """Reads the groups of a token. API Gateway passes a list as text: "a,b" or "[a b]"."""
    groups = claims.get("cognito:groups") or []
    if isinstance(groups, str):
        return groups.strip("[]").replace(",", " ").split()
    return [str(group) for group in groups]
