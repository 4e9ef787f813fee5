"""The sentences in which people say that they want no more messages. The law in many places accepts any plain words for
that; but a sentence that says one thing more is about a need: "please stop the trucks" stops none of our messages.

So the whole message must consist of three things: words around any order, the order, and our messages as its object.
Words are as `plain` leaves them, joined by "_".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Words that people put around any order
POLITE = re.compile(
    r"(?:^|_)(?:please|pls|plz|kindly|thanks|thank_you|thank_u|thx|thnx|ty|now|right_now|immediately|already|ok|okay|hi|hello|hey"
    r"|sorry|por_favor|porfavor|porfa|gracias|muchas_gracias|ya|ahora|hola|svp|s_il_vous_plait|merci|bitte|po)(?=_|$)|请|麻烦|拜托|求你|谢谢|你好|您好|吧|了|啊|啦"
)
# How they ask for this one, and why; only for this one, since "can you help" and "I want to cancel" may be about a case
ASKING = re.compile(
    r"^(?:(?:can|could|would|will|won_t|why_don_t)_(?:you|u)_(?:mind_|all_)?|how_(?:do|can)_(?:i|we)_"
    r"|(?:i|we)_(?:just_)?(?:want|need|would_like|d_like|wish|am_asking|ask|beg|told|tell|asked)_(?:you_|u_)?to_"
    r"|i_(?:said|say)_|just_|reply_|who_is_this_|como_(?=me_doy)"
    r"|(?:me_)?(?:puede|pueden|podria|podrian|puedes|podrias)_|(?:quiero|quisiera|deseo|les_pido|le_pido)_(?:que_)?)+"
    r"|^(?:能不能|可不可以|可以|能|你们|您们|你|您|我想|我要|我希望|我说|我|以后|怎么|回复)+|(?:好吗|可以吗|行吗|吗)$"
)
# What people add to an order that is not about a need: the sender does not know us
BESIDE = re.compile(
    r"who_(?:is_this|are_you|dis)|(?:(?:i_am|i_m)_)?not_interested|(?:you_have_|you_got_|this_is_)?(?:the_|a_)?wrong_(?:number|person)"
    r"|i_(?:never|did_not|didn_t)_(?:signed_up|sign_up|subscribed?|asked?|ask)(?:_(?:for|to)_(?:this|these|it|them|any_of_this))?"
    r"|(?:this|it)_(?:is_not|isn_t)_(?:me|him|her|my_[^_]+|[^_]{2,20}_s_(?:phone|number|cell))|i_(?:have_|ve_)?moved(?:_away)?"
    r"|sent_from_(?:my_)?(?:(?:samsung|galaxy|huawei|xiaomi|google|verizon|at_t|t_mobile|mobile|[45]g|lte)_)*[^_]+"
    r"(?:_(?:smartphone|phone|device|tablet))?|samsung_galaxy_smartphone|enviado_desde_mi_[^_]+|发自我的[^_]{1,10}"
    r"|i_don_t_know_(?:you|who_this_is)|enough|no|no_gracias|no_me_interesa|numero_equivocado|quien_es|no_los_conozco"
    r"|我?不认识你们?|你是谁|你们是谁|打错|发错|号码错"
)
# Orders that can only be about messages, however they are asked for
BARE = frozenset(
    (
        *("stop", "stopall", "stop_all", "unsubscribe", "optout", "opt_out", "td"),
        *("parar", "pare", "para", "paren", "alto", "detener", "basta", "baja"),
        *(
            "dar_de_baja",
            "darse_de_baja",
            "darme_de_baja",
            "停止",
            "停",
            "退订",
            "取消订阅",
            "停止发送",
            "不要再发",
            "够",
        ),
    )
)

SAID = r"(?:texts?|messages?|msgs?|text_messages?|sms|texting|notifications?|alerts?|updates?|reminders?|spam)"
SUCH = r"(?:(?:me|us|all|of|with|the|these|those|this|that|your|any|more|anymore|further|such|automated|so_many)_)*"
WHOM = r"(?:(?:_to|_for|_at)?_(?:me|us|this_(?:number|phone)|my_(?:number|phone|cell|mobile)))*"
CASE = r"(?:_(?:case|request|report|ticket|complaint|matter))?"
EVER = rf"(?:_(?:again|any_?more|ever|at_all|from_you|about_(?:this|that|the|my){CASE}))*"
WRITE = r"(?:text|txt|message|msg|contact|write|call|bother|spam|bug|harass)"
WRITING = r"(?:texting|txting|textin|messaging|msging|contacting|writing|calling|bothering|spamming|bugging|harassing)"
DO_NOT = r"(?:don_t|dont|do_not|never)"
I_DO_NOT = r"(?:(?:i|we)_(?:don_t|dont|do_not|no_longer|never)_(?:want|need|wish|care|like)|not_interested_in)"

MENSAJE = r"(?:mensajes?|mensajitos|sms|textos?|mensajes_de_texto|notificaciones|avisos|recordatorios|alertas)"
TALES = r"(?:(?:los|las|el|la|sus|tus|estos|estas|este|esos|esas|mas|de|todos|todas|ningun|tantos|con)_)*"
NUNCA = r"(?:_(?:mas|nunca|por_aqui|a_este_numero|a_mi_(?:numero|telefono|celular|movil)))*"
ENVIAR = r"(?:enviar|mandar|escribir|molestar|contactar|textear)(?:me|nos)?"
ENVIE = r"(?:envien?|envies|enviar|mandar|manden?|mandes|escriban?|escribas|molesten?|molestes|contacten?|contactes)"
PARE = r"(?:deje|deja|dejen|dejar|pare|paren|para|parar)"

XIAOXI = r"(?:短信|信息|消息|讯息|简讯|通知|提醒)"
FA = r"(?:发送|发|传送|传|寄|推送)"
WO = r"(?:给我们|给我|向我|给这个号码|到我手机|到这个号码)"
BIE = r"(?:不要|别|勿|停止|不准|不许|不用|停)"


def any_of(alternatives: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in alternatives))


NO_MORE: Mapping[str, re.Pattern[str]] = {
    "en": any_of(
        (
            r"stopp|unsub|stop(?:_(?:stop|all))+|(?:stop|quit|cut)_(?:it|this|that)(?:_out)?",
            r"(?:text_)?stop_(?:2|to)_(?:end|stop|quit|cancel|opt_out|unsubscribe)",
            rf"(?:stop|stopping|quit|end|cease|cancel|no|no_more|enough|enough_with|unsubscribe_from|turn_off)_{SUCH}{SAID}{WHOM}{EVER}",
            rf"make_{SUCH}{SAID}_stop|i_want_{SUCH}{SAID}_to_stop",
            rf"(?:stop|stopping|quit|cease|no_more)_(?:{WRITING}{WHOM}|(?:getting|receiving)_{SUCH}{SAID}){EVER}",
            rf"(?:stop|quit|cease|no_more|{DO_NOT})_send(?:ing)?(?:_{SUCH}{SAID}{WHOM}"
            rf"|{WHOM}(?:_(?:these|this|those|them|it|anything|any_?more|stuff))?){EVER}",
            rf"(?:{DO_NOT}|stop)_{WRITE}{WHOM}{EVER}",
            rf"{I_DO_NOT}_(?:to_)?(?:(?:get|receive|have|be_sent)_)?{SUCH}{SAID}{WHOM}{EVER}",
            rf"{I_DO_NOT}_(?:you_)?to_(?:be_)?(?:texted|messaged|contacted|{WRITE}){WHOM}{EVER}",
            r"i_want_no_more_(?:of_(?:these|this)|texts|messages)|no_more_of_(?:these|this)",
            rf"unsubscribe_(?:me|us)(?:_from_{SUCH}(?:list|{SAID}))?|opt_(?:me_|us_)?out(?:_of_{SUCH}(?:list|{SAID}))?",
            r"(?:i|we)_(?:want|would_like|d_like|wish)_to_(?:opt_out|unsubscribe|be_(?:removed|taken_off))"
            r"(?:_(?:off|from|of)_(?:the|your|this|all)_(?:lists?|texts|messages))?",
            r"(?:take|remove|delete|get)_(?:me|us|my_number|this_number)(?:_(?:off|from|out_of)_(?:the|your|this)_"
            r"(?:(?:mailing_|text_|contact_)?list|system|database))?",
            rf"(?:(?:i|we)_)?(?:hereby_)?(?:revoke|withdraw)_(?:my_|our_)?consent"
            rf"(?:_(?:to|for)_(?:be_|being_|receive_|receiving_|get_|getting_)*{SUCH}(?:{SAID}|texted|messaged|contacted))?",
            r"(?:lose|forget)_(?:my|this)_number|leave_(?:me|us)_alone|cancel_(?:my_)?subscription",
        )
    ),
    "es": any_of(
        (
            r"(?:para|pare|paren|parad|basta|alto|detenganse)(?:_(?:para|pare|paren|basta|alto))*|basta_(?:ya_)?de_"
            + MENSAJE,
            rf"(?:{PARE}|basta)_de_(?:{ENVIAR}|recibir)(?:_{TALES}{MENSAJE})?{NUNCA}",
            rf"(?:paren?|para|parar|detener|detengan?|alto|alto_a|cancelar|cancelen?|cese|cesen|basta_de)_{TALES}{MENSAJE}{NUNCA}",
            rf"no_(?:me_|nos_)?{ENVIE}(?:_{TALES}{MENSAJE})?{NUNCA}",
            rf"no_(?:quiero|queremos|deseo|deseamos|necesito)_(?:(?:recibir|que_me_{ENVIE})_?)?(?:{TALES}{MENSAJE})?{NUNCA}",
            rf"no_(?:quiero|deseo)_que_me_{ENVIE}(?:_{TALES}{MENSAJE})?{NUNCA}",
            rf"no_mas(?:_(?:de_)?{TALES}{MENSAJE})?|ni_un_(?:mensaje|sms)_mas",
            r"(?:dar|den|de)_?me_de_baja|me_doy_de_baja|darme_de_baja|cancelar_la_suscripcion",
            r"(?:quit[ea]n?|borr[ae]n?|elimin[ae]n?|saqu?[ae]n?)me(?:_de_(?:la|su|esta)_lista)?"
            r"|(?:borren?|eliminen?|quiten?)_mi_numero|dej[ae]n?me_en_paz",
        )
    ),
    "zh-Hans": any_of(
        (
            rf"{BIE}(?:再|继续)?{WO}?(?:再)?{FA}{WO}?(?:任何|这些|这种|这类)?{XIAOXI}?{WO}?",
            rf"(?:停止|取消|退订|关闭|停|拒收)(?:所有|全部|这些|这个|你们的|发送|接收)?{XIAOXI}(?:服务|订阅|通知)?",
            rf"(?:不想|不要|不愿|不希望|不需要|不用)(?:再)?(?:收到|接收|接到|发|发送|传|传送)(?:给我)?(?:你们的|任何|这些)?{XIAOXI}?(?:给我)?",
            rf"(?:不想|不要|不愿|不希望|不需要|不用|不)(?:再)?(?:收|看|看到|要|发|发送)?(?:你们的|任何|这些)?{XIAOXI}",
            r"(?:不要|别|勿)(?:再)?(?:打扰|骚扰|烦|联系)(?:我|我们)?|把我从(?:你们的)?名单(?:中|上|里)?(?:删除|移除|去掉)|(?:删除|移除)我的号码",
            rf"够|停(?:止)?(?:{FA})?",
        )
    ),
}
