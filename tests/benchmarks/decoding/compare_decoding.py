"""Captions per second of a GPT-2 of 124M weights: Vignette in fp32 and bf16, CTranslate2 and transformers, side by side.

Random weights are written once. Prefix of 10, 20 tokens, none of them an end; greedy, sampled and 5 beams; batches of 1, 8 and
64. All sides stay loaded and take turns; printed are medians, the medians of the ratios in each round, and how many captions
are those of CTranslate2 token by token (not asked of samples). Beside batch 1 stands the most that the memory allows: bytes of
the weights for each token over the bandwidth measured here.

Then from the directory to the first logits. The programs decoding_child and first_logits are built by ninja benchmarks.

usage: compare_decoding.py build/release/bin/decoding_child --torch /opt/vignette-torch/lib/python3.11/site-packages
       --vocabulary FOLDER [--rounds n] [--threads n] [--only greedy,8]... [--cache FOLDER]
FOLDER holds GPT-2's vocab.json and merges.txt. Needs pip once, for requirements.txt in an environment of its own.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from peers import environment  # noqa: E402

MODEL = """
import sys, torch
from transformers import GPT2Config, GPT2LMHeadModel
torch.manual_seed(0)
GPT2LMHeadModel(GPT2Config(initializer_range=0.05)).save_pretrained(sys.argv[1])
"""
BANDWIDTH = """
import sys, time, torch
torch.set_num_threads(int(sys.argv[1]))
data = torch.ones(1 << 28)
def seconds():
    begin = time.perf_counter(); data.sum(); return time.perf_counter() - begin
seconds()
print(data.numel() * 4 / min(seconds() for _ in range(7)))
"""
FIRST_LOGITS = """
import json, resource, sys, time, torch
from transformers import GPT2LMHeadModel
torch.set_num_threads(int(sys.argv[2]))
before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
with torch.inference_mode():
    logit = GPT2LMHeadModel.from_pretrained(sys.argv[1])(torch.tensor([[464, 3290, 318, 1016]])).logits[0, -1, 0].item()
taken = time.perf_counter() - begin
print(json.dumps({"seconds": taken, "peak_mib": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, "logit": logit}))
"""
TOKENS, WEIGHT_BYTES = 20, 497_759_232


def inputs(options, python):
    model, prompts = os.path.join(options.cache, "gpt2"), os.path.join(options.cache, "prompts.json")
    if not os.path.exists(prompts):
        subprocess.run([python, "-c", MODEL, model], check=True)
        for name in ("vocab.json", "merges.txt"):
            shutil.copy(os.path.join(options.vocabulary, name), model)
        rows = random.Random(1)
        with open(prompts, "w") as file:
            json.dump([[rows.randrange(50000) for _ in range(10)] for _ in range(64)], file)
    return model, prompts


class Side:
    def __init__(self, name, command):
        self.name = name
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                      env=dict(os.environ, OMP_WAIT_POLICY="passive"))

    def ask(self, batch, method):
        self.child.stdin.write(json.dumps({"batch": batch, "method": method}) + "\n")
        self.child.stdin.flush()
        line = self.child.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended with {self.child.wait()}")
        return json.loads(line)


def compare(sides, batch, method, rounds):
    for side in sides:
        side.ask(batch, method)
    found = [[side.ask(batch, method) for side in sides] for _ in range(rounds)]
    rates = [[batch / answer["seconds"] for answer in turn] for turn in found]
    print(f"{method:7} batch {batch:2}: " + ", ".join(
        f"{side.name} {statistics.median(turn[i] for turn in rates):.2f}/s" for i, side in enumerate(sides)))
    ratio = lambda a, b: statistics.median(turn[a] / turn[b] for turn in rates)  # noqa: E731
    same = sum(a == b for a, b in zip(found[0][0]["ids"], found[0][2]["ids"]))
    print(f"                  fp32 / CTranslate2 {ratio(0, 2):.2f}, fp32 / transformers {ratio(0, 3):.2f}, bf16 / fp32 "
          f"{ratio(1, 0):.2f}" + ("" if method == "sample" else f"; {same} of {batch} captions as CTranslate2's"), flush=True)


def first_logits(options, python, model):
    """From the directory to the first logits, warm; the programs and their libraries are loaded before the clock starts."""
    program = os.path.join(os.path.dirname(os.path.abspath(options.program)), "first_logits")
    commands = {"Vignette": [program, model], "transformers": [python, "-c", FIRST_LOGITS, model]}
    found = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            answer = subprocess.run(command + [str(options.threads)], check=True, capture_output=True, text=True,
                                    env=dict(os.environ, OMP_WAIT_POLICY="passive")).stdout
            found[name].append(json.loads(answer.splitlines()[-1]))
    print("first logits: " + ", ".join(
        f"{name} {statistics.median(one['seconds'] for one in runs):.2f} s and {runs[0]['peak_mib']:.0f} MiB at most"
        for name, runs in found.items()) + f" for weights of {found['Vignette'][0]['weights_mib']:.0f} MiB; the logits differ by "
        f"{abs(found['Vignette'][0]['logit'] - found['transformers'][0]['logit']):.1e}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--torch", required=True, help="folder that holds PyTorch's package")
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", action="append", help="method,batch")
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/vignette-benchmarks/decoding"))
    options = parser.parse_args()
    os.makedirs(options.cache, exist_ok=True)
    python = environment(options.cache, os.path.join(HERE, "requirements.txt"), options.torch)
    model, prompts = inputs(options, python)
    threads = str(options.threads)
    peer = [python, os.path.join(HERE, "peers_child.py")]
    sides = [Side("fp32", [options.program, model, prompts, "fp32", threads]),
             Side("bf16", [options.program, model, prompts, "bf16", threads]),
             Side("CTranslate2", peer + ["ct2", model, prompts, threads]),
             Side("transformers", peer + ["hf", model, prompts, threads])]
    bandwidth = float(subprocess.run([python, "-c", BANDWIDTH, threads], check=True, capture_output=True, text=True).stdout)
    print(f"GPT-2 124M, {threads} threads, load {os.getloadavg()[0]:.1f}; memory {bandwidth / 1e9:.1f} GB/s allows "
          f"{bandwidth / WEIGHT_BYTES / TOKENS:.2f} captions/s one by one in fp32, twice that in bf16")
    if not options.only:
        first_logits(options, python, model)
    for batch in (1, 8, 64):
        for method in ("greedy", "sample", "beam"):
            if not options.only or f"{method},{batch}" in options.only:
                compare(sides, batch, method, options.rounds)


if __name__ == "__main__":
    main()
