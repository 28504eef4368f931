#include "captions/stored_captions.h"

#include <algorithm>
#include <exception>
#include <limits>
#include <map>

#include "store/experiment_store.h"

namespace vignette {

namespace {

CaptionQuery queryOf(RunId run, std::optional<qint64> step) {
  CaptionQuery query;
  query.run = run;
  query.at_or_before = step.value_or(std::numeric_limits<std::int64_t>::max());
  return query;
}

CaptionItem itemOf(const CaptionRecord& record) {
  CaptionItem item;
  item.key = {record.image_id, record.sample_index};
  item.step = record.step;
  item.imagePath = QString::fromStdString(record.image_path);
  item.caption = QString::fromStdString(record.caption);
  item.scores = scoreValues(record.scores);
  return item;
}

/// Of a kind that is drawn, like samples, nothing stays the same: only greedy captions are compared.
void tellChanges(ExperimentStore& store, const CaptionRequestedView& view, StoredCaptions& result) {
  const auto& steps = result.steps;
  const auto after = view.step ? std::upper_bound(steps.begin(), steps.end(), *view.step) : steps.end();
  if (view.kind != "greedy" || after - steps.begin() < 2) return;
  result.before = *std::prev(after, 2);
  auto query = queryOf(view.run, result.before);
  query.kind = view.kind;
  std::map<qint64, QString> earlier;
  for (const auto& record : store.captions(query)) earlier[record.image_id] = QString::fromStdString(record.caption);
  for (auto& item : result.set.items) {
    const auto found = earlier.find(item.key.imageId);
    if (found == earlier.end() || found->second == item.caption) continue;
    const auto difference = compareWords(found->second, item.caption);
    item.change = difference.relative;
    if (difference.distance > 0) item.changes = mergedWords(difference);
  }
}

/// What improved is told from the run's first captions of the same pictures.
void tellEarlierScores(ExperimentStore& store, const CaptionRequestedView& view, StoredCaptions& result) {
  if (view.kind != "greedy" || result.steps.size() < 2) return;
  auto query = queryOf(view.run, {});
  query.kind = view.kind;
  query.step = result.steps.front();
  query.at_or_before.reset();
  QHash<qint64, ScoreValues> first;
  for (const auto& record : store.captions(query)) first.insert(record.image_id, scoreValues(record.scores));
  for (auto& item : result.set.items)
    if (const auto found = first.constFind(item.key.imageId); found != first.constEnd() && item.step > *query.step)
      item.earlier = *found;
}

StoredCaptions read(ExperimentStore& store, const CaptionRequestedView& view, const CaptionStamp& known) {
  StoredCaptions result;
  if (view.run == 0) return result;
  CaptionQuery all;
  all.run = view.run;
  result.steps = store.caption_steps(view.run);
  result.stamp = {store.count_captions(all), result.steps.empty() ? -1 : result.steps.back()};
  if (result.stamp == known) {
    result.unchanged = true;
    return result;
  }
  const auto records = readRecords(store, view);
  result.set.items.reserve(records.size());
  for (const auto& record : records) {
    result.set.items.push_back(itemOf(record));
    result.set.compareWithReferences(result.set.items.back(), record.references);
  }
  if (view.changes) tellChanges(store, view, result);
  tellEarlierScores(store, view, result);
  result.set.prepare();
  return result;
}

}  // namespace

std::vector<CaptionRecord> readRecords(ExperimentStore& store, const CaptionRequestedView& view) {
  auto query = queryOf(view.run, view.step);
  query.kind = view.kind;
  return store.captions(query);
}

StoredCaptions readCaptions(ExperimentStore& store, const CaptionRequestedView& view, const CaptionStamp& known) {
  try {
    return read(store, view, known);
  } catch (const std::exception& error) {
    StoredCaptions result;
    result.problem = QString::fromUtf8(error.what());
    return result;
  }
}

StoredImage readImage(ExperimentStore& store, RunId run, std::optional<qint64> step, qint64 imageId) {
  StoredImage result;
  result.imageId = imageId;
  result.run = run;
  result.step = step;
  auto query = queryOf(run, step);
  query.image_id = imageId;
  result.captions = store.captions(query);
  std::stable_sort(result.captions.begin(), result.captions.end(), [](const auto& a, const auto& b) {
    return a.kind != b.kind ? a.kind == "greedy" : a.sample_index < b.sample_index;
  });
  CaptionQuery history;
  history.run = run;
  history.image_id = imageId;
  history.kind = "greedy";
  result.timeline = store.captions(history);
  std::stable_sort(result.timeline.begin(), result.timeline.end(),
                   [](const auto& a, const auto& b) { return a.step > b.step; });
  if (!result.captions.empty()) {
    result.imagePath = QString::fromStdString(result.captions.front().image_path);
    result.references = result.captions.front().references;
  }
  result.reward = rewardRecipeOf(store, run, step);
  return result;
}

}  // namespace vignette
