#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "log/log.h"

namespace vignette {
namespace {

struct CaptionOptions {
  std::string captioner, clip, embeddings;
  std::vector<std::string> images;
  CaptionRequest request;
  bool json = false;
};

Json describe(const CaptionedPicture& picture) {
  Json captions = Json::array();
  for (const auto& caption : picture.captions)
    captions.push_back(
        {{"caption", caption.caption}, {"ids", caption.ids}, {"log_probability", caption.log_probability}});
  Json object = {{"image", picture.image}, {"captions", captions}};
  if (!picture.problem.empty()) object["problem"] = picture.problem;
  return object;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string() : text.substr(first);
}

void put(Console& console, bool json, const CaptionedPicture& picture) {
  if (!picture.problem.empty()) console.say("error: " + picture.problem);
  if (json) return console.json(describe(picture));
  for (const auto& caption : picture.captions)
    console.print(concat(picture.image, "\t", trimmed(caption.caption), "\t", short_number(caption.log_probability)));
}

int run_caption(const CaptionOptions& given, Console& console) {
  if (given.images.empty() == given.embeddings.empty())
    throw UsageError("give either picture files or --embeddings FILE.safetensors");
  if (!given.images.empty() && given.clip.empty())
    throw UsageError(
        "--clip DIR is needed: the CLIP that embeds the pictures, the one that the captioner was trained with");
  CaptionRequest request = given.request;
  request.captioner = given.captioner;
  request.clip = given.clip;
  request.embeddings = given.embeddings;
  request.images.assign(given.images.begin(), given.images.end());
  const InterruptGuard guard;
  bool all_read = true;
  caption_images(request, console_progress(console, "captioning"), [&](const CaptionedPicture& picture) {
    all_read = all_read && picture.problem.empty();
    put(console, given.json, picture);
  });
  return all_read ? exit_done : exit_bad_input;
}

void add_decoding_options(CLI::App& command, CaptionRequest& request) {
  command.add_option("--beam", request.beams, "Beam search with N beams, best first")->check(CLI::Range(1, 1000));
  command.add_option("--sample", request.samples, "N sampled captions")->check(CLI::Range(1, 100000));
  command.add_option("--seed", request.seed, "Start of the samples' random numbers")->capture_default_str();
  command.add_option("--temperature", request.temperature, "Below 1 samples are more alike, above 1 more varied")
      ->check(CLI::Range(0.01, 100.0))
      ->capture_default_str();
  command.add_option("--top-p", request.top_p, "Sample from the likeliest tokens with this much probability")
      ->check(CLI::Range(1e-6, 1.0))
      ->capture_default_str();
  command.add_option("--top-k", request.top_k, "Sample from the k likeliest tokens; 0: all")
      ->check(CLI::Range(0, 1000000));
  command.add_option("--max-tokens", request.max_tokens, "Longest caption")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command.add_option("--device", request.device, "cpu, cuda, cuda:1 or auto")->capture_default_str();
  command.add_option("--threads", request.threads, "Processor threads; 0: all cores but one")
      ->check(CLI::Range(0, 1024));
}

}  // namespace

void add_caption_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("caption", "Caption pictures, or the rows of a file of embeddings.");
  const auto given = std::make_shared<CaptionOptions>();
  command->add_option("--captioner", given->captioner, "Captioner directory or checkpoint")->required();
  command->add_option("--clip", given->clip, "CLIP directory that embeds the pictures");
  command->add_option("--embeddings", given->embeddings,
                      "safetensors file with one tensor [N, d], instead of pictures");
  command->add_option("images", given->images, "Picture files");
  add_decoding_options(*command, given->request);
  command->add_flag("--json", given->json, "Print JSON, a picture a line");
  command->footer(
      "The greedy caption, unless --beam or --sample asks for others.\n"
      "Examples:\n"
      "  vignette-cli caption --captioner demo/models/captioner --clip demo/models/clip demo/images/val/*.png\n"
      "  vignette-cli caption --captioner best --clip clip --sample 5 --top-p 0.9 --seed 1 photo.jpg --json");
  command->callback([given, &context] { context.exit_code = run_caption(*given, context.console); });
}

}  // namespace vignette
