"""Scans made of PDFs: each page becomes a picture of itself."""

import io

import pypdfium2


def scan_of(data, *, dpi=150, rotation=0):
    """The PDF with each page a picture of itself; shown turned by `rotation` degrees."""
    source, scan = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for page in source:
        width, height = page.get_size()
        picture = page.render(scale=dpi / 72, rotation=-rotation % 360)
        image = pypdfium2.PdfImage.new(scan)
        image.set_bitmap(picture)
        if rotation % 180:
            width, height = height, width
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        made = scan.new_page(width, height)
        made.insert_obj(image)
        made.gen_content()
        made.set_rotation(rotation)
    return saved(scan)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
