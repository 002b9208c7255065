"""Every Python decision: names, types, imports, docs. Builds the views of templates."""
