// A picture looked at by a checkpoint: the same captions and scores as the run itself stored at that step.

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "session/jobs.h"
#include "training/run_fixture.h"

using namespace vignette;

class TestSessionInspection : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  FinishedRun run_;
  std::filesystem::path checkpoint_;
  std::vector<CaptionRecord> greedy_;  ///< of the last step
  std::int64_t step_ = 0;

  InspectRequest request(const CaptionRecord& record) const {
    InspectRequest request;
    request.checkpoint = checkpoint_;
    request.image = record.image_path;
    request.max_tokens = 12;
    request.threads = 1;
    return request;
  }

 private slots:
  void initTestCase() {
    TinyWorld world(folder_.path().toStdString());
    auto recipe = world.adversarial();
    for (const auto* assignment : {"training.max_steps=4", "captions.every=2", "captions.watch=3",
                                   "decoding.max_length=12", "training.threads=1"})
      recipe.set_assignment(assignment);
    TrainingRunOptions options;
    options.run_folder = world.fresh_run();
    run_ = run(recipe, options);
    QVERIFY2(run_.failure.empty(), run_.failure.c_str());
    checkpoint_ = run_.checkpoint("final");
    QVERIFY(!checkpoint_.empty());
    for (const auto& event : run_.observer.all<CaptionEvent>())
      for (const auto& record : event.records)
        if (record.kind == "greedy" && record.scores.contains("critic")) {
          if (record.step > step_) greedy_.clear();
          step_ = record.step;
          greedy_.push_back(record);
        }
    QCOMPARE(step_, std::int64_t{4});
    QVERIFY(greedy_.size() >= 3);
  }

  void tellsWhatTheRunStored() {
    for (const auto& record : greedy_) {
      auto asked = request(record);
      asked.texts = {record.caption};
      const auto found = inspect_picture(asked);
      QCOMPARE(found.step, step_);
      QCOMPARE(found.captions.size(), std::size_t{2});
      for (const auto* score : {"clip", "critic"}) {
        const double stored = record.scores.at(score), told = found.captions[0].scores.at(score);
        QVERIFY2(std::abs(stored - told) < 1e-3 * std::max(1.0, std::abs(stored)),
                 qPrintable(QString("%1: %2, stored %3").arg(score).arg(told).arg(stored)));
      }
      // A caption that came to its limit is stored with a period in the place of its last token.
      const auto& greedy = found.captions[1];
      QCOMPARE(greedy.method, std::string("greedy"));
      QCOMPARE(greedy.tokens.size(), record.tokens.size());
      for (std::size_t i = 0; i + 1 < greedy.tokens.size(); ++i) QCOMPARE(greedy.tokens[i], record.tokens[i]);
      for (std::size_t i = 0; i < greedy.tokens.size(); ++i)
        QVERIFY(std::abs(greedy.token_log_probabilities[i] - record.token_log_probabilities[i]) < 1e-3f);
    }
  }

  void alternativesAreOrderedAndHoldTheGreedyToken() {
    const auto found = inspect_picture(request(greedy_.front())).captions.front();
    QCOMPARE(found.alternatives.size(), found.tokens.size());
    for (std::size_t i = 0; i < found.tokens.size(); ++i) {
      const auto& others = found.alternatives[i];
      QCOMPARE(others.size(), std::size_t{5});
      QCOMPARE(others.front().token, found.tokens[i]);  // greedy takes the likeliest
      QVERIFY(std::abs(others.front().log_probability - found.token_log_probabilities[i]) < 1e-5f);
      double sum = 0;
      for (std::size_t k = 0; k < others.size(); ++k) {
        QVERIFY(k == 0 || others[k - 1].log_probability >= others[k].log_probability);
        sum += std::exp(others[k].log_probability);
      }
      QVERIFY(sum <= 1 + 1e-5);
    }
  }

  void ownTextsAreScoredWithReferences() {
    const auto& record = greedy_.front();
    auto asked = request(record);
    asked.method = InspectRequest::Method::none;
    asked.texts = {"a red square on the grass.", "a blue ball."};
    asked.references = std::make_shared<const ReferenceSet>(std::vector<ReferenceSet::Image>{
        {7, {"a red square on the grass"}}, {8, {"a cat sleeps"}}, {9, {"two dogs run"}}});
    asked.image_id = 7;
    const auto found = inspect_picture(asked);
    QCOMPARE(found.captions.size(), std::size_t{2});
    QCOMPARE(found.captions[0].method, std::string("text"));
    QVERIFY(std::abs(found.captions[0].scores.at("BLEU-4") - 1) < 1e-6);
    QVERIFY(std::abs(found.captions[0].scores.at("CIDEr") - 10) < 1e-6);
    QVERIFY(found.captions[1].scores.at("CIDEr") < 1);
    QVERIFY(found.captions[1].scores.contains("clip") && found.captions[1].scores.contains("critic"));
  }

  void samplesAndBeamsFollowTheirOptions() {
    auto asked = request(greedy_.front());
    asked.method = InspectRequest::Method::sampling;
    asked.count = 3;
    asked.top_k = 1;
    const auto samples = inspect_picture(asked);
    QCOMPARE(samples.captions.size(), std::size_t{3});
    const auto greedy = inspect_picture(request(greedy_.front())).captions.front().caption;
    for (const auto& caption : samples.captions) QCOMPARE(caption.caption, greedy);  // k = 1 leaves no choice
    asked.method = InspectRequest::Method::beam;
    asked.count = 4;
    const auto beams = inspect_picture(asked);
    QCOMPARE(beams.captions.size(), std::size_t{4});
    QVERIFY(beams.captions[0].scores.at("log_probability") >= beams.captions[3].scores.at("log_probability"));
  }

  void problemsSayWhatToDo() {
    const auto problem = [](const InspectRequest& asked) {
      try {
        inspect_picture(asked);
      } catch (const std::exception& error) {
        return std::string(error.what());
      }
      return std::string();
    };
    auto asked = request(greedy_.front());
    asked.image = folder_.filePath("gone.png").toStdString();
    QVERIFY(problem(asked).find("gone.png") != std::string::npos);
    asked.checkpoint = folder_.filePath("no-checkpoint").toStdString();
    QVERIFY(!problem(asked).empty());
    asked = request(greedy_.front());
    QVERIFY_EXCEPTION_THROWN(inspect_picture(asked, [](double) { return false; }), JobCancelled);
  }
};

QTEST_GUILESS_MAIN(TestSessionInspection)
#include "tst_session_inspection.moc"
