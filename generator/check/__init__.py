"""Checks: rules over the finished `Api` that only report."""
