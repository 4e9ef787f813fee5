"""The fields that a history may have for a case, in our words, and the column names that exports use for them.

Names are compared by their letters and digits only (`fold`), and the first one that a file has is taken.
"""

from __future__ import annotations

MOMENTS = ("opened", "closed", "due", "updated")
WORDS = ("service", "detail", "agency", "received_by", "channel", "district", "language")
NUMBERS = ("days_to_close", "hours_to_close", "opened_year", "opened_month", "opened_weekday", "opened_hour")

NAMES = {
    "id": (
        "srnumber caseenquiryid uniquekey servicerequestid servicerequestnumber caseid requestid id number "
        "ticketid casenumber requestnumber reference ticketnumber servicerequestsrnumber incidentid"
    ),
    "service": (
        "srtype requesttype srdescription complainttype servicename type servicerequesttype srtypedesc "
        "servicecodedescription servicetype issuetype category requestcategory casetype problem issue subject reason"
    ),
    "detail": "descriptor subcategory detail servicesubtype requestdetails subtype complaintdetail",
    "opened": (
        "createddate opendt requesteddatetime opened opendate openeddate createdat datecreated dateopened created "
        "createddatetime opendatetime adddate submittedat submitteddate reporteddate datereported received "
        "receiveddate datereceived requestdate requestedat creationdate casecreateddate entrydate"
    ),
    "closed": (
        "closeddate closeddt closed closedat dateclosed closedatetime closeddatetime closedate resolutiondate "
        "resolveddate resolvedat completeddate completedat completiondate datecompleted dateresolved enddate"
    ),
    "due": (
        "duedate slatargetdt sladuedate expecteddatetime due dueat serviceduedate targetdate targetdatetime "
        "slatargetdate sladate expecteddate promiseddate deadline estimatedcompletiondate"
    ),
    "updated": (
        "updateddate lastmodifieddate updateddatetime lastupdated updated updatedat resolutionactionupdateddate "
        "lastupdatedate statusdate modifieddate lastmodified"
    ),
    "status": "status casestatus requeststatus srstatus ticketstatus state serviceorderstatus currentstatus",
    "on_time": "ontime slastatus withinsla metsla slamet overdue islate late ontimestatus",
    "duplicate": "duplicate isduplicate duplicated dup",
    "parent": "parentsrnumber parent parentid parentcase parentrequest duplicateof parentcaseid masterid",
    "agency": (
        "ownerdepartment owningdepartment owner agency department agencyresponsible responsibleagency "
        "organizationacronym assigneddepartment responsibledepartment departmentname divisionname division"
    ),
    "received_by": "createddepartment receivedby receivingdepartment intakedepartment",
    "channel": (
        "origin source requestsource opendatachanneltype methodreceived methodreceiveddescription channel "
        "intakemethod srmethodreceiveddescription casesource contactmethod reportsource"
    ),
    "district": (
        "ward citycouncildistrict councildistrict cd supervisordistrict district borough communityboard "
        "neighborhood neighbourhood communityarea area zone"
    ),
    "language": "language preferredlanguage lang",
    "days_to_close": "daystoclose daysopen resolutiondays daysopened closeddays",
    "hours_to_close": "hourstoclose resolutionhours",
    "opened_year": "createdyear openedyear",
    "opened_month": "createdmonth openedmonth",
    "opened_weekday": "createddayofweek openedweekday createdweekday",
    "opened_hour": "createdhour openedhour",
}
KNOWN_NAMES = {ours: names.split() for ours, names in NAMES.items()}
FIELDS = tuple(NAMES)
REPLAY_NAMES = {"type": "service", "done_by": "agency"}  # what the same is called in a map of `onestop replay`
