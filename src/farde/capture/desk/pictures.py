"""The pictures of pages at the desk: those that were read, or drawn from the source until then."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from farde.capture import readings, sources, work
from farde.capture.plan import Leaf
from farde.capture.plan_errors import UnknownLeaf
from farde.capture.recognition._exec import run
from farde.capture.recognition.pictures import flattened
from farde.core.rest import TakesPath

#: The longest side of what is drawn here, in pixels: little, since it is drawn while one waits.
SIZES = {"small": 260, "normal": 1000, "large": 1500}
#: Seconds one page may take; it is then shown as soon as the worker has read it.
_TIMEOUT = 20
#: A picture of a page never changes; the browser of who may see it keeps it for the day.
_CACHE = "private, max-age=86400, immutable"


class PagePicture(TakesPath, BrowserView):
    """``@@capture-page/s1-3/small``: one page as it lies in the source, unturned."""

    def __call__(self) -> bytes:
        data = picture(self.context, *self._asked())
        self.request.response.setHeader("Content-Type", "image/jpeg")
        self.request.response.setHeader("Cache-Control", _CACHE)
        self.request.response.setHeader("X-Content-Type-Options", "nosniff")
        return data

    def _asked(self) -> tuple[Leaf, str]:
        if len(self.path) != 2 or self.path[1] not in SIZES:
            raise NotFound
        try:
            return Leaf.parse(self.path[0]), self.path[1]
        except UnknownLeaf:
            raise NotFound from None


def picture(batch, leaf: Leaf, size: str) -> bytes:
    """Return a page as JPEG; raises NotFound for a page that is not there, or no longer.

    A page that is filed is read in its dossier, by whoever may, and not at the desk.
    """
    source = sources.get(batch, leaf.source)
    if source is None or not 1 <= leaf.number <= source.pages or _is_filed(batch, leaf):
        raise NotFound
    read = readings.picture(batch, leaf, size)
    if read is not None:
        with read.open() as blob:
            return blob.read()
    with TemporaryDirectory(prefix="farde-page-") as folder:
        return _drawn(source, leaf.number, SIZES[size], Path(folder) / "page")


def _is_filed(batch, leaf: Leaf) -> bool:
    plan = work.of(batch).plan
    part = plan.where(leaf) if plan is not None else None
    return part is not None and part.closed


def _drawn(source, number: int, longest: int, base: Path) -> bytes:
    target = base.with_suffix(".jpg")
    if source.kind == "pdf":
        asked = ("-f", number, "-l", number, "-scale-to", longest, "-cropbox", "-singlefile")
        run("pdftoppm", "-jpeg", *asked, source.path, base, timeout=_TIMEOUT)
    else:
        _shrunk(source.path, number, longest).save(target, "JPEG", quality=80)
    return target.read_bytes()


def _shrunk(path: Path, number: int, longest: int) -> Image.Image:
    with path.open("rb") as stream, Image.open(stream) as image:
        if number > 1:
            image.seek(number - 1)
        image.draft("RGB", (longest, longest))
        upright = flattened(ImageOps.exif_transpose(image))
    upright = upright.convert("L") if upright.mode == "1" else upright
    upright.thumbnail((longest, longest), reducing_gap=1.5)
    return upright
