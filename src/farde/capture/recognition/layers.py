"""Laying the invisible text back on the page as it is stored, however it was straightened.

A layer is a PDF page of the size the source's page is shown in; its ``/Rotate`` says how that
page is to be turned to be upright.
"""

from math import cos, radians, sin
from pathlib import Path

import pikepdf
from PIL import Image

from farde.capture.recognition.job import PageJob
from farde.capture.recognition.posture import Posture
from farde.capture.recognition.straight import READ_ASKEW


def lay_back(
    layer: Path, picture: Path, shown: tuple[int, int], posture: Posture, job: PageJob
) -> Path:
    """Deliver the ``layer`` read from ``picture``, turned back to fit the page as it is shown.

    ``shown`` is the size in pixels of the picture before it was straightened.
    """
    target = job.file(f"layer/page_{job.number}.pdf")
    if not posture.turn and abs(posture.skew) < READ_ASKEW:
        return layer.rename(target)
    with Image.open(picture) as image:
        read = image.width
    with pikepdf.open(layer) as pdf:
        page = pdf.pages[0]
        width, height = (side * 72 for side in (job.sheet.width, job.sheet.height))
        scale = width / shown[0] * read / float(page.mediabox[2])
        page.contents_add(_placing(page.mediabox, (width, height), scale, posture), prepend=True)
        page.contents_add(b"Q")
        page.mediabox = [0, 0, width, height]
        page.obj.Rotate = posture.turn
        pdf.save(target, static_id=True)
    return target


def _placing(box, size, scale, posture):
    # About the middles of both pages, which are the same spot of paper.
    skew = posture.skew if abs(posture.skew) >= READ_ASKEW else 0.0
    angle = radians(posture.turn - skew)
    a, b = scale * cos(angle), scale * sin(angle)
    across, up = float(box[2]) / 2, float(box[3]) / 2
    e = size[0] / 2 - a * across + b * up
    f = size[1] / 2 - b * across - a * up
    return f"q {a:.6f} {b:.6f} {-b:.6f} {a:.6f} {e:.4f} {f:.4f} cm\n".encode()
