"""What all tests share: the shipped language pipeline, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.model import Document, Reading

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Load the pipeline that ships."""
    import kg.language

    return kg.language.load()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., Reading]:
    """Read a text as a document of 25 August 2022, a Thursday."""
    import datetime as dt

    from kg.reading import read_document

    def read_text(text: str, date: dt.date | None = dt.date(2022, 8, 25)) -> Reading:
        return read_document(Document("0123456789abcdef", text, date=date), nlp)

    return read_text
