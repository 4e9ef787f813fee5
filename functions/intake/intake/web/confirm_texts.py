"""The words of the page on which a resident confirms a message that came in their name."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

CONFIRM: Mapping[str, Texts] = {
    "title": {"en": "Did you write this?", "zh-Hans": "这是您本人写的吗？", "es": "¿Escribió usted esto?"},
    "lead": {
        "en": "This message came in your name, but we could not be sure that it was from you. "
        "It counts only if you confirm it.",
        "zh-Hans": "我们收到了以您的名义发来的留言，但无法确定是否为您本人所写。只有经您确认，它才会生效。",
        "es": "Este mensaje llegó en su nombre, pero no pudimos estar seguros de que fuera suyo. "
        "Solo cuenta si usted lo confirma.",
    },
    "came": {
        "en": "It came on {moment}:",
        "zh-Hans": "收到时间：{moment}",
        "es": "Llegó el {moment}:",
    },
    "send": {"en": "Yes, I wrote this", "zh-Hans": "是的，是我写的", "es": "Sí, lo escribí yo"},
    "not_me": {
        "en": "If you did not write it, you need not do anything: it changes nothing about your case.",
        "zh-Hans": "如果不是您写的，无需任何操作，您的事项不会受到影响。",
        "es": "Si no lo escribió usted, no tiene que hacer nada: no cambia nada de su caso.",
    },
    "thanks": {"en": "Thank you", "zh-Hans": "谢谢您", "es": "Gracias"},
    "thanks_text": {
        "en": "The message counts as yours now. Everybody who works on your case can read it.",
        "zh-Hans": "该留言现已确认由您发送，所有办理人员都可以看到。",
        "es": "El mensaje cuenta ahora como suyo. Todas las personas que trabajan en su caso pueden leerlo.",
    },
    "closed": {"en": "This case is closed", "zh-Hans": "本件已关闭", "es": "Este caso está cerrado"},
    "closed_text": {
        "en": "The message cannot count any more. If the need is still there, have the case reopened on its page, "
        "or send us a new request.",
        "zh-Hans": "该留言已无法生效。如果问题仍然存在，请在事项页面申请重新办理，或提交新的诉求。",
        "es": "El mensaje ya no puede contar. Si la necesidad sigue, pida que se reabra el caso en su página "
        "o envíenos una solicitud nueva.",
    },
}
