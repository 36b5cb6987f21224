"""Create the site, or bring its profiles up to date. Safe to run again; needs a rendered instance.

Usage: create_site.py ZOPE_CONF [--demo]
"""
# ruff: noqa: T201  what is printed here is the progress a person watches

import argparse
import contextlib
import logging
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SITE = "farde"
TITLE = "Farde"
PROFILES = ("farde:default", "farde:cpas")
DEMO_PROFILE = "farde:demo"

_start = time.monotonic()


@contextlib.contextmanager
def step(what: str) -> Iterator[None]:
    """Say what begins and how many seconds it took."""
    print(f"[{time.monotonic() - _start:6.1f} s] {what} ...", flush=True)
    began = time.monotonic()
    yield
    print(
        f"[{time.monotonic() - _start:6.1f} s]   fait en {time.monotonic() - began:.1f} s",
        flush=True,
    )


def set_up_logging(path: Path) -> None:
    """Everything to a file; on screen the product's own words and errors of others."""
    screen = logging.StreamHandler()
    screen.addFilter(
        lambda record: record.name.startswith("farde") or record.levelno >= logging.ERROR
    )
    form = "%(asctime)s %(levelname)s [%(name)s] %(message)s"
    logging.basicConfig(
        level=logging.INFO, format=form, handlers=[screen, logging.FileHandler(path)]
    )
    # It complains, with a traceback, that LibreOffice is missing: Farde does not use it.
    logging.getLogger("collective.documentviewer").setLevel(logging.CRITICAL)


def open_database(zope_conf: str) -> Any:
    """Start Zope with its packages and give the root of the database, with a request."""
    import Zope2
    from Testing.makerequest import makerequest
    from zope.globalrequest import setRequest
    from Zope2.Startup.run import make_wsgi_app

    make_wsgi_app({}, zope_conf)
    app = makerequest(Zope2.app())
    app.REQUEST["PARENTS"] = [app]
    setRequest(app.REQUEST)
    return app


def ensure_admin(app: Any, password_file: Path) -> None:
    """Create the account `admin` with a new password, kept in a file of mode 600."""
    if app.acl_users.getUserById("admin") is not None:
        return
    password = secrets.token_urlsafe(15)
    descriptor = os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(password + "\n")
    app.acl_users.userFolderAddUser("admin", password, ["Manager"], [])


def log_in(app: Any, site: Any = None) -> None:
    """Act as `admin`: what the profiles create then has an owner."""
    from AccessControl.SecurityManagement import newSecurityManager
    from zope.component.hooks import setSite

    setSite(site)
    user = app.acl_users.getUserById("admin")
    newSecurityManager(None, user.__of__(app.acl_users))


def ensure_site(app: Any) -> Any:
    """The Plone site; created empty, in French, with the Classic UI, when it does not exist."""
    from Products.CMFPlone.factory import addPloneSite

    if SITE not in app.objectIds():
        addPloneSite(
            app,
            SITE,
            title=TITLE,
            distribution_name="classic",
            setup_content=False,
            default_language="fr",
            portal_timezone="Europe/Brussels",
        )
    return app[SITE]


def profile_work(site: Any, profile: str) -> Callable[[], Any] | None:
    """What must be done for this profile: apply it, upgrade it, or nothing."""
    setup = site.portal_setup
    if setup.getLastVersionForProfile(profile) == "unknown":
        return lambda: setup.runAllImportStepsFromProfile(f"profile-{profile}")
    if setup.listUpgrades(profile):
        return lambda: setup.upgradeProfile(profile)
    return None


def main(zope_conf: str, demo: bool) -> int:
    """Create or upgrade, one transaction for each step, so that an interrupted start can go on."""
    import transaction

    var = Path(os.environ["FARDE_VAR"])
    set_up_logging(var / "log" / "create-site.log")
    with step("Zope et les paquets de Plone"):
        app = open_database(zope_conf)
    ensure_admin(app, var / "admin-password")
    transaction.commit()
    log_in(app)
    if SITE not in app.objectIds():
        with step(f"Le site Plone /{SITE}"):
            ensure_site(app)
            transaction.commit()
    site = app[SITE]
    log_in(app, site)
    for profile in (*PROFILES, DEMO_PROFILE)[: None if demo else -1]:
        work = profile_work(site, profile)
        if work:
            with step(f"Le profil {profile}"):
                work()
                transaction.commit()
    app._p_jar.close()
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zope_conf")
    parser.add_argument("--demo", action="store_true")
    arguments = parser.parse_args()
    sys.exit(main(arguments.zope_conf, arguments.demo))
