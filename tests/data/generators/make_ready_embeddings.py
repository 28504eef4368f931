"""Writes tests/data/embeddings: three embeddings of four numbers in every file kind that ready_embeddings.h reads.

The .pkl files are written as ClipCap's parse_coco.py, CgtGAN's coco_train_images.py and CapDec's embeddings_generator.py write
theirs. usage: python make_ready_embeddings.py (needs torch and numpy; tried with torch 2.13 and numpy 2.4)
"""

import collections
import json
import os
import pickle
import struct

import numpy
import torch

FOLDER = os.path.join(os.path.dirname(__file__), "..", "embeddings")
ROWS = [[0.5, -1.25, 2.0, 0.0], [1.0, 1.0, -0.5, 0.25], [-3.0, 0.125, 0.75, 8.0]]
IDS = [318556, 42, 9]


def path(name):
    return os.path.join(FOLDER, name)


def dump(name, value, protocol=None):
    with open(path(name), "wb") as file:
        pickle.dump(value, file, protocol=protocol)


def safetensors(name, tensors):
    header, data = {}, b""
    for key, (kind, array) in tensors.items():
        raw = array.tobytes()
        header[key] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path(name), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    table = torch.tensor(ROWS)
    # one embedding a caption, as ClipCap has it: image 318556 twice
    clipcap = [{"image_id": "318556", "id": 48, "caption": "A very clean bathroom.", "clip_embedding": 0},
               {"image_id": "42", "id": 49, "caption": "A shoe rack.", "clip_embedding": 1},
               {"image_id": "318556", "id": 50, "caption": "A sink.", "clip_embedding": 2}]
    half = torch.cat([row.half().unsqueeze(0) for row in table], dim=0)
    for protocol in (3, 4):
        dump(f"clipcap_protocol{protocol}.pkl", {"clip_embedding": half, "captions": clipcap}, protocol)
    cgtgan = [{"image_id": id, "clip_embedding": i, "caption": [f"caption {i}a", f"caption {i}b"]} for i, id in enumerate(IDS)]
    dump("cgtgan_images.pkl", {"clip_embedding": table, "captions": cgtgan})
    dump("capdec_texts.pkl", {"clip_embedding": torch.cat([torch.tensor([])] * 3, dim=0), "captions": clipcap,
                              "clip_embedding_text_dave": table})
    dump("cgtgan_sentences.pkl", ["A man.", "A dog ."])
    dump("code.pkl", {"clip_embedding": os.system, "captions": []})
    numpy.save(path("rows.npy"), numpy.array(ROWS, dtype=numpy.float32))
    numpy.save(path("rows_half.npy"), numpy.array(ROWS, dtype=numpy.float16)[:, None, :])
    numpy.save(path("columns.npy"), numpy.asfortranarray(numpy.array(ROWS)))
    numpy.savez(path("ids.npz"), image_ids=numpy.array(IDS), embeddings=numpy.array(ROWS))
    numpy.savez_compressed(path("packed.npz"), features=numpy.array(ROWS, dtype=numpy.float32))
    torch.save(table, path("tensor.pt"))
    torch.save(collections.OrderedDict(image_features=table.bfloat16(), image_ids=torch.tensor(IDS)), path("dictionary.pt"))
    array = numpy.array(ROWS, dtype=numpy.float32)
    safetensors("ids.safetensors", {"image_ids": ("I64", numpy.array(IDS)), "image_embeds": ("F32", array)})
    safetensors("several.safetensors", {"a": ("F32", array), "b": ("F32", array)})


if __name__ == "__main__":
    main()
