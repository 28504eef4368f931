"""A random CLIP ViT-B/32 in Hugging Face's layout, and JPEG photographs of about 640 x 480.

usage: write_inputs.py FOLDER COUNT [PICTURE | FOLDER OF PICTURES]...: pictures are cut, mirrored and turned grey or darker
so that all COUNT differ; without any, noise over gradients takes their place.
"""
import json
import random
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageEnhance, ImageOps
from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel

SIDE = (640, 480)


def byte_alphabet():
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(rest))]


def write_model(folder):
    torch.manual_seed(0)
    CLIPModel(CLIPConfig()).save_pretrained(folder)
    CLIPImageProcessor().save_pretrained(folder)
    letters = byte_alphabet()
    tokens = letters + [letter + "</w>" for letter in letters]
    tokens += [f"unused{i}" for i in range(49406 - len(tokens))] + ["<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(tokens)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")


def sources(places):
    kinds = {".jpg", ".jpeg", ".png"}
    files = [file for place in map(Path, places) for file in ([place] if place.is_file() else sorted(place.rglob("*")))
             if file.suffix.lower() in kinds]
    return [Image.open(file).convert("RGB") for file in files]


def invented(random_numbers):
    y, x = np.mgrid[0:SIDE[1], 0:SIDE[0]]
    base = np.stack([x * random_numbers.random(), y * random_numbers.random(), (x + y) / 5], axis=2) % 256
    noise = np.random.default_rng(random_numbers.randrange(2 ** 32)).normal(0, 12, (SIDE[1], SIDE[0], 3))
    return Image.fromarray((base + noise).clip(0, 255).astype(np.uint8))


def varied(image, random_numbers):
    scale = random_numbers.uniform(0.7, 1)
    width, height = (max(1, int(side * scale)) for side in image.size)
    left, top = random_numbers.randint(0, image.width - width), random_numbers.randint(0, image.height - height)
    image = image.crop((left, top, left + width, top + height)).resize(SIDE, Image.BICUBIC)
    if random_numbers.random() < 0.5:
        image = ImageOps.mirror(image)
    return ImageEnhance.Brightness(image).enhance(random_numbers.uniform(0.6, 1.2))


def write_photographs(folder, count, places):
    folder.mkdir(exist_ok=True)
    random_numbers = random.Random(5)
    found = sources(places)
    for i in range(count):
        image = found[i % len(found)] if found else invented(random_numbers)
        varied(image, random_numbers).save(folder / f"{i:05d}.jpg", quality=90)
    (folder.parent / "list.txt").write_text("".join(f"{file}\n" for file in sorted(folder.glob("*.jpg"))))


def main():
    folder, count, *places = sys.argv[1:]
    write_model(Path(folder) / "clip")
    write_photographs(Path(folder).resolve() / "photographs", int(count), places)


main()
