"""Passes: pure functions from `Api` to `Api`, in a visible order."""
