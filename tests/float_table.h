#pragma once
// Small safetensors files without LibTorch.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVector>
#include <QtEndian>
#include <utility>

/// The header, then the data.
inline void write_safetensors_file(const QString& file, const QJsonObject& header, const QByteArray& data) {
  QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
  text = text.leftJustified((text.size() + 7) / 8 * 8, ' ');
  const quint64 size = qToLittleEndian(quint64(text.size()));
  QFile out(file);
  if (!out.open(QIODevice::WriteOnly)) qFatal("a test file cannot be written");
  out.write(reinterpret_cast<const char*>(&size), sizeof size);
  out.write(text);
  out.write(data);
}

/// Rows of numbers as the one tensor "embeddings".
inline void write_float_table(const QString& file, const QJsonArray& rows) {
  QByteArray data;
  for (const auto& row : rows)
    for (const auto& number : row.toArray()) {
      const float value = float(number.toDouble());
      data.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
  const QJsonObject tensor = {{"dtype", "F32"},
                              {"shape", QJsonArray{rows.size(), rows[0].toArray().size()}},
                              {"data_offsets", QJsonArray{0, data.size()}}};
  write_safetensors_file(file, {{"embeddings", tensor}}, data);
}

/// Tensors of zeros with these names and shapes.
inline void write_named_floats(const QString& file, const QVector<std::pair<QString, QVector<int>>>& tensors) {
  QJsonObject header;
  qint64 at = 0;
  for (const auto& [name, shape] : tensors) {
    QJsonArray sizes;
    qint64 bytes = 4;
    for (const int size : shape) {
      sizes << size;
      bytes *= size;
    }
    header[name] = QJsonObject{{"dtype", "F32"}, {"shape", sizes}, {"data_offsets", QJsonArray{at, at + bytes}}};
    at += bytes;
  }
  write_safetensors_file(file, header, QByteArray(at, '\0'));
}
