"""Values that say more than others of their kind: not given, and not to be shown."""

from typing import Final, Literal, final

__all__ = ["HIDDEN", "NOT_GIVEN", "Hidden", "HiddenBytes", "NotGiven", "hidden"]

HIDDEN: Final = "[hidden]"
"""What stands for a secret in messages."""


@final
class NotGiven:
    """The type of `NOT_GIVEN`: an argument that the caller left out, and that is not sent.

    `None` is something else: it is sent, as `null`.
    """

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"

    def __reduce__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN: Final = NotGiven()
"""The only instance of `NotGiven`."""


class Hidden(str):
    """Text that no `repr` shows, such as that of a variable in a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return HIDDEN


def hidden(value: object) -> object:
    """Return text hidden, and anything else as it is."""
    return Hidden(value) if isinstance(value, str) else value


class HiddenBytes(bytes):
    """Bytes that no `repr` shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return HIDDEN
