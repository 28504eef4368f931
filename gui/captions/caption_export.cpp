#include "captions/caption_export.h"

#include <QCoreApplication>

#include "store/experiment_store.h"

namespace vignette {

namespace {

struct CaptionExport {
  Q_DECLARE_TR_FUNCTIONS(CaptionExport)
};

std::vector<CaptionRecord> recordsOf(const CaptionExportRequest& request) {
  ExperimentStore store(request.store, ExperimentStore::Mode::read_only);
  auto all = readRecords(store, request.view);
  QHash<CaptionKey, std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) places.insert({all[i].image_id, all[i].sample_index}, i);
  std::vector<CaptionRecord> wanted;
  wanted.reserve(request.keys.size());
  for (const auto& key : request.keys)
    if (const auto found = places.constFind(key); found != places.constEnd()) wanted.push_back(std::move(all[*found]));
  return wanted;
}

}  // namespace

std::size_t exportCaptions(const CaptionExportRequest& request, const std::function<bool(double)>& progress) {
  if (progress && !progress(0)) throw ExportCancelled();
  const auto records = recordsOf(request);
  if (records.empty()) throw std::runtime_error(CaptionExport::tr("There is no caption left to export.").toStdString());
  CaptionFileOptions options;
  options.format = request.format;
  options.target = request.target;
  for (auto tagged = request.tags.begin(); tagged != request.tags.end(); ++tagged)
    for (const auto& tag : tagged.value()) options.tags[tagged.key().toStdString()].push_back(tag.toStdString());
  options.title = CaptionExport::tr("%1 captions of run %2").arg(records.size()).arg(request.view.run).toStdString();
  options.score_text = [](const std::string& name, double value) {
    const auto score = scoreIndex(QString::fromStdString(name));
    using Shown = std::optional<std::pair<std::string, std::string>>;
    return score < 0 ? Shown() : Shown({scoreLabel(score).toStdString(), scoreText(score, value).toStdString()});
  };
  if (progress) options.progress = [&](double fraction) { return progress(0.1 + 0.9 * fraction); };
  write_caption_files(records, options);
  return records.size();
}

}  // namespace vignette
