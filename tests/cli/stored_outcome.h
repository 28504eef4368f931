#pragma once
// What a run left in its store, for comparing it bit by bit with one that nothing happened to.

#include <QTest>

#include "cli/tiny_training.h"

class StoredOutcome {
 public:
  /// Values as they were printed, so that equal text is equal bits.
  StoredOutcome(const QTemporaryDir& folder, const QString& store) {
    const auto cli = [&](const QStringList& arguments) { return run_cli_process(arguments, {}, folder); };
    const QStringList run = {"--store", store, "--run", "1"};
    for (const char* series : {"G_loss", "D_loss", "reward", "critic", "grad_norm/generator", "val/CIDEr"})
      for (const auto& point : cli(QStringList{"curve"} + run + QStringList{"--series", series, "--json"}).lines())
        points_
            << QString("%1 %2 %3").arg(series).arg(point["step"].toInt()).arg(point["value"].toDouble(), 0, 'g', 17);
    captions_ = cli(QStringList{"captions"} + run + QStringList{"--json"}).out;
    QTemporaryDir out;
    cli(QStringList{"export"} + run + QStringList{"--out", out.filePath("model")});
    QFile file(out.filePath("model/model.safetensors"));
    if (file.open(QIODevice::ReadOnly)) weights_ = file.readAll();
  }
  bool is_whole() const { return !points_.isEmpty() && !captions_.isEmpty() && !weights_.isEmpty(); }
  bool operator==(const StoredOutcome&) const = default;

 private:
  QStringList points_;
  QByteArray captions_, weights_;
};
