// The chosen pictures of the Captions dock: detail, tags, export.

#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QSet>
#include <QUrl>
#include <algorithm>

#include "app/icons.h"
#include "app/store_access.h"
#include "captions/adaptive_splitter.h"
#include "captions/captions_view_parts.h"
#include "captions/export_dialog.h"
#include "captions/filter_bar.h"
#include "captions/filter_sidebar.h"
#include "captions/image_detail.h"
#include "captions/picture_tags.h"
#include "captions/picture_view.h"
#include "captions/thumbnail_grid.h"
#include "captions/thumbnail_loader.h"
#include "store/experiment_store.h"

namespace vignette {

void CaptionsView::Impl::openImage(qint64 imageId) {
  const bool another = imageId != detail->imageId() || detail->isHidden();
  detail->show();
  split->share();
  if (another) readDetail(imageId, false);
}

void CaptionsView::Impl::readDetail(qint64 imageId, bool closeWhenGone) {
  store->query(
      q,
      [run = run, step = bar->step(), imageId](ExperimentStore& open) { return readImage(open, run, step, imageId); },
      [this, closeWhenGone, serial = ++imageSerial](StoredImage image) {
        if (serial != imageSerial) return;
        // Another run, which never saw this picture.
        if (closeWhenGone && image.captions.empty() && image.timeline.empty()) return closeDetail();
        const auto* thumbnail = thumbnails->find(image.imagePath);
        detail->showImage(std::move(image), thumbnail ? thumbnail->image : QImage());
        detail->showTags(tags->tags()->value(detail->imagePath()));
      });
}

void CaptionsView::Impl::refreshDetail() {
  if (detail->isHidden() || detail->imageId() < 0) return;
  if (run == 0) {
    closeDetail();
    return;
  }
  readDetail(detail->imageId(), true);
}

void CaptionsView::Impl::closeDetail() {
  const bool hadFocus = detail->isAncestorOf(q->focusWidget());
  ++imageSerial;
  split->setDetailLarge(false);
  detail->hide();
  detail->clear();
  if (hadFocus) grid->setFocus();
}

void CaptionsView::Impl::toggleLarge() {
  const auto current = grid->currentIndex();
  if (!current.isValid()) return;
  if (detail->isHidden()) openImage(model->item(current.row()).key.imageId);
  split->setDetailLarge(!split->detailLarge());
  grid->scrollTo(current);
}

/// In the grid's order.
std::vector<int> CaptionsView::Impl::selectedRows() const {
  std::vector<int> rows;
  for (const auto& range : grid->selectionModel()->selection())
    for (int row = range.top(); row <= range.bottom(); ++row) rows.push_back(row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

void CaptionsView::Impl::showSelection() {
  if (restoring) return;
  qsizetype count = 0;
  for (const auto& range : grid->selectionModel()->selection()) count += range.height();
  bar->setSelected(count);
}

/// The picture in the detail, when that is where the keyboard is; else what is selected, or the current one.
void CaptionsView::Impl::tagSelected(int digit) {
  QStringList paths;
  if (detail->isAncestorOf(q->focusWidget()) && !detail->imagePath().isEmpty())
    paths << detail->imagePath();
  else
    for (const int row : selectedRows()) paths << model->item(row).imagePath;
  if (paths.isEmpty() && grid->currentIndex().isValid()) paths << model->item(grid->currentIndex().row()).imagePath;
  paths.removeDuplicates();
  paths.removeAll(QString());
  if (const auto done = tags->toggle(paths, digit); !done.isEmpty()) emit q->told(done);
}

void CaptionsView::Impl::tagsChanged() {
  model->setTags(tags->tags(), tags->digits());
  sidebar->showTags(tags->digits(), *tags->tags());
  detail->showTags(tags->tags()->value(detail->imagePath()));
  if (!bar->filter().tags.isEmpty()) arrange();
}

void CaptionsView::Impl::showMenu(const QPoint& place) {
  const auto index = grid->indexAt(place);
  if (!index.isValid()) return;
  if (!grid->selectionModel()->isSelected(index)) grid->setCurrentIndex(index);
  const auto item = model->item(index.row());
  QMenu menu;
  menu.addAction(CaptionsView::tr("Copy the caption"), q,
                 [item] { QGuiApplication::clipboard()->setText(item.caption); });
  menu.addAction(CaptionsView::tr("Open the picture file"), q,
                 [item] { QDesktopServices::openUrl(QUrl::fromLocalFile(item.imagePath)); });
  menu.addSeparator();
  for (int digit = 1; digit <= 9; ++digit) {
    auto* action = menu.addAction(tags->digits().value(digit - 1), q, [this, digit] { tagSelected(digit); });
    action->setShortcut(Qt::Key_0 + digit);
    action->setCheckable(true);
    action->setChecked(tags->tags()->value(item.imagePath).contains(tags->digits().value(digit - 1)));
  }
  menu.addSeparator();
  menu.addAction(lineIcon(QStringLiteral("export")), CaptionsView::tr("Export captions…"), q,
                 [this] { exportCaptions(); });
  menu.exec(grid->viewport()->mapToGlobal(place));
}

void CaptionsView::Impl::exportCaptions() {
  const auto selected = selectedRows();
  CaptionExportRequest request;
  request.store = store->file();
  request.view = shownView;
  QSet<QString> folders;
  const auto take = [&](int row) {
    const auto& item = model->item(row);
    request.keys.push_back(item.key);
    folders.insert(QFileInfo(item.imagePath).path());
    if (const auto tagged = tags->tags()->value(item.imagePath); !tagged.isEmpty())
      request.tags.insert(item.imagePath, tagged);
  };
  if (selected.size() > 1)
    std::for_each(selected.begin(), selected.end(), take);
  else
    for (int row = 0; row < model->rowCount(); ++row) take(row);
  request.folders = QStringList(folders.begin(), folders.end());
  request.folders.sort();
  auto* dialog = new ExportDialog(std::move(request), selected.size() > 1, q);
  connect(dialog, &ExportDialog::exported, q, &CaptionsView::told);
  connect(dialog, &ExportDialog::failed, q,
          [this](const QString& what) { emit q->failed(CaptionsView::tr("Export of captions"), what); });
  dialog->open();
}

void CaptionsView::setJobRunner(JobQueue::Runner runner) {
  impl_->detail->setJobRunner(std::move(runner));
}

void CaptionsView::openPicture(const QString& file) {
  if (impl_->run == 0) return;
  ++impl_->imageSerial;
  impl_->detail->show();
  impl_->split->share();
  StoredImage image;
  image.imageId = -1;
  image.imagePath = file;
  image.run = impl_->run;
  image.step = impl_->bar->step();
  impl_->detail->showImage(std::move(image), {});
  impl_->detail->decode();
}

}  // namespace vignette
