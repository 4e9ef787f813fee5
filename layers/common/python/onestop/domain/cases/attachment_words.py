"""The words about attachments, in each language we ship: what became of one, and what staff should know of one."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.cases.attachments import AttachmentStatus
from onestop.domain.catalogue.catalogue import Texts

STATUS_WORDS: Mapping[AttachmentStatus, Texts] = {
    AttachmentStatus.EXPECTED: {"en": "Not here yet", "zh-Hans": "尚未收到", "es": "Aún no ha llegado"},
    AttachmentStatus.KEPT: {"en": "Added", "zh-Hans": "已添加", "es": "Añadido"},
    AttachmentStatus.REFUSED: {"en": "Not added", "zh-Hans": "未添加", "es": "No añadido"},
}

KIND_WORDS: Mapping[str, Texts] = {
    "photo": {"en": "Photo", "zh-Hans": "照片", "es": "Foto"},
    "document": {"en": "Document", "zh-Hans": "文件", "es": "Documento"},
    "text": {"en": "Text", "zh-Hans": "文本", "es": "Texto"},
    "file": {"en": "File", "zh-Hans": "附件", "es": "Archivo"},
}

REFUSALS: Mapping[str, Texts] = {
    "empty": {
        "en": "The file is empty.",
        "zh-Hans": "文件是空的。",
        "es": "El archivo está vacío.",
    },
    "too_large": {
        "en": "The file is larger than 20 MB. Please make it smaller, or send it in parts.",
        "zh-Hans": "文件超过 20 MB。请缩小文件或分开添加。",
        "es": "El archivo pesa más de 20 MB. Redúzcalo o envíelo en partes.",
    },
    "too_many_pixels": {
        "en": "The picture has more pixels than we can take. Please save it smaller.",
        "zh-Hans": "图片像素过多。请缩小尺寸后再添加。",
        "es": "La imagen tiene más píxeles de los que podemos recibir. Guárdela más pequeña.",
    },
    "too_many_pages": {
        "en": "The scan has more than 30 pages. Please save it as PDF.",
        "zh-Hans": "扫描件超过 30 页。请保存为 PDF 后再添加。",
        "es": "El escaneo tiene más de 30 páginas. Guárdelo como PDF.",
    },
    "kind": {
        "en": "We cannot take this kind of file. Photos, PDF and plain text are fine.",
        "zh-Hans": "无法接收此类文件。可以添加照片、PDF 和纯文本。",
        "es": "No podemos recibir este tipo de archivo. Sirven fotos, PDF y texto sin formato.",
    },
    "office": {
        "en": "We cannot take office documents, for they may carry programs. Please save it as PDF.",
        "zh-Hans": "办公文档可能带有程序，无法接收。请保存为 PDF 后再添加。",
        "es": "No podemos recibir documentos de ofimática porque pueden llevar programas. Guárdelo como PDF.",
    },
    "broken": {
        "en": "The file is broken or not complete. Please try to add it again.",
        "zh-Hans": "文件已损坏或不完整。请重新添加。",
        "es": "El archivo está dañado o incompleto. Intente añadirlo otra vez.",
    },
    "starts_programs": {
        "en": "The document tries to start a program. Please print it to a new PDF.",
        "zh-Hans": "文件会尝试启动程序。请将其重新打印为 PDF 后再添加。",
        "es": "El documento intenta abrir un programa. Imprímalo en un PDF nuevo.",
    },
    "reaches_out": {
        "en": "The document opens other documents, or sends what is filled in. Please print it to a new PDF.",
        "zh-Hans": "文件会打开其他文件，或发送所填内容。请将其重新打印为 PDF 后再添加。",
        "es": "El documento abre otros documentos o envía lo que se rellena. Imprímalo en un PDF nuevo.",
    },
    "malware": {
        "en": "A virus scanner warns of this file, so we did not keep it. Please have your device checked.",
        "zh-Hans": "病毒扫描程序对此文件发出警告，因此未保留。请检查您的设备。",
        "es": "Un antivirus avisa de este archivo y por eso no lo guardamos. Revise su dispositivo.",
    },
    "too_many": {
        "en": "The case has as many files as it can take.",
        "zh-Hans": "本件的附件数量已达上限。",
        "es": "El caso ya tiene todos los archivos que admite.",
    },
    "missing": {
        "en": "The file did not arrive. Please add it again.",
        "zh-Hans": "文件未能送达。请重新添加。",
        "es": "El archivo no llegó. Añádalo otra vez.",
    },
}

# for staff, before they open it
WARNINGS: Mapping[str, Texts] = {
    "script": {
        "en": "This document contains scripts. Open it in a browser, not in an editor.",
        "zh-Hans": "文件含有脚本。请用浏览器打开，不要用编辑软件打开。",
        "es": "Este documento contiene scripts. Ábralo en un navegador, no en un editor.",
    },
    "files": {
        "en": "This document carries other files inside, which nobody has looked at.",
        "zh-Hans": "文件内嵌有其他未经检查的文件。",
        "es": "Este documento lleva dentro otros archivos que nadie ha revisado.",
    },
    "unseen": {
        "en": "This document is locked or packed so that nobody could look at all of it.",
        "zh-Hans": "文件已加密或经特殊压缩，未能全部检查。",
        "es": "Este documento está protegido o comprimido de un modo que no se pudo revisar entero.",
    },
    "more_frames": {
        "en": "Only the first picture of an animation was kept.",
        "zh-Hans": "动画只保留了第一帧。",
        "es": "Solo se guardó la primera imagen de una animación.",
    },
}


def say_size(size: int | None, language: str) -> str:
    """How large a file is, as people say it: 48 kB, 2.3 MB (2,3 MB in Spanish)."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    said = f"{size / 1_000_000:.1f} MB"
    return said.replace(".", ",") if language.startswith("es") else said
