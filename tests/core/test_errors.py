"""A refusal tells a person which field is at fault, what is wrong and what to do about it."""

import ast
import importlib
from pathlib import Path

import pytest
from zope.i18nmessageid import Message

import farde
from farde.core.errors import Refusal, Refusals, RefusedValue, refusal_text
from farde.core.i18n import _

HOUSE = Path(farde.__file__).parent


class TooMany(Refusal):
    """A refusal for these tests."""

    field = "pages"
    message = _("test_too_many", default="Ce fichier a ${count} pages.")
    remedy = _("test_too_many_remedy", default="Coupez-le en fichiers de ${most} pages.")


def house_refusals() -> list[type[Refusal]]:
    for path in sorted(HOUSE.rglob("*.py")):
        if "Refusal" in path.read_text() and "recognition" not in path.parts:
            tree = ast.parse(path.read_text())
            if any(isinstance(node, ast.ClassDef) for node in tree.body):
                module = path.relative_to(HOUSE.parent).with_suffix("")
                importlib.import_module(".".join(module.parts))
    return sorted(_below(Refusal), key=lambda kind: kind.__name__)


def _below(kind: type) -> set[type]:
    mine = {one for one in kind.__subclasses__() if one.__module__.startswith("farde.")}
    return mine.union(*(_below(one) for one in mine)) if mine else set()


def test_a_refusal_fills_its_texts():
    refusal = TooMany(count=300, most=200)
    assert refusal_text(refusal) == ("Ce fichier a 300 pages. Coupez-le en fichiers de 200 pages.")


def test_what_fills_one_refusal_stays_out_of_the_next():
    TooMany(count=300, most=200)
    assert TooMany.message.mapping is None


def test_a_refusal_can_name_another_field():
    assert (TooMany().field, TooMany("file").field, TooMany.field) == ("pages", "file", "pages")


def test_a_refusal_raised_anew_by_the_workflow_tool_says_the_same():
    refusal = TooMany("file", count=300, most=200)
    anew = type(refusal)(refusal)
    assert (anew.field, refusal_text(anew)) == ("file", refusal_text(refusal))
    both = Refusals([refusal, TooMany()])
    assert type(both)(both).each() == both.each()


def test_several_refusals_are_told_in_one_go():
    both = Refusals([TooMany(count=1, most=1), TooMany("file", count=2, most=2)])
    assert [one.field for one in both.each()] == ["pages", "file"]
    assert TooMany().each()[0].field == "pages"


def test_a_form_shows_message_and_remedy():
    assert RefusedValue(TooMany(count=3, most=2)).doc().startswith("Ce fichier a 3 pages. Coupez")


def test_the_text_of_an_exception_is_its_kind_and_no_persons_data():
    assert str(TooMany("file", count="Amina Exemple")) == "TooMany"


@pytest.mark.parametrize("kind", house_refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_of_the_house_says_what_to_do(kind):
    # 502 and 503: nothing is wrong with the request; another house, or this one, cannot serve it.
    assert 400 <= kind.status < 500 or kind.status in {502, 503}
    assert (kind.__doc__ or "").strip()
    for text in (kind.message, kind.remedy):
        assert isinstance(text, Message) and text.domain == "farde" and text.default


def test_no_two_refusals_share_a_text():
    kinds = [kind for kind in house_refusals() if "message" in vars(kind)]
    assert len({str(kind.message) for kind in kinds}) == len(kinds)
