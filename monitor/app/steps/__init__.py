"""Holds the jobs of the daemon: each is one function `step(house, now)` that does its work and says what it did."""
