"""Models, lazy packages, and the sentinel for arguments that were not given."""

import copy
import importlib
import pickle
import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def models(sdk):
    return sdk.models.operations


def test_a_model_is_made_by_python_names_or_by_wire_names(models):
    by_name = models.Author(full_name="Jane")
    assert by_name == models.Author.model_validate({"fullName": "Jane"})


def test_models_that_refer_to_each_other_work_from_either_side(mini_folder):
    for first, data in [("Author", "fullName='J'"), ("Book", "id='1', title='E'")]:
        code = (
            f"from mini_sdk.models.operations import {first}\n"
            f"print({first}(**dict({data})))"
        )
        command = [sys.executable, "-W", "error", "-c", code]
        subprocess.run(command, cwd=mini_folder, check=True, capture_output=True)


def test_models_copy_pickle_and_compare(models):
    book = models.Book(id="1", title="E", authors=[models.Author(full_name="J")])
    for twin in (pickle.loads(pickle.dumps(book)), copy.deepcopy(book)):
        assert twin == book
        assert twin is not book


def test_a_lazy_package_loads_only_what_is_used(mini_folder):
    code = (
        "import sys\n"
        "from mini_sdk.models import operations\n"
        "operations.Format, operations.Format\n"
        "print(*sorted(m.rpartition('.')[2] for m in sys.modules"
        " if m.startswith('mini_sdk.models.operations.')))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=mini_folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["format"]


def test_a_lazy_package_refuses_other_names_as_python_does(models):
    with pytest.raises(AttributeError) as caught:
        _ = models.Bok
    assert str(caught.value) == (
        "module 'mini_sdk.models.operations' has no attribute 'Bok'"
    )
    assert (caught.value.name, caught.value.obj) == ("Bok", models)
    with pytest.raises(ImportError):
        importlib.import_module("mini_sdk.models.operations.bok")


def test_a_lazy_package_lists_its_members(models):
    assert {"Author", "Book", "NewBook", "__name__"} <= set(dir(models))


def test_a_loaded_member_is_looked_up_once(models):
    assert models.Cover is models.Cover
    assert "Cover" in vars(models)


def test_not_given_is_false_and_one_of_a_kind(runtime):
    types = runtime("types")
    assert not types.NOT_GIVEN
    assert repr(types.NOT_GIVEN) == "NOT_GIVEN"
    assert copy.deepcopy(types.NOT_GIVEN) is types.NOT_GIVEN
    assert pickle.loads(pickle.dumps(types.NOT_GIVEN)) is types.NOT_GIVEN
