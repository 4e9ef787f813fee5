"""The words about photos and documents on the page of a case."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.catalogue import Texts

ATTACHED: Mapping[str, Texts] = {
    "attached": {"en": "Photos and documents", "zh-Hans": "照片和文件", "es": "Fotos y documentos"},
    "attach": {"en": "Add a photo or document", "zh-Hans": "添加照片或文件", "es": "Añadir una foto o un documento"},
}
