#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "log/log.h"

namespace vignette {
namespace {

struct CaptionOptions {
  std::string captioner, clip, embeddings;
  std::vector<std::string> images, required;
  CaptionRequest request;
  bool json = false;
};

Json describe_tokens(const DecodedCaption& caption) {
  Json tokens = Json::array();
  for (std::size_t i = 0; i < caption.alternatives.size(); ++i) {
    Json alternatives = Json::array();
    for (const auto& one : caption.alternatives[i])
      alternatives.push_back({{"token", one.token}, {"log_probability", one.log_probability}});
    tokens.push_back({{"token", caption.tokens[i]},
                      {"log_probability", caption.token_log_probabilities[i]},
                      {"entropy", caption.token_entropies[i]},
                      {"alternatives", alternatives}});
  }
  return tokens;
}

Json describe(const DecodedCaption& caption, bool with_required) {
  Json object = {{"caption", caption.caption}, {"ids", caption.ids}, {"log_probability", caption.log_probability}};
  if (caption.clip) object["clip"] = *caption.clip;
  if (with_required) object["required"] = caption.required;
  if (!caption.alternatives.empty()) object["tokens"] = describe_tokens(caption);
  return object;
}

Json describe(const CaptionedPicture& picture, bool with_required) {
  Json captions = Json::array();
  for (const auto& caption : picture.captions) captions.push_back(describe(caption, with_required));
  Json object = {{"image", picture.image}, {"captions", captions}};
  if (!picture.problem.empty()) object["problem"] = picture.problem;
  return object;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string() : text.substr(first);
}

void put(Console& console, const CaptionOptions& given, const CaptionedPicture& picture) {
  if (!picture.problem.empty()) console.say(concat("error: ", picture.problem));
  if (given.json) return console.json(describe(picture, !given.required.empty()));
  for (const auto& caption : picture.captions)
    console.print(concat(picture.image, "\t", trimmed(caption.caption), "\t",
                         short_number(caption.clip.value_or(caption.log_probability))));
}

/// "dog|dogs" -> the forms of one required word.
std::vector<std::string> forms_of(const std::string& word) {
  std::vector<std::string> forms(1);
  for (const char c : word) {
    if (c == '|')
      forms.emplace_back();
    else
      forms.back() += c;
  }
  for (const auto& form : forms)
    if (form.empty()) throw UsageError(concat("--require: expected words with | between them, got '", word, "'"));
  return forms;
}

void check(const CaptionOptions& given) {
  const auto& request = given.request;
  const auto needs_beams = [&](bool asked, const char* option) {
    if (asked && request.beams == 0) throw UsageError(concat(option, " is for beam search: give --beam N as well"));
  };
  needs_beams(!request.beam_scoring.empty(), "--beam-scoring");
  needs_beams(request.beam_groups > 1, "--groups");
  needs_beams(!given.required.empty(), "--require");
  if (request.length_penalty != 1 && request.beam_scoring != "normalised")
    throw UsageError("--length-penalty is for --beam-scoring normalised");
  if (request.best_of > 0 && (request.beams > 0 || request.samples > 0))
    throw UsageError("--best-of draws its own samples: leave --beam and --sample out");
  if (request.best_of > 0 && given.clip.empty())
    throw UsageError("--best-of ranks by CLIP: give --clip DIR, the one that made the embeddings");
  if (request.beam_groups > 1 && request.beams % request.beam_groups != 0)
    throw UsageError(concat("--groups: ", request.beams, " beams cannot be cut into ", request.beam_groups, " groups"));
  if (request.alternatives > 0 && !given.json) throw UsageError("--alternatives are told with --json");
}

int run_caption(const CaptionOptions& given, Console& console) {
  if (given.images.empty() == given.embeddings.empty())
    throw UsageError("give either picture files or --embeddings FILE.safetensors");
  if (!given.images.empty() && given.clip.empty())
    throw UsageError(
        "--clip DIR is needed: the CLIP that embeds the pictures, the one that the captioner was trained with");
  check(given);
  CaptionRequest request = given.request;
  for (const auto& word : given.required) request.required.push_back(forms_of(word));
  request.captioner = given.captioner;
  request.clip = given.clip;
  request.embeddings = given.embeddings;
  request.images.assign(given.images.begin(), given.images.end());
  const InterruptGuard guard;
  bool all_read = true;
  caption_images(request, console_progress(console, "captioning"), [&](const CaptionedPicture& picture) {
    all_read = all_read && picture.problem.empty();
    put(console, given, picture);
  });
  return all_read ? exit_done : exit_bad_input;
}

void add_decoding_options(CLI::App& command, CaptionRequest& request) {
  command.add_option("--beam", request.beams, "Beam search with N beams, best first")->check(CLI::Range(1, 1000));
  command
      .add_option(
          "--beam-scoring", request.beam_scoring,
          "summed: sum of log p; normalised: that by length; clipcap: the mean at every step. Without it, as the "
          "captioner's original ranks")
      ->check(CLI::IsMember({"summed", "normalised", "clipcap"}));
  command.add_option("--length-penalty", request.length_penalty, "Exponent of the length in normalised scoring")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  command.add_option("--groups", request.beam_groups, "Diverse beams: groups that keep apart from each other")
      ->check(CLI::Range(1, 1000));
  command.add_option("--diversity", request.diversity_penalty, "What a token costs that an earlier group has taken")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  command.add_option("--best", request.best, "At most N captions of a picture, the best")->check(CLI::Range(1, 1000));
  command
      .add_option("--best-of", request.best_of,
                  "Draw N samples and keep the one that CLIP finds nearest to the picture (--best for more of them)")
      ->check(CLI::Range(1, 10000));
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
  command
      .add_option("--repetition-penalty", request.repetition_penalty, "Above 1 samples repeat themselves less (CTRL's)")
      ->check(CLI::Range(0.01, 100.0))
      ->capture_default_str();
  command
      .add_option("--stop", request.stops, "Token that ends captions, instead of the captioner's own; may be repeated")
      ->allow_extra_args(false);
  command
      .add_option("--max-tokens", request.max_tokens, "Longest caption; the captioner's positions may end it sooner")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command
      .add_option("--alternatives", request.alternatives, "Tell the K likeliest tokens of each place and its entropy")
      ->check(CLI::Range(1, 1000));
  command.add_option("--precision", request.precision, "Number format of the captioner: fp32, bf16 or (CUDA) fp16")
      ->check(CLI::IsMember({"fp32", "bf16", "fp16"}))
      ->capture_default_str();
  command.add_option("--device", request.device, "cpu, cuda, cuda:1 or auto")->capture_default_str();
  command.add_option("--threads", request.threads, "Processor threads; 0: all cores but one")
      ->check(CLI::Range(0, 1024));
}

}  // namespace

void add_caption_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("caption", "Caption pictures, or the rows of a file of embeddings.");
  const auto given = std::make_shared<CaptionOptions>();
  command
      ->add_option("--captioner", given->captioner,
                   "Captioner directory or checkpoint, or another program's weights beside their tokenizer")
      ->required();
  command->add_option("--clip", given->clip, "CLIP directory that embeds the pictures");
  command->add_option("--embeddings", given->embeddings,
                      "safetensors file with one tensor [N, d], instead of pictures");
  command->add_option("images", given->images, "Picture files");
  add_decoding_options(*command, given->request);
  command
      ->add_option("--require", given->required,
                   "Word that beams must hold, its forms with | between: 'dog|dogs'; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--require-at-least", given->request.least_required, "How many of the required words must be there")
      ->check(CLI::Range(1, 8))
      ->capture_default_str();
  command->add_flag("--json", given->json, "Print JSON, a picture a line");
  command->footer(
      "The greedy caption, unless --beam or --sample asks for others.\n"
      "Examples:\n"
      "  vignette-cli caption --captioner demo/models/captioner --clip demo/models/clip demo/images/val/*.png\n"
      "  vignette-cli caption --captioner best --clip clip --sample 5 --top-p 0.9 --seed 1 photo.jpg --json\n"
      "  vignette-cli caption --captioner best --clip clip --beam 5 --require 'dog|dogs' --require frisbee photo.jpg\n"
      "  vignette-cli caption --captioner best --clip clip --best-of 20 --top-p 0.9 photo.jpg");
  command->callback([given, &context] { context.exit_code = run_caption(*given, context.console); });
}

}  // namespace vignette
