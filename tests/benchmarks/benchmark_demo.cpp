// What the demo's adversarial training is worth: CIDEr×100 of the start (text alone), of adversarial training, of the
// same captioner trained on true pairs, and of the nearest corpus caption; the median of several seeds.

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <numeric>

#include "curve_plot.h"
#include "data/corpus.h"
#include "demo_outcome.h"
#include "log/log.h"
#include "session/jobs.h"

namespace fs = std::filesystem;
using namespace vignette;

namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// CIDEr×100 on validation images when each gets the corpus caption that CLIP finds nearest.
double nearest_caption(const Recipe& recipe) {
  const auto dataset = open_dataset(recipe.path("dataset.validation"));
  EncodeRequest images, texts;
  images.clip = texts.clip = recipe.path("models.clip");
  std::vector<ReferenceSet::Image> references;
  for (const auto& image : dataset.images) {
    images.images.push_back(image.path);
    references.push_back({image.id, image.captions});
  }
  texts.texts = read_corpus(recipe.path("corpus.path"), CorpusCleaning::none);
  auto pictures = encode_items(images), captions = encode_items(texts);
  const auto normalise = [](std::vector<float>& row) {
    const float norm = std::sqrt(std::inner_product(row.begin(), row.end(), row.begin(), 0.0f));
    for (auto& value : row) value /= norm;
  };
  for (auto& item : captions) normalise(item.embedding);
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const auto& row = pictures[i].embedding;
    const auto similarity = [&](const EncodedItem& caption) {
      return std::inner_product(row.begin(), row.end(), caption.embedding.begin(), 0.0f);
    };
    std::size_t nearest = 0;
    float highest = -1e30f;
    for (std::size_t c = 0; c < captions.size(); ++c)
      if (const float value = similarity(captions[c]); value > highest) highest = value, nearest = c;
    candidates.emplace_back(dataset.images[i].id, captions[nearest].item);
  }
  return 100 * ReferenceSet(references).evaluate(candidates).corpus.at("CIDEr");
}

void print_row(const std::string& name, const std::vector<Outcome>& runs) {
  const auto column = [&](auto member) {
    std::vector<double> values;
    for (const auto& run : runs) values.push_back(double(run.*member));
    return median(values);
  };
  std::cout << std::left << std::setw(22) << name << std::right << std::fixed << std::setprecision(1) << std::setw(8)
            << column(&Outcome::last) << std::setw(8) << column(&Outcome::best) << std::setw(8)
            << column(&Outcome::test) << std::setw(8) << std::setprecision(0) << column(&Outcome::steps) << std::setw(9)
            << column(&Outcome::seconds) << std::setw(9) << column(&Outcome::cpu_seconds) << "   last of each seed:";
  for (const auto& run : runs) std::cout << ' ' << std::setprecision(1) << run.last;
  std::cout << std::endl;
}

struct Given {
  std::string out = "demo-benchmark";
  int seeds = 3;
  std::vector<std::string> changes;
};

void run(const Given& given) {
  const fs::path out = fs::absolute(given.out);
  const auto demo = write_demo({out / "demo"});
  auto adversarial = Recipe::from_file(demo.recipe);
  for (const auto& change : given.changes) adversarial.set_assignment(change);
  auto paired = Recipe::from_file(VIGNETTE_SOURCE_DIR "/resources/demo-training/paired.toml");
  for (const auto* key : {"dataset.train", "dataset.validation", "dataset.test", "models.clip", "models.captioner"})
    paired.set(key, adversarial.value(key));
  const double retrieval = nearest_caption(adversarial);
  std::cout << "nearest corpus caption (CLIP retrieval): " << std::fixed << std::setprecision(1) << retrieval
            << std::endl;

  const auto store = out / "runs.sqlite";
  std::vector<Outcome> adversarial_runs, paired_runs;
  for (int seed = 0; seed < given.seeds; ++seed) {
    adversarial.set("training.seed", std::int64_t{seed});
    paired.set("training.seed", std::int64_t{seed});
    adversarial_runs.push_back(train(adversarial, store, "adversarial, seed " + std::to_string(seed)));
    paired_runs.push_back(train(paired, store, "paired, seed " + std::to_string(seed)));
    std::cout << "seed " << seed << ": start " << adversarial_runs.back().start << ", adversarial "
              << adversarial_runs.back().last << ", paired " << paired_runs.back().best << std::endl;
  }
  std::cout << "\nval CIDEr x100          last    best    test   steps  seconds  CPU-sec\n";
  print_row("adversarial, unpaired", adversarial_runs);
  print_row("paired likelihood", paired_runs);
  std::vector<double> last, bound;
  for (const auto& outcome : adversarial_runs) last.push_back(outcome.last);
  for (const auto& outcome : paired_runs) bound.push_back(outcome.best);
  const double start = adversarial_runs.front().start, gap = median(bound) - start;
  std::cout << "start " << start << ", gap to paired " << gap << ", closed by adversarial training "
            << 100 * (median(last) - start) / gap << " %\n\ncurve of seed 0:";
  std::ofstream csv(out / "curve.csv");
  csv << "seed,step,val_CIDEr_x100\n";
  std::vector<PlotCurve> curves;
  const char* colours[] = {"#0072b2", "#56b4e9", "#009e73"};
  for (std::size_t seed = 0; seed < adversarial_runs.size(); ++seed) {
    curves.push_back({seed == 0 ? "adversarial (3 seeds)" : "", colours[seed % 3], adversarial_runs[seed].curve});
    for (const auto& [step, value] : adversarial_runs[seed].curve) csv << seed << ',' << step << ',' << value << '\n';
  }
  for (const auto& [step, value] : adversarial_runs.front().curve) std::cout << "  " << step << ": " << value;
  std::cout << std::endl;
  write_curve_plot(out / "curve.svg",
                   "Demo: CIDEr ×100 on 400 validation scenes, half of them with unseen combinations",
                   "adversarial steps", curves,
                   {{"paired (upper bound)", "#d55e00", median(bound)},
                    {"start (text alone)", "#5a6270", start},
                    {"nearest caption", "#cc79a7", retrieval}});
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The demo's CIDEr: start, adversarial, paired, nearest caption");
  Given given;
  app.add_option("--out", given.out, "Folder for the demo, the runs and curve.svg")->capture_default_str();
  app.add_option("--seeds", given.seeds, "How many seeds")->capture_default_str();
  app.add_option("--set", given.changes, "Changes of the adversarial recipe, key=value");
  app.callback([&] { run(given); });
  return parse_and_run(app, argc, argv);
}
