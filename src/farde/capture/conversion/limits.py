"""What bounds a conversion. No file worth keeping comes near; hostile ones end here."""

#: Seconds for one deposit, for one office file, for one letter made into pages.
SECONDS, OFFICE_SECONDS, LETTER_SECONDS = 900, 120, 60
#: Seconds after which the pieces of a message that are still to come are only named.
PIECES_SECONDS = 600
#: Address space of one process, and the largest file it writes, in bytes.
MEMORY, FILE_SIZE = 4 << 30, 1 << 30
#: Messages within messages and archives within archives; parts within parts of one message.
DEPTH, PART_DEPTH = 5, 40
#: Pieces of one deposit that are opened, and bytes of all that comes out of archives.
PIECES, ARCHIVE_BYTES = 100, 512 << 20
#: Names that one list of pieces shows.
NAMES = 300
#: Characters of one letter that are printed; characters of a name or header that are shown.
TEXT, LINE = 200_000, 300
#: Pixels: an image smaller than this both ways is a logo, one that has this both ways a sheet.
LOGO_SIDE, SHEET_SIDE = 250, 600
