"""open_dataset against pycocotools' COCO(), side by side: a captions file of COCO train2017's size, made here.

The file has 118,287 images with 591,753 captions, with the fields, the spacing, the id ranges and the scattered order of
captions_train2017.json, captions as long as COCO's and words as unevenly used. Both sides open it in turns, each time in a fresh
process, from the page cache. Clock and processor time are of the call alone (COCO(FILE), which is json.load and createIndex;
vignette::open_dataset(FILE), which also checks encoding, ids and names), without the start of the process. Peak memory is what the
call adds to the process's peak (VmHWM) at the moment before it: for pycocotools the interpreter with pycocotools imported and
nothing opened, for Vignette the program just started. Prints medians and their ratios, the range of the clock, and for scale what
it takes to read the file's bytes and to parse them by json.load and by simdjson, without making anything of them.

usage: compare_pycocotools.py build/release/bin [--rounds n] [--images n] [--file FILE]
Needs pip once, for pycocotools from PyPI in an environment of its own. --file takes a published captions file instead.
"""

import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import sys

PACKAGES = ["pycocotools==2.0.10"]

# Read with json.load the file gives the dictionaries that COCO() keeps; "parse" is json.load alone.
REFERENCE = """
import json, resource, sys, time
sys.path = [part for part in sys.path if part]
from pycocotools.coco import COCO
def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
def peak_mib():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
what, file = sys.argv[1:]
bare, begin, begin_processor = peak_mib(), time.monotonic(), processor()
if what == "open":
    coco = COCO(file)
else:
    with open(file) as text:
        coco = json.load(text)
figures = {"seconds": time.monotonic() - begin, "processor": processor() - begin_processor, "mib": peak_mib() - bare, "bare": bare}
if what == "open":
    figures.update(images=len(coco.imgs), captions=len(coco.anns))
print(json.dumps(figures))
"""

STARTS = "a an the two three several some many people man woman".split()
WORDS = """a on of the in with and is man to sitting an two at standing people are next white woman street table holding it
person large down top group field small tennis front near his train plate up dog room riding black by cat red young baseball
playing water that bathroom walking sign while blue has kitchen food grass bus pizza green snow parked three other boy building
bed looking couple from player men ball girl out laying some her clock side toilet road flying skateboard there over wooden
umbrella wearing game air through sink bear horse brown kite elephant giraffe beach computer skiing surfboard laptop yellow""".split()
LENGTHS = {7: 1, 8: 14, 9: 21, 10: 22, 11: 16, 12: 10, 13: 6, 14: 4, 15: 2, 16: 1, 18: 1, 21: 1, 26: 1}  # words: percent


def vocabulary(draw, size=27000):
    """COCO's frequent words, and made-up ones of usual length."""
    words = dict.fromkeys(WORDS)
    while len(words) < size:
        words["".join(draw.choice("bcdfghklmnprstvw") + draw.choice("aeiou") for _ in range(draw.randint(2, 3))) + draw.choice(" nrst").strip()] = None
    return list(words)


def captions(draw, count):
    words = vocabulary(draw)
    weights = list(itertools.accumulate((rank + 3) ** -1.3 for rank in range(len(words))))
    lengths = draw.choices(list(LENGTHS), list(LENGTHS.values()), k=count)
    for length in lengths:
        text = " ".join([draw.choice(STARTS), *draw.choices(words, cum_weights=weights, k=length - 1)])
        chance = draw.random()
        if chance < 0.002:
            text = text.replace(" ", ' "', 1) + '"'
        elif chance < 0.003:
            text += " caf\u00e9"
        yield text[0].upper() + text[1:] + ("." if chance < 0.8 else ".\n" if chance < 0.81 else "")


