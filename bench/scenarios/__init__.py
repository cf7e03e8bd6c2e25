"""One module a budget; each has `measure(bench) -> Findings`."""
