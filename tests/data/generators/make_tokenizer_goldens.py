#!/usr/bin/env python3
"""Token ids of the original tokenizers for texts made to trip a tokenizer.

usage: make_tokenizer_goldens.py [--count n] [--seed n] > ../goldens/tokenizers/adversarial.json.gz
       make_tokenizer_goldens.py --check build/developer/tests/benchmarks/tokenizer_speed [--vocab DIR] [--count n]

Needs `pip install tokenizers transformers ftfy regex`. The goldens are those of the tiny tokenizers in goldens/models/tiny, so
that the test needs no published vocabulary: GPT-2's, RoBERTa's and CLIP's fast tokenizers of transformers, and OpenAI's CLIP
tokenizer as it is written in its simple_tokenizer.py where that gives other ids. --check compares many more texts with the
program, with the published vocabularies of DIR (gpt2/vocab.json, gpt2/merges.txt, clip/bpe_simple_vocab_16e6.txt.gz).
"""

import argparse
import gzip
import html
import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata

import ftfy
import regex
from tokenizers import Tokenizer
from tokenizers.normalizers import NFC, Lowercase
from transformers import CLIPTokenizer, GPT2Tokenizer, RobertaTokenizer
from transformers.utils import logging

logging.set_verbosity_error()
HERE = os.path.dirname(os.path.abspath(__file__))
TINY = os.path.join(HERE, "..", "goldens", "models", "tiny")

CODES = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
BLANKS = [chr(c) for c in [9, 10, 11, 12, 13, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x180E, *range(0x2000, 0x200E),
                           0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF]]
CONTRACTIONS = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'S", "'T", "'RE", "'Ve", "'LL", "'D", "\u2019s", "\u2019t",
                "\u2019LL", "''s", "'\u017f", "'", "'r", "'v", "'l", "'lll", " 's", "'s's", "n't", "`s", "\u02bcs", "'M",
                "'dd"]
SPECIALS = ["<|endoftext|>", "<|startoftext|>", "<s>", "</s>", "<pad>", "<unk>", "<mask>", "<|ENDOFTEXT|>", "<|StartOfText|>",
            "<|endoftext|", "|endoftext|>", "<|endoftext|><|endoftext|>", "<MASK>", "</w>", "<|end oftext|>",
            "!<|endoftext|>!!"]
EMOJI = ["\U0001F436", "\U0001F44D\U0001F3FD", "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
         "\U0001F1E9\U0001F1EA", "\u2764\uFE0F\u200D\U0001F525",
         "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", "1\uFE0F\u20E3",
         "\U0001F9D1\U0001F3FF\u200D\U0001F680", "\u263A", "\u00A9\uFE0F"]
CASES = ["\u0130", "\u0131", "\u00DF", "\u1E9E", "\u03A3", "\u03C2", "\u039F\u0394\u039F\u03A3", "\u01C5", "\u01C8", "\u212A",
         "\u212B", "\u2126", "\u0149", "\uFB01", "\uFB03", "\u1FBC", "\u1F88", "\u24B6", "\u2160", "\uFF21", "\U00010400",
         "\u10A0", "\u1C90", "\u13A0", "\uA64A", "\u0345", "\u1C89", "\uA7CB", "\U00010D50", "\u03A3\u03A3", "A\u03A3",
         "\u03A3.", "\u0130\u0307"]
MARKS = ["e\u0301", "a\u0323\u0301", "a\u0301\u0323", "\u0041\u030A", "q\u0307\u0323", "\u1100\u1161\u11A8", "\uAC00\u11A8",
         "\u0915\u093C", "\u0958", "\u304B\u3099", "\uFF76\uFF9E", "\u0344", "\u0374", "\u2ADC", "\uFB1D",
         "\u05D1\u05BC\u05C2", "\u0301", "\u0E33", "\u0F71\u0F72\u0F74", "\U0001D15E", "\u0653\u0627", "\u0627\u0653",
         "\u09C7\u09BE", "\U00011131\U00011127", "\U00011935\U00011930", "\u0C3C\u0301", "\u08CA\u0323", "\u1ABF\u0301",
         "\U0001E2EC\u0323"]
