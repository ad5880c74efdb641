"""How fast files are converted: small files of each kind, through one process of the pool.

    python -m benchmarks.reading [--files N]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.documents import Converted, Converters, convert_file
from tests.awkward import mails, office, pdfs
from tests.awkward.plain import page
from tests.awkward.prose import paragraphs

MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    ".txt": lambda body: "\n\n".join(body).encode(),
    ".md": lambda body: ("# Three held\n\n" + "\n\n".join(body)).encode(),
    ".json": lambda body: ('[{"text": "' + " ".join(body) + '"}]').encode(),
    ".html": lambda body: page("Three held", body).encode(),
    ".docx": office.simple_docx,
    ".eml": lambda body: bytes(mails.message("Three held", "\n\n".join(body))),
    ".pdf": lambda body: pdfs.book(body, 1)[0],
}


def main() -> None:
    """Print for each kind how many files a second are converted, and how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=500)
    given = parser.parse_args()
    with Converters() as converters, tempfile.TemporaryDirectory() as folder:
        for kind, make in MAKERS.items():
            count = given.files if kind not in (".pdf", ".docx") else given.files // 5
            paths = [Path(folder) / f"{number}{kind}" for number in range(count + 1)]
            for number, path in enumerate(paths):
                path.write_bytes(make(paragraphs(5, number)))
            list(convert_file(paths.pop(), converters=converters))  # modules are loaded once
            began = time.perf_counter()
            read = sum(isinstance(one, Converted) for path in paths for one in convert_file(path, converters=converters))
            took = time.perf_counter() - began
            print(f"{kind:6} {read / took:7.0f} files a second ({read} files of {paths[0].stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
