"""The usual loop: a DataLoader with two workers that prepare pictures by CLIPProcessor, and CLIPModel in fp32.

usage: reference_loop.py CLIP LIST THREADS BATCH PRECISION EMBEDDINGS, as clip_speed; answers lines as it does.
"""
import json
import resource
import sys
import time

import numpy as np
import torch
from PIL import Image
from transformers import CLIPModel, CLIPProcessor


class Pictures(torch.utils.data.Dataset):
    def __init__(self, files, processor):
        self.files, self.processor = files, processor

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        image = Image.open(self.files[index]).convert("RGB")
        return self.processor(images=image, return_tensors="pt")["pixel_values"][0]


def processor_seconds():
    return sum(usage.ru_utime + usage.ru_stime
               for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def features(model, pixels):
    found = model.get_image_features(pixel_values=pixels)
    return found if isinstance(found, torch.Tensor) else found.pooler_output


def measure(model, processor, files, batch):
    begin, processor_time = time.perf_counter(), processor_seconds()
    loader = torch.utils.data.DataLoader(Pictures(files, processor), batch_size=batch, num_workers=2)
    with torch.inference_mode():
        rows = torch.cat([features(model, pixels.to(model.dtype)).float() for pixels in loader])
    del loader  # joins the workers, whose time counts
    return {"wall": time.perf_counter() - begin, "cpu": processor_seconds() - processor_time}, rows


def main():
    folder, listing, threads, batch, precision, embeddings = sys.argv[1:]
    torch.set_num_threads(int(threads))
    with open(listing) as lines:
        files = lines.read().splitlines()
    model = CLIPModel.from_pretrained(folder, dtype={"fp32": torch.float32, "bf16": torch.bfloat16}[precision]).eval()
    processor = CLIPProcessor.from_pretrained(folder)
    measure(model, processor, files[:64], int(batch))
    print("{}", flush=True)
    for _ in sys.stdin:
        figures, rows = measure(model, processor, files, int(batch))
        rows.numpy().astype(np.float32).tofile(embeddings)
        print(json.dumps(figures), flush=True)


main()
