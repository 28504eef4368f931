"""Vignette's tokenizers against Hugging Face's Rust `tokenizers`, side by side, for GPT-2 and CLIP on real captions.

In each round, by turns and in fresh processes: their encode loop in Python, their encode_batch, our encode loop, our
encode_batch. Each figure is the median pass of a process after one pass to warm up; printed are medians over the rounds, the
ratios of each round's neighbours (their median, smallest and largest), and the load of the machine. The ids are compared first.

usage: compare_tokenizers.py build/release/bin --captions FILE --gpt2 DIR --clip DIR [--rounds n] [--threads n]
--captions: a caption a line; of lines with tabs the last column counts (Flickr8k.token.txt). --gpt2: vocab.json and merges.txt.
--clip: bpe_simple_vocab_16e6.txt.gz. Needs pip once, for tokenizers from PyPI in an environment of its own.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys

PACKAGES = ["tokenizers==0.23.3"]

# One process of the peer: seconds of a pass, the ids' count, and with "ids" the ids themselves.
PEER = """
import json, sys, time
from tokenizers import Tokenizer
file, captions, way = sys.argv[1:]
tokenizer = Tokenizer.from_file(file)
with open(captions, encoding="utf-8") as lines:
    texts = lines.read().split("\\n")[:-1]
def loop():
    return [tokenizer.encode(text).ids for text in texts]
def batch():
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]
if way == "ids":
    print(json.dumps(loop()))
    sys.exit()
run = {"encode": loop, "encode_batch": batch}[way]
run()
taken = []
while len(taken) < 3:
    begin = time.perf_counter()
    rows = run()
    taken.append(time.perf_counter() - begin)
