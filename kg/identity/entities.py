"""Clusters of mentions to entities with identifiers: names keep one across documents, groups stay in their own."""

from __future__ import annotations

from kg.extraction.known import fold, full_name
from kg.extraction.mentions import Spotted
from kg.identity.names import Cluster, clean
from kg.model import Entity, EntityType
from kg.rdf.iris import slug


def group_key(spotted: Spotted) -> str:
    """Return what unnamed groups of a document are told apart by: their words, article aside."""
    return fold(clean(spotted.mention.text))


def group_label(spotted: Spotted) -> str:
    """Return the words of an unnamed group, without what only points at it."""
    return without_article(clean(spotted.mention.text))


def without_article(text: str) -> str:
    """Drop a leading article.

    >>> without_article("The five villagers")
    'five villagers'
    """
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an", "his", "her", "their", "its"} else text


def make_entity(cluster: Cluster, document: str) -> Entity:
    """Give a cluster its identifier, label and aliases."""
    label = without_article(cluster.label) if cluster.type is EntityType.GROUP else full_name(cluster.label)
    middle = f"{document[:8]}:" if cluster.type is EntityType.GROUP else ""
    names = [f for f in cluster.forms if f != label]
    return Entity(
        id=f"{cluster.type.lower()}:{middle}{slug(label)}",
        label=label,
        type=cluster.type,
        aliases=tuple(dict.fromkeys(names)),
        mentions=tuple(s.mention for s in sorted(cluster.mentions)),
    )
