#include <memory>

#include "cli/commands.h"
#include "log/log.h"
#include "text/ptb_tokenizer.h"
#include "text/tokenizer.h"

namespace vignette {
namespace {

struct TokenizeOptions {
  std::string directory, kind, cleaning = "hugging-face";
  bool json = false, offsets = false;
};

template <class List>
void put(Console& console, bool json, const char* name, const List& list) {
  if (json) return console.json({{name, list}});
  std::string line;
  for (const auto& one : list) line += concat(line.empty() ? "" : " ", one);
  console.print(line);
}

TokenizerKind kind_of(const TokenizeOptions& given) {
  if (given.kind == "gpt2") return TokenizerKind::gpt2;
  if (given.kind == "roberta") return TokenizerKind::roberta;
  if (given.kind == "clip") return TokenizerKind::clip;
  return recognise_tokenizer(given.directory);
}

// With the tokens that the kind puts around a text, at no bytes of it. CLIP's own cut to 77 ids is left to encode:
// scripts want all of them.
void put_with_offsets(Console& console, const Tokenizer& tokenizer, const std::string& text) {
  EncodedText encoded = tokenizer.encode_with_ranges(text);
  if (tokenizer.kind() != TokenizerKind::gpt2) {
    encoded.ids.insert(encoded.ids.begin(), tokenizer.begin_id());
    encoded.ids.push_back(tokenizer.end_id());
    encoded.ranges.insert(encoded.ranges.begin(), ByteRange{});
    encoded.ranges.push_back({});
  }
  auto offsets = nlohmann::json::array();
  for (const ByteRange& range : encoded.ranges) offsets.push_back({range.begin, range.end});
  console.json({{"ids", encoded.ids}, {"offsets", offsets}});
}

void put_ids(Console& console, bool json, const Tokenizer& tokenizer, const std::vector<std::string>& texts) {
  const bool clip = tokenizer.kind() == TokenizerKind::clip;
  for (auto& ids : encode_batch(tokenizer, texts, !clip)) {
    if (clip) {
      ids.insert(ids.begin(), tokenizer.begin_id());
      ids.push_back(tokenizer.end_id());
    }
    put(console, json, "ids", ids);
  }
}

void run_tokenize(const TokenizeOptions& given, Console& console) {
  if (given.offsets && (!given.json || given.kind == "ptb"))
    throw UsageError("--offsets needs --json, and a tokenizer other than ptb");
  if (given.kind == "ptb") {
    for (const auto& text : read_json_strings()) put(console, given.json, "tokens", ptb_tokenize(text));
    return;
  }
  if (given.directory.empty()) throw UsageError("--tokenizer DIR is needed, except for --kind ptb");
  const auto kind = kind_of(given);
  const auto cleaning = given.cleaning == "openai" ? ClipCleaning::openai : ClipCleaning::hugging_face;
  if (cleaning == ClipCleaning::openai && (kind != TokenizerKind::clip || given.offsets))
    throw UsageError("--cleaning openai is for CLIP's tokenizer, without --offsets");
  const auto tokenizer = load_tokenizer(given.directory, kind, cleaning);
  if (!given.offsets) return put_ids(console, given.json, *tokenizer, read_json_strings());
  for (const auto& text : read_json_strings()) put_with_offsets(console, *tokenizer, text);
}

}  // namespace

void add_tokenize_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("tokenize", "Turn texts from stdin, a JSON string a line, into token ids.");
  const auto given = std::make_shared<TokenizeOptions>();
  command->add_option("--tokenizer", given->directory,
                      "Directory with tokenizer.json, with vocab.json and merges.txt, or with "
                      "bpe_simple_vocab_16e6.txt.gz; or one of these files");
  command
      ->add_option("--kind", given->kind,
                   "gpt2, roberta (with <s> </s>), clip (with its end tokens) or ptb; found out if left out")
      ->check(CLI::IsMember({"gpt2", "roberta", "clip", "ptb"}));
  command
      ->add_option("--cleaning", given->cleaning,
                   "For CLIP: texts as Hugging Face's tokenizer takes them, or cleaned first as OpenAI's does")
      ->check(CLI::IsMember({"hugging-face", "openai"}))
      ->capture_default_str();
  command->add_flag("--json", given->json, "Print JSON, a text a line");
  command->add_flag("--offsets", given->offsets, "Besides the ids, the bytes [begin, end) of the text that made each");
  command->footer(
      "Examples:\n"
      "  echo '\"A dog runs.\"' | vignette-cli tokenize --tokenizer models/gpt2 --json\n"
      "  echo '\"A dog runs.\"' | vignette-cli tokenize --kind ptb");
  command->callback([given, &context] { run_tokenize(*given, context.console); });
}

}  // namespace vignette
