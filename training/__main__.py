"""From corpora to shipped weights with their figures, in one command: train, export, evaluate."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

DEFAULTS = ["--epochs", "8", "--news", "8000", "--batch", "1024", "--threads", "1"]


def main() -> None:
    """Run the three steps one after another; a step that fails ends the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", default=os.environ.get("KG_CORPORA", "../shared/corpora"))
    parser.add_argument("--half", action="store_true", help="bfloat16 arithmetic, on processors that have it")
    args = parser.parse_args()
    half = ["--half"] if args.half else []
    for step in (["train", *DEFAULTS, *half], ["export"], ["evaluate", "--split", "test"]):
        module, *options = step
        subprocess.run([sys.executable, "-m", f"training.{module}", "--corpora", args.corpora, *options], check=True)


if __name__ == "__main__":
    main()
