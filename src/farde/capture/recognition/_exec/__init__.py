"""Outside programs, one module each; all of them run through ``run``."""

import os
import subprocess
import threading

from farde.capture.recognition.errors import RecognitionFailed

# Shared by all documents this process reads at once: more programs than cores only slow
# each other down.
_SLOTS = threading.BoundedSemaphore(os.cpu_count() or 2)


def run(
    program: str, *arguments: object, timeout: float, tolerated: tuple[int, ...] = ()
) -> subprocess.CompletedProcess:
    """Run ``program`` when a core is free, for at most ``timeout`` seconds.

    An exit code other than 0 or one ``tolerated`` raises RecognitionFailed.
    """
    command = [program, *map(str, arguments)]
    # Tesseract's own threads make it several times slower as soon as two of it run.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with _SLOTS:
        try:
            done = subprocess.run(
                command, capture_output=True, env=environment, timeout=timeout, check=False
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
