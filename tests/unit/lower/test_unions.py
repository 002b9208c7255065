"""Members of unions."""

from lowering import lowered, messages, model, models, object_page, row

from generator.explain.values import type_text
from generator.ir.values import MISSING, ListValue, NumberValue, ObjectValue
from generator.untrusted import Untrusted

UNION = """\
# Home

Where it lives.


## Supported Types

### `components.Cage`

```typescript
const value: components.Cage = {
  size: 3,
};
```

### `string[]`

```typescript
const value: string[] = [
  "field",
];
```

### `{ [k: string]: any }`

### `Date`
"""
CAGE = object_page("Cage", row("size", "*number*"))
PET = object_page("Pet", row("home", "*components.Home*"), row("next", "*Home*"))


def test_members_keep_their_order_types_and_examples():
    found = lowered(models(UNION, CAGE, PET))
    assert messages(found) == []
    home = model(found, "Home")
    assert home.doc.reveal() == "Where it lives."
    assert [type_text(member.type) for member in home.members] == [
        "components.Cage",
        "list of string",
        "map of any",
        "datetime",
    ]
    assert [member.example for member in home.members] == [
        ObjectValue(((Untrusted("size"), NumberValue("3")),)),
        ListValue((Untrusted("field"),)),
        MISSING,
        MISSING,
    ]


def test_a_union_is_named_without_a_link_and_without_its_namespace():
    found = lowered(models(UNION, CAGE, PET))
    types = [type_text(field.type) for field in model(found, "Pet").fields]
    assert types == ["components.Home", "components.Home"]


def test_a_union_of_more_members_than_python_can_read_is_an_error():
    head, _, _ = UNION.partition("### ")
    members = [f"### `{{ [k: string]: {kind}[] }}`\n" for kind in ("any", "string")]
    whole = head + "\n".join(members * 500)
    assert messages(lowered(models(whole, CAGE))) == []
    assert messages(lowered(models(whole + "\n" + members[0], CAGE))) == [
        ("D017", "the union `Home` has 1001 members")
    ]
