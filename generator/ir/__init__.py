"""The intermediate model: what an API is, in no particular language.

Nothing in here knows Python's names, imports or quotes. All values are frozen dataclasses. Text
from documents is `Untrusted`.
"""
