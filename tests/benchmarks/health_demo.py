#!/usr/bin/env python3
"""Trains the demo with recipes that are broken on purpose, and three healthy seeds, and prints at which step each
health alarm came.

    tests/benchmarks/health_demo.py build/release/bin [--steps 200] [--healthy-steps 400]

Exits with 1 when a broken recipe raises none of the alarms that it is known for within --steps, or a healthy seed
raises any.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

# What is changed in the demo's recipe, and the alarms that tell of it.
BROKEN = {
    "critic's rate x20": (["optimizer.discriminator_learning_rate=1e-2"], {"critic_blind", "critic_saturated"}),
    "critic alone": (["reward.weight=0"], {"self_bleu"}),
    "no critic": (["reward.discriminator_only_steps=0", "critic.on=false"], {"clipping"}),
    "generator's rate x10": (["optimizer.learning_rate=1e-3"], {"distinct_2", "critic_saturated", "self_bleu"}),
    "temperature 0.1": (["decoding.temperature=0.1"], {"entropy", "repeated_captions"}),
    "clip_norm 0.02": (["optimizer.clip_norm=0.02"], {"clipping"}),
}


def alarms(program, folder, name, settings, steps):
    command = [program, "train", folder / "recipe.toml", "--store", folder / "runs.sqlite", "--name", name]
    for setting in settings + [f"training.max_steps={steps}", "evaluation.every=50"]:
        command += ["--set", setting]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{name}: vignette-cli ended with {done.returncode}:\n{done.stderr[-2000:]}")
    found = {}
    for rule, step in re.findall(r"health/(\w+): .*?step (\d+)", done.stderr):
        found.setdefault(rule, int(step))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=pathlib.Path, help="the folder with vignette-cli")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--healthy-steps", type=int, default=400)
    given = parser.parse_args()
    program = given.programs / "vignette-cli"
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "demo"
        subprocess.run([str(program), "demo", "--out", str(folder)], check=True, stdout=subprocess.DEVNULL)
        for seed in range(3):
            found = alarms(program, folder, f"healthy {seed}", [f"training.seed={seed}"], given.healthy_steps)
            failed = failed or bool(found)
            report(f"healthy, seed {seed}", found, "none expected")
        for name, (settings, known) in BROKEN.items():
            found = alarms(program, folder, name, settings, given.steps)
            failed = failed or not known & found.keys()
            report(name, found, " or ".join(sorted(known)))
    sys.exit(failed)


def report(name, found, expected):
    steps = ", ".join(f"{rule} {step}" for rule, step in sorted(found.items(), key=lambda pair: pair[1])) or "none"
    print(f"{name:24}{steps}    ({expected})", flush=True)


if __name__ == "__main__":
    main()
