#!/usr/bin/env python3
"""Takes out of METEOR's table the entries that can match in the golden captions, in their order:

    excerpt_paraphrases.py paraphrase-en.gz <goldens/metrics> <program that normalises a caption a line> <this folder>

An entry can match when one of its phrases stands in a candidate and the other in a reference of the same image."""
import gzip
import json
import pathlib
import subprocess
import sys

TABLE, SOURCE, NORMALISER, TARGET = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], pathlib.Path(sys.argv[4])
LONGEST = 7


def load(name):
    path = SOURCE / name
    return json.loads(gzip.open(path).read() if name.endswith(".gz") else path.read_text())


def pairs():
    references = load("public_dev_refs_tok.json.gz")
    goldens = [(load(f"public_dev_{name}_golden.json.gz"), references) for name in "abc"]
    edge = load("edge_golden.json")
    for golden, tokens in goldens + [(edge, edge["refs_tok"])]:
        for image in golden["images"]:
            yield from ((image["cand_tok"], reference) for reference in tokens[str(image["image_id"])])


def phrases(words):
    return {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + LONGEST, len(words)) + 1)}


captions = list(pairs())
lines = "".join(f"{candidate}\n{reference}\n" for candidate, reference in captions)
normalised = subprocess.run([NORMALISER], input=lines, capture_output=True, text=True, check=True).stdout.split("\n")
partners = {}
for at in range(0, len(normalised) - 1, 2):
    candidate, reference = (phrases(normalised[at + side].split(" ")) for side in (0, 1))
    for one, other in ((candidate, reference), (reference, candidate)):
        for phrase in one:
            partners.setdefault(phrase, []).append(other)
kept = []
with gzip.open(TABLE, "rt", encoding="utf-8", newline="\n") as table:
    while probability := table.readline():
        phrase, paraphrase = table.readline(), table.readline()
        if any(paraphrase[:-1] in other for other in partners.get(phrase[:-1], ())):
            kept.append(probability + phrase + paraphrase)
with open(TARGET / "paraphrases.gz", "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as out:
    out.write("".join(kept).encode())
print(len(kept), "entries")
