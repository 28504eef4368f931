#include "captions/filter_sidebar.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "captions/score_histogram.h"

namespace vignette {

namespace {

constexpr Split kSplits[] = {Split::train, Split::validation, Split::test};
constexpr int kWordRole = Qt::UserRole + 1;
constexpr int kWordsShown = 40;
enum TagColumn { Digit, Name, Count };

QLabel* heading(const QString& text, QWidget* buddy = nullptr) {
  auto* label = new QLabel(text);
  label->setProperty("role", "section");
  label->setBuddy(buddy);
  return label;
}

}  // namespace

QString splitText(Split split) {
  switch (split) {
    case Split::train:
      return FilterSidebar::tr("Training");
    case Split::validation:
      return FilterSidebar::tr("Validation");
    case Split::test:
      return FilterSidebar::tr("Test");
    case Split::none:
      break;
  }
  return FilterSidebar::tr("No split");
}

FilterSidebar::FilterSidebar(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("filterSidebar"));
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(makePage());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(scroll);
}

QWidget* FilterSidebar::makePage() {
  auto* page = new QWidget;
  page->setObjectName(QStringLiteral("page"));
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(8, 6, 6, 8);
  layout->setSpacing(4);
  layout->addWidget(heading(tr("Scores")));
  scores_ = new QVBoxLayout;
  scores_->setSpacing(0);
  layout->addLayout(scores_);
  invented_ = makeWords("wordsInvented", tr("Words said, but in no reference"),
                        tr("Words that captions say and none of their picture's references has, with the number of "
                           "captions. Click one to see these captions."));
  layout->addWidget(heading(tr("Said, but in no reference"), invented_));
  layout->addWidget(invented_);
  missed_ = makeWords("wordsMissed", tr("Words missed"),
                      tr("Words that at least half of a picture's references have and its caption has not, with the "
                         "number of captions. Click one to see these captions."));
  layout->addWidget(heading(tr("Missed words"), missed_));
  layout->addWidget(missed_);
  connect(invented_, &QListWidget::itemActivated, this,
          [this](QListWidgetItem* item) { toggleWord(&CaptionFilter::invented, item); });
  connect(invented_, &QListWidget::itemClicked, this,
          [this](QListWidgetItem* item) { toggleWord(&CaptionFilter::invented, item); });
  connect(missed_, &QListWidget::itemActivated, this,
          [this](QListWidgetItem* item) { toggleWord(&CaptionFilter::missed, item); });
  connect(missed_, &QListWidget::itemClicked, this,
          [this](QListWidgetItem* item) { toggleWord(&CaptionFilter::missed, item); });
  splitBox_ = new QWidget;
  auto* splits = new QVBoxLayout(splitBox_);
  splits->setContentsMargins(0, 0, 0, 0);
  splits->addWidget(heading(tr("Part of the dataset")));
  for (std::size_t i = 0; i < std::size(kSplits); ++i) {
    splits_[i] = new QCheckBox(splitText(kSplits[i]));
    splits_[i]->setObjectName(QStringLiteral("split%1").arg(i));
    splits->addWidget(splits_[i]);
    connect(splits_[i], &QCheckBox::toggled, this, [this, bit = splitBit(kSplits[i])](bool on) {
      auto filter = filter_;
      filter.splits = on ? filter.splits | bit : filter.splits & ~bit;
      ask(filter);
    });
  }
  splitBox_->hide();
  layout->addWidget(splitBox_);
  tags_ = makeTags();
  layout->addWidget(heading(tr("Tags"), tags_));
  layout->addWidget(tags_);
  layout->addStretch(1);
  return page;
}

QListWidget* FilterSidebar::makeWords(const char* name, const QString& accessibleName, const QString& help) {
  auto* list = new QListWidget;
  list->setObjectName(QString::fromLatin1(name));
  list->setAccessibleName(accessibleName);
  list->setToolTip(help);
  list->setUniformItemSizes(true);
  list->setFixedHeight(list->fontMetrics().height() * 6);
  return list;
}

QTreeWidget* FilterSidebar::makeTags() {
  auto* tree = new QTreeWidget;
  tree->setObjectName(QStringLiteral("captionTags"));
  tree->setAccessibleName(tr("Tags"));
  tree->setToolTip(
      tr("The digits 1 to 9 give the selected pictures these tags, and take them away again. Tick a tag to see its "
         "pictures; F2 or a double click renames it."));
  tree->setRootIsDecorated(false);
  tree->setHeaderHidden(true);
  tree->setColumnCount(3);
  tree->setUniformRowHeights(true);
  tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
  tree->header()->setStretchLastSection(false);
  tree->header()->setSectionResizeMode(Digit, QHeaderView::ResizeToContents);
  tree->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
  tree->header()->setSectionResizeMode(Count, QHeaderView::ResizeToContents);
  tree->setFixedHeight((tree->fontMetrics().height() + 8) * 9 + 4);
  connect(tree, &QTreeWidget::itemChanged, this, &FilterSidebar::tagChanged);
  connect(tree, &QTreeWidget::itemDoubleClicked, tree, [tree](QTreeWidgetItem* item) {
    if (item->flags() & Qt::ItemIsEditable) tree->editItem(item, Name);
  });
  connect(tree, &QTreeWidget::itemActivated, this, [](QTreeWidgetItem* item) {
    item->setCheckState(Digit, item->checkState(Digit) == Qt::Checked ? Qt::Unchecked : Qt::Checked);
  });
  auto* rename = new QAction(tr("Rename the tag"), tree);
  rename->setShortcut(Qt::Key_F2);
  rename->setShortcutContext(Qt::WidgetShortcut);
  tree->addAction(rename);
  tree->setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(rename, &QAction::triggered, tree, [tree] {
    if (auto* item = tree->currentItem(); item && item->flags() & Qt::ItemIsEditable) tree->editItem(item, Name);
  });
  return tree;
}

