"""The words of the pages on which a resident adds photos and documents."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

KINDS_TAKEN: Texts = {
    "en": "Photos, PDF or plain text, at most 20 MB each.",
    "zh-Hans": "支持照片、PDF 和纯文本，每个文件不超过 20 MB。",
    "es": "Fotos, PDF o texto sin formato, de hasta 20 MB cada archivo.",
}

ATTACH: Mapping[str, Texts] = {
    "title": {
        "en": "Photos and documents of your case",
        "zh-Hans": "事项的照片和文件",
        "es": "Fotos y documentos de su caso",
    },
    "lead": {
        "en": "A photo often tells more than words. Those who work on your case can see what you add.",
        "zh-Hans": "照片往往比文字更清楚。办理人员可以看到您添加的内容。",
        "es": "Una foto suele decir más que las palabras. Quienes trabajan en su caso verán lo que añada.",
    },
    "there": {"en": "What is there", "zh-Hans": "已有内容", "es": "Lo que ya hay"},
    "nothing": {
        "en": "There is nothing yet.",
        "zh-Hans": "暂无内容。",
        "es": "Todavía no hay nada.",
    },
    "coming": {
        "en": "Thank you. We have your file and are looking at it. Load this page again in a minute to see it.",
        "zh-Hans": "谢谢您。文件已收到，正在检查。请一分钟后刷新本页查看。",
        "es": "Gracias. Tenemos su archivo y lo estamos revisando. Vuelva a cargar esta página en un minuto.",
    },
    "kept": {
        "en": "Thank you. Your file was added.",
        "zh-Hans": "谢谢您。文件已添加。",
        "es": "Gracias. Su archivo se añadió.",
    },
    "refused": {
        "en": "We could not add your file.",
        "zh-Hans": "文件未能添加。",
        "es": "No pudimos añadir su archivo.",
    },
    "asked": {
        "en": "We asked you something. A file alone does not answer it:",
        "zh-Hans": "我们有问题需要您答复，仅添加文件不算答复：",
        "es": "Le preguntamos algo. Un archivo por sí solo no lo responde:",
    },
    "answer": {"en": "Answer us", "zh-Hans": "前往答复", "es": "Respóndanos"},
    "add": {"en": "Add a photo or document", "zh-Hans": "添加照片或文件", "es": "Añadir una foto o un documento"},
    "left": {
        "en": "You can add {left} more.",
        "zh-Hans": "还可以添加 {left} 个。",
        "es": "Puede añadir {left} más.",
    },
    "taken": KINDS_TAKEN,
    "label": {"en": "What does it show?", "zh-Hans": "内容说明", "es": "¿Qué muestra?"},
    "hint": {
        "en": "A few words, such as “the hole in front of number 3”",
        "zh-Hans": "几个字即可，例如“3 号门前的坑”",
        "es": "Unas palabras, como «el bache frente al número 3»",
    },
    "send": {"en": "Go on and choose the file", "zh-Hans": "继续并选择文件", "es": "Seguir y elegir el archivo"},
    "full": {
        "en": "Your case has as many files as it can take, or you have tried very often. Please call us.",
        "zh-Hans": "附件数量已达上限，或尝试次数过多。请致电我们。",
        "es": "Su caso ya tiene todos los archivos que admite, o lo intentó muchas veces. Llámenos.",
    },
    "closed": {
        "en": "This case is closed, so nothing can be added.",
        "zh-Hans": "本件已关闭，无法再添加内容。",
        "es": "Este caso está cerrado y no se puede añadir nada.",
    },
}

UPLOAD: Mapping[str, Texts] = {
    "title": {"en": "Choose a file", "zh-Hans": "选择文件", "es": "Elija un archivo"},
    "lead": {
        "en": "We take out of a photo what the camera wrote into it. If it says where it was taken, "
        "we keep that for those who work on your case.",
        "zh-Hans": "我们会清除照片中由相机写入的信息。如其中含有拍摄地点，仅保留给办理人员参考。",
        "es": "De cada foto quitamos lo que la cámara escribió en ella. Si dice dónde se tomó, "
        "lo guardamos para quienes trabajan en su caso.",
    },
    "file": {"en": "Your file", "zh-Hans": "您的文件", "es": "Su archivo"},
    "taken": KINDS_TAKEN,
    "upload": {"en": "Send the file", "zh-Hans": "上传文件", "es": "Enviar el archivo"},
    "minutes": {
        "en": "You have 15 minutes. If you see a page of code, the file was too large or came too late: "
        "go back and try again.",
        "zh-Hans": "请在 15 分钟内上传。如果出现代码页面，说明文件过大或已超时，请返回重试。",
        "es": "Tiene 15 minutos. Si ve una página de código, el archivo era muy grande o llegó tarde: "
        "vuelva atrás e inténtelo otra vez.",
    },
    "cancel": {
        "en": "Back to the photos and documents",
        "zh-Hans": "返回照片和文件",
        "es": "Volver a las fotos y documentos",
    },
}
