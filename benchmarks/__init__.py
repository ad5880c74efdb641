"""Commands that measure the product; `BENCHMARKS.md` holds what they gave."""
