"""One proposes, another accepts: nobody changes the thesaurus alone."""

from datetime import date

import pytest
from plone import api
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

from farde.core.errors import Refusal, Refusals
from farde.core.interfaces import IFardeLayer
from farde.setuphandlers import table
from farde.thesaurus import errors, governance, spocs
from farde.thesaurus import governance_errors as refused
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change

AMU = "attestations-amu"
EMPLOI = "attestations-emploi"


def create(slug: str = "avis", level: str = "DocumentType", parent: str = "social", **after):
    return Change("create", level, slug, parent=parent, after={"title": "AVIS"} | after)


def change(slug: str = AMU, **after) -> Change:
    return Change("change", "DocumentType", slug, after=after)


@pytest.fixture
def proposes(world):
    def propose(*changes: Change, by: str = "spoc1", why: str = "Le service en a besoin."):
        with world.as_user(by):
            return governance.propose(changes, why)

    return propose


@pytest.fixture
def accepts(world):
    def accept(proposal, by: str = "records1", note: str = ""):
        with world.as_user(by):
            return governance.accept(proposal.id, note)

    return accept


@pytest.fixture
def accepted(proposes, accepts):
    def both(*changes: Change):
        return accepts(proposes(*changes))

    return both


def kinds_of(refusals: Refusals) -> list[type[Refusal]]:
    return [type(one) for one in refusals.each()]


# one proposes, another accepts


def test_what_is_proposed_changes_nothing_before_it_is_accepted(proposes, accepts):
    proposal = proposes(change(title="ATTESTATIONS AIDE MÉDICALE"))
    assert thesaurus.document_type(AMU).label == "ATTESTATIONS AMU"
    accepts(proposal)
    assert thesaurus.document_type(AMU).label == "ATTESTATIONS AIDE MÉDICALE"


def test_whoever_proposed_may_not_accept(world, proposes):
    proposal = proposes(change(remark="À revoir."), by="records1")
    with world.as_user("records1"), pytest.raises(refused.SelfApproval) as no:
        governance.accept(proposal.id)
    assert no.value.status == 403
    with world.as_user("records2"):
        assert governance.accept(proposal.id).state == "accepted"


def test_a_reason_is_asked_of_who_proposes_and_of_who_refuses(world, proposes):
    with pytest.raises(refused.MissingWhy):
        proposes(change(remark="x"), why="  ")
    proposal = proposes(change(remark="x"))
    with world.as_user("records1"), pytest.raises(refused.MissingNote):
        governance.refuse(proposal.id, " ")


def test_a_proposal_is_decided_on_once(world, proposes, accepts):
    proposal = proposes(change(remark="x"))
    accepts(proposal)
    for again in (governance.accept, governance.withdraw):
        with world.as_user("records2"), pytest.raises(refused.AlreadyDecided):
            again(proposal.id)


def test_only_its_author_withdraws_a_proposal(world, proposes):
    proposal = proposes(change(remark="x"))
    with world.as_user("records1"), pytest.raises(refused.NotTheAuthor):
        governance.withdraw(proposal.id)
    with world.as_user("spoc1"):
        assert governance.withdraw(proposal.id).state == "withdrawn"
    assert governance.pending() == []


def test_a_proposal_that_is_not_there_cannot_be_decided_on(world):
    with world.as_user("records1"), pytest.raises(refused.UnknownProposal):
        governance.accept("p-nothing")


def test_an_empty_proposal_is_refused(proposes):
    with pytest.raises(refused.EmptyProposal):
        proposes()


def test_the_form_of_plone_leads_to_the_proposal(world):
    request = world.portal.REQUEST
    alsoProvides(request, IFardeLayer)
    with world.as_user("records1"):
        term = world.portal["thesaurus"]["social"][AMU]
        page = getMultiAdapter((term, request), name="edit")
        assert page() == f"{term.absolute_url()}/@@propose"


# a new term


