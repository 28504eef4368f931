#include "log/log.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>
#include <thread>
#include <vector>

using namespace vignette;

namespace {

std::filesystem::path in(const QTemporaryDir& directory, const char* name) {
  return std::filesystem::path(directory.path().toStdString()) / name;
}

QString content(const std::filesystem::path& file) {
  QFile stream(QString::fromStdString(file.string()));
  return stream.open(QIODevice::ReadOnly) ? QString::fromUtf8(stream.readAll()) : QString();
}

}  // namespace

class TestLog : public QObject {
  Q_OBJECT

 private slots:
  void program_log_takes_records_with_level_and_text();
  void program_log_keeps_three_files();
  void run_log_takes_records_of_its_thread_only();
  void run_log_ends_with_its_object();
  void subscription_sees_records_while_it_lives();
  void a_throwing_subscriber_does_not_reach_the_caller();
  void a_file_that_cannot_be_opened_is_named();
};

void TestLog::program_log_takes_records_with_level_and_text() {
  const QTemporaryDir directory;
  const auto file = in(directory, "new folder/vignette.log");
  start_program_log(file, false);
  log_warning("braces {} stay as they are");
  QVERIFY(content(file).endsWith("[warning] braces {} stay as they are\n"));
}

void TestLog::program_log_keeps_three_files() {
  const QTemporaryDir directory;
  start_program_log(in(directory, "vignette.log"), false);
  const std::string megabyte(1u << 20, 'x');
  for (int i = 0; i < 18; ++i) log_info(megabyte);
  QVERIFY(QFile::exists(directory.filePath("vignette.log")));
  QVERIFY(QFile::exists(directory.filePath("vignette.2.log")));
  QVERIFY(!QFile::exists(directory.filePath("vignette.3.log")));
  QVERIFY(QFile(directory.filePath("vignette.1.log")).size() <= 5 << 20);
  start_program_log(in(directory, "small.log"), false);
}

void TestLog::run_log_takes_records_of_its_thread_only() {
  const QTemporaryDir directory;
  const auto file = in(directory, "run.log");
  RunLog run(file);
  log_info("from the trainer");
  std::thread([] { log_info("from elsewhere"); }).join();
  std::thread([&] {
    run.join();
    log_info("from its reader");
  }).join();
  const QString text = content(file);
  QVERIFY(text.contains("[info] from the trainer\n"));
  QVERIFY(text.contains("[info] from its reader\n"));
  QVERIFY(!text.contains("elsewhere"));
}

void TestLog::run_log_ends_with_its_object() {
  const QTemporaryDir directory;
  const auto file = in(directory, "run.log");
  { RunLog run(file); }
  log_info("later");
  QVERIFY(QFile::exists(directory.filePath("run.log")));
  QVERIFY(!content(file).contains("later"));
}

void TestLog::subscription_sees_records_while_it_lives() {
  std::vector<LogRecord> seen;
  {
    const LogSubscription subscription([&](const LogRecord& record) { seen.push_back(record); });
    log_error(concat("step ", 3, ": ", 0.5));
    log_debug("detail");
  }
  log_info("unseen");
  QCOMPARE(seen.size(), std::size_t(2));
  QCOMPARE(seen[0].text, std::string("step 3: 0.5"));
  QVERIFY(seen[0].level == LogLevel::error);
  QVERIFY(seen[1].level == LogLevel::debug);
}

void TestLog::a_throwing_subscriber_does_not_reach_the_caller() {
  int calls = 0;
  const LogSubscription bad([](const LogRecord&) { throw std::runtime_error("no"); });
  const LogSubscription good([&](const LogRecord&) { ++calls; });
  log_info("record");
  QCOMPARE(calls, 1);
}

void TestLog::a_file_that_cannot_be_opened_is_named() {
  const QTemporaryDir directory;
  try {
    start_program_log(directory.path().toStdString(), false);
    QFAIL("a directory was opened as a log file");
  } catch (const std::runtime_error& error) {
    QVERIFY(QString(error.what()).contains(directory.path()));
  }
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
