#!/usr/bin/env python3
"""Small files as the reference systems write them, and what they say: tests/data/import.

    python make_import_files.py ../import

Needs torch and transformers (written with torch 2.13, transformers 5.24, CPU). Weights are random, stored in half.

- clip_gpt.pt: a training checkpoint of clip-gpt-captioning (model_state_dict beside an optimiser's state), with the
  buffers that transformers 4 saved.
- decoder.ckpt: clip-text-decoder's, as Lightning nests it (state_dict, names below language_model).
- clip_text_decoder_object.pt: its published form, a whole Python object.
- figures.json: embeddings, and the ids of greedy captions by the original programs' decoding.
"""

import json
import sys
import types
from pathlib import Path

import torch
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel

EOS, VOCABULARY, WIDTH, EMBEDDING, PREFIX, LONGEST = 999, 1000, 16, 8, 4, 12
out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
torch.manual_seed(3)


def randomise(module):
    """Every part counts: norms off 1, biases off 0; rounded to half, in which the weights are stored."""
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            parameter.normal_(0, 0.1 if name.endswith("bias") else 0.35)
            if "ln_" in name and name.endswith("weight") or "norm" in name and name.endswith("weight"):
                parameter.add_(1)
            parameter.copy_(parameter.half().float())


def gpt2(cross_attention):
    model = GPT2LMHeadModel(GPT2Config(vocab_size=VOCABULARY, n_positions=32, n_embd=WIDTH, n_layer=2, n_head=1,
                                       bos_token_id=EOS, eos_token_id=EOS, add_cross_attention=cross_attention))
    randomise(model)
    with torch.no_grad():
        model.transformer.wte.weight[EOS] *= 1.7  # so that some captions end
        model.transformer.wte.weight[EOS] = model.transformer.wte.weight[EOS].half().float()
    return model.eval()


def halved(state):
    return {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in state.items()}


class Mapping(nn.Module):
    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(d_model=WIDTH, nhead=16, dim_feedforward=4 * WIDTH, batch_first=True)
        self.transformer_encoder = nn.TransformerEncoder(layer, num_layers=2)
        self.mapper = nn.Linear(WIDTH, PREFIX * WIDTH)

    def forward(self, image):
        return self.mapper(self.transformer_encoder(image)).view(PREFIX, WIDTH)


def clip_gpt():
    """Net of clip-gpt-captioning: mp (mapping), td.model (GPT-2), ie.model (CLIP's vision tower)."""
    model, mapping = gpt2(False), Mapping().eval()
    randomise(mapping)
    state = {f"mp.{k}": v for k, v in mapping.state_dict().items()}
    state |= {f"td.model.{k}": v for k, v in model.state_dict().items()}
    for block in range(2):
        state[f"td.model.transformer.h.{block}.attn.bias"] = torch.ones(1, 1, 4, 4, dtype=torch.uint8)
        state[f"td.model.transformer.h.{block}.attn.masked_bias"] = torch.tensor(-1e4)
    state["ie.model.embeddings.class_embedding"] = torch.zeros(WIDTH)
    state = halved(state)
    state["td.model.lm_head.weight"] = state["td.model.transformer.wte.weight"]
    torch.save({"epoch": 3, "model_state_dict": state, "optimizer_state_dict": {"state": {}, "param_groups": [{"lr": 1e-3}]},
                "tl": [0.5, 0.25]}, out / "clip_gpt.pt")
    cases = []
    for image in torch.randn(6, WIDTH):
        start = torch.cat([model.transformer.wte(torch.tensor([EOS])), mapping(image.unsqueeze(0))])
        tokens = []
        while len(tokens) < LONGEST:
            embedded = torch.cat([start, model.transformer.wte(torch.tensor(tokens, dtype=torch.long))])
            embedded = embedded + model.transformer.wpe(torch.arange(len(embedded)))
            tokens.append(model(inputs_embeds=embedded.unsqueeze(0)).logits[0, -1].argmax().item())
            if tokens[-1] == EOS:
                break
        cases.append({"embedding": image.tolist(), "ids": tokens})
    return cases


def decoder():
    """Decoder of clip-text-decoder: a GPT-2 whose blocks attend to the embedding, padded with zeros."""
    model = gpt2(True)
    state = halved({f"language_model.{k}": v for k, v in model.state_dict().items()})
    state["language_model.lm_head.weight"] = state["language_model.transformer.wte.weight"]
    torch.save({"epoch": 1, "global_step": 10, "pytorch-lightning_version": "1.9.0", "state_dict": state,
                "hyper_parameters": {"vision_backbone": "clip:ViT-B/32", "language_model": "distilgpt2"}},
               out / "decoder.ckpt")
    cases = []
    for image in torch.randn(6, EMBEDDING):
        memory = torch.zeros(1, 1, WIDTH)
        memory[0, 0, :EMBEDDING] = image
        tokens = [EOS]
        while len(tokens) <= LONGEST:
            logits = model(torch.tensor([tokens]), encoder_hidden_states=memory).logits
            tokens.append(logits[0, -1].argmax().item())
            if tokens[-1] == EOS:
                break
        cases.append({"embedding": image.tolist(), "ids": tokens[1:]})
    return cases


def whole_object():
    """What torch.save makes of an object of a class that only clip-text-decoder has."""
    package, module = types.ModuleType("clip_text_decoder"), types.ModuleType("clip_text_decoder.model")
    sys.modules["clip_text_decoder"], sys.modules["clip_text_decoder.model"] = package, module

    class ImageCaptionInferenceModel:
        pass

    ImageCaptionInferenceModel.__module__ = "clip_text_decoder.model"
    ImageCaptionInferenceModel.__qualname__ = "ImageCaptionInferenceModel"
    module.ImageCaptionInferenceModel = ImageCaptionInferenceModel
    saved = ImageCaptionInferenceModel()
    saved.model, saved.tokenizer = torch.zeros(2, 2), None
    torch.save(saved, out / "clip_text_decoder_object.pt")


with torch.no_grad():
    figures = {"clip_gpt": clip_gpt(), "decoder": decoder()}
whole_object()
(out / "figures.json").write_text(json.dumps(figures) + "\n")
print({name: [case["ids"] for case in cases] for name, cases in figures.items()})
