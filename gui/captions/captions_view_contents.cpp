// What the grid of the Captions dock shows: reading, arranging, and keeping what the user looks at.

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>
#include <limits>

#include "app/background.h"
#include "app/store_access.h"
#include "captions/captions_view_parts.h"
#include "captions/filter_bar.h"
#include "captions/filter_chips.h"
#include "captions/filter_sidebar.h"
#include "captions/image_detail.h"
#include "captions/picture_tags.h"
#include "captions/saved_views.h"
#include "captions/thumbnail_grid.h"
#include "captions/thumbnail_loader.h"
#include "session/image_splits.h"
#include "session/stored_recipe.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
constexpr auto kViews = "gui/caption_views";
}

CaptionRequestedView CaptionsView::Impl::requestedView() const {
  return {run, bar->kind(), bar->step(), bar->changes()};
}

void CaptionsView::Impl::read() {
  if (run == 0) {
    take({}, {});
    return;
  }
  if (reading) {
    readAgain = true;
    return;
  }
  reading = true;
  const auto view = requestedView();
  const auto known = view == shownView ? stamp : CaptionStamp{};
  store->query(
      q, [view, known](ExperimentStore& open) { return readCaptions(open, view, known); },
      [this, view, serial = ++readSerial](StoredCaptions stored) {
        if (serial != readSerial) return;
        reading = false;
        if (view == requestedView()) take(std::move(stored), view);
        if (std::exchange(readAgain, false) || view != requestedView()) read();
      });
}

void CaptionsView::Impl::take(StoredCaptions stored, const CaptionRequestedView& view) {
  problem = stored.problem;
  if (stored.unchanged) return;
  stamp = stored.stamp;
  shownView = view;
  set = std::make_shared<const CaptionSet>(std::move(stored.set));
  bar->setSteps(stored.steps);
  const auto isChanged = [](const CaptionItem& item) { return !item.changes.empty(); };
  bar->setChanged(std::count_if(set->items.begin(), set->items.end(), isChanged), stored.before);
  arrange();
  refreshDetail();
}

void CaptionsView::Impl::arrange() {
  arranging.clear();
  const auto filter = bar->filter();
  const PictureFacts facts{tags->tags(), splits};
  arranging.start([this, filter, facts, shown = set, serial = ++arrangeSerial] {
    auto arrangement = std::make_shared<CaptionArrangement>(arrangeCaptions(*shown, filter, facts));
    QMetaObject::invokeMethod(
        q,
        [this, filter, shown, serial, arrangement] {
          if (serial == arrangeSerial) show(shown, std::move(*arrangement), filter);
        },
        Qt::QueuedConnection);
  });
}

void CaptionsView::Impl::show(const CaptionModel::Set& shown, CaptionArrangement arrangement,
                              const CaptionFilter& filter) {
  const auto count = static_cast<qsizetype>(arrangement.rows.size());
  const auto score = static_cast<std::size_t>(filter.score);
  const bool known = score < shown->columns.size() && shown->columns[score].known();
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  bar->setColourEnds(known ? arrangement.low : none, known ? arrangement.high : none);
  bar->setKnownScores(shown->columns);
  sidebar->showArrangement(*shown, arrangement);
  replaceContents(shown, std::move(arrangement), filter.score);
  bar->setCounts(count, static_cast<qsizetype>(shown->items.size()));
  showPage();
  selectWantedImage();
  wantThumbnails();
}

/// New captions must not move what the user looks at: the first visible cell, the current one and the selected stay.
void CaptionsView::Impl::replaceContents(const CaptionModel::Set& shown, CaptionArrangement arrangement, int score) {
  std::vector<CaptionKey> selected;
  for (const int row : selectedRows()) selected.push_back(model->item(row).key);
  const auto current = grid->currentIndex();
  const auto currentKey = current.isValid() ? std::optional(model->item(current.row()).key) : std::nullopt;
  const auto [topRow, offset] = grid->topRow();
  const auto topKey = topRow >= 0 ? std::optional(model->item(topRow).key) : std::nullopt;
  const bool atTop = topRow <= 0 && offset == 0;

  restoring = true;
  model->setContents(shown, std::move(arrangement), score);
  auto* selection = grid->selectionModel();
  if (!selection->currentIndex().isValid() && currentKey) {
    if (const int row = model->rowOf(*currentKey); row >= 0)
      selection->setCurrentIndex(model->index(row), QItemSelectionModel::NoUpdate);
    std::vector<int> rows;
    for (const auto& key : selected)
      if (const int row = model->rowOf(key); row >= 0) rows.push_back(row);
    grid->selectRows(std::move(rows));
  }
  restoring = false;
  showSelection();
  const int row = topKey && !atTop ? model->rowOf(*topKey) : -1;
  if (row >= 0)
    grid->scrollToTop(row, offset);
  else if (atTop)
    grid->scrollToTop(0, 0);
}

