"""Two charts of a report: who has most ties, and what is told of when.

The functions return a figure that belongs to nobody else: no window, no state of pyplot.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING
from unicodedata import category

from kg.network.measures import MEANINGS
from kg.network.periods import Told
from kg.network.reporting import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours (2008), told apart with any colour vision; their yellow is too pale on white.
BLUE, ORANGE, GREEN, PINK, SKY, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#5F6368"
CLASSES = {"Person": BLUE, "Organization": ORANGE, "Group": PINK, "Place": GREEN, "Event": RED}
STANCES = {"asserted": BLUE, "alleged": ORANGE, "planned": SKY, "requested": GREEN, "hypothetical": PINK, "denied": RED,
           "negated": GREY}
HATCHES = {"alleged": "////", "requested": "....", "denied": "xxxx", "hypothetical": "++++"}
"""For those who print without colours."""
FAINT = "#6B7280"
MOST = 20
LONGEST_LABEL = 40
LONGEST_AXIS = 18  # periods; with more, the few claims far from the rest are named rather than drawn
FAR = 0.03  # of the claims, at most
WIDTH = 9.0  # inches
NOTE = 120  # characters to a line
COUNTED = "Bars count claims, not events: one event may be told of in many."


def draw_top(found: Report, *, most: int = MOST) -> Figure:
    """Draw the entities with most ties as bars, coloured by class."""
    rows = found.entities[:most]
    figure, axes = _figure(0.32 * max(len(rows), 4) + 1.8)
    places = range(len(rows))  # not the labels: two entities may have the same
    axes.barh(places, [row.degree for row in rows], color=[CLASSES.get(row.type, GREY) for row in rows], height=0.72)
    axes.set_yticks(places, [shortened(row.label) for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    for place, row in zip(places, rows, strict=True):
        alleged = f", {row.alleged:,} alleged" if row.alleged else ""
        axes.annotate(f"{row.degree:,} tie{'s' * (row.degree != 1)} ({row.claims:,} claim{'s' * (row.claims != 1)}{alleged})",
                      (row.degree, place),
                      xytext=(5, 0), textcoords="offset points", va="center", fontsize=8.5, color=FAINT)
    axes.set_xlim(0, max([row.degree for row in rows], default=1) * 1.8)  # room for the words beside the longest bar
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(left=False)
    _legend(axes, {name: colour for name, colour in CLASSES.items() if any(row.type == name for row in rows)})
    title_above(figure, f"Most tied: {len(rows)} of {len(found.entities):,} entities")
    note_below(figure, MEANINGS["degree"])
    return figure


def draw_timeline(found: Report) -> Figure:
    """Draw the number of claims of each month, or year where they span many, by how they are put."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    shown, notes = periods_shown(found.timeline)
    figure, axes = _figure(4.2)
    places = list(range(len(shown)))
    base = [0] * len(shown)
    present = [stance for stance in STANCES if any(told.by_stance[stance] for told in shown)]
    for stance in present:
        heights = [told.by_stance[stance] for told in shown]
        axes.bar(places, heights, bottom=base, width=0.82, color=STANCES[stance], hatch=HATCHES.get(stance), edgecolor="white",
                 linewidth=0.4, label=stance)
        base = [low + height for low, height in zip(base, heights, strict=True)]
    step = -(-len(shown) // 12) or 1
    axes.set_xticks(places[::step], [told.period for told in shown][::step], fontsize=8.5)
    unit = "year" if shown and len(shown[0].period) == 4 else "month"
    axes.set_ylabel(f"claims in the {unit}")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.yaxis.grid(visible=True, color="#E5E7EB")
    axes.set_axisbelow(True)
    if present:
        axes.legend(frameon=False, fontsize=8.5, reverse=True, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    title_above(figure, "Number of claims over time, by how they are put")
    note_below(figure, " ".join((COUNTED, MEANINGS["changes"], *notes)))
    return figure


def periods_shown(rows: list[Told]) -> tuple[list[Told], list[str]]:
    """Return the periods of the axis without gaps, and what is not on it, in words."""
    notes = [f"Not shown, without any date: {told.claims:,}." for told in rows if not told.period]
    dated = [told for told in rows if told.period]
    if not dated:
        return [], notes
    kept, far = without_outliers(dated)
    if far:
        notes.append(f"Not shown, of much earlier or later times: {far:,}.")
    months = _between(kept[0].period, kept[-1].period)
    if len(months) > 4 * LONGEST_AXIS:
        kept = by_year(kept)
        months = [f"{year:04}" for year in range(int(kept[0].period), int(kept[-1].period) + 1)]
    found = {told.period: told for told in kept}
    return [found.get(month) or Told(month) for month in months], notes


def without_outliers(rows: list[Told]) -> tuple[list[Told], int]:
    """Leave out the first and last periods, up to a small share of the claims, where the axis would be long; count those."""
    kept, left, allowed = list(rows), 0, FAR * sum(told.claims for told in rows)
    while len(_between(kept[0].period, kept[-1].period)) > LONGEST_AXIS:
        end = 0 if kept[0].claims <= kept[-1].claims else -1
        if left + kept[end].claims > allowed:
            break
        left += kept.pop(end).claims
    return kept, left


def by_year(rows: list[Told]) -> list[Told]:
    """Add up months to years; only claims and their stances, which do add up."""
    years: dict[str, Told] = {}
    for told in rows:
        year = years.setdefault(told.period[:4], Told(told.period[:4]))
        year.claims += told.claims
        year.by_stance.update(told.by_stance)
    return list(years.values())


def shortened(label: str) -> str:
    """Return a label as a chart shows it: cut at its end with an ellipsis, U+FFFD for what no XML file can hold.

    >>> shortened("Orla\x07 Venn")
    'Orla\ufffd Venn'
    """
    shown = "".join("\ufffd" if category(c) in ("Cc", "Cs", "Cn") else c for c in label)
    return shown if len(shown) <= LONGEST_LABEL else shown[: LONGEST_LABEL - 1].rstrip() + "…"


def _between(first: str, last: str) -> list[str]:
    """Return all months from the first to the last.

    >>> _between("2023-11", "2024-01")
    ['2023-11', '2023-12', '2024-01']
    """
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _figure(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure(figsize=(WIDTH, height), layout=ConstrainedLayoutEngine(w_pad=0.1))
    return figure, figure.add_subplot()


def _legend(axes: Axes, colours: dict[str, str]) -> None:
    from matplotlib.patches import Patch

    if colours:
        axes.legend(handles=[Patch(color=colour, label=name) for name, colour in colours.items()], frameon=False,
                    fontsize=8.5, ncols=len(colours), loc="lower left", bbox_to_anchor=(0.0, 1.0), borderaxespad=0.2)


def title_above(figure: Figure, title: str) -> None:
    """Put a title at the upper left."""
    figure.suptitle(title, x=0.01, ha="left", fontsize=13, fontweight="bold")


def note_below(figure: Figure, note: str) -> None:
    """Put at the foot what the figures mean."""
    figure.supxlabel(fill(note, NOTE), x=0.01, ha="left", fontsize=8.5, color=FAINT)
