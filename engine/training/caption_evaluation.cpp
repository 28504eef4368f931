#include "training/caption_evaluation.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <map>

#include "metrics/diversity.h"

namespace vignette {
namespace {

constexpr std::int64_t batch_size = 64;

/// The captions of all processes, which took one batch each in turn. -> all `count`, on every process
std::vector<std::string> in_order(ProcessGroup& group, const std::vector<std::string>& own, std::int64_t count) {
  auto parts = gather_texts(group, own);
  std::vector<std::size_t> taken(parts.size());
  std::vector<std::string> texts;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto process = static_cast<std::size_t>(i / batch_size) % parts.size();
    texts.push_back(std::move(parts[process].at(taken[process]++)));
  }
  return texts;
}

std::vector<EvaluationSet::Domain> domains_of(const std::vector<DatasetImage>& images,
                                              const ReferenceOptions& options) {
  std::map<std::string, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < images.size(); ++i)
    if (!images[i].domain.empty()) rows[images[i].domain].push_back(i);
  std::vector<EvaluationSet::Domain> domains;
  if (rows.size() < 2) return domains;
  for (auto& [name, members] : rows) {
    std::vector<DatasetImage> own;
    for (const auto row : members) own.push_back(images[row]);
    domains.push_back({name, std::move(members), ReferenceSet(references_of(own), options)});
  }
  return domains;
}

void add_figures(Scalars& figures, const std::string& prefix, const ReferenceSet& references,
                 const std::vector<std::pair<std::int64_t, std::string>>& candidates) {
  for (const auto& [name, value] : references.evaluate(candidates).corpus) figures.emplace_back(prefix + name, value);
}

}  // namespace

EvaluationSet::EvaluationSet(std::vector<DatasetImage> the_images, at::Tensor the_features,
                             const ReferenceOptions& options)
    : images(std::move(the_images)),
      features(std::move(the_features)),
      references(references_of(images), options),
      domains(domains_of(images, options)) {}

ReferenceOptions reference_options(RunContext& context) {
  ReferenceOptions options;
  if (!context.recipe().boolean("evaluation.meteor") || !context.first()) return options;
  if (!context.options().find_meteor) throw std::logic_error("evaluation.meteor without find_meteor");
  std::vector<std::string> notes;
  options.meteor = context.options().find_meteor(notes);
  for (const auto& note : notes) context.warn("evaluation.meteor", note);
  return options;
}

std::vector<ReferenceSet::Image> references_of(const std::vector<DatasetImage>& images) {
  std::vector<ReferenceSet::Image> references;
  for (const auto& image : images)
    if (!image.captions.empty()) references.push_back({image.id, image.captions});
  return references;
}

std::vector<std::string> greedy_texts(RunContext& context, const Captioner& captioner, const at::Tensor& features,
                                      const std::string& what) {
  const at::NoGradGuard no_grad;
  GenerateOptions options;
  options.max_length = context.recipe().integer("decoding.max_length");
  options.stop_tokens = {captioner.stop_token()};
  options.force_stop_at_limit = false;
  std::vector<std::string> texts;
  for (std::int64_t first = 0, count = features.size(0); first < count; first += batch_size) {
    if (!context.own_batch(first / batch_size)) continue;
    const auto rows = features.slice(0, first, std::min(first + batch_size, count));
    std::vector<GenerateRow> requests(static_cast<std::size_t>(rows.size(0)));
    for (std::size_t i = 0; i < requests.size(); ++i) requests[i].embedding = static_cast<std::int64_t>(i);
    const auto generated = generate(captioner, captioner.prefix(rows, Mode::evaluation), requests, options);
    const auto batch = captions_of(generated, options.stop_tokens.front(), captioner.tokenizer());
    texts.insert(texts.end(), batch.texts.begin(), batch.texts.end());
    context.progress(what, double(std::min(first + batch_size, count)) / double(count));
    context.check();
  }
  return context.group() ? in_order(*context.group(), texts, features.size(0)) : texts;
}

Scalars evaluate_captioner(RunContext& context, const Captioner& captioner, const EvaluationSet& set,
                           const std::string& split) {
  const auto texts = greedy_texts(context, captioner, set.features, "captioning " + split + " images");
  if (!context.first()) return {};
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (std::size_t i = 0; i < texts.size(); ++i) candidates.emplace_back(set.images[i].id, texts[i]);
  Scalars figures;
  add_figures(figures, split + "/", set.references, candidates);
  for (const auto& domain : set.domains) {
    std::vector<std::pair<std::int64_t, std::string>> own;
    for (const auto row : domain.rows) own.push_back(candidates[row]);
    add_figures(figures, split + "/" + domain.name + "/", domain.references, own);
  }
  const auto diversity = measure_diversity(texts);
  figures.emplace_back(split + "/distinct_2", diversity.distinct_2);
  figures.emplace_back(split + "/self_bleu", self_bleu(texts));
  figures.emplace_back(split + "/length", diversity.mean_length);
  return figures;
}

std::vector<DatasetImage> evaluation_images(const Recipe& recipe, const std::vector<DatasetImage>& images) {
  std::vector<DatasetImage> chosen;
  const auto limit = recipe.integer("evaluation.images");
  for (const auto& image : images) {
    if (limit > 0 && static_cast<std::int64_t>(chosen.size()) == limit) break;
    if (!image.captions.empty()) chosen.push_back(image);
  }
  return chosen;
}

SelectionMetric captioner_selection(const Recipe& recipe, bool has_images) {
  const auto& metric = recipe.text("evaluation.metric");
  if (metric != "auto") return selection_metric(metric);
  return selection_metric(has_images ? "CIDEr" : "loss");
}

}  // namespace vignette
