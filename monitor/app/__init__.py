"""Is the only place that knows everything: wiring, steps, daemon, command line, demo."""
