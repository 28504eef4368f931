"""Writes random models of real size, tokenizers that fit them, and the captions of one step, for both sides.

usage: write_models.py FOLDER
"""

import json
import os
import random
import sys

import torch
from safetensors.torch import save_file
from transformers import CLIPConfig, CLIPModel, GPT2Config, GPT2LMHeadModel, RobertaConfig, RobertaModel

from reference_models import Mapper

BATCH, SAMPLES, LENGTH, WIDTH = 16, 8, 80, 512


def byte_alphabet():
    """Byte-level BPE's 256 letters in GPT-2's order."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(rest))]


def words(count, first):
    """`count` pieces of up to four letters after `first`, shorter ones first, and the merges that make them."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    level, pieces, merges = [first], [], []
    while len(pieces) < count:
        longer = [(piece, letter) for piece in level for letter in letters][:count - len(pieces)]
        merges += longer
        level = [piece + letter for piece, letter in longer]
        pieces += level
    return pieces, merges


def clip_words(count):
    """Words of three letters with CLIP's end mark; the first two letters merge before the third."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    starts = [a + b for a in letters for b in letters]
    pieces = list(starts)
    merges = [(a, b) for a in letters for b in letters]
    for start in starts:
        for letter in letters:
            pieces.append(start + letter + "</w>")
            merges.append((start, letter + "</w>"))
    return pieces[:count], merges[:count]


def write_tokenizer(folder, tokens, merges):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "vocab.json"), "w") as file:
        json.dump({token: i for i, token in enumerate(tokens)}, file, ensure_ascii=False)
    with open(os.path.join(folder, "merges.txt"), "w") as file:
        file.write("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))


def filled(tokens, size):
    return tokens + [f"unused{i}" for i in range(size - len(tokens))]


def write_tokenizers(folder):
    alphabet = byte_alphabet()
    pieces, merges = words(50257 - 257, "Ġ")
    write_tokenizer(f"{folder}/gpt2", alphabet + pieces + ["<|endoftext|>"], merges)
    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    write_tokenizer(f"{folder}/roberta", filled(specials + alphabet + pieces, 50264) + ["<mask>"], merges)
    pieces, merges = clip_words(26 * 26 * 27)
    tokens = alphabet + [letter + "</w>" for letter in alphabet] + pieces
    write_tokenizer(f"{folder}/clip", filled(tokens, 49406) + ["<|startoftext|>", "<|endoftext|>"], merges)


def write_captions(folder):
    """Sampled captions are words of three letters, one token each in every tokenizer, and never stop by themselves;
    human ones have the lengths of COCO's (9 to 14 tokens and a period)."""
    draw = random.Random(0)
    first = 256 + 26 + 26 * 26  # ids of " abc" after bytes, " a" and " ab"
    letters = "abcdefghijklmnopqrstuvwxyz"
    word = lambda: "".join(draw.choice(letters) for _ in range(3))
    samples = [[first + draw.randrange(26**3) for _ in range(LENGTH)] for _ in range(BATCH * SAMPLES)]
    human = [" ".join(word() for _ in range(draw.randint(9, 14))) + "." for _ in range(BATCH * SAMPLES)]
    vectors = torch.randn(2, BATCH, WIDTH, generator=torch.Generator().manual_seed(0))
    with open(f"{folder}/step.json", "w") as file:
        json.dump({"samples": samples, "human": human, "images": vectors[0].tolist(), "targets": vectors[1].tolist()},
                  file)


def write_weights(folder):
    torch.manual_seed(0)
    GPT2Config().save_pretrained(f"{folder}/gpt2")
    parts = {"gpt." + name: value for name, value in GPT2LMHeadModel(GPT2Config()).state_dict().items()
             if name != "lm_head.weight"}
    parts |= {"clip_project." + name: value for name, value in Mapper(WIDTH, 768, 10).state_dict().items()}
    save_file(parts, f"{folder}/gpt2/model.safetensors")
    RobertaModel(RobertaConfig(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1, pad_token_id=1,
                               bos_token_id=0, eos_token_id=2, layer_norm_eps=1e-5)).save_pretrained(f"{folder}/roberta")
    config = CLIPConfig()
    config.text_config.bos_token_id, config.text_config.eos_token_id = 49406, 49407
    # The image tower has no part in a step: one small layer stands for it, on both sides.
    vision = config.vision_config
    vision.hidden_size, vision.intermediate_size, vision.num_hidden_layers, vision.num_attention_heads = 64, 64, 1, 1
    CLIPModel(config).save_pretrained(f"{folder}/clip")


def write_head(folder):
    """The critic's head, by the names that Vignette gives it."""
    draw = torch.Generator().manual_seed(1)
    uniform = lambda *shape: (torch.rand(shape, generator=draw) * 2 - 1) / 768**0.5
    os.makedirs(f"{folder}/critic_head", exist_ok=True)
    save_file({"classifier.model.0.weight": uniform(384, 768), "classifier.model.0.bias": uniform(384),
               "classifier.model.2.weight": uniform(1, 384), "classifier.model.2.bias": uniform(1)},
              f"{folder}/critic_head/model.safetensors")


def main():
    folder = sys.argv[1]
    write_tokenizers(folder)
    write_captions(folder)
    write_weights(folder)
    write_head(folder)
    with open(f"{folder}/whole", "w"):
        pass


if __name__ == "__main__":
    main()