def make_file(path, image_count):
    """Written piece by piece as captions_train2017.json is spaced."""
    draw = random.Random(17)
    ids = draw.sample(range(1, max(581_929, 5 * image_count)), image_count)
    of_images = ids * 5 + draw.choices(ids, k=(591_753 * image_count) // 118_287 - 5 * image_count)
    draw.shuffle(of_images)
    annotation_ids = sorted(draw.sample(range(1, max(829_717, 7 * image_count)), len(of_images)))
    with open(path + ".part", "w") as out:
        out.write('{"info": {"description": "COCO 2017 Dataset","url": "http://cocodataset.org","version": "1.0","year": 2017},'
                  '"licenses": [{"url": "http://creativecommons.org/licenses/by-nc-sa/2.0/","id": 1,"name": "CC"}],"images": [')
        for place, image in enumerate(ids):
            height, width = draw.choice([(480, 640), (640, 480), (427, 640), (640, 427), (375, 500), (500, 375), (360, 640)])
            out.write("," * (place > 0) + f'{{"license": {draw.randint(1, 8)},"file_name": "{image:012}.jpg",'
                      f'"coco_url": "http://images.cocodataset.org/train2017/{image:012}.jpg","height": {height},"width": {width},'
                      f'"date_captured": "2013-11-{draw.randint(10, 30)} {draw.randint(10, 23)}:{draw.randint(10, 59)}:'
                      f'{draw.randint(10, 59)}","flickr_url": "http://farm{draw.randint(1, 9)}.staticflickr.com/'
                      f'{draw.randint(1000, 9999)}/{draw.randrange(10**9, 10**10)}_{draw.randrange(16**10):010x}_z.jpg","id": {image}}}')
        out.write('],"annotations": [')
        for place, (image, number, text) in enumerate(zip(of_images, annotation_ids, captions(draw, len(of_images)))):
            out.write("," * (place > 0) + f'{{"image_id": {image},"id": {number},"caption": {json.dumps(text)}}}')
        out.write("]}")
    os.rename(path + ".part", path)


def environment(folder):
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(os.path.join(folder, "venv", "complete")):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        open(os.path.join(folder, "venv", "complete"), "w").close()
    return python


def measured(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} failed with {done.returncode}")
    return json.loads(done.stdout.strip().split("\n")[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", help="folder of open_dataset (ninja benchmarks)")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--images", type=int, default=118_287)
    parser.add_argument("--file")
    parser.add_argument("--cache", default=os.path.expanduser("~/.cache/vignette/benchmarks/datasets"))
    options = parser.parse_args()
    os.makedirs(options.cache, exist_ok=True)
    python = environment(options.cache)
    file = options.file or os.path.join(options.cache, f"captions_{options.images}.json")
    if not os.path.exists(file):
        make_file(file, options.images)
    ours = os.path.join(options.bin, "open_dataset")
    commands = {"pycocotools": [python, "-c", REFERENCE, "open", file], "Vignette": [ours, file],
                "json.load": [python, "-c", REFERENCE, "parse", file], "simdjson": [ours, "--parse", file],
                "read": [ours, "--read", file]}
    rows = {side: [] for side in commands}
    print(f"{os.path.getsize(file) / 1e6:.1f} MB, {options.rounds} rounds, {os.cpu_count()} processors, "
          f"load {os.getloadavg()[0]:.1f}", flush=True)
    for _ in range(options.rounds):
        for side, command in commands.items():
            rows[side].append(measured(command))
    counts = {side: (rows[side][0]["images"], rows[side][0]["captions"]) for side in ("pycocotools", "Vignette")}
    if len(set(counts.values())) != 1:
        raise SystemExit(f"images and captions differ: {counts}")
    print("{} images, {} captions on both sides".format(*counts["Vignette"]))
    medians = {}
    for side, figures in rows.items():
        column = {unit: [row[unit] for row in figures] for unit in ("seconds", "processor", "mib", "bare")}
        medians[side] = {unit: statistics.median(values) for unit, values in column.items()}
        print(f"  {side:12} {medians[side]['seconds']:7.3f} s ({min(column['seconds']):.3f} to {max(column['seconds']):.3f})  "
              f"processor {medians[side]['processor']:7.3f} s  peak {medians[side]['mib']:6.1f} MiB above {medians[side]['bare']:.1f}")
    theirs, own = medians["pycocotools"], medians["Vignette"]
    rounds = [a["seconds"] / b["seconds"] for a, b in zip(rows["pycocotools"], rows["Vignette"])]
    print(f"  clock {theirs['seconds'] / own['seconds']:.1f} x ({min(rounds):.1f} to {max(rounds):.1f} by round), "
          f"processor {theirs['processor'] / own['processor']:.1f} x, memory {100 * own['mib'] / theirs['mib']:.0f} %")


if __name__ == "__main__":
    main()
