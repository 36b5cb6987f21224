"""What a camera or a program writes beside a picture into a JPEG: place, moment, maker, remarks."""

import re

_START = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
#: EXIF and XMP (APP1), IPTC (APP13), remarks. Profiles of colour (APP2, APP14) are kept.
_BESIDE = {0xE1, 0xED, 0xFE}
# In what is coded, a byte FF is followed by 00 or the number of a restart.
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)


def bare(data: bytes) -> bytes:
    """Return a JPEG without what is beside its picture; what is damaged stays from there on."""
    if not data.startswith(_START):
        return data
    kept, place = [_START], len(_START)
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # filling
            place += 1
            continue
        if marker == _END:
            return b"".join([*kept, data[place : place + 2]])
        after = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, after)
            after = found.start() if found else len(data)
        if marker not in _BESIDE:
            kept.append(data[place:after])
        place = after
    return b"".join([*kept, data[place:]])
