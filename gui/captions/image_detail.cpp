#include "captions/image_detail.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSet>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "captions/caption_table_model.h"
#include "captions/changed_words.h"
#include "captions/decode_panel.h"
#include "captions/nearest_captions.h"
#include "captions/picture_view.h"
#include "captions/reward_bar.h"
#include "captions/timeline_delegate.h"
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

QLabel* makeWrapped(QWidget* parent = nullptr) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

/// A reference with the words that the caption has, too, marked.
QString withMatches(const QString& reference, const QSet<QString>& said) {
  QStringList parts;
  for (const auto& word : reference.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const auto plain = plainWords(word);
    const bool match = !plain.isEmpty() && said.contains(plain.front());
    parts << (match ? QStringLiteral("<b><u>%1</u></b>") : QStringLiteral("%1")).arg(word.toHtmlEscaped());
  }
  return parts.join(QLatin1Char(' '));
}

}  // namespace

ImageDetail::ImageDetail(StoreAccess* store, QWidget* parent) : QWidget(parent) {
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
  tags_ = new QLabel;
  tags_->setObjectName(QStringLiteral("pictureTags"));
  tags_->setProperty("role", "value");
  top->addWidget(title_, 1);
  top->addWidget(tags_);
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
  weigh_ = new QToolButton;
  weigh_->setObjectName(QStringLiteral("weighTokens"));
  weigh_->setText(tr("What else?"));
  weigh_->setToolTip(
      tr("Asks a checkpoint of the run what else it weighed at each token; then rest the mouse on a token."));
  connect(weigh_, &QToolButton::clicked, this, [this] { decode_->weigh(headline_->text()); });
  reward_ = new RewardBar;
  decode_ = new DecodePanel(store);
  nearest_ = new NearestCaptions(store);
  connect(decode_, &DecodePanel::workingChanged, weigh_, &QWidget::setDisabled);
  connect(decode_, &DecodePanel::weighingFailed, this, [this] { tabs_->setCurrentWidget(decode_); });
  connect(decode_, &DecodePanel::captionChosen, this, &ImageDetail::showInspected);
  connect(decode_, &DecodePanel::weighed, this, [this](const InspectedCaption& caption) {
    if (QString::fromStdString(caption.caption) == headline_->text()) showInspected(caption);
  });

  auto* lower = new QWidget;
  auto* below = new QVBoxLayout(lower);
  below->setContentsMargins(0, 0, 0, 0);
  below->addWidget(headline_);
  below->addWidget(changes_);
  auto* strip = new QHBoxLayout;
  strip->addWidget(tokens_, 1);
  strip->addWidget(weigh_, 0, Qt::AlignTop);
  below->addLayout(strip);
  below->addWidget(reward_);
  below->addWidget(makeTables(), 1);

  // A small window scrolls it: the tabs keep a height in which they can be read.
  tabs_->setMinimumHeight(fontMetrics().height() * 11);
  auto* rest = new QScrollArea;
  rest->setWidget(lower);
  rest->setWidgetResizable(true);
  rest->setFrameShape(QFrame::NoFrame);
  rest->setMinimumHeight(fontMetrics().height() * 6);
  lower->setObjectName(QStringLiteral("page"));
  auto* split = new QSplitter(Qt::Vertical);
  split->setChildrenCollapsible(false);
  split->addWidget(picture_);
  split->addWidget(rest);
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
  captionTable_->setAccessibleName(tr("Captions of the picture"));
  timelineTable_->setAccessibleName(tr("Its captions over training"));
  timelineTable_->setToolTip(tr("Double-click a row to see every picture's captions of that step."));
  timelineTable_->setItemDelegateForColumn(CaptionTableModel::kCaptionColumn, new TimelineDelegate(this));
  connect(captionTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ImageDetail::showCaption);
  connect(timelineTable_, &QTableView::activated, this,
          [this](const QModelIndex& index) { emit stepActivated(timeline_->caption(index.row()).step); });
  references_ = makeWrapped();
  references_->setObjectName(QStringLiteral("references"));
  references_->setTextFormat(Qt::RichText);
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
  tabs_->addTab(nearest_, tr("Nearest"));
  tabs_->setTabToolTip(3, tr("The nearest captions of the training corpus"));
  tabs_->addTab(decode_, tr("Try"));
  tabs_->setTabToolTip(4, tr("Other decoding settings, or a caption of your own, scored at once"));
  tabs_->setTabVisible(4, false);
  weigh_->hide();
  return tabs_;
}

