"""Lowering: from pages to the intermediate model."""