NUMBERS = ["1234567890", "\u2167", "\u2160\u2164", "\u00BD", "\u2153", "\u00B2", "\u2460", "\u0663\u0664", "\u0967\u096A",
           "\uFF11\uFF12", "\u3007", "\u4E00", "\u3280", "\U0001D7D8", "\U00010140", "\u0BF0", "3.14", "1,000", "5th",
           "\U0001F101", "\U00011DE0"]
SCRIPTS = ["\u65E5\u672C\u8A9E\u306E\u6587", "\u5317\u4EAC\u5927\u5B66", "\uD55C\uAD6D\uC5B4",
           "\u0639\u0631\u0628\u064A\u064C", "\u05E9\u05C1\u05DC\u05D5\u05B9\u05DD", "\u202Babc\u202C", "\u200Fab\u200E",
           "\u0928\u092E\u0938\u094D\u0924\u0947", "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35",
           "\u041F\u0440\u0418\u0432\u0435\u0442", "\u0393\u03B5\u03B9\u03AC", "na\u00EFve caf\u00E9",
           "\u00DCberm\u00E4\u00DFig", "\u0179d\u017Ab\u0142o", "ti\u1EBFng Vi\u1EC7t", "\u1200\u121E", "\U00020000"]
ENTITIES = ["&amp;", "&lt;b&gt;", "&eacute;", "&EACUTE;", "&#39;", "&#x27;", "&amp;amp;", "&nbsp;", "&copy", "&notit;",
            "&#0;", "&#128;", "&#xD800;", "&#1114112;", "&;", "&#;", "&quot;x&quot;", "&amp;quot;", "&hellip;",
            "&NotEqualTilde;", "&acE;", "&frac12", "&#x1F436;", "&ampamp;", "&AMP;", "&#1;", "&#13;", "&SZLIG;", "&#00039;",
            "<i>&amp;</i>", "&unknown;", "& &", "&#x", "&amp"]
MOJIBAKE = ["caf\u00C3\u00A9", "\u00E2\u20AC\u2122", "it\u00E2\u20AC\u2122s", "\u00F0\u0178\u0090\u00B6", "na\u00C3\u00AFve",
            "\u00C3\u00A9t\u00C3\u00A9", "\u00E2\u20AC\u0153quoted\u00E2\u20AC\u009D", "\u00C2\u00A9 2020",
            "\u201Ccurly\u201D", "\u2018single\u2019", "\uFF2C\uFF2F\uFF35\uFF24\u3000x", "\uFB02u\uFB03e\uFB06",
            "\x1b[31mred\x1b[0m", "a\rb\r\nc", "\uFEFFbom", "\u0085", "\u0081"]
WORDS = "a A dog DOG Dogs isn't running don't I'm we've the of Man-made well...really $5.00 e-mail@x.org http://a.b/c?d=e#f \
CamelCase x_y __init__ \u00c9cole 100% #tag @user (brackets) [x] {y} 1st 2nd rock'n'roll o'clock y'all'd've \
!!! ?!?! -- \u2014 \u2026 \u00bfqu\u00e9? a.b.c. \\n \\ / \" \u00ab\u00bb".split()


