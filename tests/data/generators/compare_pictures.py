#!/usr/bin/env python3
"""Every kind of picture, decoded and prepared for CLIP by Pillow and by Vignette: prints each difference, exits 1 on one.

    ninja -C build/developer picture_pixels
    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install -r tests/data/generators/requirements.txt
    /tmp/venv/bin/python tests/data/generators/compare_pictures.py build/developer/bin/picture_pixels [PHOTO | FOLDER]...

Photographs and folders of pictures are compared as well, with the sizes that CLIP models take. Expected: no byte of a
decoded picture differs, and no prepared pixel by more than 1/255; the largest differences are printed.
"""
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

import picture_kinds

SIZES = ((13, 9), (1, 1), (1, 17), (23, 1), (37, 29), (64, 48), (200, 3))
EXTENSIONS = {".png", ".jpg", ".jpeg", ".webp", ".bmp"}
warnings.simplefilter("ignore")


class Vignette:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, request, kind):
        """The answer's array, or why there is none."""
        self.process.stdin.write(request.encode() + b"\n")
        self.process.stdin.flush()
        head = self.process.stdout.readline().decode().rstrip("\n")
        if head.startswith("error ") or not head:
            return head or "Vignette ended"
        width, height, count = map(int, head.split())
        values = np.frombuffer(self.process.stdout.read(count), kind)
        return values.reshape((height, width, 3) if kind == np.uint8 else (3, height, width))


def rounded_half_even(spare):
    return int(round(spare / 2.0))


def prepared(image, size, crop):
    """OpenAI's preprocess (torchvision's Resize and CenterCrop on PIL images) or Hugging Face's, up to normalisation."""
    width, height = image.size
    short, long = min(width, height), max(width, height)
    scaled = int(size * long / short)
    image = image.resize((size, scaled) if width <= height else (scaled, size), Image.BICUBIC)
    offset = rounded_half_even if crop == "openai" else lambda spare: spare // 2
    left, top = offset(image.width - size), offset(image.height - size)
    pixels = np.asarray(image.crop((left, top, left + size, top + size)), np.float32) / 255
    return pixels.transpose(2, 0, 1)


class Comparison:
    def __init__(self, vignette):
        self.vignette, self.wrong, self.count, self.largest = vignette, 0, 0, 0.0

    def check(self, name, ours, theirs, tolerance):
        self.count += 1
        if isinstance(ours, str):
            return self.tell(name, ours)
        if ours.shape != theirs.shape:
            return self.tell(name, f"shape {ours.shape} instead of {theirs.shape}")
        difference = np.abs(ours.astype(np.float64) - theirs).max()
        self.largest = max(self.largest, difference if ours.dtype == np.float32 else difference / 255)
        if difference > tolerance:
            place = np.unravel_index(np.abs(ours.astype(np.float64) - theirs).argmax(), ours.shape)
            self.tell(name, f"differs by {difference} at {tuple(map(int, place))}: {ours[place]} instead of {theirs[place]}")

    def tell(self, name, what):
        self.wrong += 1
        print(f"{name}: {what}", flush=True)

    def decoded(self, file):
        try:
            with Image.open(file) as opened:
                stored = np.asarray(opened.convert("RGB"))
                upright = np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))
        except Exception as error:
            print(f"{file}: Pillow cannot read it ({error})")
            return
        self.check(f"{file} as stored", self.vignette.ask(f"stored {file}", np.uint8), stored, 0)
        self.check(f"{file} upright", self.vignette.ask(f"upright {file}", np.uint8), upright, 0)

    def for_clip(self, file, sizes=(224, 288, 336)):
        with Image.open(file) as opened:
            image = opened.convert("RGB")
        if max(image.size) > 300 * min(image.size):
            sizes = sizes[:1]
        for size in sizes:
            for crop in ("openai", "huggingface"):
                ours = self.vignette.ask(f"clip {size} {crop} {file}", np.float32)
                self.check(f"{file} {size} {crop}", ours, prepared(image, size, crop), 1 / 255 + 1e-6)


def compare_kinds(comparison, folder):
    for width, height in SIZES:
        for what, rgb in picture_kinds.contents(width, height).items():
            for name, data in picture_kinds.kinds(rgb):
                file = folder / f"{width}x{height}-{what}-{name}"
                file.write_bytes(data)
                comparison.decoded(file)


def compare_shapes(comparison, folder):
    shapes = [(w, h) for w in (1, 2, 3, 5, 223, 224, 225, 227, 640) for h in (1, 7, 223, 224, 225, 226, 481)]
    for width, height in shapes + [(3000, 2), (2, 3000), (1023, 767)]:
        for what, rgb in picture_kinds.contents(width, height).items():
            file = folder / f"{width}x{height}-{what}.png"
            Image.fromarray(rgb).save(file, compress_level=1)
            comparison.for_clip(file)


def main():
    program, *given = sys.argv[1:]
    comparison = Comparison(Vignette(program))
    with tempfile.TemporaryDirectory() as folder:
        compare_kinds(comparison, Path(folder))
        compare_shapes(comparison, Path(folder))
    for place in map(Path, given):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix.lower() in EXTENSIONS:
                comparison.decoded(file)
                comparison.for_clip(file, (224,))
    print(f"{comparison.count} comparisons, {comparison.wrong} differences, largest {comparison.largest * 255:.3f}/255")
    sys.exit(comparison.wrong > 0)


if __name__ == "__main__":
    main()