void ImageDetail::showImage(StoredImage image, const QImage& preview) {
  const bool same = image.imageId == imageId_ && image.imagePath == imagePath_;
  const int row = same ? std::max(0, captionTable_->currentIndex().row()) : 0;
  imageId_ = image.imageId;
  imagePath_ = image.imagePath;
  run_ = image.run;
  rewardRecipe_ = image.reward;
  referenceTexts_.clear();
  for (const auto& reference : image.references) referenceTexts_ << QString::fromStdString(reference);
  const auto file = QFileInfo(image.imagePath).fileName();
  title_->setText(imageId_ < 0     ? file
                  : file.isEmpty() ? tr("Picture %1").arg(imageId_)
                                   : tr("Picture %1 · %2").arg(imageId_).arg(file));
  title_->setToolTip(image.imagePath);
  picture_->showPicture(image.imagePath, preview);
  decode_->showPicture(image);
  captions_->setCaptions(std::move(image.captions));
  timeline_->setCaptions(std::move(image.timeline));
  fitColumns(captionTable_);
  fitColumns(timelineTable_);
  if (captions_->rowCount() > 0) captionTable_->selectRow(std::min(row, captions_->rowCount() - 1));
  showCaption();
}

void ImageDetail::showTags(const QStringList& tags) {
  tags_->setText(tags.join(QStringLiteral(", ")));
}

void ImageDetail::setJobRunner(JobQueue::Runner runner) {
  const bool available = static_cast<bool>(runner);
  decode_->setJobRunner(std::move(runner));
  tabs_->setTabVisible(4, available);
  weigh_->setVisible(available);
}

void ImageDetail::decode() {
  tabs_->setCurrentWidget(decode_);
  decode_->decode();
}

void ImageDetail::showReferences() {
  const auto words = plainWords(headline_->text());
  const QSet<QString> said(words.begin(), words.end());
  QStringList lines;
  for (const auto& reference : referenceTexts_) lines << QStringLiteral("• ") + withMatches(reference, said);
  if (lines.isEmpty())
    references_->setText(tr("No human captions are stored for this picture.").toHtmlEscaped());
  else
    references_->setText(
        lines.join(QStringLiteral("<br>")) +
        QStringLiteral("<p>%1</p>").arg(tr("Underlined: words that the caption has, too.").toHtmlEscaped()));
  tabs_->setTabText(1, lines.isEmpty() ? tr("References") : tr("References (%1)").arg(lines.size()));
}

void ImageDetail::showCaption() {
  const int row = captionTable_->currentIndex().row();
  changes_->hide();
  if (row < 0 || row >= captions_->rowCount()) {
    headline_->clear();
    tokens_->setTokens({}, {});
    reward_->showAnatomy({}, {});
  } else {
    const auto& shown = captions_->caption(row);
    headline_->setText(QString::fromStdString(shown.caption));
    showChanges(shown);
    tokens_->setTokens(shown.tokens, shown.token_log_probabilities);
    reward_->showAnatomy(anatomyOf(rewardRecipe_, shown.scores), QString::fromStdString(rewardRecipe_.baseline));
  }
  showReferences();
  nearest_->showCaption(run_, headline_->text());
}

/// A caption that a checkpoint was asked about takes the place of the stored one.
void ImageDetail::showInspected(const InspectedCaption& caption) {
  const auto text = QString::fromStdString(caption.caption);
  const bool stored = text == headline_->text();
  headline_->setText(text);
  tokens_->setTokens(caption.tokens, caption.token_log_probabilities, caption.alternatives, caption.token_entropies);
  if (!stored) {
    changes_->hide();
    reward_->showAnatomy({}, {});
  }
  showReferences();
  nearest_->showCaption(run_, text);
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
  imagePath_.clear();
  referenceTexts_.clear();
  tags_->clear();
  decode_->showPicture({});
  decode_->release();
  title_->clear();
  picture_->showPicture({});
  captions_->setCaptions({});
  timeline_->setCaptions({});
  showCaption();
}

}  // namespace vignette
