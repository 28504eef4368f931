// Answers to requests, and where a branch comes from.

#include <QtTest>
#include <cmath>
#include <limits>

#include "store/store_fixture.h"

using namespace vignette;

class TestStoreAnswers : public QObject {
  Q_OBJECT

 private slots:
  void an_answer_comes_back_as_it_was() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    RunAnswer answer;
    answer.run = add_run(store);
    answer.request = store.post_command(answer.run, "caption", "2 picture", "/a.jpg");
    QVERIFY(!store.answer_to(answer.request));
    answer.kind = "caption";
    answer.subject = "/a.jpg";
    answer.step = 12;
    answer.time = 3.5;
    answer.metrics = {{"val/CIDEr", 0.5}, {"val/loss", std::numeric_limits<double>::quiet_NaN()}};
    auto caption = caption_of(0, 7, "A dog.", 20);
    caption.tokens = {"A", " dog", "\xF0\x9F"};  // part of a character
    caption.token_log_probabilities = {-0.5F, -1, -2};
    answer.captions = {caption};
    store.add_answer(answer);

    const auto found = store.answer_to(answer.request).value();
    QCOMPARE(found.kind, std::string("caption"));
    QCOMPARE(found.subject, std::string("/a.jpg"));
    QCOMPARE(found.step, std::int64_t{12});
    QCOMPARE(found.metrics[0], (std::pair<std::string, double>("val/CIDEr", 0.5)));
    QVERIFY(std::isnan(found.metrics[1].second));
    QCOMPARE(found.captions.size(), std::size_t{1});
    QCOMPARE(found.captions[0].caption, std::string("A dog."));
    QCOMPARE(found.captions[0].scores.at("reward"), 20.0);
    QCOMPARE(found.captions[0].tokens.size(), std::size_t{3});
    QCOMPARE(found.captions[0].token_log_probabilities, caption.token_log_probabilities);
  }

  void answers_after_a_checkpoint_go_with_its_curves() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    RunAnswer answer;
    answer.run = add_run(store);
    answer.kind = "evaluate";
    for (const std::int64_t step : {3, 5, 8}) {
      answer.step = step;
      store.add_answer(answer);
    }
    store.truncate_after(answer.run, 5);
    const auto left = store.answers(answer.run);
    QCOMPARE(left.size(), std::size_t{2});
    QCOMPARE(left.back().step, std::int64_t{5});
    store.delete_run(answer.run);
    store.purge_deleted();
    QVERIFY(store.answers(answer.run).empty());
  }

  void a_branch_knows_where_it_comes_from() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    NewRun run;
    run.parent = add_run(store);
    run.parent_step = 500;
    run.parent_checkpoint = folder.file("runs.sqlite.runs/1/checkpoints/step-00000500");
    const auto branch = store.run(store.create_run(run)).value();
    QCOMPARE(branch.parent.value(), RunId{1});
    QCOMPARE(branch.parent_step.value(), std::int64_t{500});
    QCOMPARE(branch.parent_checkpoint, run.parent_checkpoint);
    QVERIFY(!store.run(1)->parent_step);
  }
};

QTEST_APPLESS_MAIN(TestStoreAnswers)
#include "tst_store_answers.moc"
