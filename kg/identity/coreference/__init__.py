"""Coreference within a document: which names, descriptions and pronouns refer to one thing, and how surely."""

from __future__ import annotations

from kg.identity.coreference.chains import BEST, SURE, Chain, Link, cut, link_all, resolve
from kg.identity.coreference.mentions import Form, Mention

__all__ = ["BEST", "SURE", "Chain", "Form", "Link", "Mention", "cut", "link_all", "resolve"]
