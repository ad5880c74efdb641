"""Text to spaCy `Doc`: the shipped pipeline, or any other that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import PipelineMissing

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "rightsgraph"


def load(name: str = DEFAULT) -> Language:
    """Load a language pipeline: the one that ships, or any installed spaCy pipeline by name or path.

    Raise `PipelineMissing` where there is none of that name. Nothing is ever downloaded.
    """
    import spacy

    import kg.language.components  # noqa: F401  (registers the factories)

    if name == DEFAULT:
        return shipped()
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise PipelineMissing(
            f"The language pipeline {name!r} cannot be loaded ({str(error).splitlines()[0]}).",
            "Install it with pip, or leave --pipeline out to use the one that ships.",
        ) from error
    nlp.add_pipe("kg_clearnlp_to_ud", last=True)
    return nlp


def shipped() -> Language:
    """Make the pipeline that ships with the package: spaCy's English tokenizer, mended, and the project's model."""
    import spacy

    from kg.language.tokens import NAME

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}}, meta={"name": DEFAULT, "lang": "en"})
    nlp.add_pipe("kg_reader")
    return nlp
