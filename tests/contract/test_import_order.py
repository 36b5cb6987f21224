"""The order of the rooms is kept."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_room_imports_only_rooms_below_it():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_a_fault_in_the_order_would_be_seen(tmp_path):
    config = (ROOT / ".importlinter").read_text()
    upside_down = config.replace("    core\n", "").replace("layers =\n", "layers =\n    core\n")
    path = tmp_path / ".importlinter"
    path.write_text(upside_down)
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", path]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and "BROKEN" in run.stdout