class Texts:
    """Random texts: pieces of every sort above, single code points of every plane, runs, long words, mutilated UTF-8."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        assigned = [code for code in CODES if unicodedata.category(chr(code)) not in ("Cn", "Co")]
        by_category = {}
        for code in assigned:
            by_category.setdefault(unicodedata.category(chr(code)), []).append(code)
        self.by_category = list(by_category.values())
        self.assigned = assigned
        self.decomposing = [code for code in assigned if unicodedata.decomposition(chr(code))]
        self.marks = [code for code in assigned if unicodedata.combining(chr(code))]

    def code(self):
        draw = self.draw
        how = draw.randrange(8)
        if how == 0:
            return chr(draw.choice(CODES))
        if how == 1:
            return chr(draw.choice(self.assigned))
        if how == 2:
            return chr(draw.randrange(0x20, 0x300))
        if how == 3:
            return chr(draw.choice(self.decomposing))
        if how == 4:
            marks = "".join(chr(draw.choice(self.marks)) for _ in range(draw.randint(1, 4)))
            return draw.choice("aeiouAEIOU\u0430\u03b1") + marks
        return chr(draw.choice(draw.choice(self.by_category)))

    def mutilated(self, text):
        """As Python hands over bytes that are no UTF-8: bytes.decode("utf-8", "replace")."""
        data = bytearray(text.encode())
        for _ in range(self.draw.randint(1, 3)):
            at = self.draw.randrange(len(data) + 1)
            if self.draw.random() < 0.5 and at < len(data):
                data[at] = self.draw.randrange(256)
            else:
                data.insert(at, self.draw.randrange(128, 256))
        return bytes(data).decode("utf-8", "replace")

    def piece(self):
        draw = self.draw
        how = draw.randrange(24)
        lists = [CONTRACTIONS, SPECIALS, EMOJI, CASES, MARKS, NUMBERS, SCRIPTS, ENTITIES, MOJIBAKE, BLANKS]
        if how < 10:
            return draw.choice(lists[how])
        if how == 10:
            return draw.choice(BLANKS) * draw.randint(1, 5)
        if how == 11:
            return "".join(draw.choice(BLANKS) for _ in range(draw.randint(1, 5)))
        if how == 12:
            return "".join(draw.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(draw.randint(1, 30)))
        if how == 13:
            return "".join(draw.choice("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") for _ in range(draw.randint(1, 8)))
        if how == 14:
            return "".join(self.code() for _ in range(draw.randint(1, 6)))
        if how < 18:
            return self.code()
        return draw.choice(WORDS)

    def text(self):
        draw = self.draw
        joint = draw.choice(["", " ", " ", "  "])
        text = joint.join(self.piece() for _ in range(draw.randint(1, 8)))
        if draw.random() < 0.01:
            text += draw.choice(["a", "ab", "\u00e9", "1", "!", " ", "na\u0301", "\U0001F436"]) * draw.randint(50, 300)
        return self.mutilated(text) if draw.random() < 0.1 else text


def byte_alphabet():
    order = [*range(33, 127), *range(161, 173), *range(174, 256)]
    symbols = {byte: chr(byte) for byte in order}
    for byte in range(256):
        if byte not in symbols:
            symbols[byte] = chr(256 + len(symbols) - len(order))
    return symbols


class OpenAiClip:
    """OpenAI's tokenizer in its own terms: ftfy, html.unescape twice, lower case, its expression, byte-pair merges. (Its merging
    takes all places of a pair at once; on these vocabularies that gives what merging from the left does.)"""

    PATTERN = regex.compile(r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+",
                            regex.IGNORECASE)

    def __init__(self, vocabulary, merges):
        self.ids = vocabulary
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.symbols = byte_alphabet()

    def encode(self, text):
        text = html.unescape(html.unescape(ftfy.fix_text(text))).strip()
        text = regex.sub(r"\s+", " ", text).strip().lower()
        ids = []
        for word in regex.findall(self.PATTERN, text):
            if word in ("<|startoftext|>", "<|endoftext|>"):
                ids.append(self.ids[word])
            else:
                ids.extend(self.ids[part] for part in self.merge([self.symbols[byte] for byte in word.encode()]))
        return ids

    def merge(self, parts):
        parts[-1] += "</w>"
        while len(parts) > 1:
            best = min(zip(parts, parts[1:]), key=lambda pair: self.ranks.get(pair, 1 << 30))
            if best not in self.ranks:
                break
            merged, at = [], 0
            while at < len(parts):
                found = tuple(parts[at:at + 2]) == best
                merged.append("".join(best) if found else parts[at])
                at += 2 if found else 1
            parts = merged
        return parts


def read_merges(file):
    with open(file, encoding="utf-8") as lines:
        return [tuple(line.split()) for line in lines if line.strip() and not line.startswith("#version")]


class Originals:
    """The original tokenizers of a folder each: gpt2, roberta, clip (as the fast tokenizers have them) and OpenAI's."""

    def __init__(self, gpt2, roberta, clip):
        self.folders = {"gpt2": gpt2, "roberta": roberta, "clip": clip, "clip-openai": clip}
        self.fast = {"gpt2": GPT2Tokenizer.from_pretrained(gpt2), "roberta": RobertaTokenizer.from_pretrained(roberta),
                     "clip": CLIPTokenizer.from_pretrained(clip)}
        vocabulary = self.fast["clip"].get_vocab()
        self.openai = OpenAiClip(vocabulary, read_merges(os.path.join(clip, "merges.txt")))

    def encode(self, kind, text):
        if kind == "clip-openai":
            return self.openai.encode(text)
        return self.fast[kind].backend_tokenizer.encode(text, add_special_tokens=False).ids

    def offsets(self, kind, text):
        """In characters, blanks not trimmed. None where CLIP's normalization joins or takes apart characters: the original counts
        them to the base character alone there."""
        backend = self.fast[kind].backend_tokenizer
        if kind == "clip" and NFC().normalize_str(text) != text:
            return None
        post_processor, backend.post_processor = backend.post_processor, None
        offsets = backend.encode(text, add_special_tokens=False).offsets
        backend.post_processor = post_processor
        return offsets

    def decode(self, kind, ids, skip):
        return self.fast[kind].decode(ids, skip_special_tokens=skip, clean_up_tokenization_spaces=False)