void CaptionsView::Impl::selectWantedImage() {
  if (wantedImage < 0) return;
  const int row = model->rowOfImage(wantedImage);
  if (row < 0) return;
  wantedImage = -1;
  restoring = true;
  grid->setCurrentIndex(model->index(row));
  restoring = false;
  grid->scrollTo(model->index(row), QAbstractItemView::PositionAtCenter);
}

void CaptionsView::Impl::showPage() {
  const bool filtered = !set->items.empty() && model->rowCount() == 0;
  if (!problem.isEmpty())
    empty->setText(CaptionsView::tr("The captions could not be read. %1").arg(problem));
  else if (run == 0)
    empty->setText(CaptionsView::tr("Select a run in Runs to see what its captioner says about each picture."));
  else if (filtered)
    empty->setText(CaptionsView::tr("No caption matches the search and the filters."));
  else if (bar->kind() == "sample")
    empty->setText(
        CaptionsView::tr("This run has stored no samples yet. They are drawn while adversarial training runs."));
  else
    empty->setText(CaptionsView::tr(
        "This run has stored no captions yet. They appear here while it trains, every “captions.every” steps: press "
        "Start, or lower that number in the experiment."));
  clearFilter->setVisible(filtered);
  pages->setCurrentIndex(model->rowCount() > 0 ? 1 : 0);
  bar->setVisible(run != 0);
}

void CaptionsView::Impl::wantThumbnails() {
  const auto [first, last] = grid->visibleRows();
  if (first < 0) return;
  QStringList paths;
  for (int row = first; row <= last; ++row) paths << model->item(row).imagePath;
  const int page = last - first + 1;
  for (int row = last + 1; row < std::min(model->rowCount(), last + 1 + page); ++row)
    paths << model->item(row).imagePath;
  for (int row = first - 1; row >= std::max(0, first - page / 2); --row) paths << model->item(row).imagePath;
  thumbnails->want(paths);
}

void CaptionsView::Impl::repaintPicture(const QString& path) {
  const auto [first, last] = grid->visibleRows();
  for (int row = std::max(0, first); row <= last; ++row)
    if (model->item(row).imagePath == path) grid->update(model->index(row));
}

void CaptionsView::Impl::filterChanged() {
  const auto filter = bar->filter();
  chips->showFilter(filter);
  sidebar->showFilter(filter);
  bar->views()->showFilter(filter);
  arrange();
}

void CaptionsView::Impl::readViews() {
  store->query(
      q, [](ExperimentStore& open) { return open.setting(kViews).value_or(std::string()); },
      [this](const std::string& text) { bar->views()->setText(QString::fromStdString(text)); });
}

void CaptionsView::Impl::keepViews() {
  store->write([text = bar->views()->text().toStdString()](ExperimentStore& open) { open.set_setting(kViews, text); });
}

/// The recipe's annotations may be large: they are read apart from the store's thread, and once a run.
void CaptionsView::Impl::readSplits() {
  if (run == splitsRun) return;
  splitsRun = run;
  splits.reset();
  sidebar->showSplitsKnown(false);
  if (run == 0) return;
  const auto use = [this, wanted = run](std::optional<ImageSplits> found, const QString&) {
    if (!found || found->empty() || wanted != run) return;  // files that are gone: pictures are shown all the same
    splits = std::make_shared<const ImageSplits>(std::move(*found));
    sidebar->showSplitsKnown(true);
    arrange();
  };
  store->query(
      q, [wanted = run](ExperimentStore& open) { return open.run(wanted); },
      [this, use](const std::optional<RunRecord>& record) {
        if (record) inBackground(q, [record = *record] { return image_splits(stored_recipe(record)); }, use);
      });
}

}  // namespace vignette
