"""Templates of an author, beside those of the project: `--templates DIR`."""
