// Event files and CSV: what the real tensorboard package writes is read (golden.tfevents, made by make_event_files.py),
// what is written comes back, and hostile bytes do no harm.

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "session/curve_export.h"
#include "session/curve_import.h"
#include "session/jobs.h"
#include "session/tensorboard_events.h"
#include "store/experiment_store.h"

using namespace vignette;

namespace {

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string failure(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

std::string points_of(const std::vector<CurvePoint>& points) {
  std::ostringstream text;
  for (const auto& point : points) text << point.step << ':' << point.value << ' ';
  return text.str();
}

/// A record with right checksums around any bytes.
std::string framed(const std::string& bytes) {
  std::string record(8, '\0');
  const std::uint64_t size = bytes.size();
  std::memcpy(record.data(), &size, 8);
  const auto add_crc = [&](std::string_view of) {
    const auto crc = masked_crc32c(of);
    record.append(reinterpret_cast<const char*>(&crc), 4);
  };
  add_crc(record.substr(0, 8));
  record += bytes;
  add_crc(bytes);
  return record;
}

}  // namespace

class TestTensorBoard : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;

  std::filesystem::path path(const std::string& name) const {
    return std::filesystem::path(folder_->path().toStdString()) / name;
  }
  std::filesystem::path put(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }
  std::string imported(const std::filesystem::path& from) {
    std::string all;
    for (const auto& run : read_foreign_runs(from).runs) {
      all += '[' + run.name + "] ";
      for (const auto& [name, points] : run.series) all += name + ' ' + points_of(points);
    }
    return all;
  }

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void checksumsAreThoseOfTheStandard() {
    // CRC-32C of "123456789" is 0xE3069283 (RFC 3720, appendix B.4 by the same polynomial).
    const std::uint32_t crc = 0xE3069283u;
    QCOMPARE(masked_crc32c("123456789"), ((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
  }

  void whatTensorBoardWroteIsRead() {
    const auto runs = read_foreign_runs(std::filesystem::path(VIGNETTE_TEST_DATA) / "tensorboard/golden.tfevents").runs;
    QCOMPARE(runs.size(), std::size_t(1));
    const auto& series = runs[0].series;
    QCOMPARE(series.size(), std::size_t(3));                                   // pairs and words are no scalars
    QCOMPARE(points_of(series.at("loss")), std::string("1:1 2:0.5 2:0.25 "));  // step 2 voided what came after it
    QCOMPARE(points_of(series.at("tensor")), std::string("1:1.5 2:2.5 3:3 4:4 5:5.5 "));
    QCOMPARE(points_of(series.at("content")), std::string("1:1.5 2:2.5 3:3 4:4 5:5.5 "));
    QCOMPARE(runs[0].started_at, 1600000000.5);
    QCOMPARE(series.at("tensor").back().time, 2.0);
  }

  void aFolderOfRunsBecomesRuns() {
    const auto header = event_file_header(1.6e9);
    put("logs/a/events.out.tfevents.1",
        header + scalar_event(1.6e9, 1, {{"loss", 3}}) + scalar_event(1.6e9 + 9, 5, {{"loss", 2}, {"lr", 0.5}}));
    put("logs/a/events.out.tfevents.2", header + scalar_event(1.6e9 + 20, 4, {{"loss", 1}}));
    put("logs/b/train/events.out.tfevents.1", header + scalar_event(1.6e9, 0, {{"loss", NAN}}));
    put("logs/empty/events.out.tfevents.1", header);
    QCOMPARE(imported(path("logs")), std::string("[a] loss 1:3 4:1 lr 5:0.5 [b/train] loss 0:nan [empty] "));
    const auto first = import_curves(path("logs"), path("runs.sqlite"));
    QCOMPARE(first.runs.size(), std::size_t(2));
    QCOMPARE(first.points, std::int64_t(4));
    QCOMPARE(first.skipped.size(), std::size_t(1));
    const auto again = import_curves(path("logs"), path("runs.sqlite"));
    QVERIFY(again.runs.empty());
    QVERIFY2(again.skipped.at(0).find("is there already as run 1 (a)") != std::string::npos, again.skipped[0].c_str());
    ExperimentStore store(path("runs.sqlite"));
    const auto run = *store.run(1);
    QCOMPARE(run.state, RunState::finished);
    QCOMPARE(run.steps, std::int64_t(5));
    QCOMPARE(run.started_at, 1.6e9);
    QCOMPARE(run.ended_at, 1.6e9 + 20);
    QCOMPARE(run.provenance.at("imported_from"), path("logs/a").string());
    QCOMPARE(points_of(store.curve(1, "loss")), std::string("1:3 4:1 "));
  }

  void aRestartVoidsWhatCameAfterIt() {
    // Event 1: wall time, 2: step 3, 7: session log with status START.
    std::string restart("\x10\x03\x3a\x02\x08\x01", 6);
    const auto file = put("x.tfevents", event_file_header(1) + scalar_event(2, 2, {{"a", 1}}) +
                                            scalar_event(2, 3, {{"a", 2}}) + framed(restart));
    QCOMPARE(imported(file), std::string("[x.tfevents] a 2:1 "));
  }

  void damagedEndsAreNamedWithTheirOffset() {
    const auto whole = event_file_header(1) + scalar_event(2, 1, {{"a", 1}});
    const auto next = scalar_event(2, 2, {{"a", 2}});
    for (std::size_t cut = 1; cut < next.size(); ++cut) {
      const auto found = read_foreign_runs(put("cut.tfevents", whole + next.substr(0, cut)));
      QCOMPARE(points_of(found.runs.at(0).series.at("a")), std::string("1:1 "));
      QVERIFY(found.warnings.at(0).find("the record at byte " + std::to_string(whole.size())) != std::string::npos);
    }
    for (std::size_t at = 0; at < next.size(); ++at) {
      auto bad = next;
      bad[at] = char(bad[at] ^ 0x10);
      const auto found = read_foreign_runs(put("bad.tfevents", whole + bad));
      QCOMPARE(points_of(found.runs.at(0).series.at("a")), std::string("1:1 "));
      QVERIFY(found.warnings.at(0).find("checksum") != std::string::npos);
    }
  }

  void hostileRecordsDoNoHarm() {
    std::string huge(12, '\0');
    const std::uint64_t gigabyte = 1u << 30;
    std::memcpy(huge.data(), &gigabyte, 8);
    const auto crc = masked_crc32c({huge.data(), 8});
    std::memcpy(huge.data() + 8, &crc, 4);
    const auto whole = event_file_header(1) + scalar_event(2, 1, {{"a", 1}});
    QVERIFY(read_foreign_runs(put("huge.tfevents", whole + huge)).warnings.at(0).find("is cut off") !=
            std::string::npos);
    // Messages that lie: endless varints, lengths beyond the end, unknown wire types, nested junk.
    for (const auto& message :
         {std::string(40, '\xff'), std::string("\x2a\xff\xff\xff\xff\x0f", 6), std::string("\x0f\x01", 2),
          std::string("\x2a\x03\x0a\x7f\x00", 5), std::string("\x09"), std::string("\x2a\x04\x0a\x02\x42\x05", 6)})
      QCOMPARE(imported(put("lie.tfevents", whole + framed(message) + scalar_event(3, 2, {{"a", 2}}))),
               std::string("[lie.tfevents] a 1:1 2:2 "));
    // Any bytes of a good message changed, under a right checksum.
    std::string good(scalar_event(2, 7, {{"tag", 1.5}}));
    good = good.substr(12, good.size() - 16);
    std::uint32_t random = 1;
    for (int i = 0; i < 3000; ++i) {
      auto bad = good;
      for (int k = 0; k < 3; ++k) {
        random = random * 1664525u + 1013904223u;
        bad[(random >> 8) % bad.size()] = char(random >> 24);
      }
      put("fuzz.tfevents", whole + framed(bad));
      read_event_file(path("fuzz.tfevents"), [](const EventScalar&) {});
    }
    QVERIFY(failure([&] {
              read_foreign_runs(put("no.tfevents", "hello, world, I am a text"));
            }).find("is no TensorBoard event file") != std::string::npos);
    QVERIFY(failure([&] { read_foreign_runs(path("nowhere")); }).find("is not there") != std::string::npos);
    QVERIFY(imported(put("zero.tfevents", "")).find("a ") == std::string::npos);
  }

  void historyOfWandb() {
    const auto file = put("brisk-lion-7.csv",
                          "\xEF\xBB\xBF_step,_timestamp,_runtime,loss,\"val, acc\",note\r\n"
                          "0,1600000010,10,1.5,,start\r\n"
                          "1,1600000011,11,NaN,0.25,\"two\nlines\"\r\n"
                          "2,1600000012,12,Infinity,,\r\n");
    const auto found = read_foreign_runs(file);
    QCOMPARE(found.runs.size(), std::size_t(1));
    const auto& run = found.runs[0];
    QCOMPARE(run.name, std::string("brisk-lion-7"));
    QCOMPARE(run.started_at, 1600000000.0);
    QCOMPARE(points_of(run.series.at("loss")), std::string("0:1.5 1:nan 2:inf "));
    QCOMPARE(points_of(run.series.at("val, acc")), std::string("1:0.25 "));
    QCOMPARE(run.series.at("loss")[1].time, 11.0);
    QCOMPARE(run.series.size(), std::size_t(2));
    QVERIFY(found.warnings.at(0).find("left out: note") != std::string::npos);
  }

  void chartExportOfWandb() {
    const auto file =
        put("chart.csv",
            "\"Step\",\"lr - 0.1 - loss\",\"lr - 0.1 - loss__MIN\",\"lr - 0.1 - loss__MAX\",\"b - loss\"\n"
            "\"10\",\"2.5\",\"1\",\"3\",\"\"\n\"20\",\"2\",\"1\",\"3\",\"7\"\n\"15\",\"1\",\"\",\"\",\"\"\n");
    QCOMPARE(imported(file), std::string("[b] loss 20:7 [lr - 0.1] loss 10:2.5 15:1 "));
  }

  void badCsvIsRefusedWithItsLine() {
    const auto said = [&](const std::string& text) {
      return failure([&] { read_foreign_runs(put("bad.csv", text)); });
    };
    QVERIFY(said("").find("is empty") != std::string::npos);
    QVERIFY(said("a,b\n1,2\n").find("bad.csv:1: the row names no column Step") != std::string::npos);
    QVERIFY(said("_step\n1\n").find("names no metric") != std::string::npos);
    QVERIFY(said("_step,loss\n1,2\nx,3\n").find("bad.csv:3: the row has no step: expected a number, got \"x\"") !=
            std::string::npos);
    QVERIFY(said("_step,loss\n1e300,2\n").find("bad.csv:2") != std::string::npos);
    QVERIFY(said("_step,loss\n1,\"2\n").find("never closed") != std::string::npos);
  }

  void exportsComeBack() {
    const auto store_file = path("own.sqlite");
    {
      ExperimentStore store(store_file);
      NewRun run;
      run.name = "a, \"b\"/c";
      const auto id = store.create_run(run);
      std::vector<ExperimentStore::StepScalars> steps;
      for (int i = 1; i <= 5000; ++i) steps.push_back({i, i * 0.5, {{"loss", 1.0 / i}}});
      steps[2].scalars.emplace_back("val/CIDEr", NAN);
      steps.push_back({1'000'000'000'000, 3000, {{"loss", 0.5}}});
      store.append_steps(id, steps);
      store.set_history(id, 1.6e9, 1.6e9 + 3000);
    }
    CurveExportRequest request{store_file, {}, CurveFormat::tensorboard, path("out")};
    const auto events = export_curves(request);
    QCOMPARE(events.points, std::int64_t(5002));
    const auto back = read_foreign_runs(path("out")).runs;
    QCOMPARE(back.size(), std::size_t(1));
    QCOMPARE(back[0].series.at("loss").size(), std::size_t(5001));
    QCOMPARE(back[0].series.at("loss")[3].value, double(float(0.25)));
    QCOMPARE(back[0].series.at("loss")[3].time, 1.5);  // from the first point on
    QCOMPARE(back[0].started_at, 1.6e9 + 0.5);
    QVERIFY(std::isnan(back[0].series.at("val/CIDEr")[0].value));
    // Not over what is there.
    QVERIFY(failure([&] { export_curves(request); }).find("is there already") != std::string::npos);
    request.format = CurveFormat::csv_wide;
    const auto wide = export_curves(request);
    QCOMPARE(wide.files.at(0).filename().string(), std::string("1-a___b__c.csv"));
    const auto text = content(wide.files[0]);
    QVERIFY2(text.starts_with("step,time,wall_time,loss,val/CIDEr\n1,0.5,1600000000.500,1,\n2,1,1600000001.000,0.5,\n"
                              "3,1.5,1600000001.500,0.3333333333333333,NaN\n"),
             text.substr(0, 160).c_str());
    QVERIFY(text.ends_with("\n1000000000000,3000,1600003000.000,0.5,\n"));
    QCOMPARE(read_curve_csv(wide.files[0]).runs.at(0).series.at("loss").size(), std::size_t(5001));
    request.format = CurveFormat::csv_long;
    const auto lines = content(export_curves(request).files.at(0));
    QVERIFY(lines.starts_with(
        "run,name,series,step,time,wall_time,value\n1,\"a, \"\"b\"\"/c\",loss,1,0.5,1600000000.500,1\n"));
    QCOMPARE(std::count(lines.begin(), lines.end(), '\n'), 5003);
  }

  void cancelledWorkLeavesNothing() {
    put("logs/a/e.tfevents", event_file_header(1) + scalar_event(2, 1, {{"a", 1}}));
    put("logs/b/e.tfevents", event_file_header(1) + scalar_event(2, 1, {{"a", 1}}));
    for (const double until : {0.0, 0.3, 0.6, 0.7}) {
      const auto stop = [&](double share) { return share <= until; };
      QVERIFY_EXCEPTION_THROWN(import_curves(path("logs"), path("runs.sqlite"), stop), JobCancelled);
      ExperimentStore store(path("runs.sqlite"));
      QVERIFY(store.runs().empty());
      QVERIFY(!store.run(1));
    }
    import_curves(path("logs"), path("runs.sqlite"));
    const auto no = [](double) { return false; };
    QVERIFY_EXCEPTION_THROWN(export_curves({path("runs.sqlite"), {}, CurveFormat::tensorboard, path("out")}, no),
                             JobCancelled);
    QVERIFY(!std::filesystem::exists(path("out")));
    for (const auto& entry : std::filesystem::directory_iterator(path("")))
      QVERIFY(entry.path().string().find("partial") == std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestTensorBoard)
#include "tst_session_tensorboard.moc"
