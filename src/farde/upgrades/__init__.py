"""Upgrade steps: one folder each, named by what it does and when; the newest profile is current."""

from plone import api

_STEPS = (
    "rolemap",
    "workflow",
    "typeinfo",
    "catalog",
    "plone.app.registry",
    "viewlets",
    "controlpanel",
    "actions",
)


def follow_profile(tool) -> None:
    """Bring the configuration up to date from the profile; what a centre added there stays."""
    for step in _STEPS:
        tool.runImportStepFromProfile("profile-farde:default", step, run_dependencies=False)


def follow_workflow(content) -> None:
    """Give the roles that the workflow definitions name now to the permissions of content."""
    for workflow in api.portal.get_tool("portal_workflow").getWorkflowsFor(content):
        workflow.updateRoleMappingsFor(content)
