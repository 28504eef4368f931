#include <memory>

#include "cli/commands.h"
#include "log/log.h"
#include "text/ptb_tokenizer.h"
#include "text/tokenizer.h"

namespace vignette {
namespace {

struct TokenizeOptions {
  std::string directory, kind;
  bool json = false;
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

// With the tokens that the kind puts around a text. CLIP's own cut to 77 ids is left to encode: scripts want all of
// them.
std::vector<std::int64_t> ids_of(const Tokenizer& tokenizer, const std::string& text) {
  if (tokenizer.kind() != TokenizerKind::clip) return tokenizer.encode_for_model(text);
  auto ids = tokenizer.encode(text);
  ids.insert(ids.begin(), tokenizer.begin_id());
  ids.push_back(tokenizer.end_id());
  return ids;
}

void run_tokenize(const TokenizeOptions& given, Console& console) {
  if (given.kind == "ptb") {
    for (const auto& text : read_json_strings()) put(console, given.json, "tokens", ptb_tokenize(text));
    return;
  }
  if (given.directory.empty()) throw UsageError("--tokenizer DIR is needed, except for --kind ptb");
  const auto tokenizer = load_tokenizer(given.directory, kind_of(given));
  for (const auto& text : read_json_strings()) put(console, given.json, "ids", ids_of(*tokenizer, text));
}

}  // namespace

void add_tokenize_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("tokenize", "Turn texts from stdin, a JSON string a line, into token ids.");
  const auto given = std::make_shared<TokenizeOptions>();
  command->add_option("--tokenizer", given->directory, "Directory with vocab.json and merges.txt");
  command
      ->add_option("--kind", given->kind,
                   "gpt2, roberta (with <s> </s>), clip (with its end tokens) or ptb; found out if left out")
      ->check(CLI::IsMember({"gpt2", "roberta", "clip", "ptb"}));
  command->add_flag("--json", given->json, "Print JSON, a text a line");
  command->footer(
      "Examples:\n"
      "  echo '\"A dog runs.\"' | vignette-cli tokenize --tokenizer models/gpt2 --json\n"
      "  echo '\"A dog runs.\"' | vignette-cli tokenize --kind ptb");
  command->callback([given, &context] { run_tokenize(*given, context.console); });
}

}  // namespace vignette
