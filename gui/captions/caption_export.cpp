#include "captions/caption_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <cmath>
#include <set>

#include "captions/picture_decoding.h"
#include "data/atomic_file.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

namespace fs = std::filesystem;

constexpr int kThumbnail = 224;  // pixels of a page's pictures

using Records = std::vector<CaptionRecord>;
using Progress = std::function<void(std::size_t done)>;

struct CaptionExport {
  Q_DECLARE_TR_FUNCTIONS(CaptionExport)
};

QString textOf(const std::string& text) {
  return QString::fromStdString(text);
}

Records recordsOf(const CaptionExportRequest& request) {
  ExperimentStore store(request.store, ExperimentStore::Mode::read_only);
  auto all = readRecords(store, request.view);
  QHash<CaptionKey, std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) places.insert({all[i].image_id, all[i].sample_index}, i);
  Records wanted;
  wanted.reserve(request.keys.size());
  for (const auto& key : request.keys)
    if (const auto found = places.constFind(key); found != places.constEnd()) wanted.push_back(std::move(all[*found]));
  return wanted;
}

QJsonObject jsonOf(const CaptionRecord& record, const QStringList& tags) {
  QJsonObject scores;
  for (const auto& [name, value] : record.scores)
    if (std::isfinite(value)) scores[textOf(name)] = value;
  QJsonArray references;
  for (const auto& reference : record.references) references.append(textOf(reference));
  QJsonObject json{{"image_id", static_cast<qint64>(record.image_id)},
                   {"caption", textOf(record.caption)},
                   {"file", textOf(record.image_path)},
                   {"kind", textOf(record.kind)},
                   {"step", static_cast<qint64>(record.step)},
                   {"references", references},
                   {"scores", scores}};
  if (record.kind == "sample") json[QStringLiteral("sample")] = static_cast<qint64>(record.sample_index);
  if (!tags.isEmpty()) json[QStringLiteral("tags")] = QJsonArray::fromStringList(tags);
  return json;
}

void writeCoco(const Records& records, const CaptionExportRequest& request, const Progress& progress) {
  write_file_atomically(request.target, [&](const ByteSink& sink) {
    sink("[");
    for (std::size_t i = 0; i < records.size(); ++i) {
      progress(i);
      sink(i == 0 ? "\n" : ",\n");
      const auto tags = request.tags.value(textOf(records[i].image_path));
      sink(QJsonDocument(jsonOf(records[i], tags)).toJson(QJsonDocument::Compact).toStdString());
    }
    sink("\n]\n");
  });
}

std::string csvField(QString text) {
  if (text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('\n')) ||
      text.contains(QLatin1Char('\r')))
    text = QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
  return text.toStdString();
}

void writeCsv(const Records& records, const CaptionExportRequest& request, const Progress& progress) {
  std::set<std::string> scores;
  for (const auto& record : records)
    for (const auto& [name, value] : record.scores) scores.insert(name);
  write_file_atomically(request.target, [&](const ByteSink& sink) {
    sink("image_id,file,step,kind,sample,caption,references,tags");
    for (const auto& score : scores) {
      sink(",");
      sink(csvField(textOf(score)));
    }
    sink("\r\n");
    for (std::size_t i = 0; i < records.size(); ++i) {
      progress(i);
      const auto& record = records[i];
      QStringList references;
      for (const auto& reference : record.references) references << textOf(reference);
      const QStringList fields{
          QString::number(record.image_id),     textOf(record.image_path),
          QString::number(record.step),         textOf(record.kind),
          QString::number(record.sample_index), textOf(record.caption),
          references.join(QLatin1Char('\n')),   request.tags.value(textOf(record.image_path)).join(QLatin1Char('\n'))};
      std::string row;
      for (const auto& field : fields) row.append(row.empty() ? "" : ",").append(csvField(field));
      for (const auto& score : scores) {
        const auto found = record.scores.find(score);
        row += ',';
        if (found != record.scores.end() && std::isfinite(found->second))
          row += QByteArray::number(found->second, 'g', 9).toStdString();
      }
      row += "\r\n";
      sink(row);
    }
  });
}

/// A folder under a name of its own that takes its place once it is whole.
class PendingFolder {
 public:
  explicit PendingFolder(const fs::path& target) : target_(target), pending_(target.string() + ".unfinished") {
    std::error_code none;
    if (fs::exists(target, none) && (!fs::is_directory(target, none) || !fs::is_empty(target, none)))
      throw std::runtime_error(
          CaptionExport::tr("%1 is not an empty folder: name a new one.").arg(textOf(target.string())).toStdString());
    fs::remove_all(pending_, none);
    fs::create_directories(pending_);
  }
  ~PendingFolder() {
    std::error_code none;
    fs::remove_all(pending_, none);
  }
  PendingFolder(const PendingFolder&) = delete;
  PendingFolder& operator=(const PendingFolder&) = delete;

  fs::path operator/(const QString& name) const { return pending_ / name.toStdString(); }
  void complete() {
    std::error_code none;
    fs::remove(target_, none);  // an empty one
    fs::rename(pending_, target_);
  }

 private:
  fs::path target_, pending_;
};

