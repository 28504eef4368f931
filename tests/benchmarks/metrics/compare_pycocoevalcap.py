"""vignette-cli evaluate against pycocoevalcap, side by side: 5,000 images with 5 references each, made here.

Both sides score the same files in turn, each in fresh processes (tokenizer and Java's start included, as people run them);
medians of --repeats. "everything but METEOR" is PTB tokenizer, BLEU-1..4, ROUGE-L and CIDEr; METEOR includes the tokenizer too.
"scoring" is tokenizing and scoring alone, without the start of Python or of vignette-cli (whose LibTorch takes longest) and
without reading the files. Prints seconds of the clock and of the processor, their ratios, peak memory, and the largest
difference over images.

usage: compare_pycocoevalcap.py build/release/bin [--images n] [--repeats n] [--captions FILE]
Needs pip and Java once, for pycocoevalcap from PyPI in an environment of its own. --captions takes a text file, a caption a
line, to make the data from real captions, their words swapped and dropped, instead of from the grammar here.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys

PACKAGES = ["pycocoevalcap==1.2"]

REFERENCE = """
import json, resource, sys, time
sys.path = [part for part in sys.path if part]
from pycocoevalcap.tokenizer.ptbtokenizer import PTBTokenizer
references, results, metric, out = sys.argv[1:]
annotations = json.load(open(references))
gts = {image["id"]: [] for image in annotations["images"]}
for one in annotations["annotations"]:
    gts[one["image_id"]].append({"caption": one["caption"]})
res = {one["image_id"]: [{"caption": one["caption"]}] for one in json.load(open(results))}
res = {image: res[image] for image in gts}
def processor():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
begin, begin_processor = time.monotonic(), processor()
gts, res = PTBTokenizer().tokenize(gts), PTBTokenizer().tokenize(res)
scores = {}
if metric == "METEOR":
    from pycocoevalcap.meteor.meteor import Meteor
    meteor = Meteor()
    scores["METEOR"] = meteor.compute_score(gts, res)
    meteor.__del__()
else:
    from pycocoevalcap.bleu.bleu import Bleu
    from pycocoevalcap.rouge.rouge import Rouge
    from pycocoevalcap.cider.cider import Cider
    corpus, images = Bleu(4).compute_score(gts, res, verbose=0)
    for order in range(4):
        scores[f"BLEU-{order + 1}"] = corpus[order], images[order]
    scores["ROUGE-L"] = Rouge().compute_score(gts, res)
    scores["CIDEr"] = Cider().compute_score(gts, res)
print(json.dumps({"clock": time.monotonic() - begin, "processor": processor() - begin_processor}))
with open(out, "w") as file:
    json.dump({name: {"corpus": float(corpus), "images": [float(value) for value in images]}
               for name, (corpus, images) in scores.items()}, file)
