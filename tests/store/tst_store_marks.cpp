// Notes and warnings at steps, the clock of a run, and curves read piece by piece.

#include <QtTest>
#include <algorithm>
#include <cmath>

#include "store/run_lock.h"
#include "store_fixture.h"

using namespace vignette;

namespace {

std::vector<std::string> texts_of(const std::vector<RunMark>& marks) {
  std::vector<std::string> texts;
  for (const auto& mark : marks) texts.push_back(std::to_string(mark.step) + ' ' + mark.kind + ' ' + mark.text);
  return texts;
}

std::vector<ExperimentStore::StepScalars> steps_between(std::int64_t first, std::int64_t last) {
  std::vector<ExperimentStore::StepScalars> steps;
  for (auto step = first; step <= last; ++step)
    steps.push_back(step_of(step, "reward", std::sin(static_cast<double>(step))));
  return steps;
}

}  // namespace

class TestStoreMarks : public QObject {
  Q_OBJECT

 private slots:
  void picturesKeepTheirTags() {
    StoreFolder folder;
    const std::vector<std::string> both{"/p/1.png", "/p/2.png"};
    using Tags = std::vector<std::pair<std::string, std::string>>;
    {
      ExperimentStore store(folder.file());
      store.set_image_tag(both, "blurred", true);
      store.set_image_tag({{both[0]}}, "keep", true);
      store.set_image_tag({{both[0]}}, "keep", true);  // twice is once
      QVERIFY(refusal([&] { store.set_image_tag(both, "", true); }).find("a tag needs a name") != std::string::npos);
    }
    ExperimentStore store(folder.file());
    QVERIFY((store.image_tags() == Tags{{"/p/1.png", "blurred"}, {"/p/1.png", "keep"}, {"/p/2.png", "blurred"}}));
    store.rename_image_tag("blurred", "keep");
    QVERIFY((store.image_tags() == Tags{{"/p/1.png", "keep"}, {"/p/2.png", "keep"}}));
    store.set_image_tag(both, "keep", false);
    QVERIFY(store.image_tags().empty());
  }

  void notesComeByStepAndComeBack() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store), other = add_run(store);
    const auto late = store.put_mark({0, run, 90, "note", "it collapses"});
    const auto early = store.put_mark({0, run, 10, "note", "rate doubled"});
    store.put_mark({0, other, 5, "note", "of another run"});
    QVERIFY(late != early);
    QCOMPARE(texts_of(store.marks(run)), (std::vector<std::string>{"10 note rate doubled", "90 note it collapses"}));
    auto edited = store.marks(run)[1];
    edited.text = "it collapses: weight too small";
    QCOMPARE(store.put_mark(edited), late);
    store.remove_mark(early);
    QCOMPARE(texts_of(store.marks(run)), (std::vector<std::string>{"90 note it collapses: weight too small"}));
    const auto before = store.change_counter();
    QCOMPARE(store.put_mark({early, run, 10, "note", "rate doubled", 77}), early);
    QCOMPARE(store.marks(run)[0].created_at, 77.0);
    QVERIFY(store.change_counter() != before);
  }

  void aMarkNeedsItsRunAndAText() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    QVERIFY(refusal([&] {
              store.put_mark({0, run, 7, "note", ""});
            }).find("a note at step 7 has no text") != std::string::npos);
    QVERIFY(refusal([&] { store.put_mark({0, 99, 7, "note", "x"}); }).find("there is no run 99") != std::string::npos);
  }

  void warningsAreKeptOnceAtTheLastStep() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    store.append_steps(run, steps_between(1, 40));
    for (int i = 0; i < 3; ++i) store.add_warning(run, "data: picture 7 cannot be read");
    QCOMPARE(texts_of(store.marks(run)), (std::vector<std::string>{"40 warning data: picture 7 cannot be read"}));
    for (int i = 0; i < 1100; ++i) store.add_warning(run, "warning " + std::to_string(i));
    QCOMPARE(store.marks(run).size(), std::size_t(1000));
  }

  void aResumeKeepsNotesAndDropsLaterWarnings() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    store.append_steps(run, steps_between(1, 40));
    store.add_warning(run, "late");
    store.put_mark({0, run, 40, "note", "mine"});
    store.truncate_after(run, 20);
    QCOMPARE(texts_of(store.marks(run)), (std::vector<std::string>{"40 note mine"}));
    store.delete_run(run);
    store.purge_deleted();
    QVERIFY(store.marks(run).empty());
  }

  void theClockHasAMarkForEachStretch() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    store.append_steps(run, steps_between(1, 10));
    store.append_steps(run, steps_between(11, 11));
    auto clock = store.clock(run);
    QCOMPARE(clock.size(), std::size_t(1));
    QCOMPARE(clock[0].step, std::int64_t(1));
    QVERIFY(std::abs(clock[0].wall_offset + 5.0 - now_seconds()) < 1);  // 10 steps of 0.5 s ended now
    // The run's own time did not pass while it waited: 20 s later by its clock than by ours.
    store.append_steps(run, std::vector<ExperimentStore::StepScalars>{{12, 26.0, {{"reward", 1}}}});
    clock = store.clock(run);
    QCOMPARE(clock.size(), std::size_t(2));
    QCOMPARE(clock[1].step, std::int64_t(12));
    QVERIFY(std::abs(clock[1].wall_offset - clock[0].wall_offset + 21) < 1);
    store.truncate_after(run, 11);
    QCOMPARE(store.clock(run).size(), std::size_t(1));
  }

  void curvesAreReadPieceByPiece_data() {
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::newRow("whole") << qint64{1} << qint64{5000};
    QTest::newRow("middle") << qint64{1500} << qint64{3500};
    QTest::newRow("one chunk's edge") << qint64{1024} << qint64{1025};
    QTest::newRow("tail") << qint64{4990} << qint64{9999};
    QTest::newRow("nothing") << qint64{6000} << qint64{9999};
  }

  void curvesAreReadPieceByPiece() {
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    store.append_steps(run, steps_between(1, 5000));
    std::vector<CurvePoint> read;
    std::size_t largest = 0;
    store.read_curve(run, "reward", first, last, [&](std::span<const CurvePoint> points) {
      read.insert(read.end(), points.begin(), points.end());
      largest = std::max(largest, points.size());
    });
    std::vector<std::int64_t> expected, steps;
    for (const auto& point : store.curve(run, "reward"))
      if (point.step >= first && point.step <= last) expected.push_back(point.step);
    for (const auto& point : read) steps.push_back(point.step);
    QCOMPARE(steps, expected);
    QVERIFY(largest <= 1024);
  }
};

QTEST_APPLESS_MAIN(TestStoreMarks)
#include "tst_store_marks.moc"
