"""XML: text as an attribute or as content, with what XML 1.0 cannot hold shown as what it is, damage."""

from __future__ import annotations

import re

# Everything outside of the production Char of XML 1.0, lone surrogates included.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escaped(text: str) -> str:
    """Return `text` so that it can stand in an attribute in double marks, and as content."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ENTITIES)


def element(name: str, attributes: dict[str, object], content: str | None = None) -> str:
    """Return an element; `content` is markup already."""
    listed = "".join(f' {key}="{escaped(str(value))}"' for key, value in attributes.items())
    return f"<{name}{listed}/>" if content is None else f"<{name}{listed}>{content}</{name}>"
