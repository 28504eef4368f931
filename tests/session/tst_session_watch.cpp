// The line protocol of vignette-cli watch: a server and a mirror, joined without a connection.

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <deque>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "session/machine/machine_figures.h"
#include "session/watch/messages.h"
#include "session/watch/watch_mirror.h"
#include "session/watch/watch_server.h"
#include "store/experiment_store.h"

using namespace vignette;
using Json = nlohmann::json;

namespace {

/// Values as they are stored, NaN included.
QString text(const std::vector<CurvePoint>& points) {
  QString all;
  for (const auto& point : points) all += QString("%1:%2:%3 ").arg(point.step).arg(point.time).arg(point.value);
  return all;
}

QString text(const std::vector<CaptionRecord>& captions) {
  QStringList all;
  for (const auto& one : captions) {
    QStringList parts = {QString::number(one.step), QString::number(one.image_id), QString::fromStdString(one.kind),
                         QString::number(one.sample_index), QString::fromStdString(one.caption)};
    for (const auto& token : one.tokens) parts << QString::fromLatin1(QByteArray::fromStdString(token).toHex());
    for (const auto value : one.token_log_probabilities) parts << QString::number(value, 'g', 9);
    for (const auto& reference : one.references) parts << QString::fromStdString(reference);
    for (const auto& [name, value] : one.scores)
      parts << QString::fromStdString(name) + QString::number(value, 'g', 17);
    all << parts.join('|');
  }
  return all.join('\n');
}

CaptionRecord caption(std::int64_t step, std::int64_t image) {
  CaptionRecord one;
  one.step = step;
  one.image_id = image;
  one.image_path = "/data/pictures of cats/" + std::to_string(image) + ".jpg";
  one.kind = "greedy";
  one.caption = "a cat, step " + std::to_string(step);
  one.references = {"a cat"};
  one.tokens = {" a", "\xe2\x82", "\xac"};  // a character cut in two
  one.token_log_probabilities = {-0.1f, -2.5f, -std::numeric_limits<float>::infinity()};
  one.scores = {{"reward", 0.1 + double(step)}, {"novelty", 1.0 / 3}};
  return one;
}

}  // namespace

