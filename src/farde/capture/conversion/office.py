"""LibreOffice, without a screen, a network, macros, or anything it remembers of another file."""

import shutil

from farde.capture.conversion import contained, limits
from farde.capture.conversion.errors import ConversionFailed
from farde.capture.conversion.tray import Tray

_ARGUMENTS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
#: How each kind is read: left to itself, LibreOffice shows what is damaged as text.
_FILTERS = {
    "doc": "MS Word 97",
    "docx": "MS Word 2007 XML",
    "odp": "impress8",
    "ods": "calc8",
    "odt": "writer8",
    "ppt": "MS PowerPoint 97",
    "pptx": "Impress MS PowerPoint 2007 XML",
    "rtf": "Rich Text Format",
    "xls": "MS Excel 97",
    "xlsx": "Calc MS Excel 2007 XML",
}
#: Macros never run, nothing linked is fetched, and links are not brought up to date.
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)


def to_pdf(data: bytes, extension: str, tray: Tray) -> bytes:
    """Return an office file as PDF; raises ConversionFailed.

    Each call has a profile of its own: two at once never wait for each other, and what one file
    does to it no other file meets.
    """
    if extension == "locked":
        raise ConversionFailed("encrypted")
    folder = tray.fresh()
    try:
        return _converted(data, extension, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _converted(data: bytes, extension: str, folder) -> bytes:
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_registry(), "utf-8")
    source, target = folder / f"in.{extension}", folder / "in.pdf"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    reading = f"--infilter={_FILTERS[extension]}"
    command = ["soffice", *_ARGUMENTS, profile, reading, "--convert-to", "pdf"]
    command += ["--outdir", str(folder), str(source)]
    _code, said = contained.run(command, folder, limits.OFFICE_SECONDS)
    if target.is_file():
        return target.read_bytes()
    # It says so where a part of it is not installed, or where it knows no way to read the file.
    raise ConversionFailed("absent" if "no export filter" in said else "broken")


def _registry() -> str:
    items = "".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _SETTINGS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        'xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>'
    )