print(json.dumps({"seconds": sorted(taken)[1], "ids": sum(map(len, rows))}))
"""

CLIP_PATTERN = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def environment(folder):
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(os.path.join(folder, "venv", "complete")):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        open(os.path.join(folder, "venv", "complete"), "w").close()
    return python


def byte_alphabet():
    order = [*range(33, 127), *range(161, 173), *range(174, 256)]
    symbols = [chr(byte) for byte in order]
    return symbols + [chr(256 + i) for i in range(256 - len(order))]


def byte_level():
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}


def tokenizer_json(vocabulary, merges, clip):
    """What transformers makes of the published files."""
    specials = ["<|startoftext|>", "<|endoftext|>"] if clip else ["<|endoftext|>"]
    json_ = {"version": "1.0", "truncation": None, "padding": None,
             "added_tokens": [{"id": vocabulary[token], "content": token, "single_word": False, "lstrip": False, "rstrip": False,
                               "normalized": False, "special": True} for token in specials],
             "normalizer": None, "pre_tokenizer": byte_level(), "post_processor": None, "decoder": byte_level(),
             "model": {"type": "BPE", "dropout": None, "unk_token": "<|endoftext|>" if clip else None,
                       "continuing_subword_prefix": "", "end_of_word_suffix": "</w>" if clip else "", "fuse_unk": False,
                       "byte_fallback": False, "ignore_merges": False, "vocab": vocabulary, "merges": merges}}
    if clip:
        json_["normalizer"] = {"type": "Sequence", "normalizers": [
            {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}, {"type": "Lowercase"}]}
        json_["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": CLIP_PATTERN}, "behavior": "Removed", "invert": True}, byte_level()]}
        json_["post_processor"] = {"type": "RobertaProcessing", "sep": ["<|endoftext|>", vocabulary["<|endoftext|>"]],
                                   "cls": ["<|startoftext|>", vocabulary["<|startoftext|>"]], "trim_offsets": False,
                                   "add_prefix_space": False}
    return json_


def write_peers(options, folder):
    with open(os.path.join(options.gpt2, "vocab.json"), encoding="utf-8") as file:
        vocabulary = json.load(file)
    with open(os.path.join(options.gpt2, "merges.txt"), encoding="utf-8") as file:
        merges = [line.split() for line in file if line.strip() and not line.startswith("#version")]
    made = {"gpt2": tokenizer_json(vocabulary, merges, False)}
    with gzip.open(os.path.join(options.clip, "bpe_simple_vocab_16e6.txt.gz"), "rt", encoding="utf-8") as file:
        merges = [line.split() for line in file.read().split("\n")[1:49152 - 256 - 2 + 1]]
    symbols = byte_alphabet()
    tokens = [*symbols, *(symbol + "</w>" for symbol in symbols), *map("".join, merges), "<|startoftext|>", "<|endoftext|>"]
    made["clip"] = tokenizer_json({token: i for i, token in enumerate(tokens)}, merges, True)
    files = {}
    for kind, content in made.items():
        files[kind] = os.path.join(folder, f"{kind}.json")
        with open(files[kind], "w", encoding="utf-8") as file:
            json.dump(content, file)
    return files


def output(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def compare(kind, python, peer, directory, captions, options):
    program = os.path.join(options.bin, "tokenizer_speed")
    with open(captions, encoding="utf-8") as file:
        texts = file.read().split("\n")[:-1]
    quoted = captions + ".json"
    with open(quoted, "w") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
    theirs = json.loads(output([python, "-c", PEER, peer, captions, "ids"]))
    ours = [json.loads(line)[0] for line in output([program, kind, directory, quoted, "ids"]).split("\n")[:-1]]
    around = 1 if kind == "clip" else 0  # encode() of the peer puts CLIP's special tokens around
    same = [their[around:len(their) - around] == our for their, our in zip(theirs, ours, strict=True)]
    print(f"{kind}: {len(texts)} captions, {sum(map(len, theirs))} ids, {same.count(False)} captions with other ids")
    seconds = {way: [] for way in ("peer encode", "peer encode_batch", "our encode", "our encode_batch")}
    loads = []
    for _ in range(options.rounds):
        loads.append(os.getloadavg()[0])
        for way in ("encode", "encode_batch"):
            seconds["peer " + way].append(json.loads(output([python, "-c", PEER, peer, captions, way]))["seconds"])
        figures = json.loads(output([program, kind, directory, captions, str(options.threads)]))
        seconds["our encode"].append(figures["encode"])
        seconds["our encode_batch"].append(figures["encode_batch"])
    for way, figures in seconds.items():
        median = statistics.median(figures)
        print(f"  {way:18} {median:8.4f} s  {len(texts) / median / 1000:8.1f} thousand captions/s")
    for name, theirs, ours in (("encode, one thread", "peer encode", "our encode"),
                               (f"encode_batch, {options.threads} threads", "peer encode_batch", "our encode_batch"),
                               ("our encode, one thread, over their encode_batch", "peer encode_batch", "our encode")):
        ratios = [a / b for a, b in zip(seconds[theirs], seconds[ours])]
        print(f"  {name}: {statistics.median(ratios):.1f} x ({min(ratios):.1f} to {max(ratios):.1f})")
    print(f"  load {', '.join(f'{load:.1f}' for load in loads)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", help="folder of tokenizer_speed (ninja tokenizer_speed)")
    parser.add_argument("--captions", required=True)
    parser.add_argument("--gpt2", required=True)
    parser.add_argument("--clip", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/vignette/benchmarks/tokenizers"))
    options = parser.parse_args()
    os.makedirs(options.cache, exist_ok=True)
    os.environ["RAYON_NUM_THREADS"] = str(options.threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    python = environment(options.cache)
    peers = write_peers(options, options.cache)
    captions = os.path.join(options.cache, "captions.txt")
    with open(options.captions, encoding="utf-8") as given, open(captions, "w", encoding="utf-8") as file:
        file.writelines(line.rstrip("\n").split("\t")[-1] + "\n" for line in given if line.strip())
    print(f"{os.cpu_count()} processors, {PACKAGES[0]}, {options.threads} threads for batches, {options.rounds} rounds")
    for kind, directory in (("gpt2", options.gpt2), ("clip", options.clip)):
        compare(kind, python, peers[kind], directory, captions, options)


if __name__ == "__main__":
    main()
