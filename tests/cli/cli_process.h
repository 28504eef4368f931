#pragma once
// Runs the built vignette-cli, the way a script does.

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QVector>

struct CliOutcome {
  int code = -1;
  QByteArray out, err;

  /// Each line of stdout as a JSON object; a line that is none becomes an empty object.
  QVector<QJsonObject> lines() const {
    QVector<QJsonObject> objects;
    for (const auto& line : out.split('\n'))
      if (!line.isEmpty()) objects << QJsonDocument::fromJson(line).object();
    return objects;
  }
};

/// An environment whose log file and prepared tables lie in `state`, and where no paraphrases are found.
inline QProcessEnvironment cli_environment(const QTemporaryDir& state) {
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert("XDG_STATE_HOME", state.path());
  environment.insert("XDG_CACHE_HOME", state.filePath("cache"));
  environment.insert("HOME", state.path());
  environment.insert("VIGNETTE_PARAPHRASES", "none");
  for (const char* name : {"WNSEARCHDIR", "VIRTUAL_ENV", "CONDA_PREFIX"}) environment.remove(name);
  environment.insert("OMP_WAIT_POLICY", "passive");
  return environment;
}

inline CliOutcome run_cli_process(const QStringList& arguments, const QByteArray& input, const QTemporaryDir& state) {
  QProcess process;
  process.setProcessEnvironment(cli_environment(state));
  process.start(VIGNETTE_CLI, arguments);
  process.write(input);
  process.closeWriteChannel();
  CliOutcome outcome;
  if (!process.waitForFinished(240'000)) process.kill();
  if (process.exitStatus() == QProcess::NormalExit) outcome.code = process.exitCode();
  outcome.out = process.readAllStandardOutput();
  outcome.err = process.readAllStandardError();
  if (process.exitStatus() != QProcess::NormalExit)
    outcome.err += "(the process crashed: " + process.errorString().toUtf8() + ")";
  return outcome;
}

/// "\"text\"", one JSON string.
inline QByteArray json_string(const QString& text) {
  const auto list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
  return list.mid(1, list.size() - 2);
}
