"""What goes wrong while a document is read."""


class RecognitionFailed(Exception):
    """An outside program did not do its work; running the recipe again resumes.

    ``program`` is its name, ``reason`` what it said ("absent" or "timeout" when it said nothing).
    """

    def __init__(self, program: str, reason: str) -> None:
        super().__init__(f"{program}: {reason}")
        self.program = program
        self.reason = reason