void writeSidecars(const Records& records, const CaptionExportRequest& request, const Progress& progress) {
  PendingFolder folder(request.target);
  std::map<std::int64_t, std::pair<QString, QString>> files;  // image -> (name, captions)
  std::set<QString> names;
  for (const auto& record : records) {
    auto& [name, captions] = files[record.image_id];
    if (name.isEmpty()) {
      const auto stem = QFileInfo(textOf(record.image_path)).completeBaseName();
      name = stem.isEmpty() ? QString::number(record.image_id) : stem;
      if (!names.insert(name.toCaseFolded()).second) name += QStringLiteral("-%1").arg(record.image_id);
    }
    captions += textOf(record.caption) + QLatin1Char('\n');
  }
  std::size_t done = 0;
  for (const auto& [image, file] : files) {
    progress(done++ * records.size() / files.size());
    write_file_atomically(folder / (file.first + QStringLiteral(".txt")), file.second.toStdString());
  }
  folder.complete();
}

std::string embeddedPicture(const QString& path) {
  const auto picture = decodePicture(path, kThumbnail);
  if (picture.image.isNull())
    return QStringLiteral("<div class=\"none\">%1</div>").arg(picture.problem.toHtmlEscaped()).toStdString();
  QBuffer bytes;
  bytes.open(QIODevice::WriteOnly);
  picture.image.save(&bytes, "JPEG", 82);
  return "<img alt=\"\" loading=\"lazy\" src=\"data:image/jpeg;base64," + bytes.data().toBase64().toStdString() + "\">";
}

std::string cardOf(const CaptionRecord& record, const QStringList& tags) {
  const auto path = textOf(record.image_path);
  auto html = "<article>" + embeddedPicture(path);
  html += QStringLiteral("<h2>%1</h2>").arg(textOf(record.caption).toHtmlEscaped()).toStdString();
  const auto values = scoreValues(record.scores);
  QStringList scores;
  for (int i = 0; i < scoreCount(); ++i)
    if (!std::isnan(values.of(i)))
      scores << QStringLiteral("<span>%1&nbsp;<b>%2</b></span>")
                    .arg(scoreLabel(i).toHtmlEscaped(), scoreText(i, values.of(i)));
  html += "<p class=\"scores\">" + scores.join(QLatin1Char(' ')).toStdString() + "</p>";
  if (!record.references.empty()) {
    html += "<ul>";
    for (const auto& reference : record.references)
      html += "<li>" + textOf(reference).toHtmlEscaped().toStdString() + "</li>";
    html += "</ul>";
  }
  auto foot = CaptionExport::tr("Picture %1 · %2 · step %3")
                  .arg(record.image_id)
                  .arg(QFileInfo(path).fileName())
                  .arg(record.step);
  if (!tags.isEmpty()) foot += QStringLiteral(" · ") + tags.join(QStringLiteral(", "));
  return html + "<footer>" + foot.toHtmlEscaped().toStdString() + "</footer></article>\n";
}

constexpr const char* kPageStyle =
    "<style>:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:1rem}"
    "article{border:1px solid #8886;border-radius:8px;padding:.7rem;overflow-wrap:anywhere}"
    "img{width:100%;border-radius:4px}.none{padding:2rem 1rem;background:#8883}h1{font-size:1.3rem}"
    "h2{font-size:1rem;margin:.5rem 0}.scores{display:flex;flex-wrap:wrap;gap:.1rem .7rem;margin:0;font-size:.85rem}"
    "ul{padding-left:1.1rem;margin:.5rem 0;font-size:.9rem}footer{font-size:.8rem;opacity:.7}</style>";

void writeHtml(const Records& records, const CaptionExportRequest& request, const Progress& progress) {
  write_file_atomically(request.target, [&](const ByteSink& sink) {
    const auto title = CaptionExport::tr("%1 captions of run %2")
                           .arg(records.size())
                           .arg(request.view.run)
                           .toHtmlEscaped()
                           .toStdString();
    sink(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>" +
        title + "</title>" + kPageStyle + "</head><body><h1>" + title + "</h1><main>\n");
    for (std::size_t i = 0; i < records.size(); ++i) {
      progress(i);
      sink(cardOf(records[i], request.tags.value(textOf(records[i].image_path))));
    }
    sink("</main></body></html>\n");
  });
}

}  // namespace

std::size_t exportCaptions(const CaptionExportRequest& request, const std::function<bool(double)>& progress) {
  const auto report = [&progress](double fraction) {
    if (progress && !progress(fraction)) throw ExportCancelled();
  };
  report(0);
  const auto records = recordsOf(request);
  const auto step = [&](std::size_t done) {
    if (done % 16 == 0) report(0.1 + 0.9 * static_cast<double>(done) / static_cast<double>(records.size()));
  };
  if (records.empty()) throw std::runtime_error(CaptionExport::tr("There is no caption left to export.").toStdString());
  switch (request.format) {
    case ExportFormat::coco:
      writeCoco(records, request, step);
      break;
    case ExportFormat::csv:
      writeCsv(records, request, step);
      break;
    case ExportFormat::sidecars:
      writeSidecars(records, request, step);
      break;
    case ExportFormat::html:
      writeHtml(records, request, step);
      break;
  }
  report(1);
  return records.size();
}

}  // namespace vignette
