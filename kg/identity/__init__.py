"""Who and what mentions refer to: entities in a document (`names`, `coreference`, `entities`), nodes across documents (`across`).

A graph directory works nodes out at the end of each build, and its readings, queries and exports have their ids; what people
decide is in its `judgements.jsonl`, see `kg.reviewing`.
"""
