"""Runs the benchmarks over the fixtures: what is read right, and how fast."""

from __future__ import annotations

import sys

from tests.bench import reading, speed

if __name__ == "__main__":
    sys.exit(max(reading.main([str(speed.FIXTURES)]), speed.main([])))