def make_published(vocab, folder):
    """Folders in Hugging Face's layout out of the published files. RoBERTa's vocabulary is GPT-2's with its own ids here."""
    shut = {"ensure_ascii": False}
    gpt2, roberta, clip = (os.path.join(folder, name) for name in ("gpt2", "roberta", "clip"))
    for name in (gpt2, roberta, clip):
        os.makedirs(name, exist_ok=True)
    with open(os.path.join(vocab, "gpt2", "vocab.json"), encoding="utf-8") as file:
        tokens = json.load(file)
    with open(os.path.join(vocab, "gpt2", "merges.txt"), encoding="utf-8") as file:
        merges = file.read()
    order = [token for token, _ in sorted(tokens.items(), key=lambda item: item[1])][:-1]
    written = {gpt2: (tokens, merges),
               roberta: ({token: i for i, token in enumerate(["<s>", "<pad>", "</s>", "<unk>", *order, "<mask>"])}, merges)}
    with gzip.open(os.path.join(vocab, "clip", "bpe_simple_vocab_16e6.txt.gz"), "rt", encoding="utf-8") as file:
        lines = file.read().split("\n")[1:49152 - 256 - 2 + 1]
    symbols = list(byte_alphabet().values())
    order = [*symbols, *(symbol + "</w>" for symbol in symbols), *("".join(line.split()) for line in lines),
             "<|startoftext|>", "<|endoftext|>"]
    written[clip] = ({token: i for i, token in enumerate(order)}, "#version: 0.2\n" + "\n".join(lines) + "\n")
    for name, (ids, text) in written.items():
        with open(os.path.join(name, "vocab.json"), "w", encoding="utf-8") as file:
            json.dump(ids, file, **shut)
        with open(os.path.join(name, "merges.txt"), "w", encoding="utf-8") as file:
            file.write(text)
    return gpt2, roberta, clip


def byte_offsets(text, offsets):
    places = [0]
    for character in text:
        places.append(places[-1] + len(character.encode()))
    return [(places[begin], places[end]) for begin, end in offsets]


