#!/usr/bin/env python3
"""Example of reward.command: the share of a caption's words that its references use, less a penalty for 'something'.

Vignette sends one JSON object a line (image_id, caption, references, remaining) and wants one number a line back, written
out at once. `remaining` says how many captions of the same batch are still to come: a scorer that is faster on batches may
collect them until it is 0. Everything else a program wants to say belongs on standard error; it shows when the run fails.
"""
import json
import re
import sys


def words(text):
    return set(re.findall(r"\w+", text.lower()))


for line in sys.stdin:
    request = json.loads(line)
    said = words(request["caption"])
    known = set().union(*map(words, request["references"]))
    share = len(said & known) / max(1, len(said))
    print(share - ("something" in said), flush=True)
