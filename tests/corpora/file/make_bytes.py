"""Small files of every kind, made of as few bytes as the kind needs. Nothing in them does anything."""

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib


def box(name, data):
    return struct.pack(">I", len(data) + 8) + name + data


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*extra):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + b"\x40\x80\xc0" * 4 for _ in range(4))))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + pixels + chunk(b"IEND", b"")


def part(mark, data):
    return struct.pack(">BBH", 0xff, mark, len(data) + 2) + data


def jpeg(*extra):
    """Well formed for whoever walks its parts; the pixels are of no use."""
    return (b"\xff\xd8" + part(0xe0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + b"".join(extra) + part(0xdb, b"\0" + b"\x10" * 64)
            + part(0xc0, b"\x08\0\x08\0\x08\1\1\x11\0") + part(0xc4, b"\0" + b"\0\1" + b"\0" * 14 + b"\0")
            + part(0xda, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\x56\xff\xd9")


def gif(*extra):
    return (b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + b"".join(extra) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;")


def webp(*extra):
    body = b"WEBPVP8L" + struct.pack("<I", 6) + b"/\0\0\0\0\0" + b"".join(extra)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bmp():
    return b"BM" + struct.pack("<IHHI", 58, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0) + b"\1\2\3\0"


def tiff():
    return b"II*\0\x08\0\0\0\1\0\0\1\3\0\1\0\0\0\1\0\0\0\0\0\0\0"


def mp4(brand):
    return box(b"ftyp", brand + b"\0\0\2\0" + brand + b"mp41") + box(b"mdat", b"\0" * 64)


def mp3():
    frame = b"\xff\xfb\x90\x00" + b"\x55" * 413
    return frame * 4


def wav():
    return b"RIFF" + struct.pack("<I", 44) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<I", 8) + b"\x80" * 8


def elf():
    return b"\x7fELF\2\1\1\0" + b"\0" * 8 + b"\2\0\x3e\0" + b"\0" * 44


def appimage():
    return b"\x7fELF\2\1\1\0AI\2" + b"\0" * 53


def pe():
    return b"MZ" + b"\x90" * 58 + struct.pack("<I", 64) + b"PE\0\0\x64\x86" + b"\0" * 40


def zipped(members, mode=zipfile.ZIP_DEFLATED, before=b"", comment=b""):
    """Members by name: bytes; the first one is stored if it is "mimetype"."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", mode) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2026, 5, 14, 10, 2, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else mode
            archive.writestr(info, data)
        archive.comment = comment
    return before + out.getvalue()


def locked(data):
    """The same archive, said to be locked with a password."""
    out = bytearray(data)
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + flags] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def tarred(members, kind=tarfile.PAX_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_head(name, size):
    """The head of a member that is not there."""
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.USTAR_FORMAT)


def gzipped(data):
    return gzip.compress(data, mtime=0)


def xzipped(data):
    return lzma.compress(data)


def number(value):
    """A number as 7z writes it, below 2 ** 14 or in eight bytes."""
    if value < 0x80:
        return bytes([value])
    if value < 0x4000:
        return bytes([0x80 | value >> 8, value & 0xff])
    return b"\xff" + struct.pack("<Q", value)


def seven(names, packed_list=True, is_locked=False):
    """A 7z archive of empty members, its list packed by LZMA as every program does."""
    text = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name in names)
    files = b"\5" + number(len(names)) + b"\x0e" + number((len(names) + 7) // 8) + b"\xff" * ((len(names) + 7) // 8)
    head = b"\1" + files + b"\x11" + number(len(text)) + text + b"\0\0"
    body = b""
    if packed_list:
        spec = {"id": lzma.FILTER_LZMA1, "dict_size": 65536, "lc": 3, "lp": 0, "pb": 2}
        body = lzma.compress(head, lzma.FORMAT_RAW, filters=[spec])
        properties = bytes([(2 * 5 + 0) * 9 + 3]) + struct.pack("<I", 65536)
        coder = b"\x24\x06\xf1\x07\1" + number(1) + b"\0" if is_locked else b"\x23\3\1\1" + number(5) + properties
        head = (b"\x17\6" + number(0) + number(1) + b"\x09" + number(len(body)) + b"\0"
                + b"\7\x0b" + number(1) + b"\0" + number(1) + coder + b"\x0c" + number(len(head)) + b"\0\0")
    start = struct.pack("<QQI", len(body), len(head), zlib.crc32(head))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + body + head


def pdf(*objects, packed=(), trailer=b""):
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    for place, text in enumerate(objects, 3):
        out += b"%d 0 obj\n%s\nendobj\n" % (place, text)
    for place, text in enumerate(packed, 50):
        data = zlib.compress(text)
        out += (b"%d 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
                % (place, len(data), data))
    return out + b"trailer\n<< /Root 1 0 R " + trailer + b">>\n%%EOF\n"


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = (b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>')


def office(more=None, part_name="word/document.xml"):
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELS % b"", part_name: b"<w:document><w:t>Hello</w:t></w:document>",
                   **(more or {})})


def opendocument(kind, more=None, content=b"<office:document-content/>"):
    return zipped({"mimetype": b"application/vnd.oasis.opendocument." + kind, "content.xml": content,
                   "META-INF/manifest.xml": b"<manifest:manifest/>", **(more or {})})


def ole():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"\xff" * 512


def iso():
    return b"\0" * 32768 + b"\1CD001\1\0" + b"\0" * 2040


def lnk():
    return b"L\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\0F" + b"\0" * 56
