#pragma once
// A data set and a recipe of the small random models, in a folder of a test's own.

#include <QFile>
#include <QTest>

#include "cli/cli_process.h"

inline QString golden_models() {
  return QStringLiteral(VIGNETTE_TEST_DATA "/goldens/models");
}

inline QString write_test_file(const QTemporaryDir& folder, const QString& name, const QByteArray& text) {
  QFile file(folder.filePath(name));
  if (!file.open(QIODevice::WriteOnly)) qFatal("a test file cannot be written");
  file.write(text);
  return file.fileName();
}

/// COCO annotations of the four golden pictures.
inline QByteArray tiny_annotations() {
  QJsonArray images, captions;
  const QStringList texts = {"A dog runs.", "A red kite in the sky.", "Two people on a beach.", "A cat sleeps."};
  for (int i = 0; i < 4; ++i) {
    images << QJsonObject{{"id", i + 1}, {"file_name", QString("img%1.png").arg(i)}};
    captions << QJsonObject{{"id", i + 1}, {"image_id", i + 1}, {"caption", texts[i]}};
  }
  return QJsonDocument(QJsonObject{{"images", images}, {"annotations", captions}}).toJson();
}

/// Writes data.json and recipe.toml (adversarial, 4 steps) and answers the recipe's path.
inline QString write_tiny_training(const QTemporaryDir& folder) {
  const QString data = write_test_file(folder, "data.json", tiny_annotations());
  const auto recipe = QString(R"(device = "cpu"
[dataset]
train = "%1"
validation = "%1"
test = "%1"
images = "%2"
[models]
clip = "%2/tiny/clip-vit"
language_model = "%2/tiny/gpt2"
discriminator = "%2/tiny/roberta"
[mapper]
prefix_length = 4
[training]
objective = "adversarial"
max_steps = 4
batch_size = 2
samples_per_image = 2
threads = 1
[decoding]
max_length = 8
[captions]
every = 2
[evaluation]
every = 2
[checkpoint]
every = 2
)")
                          .arg(data, golden_models());
  return write_test_file(folder, "recipe.toml", recipe.toUtf8());
}
