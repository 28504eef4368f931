// vignette: the workbench. Thin; everything else is in the library vignette_gui.

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>
#include <csignal>
#include <cstdio>

#include "app/icons.h"
#include "app/main_window.h"
#include "log/log.h"
#include "session/freed_memory.h"
#include "session/training_session.h"

namespace {

void describe(QCommandLineParser& parser) {
  parser.setApplicationDescription(
      QCoreApplication::translate("main", "Trains image captioners against a critic and shows them learning."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addOption(
      {"store", QCoreApplication::translate("main", "Open the experiments in FILE (made if missing)."), "FILE"});
  parser.addOption({"demo", QCoreApplication::translate("main", "Open the demo.")});
  parser.addPositionalArgument("file", QCoreApplication::translate("main", "A store to open."), "[file]");
}

/// --help and --version work without a display.
bool answersWithoutDisplay(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const QByteArray word(argv[i]);
    if (word == "--help" || word == "-h" || word == "--version" || word == "-v") return true;
  }
  return false;
}

void startLog() {
  const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
  try {
    folder.mkpath(QStringLiteral("log"));
    vignette::start_program_log(folder.filePath(QStringLiteral("log/vignette.log")).toStdString(), true,
                                vignette::LogLevel::warning);
  } catch (const std::exception& error) {
    vignette::log_warning(error.what());
  }
}

vignette::WorkbenchOptions optionsOf(const QCommandLineParser& parser) {
  vignette::WorkbenchOptions options;
  options.engine = vignette::real_engine();
  options.job_runner = vignette::run_job;
  options.demo = parser.isSet("demo");
  options.store = parser.value("store").toStdString();
  if (options.store.empty() && !parser.positionalArguments().isEmpty())
    options.store = parser.positionalArguments().first().toStdString();
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  vignette::ensure_passive_waiting(argv);
  std::signal(SIGXFSZ, SIG_IGN);  // a file beyond "ulimit -f" then fails like one on a full disk
  vignette::keep_freed_memory();
  QCoreApplication::setApplicationName(QStringLiteral("vignette"));
  QCoreApplication::setApplicationVersion(QString::fromStdString(vignette::version()));
  QCommandLineParser parser;
  if (answersWithoutDisplay(argc, argv)) {
    QCoreApplication application(argc, argv);
    describe(parser);
    parser.process(application);
  }
  QApplication application(argc, argv);
  QGuiApplication::setDesktopFileName(QStringLiteral("vignette"));
  describe(parser);
  parser.process(application);
  startLog();
  vignette::MainWindow window(optionsOf(parser));
  window.show();
  return QApplication::exec();
}
