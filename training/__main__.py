"""From corpora to shipped weights with their figures, in one command: train in two cycles, export, list places, evaluate."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

COMMON = "--news 8000 --batch 1024 --threads 1".split()
FIRST = "--out build/language/first --epochs 10".split()
SECOND = (
    "--out build/language --start build/language/first/checkpoint.pt --epochs 7 --rate 2e-4 --seed 11".split()
)  # the rate rises and falls once more, over other names and other newswire


def main() -> None:
    """Run the steps one after another; a step that fails ends the run, and the same command goes on from its last epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", default=os.environ.get("KG_CORPORA", "../shared/corpora"))
    parser.add_argument("--half", action="store_true", help="bfloat16 arithmetic, on processors that have it")
    args = parser.parse_args()
    half = ["--half"] if args.half else []
    for step in (
        ["train", *FIRST, *COMMON, *half],
        ["train", *SECOND, *COMMON, *half],
        ["export"],
        ["gazetteer"],
        ["evaluate", "--split", "test"],
    ):
        module, *options = step
        subprocess.run([sys.executable, "-m", f"training.{module}", "--corpora", args.corpora, *options], check=True)


if __name__ == "__main__":
    main()
