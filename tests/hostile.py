"""Files made to harm whoever opens them."""

import zlib
from io import BytesIO

import pikepdf
from PIL import Image

_BLOCK = 2**20


def deflated_zeros(length: int) -> bytes:
    """Return zlib data that unpacks to ``length`` zeros, a multiple of a mebibyte."""
    packer = zlib.compressobj(9)
    block = packer.compress(bytes(_BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block stands for itself, and may be said again.
    again = zlib.compressobj(9, wbits=-15)
    repeated = again.compress(bytes(_BLOCK)) + again.flush(zlib.Z_FULL_FLUSH)
    return block + repeated * (length // _BLOCK - 1) + b"\x03\x00" + bytes(4)


def flate_bomb(length: int) -> bytes:
    """Return a PDF whose compressed objects unpack to ``length`` bytes."""
    packed = deflated_zeros(length)
    return _numbered(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    )


def object_bomb(length: int) -> bytes:
    """Return a PDF whose catalogue is inside an object stream of ``length`` bytes."""
    packed = deflated_zeros(length)
    head = b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>"
    body = b"%PDF-1.5\n" + head % len(packed) + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    rows = b"\0\0\0\0\0\0" + b"\1" + (9).to_bytes(4) + b"\0" + b"\2" + (1).to_bytes(4) + b"\0"
    rows += b"\1" + len(body).to_bytes(4) + b"\0"
    table = b"3 0 obj\n<< /Type /XRef /Size 4 /W [1 4 1] /Root 2 0 R /Length %d >>" % len(rows)
    table += b"\nstream\n" + rows + b"\nendstream\nendobj\n"
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


def many_pages(count: int) -> bytes:
    """Return a PDF of ``count`` empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return _numbered(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        *[page] * count,
    )


def pages_of_pages(levels: int) -> bytes:
    """Return a PDF whose page tree says each of its nodes ten times, ``levels`` deep."""
    nodes = [
        b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"%d 0 R " % (number + 1) * 10)
        for number in range(2, levels + 2)
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return _numbered(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page)


def looping_table() -> bytes:
    """Return a PDF whose cross-reference table names itself as the one before."""
    sound = many_pages(1)
    start = sound.rindex(b"xref\n0")
    return sound.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def active() -> bytes:
    """Return a PDF that runs scripts, launches programs and carries a file, beside its text."""
    with pikepdf.open(BytesIO(many_pages(1))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('bonjour')")
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
        pdf.Root.OpenAction = script
        pdf.Root.AA = pikepdf.Dictionary(WC=script)
        pdf.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=["bonjour", script])
        )
        pdf.attachments["virus.exe"] = b"MZ"
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=launch
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(box)])
        pdf.pages[0].AA = pikepdf.Dictionary(O=launch)
        draft = BytesIO()
        pdf.save(draft, static_id=True)
    return draft.getvalue()


def thread_of_pixels() -> bytes:
    """Return a PNG one pixel wide and a million high."""
    draft = BytesIO()
    Image.new("1", (1, 1_000_000)).save(draft, "PNG")
    return draft.getvalue()


def _numbered(*objects: bytes) -> bytes:
    parts, places, at = [b"%PDF-1.7\n"], [], 9
    for number, thing in enumerate(objects, start=1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, thing))
        at += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % place for place in places]
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return b"".join(parts) + trailer % (len(objects) + 1, at)
