"""Names that may spell a symbol: docs print letters and digits only (dialect, sections 3 and 7a).

`@type` is printed as `atType`, `$filter` as `dollarFilter`, `.tag` as `dotTag`, and the twin
`__template_bucket` of a field `bucket` as `templateBucket`. No case gives the symbol back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

from generator.untrusted import Untrusted

_SYMBOL: Final = re.compile(r"(?:at|dollar|dot)[A-Z].*", re.DOTALL)
_TWIN: Final = re.compile(r"template(?!Id)([A-Z].*)", re.DOTALL)
"""The id of a template is no twin of an id."""


def may_spell_symbol(name: Untrusted, others: Callable[[], Collection[str]]) -> bool:
    """Whether a name has the form of a symbol before a word.

    `others` returns the names beside it, with its own or without; a twin is known by them.
    """
    text = name.reveal()
    if twin := _TWIN.fullmatch(text):
        word = twin[1]
        return word[0].lower() + word[1:] in others()
    return _SYMBOL.fullmatch(text) is not None
