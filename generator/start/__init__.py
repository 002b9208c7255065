"""Starting an API from a vendor's docs: its pages in canonical form, and an `sdk.toml`."""
