#include "cli/evaluate_report.h"

#include "data/atomic_file.h"
#include "log/log.h"

namespace vignette {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all.append(all.empty() ? "" : ", ").append(word);
  return all;
}

bool all_stages(const EvaluateResult& result) {
  return result.meteor_stages.size() == kMeteorStages;
}

std::string interval_text(const ConfidenceInterval& interval) {
  return concat("[", short_number(interval.low), ", ", short_number(interval.high), "]");
}

Json scores_of(const EvaluateResult& result, std::size_t image) {
  Json scores = Json::object();
  for (const auto& [name, values] : result.metrics.per_image) scores[name] = values[image];
  return scores;
}

using Figures = std::vector<std::pair<std::string, Json>>;

Figures figures_of(const Diversity& diversity) {
  return {{"distinct-1", diversity.distinct_1},
          {"distinct-2", diversity.distinct_2},
          {"vocabulary", diversity.vocabulary},
          {"mean_length", diversity.mean_length}};
}

/// What is no metric of COCO, by the group's name.
std::vector<std::pair<std::string, Figures>> other_figures(const EvaluateResult& result) {
  std::vector<std::pair<std::string, Figures>> groups;
  if (result.captions) {
    groups.emplace_back("diversity", figures_of(result.captions->diversity));
    groups.back().second.emplace_back("self-BLEU-4", result.captions->self_bleu);
    const ObjectScores& objects = result.captions->objects;
    groups.push_back(
        {"objects", {{"CHAIR-i", objects.chair_i}, {"CHAIR-s", objects.chair_s}, {"recall", objects.recall}}});
  }
  if (result.samples) {
    groups.emplace_back("samples", figures_of(result.samples->diversity));
    groups.back().second.emplace_back("mBLEU-4", result.samples->mutual_bleu);
  }
  if (result.novelty)
    groups.push_back(
        {"novelty", {{"in_corpus", result.novelty->in_corpus}, {"mean_similarity", result.novelty->mean_similarity}}});
  return groups;
}

void print_comparisons(Console& console, const EvaluateReport& report) {
  console.print("\ndifference to the other results, its 95% interval and p (paired bootstrap), images won/tied/lost:");
  for (const auto& [name, found] : report.comparisons)
    console.print(concat(name, "\t", short_number(found.difference), "\t", interval_text(found.interval),
                         "\tp = ", short_number(found.p), "\t", found.wins, "/", found.ties, "/", found.losses));
}

}  // namespace

void print_json(Console& console, const EvaluateReport& report) {
  Json object = Json::object();
  for (const auto& [name, value] : report.result.metrics.corpus) object[name] = value;
  if (!report.result.meteor_stages.empty()) object["METEOR_stages"] = report.result.meteor_stages;
  for (const auto& [group, figures] : other_figures(report.result))
    for (const auto& [name, value] : figures) object[group][name] = value;
  for (const auto& [name, interval] : report.intervals)
    object["intervals"][name] = {{"low", interval.low}, {"high", interval.high}};
  for (const auto& [name, found] : report.comparisons)
    object["compare"][name] = {{"difference", found.difference},
                               {"low", found.interval.low},
                               {"high", found.interval.high},
                               {"p", found.p},
                               {"wins", found.wins},
                               {"ties", found.ties},
                               {"losses", found.losses}};
  console.json(object);
}

void print_table(Console& console, const EvaluateReport& report) {
  for (const auto& [name, value] : report.result.metrics.corpus) {
    std::string line = concat(name, "\t", short_number(value));
    if (const auto found = report.intervals.find(name); found != report.intervals.end())
      line.append("\t").append(interval_text(found->second));
    if (name == "METEOR" && !all_stages(report.result))
      line += concat("\tonly ", joined(report.result.meteor_stages), ": not comparable with METEOR of all four stages");
    console.print(line);
  }
  for (const auto& [group, figures] : other_figures(report.result)) {
    console.print(concat("\n", group));
    for (const auto& [name, value] : figures) console.print(concat(name, "\t", short_number(value.get<double>())));
  }
  if (!report.comparisons.empty()) print_comparisons(console, report);
}

void write_per_image(const EvaluateResult& result, const std::filesystem::path& file) {
  write_file_atomically(file, [&](const ByteSink& sink) {
    for (std::size_t i = 0; i < result.image_ids.size(); ++i) {
      Json line = {{"image_id", result.image_ids[i]}, {"scores", scores_of(result, i)}};
      if (result.novelty) {
        const auto& nearest = result.novelty->nearest[i];
        line["nearest"] = {{"caption", nearest.caption}, {"similarity", nearest.similarity}};
      }
      sink(line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
    }
  });
}

}  // namespace vignette
