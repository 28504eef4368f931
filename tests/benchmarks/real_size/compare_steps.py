"""Our engine against the reference's algorithm in PyTorch, side by side: one training step at real size.

GPT-2 124M, RoBERTa-base and CLIP ViT-B/32's text tower with random weights; 4 images x 5 samples, 20 tokens given, the
same for both. Both sides stay loaded and take turns; medians of --repeats steps after one that warms up. Prints seconds
of the clock and of the processor (all threads: tell these apart on a busy machine), peak memory of each process, the
time of each phase, and the least that the step's multiplications take at the rate this machine is measured to reach.

usage: compare_steps.py build/release/bin/real_size_step [--repeats n] [--growth] ... (--help tells the rest)
Needs `pip` once, for transformers in an environment of its own; LibTorch's Python package is the installed one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from peers import environment  # noqa: E402

GPT2_BLOCKS, ROBERTA_BLOCKS, CLIP_BLOCKS = 12 * 7_087_872, 12 * 7_087_872, 12 * 3_152_384  # weights
HEAD = 50257 * 768


def models(options, python):
    folder = os.path.join(options.cache, "models")
    if not os.path.exists(os.path.join(folder, "whole")):
        os.makedirs(folder, exist_ok=True)
        subprocess.run([python, os.path.join(HERE, "write_models.py"), folder], check=True)
    return folder


class Side:
    """A child that answers each line with the figures of one step."""

    def __init__(self, command, sizes):
        arguments = [part for key, value in sizes.items() for part in (f"--{key}", str(value))]
        variables = dict(os.environ, OMP_WAIT_POLICY="passive")
        self.child = subprocess.Popen(command + arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, text=True, env=variables)
        self.answer()

    def answer(self):
        line = self.child.stdout.readline()
        if not line:
            raise SystemExit(f"{self.child.args[0]} ended with {self.child.wait()}")
        return json.loads(line)

    def step(self, what):
        self.child.stdin.write(what + "\n")
        self.child.stdin.flush()
        return self.answer()

    def end(self):
        self.child.stdin.close()
        self.child.wait()


def measured_rate(python, precision, threads):
    """Multiply-adds count twice. GFLOP a second of the processor's products at the size of a feed-forward layer."""
    program = f"""
import time, torch
torch.set_num_threads({threads})
x, w = torch.randn(880, 768), torch.randn(3072, 768)
if "{precision}" == "bf16": x, w = x.bfloat16(), w.bfloat16()
best = 0
for _ in range(20):
    begin = time.perf_counter()
    for _ in range(4): x @ w.t()
    best = max(best, 4 * 2 * 880 * 768 * 3072 / (time.perf_counter() - begin))
print(best / 1e9)"""
    output = subprocess.run([python, "-c", program], check=True, capture_output=True, text=True,
                            env=dict(os.environ, OMP_WAIT_POLICY="passive"))
    return float(output.stdout)


def step_gflop(sizes):
    """Multiplications of the step as we take it: prefix once an image, human captions of 13 tokens, dropout in the
    critic (so that its scores are a forward of their own). Attention's own products are left out (below 1 %)."""
    images, rows, length = sizes["batch"], sizes["batch"] * sizes["samples"], sizes["length"]
    forward = 2 * GPT2_BLOCKS
    sampling = forward * (10 * images + (rows + images) * (length - 1)) + 2 * HEAD * (rows + images) * length
    clip = 2 * CLIP_BLOCKS * (rows + images) * (length + 1)
    critic = 2 * ROBERTA_BLOCKS * (3 * (rows * (length + 2) + rows * 15) + (rows + images) * (length + 2))
    generator = 3 * forward * (10 * images + rows * (length - 1)) + 3 * 2 * HEAD * rows * length
    return (sampling + clip + critic + generator) / 1e9


def median(answers, key):
    return statistics.median(answer[key] for answer in answers)


def phase_medians(answers):
    """-> {phase: seconds of the clock}"""
    return {name: statistics.median(answer["phases"][name] for answer in answers) for name in answers[-1]["phases"]}


def gigabytes(value):
    return f"{value / 1e9:6.2f} GB"


def check_agreement(sides, sizes):
    """Both sides compute the same without dropout, from the same weights."""
    ours, theirs = (side.step("adversarial")["figures"] for side in sides)
    print("\nThe same step without dropout:")
    for name in ("G_loss", "D_loss", "reward_loss", "fd_loss", "G_norm", "D_norm"):
        print(f"  {name:12} ours {ours[name]:12.6f}   reference {theirs[name]:12.6f}")
        if abs(ours[name] - theirs[name]) > 1e-3 * max(1, abs(theirs[name])):
            raise SystemExit(f"{name} differs: the two sides do not compute the same")


