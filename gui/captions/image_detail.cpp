#include "captions/image_detail.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "captions/caption_table_model.h"
#include "captions/changed_words.h"
#include "captions/picture_view.h"
#include "captions/token_strip.h"

namespace vignette {

namespace {

QTableView* makeTable(CaptionTableModel* model, const QString& name) {
  auto* table = new QTableView;
  table->setObjectName(name);
  table->setModel(model);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setAlternatingRowColors(true);
  table->setShowGrid(false);
  table->setTabKeyNavigation(false);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
  table->horizontalHeader()->setHighlightSections(false);
  return table;
}

void fitColumns(QTableView* table) {
  table->resizeColumnsToContents();
  if (table->model()->columnCount() > 1) table->setColumnWidth(1, std::min(table->columnWidth(1), 220));
}

/// A caption of the timeline, with what changed since the row below it.
class TimelineDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* model = qobject_cast<const CaptionTableModel*>(index.model());
    if (!model || index.row() + 1 >= model->rowCount()) return QStyledItemDelegate::paint(painter, option, index);
    const auto textOf = [model](int row) { return QString::fromStdString(model->caption(row).caption); };
    const auto difference = compareWords(textOf(index.row() + 1), textOf(index.row()));
    if (difference.distance == 0) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem plain = option;
    initStyleOption(&plain, index);
    plain.text.clear();
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
    painter->save();
    painter->setFont(option.font);
    const bool selected = option.state & QStyle::State_Selected;
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    drawChangedWords(painter, option.rect.adjusted(5, 4, -5, 0), mergedWords(difference), 1);
    painter->restore();
  }
};

QLabel* makeWrapped(QWidget* parent = nullptr) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

}  // namespace

ImageDetail::ImageDetail(QWidget* parent) : QWidget(parent) {
  title_ = new QLabel;
  title_->setTextFormat(Qt::PlainText);
  title_->setForegroundRole(QPalette::PlaceholderText);
  auto* close = new QToolButton;
  close->setText(QStringLiteral("✕"));
  close->setAutoRaise(true);
  close->setToolTip(tr("Close the detail (Escape)"));
  close->setAccessibleName(tr("Close the detail"));
  connect(close, &QToolButton::clicked, this, &ImageDetail::closeRequested);
  auto* top = new QHBoxLayout;
  top->addWidget(title_, 1);
  top->addWidget(close);

  picture_ = new PictureView;
  headline_ = makeWrapped();
  headline_->setObjectName(QStringLiteral("headline"));
  auto large = headline_->font();
  large.setPointSizeF(large.pointSizeF() * 1.2);
  large.setBold(true);
  headline_->setFont(large);
  changes_ = makeWrapped();
  changes_->setObjectName(QStringLiteral("headlineChanges"));
  changes_->setTextFormat(Qt::RichText);
  changes_->setProperty("role", "muted");
  tokens_ = new TokenStrip;

  auto* lower = new QWidget;
  auto* below = new QVBoxLayout(lower);
  below->setContentsMargins(0, 0, 0, 0);
  below->addWidget(headline_);
  below->addWidget(changes_);
  below->addWidget(tokens_);
  below->addWidget(makeTables(), 1);

  auto* split = new QSplitter(Qt::Vertical);
  split->setChildrenCollapsible(false);
  split->addWidget(picture_);
  split->addWidget(lower);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(8, 6, 6, 6);
  all->addLayout(top);
  all->addWidget(split, 1);
}

QWidget* ImageDetail::makeTables() {
  captions_ = new CaptionTableModel(CaptionTableModel::Rows::kinds, this);
  timeline_ = new CaptionTableModel(CaptionTableModel::Rows::steps, this);
  captionTable_ = makeTable(captions_, QStringLiteral("captionTable"));
  timelineTable_ = makeTable(timeline_, QStringLiteral("timelineTable"));
  timelineTable_->setToolTip(tr("Double-click a row to see every picture's captions of that step."));
  timelineTable_->setItemDelegateForColumn(CaptionTableModel::kCaptionColumn, new TimelineDelegate(this));
  connect(captionTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ImageDetail::showTokens);
  connect(timelineTable_, &QTableView::activated, this,
          [this](const QModelIndex& index) { emit stepActivated(timeline_->caption(index.row()).step); });
  references_ = makeWrapped();
  references_->setObjectName(QStringLiteral("references"));
  references_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  references_->setMargin(8);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(references_);
  tabs_ = new QTabWidget;
  tabs_->setDocumentMode(true);
  tabs_->addTab(captionTable_, tr("Captions"));
  tabs_->addTab(scroll, tr("References"));
  tabs_->addTab(timelineTable_, tr("Over training"));
  return tabs_;
}

void ImageDetail::showImage(StoredImage image, const QImage& preview) {
  const bool same = image.imageId == imageId_;
  const int row = same ? std::max(0, captionTable_->currentIndex().row()) : 0;
  imageId_ = image.imageId;
  const auto file = QFileInfo(image.imagePath).fileName();
  title_->setText(file.isEmpty() ? tr("Picture %1").arg(imageId_) : tr("Picture %1 · %2").arg(imageId_).arg(file));
  title_->setToolTip(image.imagePath);
  picture_->showPicture(image.imagePath, preview);
  setReferences(image.references);
  captions_->setCaptions(std::move(image.captions));
  timeline_->setCaptions(std::move(image.timeline));
  fitColumns(captionTable_);
  fitColumns(timelineTable_);
  if (captions_->rowCount() > 0) captionTable_->selectRow(std::min(row, captions_->rowCount() - 1));
  showTokens();
}

void ImageDetail::setReferences(const std::vector<std::string>& references) {
  QStringList lines;
  for (const auto& reference : references) lines << QStringLiteral("• ") + QString::fromStdString(reference);
  references_->setText(lines.isEmpty() ? tr("No human captions are stored for this picture.")
                                       : lines.join(QLatin1Char('\n')));
  tabs_->setTabText(1, lines.isEmpty() ? tr("References") : tr("References (%1)").arg(lines.size()));
}

void ImageDetail::showTokens() {
  const int row = captionTable_->currentIndex().row();
  if (row < 0 || row >= captions_->rowCount()) {
    headline_->clear();
    changes_->hide();
    tokens_->setTokens({}, {});
    return;
  }
  const auto& shown = captions_->caption(row);
  headline_->setText(QString::fromStdString(shown.caption));
  showChanges(shown);
  tokens_->setTokens(shown.tokens, shown.token_log_probabilities);
}

/// Against the newest greedy caption before it.
void ImageDetail::showChanges(const CaptionRecord& shown) {
  changes_->hide();
  if (shown.kind != "greedy") return;
  for (int row = 0; row < timeline_->rowCount(); ++row) {
    const auto& before = timeline_->caption(row);
    if (before.step >= shown.step) continue;
    const auto difference = compareWords(QString::fromStdString(before.caption), QString::fromStdString(shown.caption));
    const auto step = QLocale().toString(static_cast<qlonglong>(before.step));
    changes_->setText(difference.distance == 0
                          ? tr("As at step %1.").arg(step)
                          : tr("Since step %1: %2").arg(step, changedWordsHtml(mergedWords(difference))));
    return changes_->show();
  }
}

void ImageDetail::clear() {
  imageId_ = -1;
  title_->clear();
  picture_->showPicture({});
  captions_->setCaptions({});
  timeline_->setCaptions({});
  setReferences({});
  showTokens();
}

}  // namespace vignette
