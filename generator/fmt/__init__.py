"""Canonical pages: the same facts, laid out so that one changed row is one changed line."""
