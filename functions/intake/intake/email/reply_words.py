"""How mail programs introduce quotes, what phones add, and how people say goodbye. One phrase a line."""

from __future__ import annotations

import re


def line_of(*phrases: str, end: str = "$") -> re.Pattern[str]:
    """A line that begins with one of these, after any signs."""
    return re.compile(rf"^\W{{0,20}}(?:{'|'.join(phrases)}){end}", re.IGNORECASE)


WROTE = "wrote|escribió|a écrit|schrieb|ha scritto|schreef|escreveu|skrev|pisze|napisał|写道|寫道"
ADDRESS = r"<[^<>\s]{1,100}@[^<>\s]{1,100}>"
ON = "(?:on|el|le|am|il|op|em|den|dnia|w dniu)"
# A program's line has an address or a time of day in it: "On 12 October your inspector wrote:" is a resident's
EXACT = r"(?=.{0,300}(?:@|\d\s?[:.h时時点]\s?\d\d|\d\s?[ap]\.?m\b))"
ON_WROTE = (
    rf"{EXACT}{ON}\b.{{6,200}}\b(?:{WROTE})\b.{{0,80}}[:：]\s*",
    rf"{ON}\b.{{6,200}}\b(?:{WROTE})\s*[-—]{{2,10}}",
    rf"{ON}\b.{{6,200}}{ADDRESS}.{{0,10}}(?:{WROTE})\s*",
)
# In addition to those that mail-parser-reply knows. Only those of BROKEN may continue over several lines.
BROKEN = line_of(*ON_WROTE)
INTRODUCED = line_of(
    *ON_WROTE,
    r"(?:begin )?forwarded message\W{0,40}",
    r"original message\W{0,40}",
    r"mensaje original\W{0,40}",
    r"message d['’]origine\W{0,40}",
    r"message du\s?:.{0,20}\d{4}.{0,10}",
    r"ursprüngliche nachricht\W{0,40}",
    r"原始[邮郵]件\W{0,40}",
    rf".{{0,120}}{ADDRESS}.{{0,40}}(?:{WROTE})\s?[:：]\s*",
    rf"(?=.{{0,100}}(?:19|20)\d\d).{{0,160}}{ADDRESS}\s?[:：]\s*",
    r".{0,60}\d{4}.{0,80}(?:写道|寫道)\s?[:：]\s*",
)
# How programs introduce a forwarded mail
HANDED_ON = line_of(
    *("(?:begin )?forwarded message", "mensaje reenviado", "mensagem encaminhada", "message transféré"),
    *("weitergeleitete nachricht", "messaggio inoltrato", "doorgestuurd bericht", "videresendt", "vidarebefordrat"),
    *(
        "пересылаемое сообщение",
        "przekazana wiadomość",
        "转发的?(?:邮件|消息)",
        "轉寄的?(?:郵件|訊息)",
        "転送メッセージ",
    ),
    end=r"\W{0,40}$",
)
DEVICE = (
    "i?phon|ipad|ipod|android|samsung|galaxy|mobile|blackberry|windows|yahoo|outlook|mail|huawei|xiaomi|redmi|oppo|vivo"
    "|fairphone|pixel|motorola|moto|nokia|oneplus|honor|realme|sony|xperia|nothing|proton(?:mail)?|thunderbird|gmail|spark|edison"
    "|bluemail|k-9|phone|puhelin|puhelim|telefon|телефон|điện thoại|手机|小米|华为|荣耀|网易|邮箱大师"
)
SENT = (
    "sent (?:from|with|via|using)|enviad[oa] (?:desde|do|da|pelo|a partir d[eo]|con|com)"
    "|envoyé (?:de|depuis|à partir de|avec)"
    "|gesendet (?:von|mit)|von .{1,30} gesendet|inviato (?:dal?|con)"
    "|verzonden (?:vanaf|met|via)|skickat från|sendt fra"
    "|sendt med|lähetetty|wysłan[eoy] z|odeslán[oa] z|odoslané z|отправлено (?:с|из)|надіслано з|gönderildi|elküldve"
    "|trimis de pe|(?:đã )?gửi từ|dikirim dari|poslano s|изпратено от|στάλθηκε από|enviat des de"
    "|poslano (?:iz?|z)|küldve|נשלח מ"
    "|أ?ُ?رسلت من|تم الإرسال من|ส่งจาก|来自|來自|[发發](?:送)?自"
)
SENT_FROM = line_of(
    rf"sent from (?:my )?(?:{DEVICE})\b",
    r"sent (?:with|via|using) (?:proton(?:mail)?|aol|samsung|outlook|mail|my)\b",
    r"(?:get|获取|取得|下载) \S{1,20} for (?:android|ios|iphone)\b",
    r"diese nachricht wurde von (?:meinem|mir) .{1,60}gesendet",
    r"enviado (?:desde|do) (?:mi|meu|yahoo|outlook|correo|samsung)\b",
    r"envoyé (?:de|depuis) (?:mon|ma|yahoo|outlook|l['’])",
    r"gesendet (?:von|mit)\b",
    r"von meinem [\w -]{1,40} gesendet",
    r"verstuurd vanaf\b",
    r"inviato da\b",
    r"verzonden vanaf\b",
    r"[发發]自我的",
    r"从我的.{1,20}发送",
    rf"(?:{SENT})(?:(?<=\w)\b)?.{{0,30}}(?<![A-Za-z])(?:{DEVICE}|яндекс)",
    rf".{{0,30}}\b(?:{DEVICE}).{{0,20}}(?:から送信|에서 보냄|gönderildi|lähetetty|版?邮件发送|发送|से भेजा)",
    r".{0,60}<?https?://(?:aka\.ms|go\.onelink\.me|overview\.mail\.yahoo\.com|www\.mailbutler\.io)/\S{1,80}",
    r"從我的.{1,20}(?:傳送|寄出)",
    end=r"(?:(?![:：](?:\s|$)).){0,60}$",  # "Sent with my phone: it is the third hole" says something
)
# "Sent from my Fairphone 5G": the name of a device that is not listed here; "sent from my balcony" has none
SENT_FROM_NAMED = re.compile(r"^\W{0,20}[Ss]ent from (?:my|a|the) (?:[A-Z0-9][\w+'’-]{0,20}\s?){1,5}\W{0,3}$")
# How people say goodbye. One may begin a need too ("Best regards to the crew"), so the whole line must be one
ADVERB = "(?: (?:in advance|again|so much|very much|a lot|from all of us))?"
FAREWELL = line_of(
    rf"(?:(?:with |my )?(?:best|kind|kindest|warm|warmest|many))? ?(?:regards|wishes|thanks){ADVERB}",
    rf"(?:thank you|thx|ty|tia){ADVERB}",
    *("best", "all the best", "cheers", "respectfully(?: yours)?", "take care", "yours"),
    r"sincerely(?: yours)?",
    r"yours (?:sincerely|faithfully|truly)",
    *(r"(?:un |muchos )?(?:saludos?|abrazos?)(?: cordial(?:es)?)?", "atentamente", "atte", r"(?:muchas |mil )?gracias"),
    *(
        "cordialmente",
        "quedo atent[oa]",
        r"(?:muito )?obrigad[oa]",
        "atenciosamente",
        "att",
        "abraços?",
        "cumprimentos",
    ),
    *(r"(?:bien )?cordialement", "bien à (?:vous|toi)", "salutations(?: distinguées)?", "merci(?: d['’]avance)?"),
    r"(?:mit freundlichen|mit besten|freundliche|beste|viele|liebe|schöne) grüßen?",
    *("mfg", "lg", "vg", "hochachtungsvoll", "danke", "vielen dank"),
    *(
        r"(?:cordiali|distinti) saluti",
        "saluti",
        "grazie",
        r"met vriendelijke groet(?:en)?",
        "groeten",
        "mvg",
        "bedankt",
    ),
    *(
        r"(?:med )?(?:vänlig(?:a)?|bästa) hälsning(?:ar)?",
        "mvh",
        r"(?:med )?(?:venlig|vennlig) hilsen",
        "hilsen",
        "tack",
    ),
    *("ystävällisin terveisin", "terveisin", "pozdrawiam", "z poważaniem", "s pozdravem", "lep pozdrav", "üdvözlettel"),
    *("с уважением", "з повагою", "с уважение", "спасибо", "дякую", "cu stimă", "με εκτίμηση", "ευχαριστώ"),
    *("saygılarımla", "saygılarımızla", "teşekkürler", "trân trọng", "cảm ơn", "hormat saya", "salam", "terima kasih"),
    *("مع (?:أطيب )?(?:تحياتي|التحية)", "شكرا[ً]?", "وتفضلوا.{0,40}", "בברכה", "תודה(?: רבה)?", "با احترام", "با تشکر"),
    *(r"감사합니다|고맙습니다", r"よろしくお願い(?:いた)?し?します|敬具|以上", "ขอบคุณ(?:ครับ|ค่ะ)?", "धन्यवाद"),
    *("此致", "敬[礼禮]", "[谢謝]{2}", "祝好", "顺祝商祺|順頌商祺|顺颂时祺"),
    end=r"\W{0,20}$",
)
POINTS_INTO_QUOTE = re.compile(
    r"\b(?:below|in-?line|interspersed|in (?:red|blue|green|bold|caps|capitals)|between (?:the|your) lines"
    r"|abajo|debajo|en (?:rojo|azul|negrita|mayúsculas)|ci-dessous|en (?:rouge|bleu|gras)|unten|in (?:rot|blau|fett)"
    r"|sotto|in (?:rosso|blu)|abaixo|em vermelho|hieronder|in het rood|nedan|nedenfor|poniżej|níže|ниже|красным"
    r"|aşağıda|bên dưới|di bawah|παρακάτω)\b|见下|如下|下面|下方|以下|[红紅藍蓝]字|红色|紅色|下記|赤字|아래|أدناه|למטה",
    re.IGNORECASE,
)
DASHES = re.compile(r"^\s*(?:--|__|[—–]{1,10}|_{20,100}) ?$")
# A date or an address, then a colon
DATED = re.compile(r"(?=.*(?:\b(?:19|20)\d\d\b|@|\d{1,2}[./-] ?\d{1,2}[./-] ?\d\d\b.*\d[:.h]\d\d)).*[:：]\s*$")
QUOTE = re.compile(r"^\s*>")
# How programs mark the subject of a forwarded mail, and of a reply
FORWARDED_MARKS = r"fwd?|wg|tr|rv|enc|doorst|vb|vl|pd|i|ilt|i̇lt|πρθ|转发|轉寄|转寄|轉發|転送|전달|пересл|chuyển tiếp"
MARK = r"(?:\[\d+\]|\(\d+\))?\s*[:：]"
ANSWERED = re.compile(
    rf"^(?:\s*(?:{FORWARDED_MARKS}|re|aw|res|sv|vs|antw|odp|ynt|r|atb|ha|rif|απ|"
    rf"回复|答复|回覆|返信|답장|회신|отв|ответ|trả lời){MARK})+\s*",
    re.IGNORECASE,
)
FORWARDED = re.compile(rf"^\s*(?:{FORWARDED_MARKS}){MARK}", re.IGNORECASE)
