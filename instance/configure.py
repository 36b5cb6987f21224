"""Write the configuration of one instance: `etc/` from the templates, `var/` for its data."""

import os
import secrets
import string
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
FOLDERS = ("sqlite", "blobs", "log", "cache", "broker")


class _Template(string.Template):
    """`@{name}`: the dollar belongs to ZConfig, the per cent to the logging formats."""

    delimiter = "@"


@dataclass(frozen=True)
class Instance:
    """Where one instance lives and the address it listens on."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8080
    data: Path | None = None

    @property
    def etc(self) -> Path:
        """The rendered configuration; written anew at every start."""
        return self.home / "etc"

    @property
    def var(self) -> Path:
        """The data: database, blobs, broker, logs, secrets."""
        return self.data or self.home / "var"

    @property
    def zope_conf(self) -> Path:
        """The configuration of the web process and of the worker."""
        return self.etc / "zope.conf"

    @property
    def wsgi_ini(self) -> Path:
        """The configuration of the WSGI server."""
        return self.etc / "wsgi.ini"

    @property
    def url(self) -> str:
        """The address a person types."""
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::1", ""} else self.host  # noqa: S104
        return f"http://{host}:{self.port}/farde"


def from_environment() -> Instance:
    """What HOST, PORT, FARDE_HOME and FARDE_VAR describe; by default `instance/` on port 8080."""
    home = os.environ.get("FARDE_HOME") or HERE
    data = os.environ.get("FARDE_VAR")
    return Instance(
        home=Path(home).resolve(),
        host=os.environ.get("HOST") or "127.0.0.1",
        port=int(os.environ.get("PORT") or 8080),
        data=Path(data).resolve() if data else None,
    )


def render(instance: Instance) -> None:
    """Write `etc/` from the templates; make the folders of `var/`, for their owner only."""
    instance.etc.mkdir(parents=True, exist_ok=True)
    instance.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in FOLDERS:
        (instance.var / folder).mkdir(mode=0o700, exist_ok=True)
    _ensure_journal_key(instance.var / "journal.key")
    values = {
        "home": instance.home,
        "var": instance.var,
        "host": instance.host,
        "port": instance.port,
    }
    for template in TEMPLATES.iterdir():
        text = _Template(template.read_text("utf-8")).substitute(values)
        (instance.etc / template.name).write_text(text, "utf-8")


def _ensure_journal_key(path: Path) -> None:
    """Make the secret that seals the access journal, once, readable by its owner only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_hex(32) + "\n")


def environment(instance: Instance) -> dict[str, str]:
    """The environment of the web process, the worker and the scripts of this instance."""
    path = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]  # for zope.conf's %import
    return os.environ | {
        "FARDE_VAR": str(instance.var),
        "FARDE_ZOPE_CONF": str(instance.zope_conf),
        "OMP_THREAD_LIMIT": "1",
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker",  # Celery, when root tries Farde
        "zope_i18n_compile_mo_files": "1",
    }


if __name__ == "__main__":
    render(from_environment())
