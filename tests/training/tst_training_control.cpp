// Requests to a run, branches, evaluation sets, limits and which checkpoints stay, on a tiny world.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <memory>

#include "training/checkpoint_evaluation.h"
#include "training/run_fixture.h"
#include "training/run_forecast.h"

using namespace vignette;

namespace {

double figure(const Scalars& scalars, const std::string& name) {
  for (const auto& [known, value] : scalars)
    if (known == name) return value;
  return -1;
}

RunRequest caption_of(const std::filesystem::path& picture, std::int64_t samples) {
  RunRequest request;
  request.id = -7;
  request.kind = RunRequest::Kind::caption;
  request.picture = picture;
  request.samples = samples;
  return request;
}

/// Steps of the checkpoints that lie in a run's folder.
std::vector<std::string> kept(const std::filesystem::path& run) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(run / "checkpoints"))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

class TestTrainingControl : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  std::string picture() const { return first_picture_; }
  std::string first_picture_;

  /// The test set's annotations, its images in two domains.
  QString domains() {
    QFile file(QString::fromStdString((world_->folder() / "annotations/test.json").string()));
    if (!file.open(QIODevice::ReadOnly)) qFatal("no annotations");
    auto root = QJsonDocument::fromJson(file.readAll()).object();
    auto images = root["images"].toArray();
    for (int i = 0; i < images.size(); ++i) {
      auto image = images[i].toObject();
      image["domain"] = i % 2 ? "near-domain" : "in-domain";
      images[i] = image;
    }
    root["images"] = images;
    QFile out(folder_.filePath("domains.json"));
    if (!out.open(QIODevice::WriteOnly)) qFatal("no room");
    out.write(QJsonDocument(root).toJson());
    return out.fileName();
  }

 private slots:
  void initTestCase() {
    world_ = std::make_unique<TinyWorld>(folder_.path().toStdString());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(world_->folder() / "images"))
      if (entry.is_regular_file()) first_picture_ = entry.path().string();
  }

  void requests_change_nothing_of_the_run() {
    const auto quiet = run(world_->adversarial(), {world_->fresh_run(), {}, {}});
    const auto asked = run(world_->adversarial(), {world_->fresh_run(), {}, {}}, [this](ScriptedControl& control) {
      RunRequest of_dataset = caption_of({}, 0);
      of_dataset.image_id = 1;
      control.requests[0] = {RunRequest{}};
      control.requests[2] = {caption_of(picture(), 2), RunRequest{}, caption_of("/no/such.png", 1)};
      control.requests[4] = {of_dataset};
    });
    QCOMPARE(QString::fromStdString(asked.failure), QString());
    QVERIFY(quiet.observer.steps() == asked.observer.steps());
    QVERIFY(quiet.outcome.best == asked.outcome.best);
    const auto answers = asked.observer.all<AnswerEvent>();
    QCOMPARE(answers.size(), std::size_t{5});
    QVERIFY(figure(answers[0].answer.metrics, "val/CIDEr") >= 0);
    QCOMPARE(answers[0].answer.step, std::int64_t{0});

    const auto& captions = answers[1].answer.captions;
    QCOMPARE(captions.size(), std::size_t{3});
    QCOMPARE(captions[0].kind, std::string("greedy"));
    QCOMPARE(captions[2].kind, std::string("sample"));
    QVERIFY(!captions[0].caption.empty());
    for (const auto* name : {"clip", "critic", "log_probability"}) QVERIFY2(captions[1].scores.contains(name), name);
    QVERIFY(captions[1].scores.at("critic") > 0 && captions[1].scores.at("critic") < 1);
    QVERIFY(!captions[0].scores.contains("CIDEr"));  // a picture without references
    QVERIFY(answers[3].answer.problem.find("such.png") != std::string::npos);
    QVERIFY(answers[4].answer.captions[0].scores.contains("CIDEr"));
    // The evaluation on request is on the curves, and has no say in the best.
    int evaluations = 0;
    for (const auto& event : asked.observer.all<EvaluationEvent>()) evaluations += event.split == "val";
    int usual = 0;
    for (const auto& event : quiet.observer.all<EvaluationEvent>()) usual += event.split == "val";
    QCOMPARE(evaluations, usual + 2);
  }

  void the_same_question_has_the_same_answer() {
    const auto ask = [this] {
      return run(world_->adversarial(), {world_->fresh_run(), {}, {}},
                 [this](ScriptedControl& control) { control.requests[3] = {caption_of(picture(), 2)}; })
          .observer.all<AnswerEvent>()
          .at(0)
          .answer.captions;
    };
    const auto first = ask(), second = ask();
    QCOMPARE(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      QCOMPARE(first[i].caption, second[i].caption);
      QVERIFY(first[i].scores == second[i].scores);
    }
  }

  void a_branch_under_the_same_recipe_is_the_same_run() {
    auto recipe = world_->adversarial();
    recipe.set_assignment("checkpoint.every=3");
    recipe.set_assignment("checkpoint.keep=5");
    const auto whole = run(recipe, {world_->fresh_run(), {}, {}});
    const auto at_three = whole.folder / "checkpoints/step-00000003";
    QVERIFY(std::filesystem::exists(at_three));
    const auto branch = run(recipe, {world_->fresh_run(), at_three, {}, true});
    QCOMPARE(QString::fromStdString(branch.failure), QString());
    auto expected = whole.observer.steps();
    expected.erase(expected.begin(), expected.find(4));
    QVERIFY(branch.observer.steps() == expected);
    QVERIFY(std::filesystem::exists(branch.folder / "checkpoints/step-00000003"));  // its own copy
    QCOMPARE(branch.observer.all<EvaluationEvent>().front().step, std::int64_t{3});
    QVERIFY(branch.observer.all<EvaluationEvent>().front().is_best);
  }

  void a_branch_may_change_what_is_trained() {
    auto recipe = world_->adversarial();
    recipe.set_assignment("checkpoint.every=3");
    recipe.set_assignment("critic.on=false");
    const auto parent = run(recipe, {world_->fresh_run(), {}, {}});
    recipe.set_assignment("critic.on=true");
    recipe.set_assignment("training.max_steps=8");
    const auto branch = run(recipe, {world_->fresh_run(), parent.checkpoint("final"), {}, true});
    QCOMPARE(QString::fromStdString(branch.failure), QString());
    QCOMPARE(branch.observer.steps().begin()->first, std::int64_t{7});
    bool warned = false;
    for (const auto& event : branch.observer.all<WarningEvent>())
      warned |= event.what.find("critic") != std::string::npos;
    QVERIFY(warned);
    const auto from_best = run(recipe, {world_->fresh_run(), parent.checkpoint("best"), {}, true});
    QCOMPARE(QString::fromStdString(from_best.failure), QString());
    recipe.set_assignment("training.max_steps=6");
    const auto done = run(recipe, {world_->fresh_run(), parent.checkpoint("final"), {}, true});
    QVERIFY2(done.failure.starts_with("training.max_steps: the checkpoint is of step 6"), done.failure.c_str());
  }

  void sets_are_evaluated_along_and_afterwards() {
    auto recipe = world_->adversarial();
    recipe.set("evaluation.sets", "other=" + domains().toStdString() + "@" + (world_->folder() / "images").string());
    recipe.set_assignment("evaluation.metric=other/CIDEr");
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    Scalars other, test;
    for (const auto& event : finished.observer.all<EvaluationEvent>()) {
      if (event.split == "other") other = event.metrics;
      if (event.split == "test") test = event.metrics;
    }
    for (const auto* name : {"other/CIDEr", "other/in-domain/CIDEr", "other/near-domain/BLEU-4"})
      QVERIFY2(figure(other, name) >= 0, name);
    QVERIFY(figure({finished.outcome.best.begin(), finished.outcome.best.end()}, "other/CIDEr") >= 0);

    CheckpointToEvaluate request;
    request.recipe = recipe;
    request.checkpoint = finished.checkpoint("final");
    request.run_folder = finished.folder;
    request.step = 6;
    RecordingObserver observer;
    ScriptedControl control(observer);
    const auto events = evaluate_checkpoint(request, observer, control);
    QCOMPARE(events.size(), std::size_t{3});
    QCOMPARE(events[2].split, std::string("other"));
    QCOMPARE(events[2].step, std::int64_t{6});
    QVERIFY(events[2].metrics == other);  // the final weights were evaluated last
    request.sets = {"nowhere"};
    QVERIFY_THROWS_EXCEPTION(std::exception, evaluate_checkpoint(request, observer, control));
  }

  void a_figure_that_is_not_there_is_named() {
    auto recipe = world_->adversarial();
    recipe.set_assignment("evaluation.metric=SPICE");
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("no figure is called val/SPICE") != std::string::npos, finished.failure.c_str());
  }

  void small_may_be_best() {
    auto recipe = world_->adversarial();
    recipe.set_assignment("evaluation.metric=-length");
    recipe.set_assignment("optimizer.learning_rate=0");
    recipe.set_assignment("early_stopping.patience=1");
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(finished.outcome.steps, std::int64_t{3});
    QVERIFY2(finished.outcome.reason.starts_with("stopped early"), finished.outcome.reason.c_str());
  }

  void the_best_and_the_lasting_ones_stay() {
    auto recipe = world_->adversarial();
    for (const auto* line :
         {"training.max_steps=8", "evaluation.every=1", "checkpoint.keep_best=3", "checkpoint.keep=1",
          "checkpoint.keep_every=4", "checkpoint.every=3", "checkpoint.best_state=true"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    std::vector<std::pair<double, std::int64_t>> values;
    for (const auto& event : finished.observer.all<EvaluationEvent>())
      if (event.split == "val") values.emplace_back(-figure(event.metrics, "val/CIDEr"), event.step);
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> expected = {"step-00000004", "step-00000008"};
    for (int i = 0; i < 3; ++i) expected.push_back("best-0000000" + std::to_string(values[i].second));
    std::sort(expected.begin(), expected.end());
    QCOMPARE(kept(finished.folder), expected);
    QVERIFY(std::filesystem::exists(finished.folder / "checkpoints" / expected[0] / "training.safetensors"));
  }

  void time_is_a_limit() {
    auto recipe = world_->adversarial();
    recipe.set_assignment("training.time_limit=0");
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QVERIFY(!finished.outcome.stopped);
    QCOMPARE(finished.outcome.steps, std::int64_t{0});
    QVERIFY(!finished.checkpoint("final").empty());
    QVERIFY(finished.outcome.reason.starts_with("training.time_limit"));
  }

  void a_run_is_foretold() {
    auto recipe = world_->adversarial();
    RecordingObserver observer;
    ScriptedControl control(observer);
    const auto forecast = forecast_run(recipe, observer, control);
    QCOMPARE(forecast.images[0], (std::pair<std::string, std::int64_t>("train", 40)));
    QCOMPARE(forecast.images[2], (std::pair<std::string, std::int64_t>("test", 8)));
    QCOMPARE(forecast.steps, std::int64_t{6});
    QCOMPARE(forecast.references.captions, std::int64_t{200});
    QCOMPARE(forecast.in_training, 1.0);  // the corpus is the training captions
    QVERIFY(forecast.in_test < 1);
    QVERIFY(forecast.words_known > 0.5);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    std::int64_t bytes = 0;
    for (const auto& event : finished.observer.all<CheckpointEvent>())
      if (event.kind == "final") bytes = event.bytes;
    // Three whole ones and a best one, plus tokenizers and headers, which weigh here more than weights.
    QVERIFY2(forecast.checkpoint_bytes > bytes && forecast.checkpoint_bytes < 6 * bytes,
             qPrintable(QString("%1 %2").arg(forecast.checkpoint_bytes).arg(bytes)));
  }
};

QTEST_GUILESS_MAIN(TestTrainingControl)
#include "tst_training_control.moc"
