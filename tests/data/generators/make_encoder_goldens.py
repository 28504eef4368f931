#!/usr/bin/env python3
"""Features of small image encoders, computed by OpenAI's CLIP code and by transformers, for tst_models_encoders.

    python -m venv venv && venv/bin/pip install -r requirements-encoders.txt
    venv/bin/python make_encoder_goldens.py ../goldens/models/img1.png ../goldens/encoders.json

Weights and pixels are not stored: element i of a tensor is a hash of i and the tensor's seed, which the test computes
as well. So the file holds names, shapes and seeds, and what the original code makes of them.
"""

import json
import sys
from pathlib import Path

import numpy
import torch
from clip.model import CLIP
from PIL import Image
from transformers import BlipVisionConfig, BlipVisionModel, CLIPConfig, CLIPModel

MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def hashed(shape, seed, amplitude, offset):
    """Numbers spread evenly over offset ± amplitude."""
    count = int(numpy.prod(shape, dtype=numpy.int64))
    x = numpy.arange(count, dtype=numpy.uint32) * numpy.uint32(0x9E3779B1) + numpy.uint32(seed * 0x85EBCA77 % 2**32)
    for shift, factor in ((15, 0x2C1B3C6D), (12, 0x297A2D39)):
        x = (x ^ (x >> numpy.uint32(shift))) * numpy.uint32(factor)
    x ^= x >> numpy.uint32(15)
    unit = (x >> numpy.uint32(8)).astype(numpy.float64) * 2.0**-23 - 1
    return torch.from_numpy((unit * amplitude + offset).astype(numpy.float32)).reshape(tuple(shape))


def recipe(name, shape, seed):
    """Sizes that keep activations near 1 and make every part of the model count."""
    if name.endswith("running_var"):
        return [name, list(shape), seed, 0.5, 1.0]
    if len(shape) < 2 and not name.endswith(("bias", "class_embedding", "running_mean", "logit_scale")):
        return [name, list(shape), seed, 0.3, 1.0]
    if name.endswith(("bias", "running_mean")):
        return [name, list(shape), seed, 0.2, 0.0]
    if name.endswith("logit_scale"):
        return [name, list(shape), seed, 0.1, 4.0]
    if "embedding" in name or "proj" == name.split(".")[-1] or name == "text_projection":
        return [name, list(shape), seed, 0.6, 0.0]
    fan_in = int(numpy.prod(shape[1:]))
    return [name, list(shape), seed, 1.7 / fan_in**0.5, 0.0]


def fill(model):
    """Gives every tensor its numbers; returns the recipes."""
    state = {k: v for k, v in model.state_dict().items() if v.is_floating_point()}
    recipes = [recipe(name, tuple(tensor.shape), seed) for seed, (name, tensor) in enumerate(state.items())]
    filled = {name: hashed(shape, *rest) for name, shape, *rest in recipes}
    model.load_state_dict(filled, strict=False)
    model.eval()
    return recipes


def listed(tensor):
    return [float(f"{value:.9g}") for value in tensor.flatten().tolist()]


def pixels(size, seed=1000):
    return ["pixels", [2, 3, size, size], seed, 2.0, 0.0]


def made(entry):
    return hashed(*entry[1:])


IDS = [[48, 3, 17, 20, 49, 0, 0, 0], [48, 5, 49, 0, 0, 0, 0, 0]]


@torch.no_grad()
def openai_case(vision_layers, vision_width, size, patch):
    model = CLIP(24, size, vision_layers, vision_width, patch, 12, 50, 64, 1, 2).float()
    case = {"tensors": fill(model), "pixels": pixels(size), "ids": IDS}
    seen = made(case["pixels"])
    case["image_features"] = listed(model.encode_image(seen))
    case["text_features"] = listed(model.encode_text(torch.tensor(IDS)))
    return case, model, seen


def openai_vit():
    case, model, seen = openai_case(2, 128, 42, 14)
    pooled = []
    model.visual.ln_post.register_forward_hook(lambda module, inputs, output: pooled.append(output))
    with torch.no_grad():
        model.encode_image(seen)
    case["pooled_features"] = listed(pooled[0])
    return case


@torch.no_grad()
def gelu_vit():
    tower = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4}
    config = CLIPConfig(
        text_config={**tower, "hidden_act": "gelu", "vocab_size": 50, "max_position_embeddings": 12, "eos_token_id": 49},
        vision_config={**tower, "hidden_act": "gelu", "image_size": 30, "patch_size": 10},
        projection_dim=20,
    )
    model = CLIPModel(config)
    case = {"tensors": fill(model), "config": config.to_dict(), "pixels": pixels(30), "ids": IDS}
    text = model.text_model(input_ids=torch.tensor(IDS))
    vision = model.vision_model(made(case["pixels"]))
    case["pooled_features"] = listed(vision.pooler_output)
    case["image_features"] = listed(model.visual_projection(vision.pooler_output))
    case["text_features"] = listed(model.text_projection(text.pooler_output))
    return case


@torch.no_grad()
def blip(heads, epsilon, rename):
    config = BlipVisionConfig(
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=heads,
        image_size=48,
        patch_size=16,
        layer_norm_eps=epsilon,
    )
    model = BlipVisionModel(config)
    case = {"tensors": fill(model), "pixels": pixels(48)}
    case["image_features"] = listed(model(made(case["pixels"])).last_hidden_state[:, 0])
    case["config"] = {"model_type": "blip", "vision_config": config.to_dict()}
    for tensor in case["tensors"]:
        tensor[0] = rename(tensor[0].removeprefix("vision_model."))
    return case


def original_blip_name(name):
    """The names of BLIP's own repository, whose ViT is timm's."""
    for new, old in (
        ("encoder.layers.", "blocks."),
        ("self_attn.projection.", "attn.proj."),
        ("self_attn.", "attn."),
        ("layer_norm", "norm"),
        ("post_layernorm.", "norm."),
        ("embeddings.class_embedding", "cls_token"),
        ("embeddings.position_embedding", "pos_embed"),
        ("embeddings.patch_embedding.", "patch_embed.proj."),
    ):
        name = name.replace(new, old)
    return "visual_encoder." + name


def squeezed(picture, size):
    """BLIP's preparation: PIL's bicubic to a square."""
    resized = Image.open(picture).convert("RGB").resize((size, size), Image.BICUBIC)
    planes = torch.from_numpy(numpy.asarray(resized, dtype=numpy.float32) / 255).permute(2, 0, 1)
    return listed((planes - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None])


def main():
    picture, target = Path(sys.argv[1]), Path(sys.argv[2])
    golden = {
        "openai_vit": openai_vit(),
        "openai_resnet": openai_case((1, 2, 1, 1), 8, 64, None)[0],
        "gelu_vit": gelu_vit(),
        "blip": blip(2, 1e-5, lambda name: "vision_model." + name),
        "blip_alone": blip(2, 1e-5, lambda name: name),
        "blip_original": blip(1, 1e-6, original_blip_name),
        "squeezed": squeezed(picture, 8),
    }
    target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
