// Any bytes through the tokenizers of all kinds and back, and any ids as text.
#include <algorithm>
#include <cstring>

#include "fuzz_target.h"
#include "text/clip_cleaning.h"
#include "text/tokenizer.h"
#include "text/unicode.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

/// Small tokenizers that know every byte.
std::shared_ptr<const Tokenizer> trained(TokenizerKind kind) {
  const ScratchFolder folder;
  const std::vector<std::string> texts = {"a dog and a cat's dogs, the cats!",
                                          "the d\xC3\xA9j\xC3\xA0 vu of the 12 dogs", "a cat and a dog"};
  TrainTokenizerOptions options;
  options.kind = kind;
  options.vocabulary_size = 600;
  train_tokenizer(texts, options, folder.path());
  return load_tokenizer(folder.path(), kind);
}

void check(const Tokenizer& tokenizer, std::string_view text) {
  const auto ids = tokenizer.encode(text);
  for (const auto id : ids)
    require(id >= 0 && id < tokenizer.vocabulary_size(), "an id lies outside of the vocabulary");
  const auto again = tokenizer.decode(ids, false, false);
  require(repair_utf8(again) == again, "what was decoded is no valid UTF-8");
  if (tokenizer.kind() == TokenizerKind::gpt2)
    require(again == repair_utf8(text), "GPT-2's tokens do not give the text back");
  if (tokenizer.kind() == TokenizerKind::clip)
    require(tokenizer.encode_for_model(text).size() <= 77, "CLIP's text is longer than its context");
  tokenizer.decode(ids, true, true);
  const auto ranged = tokenizer.encode_with_ranges(text);
  require(ranged.ids == ids && ranged.ranges.size() == ids.size(), "ids with ranges are other ids");
  for (const auto& range : ranged.ranges)
    require(range.begin <= range.end && range.end <= text.size(), "a range lies outside of the text");
  require(tokenizer.decode_with_ranges(ids, false).text == again, "two texts of the same ids");
}

void check_ids(const Tokenizer& tokenizer, Bytes bytes) {
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i + 2 <= bytes.size(); i += 2) {
    std::int16_t id = 0;
    std::memcpy(&id, bytes.data() + i, sizeof id);
    ids.push_back(id);
  }
  const auto text = tokenizer.decode(ids, false, true);
  require(repair_utf8(text) == text, "what was decoded is no valid UTF-8");
}

}  // namespace

VIGNETTE_FUZZ_TARGET(tokenizer_text) {
  static const auto tokenizers = {trained(TokenizerKind::gpt2), trained(TokenizerKind::roberta),
                                  trained(TokenizerKind::clip)};
  const auto cleaned = clean_as_openai(text_of(bytes));
  require(repair_utf8(cleaned) == cleaned, "what was cleaned is no valid UTF-8");
  for (const auto& tokenizer : tokenizers) {
    check(*tokenizer, text_of(bytes));
    check_ids(*tokenizer, bytes);
  }
}
