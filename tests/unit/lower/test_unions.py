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
