// Every #include of engine/ and gui/ against the table of allowed layers: CMake's cycle check sees link edges only.

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

using Layers = QSet<QString>;

QMap<QString, Layers> allowedLayers() {
  QMap<QString, Layers> table;
  table["log"] = {};
  table["text"] = {"log"};
  for (const auto* layer : {"metrics", "data", "store", "recipe"}) table[layer] = {"text", "log"};
  const Layers low = {"metrics", "data", "store", "recipe", "text", "log"};
  table["models"] = low;
  table["decoding"] = low + Layers{"models"};
  table["training"] = low + Layers{"models", "decoding"};
  table["session"] = low + Layers{"models", "decoding", "training"};
  table["cli"] = low + Layers{"models", "decoding", "training", "session"};
  table["gui"] = table["cli"];
  return table;
}

const Layers kMayIncludeTorch = {"models", "decoding", "training", "session"};

struct Include {
  QString file, layer, target;
  int line = 0;
};

QVector<Include> includesOf(const QString& file, const QString& layer) {
  static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
  QFile source(file);
  if (!source.open(QIODevice::ReadOnly)) return {};
  QVector<Include> found;
  int line = 0;
  while (!source.atEnd()) {
    ++line;
    const auto match = pattern.match(QString::fromUtf8(source.readLine()));
    if (match.hasMatch()) found.push_back({file, layer, match.captured(1), line});
  }
  return found;
}

QStringList sourcesBelow(const QString& folder) {
  QStringList files;
  QDirIterator it(folder, {"*.h", "*.cpp", "*.cc", "*.hpp"}, QDir::Files, QDirIterator::Subdirectories);
  while (it.hasNext()) files << it.next();
  files.sort();
  return files;
}

bool isTorch(const QString& target) {
  static const QRegularExpression pattern(QStringLiteral("^(torch|ATen|c10|caffe2)/"));
  return pattern.match(target).hasMatch();
}

bool isQt(const QString& target) {
  static const QRegularExpression pattern(QStringLiteral("^(Q[A-Z]\\w*|Qt\\w+/.*|qcustomplot\\.h)$"));
  return pattern.match(target).hasMatch();
}

}  // namespace

class LayeringTest : public QObject {
  Q_OBJECT

 private:
  QMap<QString, QVector<Include>> includes_;  // by file

  static QString at(const Include& include) {
    return QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target);
  }

 private slots:
  void initTestCase() {
    const QString root = QStringLiteral(VIGNETTE_SOURCE_DIR);
    const auto table = allowedLayers();
    for (auto layer = table.keyBegin(); layer != table.keyEnd(); ++layer) {
      const QString folder = *layer == "gui" ? root + "/gui" : root + "/engine/" + *layer;
      const auto files = sourcesBelow(folder);
      QVERIFY2(!files.isEmpty(), qPrintable("no sources in " + folder));
      for (const auto& file : files) includes_[file] = includesOf(file, *layer);
    }
  }

  void everyFolderOfTheEngineIsALayer() {
    const QDir engine(QStringLiteral(VIGNETTE_SOURCE_DIR "/engine"));
    for (const auto& folder : engine.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
      QVERIFY2(allowedLayers().contains(folder), qPrintable("engine/" + folder + " is not in the table of layers"));
  }

  void includesFollowTheLayers() {
    const auto table = allowedLayers();
    for (const auto& list : includes_)
      for (const auto& include : list) {
        const QString target = include.target.section('/', 0, 0);
        if (!include.target.contains('/') || !table.contains(target) || target == include.layer) continue;
        QVERIFY2(table[include.layer].contains(target), qPrintable(at(include)));
      }
  }

  void torchStaysInItsLayers() {
    for (const auto& list : includes_)
      for (const auto& include : list)
        if (isTorch(include.target)) {
          QVERIFY2(kMayIncludeTorch.contains(include.layer), qPrintable(at(include)));
          QVERIFY2(include.target != "torch/torch.h", qPrintable(at(include) + ", which costs 19 s a file"));
          QVERIFY2(include.layer != "session" || include.file.endsWith(".cpp"),
                   qPrintable(at(include) + ": session's headers are free of LibTorch"));
        }
  }

  void noFileIncludesBothQtAndTorch() {
    for (auto file = includes_.cbegin(); file != includes_.cend(); ++file) {
      bool qt = false, torch = false;
      for (const auto& include : file.value()) {
        qt = qt || isQt(include.target);
        torch = torch || isTorch(include.target);
        QVERIFY2(!isQt(include.target) || include.layer == "gui", qPrintable(at(include) + ": the engine knows nothing of Qt"));
      }
      QVERIFY2(!(qt && torch), qPrintable(file.key() + " includes Qt and LibTorch"));
    }
  }
};

QTEST_GUILESS_MAIN(LayeringTest)
#include "tst_layering.moc"
