// Models: those loaded, and the sizes of new ones.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters model_parameters() {
  return {
      path("models.clip",
           "CLIP: embeds images and scores captions. A directory in Hugging Face's layout or a file of OpenAI's "
           "(RN50.pt, ViT-B-32.pt) with bpe_simple_vocab_16e6.txt.gz beside it; for the likelihood objective on images "
           "BLIP's image encoder too. Empty only where the contrastive objective trains a new one."),
      choice("models.image_features", {"projected", "pooled"},
             "What of an image the captioner hears: CLIP's embedding, or the pooler output before its projection "
             "(clip-gpt-captioning). The latter cannot be compared with texts: likelihood objective on images only."),
      path("models.language_model", "GPT-2 in Hugging Face's layout. Empty: a new one by the language_model keys."),
      path("models.discriminator",
           "RoBERTa in Hugging Face's layout for the critic. Empty: a new one by the discriminator keys."),
      path("models.captioner",
           "Captioner directory or checkpoint to start from. Its mapper and language model replace those named here."),
      choice(
          "mapper.kind", {"mlp", "transformer", "encoder", "cross_attention"},
          "How the language model hears of the image: prefix vectors made by a small two-layer network, by ClipCap's "
          "transformer or by a transformer encoder (clip-gpt-captioning), or cross-attention of its blocks to the "
          "embedding (clip-text-decoder). The last two end captions by the end-of-text token instead of '.'."),
      integer("mapper.prefix_length", 10, "vectors", 1, 128,
              "Prefix vectors given to the language model. clip-gpt-captioning has 4; cross-attention none."),
      integer("mapper.clip_length", 10, "vectors", 1, 128,
              "Transformer mapper: vectors that the embedding is first spread over."),
      integer("mapper.num_layers", 8, "layers", 1, 48,
              "Transformer and encoder mapper: blocks. ClipCap has 8, CgtGAN 4, clip-gpt-captioning 6 or 5."),
      integer("mapper.num_heads", 16, "heads", 1, 256, "Encoder mapper: attention heads; a divisor of the embedding."),
      integer("mapper.mlp_ratio", 4, "", 1, 64, "Encoder mapper: how much wider its inner layers are."),
      real("mapper.dropout", 0.1, "", 0, 0.95, "Encoder mapper: dropout. clip-gpt-captioning has 0.1 or 0.08."),
  };
}

Parameters new_model_parameters() {
  return {
      integer("language_model.vocab_size", 1024, "tokens", 257, 1000000, "New language model: size of the vocabulary."),
      path("language_model.tokenizer",
           "New language model: folder with vocab.json and merges.txt. Empty: trained on the captions."),
      integer("language_model.n_positions", 128, "tokens", 8, 65536,
              "New language model: longest text, prefix included."),
      integer("language_model.n_embd", 128, "", 8, 16384, "New language model: width, a multiple of the heads."),
      integer("language_model.n_layer", 3, "layers", 1, 256, "New language model: blocks."),
      integer("language_model.n_head", 4, "heads", 1, 256, "New language model: attention heads."),
      real("language_model.dropout", 0.1, "", 0, 0.95,
           "New language model: dropout. One that is loaded keeps its own."),
      integer("discriminator.vocab_size", 1024, "tokens", 261, 1000000, "New critic: size of the vocabulary."),
      path("discriminator.tokenizer",
           "New critic: folder with vocab.json and merges.txt. Empty: trained on the corpus."),
      integer("discriminator.max_position_embeddings", 130, "tokens", 8, 65536, "New critic: longest text plus 2."),
      integer("discriminator.hidden_size", 128, "", 8, 16384, "New critic: width, a multiple of the heads."),
      integer("discriminator.num_hidden_layers", 2, "layers", 1, 256, "New critic: blocks."),
      integer("discriminator.num_attention_heads", 4, "heads", 1, 256, "New critic: attention heads."),
      real("discriminator.dropout", 0.1, "", 0, 0.95, "New critic: dropout. One that is loaded keeps its own."),
      integer("clip.projection_dim", 128, "", 8, 8192, "New CLIP: size of an embedding."),
      integer("clip.image_size", 64, "pixels", 16, 1024, "New CLIP: side of the square that images are cut to."),
      integer("clip.patch_size", 8, "pixels", 2, 128, "New CLIP: side of a patch; divides the image size."),
      integer("clip.vision_hidden_size", 128, "", 8, 16384,
              "New CLIP: width of the image tower, a multiple of its heads."),
      integer("clip.vision_layers", 4, "layers", 1, 256, "New CLIP: blocks of the image tower."),
      integer("clip.vision_heads", 4, "heads", 1, 256, "New CLIP: attention heads of the image tower."),
      integer("clip.text_hidden_size", 128, "", 8, 16384,
              "New CLIP: width of the text tower, a multiple of its heads."),
      integer("clip.text_layers", 2, "layers", 1, 256, "New CLIP: blocks of the text tower."),
      integer("clip.text_heads", 4, "heads", 1, 256, "New CLIP: attention heads of the text tower."),
      integer("clip.vocab_size", 1024, "tokens", 515, 1000000, "New CLIP: size of the vocabulary."),
      integer("clip.max_position_embeddings", 77, "tokens", 8, 1024, "New CLIP: longest text; longer ones are cut."),
      path("clip.tokenizer", "New CLIP: folder with vocab.json and merges.txt. Empty: trained on the captions."),
  };
}

}  // namespace vignette
