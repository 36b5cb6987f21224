"""Outside programs, one module each; all of them run through ``run``.

They run within the limits of the contained process that starts them, and end with it.
"""

import subprocess

from farde.capture.recognition.errors import RecognitionFailed
from farde.capture.recognition.limits import PROGRAM
from farde.core.nursery import die_with_parent


def run(
    program: str,
    *arguments: object,
    tolerated: tuple[int, ...] = (),
    timeout: float = PROGRAM,
) -> subprocess.CompletedProcess:
    """Run ``program`` for at most ``timeout`` seconds, by default as long as one may take.

    An exit code other than 0 or one ``tolerated`` raises RecognitionFailed.
    """
    command = [program, *map(str, arguments)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=timeout,
            check=False,
            preexec_fn=die_with_parent,
        )
    except subprocess.TimeoutExpired:
        raise RecognitionFailed(program, "timeout") from None
    except OSError:
        raise RecognitionFailed(program, "absent") from None
    if done.returncode != 0 and done.returncode not in tolerated:
        raise RecognitionFailed(program, _last_words(done))
    return done


def _last_words(done):
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {done.returncode}"
