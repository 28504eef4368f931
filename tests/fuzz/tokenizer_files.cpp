// A tokenizer's directory: kind, then "vocab.json\0merges.txt\0tokenizer_config.json\0added_tokens.json", and, each in
// a directory of its own, "\0tokenizer.json\0bpe_simple_vocab_16e6.txt".
#include "fuzz_target.h"
#include "text/tokenizer.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

void open_tokenizer(const std::filesystem::path& folder, TokenizerKind kind) {
  try {
    recognise_tokenizer(folder);
  } catch (const std::runtime_error&) {
  }
  try {
    const auto tokenizer = load_tokenizer(folder, kind);
    const std::string_view text = "A dog's <|endoftext|> 12\xC3\xA9 ";
    const auto ids = tokenizer->encode_for_model(text);
    for (const auto id : ids)
      require(id >= -1 && id < tokenizer->vocabulary_size(), "an id lies outside of the vocabulary");
    for (const auto& range : tokenizer->encode_with_ranges(text).ranges)
      require(range.begin <= range.end && range.end <= text.size(), "a range lies outside of the text");
    require(tokenizer->decode_with_ranges(ids).text == tokenizer->decode(ids, true, false),
            "two texts of the same ids");
  } catch (const std::runtime_error& error) {
    require(std::string_view(error.what()).find(folder.string()) != std::string_view::npos,
            "an error does not name its file");
  }
}

}  // namespace

VIGNETTE_FUZZ_TARGET(tokenizer_files) {
  if (bytes.empty()) return;
  const auto kind = static_cast<TokenizerKind>(bytes.front() % 3);
  auto rest = text_of(bytes.subspan(1));
  static const ScratchFolder folder, json_folder, merges_folder;
  for (const char* name : {"vocab.json", "merges.txt", "tokenizer_config.json", "added_tokens.json"})
    folder.write(name, next_piece(rest));
  open_tokenizer(folder.path(), kind);
  if (rest.empty()) return;
  json_folder.write("tokenizer.json", next_piece(rest));
  open_tokenizer(json_folder.path(), kind);
  merges_folder.write("bpe_simple_vocab_16e6.txt", rest);
  open_tokenizer(merges_folder.path(), TokenizerKind::clip);
}
