"""Each handler calls one operation."""

from farde.routing import operations


def document_filed(event) -> None:
    """Let the rules say whom a filed document concerns."""
    operations.run_rules(event.object)


def document_reclassified(event) -> None:
    """Let the rules say whom the document concerns now."""
    operations.run_again(event.object)


def background_task_started(event) -> None:
    """Begin a worker's task with no memory of the rules of the task before."""
    operations.forget_thread_state()
