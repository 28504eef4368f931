#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "log/log.h"

namespace vignette {
namespace {

struct EncodeOptions {
  std::string clip, device = "cpu", precision = "fp32", out;
  std::vector<std::string> images;
  int threads = 0, batch = 16;
  bool texts = false, pooled = false, json = false, as_stored = false;
};

void put(Console& console, const EncodeOptions& given, const EncodedItem& item) {
  if (!item.problem.empty()) console.say("error: " + item.problem);
  if (given.json) {
    Json object = {{given.texts ? "text" : "image", item.item}};
    if (!item.problem.empty()) object["problem"] = item.problem;
    if (item.problem.empty() && given.out.empty()) object["embedding"] = item.embedding;
    return console.json(object);
  }
  if (!item.problem.empty() || !given.out.empty()) return;
  std::string line = item.item;
  for (const float value : item.embedding) line += concat(" ", value);
  console.print(line);
}

int run_encode(const EncodeOptions& given, Console& console) {
  if (given.texts != given.images.empty()) throw UsageError("give either --images FILE… or --texts");
  EncodeRequest request;
  request.clip = given.clip;
  request.images.assign(given.images.begin(), given.images.end());
  request.device = given.device;
  request.pooled = given.pooled;
  request.threads = given.threads;
  request.batch = given.batch;
  request.apply_orientation = !given.as_stored;
  request.precision = given.precision;
  request.out = given.out;
  if (given.texts) request.texts = read_json_strings();
  const InterruptGuard guard;
  bool all_read = true;
  encode_items(request, console_progress(console, "embedding"), [&](const EncodedItem& item) {
    all_read = all_read && item.problem.empty();
    put(console, given, item);
  });
  return all_read ? exit_done : exit_bad_input;
}

}  // namespace

void add_encode_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("encode", "Print CLIP embeddings, not normalised, of pictures or texts.");
  const auto given = std::make_shared<EncodeOptions>();
  command->add_option("--clip", given->clip, "CLIP or BLIP directory in Hugging Face's layout, or a file of OpenAI's")
      ->required();
  command->add_option("--images", given->images, "Picture files");
  command->add_flag("--texts", given->texts, "Texts from stdin, a JSON string a line");
  command->add_flag("--pooled", given->pooled, "Pictures: the pooler output, before CLIP's projection");
  command->add_option("--device", given->device, "cpu, cuda, cuda:1 or auto")->capture_default_str();
  command->add_option("--threads", given->threads, "Processor threads; 0: all cores but one")
      ->check(CLI::Range(0, 1024));
  command->add_option("--batch", given->batch, "Pictures or texts in one pass of the model")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  command->add_option("--precision", given->precision, "bf16 and fp16 are faster where the processor or GPU has them")
      ->check(CLI::IsMember({"fp32", "bf16", "fp16"}))
      ->capture_default_str();
  command->add_flag("--as-stored", given->as_stored, "Do not turn pictures upright by their EXIF orientation");
  command->add_option(
      "--out", given->out,
      "Write the embeddings [N, d] to this safetensors file (tensor \"embeddings\", the files' names in its "
      "metadata) instead of printing them; unreadable pictures are left out");
  command->add_flag("--json", given->json, "Print JSON, an item a line");
  command->footer(
      "Examples:\n"
      "  vignette-cli encode --clip demo/models/clip --images a.png b.jpg --json\n"
      "  vignette-cli encode --clip demo/models/clip --images photos/*.jpg --out photos.safetensors\n"
      "  echo '\"a red star\"' | vignette-cli encode --clip demo/models/clip --texts --json");
  command->callback([given, &context] { context.exit_code = run_encode(*given, context.console); });
}

}  // namespace vignette
