"""Measure the page of a very long document: its parts, a link into its middle, its JSON, and what a browser makes of it.

    python -m benchmarks.long_document [--claims 5000]

The document is made up: one claim and one sentence that gave nothing in turn, some 210 characters for both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.maps import browser
from benchmarks.pages import LIKES_HTML, opened, serving
from kg.model import Claim, Document, Entity, EntityType, Evidence, Gap, Mention, Reading
from kg.store import create_store

ID = "00000000000f00d1"
FIRST = ("Orla", "Tomas", "Ana", "Bejan", "Sefa", "Liv", "Koro", "Nadim")
LAST = ("Venn", "Brandl", "Ruizo", "Kestrel", "Torvik", "Osmani", "Hale", "Quist", "Maro")
MET = " met {} in the hall of the district office last week, residents and two officials said on Tuesday."
SILENT = "Nobody at the office could say how long the talks had lasted or what came of them in the end."


def long_reading(claims: int) -> Reading:
    """Return the reading of a document with that many claims."""
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    ids = {name: "person:" + name.replace(" ", "_") for name in names}
    mentions: dict[str, list[Mention]] = {name: [] for name in names}
    text, at, said, gaps = [], 0, [], []
    for number in range(claims):
        one, other = names[number % len(names)], names[(5 * number + 7) % len(names)]
        quote = one + MET.format(other)
        ends = Mention(at, at + len(one), one), Mention(at + len(one) + 5, at + len(one) + 5 + len(other), other)
        for mention in ends:
            mentions[mention.text].append(mention)
        said.append(Claim(ID, ids[one], "met", Evidence(ID, at, at + len(quote), quote), ids[other], confidence=0.8,
                          rule="trigger: met", subject_mention=ends[0], object_mention=ends[1]))
        start = at + len(quote) + 1
        gaps.append(Gap(Evidence(ID, start, start + len(SILENT), SILENT), "nobody named"))
        text.append(f"{quote} {SILENT}" + ("\n\n" if number % 6 == 5 else " "))
        at += len(text[-1])
    entities = (Entity(ids[name], name, EntityType.PERSON, (), tuple(found)) for name, found in mentions.items() if found)
    document = Document(ID, "".join(text), "A very long report", dt.date(2031, 1, 1), "The Karsk Courier", "news/long.txt")
    return Reading(document, tuple(entities), tuple(said), (), tuple(gaps))


def measure(claims: int) -> None:
    """Print what each address takes."""
    reading = long_reading(claims)
    middle = reading.claims[claims // 2]
    paths = {"first part": f"/document/{ID}", "a link into the middle": f"/document/{ID}?at=claim-{middle.id}",
             "JSON of it all": f"/document/{ID}?format=json", "list of documents": "/documents"}
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(Path(folder) / "graph", release="benchmark")
        store.put(reading)
        store.finish()
        print(f"{len(reading.document.text):,} characters, {claims:,} claims\n")
        print("| page | first, ms | middle of five, ms | KB |\n|---|---|---|---|")
        with serving(Path(folder) / "graph") as url, browser() as driver:
            with httpx.Client(base_url=url, timeout=300, trust_env=False, headers=LIKES_HTML) as client:
                for name, path in paths.items():
                    times = []
                    for _ in range(6):
                        began = time.perf_counter()
                        size = len(client.get(path).raise_for_status().content)
                        times.append(1000 * (time.perf_counter() - began))
                    print(f"| {name} | {times[0]:.0f} | {statistics.median(times[1:]):.0f} | {size / 1000:,.0f} |")
            others, paint = opened(driver, url, paths["a link into the middle"] + "#picked")
            elements = driver.execute_script("return document.querySelectorAll('*').length")
            seen = driver.execute_script("""const box = document.querySelector('.passage.picked').getBoundingClientRect();
                return box.top >= 0 && box.bottom <= innerHeight""")
            print(f"\nIn Chromium, by that link: first paint {paint:.0f} ms, {elements:,} elements, sentence in sight: {seen}, "
                  f"requests to others: {len(others)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=5000)
    measure(parser.parse_args().claims)
