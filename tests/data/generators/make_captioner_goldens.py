#!/usr/bin/env python3
"""Figures of the encoder and the cross-attention captioner, computed by torch and transformers on small random models.

    python make_captioner_goldens.py ../goldens/models/tiny/gpt2 ../goldens/captioners

Needs torch, transformers and safetensors (written with torch 2.13, transformers 5.24, CPU, fp32). Writes
cross_attention/ (a directory of transformers' GPT2LMHeadModel with add_cross_attention), encoder.safetensors and
figures.json. GPT-2 of the encoder case is the one given as first argument.
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel

EOS = 999
HEADS, LAYERS, EMBEDDING, PREFIX = 4, 2, 32, 4


def randomise(module, std=0.2):
    """Weights that make every part of the model count: norms off 1, biases off 0."""
    for name, parameter in module.named_parameters():
        with torch.no_grad():
            parameter.normal_(0, 0.1 if name.endswith("bias") else std)
            if "ln_" in name and name.endswith("weight") or "norm" in name and name.endswith("weight"):
                parameter.add_(1)


def loss_and_gradients(logits, ids, modules):
    """Mean cross-entropy of ids [B, T] under logits [B, T, V], and the norm of each parameter's gradient."""
    loss = nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), ids.reshape(-1))
    loss.backward()
    norms = {}
    for prefix, module in modules.items():
        for name, parameter in module.named_parameters():
            if parameter.grad is not None:
                norms[prefix + name] = parameter.grad.norm().item()
    return {"loss": loss.item(), "gradient_norms": norms}


@torch.no_grad()
def greedy(next_logits, limit, stop):
    """Ids of one caption, the stop token included. next_logits: ids so far -> [V]."""
    ids = []
    while len(ids) < limit and (not ids or ids[-1] != stop):
        ids.append(int(next_logits(ids).argmax()))
    return ids


@torch.no_grad()
def beam(next_logits, width, limit, stop):
    """Beams by summed log-probability; one that ended stays as it is."""
    beams = [([], 0.0)]
    for _ in range(limit):
        grown = []
        for ids, total in beams:
            if ids and ids[-1] == stop:
                grown.append((ids, total))
                continue
            best = torch.log_softmax(next_logits(ids), -1).topk(width)
            grown += [(ids + [i], total + p) for p, i in zip(best.values.tolist(), best.indices.tolist())]
        beams = sorted(grown, key=lambda one: -one[1])[:width]
        if all(ids[-1] == stop for ids, _ in beams):
            break
    return [{"ids": ids, "sum": total} for ids, total in beams]


def decode(step):
    """Captions of four embeddings, ended by the token that random weights make end most of them, not too soon."""
    endless = [greedy(step(row), 12, None) for row in range(4)]
    stop = max({token for ids in endless for token in ids[2:]},
               key=lambda token: (sum(token in ids[2:] and token not in ids[:2] for ids in endless), -token))
    return {"stop": stop, "greedy": [greedy(step(row), 12, stop) for row in range(4)],
            "beam": [beam(step(row), 3, 12, stop) for row in range(4)]}


def cross_attention_case(out):
    torch.manual_seed(21)
    width, size = 32, 20
    config = GPT2Config(vocab_size=1000, n_positions=32, n_embd=width, n_layer=2, n_head=HEADS, bos_token_id=EOS,
                        eos_token_id=EOS, add_cross_attention=True)
    model = GPT2LMHeadModel(config).eval()
    randomise(model)
    with torch.no_grad():
        model.transformer.wpe.weight.mul_(5)  # keeps captions from going round in circles
    model.save_pretrained(out / "cross_attention")
    embeddings = torch.randn(4, size)
    ids = torch.randint(1, EOS, (4, 7))
    ids[:, -1] = EOS
    memory = nn.functional.pad(embeddings, (0, width - size)).unsqueeze(1)
    begin = torch.full((4, 1), EOS)
    logits = model(torch.cat([begin, ids], 1)[:, :-1], encoder_hidden_states=memory).logits

    def step(row):
        return lambda known: model(torch.tensor([[EOS] + known]), encoder_hidden_states=memory[row:row + 1]).logits[0, -1]

    # The same as transformers' own loss over bos + caption + eos.
    own = model(torch.cat([begin, ids], 1), encoder_hidden_states=memory, labels=torch.cat([begin, ids], 1)).loss
    figures = {"embeddings": embeddings.tolist(), "ids": ids.tolist(), "logits": logits.detach()[:, :, ::50].tolist(),
               **loss_and_gradients(logits, ids, {"gpt.": model})}
    assert abs(own.item() - figures["loss"]) < 1e-5
    return {**figures, **decode(step)}


class EncoderMapper(nn.Module):
    def __init__(self, width):
        super().__init__()
        layer = nn.TransformerEncoderLayer(EMBEDDING, HEADS, 4 * EMBEDDING, 0.1, batch_first=True)
        self.transformer_encoder = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        self.mapper = nn.Linear(EMBEDDING, PREFIX * width)
        self.width = width

    def forward(self, embedding):
        return self.mapper(self.transformer_encoder(embedding.unsqueeze(1))).view(-1, PREFIX, self.width)


def encoder_case(language_model, out):
    torch.manual_seed(22)
    model = GPT2LMHeadModel.from_pretrained(language_model).eval()
    mapper = EncoderMapper(model.config.n_embd).eval()
    randomise(mapper)
    save_file({"clip_project." + name: value.contiguous() for name, value in mapper.state_dict().items()},
              out / "encoder.safetensors")
    embeddings = torch.randn(4, EMBEDDING)
    ids = torch.randint(1, EOS, (4, 7))
    ids[:, -1] = EOS
    embed, positions = model.transformer.wte, model.transformer.wpe.weight

    def run(prefix, known):
        """Begin token, prefix, ids so far; positions once here and once in GPT-2."""
        begin = embed(torch.full((prefix.shape[0], 1), EOS))
        inputs = torch.cat([begin, prefix, embed(known)], 1)
        return model(inputs_embeds=inputs + positions[: inputs.shape[1]]).logits[:, PREFIX:]

    prefix = mapper(embeddings)
    logits = run(prefix, ids[:, :-1])

    def step(row):
        one = prefix[row:row + 1].detach()
        return lambda known: run(one, torch.tensor([known], dtype=torch.long).view(1, -1))[0, -1]

    figures = {"embeddings": embeddings.tolist(), "prefix": prefix.tolist(), "ids": ids.tolist(),
               "logits": logits.detach()[:, :, ::50].tolist(),
               **loss_and_gradients(logits, ids, {"gpt.": model, "clip_project.": mapper})}
    return {**figures, **decode(step)}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.8g}")
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return {key: rounded(one) for key, one in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    figures = {"cross_attention": cross_attention_case(target), "encoder": encoder_case(source, target)}
    (target / "figures.json").write_text(json.dumps(rounded(figures)) + "\n")
