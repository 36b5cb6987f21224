"""HTML of strangers, kept to what is written in it: no script, no style, nothing to fetch."""

import re
from html import escape

from lxml import etree, html

from farde.capture.conversion import limits, words

#: Elements that go with all that is in them; of all others that are not kept, the words stay.
_GONE = {"script", "style", "head", "title", "iframe", "object", "embed", "applet", "noscript"}
_GONE |= {"svg", "math", "template", "audio", "video", "canvas", "frameset", "select"}
_KEPT = {"a", "b", "blockquote", "body", "br", "caption", "center", "code", "dd", "div", "dl", "dt"}
_KEPT |= {"em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s"}
_KEPT |= {"span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_KEPT |= {"u", "ul"}
_ATTRIBUTES = {"alt", "colspan", "dir", "lang", "rowspan", "src", "start"}
_BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_CID = re.compile(r"cid:", re.IGNORECASE)
#: The most cells that one cell may span: more is no table, and takes for ever to lay out.
_SPAN = 50


def cleaned(source: str) -> str:
    """Return the body of an HTML page with nothing left but words, their order, and images.

    Images are those that came along, ``cid:``; of any other one only its description stays.
    """
    body = _body(source)
    if body is None:
        return ""
    for element in list(body.iterdescendants()):
        _clean(element)
    inside = "".join(etree.tostring(one, encoding="unicode", method="html") for one in body)
    return f"{escape(words.plain(body.text or ''))}{words.plain(inside)}"


def text_of(source: str) -> str:
    """Return the words of an HTML page, for one that cannot be laid out."""
    body = _body(source)
    if body is None:
        return ""
    for element in list(body.iterdescendants()):
        if element.tag in _GONE:
            element.drop_tree()
        elif element.tag in _BREAKS:
            element.tail = f"\n{element.tail or ''}"
    return _BLANK.sub("\n\n", words.plain(body.text_content()))


def images_of(source: str) -> set[str]:
    """Return the ids of the images that a cleaned page shows."""
    return {found.removesuffix('"') for found in re.findall(r'src="cid:([^"]*)', source)}


def _body(source: str):
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    bounded = _DECLARATION.sub("", source[: limits.TEXT * 10]).replace("\x00", "")
    try:
        root = html.document_fromstring(bounded, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root.find("body")


def _clean(element) -> None:
    if element.getparent() is None:
        return
    if not isinstance(element.tag, str) or element.tag in _GONE:
        element.drop_tree()
    elif element.tag not in _KEPT:
        element.drop_tag()
    else:
        _clean_attributes(element)


def _clean_attributes(element) -> None:
    for name in set(element.attrib) - _ATTRIBUTES:
        del element.attrib[name]
    for name in ("colspan", "rowspan", "start"):
        if not element.get(name, "1").isdigit() or int(element.get(name, "1")) > _SPAN:
            del element.attrib[name]
    source = element.attrib.pop("src", "")
    if element.tag != "img":
        return
    if _CID.match(source):
        element.set("src", f"cid:{source[4:].strip()}")
    else:
        element.tag = "span"
        element.text = f"[{element.attrib.pop('alt', '') or 'image'}]"