void FilterSidebar::ask(const CaptionFilter& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  emit filterEdited(filter);
}

void FilterSidebar::showFilter(const CaptionFilter& filter) {
  filter_ = filter;
  for (auto* histogram : histograms_) {
    const auto range = filter.ranges.find(histogram->score());
    histogram->showRange(range == filter.ranges.end() ? ScoreRange() : range->second);
  }
  for (std::size_t i = 0; i < std::size(kSplits); ++i) {
    const QSignalBlocker quiet(splits_[i]);
    splits_[i]->setChecked(filter.splits & splitBit(kSplits[i]));
  }
  const QSignalBlocker quiet(tags_);
  for (int i = 0; i < tags_->topLevelItemCount(); ++i) {
    auto* item = tags_->topLevelItem(i);
    item->setCheckState(Digit,
                        filter.tags.contains(item->data(Name, kWordRole).toString()) ? Qt::Checked : Qt::Unchecked);
  }
}

void FilterSidebar::showArrangement(const CaptionSet& set, const CaptionArrangement& arrangement) {
  for (auto score = static_cast<int>(histograms_.size()); score < static_cast<int>(set.columns.size()); ++score) {
    auto* histogram = new ScoreHistogram(score);
    connect(histogram, &ScoreHistogram::rangeEdited, this, [this](int which, const ScoreRange& range) {
      auto filter = filter_;
      filter.setRange(which, range);
      ask(filter);
    });
    const auto range = filter_.ranges.find(score);
    if (range != filter_.ranges.end()) histogram->showRange(range->second);
    scores_->addWidget(histogram);
    histograms_.push_back(histogram);
  }
  for (std::size_t i = 0; i < histograms_.size(); ++i) {
    if (i < set.columns.size() && i < arrangement.histograms.size())
      histograms_[i]->showCounts(set.columns[i], arrangement.histograms[i]);
    else
      histograms_[i]->hide();
  }
  showWords(invented_, arrangement.invented, filter_.invented);
  showWords(missed_, arrangement.missed, filter_.missed);
  for (std::size_t i = 0; i < std::size(kSplits); ++i)
    splits_[i]->setText(
        tr("%1 (%2)", "part of the dataset and number of captions")
            .arg(splitText(kSplits[i]), QLocale().toString(arrangement.splits[static_cast<int>(kSplits[i])])));
}

void FilterSidebar::showWords(QListWidget* list, const CaptionArrangement::WordCounts& counts,
                              const QStringList& chosen) {
  const int row = list->currentRow();
  list->clear();
  const auto add = [&](const QString& word, const QString& count, bool on) {
    auto* item = new QListWidgetItem(tr("%1 (%2)", "word and number of captions").arg(word, count), list);
    item->setData(kWordRole, word);
    auto font = item->font();
    font.setBold(on);
    item->setFont(font);
    if (on) item->setIcon(QIcon(QStringLiteral(":/icons/check.svg")));
  };
  const QLocale locale;
  for (const auto& [word, count] : counts) {
    if (list->count() >= kWordsShown && !chosen.contains(word)) continue;
    add(word, locale.toString(count), chosen.contains(word));
  }
  if (row >= 0 && row < list->count()) list->setCurrentRow(row);
}

void FilterSidebar::toggleWord(QStringList CaptionFilter::*words, const QListWidgetItem* item) {
  auto filter = filter_;
  const auto word = item->data(kWordRole).toString();
  if (!(filter.*words).removeOne(word)) (filter.*words) << word;
  ask(filter);
}

void FilterSidebar::showTags(const QStringList& digits, const ImageTags& tags) {
  QHash<QString, int> counts;
  for (const auto& list : tags)
    for (const auto& tag : list) ++counts[tag];
  QStringList names = digits, others;
  for (auto tag = counts.cbegin(); tag != counts.cend(); ++tag)
    if (!digits.contains(tag.key())) others << tag.key();
  others.sort(Qt::CaseInsensitive);
  names += others;
  const QSignalBlocker quiet(tags_);
  const int row = tags_->currentIndex().row();
  tags_->clear();
  for (int i = 0; i < names.size(); ++i) {
    const bool digit = i < digits.size();
    auto* item =
        new QTreeWidgetItem(tags_, {digit ? QString::number(i + 1) : QString(), names[i],
                                    counts.contains(names[i]) ? QLocale().toString(counts[names[i]]) : QString()});
    item->setData(Name, kWordRole, names[i]);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
    item->setCheckState(Digit, filter_.tags.contains(names[i]) ? Qt::Checked : Qt::Unchecked);
    item->setTextAlignment(Count, Qt::AlignRight);
  }
  if (row >= 0 && row < tags_->topLevelItemCount()) tags_->setCurrentItem(tags_->topLevelItem(row));
}

void FilterSidebar::tagChanged(QTreeWidgetItem* item, int column) {
  const auto before = item->data(Name, kWordRole).toString();
  if (column == Digit) {
    auto filter = filter_;
    filter.tags.removeAll(before);
    if (item->checkState(Digit) == Qt::Checked) filter.tags << before;
    return ask(filter);
  }
  const auto after = item->text(Name).simplified();
  if (after == before) return;
  const QSignalBlocker quiet(tags_);
  item->setText(Name, before);  // until it is stored
  if (!after.isEmpty()) emit tagRenamed(before, after);
}

void FilterSidebar::showSplitsKnown(bool known) {
  splitBox_->setVisible(known);
}

}  // namespace vignette
