"""The words of mail systems that follow no standard. Each was seen in mail that really came back."""

from __future__ import annotations

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


MACHINE_ADDRESS = any_of(
    r"^<?(?:mailer|mail|mailerr)[-_.]?daemon\b",
    r"^<?mdaemon\b",
    r"^<?post[-_]?master\b",
    r"^<?mail\.delivery\.system\b",
    r"^<?ndr@",
    r"^<?bounces?[+@]",
    r"^<?mail-?gateway\b",
    r"^<?mailadmin\b",
)
# Of these, those that people of small firms write from too
READ_BY_PEOPLE = any_of(r"^<?post[-_]?master\b", r"^<?mailadmin\b", r"^<?bounces?@", r"^<?mail-?gateway\b")
NAME_OF_PEOPLE = any_of(r"\bmail administrator\b")
MACHINE_NAME = any_of(
    r"mailer-daemon",
    r"mail delivery (?:sub)?system",
    r"delivery subsystem",
    r"mail delivery service",
    r"^\W{0,5}interscan\b",
    r"\bmail administrator\b",
    r"\binternet mail delivery\b",
)
DELAYED = any_of(
    r"\bdelayed (?:\d{1,4} (?:hours?|days?|minutes?)|mail|delivery)",
    r"\(delay(?:ed)?\)",
    r"\bdelivery (?:is )?delayed\b",
    r"\bwarning message only\b",
    r"\bhas not (?:yet )?been delivered\b",
    r"\bcould not send message for past\b",
    r"\bstill (?:being )?retried\b",
    r"\bdeferred\b.{0,40}\bretr",
    r"\bstill not delivered\b",
    r"\bwill (?:continue|keep) (?:to )?try",
    r"\badvisory-only\b",
    r"延迟",
    r"zustellung verzögert",
)
NOT_THERE = r"unknown|not found|does ?n[o']t exist|full|unavailable|disabled|invalid|rejected|not listed|exceeded"
WHERE = r"user|recipient|mailbox|address|host|domain"
FAILED = any_of(
    r"undeliver",
    r"non-?deliver",
    r"not (?:be )?deliver",
    r"unable to deliver",
    r"wasn't able to deliver",
    r"couldn't be delivered",
    r"deliver(?:y|ing)[^.]{0,40}(?:fail|error|problem|impossible|refused|rejected|denied)",
    r"fail[^.]{0,40}deliver",
    r"delivery (?:status|report)",
    r"return(?:ed|ing) (?:mail|message|to sender|e-?mail)",
    r"failure notice",
    r"mail (?:delivery )?(?:fail|error|problem)",
    r"mail system error",
    r"(?:could|can|was|were|did|has|have)(?:n't| ?not) (?:be |been )?(?:sent|reach|forward|accept|process|complete)",
    r"not (?:yet )?accepted",
    rf"(?:{WHERE}|account)[^.]{{0,60}}(?:{NOT_THERE}|over quota)",
    rf"(?:unknown|invalid|no such|bad|nonexistent|illegal) (?:local )?(?:{WHERE}|destination|final)",
    r"\b5\d\d[ -]\d\.\d\.\d\b",
    r"\b55[0-4][ -]",
    r"transcript of session",
    r"permanent (?:fatal )?(?:error|failure)",
    r"message (?:was |has been |is being )?(?:rejected|blocked|refused|quarantined)",
    r"bounced",
    r"no valid recipients",
    r"banned|virus|spam content",
    r"not (?:a )?member",
    r"loop alert",
    r"exceed(?:s|ed)",
    r"エラー通知",
    r"送信できません",
    r"配信でき",
    r"配信不能",
    r"届けられません|お届け",
    r"退信",
    r"投递失败",
    r"[无無]法投[递遞]",
    r"unzustellbar",
    r"nicht zugestellt",
    r"no (?:se )?pudo (?:ser )?entreg",
    r"non remis",
    r"не доставлен",
    r"не удалось доставить",
)
# What a mail system puts into a subject, and what its text then always contains. A resident may well write about
# undelivered mail, but not with these words together.
TITLE = any_of(
    r"^(?:returned|undelivered|undeliverable|rejected) (?:mail|message|e-?mail)\b",
    r"^(?:mail|message|e-?mail) (?:could|can) ?not be (?:delivered|sent)",
    r"^undeliverable:",
    r"^(?:mail )?delivery (?:failure|failed|status notification|error|has failed|notification)",
    r"^mail (?:delivery )?(?:failed|failure|system error)",
    r"^failure notice",
    r"^メールエラー通知",
    r"^メッセージを配信できません",
    r"^メール配信に失敗しました",
    r"^(?:系统)?退信",
    r"^ваше сообщение не доставлено",
    r"\bnot member\b",
    r"^loop (?:alert|back warning)",
    r"^fml system error",
)
TECHNICAL = any_of(
    r"\bsmtp\b",
    r"\b[45]\d\d[ -]",
    r"\bdelivery attempts\b",
    r"メールボックス",
    r"宛先|あて先",
    r"メールサーバ",
    r"邮箱不存在|收件人",
    r"mailing list",
    r"message-id",
)
UNMISTAKABLE = any_of(
    r"^this (?:message|report) (?:was|is) (?:created|generated) automatically by mail delivery software",
    r"^hi\. (?:this|the) (?:is )?the \S+-send program",
    r"^(?:-+ ?)?non-?delivery report",
    r"^this is the (?:mail delivery (?:agent|system)|postfix program|\w+ mail agent)",
    r"^your message could not be delivered",
    r"^(?:your message|the following message) (?:to|did not reach)[^.]{0,200}"
    r"(?:could not be delivered|did not reach|was not delivered|undeliverable)",
    r"^your message did not reach some or all",
    r"^delivery (?:has )?failed to (?:these|the following) recipient",
    r"^this is an automatically generated delivery status",
    r"^(?:error|delivery failed)[:.]? [^.]{0,80}(?:user|address|recipient)",
    r"^the original message was received at",
    r"^undeliverable",
    r"^(?:sorry|we're sorry)[^.]{0,60}(?:unable to deliver|wasn't able to deliver)",
    r"^you are not a member of this mailing list",
    r"^duplicated message-id in",
)
BULK = any_of(r"\b(?:bulk|junk)\b")
AUTOMATIC_REPLY = any_of(r"\bauto[-_ ]?reply\b")
ANSWER = r"reply|response|answer|antwort|acknowledg"
AUTOMATIC = any_of(
    *(
        rf"\s*(?:re: ?)?(?:{phrase})"
        for phrase in (
            rf"auto(?:matic|mated)?[-: ]{{0,3}}(?:{ANSWER})",
            r"auto:",
            r"out of (?:the )?office",
            r"ooo\b",
            r"on vacation",
            r"vacation (?:reply|message|notice)",
            r"away from (?:my|the) (?:mail|office|desk)",
            r"i am (?:out of|away from)\b",
            r"respuesta automática",
            r"fuera de (?:la )?oficina",
            r"réponse automatique",
            r"absence du bureau",
            r"automatische antwort",
            r"abwesenheit(?:snotiz)?\b",
            r"risposta automatica",
            r"resposta automática",
            r"automatisch antwoord",
            r"autosvar",
            r"自动(?:回复|答复)",
            r"自動(?:回覆|応答)",
            r"不在通知",
            r"자동 ?응답",
            r"부재중",
            r"автоответ",
        )
    )
)
