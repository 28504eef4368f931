#include "captions/captions_view.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QUndoStack>
#include <QUrl>
#include <QVBoxLayout>

#include "app/store_access.h"
#include "captions/adaptive_splitter.h"
#include "captions/caption_delegate.h"
#include "captions/captions_view_parts.h"
#include "captions/filter_bar.h"
#include "captions/filter_chips.h"
#include "captions/filter_sidebar.h"
#include "captions/image_detail.h"
#include "captions/picture_tags.h"
#include "captions/saved_views.h"
#include "captions/thumbnail_grid.h"
#include "captions/thumbnail_loader.h"
#include "data/image.h"

namespace vignette {

namespace {

constexpr int kUpdateMilliseconds = 500;    // live captions are reread at most this often
constexpr int kThumbnailMilliseconds = 25;  // after the last scroll
constexpr int kSidebarWidth = 230;          // pixels at first

QTimer* singleShot(QObject* parent, int milliseconds) {
  auto* timer = new QTimer(parent);
  timer->setSingleShot(true);
  timer->setInterval(milliseconds);
  return timer;
}

QString pictureOf(const QMimeData* mime) {
  for (const auto& url : mime->urls())
    if (const auto file = url.toLocalFile(); has_image_extension(file.toStdString())) return file;
  return {};
}

}  // namespace

void CaptionsView::Impl::build() {
  bar = new FilterBar;
  chips = new FilterChips;
  sidebar = new FilterSidebar;
  sidebar->hide();
  tags = new PictureTags(store, undo, q);
  thumbnails = new ThumbnailLoader(q);
  buildGrid();
  detail = new ImageDetail(store);
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
  all = new QSplitter(Qt::Horizontal);
  all->setChildrenCollapsible(false);
  all->addWidget(sidebar);
  all->addWidget(split);
  all->setStretchFactor(1, 1);
  all->setSizes({kSidebarWidth, 1000});
  auto* layout = new QVBoxLayout(q);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(bar);
  layout->addWidget(chips);
  layout->addWidget(all, 1);
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
    splits.reset();
    splitsRun = 0;
    readViews();
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
  connect(bar, &FilterBar::exportRequested, q, [this] { exportCaptions(); });
  connect(thumbnails, &ThumbnailLoader::ready, q, [this](const QString& path) { repaintPicture(path); });
  connect(thumbnailUpdate, &QTimer::timeout, q, [this] { wantThumbnails(); });
  connect(detail, &ImageDetail::closeRequested, q, [this] { closeDetail(); });
  connect(detail, &ImageDetail::stepActivated, q, [this](qint64 step) { q->showStep(step); });
  connectFilters();
  connectGrid();
  addShortcuts();
}

void CaptionsView::Impl::connectFilters() {
  connect(bar, &FilterBar::filterChanged, q, [this] { filterChanged(); });
  connect(bar, &FilterBar::sidebarToggled, sidebar, &QWidget::setVisible);
  connect(clearFilter, &QPushButton::clicked, bar, &FilterBar::clearFilter);
  connect(chips, &FilterChips::filterEdited, bar, &FilterBar::setFilter);
  connect(sidebar, &FilterSidebar::filterEdited, bar, &FilterBar::setFilter);
  connect(sidebar, &FilterSidebar::tagRenamed, q, [this](const QString& before, const QString& after) {
    if (const auto why = tags->rename(before, after); !why.isEmpty()) return emit q->told(why);
    auto filter = bar->filter();
    if (filter.tags.removeAll(before) > 0) filter.tags << after;
    bar->setFilter(filter);
  });
  connect(tags, &PictureTags::changed, q, [this] { tagsChanged(); });
  connect(bar->views(), &SavedViews::changed, q, [this] { keepViews(); });
  tagsChanged();
}

void CaptionsView::Impl::connectGrid() {
  connect(bar, &FilterBar::pictureSideChanged, q,
          [this](int side) { grid->setCellSize(CaptionDelegate::cellSize(side, grid->fontMetrics())); });
  connect(grid, &ThumbnailGrid::visibleRowsChanged, q, [this] {
    if (!thumbnailUpdate->isActive()) thumbnailUpdate->start();
  });
  connect(delegate, &CaptionDelegate::paintedRoughly, grid->viewport(), qOverload<>(&QWidget::update));
  connect(grid->selectionModel(), &QItemSelectionModel::currentChanged, q, [this](const QModelIndex& current) {
    if (current.isValid() && !restoring && !grid->mouseIsDown()) openImage(model->item(current.row()).key.imageId);
  });
  connect(grid->selectionModel(), &QItemSelectionModel::selectionChanged, q, [this] { showSelection(); });
  grid->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(grid, &QWidget::customContextMenuRequested, q, [this](const QPoint& place) { showMenu(place); });
  connect(grid, &QAbstractItemView::clicked, q,
          [this](const QModelIndex& index) { openImage(model->item(index.row()).key.imageId); });
  connect(grid, &QAbstractItemView::activated, q, [this](const QModelIndex& index) {
    const auto imageId = model->item(index.row()).key.imageId;
    openImage(imageId);
    emit q->imageActivated(imageId);
  });
}

void CaptionsView::Impl::addShortcuts() {
  const auto add = [this](QWidget* parent, const QKeySequence& keys, auto work) {
    auto* shortcut = new QShortcut(keys, parent, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, q, work);
  };
  add(q, Qt::Key_Escape, [this] { split->detailLarge() ? split->setDetailLarge(false) : closeDetail(); });
  add(q, Qt::ALT | Qt::Key_Left, [this] { bar->moveStep(-1); });
  add(q, Qt::ALT | Qt::Key_Right, [this] { bar->moveStep(1); });
  add(q, QKeySequence::Find, [this] {
    if (auto* search = bar->findChild<QWidget*>(QStringLiteral("captionSearch")))
      search->setFocus(Qt::ShortcutFocusReason);
  });
  add(grid, Qt::Key_Space, [this] { toggleLarge(); });
  for (int digit = 1; digit <= 9; ++digit)
    for (auto* parent : {static_cast<QWidget*>(grid), static_cast<QWidget*>(detail)})
      add(parent, Qt::Key_0 + digit, [this, digit] { tagSelected(digit); });
}

CaptionsView::CaptionsView(StoreAccess* store, QUndoStack* undo, QWidget* parent)
    : QWidget(parent), impl_(std::make_unique<Impl>(this, store, undo ? undo : new QUndoStack(this))) {
  setAcceptDrops(true);
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
  impl_->readSplits();
}

void CaptionsView::nameRun(const QString& name, const QColor& colour) {
  impl_->bar->setRun(name, colour);
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

void CaptionsView::dragEnterEvent(QDragEnterEvent* event) {
  if (impl_->run != 0 && !pictureOf(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void CaptionsView::dropEvent(QDropEvent* event) {
  const auto file = pictureOf(event->mimeData());
  if (file.isEmpty()) return;
  event->acceptProposedAction();
  openPicture(file);
}

}  // namespace vignette
