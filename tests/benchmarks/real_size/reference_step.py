"""One step of the reference's adversarial algorithm, and of its likelihood training, in PyTorch eager.

A child of compare_steps.py: answers each line "adversarial" or "likelihood" on its input with a JSON line of figures.
Follows the original where that costs time: the gradient goes through sampling with a key-value cache, greedy captions
are a pass of their own, texts are padded to the maximum, CLIP's to 77, the critic's rewards take a forward of their own.
"""

import argparse
import json
import resource
import sys
import time

import torch
import torch.nn.functional as F

from reference_models import Players

STOP, UNDECAYED, DECAY, RATE = 13, ("bias", "LayerNorm.weight"), 0.05, 1e-5


class Phases:
    def __init__(self):
        self.seconds, self.last = {}, time.perf_counter()

    def lap(self, name):
        now = time.perf_counter()
        self.seconds[name] = self.seconds.get(name, 0) + now - self.last
        self.last = now


def optimizer(model):
    named = list(model.named_parameters())
    plain = [p for name, p in named if any(part in name for part in UNDECAYED)]
    decayed = [p for name, p in named if not any(part in name for part in UNDECAYED)]
    return torch.optim.AdamW([{"params": decayed, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}],
                             lr=RATE, eps=1e-8)


class Reference:
    def __init__(self, options):
        self.options = options
        self.players = Players(options.models, options.dropout)
        self.generator_optimizer = optimizer(self.players.captioner)
        self.critic_optimizer = optimizer(self.players.critic)
        given, rows = self.players.given, options.batch * options.samples
        self.images = torch.tensor(given["images"])[:options.batch]
        self.targets = torch.tensor(given["targets"])[:options.batch]
        self.forced = torch.tensor(given["samples"])[:rows, :options.length]
        self.human = given["human"][:rows]

    def generate(self, prefix, greedy, forced=None):
        """Token by token with a cache; gradient where autograd is on. -> ids [R, T], mean log p [R]"""
        gpt, inputs, cache = self.players.captioner.gpt, {"inputs_embeds": prefix}, None
        unfinished = torch.ones(prefix.size(0))
        ids, log_probs, counted = [], [], []
        for position in range(self.options.length):
            output = gpt(**inputs, past_key_values=cache, use_cache=True)
            cache, logits = output.past_key_values, output.logits[:, -1, :]
            scores = F.log_softmax(logits, dim=-1)
            tokens = scores.argmax(-1) if greedy else torch.multinomial(scores.exp().float(), 1).squeeze(1)
            if forced is not None:
                tokens = forced[:, position]
            ids.append(tokens)
            log_probs.append(scores.gather(1, tokens.unsqueeze(1)).squeeze(1))
            counted.append(unfinished)
            unfinished = unfinished * tokens.ne(STOP)
            if unfinished.sum() == 0:
                break
            inputs = {"input_ids": tokens.unsqueeze(1)}
        ids, log_probs, counted = torch.stack(ids, 1), torch.stack(log_probs, 1), torch.stack(counted, 1)
        return ids, (log_probs * counted).sum(1) / counted.sum(1)

    def texts(self, ids):
        result = []
        for row in ids.tolist():
            row = row[:row.index(STOP) + 1] if STOP in row else row[:-1] + [STOP]
            result.append(self.players.gpt2_tokenizer.decode(row, skip_special_tokens=True,
                                                             clean_up_tokenization_spaces=True))
        return result

    def critic(self, texts):
        longest = self.options.length + 2
        batch = self.players.critic_tokenizer(texts, padding="max_length", truncation=True, max_length=longest,
                                              return_tensors="pt")
        return self.players.critic(batch.input_ids, batch.attention_mask)

    def clip_scores(self, texts, repeats):
        clip = self.players.clip
        features, targets = clip(texts).float(), self.targets.repeat_interleave(repeats, 0)
        l1 = clip.scale * (1 - (targets - features).abs().mean(-1))
        cosine = clip.scale * F.cosine_similarity(targets, features)
        return 0.5 * cosine + 0.5 * l1

    def policy_loss(self, log_p, scores, greedy):
        advantage = scores.view(-1, self.options.samples) - greedy.unsqueeze(1)
        return (-log_p * advantage.flatten()).mean()

    def adversarial(self):
        phases, players, n = Phases(), self.players, self.options.samples
        captioner, critic = players.captioner, players.critic
        captioner.eval()
        with torch.no_grad():
            greedy_ids, _ = self.generate(captioner.clip_project(self.images), greedy=True)
        captioner.train()
        phases.lap("greedy")
        prefix = captioner.clip_project(self.images).repeat_interleave(n, 0)
        ids, log_p = self.generate(prefix, greedy=False, forced=self.forced)
        samples, greedy = self.texts(ids), self.texts(greedy_ids)
        phases.lap("sampling")
        logits = self.critic(self.human + samples)
        labels = torch.cat([torch.ones(len(self.human)), torch.zeros(len(samples))])
        critic_loss = F.binary_cross_entropy_with_logits(logits.float(), labels)
        phases.lap("critic forward")
        reward_loss = self.policy_loss(log_p, self.clip_scores(samples, n), self.clip_scores(greedy, 1))
        phases.lap("CLIP")
        critic.eval()
        with torch.no_grad():
            rewards = self.critic(samples + greedy).float()
        critic.train()
        fd_loss = self.policy_loss(log_p, rewards[:len(samples)], rewards[len(samples):])
        phases.lap("critic scores")
        critic_loss.backward()
        phases.lap("critic backward")
        critic_norm = torch.nn.utils.clip_grad_norm_(critic.parameters(), 1.0)
        self.critic_optimizer.step()
        self.critic_optimizer.zero_grad()
        phases.lap("optimisers")
        loss = 0.5 * reward_loss + 0.5 * fd_loss
        loss.backward()
        phases.lap("generator backward")
        generator_norm = torch.nn.utils.clip_grad_norm_(captioner.parameters(), 1.0)
        self.generator_optimizer.step()
        self.generator_optimizer.zero_grad()
        phases.lap("optimisers")
        return phases.seconds, {"G_loss": loss.item(), "D_loss": critic_loss.item(), "reward_loss": reward_loss.item(),
                                "fd_loss": fd_loss.item(), "G_norm": generator_norm.item(),
                                "D_norm": critic_norm.item(), "greedy": greedy_ids[:, 0].tolist()}

    def likelihood(self):
        """ClipCap's step: cross-entropy over whole logits."""
        phases, captioner = Phases(), self.players.captioner
        images = self.images.repeat_interleave(self.options.samples, 0)
        prefix, tokens = captioner.clip_project(images), self.forced
        embedded = torch.cat([prefix, captioner.gpt.transformer.wte(tokens)], 1)
        logits = captioner.gpt(inputs_embeds=embedded).logits[:, prefix.size(1) - 1:-1]
        loss = F.cross_entropy(logits.reshape(-1, logits.size(-1)).float(), tokens.flatten())
        phases.lap("forward")
        loss.backward()
        phases.lap("backward")
        norm = torch.nn.utils.clip_grad_norm_(captioner.parameters(), 1.0)
        self.generator_optimizer.step()
        self.generator_optimizer.zero_grad()
        phases.lap("optimisers")
        return phases.seconds, {"loss": loss.item(), "norm": norm.item()}

    def run(self, what):
        wall, cpu = time.perf_counter(), time.process_time()
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.precision == "bf16"):
            phases, figures = getattr(self, what)()
        return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, "phases": phases,
                "figures": figures}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", required=True)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("--length", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    reference = Reference(options)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(reference.run(line.strip())), flush=True)


if __name__ == "__main__":
    main()
