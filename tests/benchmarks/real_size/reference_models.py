"""The players of the reference's algorithm, from transformers' models (reference: Lihr747/CgtGAN)."""

import json

import torch
from torch import nn
from safetensors.torch import load_file
from transformers import (CLIPModel, CLIPTokenizer, GPT2Config, GPT2LMHeadModel, GPT2Tokenizer,
                          RobertaModel, RobertaTokenizer)


class Mapper(nn.Module):
    def __init__(self, embedding, width, length):
        super().__init__()
        self.length, self.width = length, width
        self.model = nn.Sequential(nn.Linear(embedding, width * length // 2), nn.Tanh(),
                                   nn.Linear(width * length // 2, width * length))

    def forward(self, embedding):
        return self.model(embedding).view(-1, self.length, self.width)


class Captioner(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.gpt = GPT2LMHeadModel(GPT2Config.from_pretrained(f"{folder}/gpt2"))
        self.clip_project = Mapper(512, 768, 10)
        missing, unexpected = self.load_state_dict(load_file(f"{folder}/gpt2/model.safetensors"), strict=False)
        assert missing in ([], ["gpt.lm_head.weight"]) and not unexpected, (missing, unexpected)


class Discriminator(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.roberta = RobertaModel.from_pretrained(f"{folder}/roberta", add_pooling_layer=True)
        self.classifier = nn.Sequential(nn.Linear(768, 384), nn.Tanh(), nn.Linear(384, 1))
        head = load_file(f"{folder}/critic_head/model.safetensors")
        self.classifier.load_state_dict({name.removeprefix("classifier.model."): head[name] for name in head})

    def forward(self, ids, mask):
        return self.classifier(self.roberta(ids, attention_mask=mask).pooler_output).squeeze(-1)


class ClipText:
    """The frozen text tower. Texts are padded to 77 ids, as clip.tokenize does."""

    def __init__(self, folder):
        self.model = CLIPModel.from_pretrained(f"{folder}/clip").eval().requires_grad_(False)
        self.tokenizer = CLIPTokenizer(f"{folder}/clip/vocab.json", f"{folder}/clip/merges.txt")
        self.scale = torch.tensor(100.0)

    @torch.no_grad()
    def __call__(self, texts):
        cleaned = [text.strip().removesuffix(".") for text in texts]
        batch = self.tokenizer(cleaned, padding="max_length", truncation=True, max_length=77, return_tensors="pt")
        # Without a mask: attention is causal, and padding stands behind the end token that is read.
        return self.model.get_text_features(batch.input_ids)


def set_dropout(module, p):
    for part in module.modules():
        if isinstance(part, nn.Dropout):
            part.p = p
        if hasattr(part, "dropout_prob"):
            part.dropout_prob = p
        if hasattr(part, "attention_dropout") and isinstance(part.attention_dropout, float):
            part.attention_dropout = p


class Players:
    def __init__(self, folder, dropout):
        self.captioner, self.critic, self.clip = Captioner(folder), Discriminator(folder), ClipText(folder)
        self.gpt2_tokenizer = GPT2Tokenizer(f"{folder}/gpt2/vocab.json", f"{folder}/gpt2/merges.txt")
        self.critic_tokenizer = RobertaTokenizer(f"{folder}/roberta/vocab.json", f"{folder}/roberta/merges.txt")
        self.captioner.train()
        self.critic.train()
        for module in (self.captioner, self.critic):
            set_dropout(module, dropout)
        with open(f"{folder}/step.json") as file:
            self.given = json.load(file)