def compare(title, ours, theirs):
    print(f"\n{title:34}{'clock':>10}{'processor':>12}{'peak memory':>14}")
    for name, answers in (("reference in PyTorch", theirs), ("Vignette", ours)):
        print(f"  {name:32}{median(answers, 'wall'):8.2f} s{median(answers, 'cpu'):10.2f} s"
              f"{gigabytes(answers[-1]['peak']):>14}")
    print(f"  {'ratio':32}{median(theirs, 'wall') / median(ours, 'wall'):8.2f} x"
          f"{median(theirs, 'cpu') / median(ours, 'cpu'):10.2f} x{100 * ours[-1]['peak'] / theirs[-1]['peak']:12.0f} %")


def print_phases(name, answers):
    print(f"  {name}: " + ", ".join(f"{phase} {seconds:.2f}" for phase, seconds in phase_medians(answers).items()))


def side_by_side(options, python, folder, sizes, precision):
    reference = [python, os.path.join(HERE, "reference_step.py"), "--models", folder]
    sides = [Side([options.program, folder], sizes | {"precision": precision}),
             Side(reference, sizes | {"precision": options.reference_precision})]
    for what in ("adversarial", "likelihood"):
        answers = [[], []]
        for repeat in range(options.repeats + 1):
            for side, list_ in zip(sides, answers):
                answer = side.step(what)
                if repeat > 0:
                    list_.append(answer)
        compare(f"{what} step, {precision}", *answers)
        print_phases("reference's phases", answers[1])
        print_phases("Vignette's phases", answers[0])
        if what == "adversarial":
            rate, work = measured_rate(python, precision, sizes["threads"]), step_gflop(sizes)
            print(f"  arithmetic limit: {work:.0f} GFLOP at {rate:.0f} GFLOP/s = {work / rate:.2f} s")
    for side in sides:
        side.end()


def growth(options, folder, sizes):
    """Time and memory of our step alone as it grows."""
    print(f"\n{'batch':>6}{'samples':>9}{'length':>8}{'precision':>11}{'clock':>10}{'processor':>12}{'peak memory':>14}"
          f"{'checkpointed':>26}")
    shapes = [(4, 5, 20), (8, 5, 20), (16, 5, 20), (4, 8, 20), (4, 5, 40)]
    for precision in options.precisions:
        for batch, samples, length in shapes:
            grown = sizes | {"batch": batch, "samples": samples, "length": length, "precision": precision}
            answers = []
            for checkpointing in (0, 1):
                side = Side([options.program, folder], grown | {"checkpointing": checkpointing})
                side.step("adversarial")
                answers.append(side.step("adversarial"))
                side.end()
            kept, recomputed = answers
            print(f"{batch:6}{samples:9}{length:8}{precision:>11}{kept['wall']:8.2f} s{kept['cpu']:10.2f} s"
                  f"{gigabytes(kept['peak']):>14}{recomputed['cpu']:10.2f} s{gigabytes(recomputed['peak']):>14}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="build/…/bin/real_size_step")
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/vignette/benchmarks"))
    parser.add_argument("--torch", default="/opt/vignette-torch/lib/python3.11/site-packages")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precisions", nargs="+", default=["fp32", "bf16"])
    parser.add_argument("--reference-precision", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--growth", action="store_true", help="the table of sizes instead of the comparison")
    options = parser.parse_args()
    sizes = {"batch": 4, "samples": 5, "length": 20, "threads": options.threads}
    python = environment(options.cache, os.path.join(HERE, "requirements.txt"), options.torch)
    folder = models(options, python)
    if options.growth:
        return growth(options, folder, sizes)
    if "bf16" in options.precisions:
        with open("/proc/cpuinfo") as file:
            print("AVX512-BF16:", "yes" if "avx512_bf16" in file.read() else "absent; bf16 is slow without it")
    without = sizes | {"dropout": 0}
    sides = [Side([options.program, folder], without),
             Side([python, os.path.join(HERE, "reference_step.py"), "--models", folder], without)]
    check_agreement(sides, without)
    for side in sides:
        side.end()
    for precision in options.precisions:
        side_by_side(options, python, folder, sizes, precision)


if __name__ == "__main__":
    main()
