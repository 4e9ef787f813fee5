"""Orders in languages that we do not ship: a number may belong to anybody, and whoever wants no messages must not have
to know ours. None is a word that may answer a question of staff, such as "remove". French ones are required by carriers
in Canada (CWTA: ARRET, AIDE, INFO)."""

from __future__ import annotations

from collections.abc import Mapping

NO_MORE_ELSEWHERE: Mapping[str, str] = {
    "fr": "arrêt arrête arrêter arrêtez stopper désabonner désabonnement me_désabonner désinscrire désinscription "
    "plus_de_messages plus_de_sms ne_plus_recevoir",
    "pt": "sair descadastrar",
    "de": "abmelden abbestellen aufhören keine_sms_mehr keine_nachrichten_mehr",
    "nl": "stopt afmelden uitschrijven",
    "it": "cancellami disiscrivimi smettila",
    "pl": "wypisz rezygnuję",
    "ro": "oprește opriți dezabonare",
    "tr": "dur durdur",
    "el": "σταματήστε σταμάτα",
    "ru": "стоп отписаться отписка хватит прекратить прекратите",
    "uk": "відписатися досить припиніть зупинити",
    "ar": "توقف إيقاف ايقاف قف إلغاء_الاشتراك الغاء_الاشتراك",
    "fa": "لغو_اشتراک متوقف_کنید",
    "ur": "بند_کریں بند_کرو روکیں",
    "he": "הסר הסירו_אותי עצור להסרה",
    "hi": "रोकें रोको बंद_करो बंद_करें",
    "bn": "বন্ধ_করুন",
    "pa": "ਬੰਦ_ਕਰੋ",
    "ta": "நிறுத்து நிறுத்தவும்",
    "th": "หยุด",
    "vi": "dừng dừng_lại ngừng ngưng từ_chối",
    "tl": "tigil itigil hinto ihinto tama_na ayaw_ko_na",
    "id": "berhenti hentikan",
    "ko": "중지 수신거부 수신_거부 그만 스톱",
    "ja": "ストップ 配信停止 停止してください やめて やめてください 退会",
    "ht": "sispann kanpe",
    "so": "jooji",
    "am": "አቁም አቁሙ",
}
AGAIN_ELSEWHERE: Mapping[str, str] = {"fr": "débuter commencer reprendre"}
HELP_ELSEWHERE: Mapping[str, str] = {"fr": "aide", "pt": "ajuda"}
# Signs that say the same, if nothing else is said
STOP_SIGNS = "🛑⛔🚫"