def newer_unicode(text):
    """Whether Python's Unicode treats the text otherwise than the older one of Hugging Face's tokenizers, which we have."""
    return NFC().normalize_str(text) != unicodedata.normalize("NFC", text) or \
        any(Lowercase().normalize_str(character) != character.lower() for character in text)


def check(options):
    """Ids, texts and ranges of the program beside the originals'. Returns the number of texts whose ids or texts differ."""
    folder = options.folder or tempfile.mkdtemp()
    originals = Originals(*(make_published(options.vocab, folder) if options.vocab else
                            (os.path.join(TINY, "gpt2"), os.path.join(TINY, "roberta"), os.path.join(TINY, "clip-vit"))))
    texts = Texts(options.seed)
    different = 0
    for kind in options.kinds.split(","):
        cases = [texts.text() for _ in range(options.count)]
        cases += [chr(code) for code in CODES] if options.every_code else []
        file = os.path.join(folder, "texts.jsonl")
        with open(file, "w") as out:
            out.writelines(json.dumps(text) + "\n" for text in cases)
        source = originals.folders[kind]
        if options.vocab and kind.startswith("clip"):
            source = os.path.join(options.vocab, "clip")  # the program reads OpenAI's own file
        done = subprocess.run([options.check, kind, source, file, "ids"], check=True, capture_output=True, text=True)
        newer = 0
        wrong = {"ids": [], "text": [], "text with specials": [], "ranges": []}
        for text, line in zip(cases, done.stdout.split("\n"), strict=False):
            ids, ranges, plain, whole = json.loads(line)
            if kind == "clip-openai" and newer_unicode(text):
                newer += 1
                continue
            expected = originals.encode(kind, text)
            if ids != expected:
                wrong["ids"].append((text, expected, ids))
                continue
            if kind == "clip-openai":
                continue
            if plain != originals.decode(kind, ids, True):
                wrong["text"].append((text, originals.decode(kind, ids, True), plain))
            if whole != originals.decode(kind, ids, False):
                wrong["text with specials"].append((text, originals.decode(kind, ids, False), whole))
            offsets = originals.offsets(kind, text)
            if offsets is None:
                continue
            theirs = byte_offsets(text, offsets)
            mine = list(zip(ranges[::2], ranges[1::2]))
            # The original's are whole characters; ours are the bytes.
            fits = len(mine) == len(theirs) and all(a[0] <= b[0] and b[1] <= a[1] for a, b in zip(theirs, mine))
            if not fits:
                wrong["ranges"].append((text, theirs, mine))
        print(f"{kind}: {len(cases) - newer} texts;", ", ".join(f"{len(rows)} other {what}" for what, rows in wrong.items()))
        for what, rows in wrong.items():
            for text, expected, got in rows[:options.show]:
                print(f"  {what}: {text!a}\n    expected {expected!a}\n    got      {got!a}")
        different += sum(len(wrong[what]) for what in ("ids", "text", "text with specials"))
    return different


# How added tokens are looked for: with each flag of tokenizer.json, in every kind of tokenizer.
ADDED = [{"content": "[L]", "lstrip": True}, {"content": "[R]", "rstrip": True},
         {"content": "[LR]", "lstrip": True, "rstrip": True}, {"content": "dog", "single_word": True},
         {"content": "CAF\u00C9 x", "normalized": True}, {"content": "dogs"},
         {"content": "\u212B", "normalized": True, "special": False},
         {"content": "<|Q|>", "normalized": True, "lstrip": True}, {"content": "<|Q|>!", "special": False}]
ADDED_PIECES = ["dog", "dogs", "Dog", "dog_", "\u00e9dog", "dog\u0301", "dog\u200d", "dog-dog", "1dog", "CAF\u00C9 x", "caf\u00e9 X",
                "cafe\u0301 x", "\u212B", "\u00C5", "a\u030A", "<|Q|>", "<|q|>", "<|Q|>!", "[L]", "[R]", "[LR]", "[l]", "[L", " ", "  ",
                "\u3000", "\n", "\u200b", "a", "!"]