def test_a_new_term_is_seen_as_proposed_and_offered_nowhere(proposes):
    proposes(create())
    term = thesaurus.document_type("avis")
    assert (term.state, term.label, term.parent) == ("proposed", "AVIS", "social")
    assert not term.offered(date(2026, 3, 2))


def test_an_accepted_term_is_in_force(proposes, accepts):
    accepts(proposes(create(readers=["legal"], synonyms=["opinion"])))
    term = thesaurus.document_type("avis")
    assert (term.state, term.readers, term.synonyms) == ("active", ("legal",), ("opinion",))


@pytest.mark.parametrize("verb", ["refuse", "withdraw"])
def test_a_term_that_is_not_wanted_goes_and_its_proposal_stays(world, proposes, verb):
    proposal = proposes(create())
    if verb == "refuse":
        with world.as_user("records1"):
            governance.refuse(proposal.id, "Existe déjà : CORRESPONDANCE_AVIS_ITS.")
    else:
        with world.as_user("spoc1"):
            governance.withdraw(proposal.id)
    assert thesaurus.document_type("avis") is None
    [kept] = governance.history("DocumentType", "avis")
    assert kept.why == "Le service en a besoin."
    assert kept.state == ("refused" if verb == "refuse" else "withdrawn")


def test_a_slug_is_made_of_the_label_where_none_is_given(proposes):
    first, second = (
        proposes(create("", title="Avis & recours")),
        proposes(create("", title="Avis & recours")),
    )
    slugs = [one.changes[0].slug for one in (first, second)]
    assert slugs == ["avis-recours", "avis-recours-2"]


def test_several_new_terms_come_into_being_together(proposes, accepts):
    bundle = proposes(create(), create("avis-fiscal", "DocumentKind", "avis", title="Avis fiscal"))
    assert thesaurus.document_type("avis") is None
    accepts(bundle)
    assert thesaurus.document_kind("avis-fiscal").parent == "avis"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (create(AMU), errors.SlugTaken),
        (create("Avis !"), errors.BadSlug),
        (create(title=" "), errors.MissingLabel),
        (create(parent="nulle-part"), errors.UnknownParent),
        (create(level="DocumentKind", parent="social"), errors.UnknownParent),
        (create(readers=["nobody"]), errors.InvalidValue),
        (create(colour="red"), errors.UnknownField),
        (create(merged_into=AMU), errors.UnknownField),
        (create(valid_from="2026-13-01"), errors.InvalidValue),
        (create(valid_from="2026-03-01", valid_to="2026-02-01"), errors.EndBeforeBegin),
        (change("nulle-part", title="X"), errors.UnknownTerm),
        (change(title="ATTESTATIONS AMU"), errors.NothingChanges),
        (change(title=""), errors.MissingLabel),
        (Change("paint", "DocumentType", AMU), errors.UnknownChange),
        (Change("retire", "DocumentType", EMPLOI), errors.HasTermsInForce),
        (Change("restore", "DocumentType", AMU), errors.NotRetired),
        (Change("merge", "DocumentType", AMU, into=AMU), errors.CannotMerge),
        (Change("merge", "DocumentType", AMU, into="contrat-de-travail"), errors.CannotMerge),
        (Change("merge", "ThesaurusProfile", "social", into="autre"), errors.CannotMerge),
        (
            Change("move", "DocumentKind", "contrat-de-travail", parent=EMPLOI),
            errors.NothingChanges,
        ),
        (Change("move", "ThesaurusProfile", "social", parent="x"), errors.UnknownChange),
    ],
)
def test_what_makes_no_sense_cannot_be_proposed(proposes, wrong, refusal):
    with pytest.raises(Refusals) as no:
        proposes(wrong)
    assert kinds_of(no.value) == [refusal]
    assert governance.pending() == []


def test_what_was_changed_meanwhile_is_not_overwritten(proposes, accepts):
    late = proposes(change(title="DEUXIÈME"))
    accepts(proposes(change(title="PREMIER")))
    with pytest.raises(Refusals) as no:
        accepts(late, by="records2")
    assert kinds_of(no.value) == [errors.ChangedMeanwhile]
    assert thesaurus.document_type(AMU).label == "PREMIER"


