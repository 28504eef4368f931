#!/usr/bin/env python3
"""Reduces the full metric goldens to what our tests read: reduce.py <goldens/metrics> <this folder>"""
import gzip
import json
import pathlib
import sys

SOURCE, TARGET = map(pathlib.Path, sys.argv[1:])
NAMES = {"BLEU-1": "Bleu_1", "BLEU-2": "Bleu_2", "BLEU-3": "Bleu_3", "BLEU-4": "Bleu_4", "ROUGE-L": "ROUGE_L", "CIDEr": "CIDEr",
         "CIDEr-plain": "CIDEr_plain", "METEOR": "METEOR"}


def load(name):
    path = SOURCE / name
    return json.loads(gzip.open(path).read() if name.endswith(".gz") else path.read_text())


def dump(name, value):
    (TARGET / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def scores(golden):
    return {
        "ids": [image["image_id"] for image in golden["images"]],
        "tokens": [image["cand_tok"] for image in golden["images"]],
        "corpus": {ours: golden["corpus"][theirs] for ours, theirs in NAMES.items()},
        "meteor_statistics": [[int(float(number)) for number in image["meteor_stats"].split()] for image in golden["images"]],
        "per_image": {ours: [image[theirs] for image in golden["images"]] for ours, theirs in NAMES.items()},
    }


def captions(annotations):
    return [[entry["image_id"], entry["caption"]] for entry in annotations]


dump("public_dev_references.json", captions(load("public_dev_annotations.json")["annotations"]))
dump("public_dev_references_tokens.json", load("public_dev_refs_tok.json.gz"))
for name in "abc":
    dump(f"public_dev_{name}_scores.json", scores(load(f"public_dev_{name}_golden.json.gz")))
    dump(f"public_dev_{name}_candidates.json", captions(load(f"public_dev_{name}_results.json")))
for name in ("edge", "edge_single", "edge_single_empty"):
    golden = load(f"{name}_golden.json")
    dump(f"{name}_scores.json", scores(golden) | {"references_tokens": golden["refs_tok"]})
    dump(f"{name}_references.json", captions(load(f"{name}_annotations.json")["annotations"]))
    dump(f"{name}_candidates.json", captions(load(f"{name}_results.json")))
def alignment(hypothesis, reference):
    block = reference["alignment"]
    numbers = [int(float(number)) for number in reference["SCORE"].split()]
    return {"candidate": hypothesis, "candidate_words": block[1].split(), "reference_words": block[2].split(),
            "statistics": numbers, "score": float(reference["EVAL"])}


dump("meteor_alignments.json", [alignment(entry["hyp"], reference) | {"reference": text}
                                for entry in load("meteor_debug_200.json.gz")
                                for text, reference in zip(entry["refs"], entry["per_ref"])])
with (SOURCE / "ptb_golden.tsv").open() as rows, (TARGET / "ptb.tsv").open("w") as out:
    for row in rows:
        kind, raw, lines, _, alone, followed, _ = row.rstrip("\n").split("\t")
        if kind in ("nasty", "setc_dev", "setc_test") and lines == "1":
            out.write(raw + "\t" + (alone if followed == "=" else followed) + "\n")
