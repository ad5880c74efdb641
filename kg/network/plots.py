"""Charts of a report as PNG and SVG, by matplotlib, which the extra `plot` brings."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ExtraMissing
from kg.network.fonts import fonts_for
from kg.network.reporting import Report
from kg.store.files import write_atomically

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, FAINT = "#202124", "#9AA0A6"
STYLE = {"font.size": 10.0, "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": FAINT,
         "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "hatch.linewidth": 0.6,
         "text.parse_math": False, "svg.hashsalt": "rightsgraph", "figure.facecolor": "white"}
FORMATS: dict[str, dict[str, Any]] = {"png": {"dpi": 160}, "svg": {"metadata": {"Date": None}}}


def write_plots(found: Report, folder: Path) -> list[Path]:
    """Write top-entities, timeline and communities into a folder, each as PNG and SVG, and return their paths.

    The same report gives the same bytes with the same fonts. Raises `ExtraMissing` where matplotlib is not installed,
    `OutputFailed` where the folder cannot be written.
    """
    need_matplotlib()
    from kg.network.charts import draw_timeline, draw_top
    from kg.network.drawing import draw_communities

    charts: dict[str, Callable[[Report], Figure]] = {
        "top-entities": draw_top, "timeline": draw_timeline, "communities": draw_communities}
    paths = []
    for name, draw in charts.items():
        for suffix, data in render(draw, found).items():
            paths.append(folder / f"{name}.{suffix}")
            write_atomically(paths[-1], data)
    return paths


def render(draw: Callable[[Report], Figure], found: Report) -> dict[str, bytes]:
    """Return a chart's bytes by format."""
    import matplotlib as mpl

    families, _ = fonts_for(names(found))
    rendered = {}
    style: Any = STYLE | {"font.family": families}
    with mpl.rc_context(style), warnings.catch_warnings():
        # Characters without a font are told of by `characters_without_font`, once and in words.
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        figure = draw(found)
        for suffix, options in FORMATS.items():
            buffer = io.BytesIO()
            figure.savefig(buffer, format=suffix, **options)
            rendered[suffix] = buffer.getvalue()
    return rendered


def characters_without_font(found: Report) -> str:
    """Return the characters of names for which no installed font has a shape: charts show boxes for them."""
    return fonts_for(names(found))[1]


def names(found: Report) -> list[str]:
    """Return the names that charts may show."""
    from kg.network.charts import shortened

    return [shortened(one.label) for one in found.entities]


def need_matplotlib() -> None:
    """Raise `ExtraMissing` unless matplotlib is installed."""
    if find_spec("matplotlib") is None:
        raise ExtraMissing("Charts need matplotlib, which is not installed.", "pip install 'rightsgraph[plot]'")
