#!/usr/bin/env python3
"""Models of the published sizes with random weights: the original library's outputs beside Vignette's.

    python -m venv venv && venv/bin/pip install -r requirements.txt
    ninja -C build/developer model_outputs
    venv/bin/python published_models.py ../../../build/developer/bin/model_outputs [MODEL…]

Each model is made with its published configuration by transformers or OpenAI's CLIP code, saved in the form in which it
is published (safetensors, shards, pytorch_model.bin, TorchScript archive in half precision, state dict), and read by
Vignette from there. Prints a Markdown table: the largest absolute difference of an output, the same over the largest
output, and the seconds from the start of loading to the outputs. Without MODEL, all but gpt2-large and gpt2-xl.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path

import torch
from clip.model import CLIP, convert_weights
from safetensors.torch import load_file, save_file
from transformers import (
    BlipConfig,
    BlipForConditionalGeneration,
    CLIPConfig,
    CLIPModel,
    GPT2Config,
    GPT2LMHeadModel,
    RobertaConfig,
    RobertaModel,
)

GPT2 = {
    "distilgpt2": (6, 768, 12),
    "gpt2": (12, 768, 12),
    "gpt2-medium": (24, 1024, 16),
    "gpt2-large": (36, 1280, 20),
    "gpt2-xl": (48, 1600, 25),
}
ROBERTA = {"distilroberta-base": (6, 768, 12), "roberta-base": (12, 768, 12), "roberta-large": (24, 1024, 16)}
# layers, width, patch, size, embedding, width of the text tower
CLIP_SIZES = {
    "ViT-B/32": (12, 768, 32, 224, 512, 512),
    "ViT-B/16": (12, 768, 16, 224, 512, 512),
    "ViT-L/14": (24, 1024, 14, 224, 768, 768),
    "ViT-L/14@336": (24, 1024, 14, 336, 768, 768),
    "RN50": ((3, 4, 6, 3), 64, None, 224, 1024, 512),
    "RN101": ((3, 4, 23, 3), 64, None, 224, 512, 512),
    "RN50x4": ((4, 6, 10, 6), 80, None, 288, 640, 640),
}
LARGE = ("gpt2-large", "gpt2-xl")


def stir(model):
    """Norms, biases and statistics that are not what they are initialised to, so that all of them count."""
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if not tensor.is_floating_point() or "scale" in name:
                continue
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
            elif tensor.dim() < 2:
                tensor.add_(torch.randn_like(tensor) * 0.1)
    return model.eval()


def make_gpt2(name, folder):
    layers, width, heads = GPT2[name]
    model = stir(GPT2LMHeadModel(GPT2Config(n_layer=layers, n_embd=width, n_head=heads)))
    sharded = name != "gpt2"
    model.save_pretrained(folder, max_shard_size="500MB" if sharded else "50GB")
    return "gpt2", folder, model, "sharded safetensors" if sharded else "safetensors"


def run_gpt2(model, inputs):
    return {"logits": model(inputs["ids"]).logits}


def make_roberta(name, folder):
    layers, width, heads = ROBERTA[name]
    config = RobertaConfig(
        vocab_size=50265,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=4 * width,
        max_position_embeddings=514,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
    )
    model = stir(RobertaModel(config))
    config.save_pretrained(folder)
    torch.save({"roberta." + key: value for key, value in model.state_dict().items()}, folder / "pytorch_model.bin")
    return "roberta", folder, model, "pytorch_model.bin"


def run_roberta(model, inputs):
    output = model(inputs["ids"], attention_mask=inputs["ids"].ne(1).long())
    return {"hidden": output.last_hidden_state, "pooled": output.pooler_output}


def make_openai(name, folder):
    layers, width, patch, size, embedding, text = CLIP_SIZES[name]
    model = stir(CLIP(embedding, size, layers, width, patch, 77, 49408, text, text // 64, 12).float())
    convert_weights(model)  # what OpenAI stores in half precision
    halves = {key: value.dtype for key, value in model.state_dict().items()}
    model.float()
    path = folder / (name.replace("/", "-") + ".pt")
    if name == "ViT-L/14@336":
        state = {key: value.to(halves[key]) for key, value in model.state_dict().items()}
        torch.save({"state_dict": {"module." + key: value for key, value in state.items()}}, path)
        return "encoder", path, model, "state dict, fp16"
    example = torch.randn(1, 3, size, size), torch.randint(1, 49000, (1, 77))
    traced = torch.jit.trace(model, example, check_trace=False)
    for key, parameter in traced.named_parameters():
        parameter.data = parameter.data.to(halves[key])
    traced.save(str(path))
    model.float()  # which shares its parameters with the traced one
    return "encoder", path, model, "TorchScript, fp16"


def run_openai(model, inputs):
    return {"images": model.encode_image(inputs["pixels"]), "texts": model.encode_text(inputs["ids"])}


def make_clip(name, folder):
    layers, width, patch, size, embedding, text = CLIP_SIZES[name]
    tower = lambda hidden, count: {
        "hidden_size": hidden,
        "intermediate_size": 4 * hidden,
        "num_hidden_layers": count,
        "num_attention_heads": hidden // 64,
        "projection_dim": embedding,
    }
    config = CLIPConfig(
        text_config={**tower(text, 12), "eos_token_id": 49407},
        vision_config={**tower(width, layers), "image_size": size, "patch_size": patch},
        projection_dim=embedding,
    )
    model = stir(CLIPModel(config))
    model.save_pretrained(folder)
    return "encoder", folder, model, "safetensors"


def run_clip(model, inputs):
    vision = model.vision_model(inputs["pixels"]).pooler_output
    text = model.text_model(inputs["ids"]).pooler_output
    return {"images": model.visual_projection(vision), "texts": model.text_projection(text)}


def make_blip(name, folder):
    model = stir(BlipForConditionalGeneration(BlipConfig()))
    model.save_pretrained(folder)
    return "encoder", folder, model, "safetensors"


def run_blip(model, inputs):
    return {"images": model.vision_model(inputs["pixels"]).last_hidden_state[:, 0]}


def case_of(name):
    """How to make and to run it, and the side of its pictures."""
    if name in GPT2:
        return make_gpt2, run_gpt2, 0
    if name in ROBERTA:
        return make_roberta, run_roberta, 0
    if name == "BLIP-base vision":
        return make_blip, run_blip, 384
    base = name.removesuffix(" (Hugging Face)")
    return (make_clip, run_clip, CLIP_SIZES[base][3]) if base != name else (make_openai, run_openai, CLIP_SIZES[name][3])


def inputs_of(name, size):
    text = torch.randint(3, 49000, (2, 20))
    if name in ROBERTA:
        text[:, 0], text[0, 15:] = 0, 1
    if size:
        text = torch.zeros(2, 77, dtype=torch.long)
        text[:, :20] = torch.randint(1, 49000, (2, 20))
        text[0, 12], text[1, 19] = 49407, 49407
        text[0, 13:] = 0
    return {"ids": text, "pixels": torch.randn(2, 3, max(size, 1), max(size, 1))}


def differences(expected, actual):
    absolute = max((actual[key] - value.float()).abs().max().item() for key, value in expected.items())
    relative = max(
        ((actual[key] - value.float()).abs().max() / value.float().abs().max()).item() for key, value in expected.items()
    )
    return absolute, relative


def compare(program, name, precision):
    make, run, size = case_of(name)
    with tempfile.TemporaryDirectory() as temporary, torch.no_grad():
        folder = Path(temporary) / "model"
        folder.mkdir()
        torch.manual_seed(1)
        kind, path, model, form = make(name.removesuffix(" (Hugging Face)") if "(" in name else name, folder)
        inputs = inputs_of(name, size)
        expected = run(model, inputs)
        theirs = None
        if precision == "bf16" and run is not run_openai:  # whose LayerNorm computes in fp32 only
            model.to(torch.bfloat16)
            pixels = inputs["pixels"].bfloat16()
            theirs = differences(expected, {k: v.float() for k, v in run(model, {**inputs, "pixels": pixels}).items()})
        del model
        save_file(inputs, Path(temporary) / "in.safetensors")
        expected = {key: value.clone() for key, value in expected.items()}
        command = [program, kind, path, Path(temporary) / "in.safetensors", Path(temporary) / "out.safetensors", precision]
        environment = {**os.environ, "OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive"}
        printed = subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment)
        if printed.returncode != 0:
            raise SystemExit(f"{name}: {printed.stderr}")
        figures = json.loads(printed.stdout)
        bytes_on_disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        ours = differences(expected, load_file(Path(temporary) / "out.safetensors"))
        shutil.rmtree(folder)
    return form, bytes_on_disk, ours, theirs, figures


def main():
    warnings.filterwarnings("ignore")
    torch.set_num_threads(2)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("models", nargs="*")
    given = parser.parse_args()
    everything = [*GPT2, *ROBERTA, *CLIP_SIZES, "ViT-B/32 (Hugging Face)", "BLIP-base vision"]
    chosen = given.models or [name for name in everything if name not in LARGE]
    runs = [(name, "fp32") for name in chosen]
    runs += [(name, "bf16") for name in chosen if name in ("gpt2", "roberta-base", "ViT-B/32", "RN50")]
    print("| model | form | MB | precision | max abs. difference | over the largest output | seconds | MB at most |")
    print("|---|---|---|---|---|---|---|---|")
    for name, precision in runs:
        form, size, ours, theirs, figures = compare(given.program, name, precision)
        beside = f" (original's own bf16: {theirs[1]:.1e})" if theirs else ""
        print(
            f"| {name} | {form} | {size / 1e6:.0f} | {precision} | {ours[0]:.1e} | {ours[1]:.1e}{beside} "
            f"| {figures['seconds']:.2f} | {figures['megabytes']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
