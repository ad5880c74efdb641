"""The view as the page carries it: what is drawn at first as JSON, all the rest as columns, deflated.

A table of rows becomes one list a column. A column with few different values holds each once (`of`) and for each row
which of them it has (`at`). Entities are numbers of their rows. The page unpacks with its browser's own inflater.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.maps.view import View

Column = list[Any] | dict[str, list[Any]]

FIRST_NODE = ("id", "label", "type", "named", "degree", "x", "y", "community")
FIRST_EDGE = ("from", "to", "label", "stance", "directed", "bend", "count")
REPEATED = {
    "nodes": ("type", "named"),
    "edges": ("label", "stance", "directed", "bend"),
    "claims": ("value", "stance", "polarity", "modality", "by", "date", "when", "legal"),
    "documents": ("publisher", "date"),
    "predicates": ("family", "open"),
}


def first_part(view: View) -> dict[str, Any]:
    """Return what the page needs to draw its first sight."""
    nodes = [node for node in view["nodes"] if "x" in node]
    number = {node["id"]: index for index, node in enumerate(nodes)}
    edges = [_numbered_edge(edge, number) for edge in view["edges"] if edge["from"] in number and edge["to"] in number]
    return {
        "title": view["title"],
        "focus": number.get(view["focus"], -1),
        "types": view["types"],
        "stances": view["stances"],
        "counts": {name: len(view[name]) for name in ("documents", "nodes", "claims", "edges")},
        "tied": sum(1 for node in view["nodes"] if node["degree"]),
        "unnamed": sum(1 for node in view["nodes"] if not node["named"] and node["degree"] and "x" not in node),
        "nodes": table(nodes, FIRST_NODE, repeated=REPEATED["nodes"]),
        "edges": table(edges, FIRST_EDGE, repeated=REPEATED["edges"]),
    }


def rest(view: View) -> str:
    """Return all that the page can show, as base64 of deflated JSON."""
    number = {node["id"]: index for index, node in enumerate(view["nodes"])}
    tables = {
        "nodes": [{name: value for name, value in node.items() if name not in ("x", "y", "community")} for node in view["nodes"]],
        "edges": [_numbered_edge(edge, number) | {"claims": edge["claims"]} for edge in view["edges"]],
        "claims": [_numbered_claim(claim, number) for claim in view["claims"]],
        "documents": view["documents"],
        "predicates": [{name: value for name, value in row.items() if name != "number"} for row in view["predicates"]],
    }
    held: dict[str, Any] = {name: table(rows, repeated=REPEATED[name]) for name, rows in tables.items()}
    held |= {name: view[name] for name in ("passages", "reasons", "stance_reasons", "claim_iri", "pages")}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """Return what `rest` packed, tables as lists of rows: for tests and for those who read a page without a browser."""
    held: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text)))
    return held | {name: rows_of(held[name]) for name in REPEATED}


def table(rows: Sequence[Mapping[str, Any]], names: Sequence[str] = (), *, repeated: Sequence[str] = ()) -> dict[str, Column]:
    """Turn rows into columns.

    >>> table([{"a": 1, "b": "x"}, {"a": 2, "b": "x"}], repeated=["b"])
    {'a': [1, 2], 'b': {'of': ['x'], 'at': [0, 0]}}
    """
    names = names or (list(rows[0]) if rows else [])
    return {name: _coded(row[name] for row in rows) if name in repeated else [row[name] for row in rows] for name in names}


def rows_of(columns: Mapping[str, Column]) -> list[dict[str, Any]]:
    """Turn columns back into rows.

    >>> rows_of({"a": [1, 2], "b": {"of": ["x"], "at": [0, 0]}})
    [{'a': 1, 'b': 'x'}, {'a': 2, 'b': 'x'}]
    """
    plain = [column if isinstance(column, list) else [column["of"][at] for at in column["at"]] for column in columns.values()]
    return [dict(zip(columns, values, strict=True)) for values in zip(*plain, strict=True)]


def _coded(values: Iterable[Any]) -> dict[str, list[Any]]:
    seen: dict[str, int] = {}
    of: list[Any] = []
    at: list[int] = []
    for value in values:
        key = json.dumps(value)
        if key not in seen:
            seen[key] = len(of)
            of.append(value)
        at.append(seen[key])
    return {"of": of, "at": at}


def _numbered_edge(edge: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    kept = {name: edge[name] for name in ("label", "stance", "directed", "bend")}
    return {"from": number[edge["from"]], "to": number[edge["to"]], **kept, "count": len(edge["claims"])}


def _numbered_claim(claim: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    found = dict(claim)
    for name in ("subject", "object", "place"):
        found[name] = number.get(claim[name], -1) if claim[name] else -1
    found["by"] = [number[id_] for id_ in claim["by"]]
    found["end"] = claim["end"] - claim["start"]
    marks = {role: (start, end) for start, end, role in claim["marks"]}
    del found["marks"]
    for role, name in (("s", "subject_mark"), ("o", "object_mark")):
        start, end = marks.get(role, (-1, -1))
        found[name], found[f"{name}_size"] = start, end - start
    return found
