#!/usr/bin/env python3
"""Writes tests/data/pictures: one small file of each kind that real folders hold, and what Pillow makes of it.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pillow numpy
    /tmp/venv/bin/python tests/data/generators/make_pictures.py tests/data/pictures

expected.json: file -> {"width", "height", "rgb"}: exif_transpose and convert("RGB"), row by row; "resized": sizes -> rgb.
"""
import io
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, ImageOps

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(7)
W, H = 13, 9
y, x = np.mgrid[0:H, 0:W]
smooth = np.stack([x * 19, y * 28, 255 - (x + y) * 12], axis=2).clip(0, 255).astype(np.uint8)
noise = random.integers(0, 256, (17, 23, 3), dtype=np.uint8)


def png(width, height, depth, colour_type, rows):
    """A PNG of raw rows, for the kinds that Pillow does not write."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


picture = Image.fromarray(smooth)
picture.save(out / "rgb.png")
picture.save(out / "rgb.bmp")
picture.save(out / "lossless.webp", lossless=True)
picture.save(out / "plain.jpg", quality=95)
picture.save(out / "progressive.jpg", quality=95, progressive=True)
picture.save(out / "picture.gif")
picture.convert("L").save(out / "grey.png")
picture.convert("L").save(out / "grey.jpg", quality=95)
picture.convert("CMYK").save(out / "cmyk.jpg", quality=95)
picture.quantize(16).save(out / "palette.png")
alpha = Image.fromarray((x * 19).astype(np.uint8))
rgba = picture.copy()
rgba.putalpha(alpha)
rgba.save(out / "rgba.png")
Image.merge("LA", (picture.convert("L"), alpha)).save(out / "grey_alpha.png")
Image.fromarray(noise).save(out / "noise.png")
for orientation in (3, 6, 8):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.save(out / f"orientation{orientation}.jpg", quality=95, exif=exif)
wide = smooth.astype(np.uint16) * 256 + 77
(out / "rgb16.png").write_bytes(png(W, H, 16, 2, [row.astype(">u2").tobytes() for row in wide]))
(out / "grey16.png").write_bytes(png(W, H, 16, 0, [row[:, 0].astype(">u2").tobytes() for row in wide]))

whole = (out / "plain.jpg").read_bytes()
(out / "truncated.jpg").write_bytes(whole[: len(whole) - 40])
whole = (out / "noise.png").read_bytes()
(out / "truncated.png").write_bytes(whole[: len(whole) // 2])
damaged = bytearray(whole)
damaged[len(damaged) // 2] ^= 0xFF
(out / "damaged.png").write_bytes(bytes(damaged))
(out / "huge.png").write_bytes(png(60000, 60000, 8, 2, [b""]))
(out / "text.png").write_text("not a picture at all\n")
(out / "empty.jpg").write_bytes(b"")

expected = {"made_with": f"Pillow {PIL.__version__}", "pictures": {}, "resized": []}
kept = ["rgb.png", "rgb.bmp", "lossless.webp", "plain.jpg", "progressive.jpg", "grey.png", "grey.jpg", "cmyk.jpg", "palette.png",
        "rgba.png", "grey_alpha.png", "noise.png", "orientation3.jpg", "orientation6.jpg", "orientation8.jpg"]
for name in kept:
    image = ImageOps.exif_transpose(Image.open(out / name)).convert("RGB")
    expected["pictures"][name] = {"width": image.width, "height": image.height,
                                  "rgb": np.asarray(image).reshape(-1).tolist()}
# The high bytes, which is what 16-bit pictures are reduced to (Pillow clips 16-bit grey instead).
for name, planes in (("rgb16.png", smooth), ("grey16.png", np.repeat(smooth[:, :, :1], 3, axis=2))):
    expected["pictures"][name] = {"width": W, "height": H, "rgb": planes.reshape(-1).tolist()}
for size in ((9, 7), (23, 5), (11, 17), (40, 31), (3, 30), (1, 1), (23, 17)):
    resized = Image.fromarray(noise).resize(size, Image.BICUBIC)
    expected["resized"].append({"width": size[0], "height": size[1], "rgb": np.asarray(resized).reshape(-1).tolist()})
(out / "expected.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")
