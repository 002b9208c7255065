"""Pages of the docs dialect: from text to sections, tables and cells, all with their places.

Nothing in here knows what a model or an operation is; `generator.lower` does.
"""
