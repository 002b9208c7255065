"""Plain graph algorithms. Results depend on the graph alone, not on the order of its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

Node = TypeVar("Node")


def reachable(
    start: Iterable[Node], graph: Mapping[Node, AbstractSet[Node]]
) -> frozenset[Node]:
    """Return `start` and all that its edges lead to."""
    found = set(start)
    waiting = list(found)
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def circles(graph: Mapping[Node, AbstractSet[Node]]) -> Iterator[frozenset[Node]]:
    """Yield the strongly connected components that hold an edge (Tarjan, 1972).

    Iterative, since a chain of models may be longer than Python's stack.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    path: dict[Node, None] = {}
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        path[root] = None
        while work:
            node, edges = work[-1]
            for target in edges:
                if target not in index:
                    index[target] = low[target] = len(index)
                    path[target] = None
                    work.append((target, iter(graph[target])))
                    break
                if target in path:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    members = _unwind(path, node)
                    if len(members) > 1 or node in graph[node]:
                        yield members


def _unwind(path: dict[Node, None], last: Node) -> frozenset[Node]:
    """Take the nodes off the path down to `last`."""
    members = []
    while True:
        node, _ = path.popitem()
        members.append(node)
        if node == last:
            return frozenset(members)
