"""CLIP ViT-B/32 from JPEG files to embeddings: Vignette against a PyTorch DataLoader + transformers loop, side by side.

Random weights and a few hundred photographs are written once; both sides stay loaded, take turns in each round with the
same number of threads, and embed all files. Prints the medians of images per second of the clock and of the processor (on
a busy machine the latter counts), their ratios in each round, and the largest difference of the embeddings.

usage: compare_clip.py build/release/bin/clip_speed --torch /opt/vignette-torch/lib/python3.11/site-packages
       [--photographs FOLDER]... [--count n] [--rounds n] [--threads n] [--batch n] [--precision fp32|bf16] [--cache FOLDER]
Needs pip once, for requirements.txt in an environment of its own; PyTorch is the installed one.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from peers import environment  # noqa: E402


def inputs(options, python):
    folder = os.path.join(options.cache, f"inputs-{options.count}")
    if not os.path.exists(os.path.join(folder, "complete")):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        subprocess.run([python, os.path.join(HERE, "write_inputs.py"), folder, str(options.count), *options.photographs],
                       check=True)
        open(os.path.join(folder, "complete"), "w").close()
    return folder


class Side:
    def __init__(self, name, command, options, folder):
        self.name, self.embeddings, self.figures = name, os.path.join(folder, name + ".f32"), []
        arguments = [os.path.join(folder, "clip"), os.path.join(folder, "list.txt"), str(options.threads),
                     str(options.batch), options.precision, self.embeddings]
        variables = dict(os.environ, OMP_WAIT_POLICY="passive")
        self.child = subprocess.Popen(command + arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                      env=variables)
        self.answer()

    def answer(self):
        line = self.child.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended with {self.child.wait()}")
        return json.loads(line)

    def round(self):
        self.child.stdin.write("go\n")
        self.child.stdin.flush()
        self.figures.append(self.answer())

    def end(self):
        self.child.stdin.close()
        self.child.wait()


def compare_embeddings(python, sides):
    """The largest difference, in parts of the largest value, and the lowest cosine."""
    code = ("import sys, numpy as np; a, b = (np.fromfile(f, np.float32).reshape(-1, 512) for f in sys.argv[1:])\n"
            "cosine = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)\n"
            "print(f'{np.abs(a - b).max() / np.abs(b).max():.2e} of the largest value, lowest cosine {cosine.min():.6f}')")
    return subprocess.run([python, "-c", code, *(side.embeddings for side in sides)], check=True, capture_output=True,
                          text=True).stdout.strip()


def report(options, sides, kind):
    rates = [[options.count / figures[kind] for figures in side.figures] for side in sides]
    ratios = sorted(ours / theirs for ours, theirs in zip(*rates))
    per = {"wall": "second", "cpu": "processor second"}[kind]
    print(f"images per {per}: " + ", ".join(f"{side.name} {statistics.median(rate):.1f}" for side, rate in zip(sides, rates))
          + f"; ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--torch", required=True, help="folder that holds PyTorch's package")
    parser.add_argument("--photographs", action="append", default=[])
    parser.add_argument("--count", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/vignette-benchmarks/clip"))
    options = parser.parse_args()
    python = environment(options.cache, os.path.join(HERE, "requirements.txt"), options.torch)
    folder = inputs(options, python)
    sides = [Side("vignette", [options.program], options, folder),
             Side("transformers", [python, os.path.join(HERE, "reference_loop.py")], options, folder)]
    for number in range(options.rounds):
        for side in sides[::1 if number % 2 else -1]:
            side.round()
    print(f"CLIP ViT-B/32, {options.count} JPEG files, {options.threads} threads, batches of {options.batch}, "
          f"{options.precision}, load {os.getloadavg()[0]:.1f}")
    for kind in ("wall", "cpu"):
        report(options, sides, kind)
    print("embeddings differ by at most " + compare_embeddings(python, sides))
    for side in sides:
        side.end()


if __name__ == "__main__":
    main()
