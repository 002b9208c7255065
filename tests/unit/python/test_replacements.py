"""What a deprecated field names instead of itself, as Python spells it."""

from __future__ import annotations

import pytest

from generator.ir.models import Deprecation
from generator.python.replacements import model_in_python
from generator.untrusted import Untrusted
from tests.unit.python.python_api import field, obj, ref


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Use `newId`.", "Use `new_id`."),
        ("Use `saleInfo.invoiceId`.", "Use `sale_info.invoice_id`."),
        (
            "Use `saleInfo.buyerData.firstName`.",
            "Use `sale_info.buyer_data.first_name`.",
        ),
        ("Use `saleInfo.noSuchField`.", "Use `sale_info.noSuchField`."),
        ("Use `newId.noObject`.", "Use `new_id.noObject`."),
        ("Use `noSuchField.invoiceId`.", "Use `noSuchField.invoiceId`."),
        ("Use newId, `newId...` or `.newId`.", "Use newId, `newId...` or `.newId`."),
    ],
)
def test_a_name_in_backquotes_is_spelled_as_far_as_it_leads_somewhere(reason, told):
    old = field("old", deprecated=Deprecation(Untrusted(reason)))
    sale = obj("Sale", field("invoiceId"), field("buyerData", ref("Buyer")))
    buyer = obj("Buyer", field("firstName"))
    order = obj("Order", field("newId"), field("saleInfo", ref("Sale")), old)
    models = {each.key: each for each in (sale, buyer, order)}
    deprecated = model_in_python(order, models).fields[-1].deprecated
    assert deprecated is not None
    assert deprecated.reason is not None
    assert deprecated.reason.reveal() == told
