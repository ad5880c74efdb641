"""The text that lies beside the tables for Neo4j: how to import them, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable

_TEXT = """\
These tables make a Neo4j database (5 or later) from a rightsgraph graph.

Import them from this folder, into a database that does not exist yet or is stopped:

{command}

Releases from 2025 on may ask for one more option: --multiline-fields-format=v1
The option --overwrite-destination replaces a database that is there. In the Enterprise Edition, run
"CREATE DATABASE neo4j" afterwards if the database was not there before.

Nodes
  Entity     a person, organization, group, place, event or document that texts speak of (a second label says which)
  Document   a text that was read
  Evidence   the passage that a claim or an act rests on, with its offsets in code points
  Act        an act that may touch somebody's rights, as a passage tells of it
  Value      words that stand in the place of an object, such as the name of a post

Relationships
  one for each claim: who, what, whom; its properties hold the quote, the document, the speakers and the dates
  COMMITTED, SUFFERED     from an entity to an act
  RESTS_ON                from an act to its evidence
  FROM_DOCUMENT           from evidence to its document
  MENTIONED_IN            from an entity to a document

A claim is what a passage says, never proof that it is so. The type of a relationship is the relation alone (ARRESTED) only
where a source reports it as fact. Otherwise the type begins with how it is put forward: ALLEGED_ARRESTED, DENIED_ARRESTED,
NOT_MET, PLANNED_VISITED, REQUESTED_RELEASED. The property "standing" says the same, "predicate" holds the relation in each
case. Relations that are not the ontology's begin with OPEN_. A semicolon inside an item of a list became U+FF1B.

Examples in Cypher
  CREATE INDEX FOR (e:Entity) ON (e.id);
  MATCH (a:Entity)-[r:MET]->(b:Entity) RETURN a.label, b.label, r.earliest, r.quote;
  MATCH (a:Entity)-[r]->(b:Entity) WHERE r.predicate = "arrested" RETURN a.label, r.standing, b.label, r.attributed_to;
  MATCH (a:Entity)-[r]->() WHERE r.claim IS NOT NULL MATCH (e:Evidence {{id: r.evidence}})-->(d:Document)
    RETURN a.label, type(r), e.quote, d.title LIMIT 25;
"""


def readme(nodes: Iterable[str], relationships: Iterable[str]) -> str:
    """Return the text for tables of these names."""
    files = [f"--nodes={name}.csv" for name in nodes] + [f"--relationships={name}.csv" for name in relationships]
    # The name of the database comes first: after --nodes or --relationships it would be taken for one more file.
    options = ["--id-type=string", "--array-delimiter=';'", "--multiline-fields=true", *files]
    return _TEXT.format(command="  neo4j-admin database import full neo4j \\\n    " + " \\\n    ".join(options))
