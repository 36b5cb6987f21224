"""The examples of ``@routing``: the table is read, tried, changed and taken back."""

TICKET = {"kind": "ticket", "role": "caseworker", "due_working_days": 5}
ROW = {"rule": "signal-row-03", "effects": [TICKET]}


def test_a_row_is_tried_and_changed_and_the_change_taken_back(example, served_world, number):
    with served_world.as_user("scan1"):
        served_world.document(served_world.portal.dossiers[number], "attestations-emploi")
    served_world.commit()
    example("routing", "records1", "GET", "@routing?rule=signal-row-03")
    period = {"by": "received", "since": "2026-03-01", "until": "2026-03-31"}
    body = {"rows": [ROW], "dry_run": True, "documents": period}
    example("routing-try", "records1", "POST", "@routing", body)
    why = {"why": "Chaque nouvel emploi doit être suivi"}
    saved = example("routing-save", "records1", "POST", "@routing", {"rows": [ROW]} | why)
    body = {"undo": saved.json()["version"]}
    example("routing-undo", "records1", "POST", "@routing", body)
    example("routing-overtaken", "records1", "POST", "@routing", body)


def test_refusals_name_the_row_and_the_field(example):
    wrong = {"rule": "signal-row-03", "effects": [{"kind": "ticket", "role": "concierge"}]}
    body = {"rows": [ROW, wrong], "why": "Essai"}
    example("routing-refused", "records1", "POST", "@routing", body)


def test_only_records_managers_change_the_table(example):
    example("routing-forbidden", "caseworker1", "POST", "@routing", {"rows": [ROW]})
