from __future__ import annotations

from acme_api import ACME
from hypothesis import given
from hypothesis import strategies as st
from python_api import key

from generator.python.graph import circles, reachable
from generator.python.library import library
from generator.python.model_module import model_module
from generator.render.printers import PRINTERS

NODES = st.integers(0, 7)
GRAPHS = st.dictionaries(NODES, st.frozensets(NODES), min_size=8, max_size=8)


@given(graph=GRAPHS)
def test_circles_are_the_nodes_that_reach_each_other(graph):
    found = set(circles(graph))
    beyond = {node: reachable(graph[node], graph) for node in graph}
    expected = {
        frozenset(other for other in beyond[node] if node in beyond[other])
        for node in graph
        if node in beyond[node]
    }
    assert found == expected


@given(graph=GRAPHS, data=st.data())
def test_circles_do_not_depend_on_the_order_of_nodes(graph, data):
    order = data.draw(st.permutations(sorted(graph)))
    shuffled = {node: graph[node] for node in order}
    assert set(circles(shuffled)) == set(circles(graph))


def test_a_chain_longer_than_the_stack_is_walked():
    graph = {n: frozenset({n + 1}) for n in range(5000)} | {5000: frozenset({0})}
    assert [len(circle) for circle in circles(graph)] == [5001]


def test_models_in_a_circle_are_found_whichever_page_they_are_on():
    models = library(ACME)
    ring = {key("And"), key("Not"), key("Filter")}
    assert models.circles[key("And")] == models.circles[key("Filter")] == ring
    assert models.circles[key("Folder")] == {key("Folder")}
    assert key("LinkGeo", "components") not in models.circles


def test_only_nested_inputs_get_a_dict_form():
    titles = {each.title.reveal() for each in library(ACME).twins}
    assert titles == {
        "And",
        "Filter",
        "Folder",
        "Labels",
        "LinkGeo",
        "Not",
        "Tag",
        "Target",
        "Type",
    }


def test_a_circle_is_closed_at_the_end_of_each_of_its_modules():
    models = library(ACME)
    module = model_module(models.models[key("And")], models, PRINTERS)
    circle = module.circle()
    assert circle is not None
    assert circle.imports == (
        "from .filter import Filter, FilterDict",
        "from .not_ import Not, NotDict",
    )
    assert circle.completed == ("And", "Not")
    top = [line for group in module.imports() for line in group]
    assert not any("filter" in line or "not_" in line for line in top)


def test_a_model_that_only_names_itself_needs_no_late_import():
    models = library(ACME)
    module = model_module(models.models[key("Folder")], models, PRINTERS)
    assert module.circle() is None
