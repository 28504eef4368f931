"""Loads what "vignette-cli export" wrote with transformers and compares its figures with Vignette's.

compare_transformers.py FOLDER: FOLDER/expected.safetensors holds the inputs and Vignette's outputs; beside it lie the
exported folders. Prints a line per model: its name and the largest difference.
"""
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from transformers import AutoTokenizer, CLIPModel, GPT2LMHeadModel, RobertaModel
from transformers.utils import logging

TOLERANCE = 1e-4


def report(name, ours, theirs):
    difference = (ours - theirs).abs().max().item()
    print(f"{name}\t{difference:.2e}")
    if not difference <= TOLERANCE or not theirs.abs().max() > 0:
        sys.exit(f"{name} differs by {difference}")


def check_whole(name, loading):
    """Nothing may be missing, left over or of another shape."""
    for kind in ("missing_keys", "unexpected_keys", "mismatched_keys"):
        if loading[kind]:
            sys.exit(f"{name}: {kind}: {loading[kind]}")


def language_model(folder, expected):
    model, loading = GPT2LMHeadModel.from_pretrained(folder, output_loading_info=True)
    check_whole("language model", loading)
    report("language model", expected["gpt2.logits"], model.eval()(expected["gpt2.ids"]).logits)


def tokenizer(folder, texts_file):
    with open(texts_file, encoding="utf-8") as file:
        texts = json.load(file)
    loaded = AutoTokenizer.from_pretrained(folder)
    for text, ids in texts:
        if loaded.encode(text) != ids:
            sys.exit(f"tokenizer: {text!r} gives {loaded.encode(text)}, Vignette {ids}")
    print(f"tokenizer\t{len(texts)} texts")


def critic(folder, expected):
    model, loading = RobertaModel.from_pretrained(folder, output_loading_info=True)
    check_whole("critic", loading)
    ids, mask = expected["roberta.ids"], expected["roberta.mask"]
    output = model.eval()(ids, attention_mask=mask)
    report("critic, hidden", expected["roberta.hidden"] * mask.unsqueeze(-1),
           output.last_hidden_state * mask.unsqueeze(-1))
    report("critic, pooler", expected["roberta.pooler"], output.pooler_output)


def clip(folder, expected):
    model, loading = CLIPModel.from_pretrained(folder, output_loading_info=True)
    check_whole("CLIP", loading)
    model.eval()
    vision = model.vision_model(pixel_values=expected["clip.pixels"]).pooler_output
    text = model.text_model(input_ids=expected["clip.ids"]).pooler_output
    report("CLIP, images", expected["clip.images"], model.visual_projection(vision))
    report("CLIP, texts", expected["clip.texts"], model.text_projection(text))


def clipcap(file, expected):
    """ClipCap's own way: transformers' GPT-2 below gpt., Linear layers by the MLP's numbers below clip_project."""
    weights = load_file(file)
    with safe_open(file, "pt") as opened:
        sizes = opened.metadata()
    width, length = int(sizes["gpt_embedding_size"]), int(sizes["prefix_length"])
    embedding = expected["clipcap.embedding"]
    half, whole = torch.nn.Linear(embedding.shape[1], width * length // 2), torch.nn.Linear(width * length // 2,
                                                                                           width * length)
    mapper = torch.nn.Sequential(half, torch.nn.Tanh(), whole)
    mapper.load_state_dict({k.removeprefix("clip_project.model."): v for k, v in weights.items()
                            if k.startswith("clip_project.")})
    model = GPT2LMHeadModel.from_pretrained(os.path.join(os.path.dirname(file), "..", "transformers", "language_model"))
    model.load_state_dict({k.removeprefix("gpt."): v for k, v in weights.items() if k.startswith("gpt.")})
    model.eval()
    ids = expected["clipcap.ids"]
    prefix = mapper(embedding).view(-1, length, width)
    inputs = torch.cat([prefix, model.transformer.wte(ids)], dim=1)
    logits = model(inputs_embeds=inputs).logits[:, length - 1:-1]
    report("ClipCap's state dict", expected["clipcap.logits"], logits)


def main():
    logging.disable_progress_bar()
    folder = sys.argv[1]
    expected = load_file(os.path.join(folder, "expected.safetensors"))
    exported = os.path.join(folder, "transformers")
    with torch.no_grad():
        language_model(os.path.join(exported, "language_model"), expected)
        tokenizer(os.path.join(exported, "language_model"), os.path.join(folder, "texts.json"))
        critic(os.path.join(exported, "discriminator"), expected)
        clip(os.path.join(folder, "clip"), expected)
        clipcap(os.path.join(folder, "clipcap", "model.safetensors"), expected)


if __name__ == "__main__":
    main()