"""

SUBJECTS = "man,woman,boy,girl,dog,cat,horse,child,bird,surfer,skier,group of people,couple,tennis player,elephant,bus,train".split(",")
KINDS = "young,old,small,large,brown,black,white,happy,wet,red,blue,spotted,tired,little".split(",")
DOINGS = "standing,sitting,running,walking,riding a bike,playing,jumping,eating,looking up,holding an umbrella,sleeping".split(",")
PLACES = "on the beach,in the snow,at a table,in front of a building,near a tree,on a city street,in a field of grass," \
         "under a bridge,beside the water,on top of a hill,inside a kitchen,next to a fence,at night,in the air".split(",")


def sentence(draw):
    words = f"a {draw.choice(KINDS)} {draw.choice(SUBJECTS)} is {draw.choice(DOINGS)} {draw.choice(PLACES)}"
    if draw.random() < 0.5:
        words += f" with a {draw.choice(KINDS)} {draw.choice(SUBJECTS)}"
    if draw.random() < 0.3:
        words += f", {draw.choice(PLACES)}"
    return words[0].upper() + words[1:] + draw.choice([".", ".", "", "!", " ."])


def varied(draw, caption, others):
    words = caption.split()
    for _ in range(draw.randint(0, 4)):
        at = draw.randrange(len(words))
        words[at] = draw.choice(draw.choice(others).split() or ["a"])
    return " ".join(words)


def make_data(options, folder):
    draw = random.Random(17)
    pool = [sentence(draw) for _ in range(4000)]
    if options.captions:
        with open(options.captions, encoding="utf-8") as file:
            pool = [line.strip() for line in file if line.strip()]
    images, annotations, results = [], [], []
    for image in range(1, options.images + 1):
        images.append({"id": image, "file_name": f"{image}.jpg"})
        base = draw.choice(pool)
        for _ in range(5):
            annotations.append({"id": len(annotations) + 1, "image_id": image, "caption": varied(draw, base, pool)})
        results.append({"image_id": image, "caption": varied(draw, base, pool)})
    files = [os.path.join(folder, name) for name in ("references.json", "results.json")]
    for name, content in zip(files, ({"images": images, "annotations": annotations}, results)):
        with open(name, "w") as file:
            json.dump(content, file)
    return files


def environment(folder):
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(os.path.join(folder, "venv", "complete")):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        open(os.path.join(folder, "venv", "complete"), "w").close()
    return python


def measured(command):
    """Seconds of the clock and of the processor, peak MB of the largest process (Java is a child of a child); output."""
    program = ("import resource, subprocess, sys, time; begin = time.monotonic();"
               "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True);"
               "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
               "print(time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.returncode);"
               "print(done.stdout)")
    out = subprocess.run([sys.executable, "-c", program, *command], check=True, capture_output=True, text=True).stdout
    words, _, output = out.partition("\n")
    words = words.split()
    if words[3] != "0":
        raise SystemExit(f"{command[0]} failed with {words[3]}")
    return [float(word) for word in words[:3]], output.strip().split("\n")[-1]


def largest_difference(theirs, ours, name):
    with open(theirs) as file:
        expected = json.load(file)[name]["images"]
    with open(ours) as file:
        got = [json.loads(line)["scores"][name] for line in file]
    return max(abs(a - b) for a, b in zip(expected, got, strict=True))


def compare(what, metrics, options, python, files, folder):
    theirs, ours = os.path.join(folder, "theirs.json"), os.path.join(folder, "ours.jsonl")
    names = ["METEOR"] if what == "METEOR" else metrics
    sides = {"pycocoevalcap": [python, "-c", REFERENCE, *files, what, theirs],
             "Vignette": [os.path.join(options.bin, "vignette-cli"), "evaluate", "--references", files[0], "--results", files[1], "--json",
                          "--metrics", ",".join(names), "--per-image", ours]}
    alone = [os.path.join(options.bin, "metrics_speed"), *files, ",".join(names)]
    measured(sides["Vignette"])  # METEOR's table is prepared once
    whole, scoring = {side: [] for side in sides}, {side: [] for side in sides}
    for _ in range(options.repeats):
        for side, command in sides.items():
            figures, output = measured(command)
            whole[side].append(figures)
            if side == "Vignette":
                output = measured(alone)[1]
            scoring[side].append([json.loads(output).get("scoring", json.loads(output))[unit] for unit in ("clock", "processor")])
    print(what)
    report("whole processes", whole)
    report("scoring", scoring)
    if what == "METEOR":
        start = json.loads(measured(alone)[1])["dictionaries"]
        print(f"  METEOR's dictionaries: opened in {start['clock']:.3f} s, {start['peak_mb']} MB in use then")
    for name in names:
        print(f"  {name:8} largest difference over images {largest_difference(theirs, ours, name):.2g}")


def report(what, rows):
    medians = {side: [statistics.median(column) for column in zip(*figures)] for side, figures in rows.items()}
    for side, (clock, processor, *memory) in medians.items():
        peak = f"  peak {memory[0]:6.0f} MB" if memory else ""
        print(f"  {what:16} {side:14} {clock:8.2f} s  processor {processor:8.2f} s{peak}")
    ratios = [a / b for a, b in zip(medians["pycocoevalcap"], medians["Vignette"])]
    print(f"  {what:16} ratio          {ratios[0]:8.1f} x  processor {ratios[1]:8.1f} x")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", help="folder of vignette-cli and metrics_speed (ninja benchmarks)")
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--captions")
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/vignette/benchmarks/metrics"))
    options = parser.parse_args()
    os.makedirs(options.cache, exist_ok=True)
    python = environment(options.cache)
    os.environ.setdefault("VIGNETTE_PARAPHRASES", os.path.join(options.cache, "venv", "lib",
                          f"python{sys.version_info.major}.{sys.version_info.minor}", "site-packages", "pycocoevalcap"))
    files = make_data(options, options.cache)
    print(f"{options.images} images, 5 references each, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    cli = [os.path.join(options.bin, "vignette-cli"), "--version"]
    print(f"start of vignette-cli alone: {statistics.median(measured(cli)[0][0] for _ in range(5)):.2f} s")
    compare("everything but METEOR", ["BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "ROUGE-L", "CIDEr"], options, python, files,
            options.cache)
    compare("METEOR", [], options, python, files, options.cache)


if __name__ == "__main__":
    main()
