#!/usr/bin/env python3
"""Writes the golden of constrained beam search: captions that CgtGAN's own code finds on the tiny models.

usage: constrained_beams.py CGTGAN-CLONE GOLDEN-CASE OUT.json   (torch, transformers and numpy are needed)
GOLDEN-CASE is tests/data/goldens/models.
"""
import json
import pathlib
import sys
import tempfile
import types

import torch
from transformers import GPT2LMHeadModel

STOP, BEAMS, LENGTH = 13, 4, 10
# Each word by its forms, each form by its token ids; the original gives forms to single tokens only.
CASES = [[[[410], [411]]], [[[77]], [[205], [206]]], [[[520, 530]], [[77]]], [[[77]], [[88]], [[99]]]]


def load_original(clone):
    """utils/cbs.py alone: what it imports besides is not used here."""
    for name in ("anytree", "oscar", "oscar.modeling", "oscar.modeling.modeling_utils"):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["oscar.modeling.modeling_utils"].BeamHypotheses = type(
        "BeamHypotheses", (), {"__init__": lambda self, *given, **named: None})
    source = (pathlib.Path(clone) / "utils/cbs.py").read_text()
    module = types.ModuleType("cbs")
    exec(compile(source, "cbs.py", "exec"), module.__dict__)
    return module


class Ids:
    """Tokens are written as their ids."""
    vocab_size = 1000

    def convert_tokens_to_ids(self, tokens):
        return [int(token) for token in tokens]


def state_machine(cbs, words):
    names = ["-".join(str(token) for token in word[0]) for word in words]
    with tempfile.TemporaryDirectory() as folder:
        tokens, forms = pathlib.Path(folder) / "tokens.tsv", pathlib.Path(folder) / "forms.tsv"
        tokens.write_text("".join(f"{name}\t{name.replace('-', ',')}\n" for name in names))
        forms.write_text("".join(f"{word[0][0]}\t{','.join(str(form[0]) for form in word)}\n" for word in words
                                 if len(word[0]) == 1))
        builder = cbs.FiniteStateMachineBuilder(Ids(), tokens, forms, len(words))
        machine, used = builder.build(names)
    return machine[:used, :used]


@torch.no_grad()
def main(clone, case, out):
    cbs, case = load_original(clone), pathlib.Path(case)
    model = GPT2LMHeadModel.from_pretrained(case / "tiny/gpt2").eval()
    weights = torch.load(case / "clipcap_mlp.pt", weights_only=True)
    model.load_state_dict({name[4:]: value for name, value in weights.items() if name.startswith("gpt.")}, strict=False)
    embeddings = torch.tensor(json.loads((case / "clipcap.json").read_text())["prefix"])
    hidden = torch.tanh(embeddings @ weights["clip_project.model.0.weight"].T + weights["clip_project.model.0.bias"])
    prefixes = hidden @ weights["clip_project.model.2.weight"].T + weights["clip_project.model.2.bias"]
    found = []
    for words in CASES:
        machine = state_machine(cbs, words)
        for row, prefix in enumerate(prefixes):
            lead = prefix.view(1, -1, model.config.n_embd)

            def step(ids, state):
                inputs = torch.cat([lead.expand(len(ids), -1, -1), model.transformer.wte(ids[:, 1:])], 1)
                return model(inputs_embeds=inputs).logits[:, -1], None

            search = cbs.ConstrainedBeamSearch([STOP], max_steps=LENGTH + 1, beam_size=BEAMS)
            beams, sums = search.search(torch.tensor([0]), None, step, machine.unsqueeze(0))
            best, score = cbs.select_best_beam_with_constraints(beams, sums, torch.tensor([len(words)]), 2, [STOP])
            ids = best[0].tolist()
            length = ids.index(STOP) + 1  # the original pads what did not end with the end token, and counts one of them
            found.append({"words": words, "row": row, "ids": ids[:min(length, LENGTH)], "sum": score.item() * length})
    golden = {"beams": BEAMS, "max_length": LENGTH, "stop": STOP, "least_required": 2, "captions": found}
    pathlib.Path(out).write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