class TestWatch : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<ExperimentStore> there_;
  std::unique_ptr<WatchMirror> mirror_;
  std::unique_ptr<WatchServer> server_;
  std::deque<std::string> lines_;
  std::vector<std::string> refused_;
  int pointsSent_ = 0, captionsSent_ = 0, synced_ = 0;
  RunId run_ = 0;

  std::filesystem::path path(const char* name) const { return folder_->filePath(name).toStdString(); }

  void connectAgain() {
    lines_.clear();
    mirror_->reset();
    server_ = std::make_unique<WatchServer>(path("there/runs.sqlite"),
                                            [this](const std::string& line) { lines_.push_back(line); });
    deliver();
    server_->take(mirror_->watch({run_}));
  }
  void deliver() {
    for (; !lines_.empty(); lines_.pop_front()) {
      const auto message = Json::parse(lines_.front());
      if (message.contains("points"))
        for (const auto& [name, list] : message["points"]["series"].items()) pointsSent_ += int(list.size());
      if (message.contains("captions")) captionsSent_ += int(message["captions"]["captions"].size());
      mirror_->take(lines_.front());
    }
  }
  /// Both ways until nothing moves any more, and the list of runs was looked at once more.
  void settle() {
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < 700) {
      for (const auto& line : mirror_->take_requests()) server_->take(line);
      const bool more = server_->advance();
      deliver();
      if (!more) QTest::qWait(20);
    }
  }
  void appendSteps(std::int64_t first, std::int64_t last, double slope = 1) {
    std::vector<ExperimentStore::StepScalars> steps;
    for (auto step = first; step <= last; ++step)
      steps.push_back(
          {step, double(step) / 10, {{"loss", slope / double(step)}, {"val/CIDEr", step % 7 ? step : NAN}}});
    there_->append_steps(run_, steps);
  }
  void compareAll() {
    ExperimentStore here(mirror_->file(), ExperimentStore::Mode::read_only);
    QCOMPARE(here.series(run_), there_->series(run_));
    for (const auto& name : there_->series(run_))
      QCOMPARE(text(here.curve(run_, name)), text(there_->curve(run_, name)));
    CaptionQuery query;
    query.run = run_;
    QCOMPARE(text(here.captions(query)), text(there_->captions(query)));
    const auto a = *here.run(run_), b = *there_->run(run_);
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.steps, b.steps);
    QCOMPARE(a.state, b.state);
    QCOMPARE(a.best, b.best);
    QCOMPARE(a.tags, b.tags);
    QCOMPARE(a.recipe, b.recipe);
    QCOMPARE(a.provenance, b.provenance);
    QCOMPARE(here.marks(run_).size(), there_->marks(run_).size());
    QCOMPARE(here.clock(run_).size(), there_->clock(run_).size());
    QCOMPARE(here.parameter_changes(run_).size(), there_->parameter_changes(run_).size());
    QCOMPARE(here.phases(run_).size(), there_->phases(run_).size());
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    std::filesystem::create_directories(path("there"));
    std::filesystem::create_directories(path("here"));
    there_ = std::make_unique<ExperimentStore>(path("there/runs.sqlite"));
    NewRun run;
    run.name = "“baseline”";
    run.recipe = "[training]\nmax_steps = 9\n";
    run.recipe_resolved = run.recipe;
    run.provenance = {{"host", "gpu7"}};
    run.planned_steps = 9000;
    run_ = there_->create_run(run);
    QVERIFY(there_->claim_run(run_));
    there_->set_state(run_, RunState::running);
    refused_.clear();
    pointsSent_ = captionsSent_ = synced_ = 0;
    mirror_ = std::make_unique<WatchMirror>(path("here/runs.sqlite"), "ssh://gpu7/runs.sqlite");
    WatchMirror::Events events;
    events.refused = [this](RunId, const std::string& what) { refused_.push_back(what); };
    events.synced = [this](RunId, std::int64_t) { ++synced_; };
    mirror_->set_events(std::move(events));
  }
  void cleanup() {
    server_.reset();
    mirror_.reset();
    there_.reset();
  }

  void theMirrorFollows() {
    appendSteps(1, 5000);
    std::vector<CaptionRecord> captions;
    for (int image = 0; image < 450; ++image) captions.push_back(caption(5000, image));
    there_->append_captions(run_, captions);
    there_->put_phase(run_, {0, "first", "adversarial", 0, 0});
    there_->add_parameter_change(run_, {40, 4, "reward.weight", "0.5"});
    there_->put_mark({0, run_, 7, "note", "look here", 0});
    connectAgain();
    settle();
    QVERIFY(synced_ >= 1);
    compareAll();
    QCOMPARE(pointsSent_, 10000);
    QCOMPARE(captionsSent_, 450);
    appendSteps(5001, 5100);
    there_->append_captions(run_, std::vector{caption(5100, 3), caption(5100, 4)});
    settle();
    compareAll();
    QVERIFY2(pointsSent_ <= 10200, qPrintable(QString::number(pointsSent_)));
    QCOMPARE(captionsSent_, 452);
    // Steps may repeat: an evaluation of a stored checkpoint adds to a step that is there.
    there_->append_steps(run_, std::vector<ExperimentStore::StepScalars>{{5100, 510, {{"loss", 5.0}, {"late", 1.0}}}});
    settle();
    compareAll();
  }

  void aNewConnectionGoesOnWhereTheOldOneStopped() {
    appendSteps(1, 3000);
    there_->append_captions(run_, std::vector{caption(1000, 1), caption(2000, 1)});
    connectAgain();
    settle();
    pointsSent_ = captionsSent_ = 0;
    appendSteps(3001, 3010);
    connectAgain();
    settle();
    compareAll();
    QCOMPARE(pointsSent_, 20);
    QCOMPARE(captionsSent_, 0);
  }

  void whatAResumeTookBackGoes() {
    appendSteps(1, 2000);
    there_->append_captions(run_, std::vector{caption(1000, 1), caption(2000, 1)});
    connectAgain();
    settle();
    there_->truncate_after(run_, 1500);
    settle();
    compareAll();
    // Taken back and trained past while nobody looked: only the clock's marks tell.
    server_.reset();
    there_->truncate_after(run_, 1200);
    QTest::qWait(10);
    std::vector<ExperimentStore::StepScalars> steps;
    for (std::int64_t step = 1201; step <= 1800; ++step) steps.push_back({step, 9000 + double(step), {{"loss", 77.0}}});
    there_->append_steps(run_, steps);
    connectAgain();
    settle();
    compareAll();
    ExperimentStore here(mirror_->file(), ExperimentStore::Mode::read_only);
    QCOMPARE(here.curve(run_, "loss").back().value, 77.0);
    QCOMPARE(here.curve(run_, "loss").size(), std::size_t(1800));
  }

  void commandsAndEditsGoThere() {
    connectAgain();
    settle();
    ExperimentStore here(mirror_->file());
    QCOMPARE(here.run(run_)->state, RunState::running);
    here.post_command(run_, "pause");
    here.post_command(run_, "adjust", "reward.weight", "0.25");
    here.rename_run(run_, "better name");
    here.set_tags(run_, {"a", "b"});
    here.set_note(run_, "a note");
    here.put_mark({0, run_, 0, "note", "from afar", 0});
    settle();
    const auto commands = there_->take_commands(run_);
    QCOMPARE(commands.size(), std::size_t(2));
    QCOMPARE(commands[0].verb, std::string("pause"));
    QCOMPARE(commands[1].key, std::string("reward.weight"));
    QCOMPARE(there_->run(run_)->name, std::string("better name"));
    QCOMPARE(there_->run(run_)->note, std::string("a note"));
    QCOMPARE(there_->run(run_)->tags.size(), std::size_t(2));
    QCOMPARE(there_->marks(run_).size(), std::size_t(1));
    compareAll();
    QVERIFY(refused_.empty());
    here.remove_mark(here.marks(run_).front().id);
    here.post_command(run_, "adjust", "models.clip", "elsewhere");
    settle();
    QCOMPARE(there_->marks(run_).size(), std::size_t(0));
    QCOMPARE(refused_.size(), std::size_t(1));
    QVERIFY(QString::fromStdString(refused_[0]).contains("models.clip cannot change"));
    there_->set_state(run_, RunState::stopped);
    there_->release_run(run_);
    settle();
    QCOMPARE(here.run(run_)->state, RunState::stopped);
    here.delete_run(run_);
    settle();
    QVERIFY(there_->runs().empty());
  }

  void anEditIsNotLostToNewsOfTheRun() {
    connectAgain();
    settle();
    ExperimentStore here(mirror_->file());
    appendSteps(1, 5);  // news of the run …
    QTest::qWait(450);
    while (server_->advance()) continue;
    here.rename_run(run_, "mine");  // … on its way while the name is edited
    deliver();
    QCOMPARE(here.run(run_)->name, std::string("mine"));
    settle();
    QCOMPARE(there_->run(run_)->name, std::string("mine"));
  }

  void aLostConnectionLeavesNothingThatSeemsToTrain() {
    connectAgain();
    settle();
    mirror_->lost();
    ExperimentStore here(mirror_->file(), ExperimentStore::Mode::read_only);
    QCOMPARE(here.run(run_)->state, RunState::interrupted);
    connectAgain();
    settle();
    QCOMPARE(here.run(run_)->state, RunState::running);
  }

  void onlyFilesOfRunsAreServed() {
    const auto picture = path("cat.jpg");
    std::ofstream(picture, std::ios::binary) << std::string(400'000, 'x') << "end";
    std::ofstream(path("secret")) << "secret";
    auto one = caption(1, 1);
    one.image_path = picture.string();
    there_->append_captions(run_, std::vector{one});
    connectAgain();
    std::string bytes, problem;
    const auto ask = [&](const std::filesystem::path& file) {
      const Json request = {{"do", "file"}, {"run", 0}, {"path", file.string()}, {"offset", bytes.size()}};
      server_->take(mirror_->ask(request.dump(), [&](const std::string& ok, const std::string& error) {
        problem = error;
        if (error.empty()) bytes += from_base64(Json::parse(ok).at("data").get<std::string>());
      }));
      deliver();
    };
    for (int i = 0; i < 3; ++i) ask(picture);
    QCOMPARE(bytes.size(), std::size_t(400'003));
    QVERIFY(bytes.ends_with("xend"));
    ask(path("secret"));
    QVERIFY(!problem.empty());
    ask(path("cat.jpg/../secret"));
    QVERIFY(!problem.empty());
  }

  void remotePathsStayBelowTheFolder() {
    const auto folder = path("here/files");
    for (const auto* remote : {"/data/a b.jpg", "/../../etc/passwd", "../../etc/passwd", "/a/../../../b"}) {
      const auto local = mirror_->local_path(remote);
      const auto relative = local.lexically_relative(folder);
      QVERIFY2(!relative.empty() && *relative.begin() != "..", remote);
    }
    QCOMPARE(mirror_->remote_path(mirror_->local_path("/data/a b.jpg")), std::string("/data/a b.jpg"));
    QCOMPARE(mirror_->remote_path("/data/a b.jpg"), std::string());
  }

  void aStrangerIsRefused_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("garbage") << QByteArray("Welcome to gpu7!") << "no JSON object";
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe{", 4) << "no JSON object";
    QTest::newRow("list") << QByteArray("[1, 2]") << "no JSON object";
    QTest::newRow("no hello") << QByteArray("{\"runs\": []}") << "hello";
    QTest::newRow("another program") << QByteArray("{\"hello\": \"x\"}") << "no vignette-cli watch";
    QTest::newRow("wrong types") << QByteArray("{\"hello\": 3}") << "no vignette-cli watch";
    QTest::newRow("newer") << QByteArray("{\"hello\":\"vignette-watch\",\"protocol\":2,\"version\":\"9\"}")
                           << "speaks version 2 of the protocol and this program version 1. Update this one.";
    QTest::newRow("older") << QByteArray("{\"hello\":\"vignette-watch\",\"protocol\":0,\"version\":\"0\"}")
                           << "Update the server's.";
    QTest::newRow("long") << QByteArray(17 << 20, 'x') << "longer than 16 MiB";
  }
  void aStrangerIsRefused() {
    QFETCH(QByteArray, line);
    QFETCH(QString, says);
    try {
      mirror_->take(line.toStdString());
      QFAIL("taken");
    } catch (const WatchProtocolError& error) {
      QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
    }
  }

  void aBrokenMessageHarmsNothing() {
    appendSteps(1, 10);
    connectAgain();
    settle();
    for (const auto* line :
         {"{\"runs\": 3}", "{\"runs\": [{}]}", "{\"points\": {}}", "{\"points\": {\"run\": \"x\", \"series\": []}}",
          "{\"captions\": {\"run\": 1, \"captions\": [{\"step\": {}}]}}", "{\"cut\": []}",
          "{\"details\": {\"run\": 1}}", "{\"answers\": [1]}", "{\"gone\": {\"a\": 1}}", "{\"listed\": 1}",
          "{\"points\": {\"run\": 1, \"series\": {\"loss\": [[\"a\", 1, 1]]}}}"})
      QVERIFY_THROWS_EXCEPTION(WatchProtocolError, mirror_->take(line));
    QVERIFY_THROWS_EXCEPTION(StoreError,
                             mirror_->take("{\"points\": {\"run\": 99, \"series\": {\"x\": [[1, 1, 1]]}}}"));
    compareAll();
  }

  void aBadRequestIsAnsweredByAnError() {
    connectAgain();
    deliver();
    for (const auto* line :
         {"", "hello", "{}", "{\"do\": 3}", "{\"id\": 1, \"do\": \"dance\"}", "{\"id\": 2, \"do\": \"watch\"}",
          "{\"id\": 3, \"do\": \"watch\", \"runs\": [{}]}", "{\"id\": 4, \"do\": \"command\", \"run\": \"x\"}",
          "{\"id\": 5, \"do\": \"file\", \"run\": 1, \"path\": \"/etc/passwd\", \"offset\": -1}"}) {
      lines_.clear();
      server_->take(line);
      QCOMPARE(lines_.size(), std::size_t(1));
      QVERIFY2(Json::parse(lines_.front()).contains("error"), lines_.front().c_str());
    }
  }

  void base64() {
    for (const std::string bytes : {"", "f", "fo", "foo", "foob", "\xff\x00z"})
      QCOMPARE(from_base64(to_base64(bytes)), bytes);
    QCOMPARE(to_base64("foob"), std::string("Zm9vYg=="));
    QVERIFY_THROWS_EXCEPTION(WatchProtocolError, from_base64("a*b="));
  }

  void theMachineIsSampled() {
    MachineSampler sampler("no-such-library.so");
    sampler.sample({});
    QElapsedTimer since;
    since.start();
    volatile double sum = 0;
    while (since.elapsed() < 200) sum = sum + 1;
    const auto figures = sampler.sample({path("here"), path("there"), path("here/not/made/yet")});
    QVERIFY(figures.process_busy > 0.1 && figures.process_busy < 4);
    QVERIFY(figures.machine_busy > 0 && figures.machine_busy <= 1);
    QVERIFY(figures.process_memory > 1'000'000 && figures.process_memory < figures.memory_total);
    QCOMPARE(figures.disks.size(), std::size_t(1));
    QVERIFY(figures.disks[0].free > 0 && figures.disks[0].free <= figures.disks[0].total);
    QVERIFY(figures.gpus.empty());
    QCOMPARE(figures.gpu_problem, std::string("no NVIDIA driver"));
    const auto again = machine_figures_of(machine_figures_text(figures));
    QCOMPARE(again.process_memory, figures.process_memory);
    QCOMPARE(again.disks[0].path, figures.disks[0].path);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, machine_figures_of("{}"));
  }

  void gpusAreReadThroughTheDriversLibrary() {
    GpuReader reader(VIGNETTE_NVML_DOUBLE);
    QCOMPARE(reader.problem(), std::string());
    const auto gpus = reader.read();
    QCOMPARE(gpus.size(), std::size_t(2));
    QCOMPARE(gpus[1].name, std::string("Test GPU 1"));
    QCOMPARE(gpus[1].memory_total, std::int64_t(80) << 30);
    QCOMPARE(gpus[1].memory_used, std::int64_t(20) << 30);
    QCOMPARE(*gpus[0].utilisation, 0.37);
    QCOMPARE(*gpus[0].temperature, 61.0);
    QVERIFY(!gpus[0].power);  // this driver does not know it
  }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_session_watch.moc"
