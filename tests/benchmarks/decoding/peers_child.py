"""CTranslate2 or transformers' generate, answering lines as decoding_child does. usage: peers_child.py ct2|hf MODEL PROMPTS THREADS"""
import json
import os
import sys
import time

TOKENS, BEAMS = 20, 5


def ctranslate2_side(model, prompts, threads):
    import ctranslate2
    converted = os.path.join(os.path.dirname(model), "ctranslate2")
    if not os.path.isdir(converted):
        ctranslate2.converters.TransformersConverter(model).convert(converted, quantization="float32")
    generator = ctranslate2.Generator(converted, compute_type="float32", inter_threads=1, intra_threads=threads)
    with open(os.path.join(model, "vocab.json"), encoding="utf-8") as file:
        names = {token: name for name, token in json.load(file).items()}
    named = [[names[token] for token in prompt] for prompt in prompts]

    def run(batch, method):
        found = generator.generate_batch(
            named[:batch], max_batch_size=batch, max_length=TOKENS, min_length=TOKENS, include_prompt_in_result=False,
            beam_size=BEAMS if method == "beam" else 1, sampling_topk=0 if method == "sample" else 1)
        return [one.sequences_ids[0] for one in found]
    return run


def transformers_side(model, prompts, threads):
    import torch
    from transformers import GPT2LMHeadModel
    torch.set_num_threads(threads)
    loaded, ids = GPT2LMHeadModel.from_pretrained(model).eval(), torch.tensor(prompts)

    def run(batch, method):
        asked = {"beam": {"num_beams": BEAMS}, "sample": {"do_sample": True, "top_k": 0}}.get(method, {})
        with torch.inference_mode():
            found = loaded.generate(ids[:batch], attention_mask=torch.ones_like(ids[:batch]), max_new_tokens=TOKENS,
                                    min_new_tokens=TOKENS, pad_token_id=loaded.config.eos_token_id, **asked)
        return found[:, ids.shape[1]:].tolist()
    return run


def main(side, model, prompts, threads):
    with open(prompts) as file:
        prompts = json.load(file)
    run = {"ct2": ctranslate2_side, "hf": transformers_side}[side](model, prompts, int(threads))
    for line in sys.stdin:
        request = json.loads(line)
        begin = time.perf_counter()
        ids = run(request["batch"], request["method"])
        print(json.dumps({"seconds": time.perf_counter() - begin, "ids": ids}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
