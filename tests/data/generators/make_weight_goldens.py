#!/usr/bin/env python3
"""Small weight files of every kind, written by torch and safetensors, for tst_data_weight_files and tst_models_weights.

    python make_weight_goldens.py ../goldens/weights

Needs torch and safetensors (written with torch 2.13). Every tensor counts up from a number of its own in quarters, so
that the tests can say its values.
"""

import argparse
import collections
import json
import os
import sys
import warnings
from pathlib import Path

import torch
from safetensors.torch import save_file


def counting(first, *shape):
    count = torch.Size(shape).numel()
    return torch.arange(count, dtype=torch.float32).mul(0.25).add(first).reshape(shape)


class Attention(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.in_proj_weight = torch.nn.Parameter(counting(1, 6, 2))
        self.out_proj = torch.nn.Linear(2, 2)

    def forward(self, x):
        return self.out_proj(x) + self.in_proj_weight.sum()


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.attn = Attention()

    def forward(self, x):
        return self.attn(x)


class Visual(torch.nn.Module):
    input_resolution: int

    def __init__(self):
        super().__init__()
        self.input_resolution = 32
        self.transformer = torch.nn.ModuleDict({"resblocks": torch.nn.Sequential(Block(), Block())})
        self.bn1 = torch.nn.BatchNorm2d(2)
        self.sizes = [1, 2]
        self.flags = [True]
        self.where = torch.device("cpu")
        self.nothing = None

    def forward(self, x):
        if self.sizes[0] > 0 and self.flags[0]:
            x = x + self.input_resolution
        return self.transformer["resblocks"](x)


class Model(torch.nn.Module):
    """A module as OpenAI's archives hold them: half precision, plain numbers among its attributes."""

    def __init__(self):
        super().__init__()
        self.visual = Visual()
        self.logit_scale = torch.nn.Parameter(torch.tensor(4.5))
        self.register_buffer("context_length", torch.tensor(77))

    def forward(self, x):
        return self.visual(x) * self.logit_scale


class Dangerous:
    def __reduce__(self):
        return os.system, ("echo a pickle ran",)


def write_scripted(folder):
    model = Model()
    with torch.no_grad():
        for i, parameter in enumerate(model.parameters()):
            parameter.copy_(counting(i, *parameter.shape))
    torch.jit.script(model.half().eval()).save(str(folder / "scripted.pt"))


def write_checkpoints(folder):
    plain = collections.OrderedDict([("a.weight", counting(0, 2, 3)), ("b", counting(9, 4).half())])
    modules = {"module." + name: tensor for name, tensor in plain.items()}
    torch.save(plain, folder / "plain.pt")
    optimizer = {"state": {0: {"exp_avg": counting(5, 2)}}, "param_groups": [{"lr": 1e-4}]}
    torch.save({"epoch": 3, "state_dict": modules, "optimizer": optimizer}, folder / "state_dict.pt")
    torch.save({"model": plain, "optimizer": optimizer, "step": 7}, folder / "model.pth")
    torch.save({"model_state_dict": plain, "loss": 0.5}, folder / "model_state_dict.pt")
    torch.save({"turned": counting(0, 2, 3).t(), "row": counting(0, 2, 3)[1]}, folder / "views.pt")
    torch.save(plain, folder / "legacy.pt", _use_new_zipfile_serialization=False)
    torch.save({"a": Dangerous()}, folder / "dangerous.pt")
    torch.save({"args": argparse.Namespace(x=1), "state_dict": plain}, folder / "namespace.pt")


def write_index(path, places):
    path.write_text(json.dumps({"metadata": {"total_size": 1}, "weight_map": places}, indent=1) + "\n")


def write_shards(folder):
    first, second = {"a": counting(0, 2)}, {"b": counting(1, 3), "c": counting(2, 1).bfloat16()}
    for kind, suffix, save in (
        ("model", "safetensors", lambda tensors, path: save_file(tensors, path)),
        ("pytorch_model", "bin", torch.save),
    ):
        shards = folder / ("sharded_" + suffix)
        shards.mkdir(exist_ok=True)
        names = [f"{kind}-0000{i}-of-00002.{suffix}" for i in (1, 2)]
        save(first, shards / names[0])
        save(second, shards / names[1])
        write_index(shards / f"{kind}.{suffix}.index.json", {"a": names[0], "b": names[1], "c": names[1]})


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore")
    write_scripted(folder)
    write_checkpoints(folder)
    write_shards(folder)


if __name__ == "__main__":
    main()
