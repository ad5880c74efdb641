"""Who and what mentions refer to: entities within a document (`names`, `coreference`, `entities`), and nodes across them (`across`).

A graph directory works nodes out at the end of each build, and its readings, queries and exports have their ids; what people
decide is in its `judgements.jsonl`, see `kg.reviewing`.
"""
