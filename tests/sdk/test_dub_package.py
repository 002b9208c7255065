"""The emitted package: what importing costs, what type checkers see, what its docs promise."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.python.names import member_name
from tests.sdk.loopback import Loopback, json_answer
from tests.specs.made_up import reply

ROOT = Path(__file__).resolve().parents[2]
DISTRIBUTION = ROOT / "generated" / "dub"
SOURCE = DISTRIBUTION / "src"
PAGES = sorted(DISTRIBUTION.rglob("*.md"))

PRELUDE = """\
import sys
sys.path.insert(0, {source!r})
"""


def run_python(code, **variables):
    """Run code in a process of its own, in which warnings are errors."""
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            PRELUDE.format(source=str(SOURCE)) + code,
        ],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def loaded(code):
    """Modules of the SDK that are imported once the code has run."""
    listing = "print(*[m for m in sys.modules if m.startswith('dub_sdk')], sep='\\n')"
    result = run_python(f"{code}\n{listing}")
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


def test_importing_and_constructing_loads_no_model_and_no_resource():
    modules = loaded("from dub_sdk import Dub\nDub('t')")
    assert not [
        m for m in modules if re.match(r"dub_sdk\.(models\.\w+|resources)\.", m)
    ]


def test_importing_does_not_import_the_http_library():
    result = run_python("import dub_sdk\nassert 'httpx2' not in sys.modules")
    assert result.returncode == 0, result.stderr


def test_using_a_model_loads_that_model_and_what_it_holds():
    modules = loaded(
        "from dub_sdk import models\nmodels.operations.TrackSaleResponseBody"
    )
    found = {m.rpartition(".")[2] for m in modules if ".models.operations." in m}
    assert found == {"track_sale_response_body", "sale", "track_sale_customer"}


def test_a_name_that_is_not_there_is_an_attribute_error():
    result = run_python("from dub_sdk import models\nmodels.operations.TrackLed")
    assert "AttributeError" in result.stderr
    assert "TrackLed" in result.stderr


def test_first_use_by_many_threads_at_once_works():
    result = run_python("""
import threading
from dub_sdk import models
barrier = threading.Barrier(16)
found = []
def use():
    barrier.wait()
    found.append(models.operations.TrackSaleResponseBody)
threads = [threading.Thread(target=use) for _ in range(16)]
[t.start() for t in threads]
[t.join() for t in threads]
assert len(found) == 16 and len(set(found)) == 1
""")
    assert result.returncode == 0, result.stderr


GOOD = """\
from dub_sdk import AsyncDub, Dub, errors, models

lead = Dub("t").track.lead(click_id="c", event_name="e", external_id="x", mode="wait")
identifier: str = lead.click.id
email: str | None = lead.customer.email
made = models.operations.TrackLeadRequestBody(
    click_id="c", event_name="e", external_id="x", metadata={"any": [1]}
)


async def main() -> str:
    async with AsyncDub() as client:
        sale = await client.track.sale(
            external_id="x", amount=1, payment_processor="stripe", invoice_id=None
        )
        return sale.event_name


def code(error: errors.BadRequest) -> str | None:
    return error.code
"""

BAD = {
    "models.operations.TrackLed": "TrackLed",
    "Dub('t').track.leed": "leed",
    "Dub('t').trak": "trak",
    "Dub('t').track.lead(click_id='c', event_name='e')": "external_id",
    "Dub('t').track.lead(click_id=1, event_name='e', external_id='x')": "click_id|str",
    "Dub('t').track.lead(click_id='c', event_name='e', external_id='x', mode='w')": "mode|w",
    "errors.BadReqest": "BadReqest",
    "lead.customer.emial": "emial",
    "lead.customer.email.upper()": "None|upper",
}


@pytest.fixture(scope="module")
def snippet(tmp_path_factory):
    """One good file, and bad lines with their line numbers."""
    path = tmp_path_factory.mktemp("typed") / "snippet.py"
    lines = [*GOOD.splitlines(), *(f"_ = {expression}" for expression in BAD)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    first = len(GOOD.splitlines()) + 1
    return path, {first + number: expression for number, expression in enumerate(BAD)}


def assert_only_bad_lines(output, bad):
    """Each bad line is reported with its reason, and no good line is."""
    found = {}
    for match in re.finditer(
        r"snippet\.py:(\d+)[:\s]+(?:\d+ - )?error: (.*(?:\n {4,}.*)*)", output
    ):
        found[int(match[1])] = found.get(int(match[1]), "") + match[2]
    assert set(found) == set(bad), output
    for line, expression in bad.items():
        assert re.search(BAD[expression], found[line]), (expression, found[line])


def test_mypy_sees_everything(snippet, tmp_path):
    path, bad = snippet
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-error-summary",
            "--cache-dir",
            str(tmp_path),
            str(path),
        ],
        env={**os.environ, "MYPYPATH": str(SOURCE)},
        cwd=path.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert_only_bad_lines(result.stdout, bad)


def test_pyright_sees_everything(snippet):
    path, bad = snippet
    config = path.parent / "pyrightconfig.json"
    config.write_text(
        f'{{"typeCheckingMode": "strict", "extraPaths": ["{SOURCE.as_posix()}"]}}',
        encoding="utf-8",
    )
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pyright",
            "--pythonpath",
            sys.executable,
            "-p",
            str(config),
        ],
        cwd=path.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert_only_bad_lines(result.stdout, bad)


API = read_api(ApiFolder("dub", ROOT / "specs" / "dub", "specs/dub")).api
OPERATIONS = {
    ".".join(member_name(part) for part in (*resource.path, operation.name)): operation
    for resource in API.resources
    for operation in resource.operations
}
BLOCKS = [
    pytest.param(block, id=f"{page.relative_to(DISTRIBUTION)}-{number}")
    for page in PAGES
    for number, block in enumerate(
        re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    )
]


def test_there_are_blocks_to_run():
    assert len(BLOCKS) >= 6


@pytest.mark.parametrize("block", BLOCKS)
def test_every_python_block_of_the_docs_runs_as_it_is(block):
    """Only the server's address is put in its place."""
    redirect = """
import dub_sdk._client as _client
from dataclasses import replace
import os
_client._CONFIG = replace(_client._CONFIG, servers=(os.environ["SERVER"],))
"""
    (called,) = set(re.findall(r"client\.([\w.]+)[(,]", block)) & OPERATIONS.keys()
    operation = OPERATIONS[called]
    if operation.deprecated:
        redirect += (
            "import warnings\nwarnings.simplefilter('ignore', DeprecationWarning)\n"
        )
    last_page = [json_answer(200, [])] if operation.pagination else []
    with Loopback(reply(API, operation), *last_page) as server:
        result = run_python(redirect + block, SERVER=server.url, DUB_API_KEY="t")
    assert result.returncode == 0, result.stderr
    assert server.received


def test_links_of_the_docs_lead_to_pages_and_headings():
    for page in PAGES:
        text = re.sub(
            r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        for target in re.findall(r"\]\(([^)#\s]*)(?:#[^)]*)?\)", text):
            assert (
                not target
                or target.startswith("https:")
                or (page.parent / target).is_file()
            ), (page, target)
        for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)]*)\)", text):
            other = page.parent / target if target else page
            headings = re.findall(
                r"^#+ (.*)$", other.read_text(encoding="utf-8"), re.MULTILINE
            )
            assert anchor in [
                re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings
            ]


def test_tables_of_the_docs_are_not_padded():
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.startswith("|"):
                assert "  " not in line, (page, line)
