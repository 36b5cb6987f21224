"""Letters on paper: HTML of ours around words of theirs, as PDF; nothing is ever fetched."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from farde.capture.conversion import limits

_STYLE = """
@page { size: A4; margin: 18mm 18mm 20mm; @bottom-right { content: counter(page) " / "
  counter(pages); font: 8pt "Liberation Sans", "DejaVu Sans", sans-serif; color: #555 } }
body { font: 10.5pt/1.45 "Liberation Sans", "DejaVu Sans", sans-serif; color: #111;
  overflow-wrap: anywhere }
header { border-bottom: .6pt solid #888; margin-bottom: 6mm; padding-bottom: 4mm }
header h1 { font-size: 14pt; line-height: 1.25; margin: 0 0 3mm }
header table { border-collapse: collapse }
header th { color: #555; font-weight: normal; padding: 0 5mm 0 0; text-align: left;
  vertical-align: top; white-space: nowrap }
header td { padding: 0; vertical-align: top }
header ul { list-style: none; margin: 0; padding: 0 }
.plain { white-space: pre-wrap }
.notice { border: .6pt solid #888; margin-top: 20mm; padding: 8mm }
.soft { color: #555 }
img { max-width: 100%; max-height: 220mm }
blockquote { border-left: 2pt solid #ccc; margin: 2mm 0 2mm 2mm; padding-left: 4mm }
table { max-width: 100% }
td, th { vertical-align: top; padding: 0 1mm }
pre { white-space: pre-wrap }
"""


class TooSlow(Exception):
    """What is to be laid out takes longer than anything readable does."""


class _CameAlong(URLFetcher):
    """Hands out the images that came with a message; refuses every other address."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._images = images

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        name = url.removeprefix("cid:")
        if not url.startswith("cid:") or name not in self._images:
            raise ValueError("nothing is fetched")
        return URLFetcherResponse(url, self._images[name])


def printed(content: str, images: Mapping[str, bytes] | None = None) -> bytes:
    """Return the body of an HTML page as PDF; raises TooSlow, and whatever bad markup causes."""
    page = f'<html><head><meta charset="utf-8"><style>{_STYLE}</style></head><body>{content}</body>'
    with _within(limits.LETTER_SECONDS):
        return HTML(string=page, url_fetcher=_CameAlong(images or {})).write_pdf()


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    def stop(_signal, _frame):
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
