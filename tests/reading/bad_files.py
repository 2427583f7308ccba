"""PDFs made to do harm, written by hand so that nothing tidies them up."""

import zlib

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_of(contents, *, extra=(), catalog=b"", is_broken=False):
    """A PDF of pages with these content streams; `extra` objects follow them.

    With `is_broken` its table of objects points nowhere.
    """
    count = len(contents)
    first_page = 4
    kids = b" ".join(b"%d 0 R" % (first_page + 2 * n) for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids),
        FONT,
    ]
    for number, content in enumerate(contents):
        packed = zlib.compress(content)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (first_page + 2 * number + 1)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
        )
    objects += extra
    body = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        table += b"%010d 00000 n \n" % (9_999_999 if is_broken else place)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    start = 5 if is_broken else len(body)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def lines(texts, size=9):
    """A content stream that prints one line below the other."""
    shown = b" ".join(b"(%b) Tj T*" % text.encode() for text in texts)
    return b"BT /F %d Tf 11 TL 20 280 Td %b ET" % (size, shown)


PROSE = ("The first sentence of this page is", "here. The second one follows it.")


def with_scripts_and_attachments():
    """Runs a script when opened, holds a file, and its table of objects is broken."""
    script = b"<< /S /JavaScript /JS (app.alert\\('no'\\)) >>"
    attached = b"<< /Type /EmbeddedFile /Length 4 >>\nstream\nevil\nendstream"
    catalog = b"/OpenAction 6 0 R /Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>"
    return pdf_of([lines(PROSE)], extra=[script, attached], catalog=catalog, is_broken=True)


def with_many_pages(count):
    return pdf_of(
        [lines((f"Page {n} says {n * n} things", f"of {n}. Then it ends.")) for n in range(count)]
    )


def with_tiny_glyphs(count):
    """One page of so many characters, each set by itself."""
    row = b"(x) Tj 0.29 0 Td " * 1000
    rows = b"".join(
        b"1 0 0 1 1 %.2f Tm " % (299 - number * 298 / (count / 1000)) + row
        for number in range(count // 1000)
    )
    return pdf_of([b"BT /F 0.25 Tf " + rows + b"ET"])


def bomb(megabytes):
    """A page whose content unpacks to so much."""
    return pdf_of([b"BT /F 9 Tf (boom) Tj ET" + b" " * (megabytes * 1024 * 1024)])


def with_a_page_tree_that_bites_its_tail():
    return pdf_of([lines(PROSE)]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")


def twice_packed(megabytes):
    """A page whose content is packed twice, so that a small file unpacks to so much."""
    packed = zlib.compress(zlib.compress(b" " * (megabytes * 1024 * 1024)))
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%b\nendstream" % (
        len(packed),
        packed,
    )
    whole = pdf_of([lines(PROSE)], extra=[stream])
    return whole.replace(b"/Contents 5 0 R", b"/Contents 6 0 R")


def deeply_nested(depth):
    """Arrays within arrays, where the page's own dictionary should be."""
    nested = b"<< /A " + b"[" * depth + b"]" * depth + b" >>"
    return pdf_of([lines(PROSE)], extra=[nested], catalog=b"/Extra 6 0 R")


def with_deep_content(depth):
    """A page whose content opens so many groups and dictionaries before its text."""
    return pdf_of([b"q " * depth + b"/A " + b"<<" * depth + b">> BDC " + lines(PROSE)])


def that_draws_itself():
    """A page that shows a form which shows itself."""
    content = b"/X Do"
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 300]"
        b" /Resources << /XObject << /X 6 0 R >> >> /Length %d >>\nstream\n%b\nendstream"
    ) % (len(content), content)
    whole = pdf_of([content + b" " + lines(PROSE)], extra=[form])
    return whole.replace(b"/Resources << /Font", b"/Resources << /XObject << /X 6 0 R >> /Font")


def with_a_huge_picture(side):
    """A page covered by one black picture of so many pixels a side, and no text."""
    rows = zlib.compressobj()
    row = b"\x00" * (side // 8)
    packed = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
        b" /BitsPerComponent 1 /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
    ) % (side, side, len(packed), packed)
    whole = pdf_of([b"q 300 0 0 300 0 0 cm /X Do Q"], extra=[image])
    return whole.replace(b"/Resources << /Font", b"/Resources << /XObject << /X 6 0 R >> /Font")


def on_a_huge_page():
    """One word on a page as large as the standard allows, a hundredfold."""
    whole = pdf_of([lines(PROSE)])
    return whole.replace(b"[0 0 300 300]", b"[0 0 1440000 1440000]")
