#!/usr/bin/env python3
"""Writes tests/data/pictures: one small file of each kind that real folders hold, and what Pillow makes of it.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install -r tests/data/generators/requirements.txt
    /tmp/venv/bin/python tests/data/generators/make_pictures.py tests/data/pictures ../shared/data/coco-images

expected.json: file -> {"width", "height", "rgb"}: exif_transpose and convert("RGB"), row by row; "resized": sizes -> rgb.
kinds.json.z, packed: every kind of picture_kinds.py -> {"file", "stored", "upright", each in base64, and the upright size};
"photos": SHA-256 of the pixels of the second folder's photographs; "clip": noise of odd sizes resized and cropped to 16 × 16
as OpenAI's and Hugging Face's preprocessing do.
"""
import base64
import hashlib
import io
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, ImageOps

import picture_kinds
from compare_pictures import prepared

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
        "rgba.png", "grey_alpha.png", "rgb16.png", "grey16.png", "noise.png", "orientation3.jpg", "orientation6.jpg", "orientation8.jpg"]
for name in kept:
    image = ImageOps.exif_transpose(Image.open(out / name)).convert("RGB")
    expected["pictures"][name] = {"width": image.width, "height": image.height,
                                  "rgb": np.asarray(image).reshape(-1).tolist()}
for size in ((9, 7), (23, 5), (11, 17), (40, 31), (3, 30), (1, 1), (23, 17), (22, 13), (30, 9)):
    resized = Image.fromarray(noise).resize(size, Image.BICUBIC)
    expected["resized"].append({"width": size[0], "height": size[1], "rgb": np.asarray(resized).reshape(-1).tolist()})
(out / "expected.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


def text(data):
    return base64.b64encode(bytes(data)).decode()


gradient, noisy = (picture_kinds.contents(11, 7)[name].astype(int) for name in ("gradient", "noise"))
kinds = {}
for name, data in picture_kinds.kinds(((3 * gradient + noisy) // 4).astype(np.uint8)):
    with Image.open(io.BytesIO(data)) as opened:
        stored, upright = opened.convert("RGB"), ImageOps.exif_transpose(opened).convert("RGB")
    kinds[name] = {"file": text(data), "stored": text(stored.tobytes()), "width": upright.width, "height": upright.height}
    if upright.tobytes() != stored.tobytes():
        kinds[name]["upright"] = text(upright.tobytes())
clip = []
for width, height in ((1, 7), (7, 1), (3, 60), (17, 35), (35, 17), (16, 33), (5, 4), (90, 61)):
    rgb = picture_kinds.contents(width, height)["noise"]
    for crop in ("openai", "huggingface"):
        pixels = np.rint(prepared(Image.fromarray(rgb), 16, crop) * 255).astype(np.uint8).transpose(1, 2, 0)
        clip.append({"width": width, "height": height, "rgb": text(rgb.tobytes()), "crop": crop, "pixels": text(pixels.tobytes())})
photos = {}
for file in sorted(Path(sys.argv[2]).glob("*.jpg")):
    image = Image.open(file).convert("RGB")
    cropped = np.rint(prepared(image, 224, "openai") * 255).astype(np.uint8).transpose(1, 2, 0)
    photos[file.name] = {key: hashlib.sha256(pixels.tobytes()).hexdigest()
                         for key, pixels in (("decoded", image), ("clip", np.ascontiguousarray(cropped)))}
golden = {"made_with": f"Pillow {PIL.__version__}", "kinds": kinds, "clip": clip, "photos": photos}
packed = json.dumps(golden, separators=(",", ":")).encode()
(out / "kinds.json.z").write_bytes(struct.pack(">I", len(packed)) + zlib.compress(packed, 9))  # as qUncompress() takes it
