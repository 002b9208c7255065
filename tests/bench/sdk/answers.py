"""What the in-process server of the bench answers, made up from the docs."""

from __future__ import annotations

import json
from pathlib import Path

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.values import MISSING
from tests.bench.processes import ROOT
from tests.specs.made_up import MadeUp

COMPLETION = {
    "id": "c",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": "text"},
        }
    ],
}


def write_answers(path: Path) -> None:
    """Write a lead, a hundred links and a completion."""
    api = read_api(ApiFolder("dub", ROOT / "specs" / "dub", "specs/dub")).api
    operations = {o.id.value.reveal(): o for r in api.resources for o in r.operations}
    made_up = MadeUp(api)
    lead, links = [
        made_up.value(operations[name].success.type, MISSING)
        for name in ("trackLead", "getLinks")
    ]
    # The vendor's SDK, of a later API, insists on these.
    lead |= {"link": None}
    link = links[0] | {"disabledAt": None}
    answers = {"lead": lead, "links": [link] * 100, "completion": COMPLETION}
    path.write_text(json.dumps(answers), encoding="utf-8")
