"""The account of rows: it balances, and it notices what is lost."""

from collections import Counter
from pathlib import Path

import pytest
from lowering import codes, lowered, models, object_page, operation, resource, row

from generator.build import read_api
from generator.diagnostics import Severity
from generator.inputs import ApiFolder
from generator.lower import models as model_lowering
from generator.lower.account import Account, rows
from generator.markdown.reader import read_page
from generator.source import SourceFile

DUB = Path(__file__).resolve().parents[3] / "specs" / "dub"
PET = object_page("Pet", row("name"), row("age", "*number*"))


def settled(account):
    return account.consumed + account.reported + account.ignored.total()


def dub():
    return read_api(ApiFolder("dub", DUB, "specs/dub"))


def test_every_row_of_the_pages_in_the_project_is_settled():
    found = dub()
    assert not found.diagnostics.has_errors
    assert found.account.total == settled(found.account)
    assert found.account.reported == 0
    fields = sum(len(getattr(model, "fields", ())) for model in found.api.models)
    assert found.account.consumed > fields


def test_a_row_that_the_lowering_forgets_is_an_error_at_that_row(monkeypatch):
    """`externalId` of one page is read, but neither kept nor settled."""
    read = model_lowering.lower_row

    def forgetful(row, page, key, context, *, has_example):
        here = row.span.file.endswith("trackleadrequestbody.md")
        if here and row.cells[0].raw.reveal() == "`externalId`":
            return None
        return read(row, page, key, context, has_example=has_example)

    monkeypatch.setattr(model_lowering, "lower_row", forgetful)
    found = dub()
    (lost,) = (d for d in found.diagnostics.sorted() if d.severity is Severity.ERROR)
    assert lost.code == "D060"
    line = found.sources[lost.span.file].lines[lost.span.line - 1]
    assert line.startswith("| `externalId` |")
    assert settled(found.account) == found.account.total - 1


def test_a_field_that_nobody_consumes_is_an_error(monkeypatch):
    monkeypatch.setattr(Account, "consume", lambda *_: None)
    assert codes(lowered(models(PET))) == ["D060", "D060"]


def account_of(text):
    page = read_page(SourceFile("docs/models/components/pet.md", text), None)
    return Account([page]), list(rows(page))


def test_a_row_is_settled_once():
    account, (first, second) = account_of(PET)
    account.consume(first)
    assert not account.is_open(first)
    assert account.is_open(second)
    for settle in (account.consume, account.report):
        with pytest.raises(KeyError):
            settle(first)


def test_a_row_is_ignored_by_a_known_rule_only():
    account, (first, _) = account_of(PET)
    with pytest.raises(KeyError, match="no such rule: boredom"):
        account.ignore(first, "boredom")
    assert account.is_open(first)
    account.ignore(first, "sdk-options")
    assert account.ignored == Counter({"sdk-options": 1})


def test_rows_that_concern_the_typescript_sdk_are_ignored_by_name():
    options = [
        row("options", "RequestOptions", required=False),
        row("options.retries", "[RetryConfig](../../lib/utils/retryconfig.md)"),
    ]
    url = "https://developer.mozilla.org/en-US/docs/Web/API/Response"
    pages = (
        resource(operation("feed", *options, errors=r"| errors.X | 4XX | \*/\* |"))
        | models(object_page("Pet", row("rawResponse", f"[Response]({url})")))
        | {"docs/lib/retry.md": "| a |\n|---|\n| 1 |\n"}
    )
    found = lowered(pages)
    assert not found.diagnostics.has_errors
    assert found.account.ignored == Counter(
        {"sdk-options": 2, "sdk-error": 1, "sdk-type": 1, "sdk-page": 1}
    )
    assert found.account.total == settled(found.account)


def test_rows_with_faults_are_reported_and_balance():
    broken = object_page("Pet", row("name", "text"), row("owner"), row("owner"))
    found = lowered(models(broken))
    assert codes(found) == ["D010", "D021"]
    assert (found.account.consumed, found.account.reported) == (1, 2)
    assert found.account.total == settled(found.account)


TABLE = "Legs:\n\n| Kind | Legs |\n| --- | --- |\n| cat | 4 |\n"


@pytest.mark.parametrize(
    "pages",
    [
        models(object_page("Pet", row("name"), text=TABLE)),
        resource(operation("feed", text=TABLE)),
        resource(operation("feed", text=f"#### More\n\n{TABLE}")),
        {
            path: text.replace("## Overview\n", f"## Overview\n\n{TABLE}")
            for path, text in resource(operation("feed")).items()
        },
    ],
)
def test_a_table_inside_a_description_is_text(pages):
    found = lowered(pages)
    assert codes(found) == []
    assert found.account.ignored["description-table"] == 1
    documented = [*found.api.models, *found.api.resources]
    documented += [o for r in found.api.resources for o in r.operations]
    assert any("| cat | 4 |" in d.doc.reveal() for d in documented if d.doc)


def test_tables_of_a_page_without_operations_are_covered_by_its_fault():
    pages = resource(operation("feed", row("name")))
    page = pages["docs/sdks/pets/README.md"].replace("## feed", "## fed")
    found = lowered(pages | {"docs/sdks/pets/README.md": page})
    assert codes(found) == ["D030"]
    assert found.account.total == settled(found.account)
