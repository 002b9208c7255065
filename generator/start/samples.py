"""Code samples: what vendors publish beside their docs, and where it names requests.

Older pages print neither method nor path. An overlay for OpenAPI documents with the samples of the
SDK does: its targets name them, and its samples make the call (dialect, section 5). Nothing is
taken from there in silence: it is evidence for the maintainer who settles a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import yaml

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock
from generator.markdown.literal_parser import parse_call
from generator.records import record
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

NAMES: Final = tuple(
    f"{folder}codeSamples.{ending}"
    for folder in ("", ".speakeasy/")
    for ending in ("yaml", "yml", "json")
)
"""Where vendors keep them, below the root of the docs."""
_TARGET: Final = re.compile(
    r"""\$\[(["'])paths\1\]\[(["'])(?P<path>/[^"'\\#?\s]*)(?:#[^"'\\]*)?\2\]"""
    r"""\[(["'])(?P<method>get|head|post|put|patch|delete|options|trace)\4\]"""
)
_LANGUAGE: Final = "typescript"


class BrokenSamples(Exception):  # noqa: N818 - named for what was found
    """The file is not YAML or JSON, or repeats itself without end."""


@record
class Sample:
    """A request, and what calls it."""

    method: str
    """In lower case."""
    path: str
    """Begins with a slash, holds no query and no fragment."""
    label: str
    """Mostly its operationId; may be empty."""
    span: Span
    """The target."""


def read_samples(source: SourceFile) -> Mapping[str, Sample]:
    """Return the requests that TypeScript samples make, by the accessors of their call.

    These are in lower case, since README often capitalises those that code does not. A call for
    which samples name two requests is left out. Raises `BrokenSamples`.
    """
    found: dict[str, Sample] = {}
    unclear: set[str] = set()
    for accessor, sample in _samples(source):
        other = found.setdefault(accessor, sample)
        if (other.method, other.path) != (sample.method, sample.path):
            unclear.add(accessor)
    return {name: sample for name, sample in found.items() if name not in unclear}


def _samples(source: SourceFile) -> Iterator[tuple[str, Sample]]:
    """Yield the samples in their order.

    Aliases may repeat one as often as they like, and each is read; so what is read altogether is no
    longer than the file. Raises `BrokenSamples` where it would be.
    """
    left = len(source.text)
    for action in _items(_child(_root(source), "actions")):
        target = _child(action, "target")
        match = _TARGET.fullmatch(_text(target))
        if match is None or target is None:
            continue
        span = source.span(target.start_mark.line + 1, target.start_mark.column + 1)
        for sample in _items(_child(_child(action, "update"), "x-codeSamples")):
            code = _text(_child(sample, "source"))
            left -= len(code) + 1
            if left < 0:
                raise BrokenSamples("its aliases repeat more than the file holds")
            if _text(_child(sample, "lang")) == _LANGUAGE:
                label = _text(_child(sample, "label"))
                accessor = _called(code)
                if accessor:
                    request = Sample(match["method"], match["path"], label, span)
                    yield accessor, request


def _root(source: SourceFile) -> yaml.Node | None:
    """Parse the file; JSON is YAML. Its places come with the nodes, and no alias is unfolded."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node: yaml.Node | None = yaml.compose(source.text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BrokenSamples(" ".join(str(error).split())) from error
    return node


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == name:
                return value if isinstance(value, yaml.Node) else None
    return None


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _text(node: yaml.Node | None) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _called(code: str) -> str:
    """Return the accessors of the call that a sample makes, joined by dots; empty without one."""
    block = CodeBlock(Untrusted(_LANGUAGE), Untrusted(code), Span("", 1, 1, 1), 1)
    call = parse_call(block, Diagnostics())
    return ".".join(name.reveal() for name in call.path).lower() if call else ""
