"""The table as content rules: loaded once, told as it works, carried from site to site."""

import pytest
from plone import api
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility

from farde.routing.errors import UnknownLogic
from farde.routing.signal_table import install_signal_table, signal_table
from farde.setuphandlers import table


def row(number: int):
    return next(row for row in signal_table() if row.number == number)


def exported() -> str:
    result = api.portal.get_tool("portal_setup").runExportStep("contentrules")
    [file] = [text for name, text in _files(result) if name == "contentrules.xml"]
    return file


def _files(result):
    import io
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(result["tarball"])) as archive:
        for member in archive.getmembers():
            if member.isfile():
                yield member.name, archive.extractfile(member).read().decode()


def test_there_are_26_rules_in_the_order_of_the_table(world):
    assert [row.number for row in signal_table()] == list(range(1, 27))
    assert all(row.enabled and row.directions == ("Entrant",) for row in signal_table())


def test_every_row_tells_the_clients_words(world):
    told = {row.number: (row.types, row.logic) for row in signal_table()}
    assert told == {
        int(row["row"]): ((row["type_de_document"],), row["logique"])
        for row in table("cpas", "signals.csv")
    }


def test_row_ten_tells_both_branches(world):
    assert row(10).effects == (
        "Ticket → Paiements · Si le dossier a un RI actif",
        "Ticket → AS titulaire · Si le dossier n'a pas de RI actif",
    )


@pytest.mark.parametrize(
    ("number", "question"),
    [(7, "astérisque"), (10, "Supposé"), (20, "ITS"), (25, "référent")],
)
def test_open_questions_stay_visible(world, number, question):
    assert question in row(number).remark


def test_other_rows_have_no_remark(world):
    assert {row.number for row in signal_table() if row.remark} == {7, 10, 20, 25}


def test_loading_again_changes_nothing(world):
    rule = getUtility(IRuleStorage)["signal-row-07"]
    rule.title, rule.enabled = "Renommée par le centre", False
    before = exported()
    assert install_signal_table(table("cpas", "signals.csv")) == 0
    assert exported() == before
    assert not row(7).enabled


def test_an_unknown_logic_is_refused_and_nothing_is_loaded(world):
    storage = getUtility(IRuleStorage)
    del storage["signal-row-01"]
    rows = list(table("cpas", "signals.csv"))
    rows[4]["logique"] = "TIKS au concierge"
    with pytest.raises(UnknownLogic) as refused:
        install_signal_table(rows)
    assert "5" in str(refused.value.message.mapping["row"])
    assert "signal-row-01" not in storage


def test_exported_rules_come_back_the_same(world):
    from plone.app.contentrules.exportimport.rules import importRules
    from Products.GenericSetup.tests.common import DummyImportContext

    before = exported()
    context = DummyImportContext(world.portal, purge=False)
    context._files["contentrules.xml"] = before
    importRules(context)
    assert exported() == before
    assert row(10).effects[0].startswith("Ticket → Paiements")


def test_rules_that_were_imported_into_an_empty_storage_work(world):
    from plone.app.contentrules.exportimport.rules import importRules
    from Products.GenericSetup.tests.common import DummyImportContext

    before = exported()
    context = DummyImportContext(world.portal, purge=True)
    context._files["contentrules.xml"] = before
    importRules(context)
    assert exported() == before
    document = world.document(world.dossier(), "attestations-emploi")
    with world.as_user("caseworker1"):
        from farde.tickets.operations import inbox

        assert [one.document_uid for one in inbox()] == [document.UID()]


def test_readers_of_the_types_are_those_of_the_policy(world):
    from farde.thesaurus.operations import document_type

    for readers in table("cpas", "readers.csv"):
        assert document_type(readers["type_id"]).readers == tuple(readers["lecteurs"].split())