def added_token_cases(fast, draw):
    """A whole tokenizer.json, with the tokens above behind its own (they have the ids from the size of the vocabulary)."""
    tokenizer = json.loads(fast.backend_tokenizer.to_str())
    first = 1 + max(tokenizer["model"]["vocab"].values())
    for i, token in enumerate(ADDED):
        tokenizer["added_tokens"].append({"id": first + i, "single_word": False, "lstrip": False, "rstrip": False,
                                          "normalized": False, "special": True, **token})
    original = Tokenizer.from_str(json.dumps(tokenizer))
    cases = []
    for _ in range(250):
        text = "".join(draw.choice(ADDED_PIECES) for _ in range(draw.randint(1, 8)))
        ids = original.encode(text, add_special_tokens=False).ids
        decoded = original.decode(ids, skip_special_tokens=True)
        if tokenizer["model"]["end_of_word_suffix"]:  # as transformers' CLIPTokenizer goes on
            decoded = decoded.replace("</w>", " ").strip()
        cases.append({"text": text, "ids": ids, "decoded": decoded})
    return {"first": first, "tokenizer": tokenizer, "cases": cases}


def plain_text(draw):
    """Without what only ftfy's whole heuristics, or the newest Unicode, decide: mojibake stands in ASCII."""
    lists = [[one for one in ENTITIES if html.unescape(one).isascii()], SPECIALS,
             [one for one in CONTRACTIONS if one.isascii()], [one for one in WORDS if one.isascii()]]
    if draw.random() < 0.5:
        lists += [MOJIBAKE, MOJIBAKE]
    else:
        lists += [ENTITIES, [one for one in CONTRACTIONS if "\u017f" not in one], EMOJI, SCRIPTS, BLANKS, WORDS,
                  [one for one in CASES if one not in ("\u0345", "\u1C89", "\uA7CB", "\U00010D50")]]
    return draw.choice([" ", "  ", "\n"]).join(draw.choice(draw.choice(lists)) for _ in range(draw.randint(1, 8)))


def goldens(options):
    originals = Originals(os.path.join(TINY, "gpt2"), os.path.join(TINY, "roberta"), os.path.join(TINY, "clip-vit"))
    texts = Texts(options.seed)
    cases = []
    for _ in range(options.count):
        text = texts.text()
        case = {"text": text, **{kind: originals.encode(kind, text) for kind in ("gpt2", "roberta", "clip")}}
        case["clip_text"] = originals.decode("clip", case["clip"], True)
        cases.append(case)
    draw = random.Random(options.seed)
    plain = [plain_text(draw) for _ in range(options.count // 4)]
    import tokenizers
    import transformers
    made_with = {"tokenizers": tokenizers.__version__, "transformers": transformers.__version__, "ftfy": ftfy.__version__}
    data = json.dumps({"made_with": made_with, "encode": cases,
                       "clip_openai": [{"text": text, "ids": originals.openai.encode(text)} for text in plain],
                       "tokenizer_json": {kind: added_token_cases(fast, draw) for kind, fast in originals.fast.items()}},
                      separators=(",", ":")).encode()
    sys.stdout.buffer.write(gzip.compress(data, mtime=0))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", metavar="TOKENIZER_SPEED")
    parser.add_argument("--vocab")
    parser.add_argument("--folder", help="where --check writes its files; a temporary one if left out")
    parser.add_argument("--kinds", default="gpt2,roberta,clip,clip-openai")
    parser.add_argument("--every-code", action="store_true", help="also each code point by itself")
    parser.add_argument("--show", type=int, default=5)
    options = parser.parse_args()
    if options.check:
        sys.exit(check(options) != 0)
    goldens(options)


if __name__ == "__main__":
    main()
