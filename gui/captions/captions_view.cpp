#include "captions/captions_view.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QThreadPool>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "app/store_access.h"
#include "captions/caption_delegate.h"
#include "captions/caption_model.h"
#include "captions/filter_bar.h"
#include "captions/image_detail.h"
#include "captions/picture_view.h"
#include "captions/stored_captions.h"
#include "captions/thumbnail_grid.h"
#include "captions/thumbnail_loader.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr int kUpdateMilliseconds = 500;    // live captions are reread at most this often
constexpr int kThumbnailMilliseconds = 25;  // after the last scroll
constexpr int kNarrow = 620;                // pixels: below it the detail lies under the grid

class AdaptiveSplitter : public QSplitter {
 public:
  using QSplitter::QSplitter;

 protected:
  void resizeEvent(QResizeEvent* event) override {
    const auto wanted = event->size().width() < kNarrow ? Qt::Vertical : Qt::Horizontal;
    if (wanted != orientation()) {
      setOrientation(wanted);
      shared_ = false;
    }
    QSplitter::resizeEvent(event);
    share();
  }

 public:
  /// The detail's first share of the room; what the user makes of it later stays.
  void share() {
    if (shared_ || widget(1)->isHidden()) return;
    shared_ = true;
    const int room = orientation() == Qt::Horizontal ? width() : height();
    setSizes(orientation() == Qt::Horizontal ? QList<int>{room * 58 / 100, room * 42 / 100}
                                             : QList<int>{room * 40 / 100, room * 60 / 100});
  }

 private:
  bool shared_ = false;
};

QTimer* singleShot(QObject* parent, int milliseconds) {
  auto* timer = new QTimer(parent);
  timer->setSingleShot(true);
  timer->setInterval(milliseconds);
  return timer;
}

}  // namespace

struct CaptionsView::Impl {
  CaptionsView* q;
  StoreAccess* store;
  FilterBar* bar = nullptr;
  ThumbnailLoader* thumbnails = nullptr;
  CaptionModel* model = nullptr;
  CaptionDelegate* delegate = nullptr;
  ThumbnailGrid* grid = nullptr;
  ImageDetail* detail = nullptr;
  AdaptiveSplitter* split = nullptr;
  QStackedWidget* pages = nullptr;
  QLabel* empty = nullptr;
  QPushButton* clearFilter = nullptr;
  QTimer *update = nullptr, *thumbnailUpdate = nullptr;
  QThreadPool arranging;

  RunId run = 0;
  CaptionModel::Items items = std::make_shared<const std::vector<CaptionItem>>();
  CaptionRequestedView shownView;
  CaptionStamp stamp;
  bool reading = false, readAgain = false, restoring = false;
  quint64 readSerial = 0, arrangeSerial = 0, imageSerial = 0;
  qint64 wantedImage = -1;  // to be selected when its captions arrive
  QString problem;

  explicit Impl(CaptionsView* owner, StoreAccess* access) : q(owner), store(access) {}

  void build();
  void buildGrid();
  QWidget* makeEmptyPage();
  void connectAll();

  CaptionRequestedView requestedView() const { return {run, bar->kind(), bar->step(), bar->changes()}; }
  void read();
  void take(StoredCaptions stored, const CaptionRequestedView& view);
  void arrange();
  void show(const CaptionModel::Items& shown, CaptionArrangement arrangement, const CaptionFilter& filter);
  void replaceContents(const CaptionModel::Items& shown, CaptionArrangement arrangement, int score);
  void selectWantedImage();
  void showPage();
  void wantThumbnails();
  void repaintPicture(const QString& path);
  void openImage(qint64 imageId);
  void refreshDetail();
  void closeDetail();
};

void CaptionsView::Impl::build() {
  bar = new FilterBar;
  thumbnails = new ThumbnailLoader(q);
  buildGrid();
  detail = new ImageDetail;
  detail->hide();
  split = new AdaptiveSplitter(Qt::Horizontal);
  split->setChildrenCollapsible(false);
  pages = new QStackedWidget;
  pages->addWidget(makeEmptyPage());
  pages->addWidget(grid);
  split->addWidget(pages);
  split->addWidget(detail);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  auto* layout = new QVBoxLayout(q);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(bar);
  layout->addWidget(split, 1);
  update = singleShot(q, kUpdateMilliseconds);
  thumbnailUpdate = singleShot(q, kThumbnailMilliseconds);
  arranging.setMaxThreadCount(1);
}

