"""Messages made to harm, and messages that no program should have sent, are contained."""

import http.server
import os
import threading
import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest
from test_conversion import words

import letters
from farde.capture import conversion
from farde.capture.conversion import contained, limits, pieces, press
from farde.capture.conversion.tray import Tray


@pytest.fixture
def convert(tmp_path):
    def converted(given):
        data = given if isinstance(given, bytes) else given.as_bytes()
        return pieces.whole(data, "eml", Tray(tmp_path))

    return converted


@pytest.fixture
def trap():
    """A web server that notes every request."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        log_message = None

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked, server.url = asked, f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


FETCHING = """
<html><head><base href="{url}/"><link rel="stylesheet" href="{url}/a.css">
<style>@import url({url}/b.css); @font-face {{ font-family: x; src: url({url}/c.ttf) }}
p {{ background: url({url}/d.png) }}</style></head>
<body background="{url}/e.png" onload="fetch('{url}/f')"><script src="{url}/g.js"></script>
<p style="background: url({url}/h.png); list-style-image: url({url}/i.png)">Bonjour</p>
<img src="{url}/j.png" srcset="{url}/k.png 2x"><iframe src="{url}/l.html"></iframe>
<object data="{url}/m"></object><embed src="{url}/n"><input type="image" src="{url}/o.png">
<svg><image href="{url}/p.png"/></svg><video poster="{url}/q.png"></video></body></html>
"""


def test_nothing_is_fetched(convert, trap):
    [made] = convert(letters.in_html(FETCHING.format(url=trap.url)))
    assert "Bonjour" in words(made)
    assert trap.asked == []


def test_no_file_of_the_server_is_read(convert, tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text("mot-de-passe")
    url = secret.as_uri()
    markup = f"<p>Bonjour</p><iframe src='{url}'></iframe><object data='{url}'></object>"
    markup += f"<a rel='attachment' href='{url}'>x</a><link rel='attachment' href='{url}'>"
    [made] = convert(letters.in_html(markup))
    assert "Bonjour" in words(made)
    assert b"mot-de-passe" not in made.path.read_bytes()
    assert b"EmbeddedFile" not in made.path.read_bytes()


def test_no_script_and_no_link_gets_into_the_pages(convert):
    markup = "<p>Bonjour <a href='javascript:x()' onclick='x()'>ici</a></p><script>x()</script>"
    [made] = convert(letters.in_html(markup))
    assert "Bonjour ici" in words(made)
    raw = made.path.read_bytes()
    assert b"/JavaScript" not in raw and b"/URI" not in raw


def test_an_office_file_fetches_nothing(convert, trap):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("content.xml", LINKED.format(url=trap.url))
    made = convert(letters.attach(letters.letter(), stream.getvalue(), "a.odt"))
    assert "Une lettre" in words(made[1])
    assert trap.asked == []


MANIFEST = """<manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
 manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
 </manifest:manifest>"""
LINKED = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>
 <text:p>Une lettre<draw:frame svg:width="5cm" svg:height="5cm"><draw:image
 xlink:href="{url}/a.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>
 <text:section text:name="s"><text:section-source xlink:href="{url}/b.odt"/></text:section>
 </office:text></office:body></office:document-content>"""


def test_the_process_of_its_own_is_told_no_secret_and_has_no_network(tmp_path, monkeypatch, trap):
    monkeypatch.setenv("FARDE_JOURNAL_KEY", "a key")
    (tmp_path / "spy.py").write_text(
        "import os, socket, sys\n"
        "from farde.capture.conversion import contained\n"
        "contained.confine()\n"
        "print(sorted(os.environ))\n"
        "try:\n"
        f"    socket.create_connection(('127.0.0.1', {trap.server_port}), 2)\n"
        "    print('reached')\n"
        "except OSError:\n"
        "    print('unreachable')\n"
    )
    command = [os.sys.executable, str(tmp_path / "spy.py")]
    code, said = contained.run(command, tmp_path, 60)
    assert code == 0
    assert "FARDE" not in said and "HOME" in said
    assert "unreachable" in said


def test_a_thousand_pieces_are_all_accounted_for(convert, monkeypatch):
    monkeypatch.setattr(limits, "PIECES", 5)
    message = letters.letter()
    for number in range(1000):
        letters.attach(message, f"note {number}".encode(), f"n{number}.txt", "text/plain")
    made = convert(message)
    assert len(made) == 1 + 5 + 1
    said = words(made[-1])
    assert "n5.txt" in said and "trop de pièces" in said


def test_messages_fifty_deep_end_at_the_limit_with_a_page_that_says_so(convert):
    made = convert(letters.nested(50))
    assert len(made) == limits.DEPTH + 2
    assert "imbriqués trop profondément" in words(made[-1])


def test_parts_a_thousand_deep_do_not_stop_the_rest(tmp_path):
    data = b"Subject: x\r\n"
    for level in range(1000):
        data += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    path = tmp_path / "deep.eml"
    path.write_bytes(data + b"\r\nbonjour\r\n")
    try:
        made = conversion.convert(path, "eml", tmp_path / "work")
    except conversion.Unconvertible.__mro__[1] as refusal:
        assert refusal.status == 400
    else:
        assert made


def test_an_archive_that_swells_is_not_unpacked(convert, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 1_000_000)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("zeros.txt", b"0" * 50_000_000)
    made = convert(letters.attach(letters.letter(), stream.getvalue(), "bombe.zip"))
    assert made[1].title == "zeros.txt" and "trop grand" in words(made[1])


def test_a_page_that_cannot_be_laid_out_in_time_gives_its_words(convert, monkeypatch):
    printed = press.printed

    def slow(content, images=None):
        if "<table><tr><td>" in content:
            raise press.TooSlow
        return printed(content, images)

    monkeypatch.setattr(press, "printed", slow)
    [made] = convert(letters.in_html("<table><tr><td>Bonjour</td></tr></table>"))
    assert "Bonjour" in words(made)


def test_laying_out_ends_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(limits, "LETTER_SECONDS", 0.05)
    with pytest.raises(press.TooSlow):
        press.printed("<table><tr><td>x</td></tr></table>" * 3000)


@pytest.mark.parametrize(
    "charset, data",
    [
        ("utf-8", "été à Mons, 650 €".encode("cp1252")),
        ("iso-8859-1", "été à Mons, 650 €".encode()),
        ("us-ascii", "été à Mons, 650 €".encode("cp1252")),
        ("x-no-such-charset", "été à Mons, 650 €".encode()),
    ],
)
def test_a_text_in_another_charset_than_it_says_is_read(convert, charset, data):
    head = f"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\n"
    [made] = convert(head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + data)
    assert "été à Mons, 650 €" in words(made)


def test_headers_in_broken_encodings_do_not_stop_a_message(convert):
    raw = b"Subject: =?utf-8?B?w6l0w?= =?x-none?Q?=E9t=E9?= \xe9t\xe9\r\nDate: jamais\r\n"
    raw += b"From: =?utf-8?B?////?=\r\n\r\nBonjour\r\n"
    [made] = convert(raw)
    assert "Bonjour" in words(made)


def test_a_message_without_text_says_so(convert):
    message = letters.attach(EmailMessage(), letters.scan(), "carte.png", "image/png")
    made = convert(message)
    assert [one.kind for one in made] == ["pdf", "png"]
    assert "Message sans texte" in words(made[0]) and "Sans objet" in words(made[0])


def test_characters_that_turn_a_name_around_are_not_shown(convert):
    message = letters.attach(letters.letter(), b"x", "facture\u202efdp.exe")
    assert "facturefdp.exe" in words(convert(message)[0])
