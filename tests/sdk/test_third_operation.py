"""Adding an operation needs pages only: one with a path, a query and a header parameter."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.sdk.loopback import Loopback, json_answer

ROOT = Path(__file__).resolve().parents[2]

RESOURCE_LINE = "* [sale](docs/sdks/track/README.md#sale) - Record a sale\n"
LIST_LINE = "* [sale](#sale) - Record a sale\n"

OPERATION = """
## find

Looks up the events of one customer.

### Example Usage

<!-- UsageSnippet language="typescript" operationID="findEvents" method="get" path="/track/{customer_id}/events" -->
```typescript
import { Dub } from "dub";

const dub = new Dub({
  token: process.env["DUB_API_KEY"] ?? "",
});

async function run() {
  const result = await dub.track.find({
    customerId: "user 42",
  });

  console.log(result);
}

run();
```

### Parameters

| Parameter | Type | Required | Description |
| --- | --- | --- | --- |
| `request` | [operations.FindEventsRequest](../../models/operations/findeventsrequest.md) | :heavy_check_mark: | What to look for. |
| `options` | RequestOptions | :heavy_minus_sign: | How to send it. |

### Response

**Promise\\<[operations.Sale](../../models/operations/sale.md)[]\\>**

### Errors

| Error Type | Status Code | Content Type |
| --- | --- | --- |
| errors.NotFound | 404 | application/json |
"""

REQUEST = """\
# FindEventsRequest

## Example Usage

```typescript
import { FindEventsRequest } from "dub/models/operations";

let value: FindEventsRequest = {
  customerId: "user 42",
};
```

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `customerId` | *string* | :heavy_check_mark: | Whose events. |
| `sortBy` | *string*[] | :heavy_minus_sign: | Fields to sort by. |
| `xTrace` | *string* | :heavy_minus_sign: | Marks the request in the logs. |
"""

CALL = """
import asyncio, json, sys
from dub_sdk import AsyncDub, Dub

arguments = dict(customer_id="a/b ?", sort_by=["amount", "currency"], x_trace="t1")
with Dub("t", base_url=sys.argv[1]) as client:
    sales = client.track.find(**arguments)
    assert sales[0].payment_processor == "stripe", sales

async def main():
    async with AsyncDub("t", base_url=sys.argv[1]) as client:
        return await client.track.find(**arguments)

assert asyncio.run(main()) == sales
"""


@pytest.fixture
def specs(tmp_path):
    """The pages of Dub with a third operation; no template and no code is touched."""
    folder = tmp_path / "specs" / "dub"
    shutil.copytree(ROOT / "specs" / "dub", folder)
    add_line(folder / "README.md", RESOURCE_LINE, "find", "docs/sdks/track/README.md")
    page = folder / "docs/sdks/track/README.md"
    add_line(page, LIST_LINE, "find", "")
    page.write_text(page.read_text("utf-8") + OPERATION, "utf-8")
    request = folder / "docs/models/operations/findeventsrequest.md"
    request.write_text(REQUEST, "utf-8")
    return folder.parent


def add_line(page, after, name, target):
    text = page.read_text("utf-8")
    assert after in text
    line = f"* [{name}]({target}#{name}) - Find the events of a customer\n"
    page.write_text(text.replace(after, after + line), "utf-8")


def test_an_operation_is_added_by_pages_alone(specs, tmp_path):
    out = tmp_path / "generated"
    assert main(["generate", str(specs), "--out", str(out)]) == 0
    sale = {"amount": 1, "currency": "usd", "paymentProcessor": "stripe"}
    sale |= {"invoiceId": None, "metadata": None}
    with Loopback(json_answer(200, [sale])) as server:
        code = f"import sys; sys.path.insert(0, {str(out / 'dub' / 'src')!r})\n{CALL}"
        result = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, server.url],
            capture_output=True,
            text=True,
            check=False,
        )
    assert result.returncode == 0, result.stderr
    first, second = server.received
    assert first == second
    assert first.method == "GET"
    assert first.target == "/track/a%2Fb%20%3F/events?sortBy=amount&sortBy=currency"
    assert first.headers["x-trace"] == "t1"
    assert first.body == b""


def test_a_query_array_is_joined_by_commas_if_the_overlay_says_so(specs, tmp_path):
    overlay = specs / "dub" / "sdk.toml"
    entry = '\n[operations."track.find".parameters.sortBy]\nexplode = false\n'
    overlay.write_text(overlay.read_text("utf-8") + entry, "utf-8")
    out = tmp_path / "generated"
    assert main(["generate", str(specs), "--out", str(out)]) == 0
    with Loopback(json_answer(200, [])) as server:
        code = f"import sys; sys.path.insert(0, {str(out / 'dub' / 'src')!r})\n"
        code += CALL.replace("sales[0].payment_processor", "(sales or 'stripe')")
        subprocess.run([sys.executable, "-c", code, server.url], check=True)
    assert server.received[0].target.endswith("?sortBy=amount,currency")