void CaptionsView::Impl::buildGrid() {
  model = new CaptionModel(q);
  grid = new ThumbnailGrid;
  grid->setObjectName(QStringLiteral("captionGrid"));
  grid->setAccessibleName(CaptionsView::tr("Pictures and captions"));
  grid->setFrameShape(QFrame::NoFrame);
  delegate = new CaptionDelegate(thumbnails, q);
  grid->setItemDelegate(delegate);
  grid->setModel(model);
  grid->setCellSize(CaptionDelegate::cellSize(bar->pictureSide(), grid->fontMetrics()));
}

QWidget* CaptionsView::Impl::makeEmptyPage() {
  auto* page = new QWidget;
  empty = new QLabel;
  empty->setObjectName(QStringLiteral("captionsEmpty"));
  empty->setWordWrap(true);
  empty->setAlignment(Qt::AlignCenter);
  empty->setMargin(24);
  clearFilter = new QPushButton(CaptionsView::tr("Clear the filter"));
  auto* layout = new QVBoxLayout(page);
  layout->addStretch(1);
  layout->addWidget(empty);
  layout->addWidget(clearFilter, 0, Qt::AlignHCenter);
  layout->addStretch(2);
  return page;
}

void CaptionsView::Impl::connectAll() {
  connect(store, &StoreAccess::opened, q, [this] {
    reading = false;
    stamp = {};
    read();
  });
  connect(store, &StoreAccess::changed, q, [this] {
    if (run != 0 && !update->isActive()) update->start();
  });
  connect(update, &QTimer::timeout, q, [this] { read(); });
  connect(bar, &FilterBar::kindChanged, q, [this] { read(); });
  connect(bar, &FilterBar::stepChanged, q, [this] {
    read();
    if (bar->step()) emit q->stepShown(*bar->step());
  });
  connect(bar, &FilterBar::changesToggled, q, [this] { read(); });
  connect(bar, &FilterBar::filterChanged, q, [this] { arrange(); });
  connect(bar, &FilterBar::pictureSideChanged, q,
          [this](int side) { grid->setCellSize(CaptionDelegate::cellSize(side, grid->fontMetrics())); });
  connect(clearFilter, &QPushButton::clicked, bar, &FilterBar::clearFilter);
  connect(thumbnails, &ThumbnailLoader::ready, q, [this](const QString& path) { repaintPicture(path); });
  connect(thumbnailUpdate, &QTimer::timeout, q, [this] { wantThumbnails(); });
  connect(grid, &ThumbnailGrid::visibleRowsChanged, q, [this] {
    if (!thumbnailUpdate->isActive()) thumbnailUpdate->start();
  });
  connect(grid->selectionModel(), &QItemSelectionModel::currentChanged, q, [this](const QModelIndex& current) {
    if (current.isValid() && !restoring && !grid->mouseIsDown()) openImage(model->item(current.row()).key.imageId);
  });
  connect(grid, &QAbstractItemView::clicked, q,
          [this](const QModelIndex& index) { openImage(model->item(index.row()).key.imageId); });
  connect(grid, &QAbstractItemView::activated, q, [this](const QModelIndex& index) {
    const auto imageId = model->item(index.row()).key.imageId;
    openImage(imageId);
    emit q->imageActivated(imageId);
  });
  connect(detail, &ImageDetail::closeRequested, q, [this] { closeDetail(); });
  connect(detail, &ImageDetail::stepActivated, q, [this](qint64 step) { q->showStep(step); });
  auto* escape = new QShortcut(Qt::Key_Escape, q, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(escape, &QShortcut::activated, q, [this] { closeDetail(); });
  for (const int direction : {-1, 1}) {
    const QKeySequence keys(Qt::ALT | (direction < 0 ? Qt::Key_Left : Qt::Key_Right));
    auto* step = new QShortcut(keys, q, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(step, &QShortcut::activated, q, [this, direction] { bar->moveStep(direction); });
  }
  auto* find = new QShortcut(QKeySequence::Find, q, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
  connect(find, &QShortcut::activated, q, [this] {
    if (auto* search = bar->findChild<QWidget*>(QStringLiteral("captionSearch")))
      search->setFocus(Qt::ShortcutFocusReason);
  });
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
  items = std::make_shared<const std::vector<CaptionItem>>(std::move(stored.items));
  bar->setSteps(stored.steps);
  const auto isChanged = [](const CaptionItem& item) { return !item.changes.empty(); };
  bar->setChanged(std::count_if(items->begin(), items->end(), isChanged), stored.before);
  arrange();
  refreshDetail();
}

void CaptionsView::Impl::arrange() {
  arranging.clear();
  const auto filter = bar->filter();
  arranging.start([this, filter, shown = items, serial = ++arrangeSerial] {
    auto arrangement = arrangeCaptions(*shown, filter);
    QMetaObject::invokeMethod(
        q,
        [this, filter, shown, serial, arrangement = std::move(arrangement)] {
          if (serial == arrangeSerial) show(shown, arrangement, filter);
        },
        Qt::QueuedConnection);
  });
}

void CaptionsView::Impl::show(const CaptionModel::Items& shown, CaptionArrangement arrangement,
                              const CaptionFilter& filter) {
  const auto count = static_cast<qsizetype>(arrangement.rows.size());
  replaceContents(shown, std::move(arrangement), filter.score);
  bar->setCounts(count, static_cast<qsizetype>(shown->size()));
  showPage();
  selectWantedImage();
  wantThumbnails();
}

/// New captions must not move what the user looks at: the first visible cell, the current one and the selected stay.
void CaptionsView::Impl::replaceContents(const CaptionModel::Items& shown, CaptionArrangement arrangement, int score) {
  std::vector<CaptionKey> selected;
  for (const auto& index : grid->selectionModel()->selectedIndexes()) selected.push_back(model->item(index.row()).key);
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
    for (const auto& key : selected)
      if (const int row = model->rowOf(key); row >= 0)
        selection->select(model->index(row), QItemSelectionModel::Select);
  }
  restoring = false;
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
  const bool filtered = !items->empty() && model->rowCount() == 0;
  if (!problem.isEmpty())
    empty->setText(CaptionsView::tr("The captions could not be read. %1").arg(problem));
  else if (run == 0)
    empty->setText(CaptionsView::tr("Select a run in Runs to see what its captioner says about each picture."));
  else if (filtered)
    empty->setText(CaptionsView::tr("No caption matches the search and the score's range."));
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

void CaptionsView::Impl::openImage(qint64 imageId) {
  const bool another = imageId != detail->imageId() || detail->isHidden();
  detail->show();
  split->share();
  if (!another) return;
  store->query(
      q,
      [run = run, step = bar->step(), imageId](ExperimentStore& open) { return readImage(open, run, step, imageId); },
      [this, serial = ++imageSerial](StoredImage image) {
        if (serial != imageSerial) return;
        const auto* thumbnail = thumbnails->find(image.imagePath);
        detail->showImage(std::move(image), thumbnail ? thumbnail->image : QImage());
      });
}

void CaptionsView::Impl::refreshDetail() {
  if (detail->isHidden() || detail->imageId() < 0) return;
  if (run == 0) {
    closeDetail();
    return;
  }
  store->query(
      q,
      [run = run, step = bar->step(), imageId = detail->imageId()](ExperimentStore& open) {
        return readImage(open, run, step, imageId);
      },
      [this, serial = ++imageSerial](StoredImage image) {
        if (serial != imageSerial) return;
        if (image.captions.empty() && image.timeline.empty())
          closeDetail();  // another run, which never saw this picture
        else
          detail->showImage(std::move(image), {});
      });
}

void CaptionsView::Impl::closeDetail() {
  const bool hadFocus = detail->isAncestorOf(q->focusWidget());
  ++imageSerial;
  detail->hide();
  detail->clear();
  if (hadFocus) grid->setFocus();
}

CaptionsView::CaptionsView(StoreAccess* store, QWidget* parent)
    : QWidget(parent), impl_(std::make_unique<Impl>(this, store)) {
  impl_->build();
  impl_->connectAll();
  impl_->showPage();
}

CaptionsView::~CaptionsView() {
  impl_->arranging.clear();
  impl_->arranging.waitForDone();
}

void CaptionsView::showRun(RunId run) {
  if (run == impl_->run && !impl_->bar->step()) return;
  impl_->run = run;
  impl_->bar->setStep({});
  impl_->wantedImage = -1;
  impl_->read();
}

void CaptionsView::showStep(qint64 step) {
  impl_->bar->setStep(step);
  impl_->read();
}

void CaptionsView::moveStep(int direction) {
  impl_->bar->moveStep(direction);
}

void CaptionsView::focusSteps() {
  impl_->bar->focusSteps();
}

void CaptionsView::showImage(qint64 imageId) {
  if (impl_->run == 0) return;
  impl_->wantedImage = imageId;
  impl_->selectWantedImage();
  impl_->openImage(imageId);
}

}  // namespace vignette
