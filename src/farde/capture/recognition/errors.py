"""What goes wrong while a document is read."""


class RecognitionFailed(Exception):
    """A step did not do its work; running the recipe again resumes.

    ``program`` is the outside program or the step, ``reason`` what it said: "absent", "timeout",
    or "time", "memory", "crash", "disk" when it ran into the limits of ``limits.py``.
    """

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(program, reason)
        self.program = program
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.program}: {self.reason}"
