// A tokenizer's directory: kind, then "vocab.json\0merges.txt\0tokenizer_config.json\0added_tokens.json".
#include "fuzz_target.h"
#include "text/tokenizer.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(tokenizer_files) {
  if (bytes.empty()) return;
  const auto kind = static_cast<TokenizerKind>(bytes.front() % 3);
  auto rest = text_of(bytes.subspan(1));
  static const ScratchFolder folder;
  for (const char* name : {"vocab.json", "merges.txt", "tokenizer_config.json", "added_tokens.json"})
    folder.write(name, next_piece(rest));
  try {
    recognise_tokenizer(folder.path());
  } catch (const std::runtime_error&) {
  }
  try {
    const auto tokenizer = load_tokenizer(folder.path(), kind);
    const auto ids = tokenizer->encode_for_model("A dog's <|endoftext|> 12\xC3\xA9 ");
    for (const auto id : ids)
      require(id >= -1 && id < tokenizer->vocabulary_size(), "an id lies outside of the vocabulary");
    tokenizer->decode(ids, false, true);
  } catch (const std::runtime_error& error) {
    require(std::string_view(error.what()).find(folder.path().string()) != std::string_view::npos,
            "an error does not name its file");
  }
}
