"""The words by which people call a predicate."""

from __future__ import annotations

import re

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def predicate_words(predicate: str, label: str = "") -> str:
    """Return the label, or else the local name in words.

    >>> predicate_words("spokeWith")
    'spoke with'
    >>> predicate_words("told_off", "told off")
    'told off'
    """
    return label or _HUMP.sub(" ", predicate).replace("_", " ").replace("-", " ").lower()
