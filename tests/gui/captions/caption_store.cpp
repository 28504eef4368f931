#include "gui/captions/caption_store.h"

#include <QColor>
#include <QImage>
#include <sstream>

#include "store/experiment_store.h"

namespace vignette {

namespace {

CaptionRecord recordOf(const CaptionPlan& plan, std::int64_t image, const Pictures& pictures) {
  CaptionRecord record;
  record.step = plan.step;
  record.image_id = image;
  if (!pictures.empty()) record.image_path = pictures[static_cast<std::size_t>(image - 1) % pictures.size()];
  record.kind = "greedy";
  record.caption = plannedCaption(image, plan.verb);
  std::istringstream words(record.caption);
  for (std::string word; words >> word;) {
    record.tokens.push_back("Ġ" + word);
    record.token_log_probabilities.push_back(-0.8f * static_cast<float>(record.tokens.size() - 1));
  }
  const auto value = static_cast<double>(image);
  record.scores = {{"reward", value},         {"cosine", value + 1}, {"l1", 90.5},
                   {"clip", 24 + value / 10}, {"critic", 0.25},      {"log_probability", -value / 100},
                   {"CIDEr", value / 10}};
  return record;
}

}  // namespace

Pictures drawPictures(const QString& folder, int count) {
  Pictures paths;
  for (int i = 1; i <= count; ++i) {
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(i * 40 % 360, 180, 220));
    const auto path = folder + QStringLiteral("/picture%1.png").arg(i);
    image.save(path);
    paths.push_back(path.toStdString());
  }
  return paths;
}

RunId addRun(const std::filesystem::path& store, const std::string& name, const std::string& recipe,
             const std::string& colour) {
  ExperimentStore open(store);
  NewRun run;
  run.name = name;
  run.recipe = run.recipe_resolved = recipe;
  const auto id = open.create_run(run);
  open.set_colour(id, colour);
  return id;
}

std::string plannedCaption(std::int64_t image, const std::string& verb) {
  static const char* const colours[] = {"red", "green", "blue"};
  static const char* const animals[] = {"fox", "owl", "cat", "dog"};
  return std::string("a ") + colours[image % 3] + " " + animals[image % 4] + " " + verb + " on the grass";
}

void addCaptions(const std::filesystem::path& store, RunId run, const CaptionPlan& plan, const Pictures& pictures) {
  ExperimentStore open(store);
  std::vector<CaptionRecord> records;
  for (std::int64_t image = 1; image <= plan.images; ++image) {
    auto record = recordOf(plan, image, pictures);
    open.put_references(run, image, record.image_path,
                        {"an animal on a meadow " + std::to_string(image), "there is an animal"});
    records.push_back(record);
    for (int sample = 0; plan.samples && sample < 2; ++sample) {
      record.kind = "sample";
      record.sample_index = sample;
      record.caption = plannedCaption(image, sample == 0 ? "sleeps" : "runs");
      record.scores["advantage"] = sample == 0 ? 1.5 : -1.5;
      records.push_back(record);
    }
  }
  open.append_captions(run, records);
}

void addCurve(const std::filesystem::path& store, RunId run, const std::string& series, std::int64_t steps, double base,
              double slope) {
  ExperimentStore open(store);
  std::vector<ExperimentStore::StepScalars> points;
  for (std::int64_t step = 1; step <= steps; ++step)
    points.push_back({step, static_cast<double>(step), {{series, base + slope * static_cast<double>(step)}}});
  open.append_steps(run, points);
}

}  // namespace vignette
