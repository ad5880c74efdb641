"""How `kg network` prints: the report, chains of evidence, and one entity with its ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.terminal import note, quoted, screen, shorten

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from kg.network.evidence import Said, Step
    from kg.network.reporting import Report

MOST = 12  # rows of a table
MOST_GROUPS = 8
MOST_NAMES = 8
MOST_CLAIMS = 3  # sentences shown for one step of a chain
LONGEST_QUOTE = 300
COUNTED = {
    "reported": "an affirmed claim, asserted or alleged",
    "asserted": "an affirmed claim that is neither alleged nor an accusation that rests on a speaker",
    "all": "any claim, be it denied, planned, requested or supposed",
}


def print_report(found: Report, directory: Path) -> None:
    """Print all measures of a network, each with what it means."""
    console = screen()
    print_basis(console, found)
    if not found.entities:
        note("No ties to measure. Try --unnamed, --ties all, or fewer filters.")
        return
    print_ranking(console, found)
    print_parts(console, found)
    print_communities(console, found)
    print_together(console, found)
    print_timeline(console, found)
    some = quoted(directory)
    note(f"\nNext:  kg network {some} --around NAME   kg network {some} --between A B   kg network {some} --plot FOLDER")


def print_basis(console: Console, found: Report) -> None:
    """Say what was counted, and what was not."""
    kind = "" if found.unnamed else "named "
    filters = f" ({found.filters})" if found.filters else ""
    tied, ties = len(found.entities), found.ties.number_of_edges()
    console.print(f"{number(len(found.ties), f'{kind}entity', f'{kind}entities')} in {number(found.documents, 'document')}, "
                  f"{number(found.claims, 'claim')}{filters}", style="bold")
    prose(console, f"A tie is {COUNTED[found.stances]}, between two {kind}entities: {number(ties, 'tie')} from "
                   f"{number(found.counted, 'claim')} among {number(tied, 'entity', 'entities')}; the other "
                   f"{len(found.ties) - tied:,} have none. {number(found.only_alleged, 'tie')} "
                   f"{'rests' if found.only_alleged == 1 else 'rest'} on allegations alone.")
    missing = found.not_counted
    reasons = [
        (missing["words"], "with words in the place of the second entity (as roles have)"),
        (missing["stance"], "that deny, plan, request or suppose (--ties all)"),
        (missing["unnamed"], "with an end that no text names, as “villagers” (--unnamed)"),
    ]
    told = "; ".join(f"{count:,} {words}" for count, words in reasons if count)
    if told:
        prose(console, f"Not counted are claims: {told}.")


def print_ranking(console: Console, found: Report) -> None:
    """Print the entities with most ties, and what the columns mean."""
    heading(console, "Most tied")
    rows = [(one.label, one.type, f"{one.degree}", f"{one.claims}" + (f" ({one.alleged} alleged)" if one.alleged else ""),
             f"{one.betweenness:.3f}", f"{one.pagerank:.3f}", f"{one.community + 1}", "yes" if one.cut_point else "")
            for one in found.entities[:MOST]]
    header = ("Entity", "Class", "Ties", "Claims", "Between", "PageRank", "Community", "Cut")
    console.print(table(header, rows, right=("Ties", "Between", "PageRank", "Community")))
    more(console, len(found.entities) - MOST, "in --csv and --json")
    estimated = " Estimated from a sample here." if found.sampled else ""
    meaning(console, "Ties", "degree")
    meaning(console, "Between", "betweenness", estimated)
    meaning(console, "PageRank", "pagerank")
    meaning(console, "Cut", "cut_points")


def print_parts(console: Console, found: Report) -> None:
    """Print the components."""
    heading(console, "Parts")
    sizes = [len(part) for part in found.parts]
    prose(console, f"{number(len(sizes), 'part')}; the largest holds {sizes[0]:,} of the {sum(sizes):,} entities with ties"
                   + (f", the next {', '.join(f'{size:,}' for size in sizes[1:6])}." if len(sizes) > 1 else "."))
    meaning(console, "", "components")


def print_communities(console: Console, found: Report) -> None:
    """Print the largest communities by their best tied members."""
    heading(console, "Communities")
    rank = {one.id: place for place, one in enumerate(found.entities)}
    rows = []
    for place, members in enumerate(found.communities[:MOST_GROUPS], 1):
        first = sorted(members, key=rank.__getitem__)
        rows.append((f"{place}", f"{len(members)}", ", ".join(found.label(one) for one in first[:MOST_NAMES])
                     + (", …" if len(members) > MOST_NAMES else "")))
    console.print(table(("No", "Size", "Members, most tied first"), rows, right=("No", "Size")))
    more(console, len(found.communities) - MOST_GROUPS, "smaller ones")
    meaning(console, "", "communities")


def print_together(console: Console, found: Report) -> None:
    """Print who is named together most without a tie."""
    pairs = [pair for pair in found.together if not pair.tied]
    if not pairs:
        return
    heading(console, "Named together, without a tie")
    rows = [(pair.one, pair.other, f"{pair.passages}") for pair in pairs[:5]]
    console.print(table(("One", "Other", "Passages"), rows, right=("Passages",)))
    meaning(console, "", "cooccurrence")


def print_timeline(console: Console, found: Report) -> None:
    """Print what is told of each period, the last ones where there are many."""
    heading(console, "Over time")
    rows = [(told.period or "no date", f"{told.claims:,}", f"{told.ties:,}", f"{told.new_ties:,}", f"{told.new_entities:,}",
             ", ".join(f"{count:,} {stance}" for stance, count in told.by_stance.most_common()))
            for told in found.timeline]
    header = ("Month", "Claims", "Ties", "New ties", "New in them", "Claims by how they are put")
    console.print(table(header, rows[-MOST:], right=("Claims", "Ties", "New ties", "New in them")))
    more(console, len(rows) - MOST, "earlier, in --csv and --json")
    meaning(console, "", "changes")


def print_chains(found: Report, ends: tuple[str, str], ways: Sequence[Sequence[Step]]) -> None:
    """Print chains of evidence, each step with its sentences."""
    console = screen()
    names = tuple(map(found.label, ends))
    if not ways:
        console.print(f"No chain of ties leads from {names[0]} to {names[1]}.", style="bold")
        note("Try --ties all or --unnamed: then denials, plans and unnamed groups are steps too.")
        return
    length = len(ways[0])
    console.print(f"{number(len(ways), 'chain')} of {number(length, 'step')} from {names[0]} to {names[1]}", style="bold")
    for place, chain in enumerate(ways, 1):
        heading(console, f"{place}.  " + "  –  ".join([found.label(chain[0].source), *(found.label(s.target) for s in chain)]))
        for step in chain:
            print_claims(console, step.claims)
    meaning(console, "", "chains")


def print_claims(console: Console, claims: Sequence[Said], most: int = MOST_CLAIMS) -> None:
    """Print what the claims of a tie say, each with its sentence and document."""
    from rich.padding import Padding

    for said in claims[:most]:
        how = "" if said.stance == "asserted" else f", {said.stance}"
        by = f", says {', citing '.join(said.speakers)}" if said.speakers else ""
        console.print(Padding(f"{said.subject} {said.predicate} {said.object}{how}{by}{f', {said.date}' if said.date else ''}",
                              (0, 0, 0, 4)))
        where = " · ".join(filter(None, (said.title, said.source))) or said.document
        console.print(Padding(f"“{shorten(said.quote, LONGEST_QUOTE)}”", (0, 0, 0, 8)), style="italic")
        console.print(Padding(f"{where}, characters {said.start}–{said.end}", (0, 0, 0, 8)), style="dim")
    if len(claims) > most:
        console.print(Padding(f"and {len(claims) - most:,} more", (0, 0, 0, 4)))


def neighbourhood(found: Report, entity: str) -> dict[str, Any]:
    """Return one entity, its ties with their claims, and their change over time, as plain data."""
    from kg.network import changes
    from kg.network.evidence import claims_between

    data = found.graph.nodes[entity]
    ties = dict(found.ties.adj.get(entity, {}))
    ranked = sorted(ties, key=lambda other: (-ties[other]["weight"], found.label(other)))
    return {
        "id": entity, "label": data["label"], "type": data["type"], "named": data["named"],
        "aliases": [name for name in data["aliases"].split("|") if name],
        "roles": [name for name in data["roles"].split("|") if name],
        "mentions": data["mentions"], "documents": data["documents"],
        "figures": next((asdict(one) for one in found.entities if one.id == entity), None),
        "ties": [{"id": other, "label": found.label(other), **ties[other],
                  "claims": [asdict(said) for said in claims_between(found.graph, entity, other, stances=found.stances)]}
                 for other in ranked],
        "over_time": {period or "no date": {found.label(other): count for other, count in who.most_common()}
                      for period, who in changes(found.graph, entity, stances=found.stances, unnamed=found.unnamed).items()},
    }


def print_neighbourhood(found: Report, entity: str) -> None:
    """Print one entity with its ties, the sentences behind them, and their change over time."""
    from kg.network.evidence import claims_between

    console, data = screen(), neighbourhood(found, entity)
    console.print(f"{data['label']} · {data['type']}", style="bold")
    for name, words in (("Also", data["aliases"]), ("Roles", data["roles"])):
        if words:
            prose(console, f"{name}: {', '.join(words)}")
    figures = data["figures"]
    if figures is None:
        why = "" if data["named"] or found.unnamed else " No text gives it a name: try --unnamed."
        prose(console, f"No ties here.{why}")
        return
    prose(console, f"{number(figures['degree'], 'tie')} from {number(figures['claims'], 'claim')} ({figures['alleged']} alleged), "
                   f"betweenness {figures['betweenness']:.3f}, community {figures['community'] + 1}, in "
                   f"{number(data['documents'], 'document')}")
    meaning(console, "", "degree")
    for tie in data["ties"]:
        heading(console, f"{tie['label']}  ({number(tie['weight'], 'claim')})")
        print_claims(console, list(claims_between(found.graph, entity, tie["id"], stances=found.stances)))
    heading(console, "Over time")
    rows = [(period, ", ".join(f"{name} ({count})" for name, count in who.items())) for period, who in data["over_time"].items()]
    console.print(table(("Month", "Tied to"), rows))
    meaning(console, "", "changes")


def number(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> number(1, "tie"), number(1200, "entity", "entities")
    ('1 tie', '1,200 entities')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def heading(console: Console, text: str) -> None:
    """Print a heading after an empty line."""
    console.print()
    console.print(text, style="bold")


def prose(console: Console, text: str, style: str = "") -> None:
    """Print a paragraph, wrapped at words."""
    console.print(text, style=style or None)


def meaning(console: Console, column: str, measure: str, more_words: str = "") -> None:
    """Print what a figure means, after the name of its column."""
    from kg.network.measures import MEANINGS

    prose(console, f"{column}: {MEANINGS[measure]}{more_words}" if column else MEANINGS[measure] + more_words, style="dim")


def more(console: Console, rest: int, where: str) -> None:
    """Say how many rows are not shown."""
    if rest > 0:
        prose(console, f"… and {rest:,} more ({where})")


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()) -> Table:
    """Lay out rows for people; names fold rather than being cut."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    laid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in header:
        laid.add_column(name, justify="right" if name in right else "left", overflow="fold")
    for cells in rows:
        laid.add_row(*map(Text, cells))
    return laid
