"""Pictures of every kind that folders hold, made from arrays by Pillow and, for what Pillow does not write, by hand."""
import io
import struct
import zlib

import numpy as np
from PIL import Image

ORIENTATION = 0x0112


def contents(width, height, seed=7):
    """RGB arrays [height, width, 3]: a gradient, noise, and edges as of letters."""
    y, x = np.mgrid[0:height, 0:width]
    gradient = np.stack([x * 255 // max(1, width - 1), y * 255 // max(1, height - 1), (x + y) * 7 % 256], axis=2)
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3))
    edges = np.where(((x // 3 + y // 2) % 4 == 0)[..., None], [250, 3, 40], [0, 240, 255])
    return {"gradient": gradient.astype(np.uint8), "noise": noise.astype(np.uint8), "edges": edges.astype(np.uint8)}


def exif(orientation, order="<"):
    """The TIFF structure of EXIF with one entry."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return mark + struct.pack(order + "IHHHIHHI", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)


# PNG

ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def packed_rows(samples, depth):
    """Rows [height, width, channels] of samples as PNG packs them, each behind filter 0."""
    for row in samples:
        if depth == 16:
            yield b"\0" + row.astype(">u2").tobytes()
        elif depth == 8:
            yield b"\0" + row.astype(np.uint8).tobytes()
        else:
            bits = "".join(format(int(value), f"0{depth}b") for value in row.reshape(-1))
            bits += "0" * (-len(bits) % 8)
            yield b"\0" + bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def png(samples, depth, colour_type, interlaced=False, chunks=()):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    height, width = samples.shape[:2]
    parts = [samples]
    if interlaced:
        parts = [samples[y::down, x::across] for x, y, across, down in ADAM7]
    data = b"".join(b"".join(packed_rows(part, depth)) for part in parts if part.size)
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunk(kind, body) for kind, body in chunks)
            + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def png_samples(rgb, colour_type, depth):
    """[height, width, channels] for PNG's colour types, every value of the depth in use."""
    wide = rgb.astype(np.uint32) * 257 + (np.arange(rgb.shape[1], dtype=np.uint32)[None, :, None] * 31 % 200)
    values = np.minimum(wide, 65535) >> (16 - depth)
    alpha = values[:, ::-1, 1:2]
    if colour_type in (0, 3):
        return values[:, :, :1]
    if colour_type == 2:
        return values
    return np.concatenate([values[:, :, :1] if colour_type == 4 else values, alpha], axis=2)


def png_kinds(rgb):
    palette = bytes((np.arange(768, dtype=np.uint32) * 89 % 251).astype(np.uint8))
    depths = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
    for colour_type, all_depths in depths.items():
        for depth in all_depths:
            samples = png_samples(rgb, colour_type, depth)
            base = [(b"PLTE", palette[:3 * 2 ** depth])] if colour_type == 3 else []
            for interlaced in (False, True):
                yield (f"c{colour_type}d{depth}{'i' if interlaced else ''}.png",
                       png(samples, depth, colour_type, interlaced, base))
            if colour_type in (0, 2, 3):
                key = {0: struct.pack(">H", int(samples[0, 0, 0])),
                       2: struct.pack(">HHH", *map(int, samples[0, 0])) if colour_type == 2 else b"",
                       3: bytes([0, 128, 255])[:2 ** depth]}[colour_type]
                yield f"c{colour_type}d{depth}-trns.png", png(samples, depth, colour_type, False, base + [(b"tRNS", key)])
    samples = png_samples(rgb, 2, 8)
    yield "gamma.png", png(samples, 8, 2, False, [(b"gAMA", struct.pack(">I", 100000))])
    yield "grey-gamma.png", png(png_samples(rgb, 0, 8), 8, 0, False, [(b"gAMA", struct.pack(">I", 100000))])
    yield "srgb.png", png(samples, 8, 2, False, [(b"sRGB", b"\1"), (b"gAMA", struct.pack(">I", 45455))])
    yield "significant.png", png(samples, 8, 2, False, [(b"sBIT", b"\5\6\5")])
    yield "background.png", png(png_samples(rgb, 6, 8), 8, 6, False, [(b"bKGD", struct.pack(">HHH", 255, 0, 0))])
    profile = b"none\0\0" + zlib.compress(b"\0" * 128)
    yield "profile.png", png(samples, 8, 2, False, [(b"iCCP", profile)])
    yield "short-palette.png", png(png_samples(rgb, 3, 8) % 5, 8, 3, False, [(b"PLTE", palette[:15])])
    yield "colour-palette.png", png(samples, 8, 2, False, [(b"PLTE", palette[:48])])
    for orientation in (1, 5, 6):
        yield f"exif{orientation}.png", png(samples, 8, 2, False, [(b"eXIf", exif(orientation, ">"))])


# JPEG

def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def without_segment(jpeg, marker):
    at = jpeg.index(bytes([0xFF, marker]))
    return jpeg[:at] + jpeg[at + 2 + int.from_bytes(jpeg[at + 2:at + 4], "big"):]


def with_segment(jpeg, marker, body):
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def sampled_otherwise(jpeg, factors):
    """A greyscale picture's bits do not tell its sampling; other ones need another encoder than Pillow's."""
    at = jpeg.index(b"\xFF\xC0")
    return jpeg[:at + 11] + bytes([factors]) + jpeg[at + 12:]


def jpeg_kinds(rgb):
    image = Image.fromarray(rgb)
    for quality in (30, 90, 100):
        for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
            yield f"q{quality}-{name}.jpg", saved(image, "JPEG", quality=quality, subsampling=subsampling)
    yield "progressive.jpg", saved(image, "JPEG", quality=80, progressive=True)
    yield "progressive-444.jpg", saved(image, "JPEG", quality=95, progressive=True, subsampling=0)
    yield "restarts.jpg", saved(image, "JPEG", quality=80, restart_marker_blocks=1)
    yield "stored-rgb.jpg", saved(image, "JPEG", quality=90, keep_rgb=True)
    grey = saved(image.convert("L"), "JPEG", quality=85)
    yield "grey.jpg", grey
    yield "grey-2x2.jpg", sampled_otherwise(grey, 0x22)
    yield "grey-progressive.jpg", saved(image.convert("L"), "JPEG", quality=85, progressive=True)
    cmyk = np.concatenate([rgb, rgb[::-1, ::-1, :1]], axis=2)
    adobe = saved(Image.fromarray(cmyk, "CMYK"), "JPEG", quality=90)
    yield "cmyk.jpg", adobe
    yield "cmyk-plain.jpg", without_segment(adobe, 0xEE)
    at = adobe.index(b"Adobe") + 11
    yield "ycck.jpg", adobe[:at] + b"\2" + adobe[at + 1:]
    plain = saved(image, "JPEG", quality=90)
    for orientation in range(10):
        order = "<" if orientation % 2 else ">"
        yield f"exif{orientation}.jpg", with_segment(plain, 0xE1, b"Exif\0\0" + exif(orientation, order))
    yield "exif6-cmyk.jpg", with_segment(adobe, 0xE1, b"Exif\0\0" + exif(6))
    xmp = b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description tiff:Orientation="8"/></x:xmpmeta>'
    yield "xmp8.jpg", with_segment(plain, 0xE1, xmp)


# WebP and BMP

def webp_kinds(rgb):
    image = Image.fromarray(rgb)
    alpha = image.copy()
    alpha.putalpha(Image.fromarray(rgb[:, ::-1, 1]))
    yield "lossless.webp", saved(image, "WEBP", lossless=True)
    yield "lossy.webp", saved(image, "WEBP", quality=80)
    yield "lossless-alpha.webp", saved(alpha, "WEBP", lossless=True)
    yield "lossless-alpha-exact.webp", saved(alpha, "WEBP", lossless=True, exact=True)
    yield "lossy-alpha.webp", saved(alpha, "WEBP", quality=80)
    for orientation in (3, 6, 7):
        yield f"exif{orientation}.webp", saved(image, "WEBP", lossless=True, exif=b"Exif\0\0" + exif(orientation))


def bmp(width, height, bits, rows, packing=0, masks=b"", palette=b"", top_down=False, core=False):
    data = b"".join(rows if top_down else reversed(rows)) if packing in (0, 3) else rows
    if core:
        header = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        header = struct.pack("<IiiHHIIiiII", 40, width, -height if top_down else height, 1, bits, packing, len(data), 2835,
                             2835, len(palette) // 4, 0)
    offset = 14 + len(header) + len(masks) + len(palette)
    return b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + header + masks + palette + data


def padded(row):
    return row + b"\0" * (-len(row) % 4)


def run_lengths(samples, four_bits):
    """Rows from the bottom: runs of two pixels of one value, a literal part, end of line."""
    out = b""
    for row in samples[::-1]:
        row = [int(value) for value in row]
        at = 0
        while at < len(row):
            piece = row[at:at + 4]
            if len(piece) == 4 and len(set(piece)) > 1:
                body = bytes(piece) if not four_bits else bytes([piece[0] << 4 | piece[1], piece[2] << 4 | piece[3]])
                out += bytes([0, 4]) + body + b"\0" * (len(body) % 2)
                at += 4
            else:
                out += bytes([1, row[at] << 4 if four_bits else row[at]])
                at += 1
        out += b"\0\0"
    return out + b"\0\1"


def bmp_kinds(rgb):
    height, width = rgb.shape[:2]
    image = Image.fromarray(rgb)
    for mode in ("1", "L", "P", "RGB"):
        yield f"saved-{mode}.bmp", saved(image.convert(mode), "BMP")
    alpha = image.copy()
    alpha.putalpha(Image.fromarray(rgb[:, ::-1, 1]))
    yield "saved-RGBA.bmp", saved(alpha, "BMP")
    wide = rgb.astype(np.uint16)
    five = (wide[..., 0] >> 3) << 10 | (wide[..., 1] >> 3) << 5 | wide[..., 2] >> 3
    six = (wide[..., 0] >> 3) << 11 | (wide[..., 1] >> 2) << 5 | wide[..., 2] >> 3
    rows = [padded(row.astype("<u2").tobytes()) for row in five]
    yield "16.bmp", bmp(width, height, 16, rows)
    yield "16-555.bmp", bmp(width, height, 16, rows, 3, struct.pack("<III", 0x7C00, 0x3E0, 0x1F))
    rows = [padded(row.astype("<u2").tobytes()) for row in six]
    yield "16-565.bmp", bmp(width, height, 16, rows, 3, struct.pack("<III", 0xF800, 0x7E0, 0x1F))
    full = np.concatenate([rgb[..., ::-1], rgb[:, ::-1, :1]], axis=2)
    rows = [row.tobytes() for row in full]
    yield "32.bmp", bmp(width, height, 32, rows)
    yield "32-masks.bmp", bmp(width, height, 32, rows, 3, struct.pack("<III", 0xFF0000, 0xFF00, 0xFF))
    rows = [row[..., ::-1].tobytes() for row in full]
    yield "32-shifted.bmp", bmp(width, height, 32, rows, 3, struct.pack("<III", 0xFF000000, 0xFF0000, 0xFF00))
    rows = [padded(row[..., ::-1].tobytes()) for row in rgb]
    yield "24-top-down.bmp", bmp(width, height, 24, rows, top_down=True)
    yield "24-core.bmp", bmp(width, height, 24, rows, core=True)
    colours = bytes((np.arange(1024, dtype=np.uint32) * 89 % 251).astype(np.uint8))
    grey = bytes(value for level in range(256) for value in (level, level, level, 0))
    eight = rgb[..., 0]
    yield "8.bmp", bmp(width, height, 8, [padded(row.tobytes()) for row in eight], palette=colours)
    yield "8-grey.bmp", bmp(width, height, 8, [padded(row.tobytes()) for row in eight], palette=grey)
    yield "8-rle.bmp", bmp(width, height, 8, run_lengths(eight, False), 1, palette=colours)
    four = eight >> 4
    rows = [padded(row[1:]) for row in packed_rows(four[..., None], 4)]
    yield "4.bmp", bmp(width, height, 4, rows, palette=colours[:64])
    yield "4-rle.bmp", bmp(width, height, 4, run_lengths(four, True), 2, palette=colours[:64])
    rows = [padded(row[1:]) for row in packed_rows((eight >> 7)[..., None], 1)]
    yield "1.bmp", bmp(width, height, 1, rows, palette=colours[:8])


def kinds(rgb):
    """(file name, bytes) of every kind."""
    for make in (png_kinds, jpeg_kinds, webp_kinds, bmp_kinds):
        yield from make(rgb)