def test_of_several_changes_all_are_written_or_none(proposes, accepts):
    bundle = proposes(change(remark="Vu."), change(EMPLOI, title="EMPLOI"))
    accepts(proposes(change(EMPLOI, title="TRAVAIL")))
    with pytest.raises(Refusals):
        accepts(bundle)
    assert thesaurus.document_type(AMU).remark != "Vu."


# retired, restored


def test_a_retired_term_is_not_offered_and_can_come_back(accepted):
    kind = "contrat-de-travail"
    accepted(Change("retire", "DocumentKind", kind))
    assert thesaurus.document_kind(kind).state == "retired"
    accepted(Change("restore", "DocumentKind", kind))
    assert thesaurus.document_kind(kind).active


# history


def test_the_history_of_a_term_says_who_when_why_and_what(accepted):
    accepted(change(title="PREMIER"))
    accepted(change(title="DEUXIÈME"))
    last, first = governance.history("DocumentType", AMU)
    assert (first.author, first.decided_by, first.why) == (
        "spoc1",
        "records1",
        "Le service en a besoin.",
    )
    assert [one.changes[0].after["title"] for one in (first, last)] == ["PREMIER", "DEUXIÈME"]
    assert [one.changes[0].before["title"] for one in (first, last)] == [
        "ATTESTATIONS AMU",
        "PREMIER",
    ]
    assert first.at <= first.decided_at


def test_a_merge_stands_in_the_history_of_all_it_touches(accepted):
    accepted(Change("merge", "DocumentType", EMPLOI, into=AMU))
    for level, slug in (
        ("DocumentType", EMPLOI),
        ("DocumentType", AMU),
        ("DocumentKind", "contrat-de-travail"),
    ):
        assert [one.changes[0].kind for one in governance.history(level, slug)] == ["merge"]


# SPOCs


def test_a_proposal_says_for_which_service_its_author_speaks(world, proposes):
    spocs.load_departments(table("cpas", "departments.csv"))
    spocs.name_spoc("service-juridique", "spoc1")
    assert proposes(change(remark="x")).service == "Service Juridique"
    assert proposes(change(remark="y"), by="records1").service == ""


def test_the_services_are_those_of_the_centre_word_for_word(world):
    rows = list(table("cpas", "departments.csv"))
    spocs.load_departments(rows)
    assert [(one.line, one.title) for one in spocs.departments()] == [
        (row["ligne"], row["service"]) for row in rows
    ]
    assert spocs.load_departments(rows) == 0


def test_a_service_has_one_spoc_who_may_propose(world):
    spocs.load_departments(table("cpas", "departments.csv"))
    spocs.name_spoc("service-juridique", "legal1")
    assert may_propose(world, "legal1")
    spocs.name_spoc("service-juridique", "caseworker1")
    assert may_propose(world, "caseworker1") and not may_propose(world, "legal1")
    spocs.dismiss_spoc("service-juridique")
    assert not may_propose(world, "caseworker1")


def test_whoever_speaks_for_two_services_stays_a_spoc_for_the_other(world):
    spocs.load_departments(table("cpas", "departments.csv"))
    for service in ("service-juridique", "affaires-generales"):
        spocs.name_spoc(service, "legal1")
    spocs.dismiss_spoc("affaires-generales")
    assert may_propose(world, "legal1")


def test_a_spoc_is_a_colleague_and_a_service_is_in_the_list(world):
    spocs.load_departments(table("cpas", "departments.csv"))
    with pytest.raises(refused.UnknownColleague):
        spocs.name_spoc("service-juridique", "nobody")
    with pytest.raises(refused.UnknownDepartment):
        spocs.name_spoc("cantine", "legal1")


def may_propose(world, user: str) -> bool:
    with world.as_user(user):
        return api.user.has_permission("farde: Propose term", obj=world.portal["thesaurus"])
