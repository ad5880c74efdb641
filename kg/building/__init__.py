"""The whole way from files to a graph. A bad file is recorded and the others go on.

The graph depends on the files alone, never on the order in which they are named, on how many workers read them, or on what
an earlier, interrupted build had done: documents that this release, pipeline and ontology have read already are taken as
they are, and everything that is derived from more than one document is derived anew at the end.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kg.building.inputs import Input, given_as, in_share, listed, name_of, nothing, others
from kg.building.results import BuildResult, Failure
from kg.building.run import Run, Settings
from kg.building.workers import PIPELINE, ReadDocument, load_reader
from kg.documents import USUAL, Options

__all__ = ["BASE", "PIPELINE", "BuildResult", "Failure", "ReadDocument", "build", "load_reader"]

BASE = "urn:rightsgraph:"

Progress = Callable[[int, int, str], None]


def build(
    inputs: Input | Iterable[Input],
    store: str | Path,
    *,
    pipeline: str = PIPELINE,
    date: dt.date | None = None,
    base: str = BASE,
    ontology: Iterable[str | Path] | None = None,
    rebuild: bool = False,
    prune: bool = False,
    workers: int = 1,
    shard: tuple[int, int] | None = None,
    options: Options = USUAL,
    progress: Progress | None = None,
    reader: ReadDocument | None = None,
) -> BuildResult:
    """Read files, folders or documents into a graph, adding to what it holds: a directory, or a SPARQL server by URL.

    In a directory, an edited file takes the place of its older version, and with `prune` what came from files that are not
    among the inputs is dropped. A file's second copy is recorded as a duplicate; one that cannot be read as a failure, and
    listed in the directory's `failures.jsonl` until it is read. Documents that this release and pipeline have read already
    are skipped unless `rebuild`. `ontology` names Turtle files with relations of your own: the graph keeps a copy of them,
    goes on using it where None is given, and has all its documents read again when they change. `date` takes the place
    of the files' own dates. `workers` is how many processes read, each with a pipeline of its own; the graph is the same.
    `shard`, such as (2, 8), reads the second of eight shares of the inputs and leaves the graph unfinished: other machines
    read the others into the same directory, and a build without it then makes it whole.
    `options` names fields of tables and records, the languages that are read, and what a file may cost to convert; what is
    in another language is listed in `foreign`. `progress` is called with how many inputs are done, how many there are, and
    the name of the next, once more at the end. `reader` takes the place of the language pipeline and the extractor, in this
    process. Raise `FileMissing` where there is nothing to read, `OutputFailed` if the directory cannot be written,
    `PipelineMissing`, `BadOntology`.
    """
    from kg.store.addresses import address_of

    began = time.monotonic()
    path, given = address_of(store) or Path(store), given_as(inputs)
    todo, left_out = listed(given, path), others(given, path)
    if not todo:
        raise nothing(given, left_out)
    if shard is not None:
        todo = [item for item in todo if in_share(item, *shard)]
    extensions = None if ontology is None else tuple(map(Path, ontology))
    run = Run(Settings(path, pipeline, base, extensions, rebuild, prune, date, reader, workers, options))
    try:
        for done, item in enumerate(todo):
            if progress:
                progress(done, len(todo), name_of(item))
            run.take(item)
        result = run.finish() if shard is None else run.stop()
    finally:
        run.close()
    if progress:
        progress(len(todo), len(todo), "")
    return replace(result, left_out=tuple(map(str, left_out)), elapsed=time.monotonic() - began)
