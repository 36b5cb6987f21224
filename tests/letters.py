"""Mail messages as citizens, offices and attackers send them."""

from email.message import EmailMessage
from io import BytesIO

import pikepdf
from PIL import Image

from world import small_scan

RTF = b"{\\rtf1\\ansi Attestation de \\b travail\\b0 .\\par}"
ODD_SUBJECT = "Attestation de loyer – été"


def letter(text: str = "Bonjour,\n\nVoici l'attestation.\n", **headers: str) -> EmailMessage:
    """Return a message with a text."""
    message = EmailMessage()
    said = {"From": "Amina Exemple <amina@example.org>", "To": "cpas@example.be"}
    said |= {"Subject": ODD_SUBJECT, "Date": "Mon, 02 Mar 2026 09:15:00 +0100"}
    for name, value in (said | headers).items():
        message[name] = value
    if text:
        message.set_content(text)
    return message


def in_html(markup: str, **headers: str) -> EmailMessage:
    """Return a message whose better version is HTML."""
    message = letter("texte simple", **headers)
    message.add_alternative(markup, subtype="html")
    return message


def attach(message: EmailMessage, data: bytes, name: str, kind: str = "application/octet-stream"):
    """Add a piece to a message; return the message."""
    maintype, subtype = kind.split("/")
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    return message


def picture(width: int, height: int, kind: str = "PNG", color: str = "navy") -> bytes:
    """Return a picture of this size."""
    stream = BytesIO()
    Image.new("RGB", (width, height), color).save(stream, kind)
    return stream.getvalue()


def paper(pages: int = 1, password: str = "") -> bytes:
    """Return a PDF."""
    stream = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        made.save(stream, encryption=locked)
    return stream.getvalue()


def scan() -> bytes:
    """Return a scanned page."""
    return small_scan()


def nested(depth: int) -> EmailMessage:
    """Return a message forwarded in a message, again and again."""
    message = letter("au fond", Subject="Fond")
    for level in range(depth):
        outer = letter("voir ci-joint", Subject=f"Tr {level}")
        outer.add_attachment(message)
        message = outer
    return message
