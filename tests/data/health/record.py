#!/usr/bin/env python3
"""Records what tst_health replays: the figures that the rules look at, of runs told by `vignette-cli train … --json`.

    record.py CLIP_NORM NAME=FILE.json … > recorded.json

"alarms" is left empty: tst_health prints the alarms and steps that it found, to be looked at and written there.
"""
import json
import sys

STEP = ["D_accuracy", "reward", "entropy", "distinct_2", "repeated_captions", "cut_captions", "advantage_spread",
        "grad_norm/generator"]
EVALUATION = ["val/CIDEr", "val/CLIPScore", "val/self_bleu"]


def rows(file):
    for line in open(file):
        event = json.loads(line)
        for names, evaluated in ((STEP, False), (EVALUATION, True)):
            figures = {name: float("%.3g" % event[name]) for name in names if event.get(name) is not None}
            if "step" in event and figures:
                yield {"step": event["step"], "evaluated": evaluated, "figures": figures}


runs = [{"name": name, "clip_norm": float(sys.argv[1]), "rows": list(rows(file)), "alarms": {}}
        for name, file in (argument.split("=") for argument in sys.argv[2:])]
print("[\n" + ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs) + "\n]")
