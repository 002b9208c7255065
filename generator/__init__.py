"""docs2sdk: reads the Markdown reference of a TypeScript SDK and writes the Python SDK."""

__version__ = "0.1.0"
