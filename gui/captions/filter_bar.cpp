#include "captions/filter_bar.h"

#include <QComboBox>
#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QStandardItemModel>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/icons.h"
#include "captions/colour_legend.h"
#include "captions/saved_views.h"
#include "captions/score_kinds.h"

namespace vignette {

FilterBar::FilterBar(QWidget* parent) : QWidget(parent) {
  typing_ = new QTimer(this);
  typing_->setSingleShot(true);
  typing_->setInterval(150);
  connect(typing_, &QTimer::timeout, this, &FilterBar::filterChanged);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(6, 6, 6, 2);
  rows->setSpacing(4);
  rows->addLayout(makeSearchRow());
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("patternProblem"));
  problem_->setProperty("role", "problem");
  problem_->setWordWrap(true);
  problem_->hide();
  rows->addWidget(problem_);
  rows->addLayout(makeScoreRow());
  rows->addLayout(makeLookRow());
  rows->addLayout(makeStepRow());
  changed_ = new QLabel;
  changed_->setObjectName(QStringLiteral("captionsChanged"));
  changed_->setProperty("role", "muted");
  changed_->hide();
  changed_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  rows->addLayout(makeCountRow());
  showScoreHelp();
  showDirection();
  showStep();
}

QLayout* FilterBar::makeSearchRow() {
  text_ = new QLineEdit;
  text_->setObjectName(QStringLiteral("captionSearch"));
  text_->setPlaceholderText(tr("Search captions"));
  text_->setAccessibleName(tr("Search captions"));
  text_->setClearButtonEnabled(true);
  text_->setToolTip(tr("Shows captions that contain this text, in any case."));
  connect(text_, &QLineEdit::textChanged, this, &FilterBar::textEdited);

  pattern_ = new QToolButton;
  pattern_->setObjectName(QStringLiteral("captionPattern"));
  pattern_->setText(QStringLiteral(".*"));
  pattern_->setCheckable(true);
  pattern_->setToolTip(tr("Takes the text as a regular expression, in any case: “\\b(two|three) dogs?\\b”."));
  pattern_->setAccessibleName(tr("Regular expression"));
  connect(pattern_, &QToolButton::toggled, this, &FilterBar::textEdited);

  sidebar_ = new QToolButton;
  sidebar_->setObjectName(QStringLiteral("captionFilters"));
  sidebar_->setIcon(lineIcon(QStringLiteral("filter")));
  sidebar_->setCheckable(true);
  sidebar_->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
  sidebar_->setToolTip(tr("All filters: score histograms, words, dataset part, tags (%1)")
                           .arg(sidebar_->shortcut().toString(QKeySequence::NativeText)));
  sidebar_->setAccessibleName(tr("All filters"));
  connect(sidebar_, &QToolButton::toggled, this, &FilterBar::sidebarToggled);
  views_ = new SavedViews;
  connect(views_, &SavedViews::viewChosen, this, &FilterBar::setFilter);

  kind_ = new QComboBox;
  kind_->setObjectName(QStringLiteral("captionKind"));
  kind_->setAccessibleName(tr("Kind of captions"));
  kind_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  kind_->setMinimumContentsLength(6);
  kind_->addItem(tr("Greedy"), QStringLiteral("greedy"));
  kind_->addItem(tr("Samples"), QStringLiteral("sample"));
  kind_->setToolTip(
      tr("Greedy captions take the likeliest word each time; samples are drawn, as training draws them."));
  connect(kind_, &QComboBox::currentIndexChanged, this, &FilterBar::kindChanged);

  size_ = new QSlider(Qt::Horizontal);
  size_->setObjectName(QStringLiteral("thumbnailSize"));
  size_->setAccessibleName(tr("Size of the pictures"));
  size_->setRange(72, 256);
  size_->setValue(140);
  size_->setPageStep(24);
  size_->setMinimumWidth(50);
  size_->setMaximumWidth(90);
  size_->setToolTip(tr("Size of the pictures"));
  connect(size_, &QSlider::valueChanged, this, &FilterBar::pictureSideChanged);

  auto* row = new QHBoxLayout;
  row->addWidget(sidebar_);
  row->addWidget(text_, 1);
  row->addWidget(pattern_);
  row->addWidget(views_);
  return row;
}

QLayout* FilterBar::makeLookRow() {
  auto* row = new QHBoxLayout;
  row->addWidget(kind_);
  row->addWidget(makeGroups());
  row->addWidget(legend_);
  row->addStretch(1);
  row->addWidget(size_);
  return row;
}

QLayout* FilterBar::makeCountRow() {
  counts_ = new QLabel;
  counts_->setObjectName(QStringLiteral("captionCounts"));
  export_ = new QToolButton;
  export_->setObjectName(QStringLiteral("captionExport"));
  export_->setIcon(lineIcon(QStringLiteral("export")));
  export_->setToolTip(tr("Exports the selected captions, or all that are shown, as JSON, CSV, text files or a page"));
  export_->setAccessibleName(tr("Export captions"));
  connect(export_, &QToolButton::clicked, this, &FilterBar::exportRequested);
  runColour_ = new QLabel;
  run_ = new QLabel;
  run_->setObjectName(QStringLiteral("captionRun"));
  run_->setTextFormat(Qt::PlainText);
  run_->setProperty("role", "value");
  run_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* row = new QHBoxLayout;
  row->addWidget(runColour_);
  row->addWidget(run_, 1);
  row->addWidget(counts_);
  row->addWidget(changed_, 1);
  row->addWidget(export_);
  return row;
}

QLineEdit* FilterBar::makeBound(const QString& placeholder, const QString& name) {
  auto* edit = new QLineEdit;
  edit->setObjectName(name);
  edit->setPlaceholderText(placeholder);
  edit->setMaximumWidth(70);
  edit->setMinimumWidth(edit->fontMetrics().horizontalAdvance(QStringLiteral("00.0")) + 28);
  auto* validator = new QDoubleValidator(edit);
  validator->setNotation(QDoubleValidator::StandardNotation);
  edit->setValidator(validator);
  edit->setToolTip(tr("Shows captions whose score lies between the two numbers; an empty field sets no bound."));
  connect(edit, &QLineEdit::textChanged, this, &FilterBar::boundsEdited);
  return edit;
}

QLayout* FilterBar::makeScoreRow() {
  score_ = new QComboBox;
  score_->setObjectName(QStringLiteral("captionScore"));
  score_->setAccessibleName(tr("Score shown"));
  for (int i = 0; i < kScoreCount; ++i) {
    score_->addItem(scoreLabel(i), QLatin1String(scoreKey(i)));
    score_->setItemData(i, scoreHelp(i), Qt::ToolTipRole);
  }
  score_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  score_->setMinimumContentsLength(7);
  connect(score_, &QComboBox::currentIndexChanged, this, [this](int score) {
    showScoreHelp();
    edit([score](CaptionFilter& filter) { filter.score = std::max(0, score); });
    showBounds();
  });
  legend_ = new ColourLegend;
  minimum_ = makeBound(tr("min"), QStringLiteral("scoreMinimum"));
  minimum_->setAccessibleName(tr("Lowest score shown"));
  maximum_ = makeBound(tr("max"), QStringLiteral("scoreMaximum"));
  maximum_->setAccessibleName(tr("Highest score shown"));

  sort_ = new QComboBox;
  sort_->setObjectName(QStringLiteral("captionSort"));
  sort_->setAccessibleName(tr("Sort by"));
  sort_->addItem(tr("By picture"), static_cast<int>(CaptionSort::image));
  sort_->addItem(tr("By score"), static_cast<int>(CaptionSort::score));
  sort_->addItem(tr("By caption"), static_cast<int>(CaptionSort::caption));
  sort_->addItem(tr("By change"), static_cast<int>(CaptionSort::change));
  sort_->addItem(tr("By improvement"), static_cast<int>(CaptionSort::improvement));
  sort_->addItem(tr("Critic against CIDEr"), static_cast<int>(CaptionSort::disagreement));
  sort_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  sort_->setMinimumContentsLength(7);
  sort_->setToolTip(
      tr("Sorts by picture number, by the score shown, by the caption's letters, by how much it changed, by how much "
         "the score improved since the run's first captions, or by how far critic and CIDEr rank it apart."));
  connect(sort_, &QComboBox::currentIndexChanged, this, [this] {
    edit([this](CaptionFilter& filter) { filter.sort = static_cast<CaptionSort>(sort_->currentData().toInt()); });
  });

  direction_ = new QToolButton;
  direction_->setObjectName(QStringLiteral("sortDescending"));
  direction_->setCheckable(true);
  direction_->setAutoRaise(true);
  connect(direction_, &QToolButton::toggled, this, [this] {
    showDirection();
    edit([this](CaptionFilter& filter) { filter.descending = direction_->isChecked(); });
  });

  auto* row = new QHBoxLayout;
  row->addWidget(score_);
  row->addWidget(minimum_);
  row->addWidget(new QLabel(QStringLiteral("–")));
  row->addWidget(maximum_);
  row->addStretch(1);
  row->addWidget(sort_);
  row->addWidget(direction_);
  return row;
}

QLayout* FilterBar::makeStepRow() {
  newest_ = new QToolButton;
  newest_->setObjectName(QStringLiteral("newestStep"));
  newest_->setText(tr("Newest"));
  newest_->setCheckable(true);
  newest_->setChecked(true);
  newest_->setToolTip(tr("Follows the newest captions while the run trains."));
  connect(newest_, &QToolButton::clicked, this, [this](bool follow) {
    if (follow)
      setStep({});
    else
      chooseIndex(step_->value());
    emit stepChanged();
  });
  step_ = new QSlider(Qt::Horizontal);
  step_->setObjectName(QStringLiteral("captionStep"));
  step_->setAccessibleName(tr("Training step"));
  step_->setToolTip(
      tr("Shows what the captioner said at an earlier step of training. ← and → go from one stored step to the next "
         "here, Alt+← and Alt+→ anywhere in this view."));
  connect(step_, &QSlider::valueChanged, this, [this](int index) {
    chooseIndex(index);
    emit stepChanged();
  });
  step_->setFocusPolicy(Qt::StrongFocus);
  changes_ = new QToolButton;
  changes_->setObjectName(QStringLiteral("captionChanges"));
  changes_->setText(tr("Changes"));
  changes_->setCheckable(true);
  changes_->setChecked(true);
  changes_->setToolTip(
      tr("Marks what changed in each caption since the stored step before: new words are underlined, lost ones struck "
         "out."));
  connect(changes_, &QToolButton::toggled, this, &FilterBar::changesToggled);
  stepLabel_ = new QLabel;
  auto* row = new QHBoxLayout;
  row->addWidget(newest_);
  row->addWidget(step_, 1);
  row->addWidget(stepLabel_);
  row->addWidget(changes_);
  return row;
}

QToolButton* FilterBar::makeGroups() {
  auto* groups = new QToolButton;
  groups->setObjectName(QStringLiteral("captionGroups"));
  groups->setText(tr("Show"));
  groups->setToolTip(tr("Puts the most telling captions on top, by the score shown"));
  groups->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(groups);
  const auto add = [&](const QString& text, CaptionSort sort, bool descending) {
    connect(menu->addAction(text), &QAction::triggered, this, [this, sort, descending] {
      auto filter = filter_;
      filter.sort = sort;
      filter.descending = descending;
      setFilter(filter);
    });
  };
  add(tr("&Best first"), CaptionSort::score, true);
  add(tr("&Worst first"), CaptionSort::score, false);
  add(tr("Most &improved since the run's first captions"), CaptionSort::improvement, true);
  add(tr("Most wo&rsened since the run's first captions"), CaptionSort::improvement, false);
  add(tr("Most &changed since the step before"), CaptionSort::change, true);
  add(tr("Critic and CIDEr &disagree most"), CaptionSort::disagreement, true);
  add(tr("In the order of &pictures"), CaptionSort::image, false);
  groups->setMenu(menu);
  return groups;
}

void FilterBar::edit(const std::function<void(CaptionFilter&)>& change) {
  const auto before = filter_;
  change(filter_);
  if (filter_ != before) emit filterChanged();
}

void FilterBar::textEdited() {
  filter_.text = text_->text().trimmed();
  filter_.regularExpression = pattern_->isChecked();
  const auto problem = filter_.regularExpression ? patternProblem(filter_.text) : QString();
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
  if (text_->property("invalid").toBool() == problem.isEmpty()) {
    text_->setProperty("invalid", !problem.isEmpty());
    text_->setStyleSheet(text_->styleSheet());  // the style looks at the property again
  }
  typing_->start();
}

void FilterBar::boundsEdited() {
  filter_.setRange(filter_.score, {bound(minimum_), bound(maximum_)});
  typing_->start();
}

void FilterBar::showBounds() {
  QString low, high;
  if (const auto found = filter_.ranges.find(filter_.score); found != filter_.ranges.end()) {
    if (found->second.low) low = scoreText(filter_.score, *found->second.low);
    if (found->second.high) high = scoreText(filter_.score, *found->second.high);
  }
  const QSignalBlocker quietMinimum(minimum_), quietMaximum(maximum_);
  minimum_->setText(low);
  maximum_->setText(high);
}

void FilterBar::setFilter(const CaptionFilter& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  const QSignalBlocker text(text_), pattern(pattern_), score(score_), sort(sort_), direction(direction_);
  if (text_->text().trimmed() != filter.text) text_->setText(filter.text);
  pattern_->setChecked(filter.regularExpression);
  score_->setCurrentIndex(filter.score);
  sort_->setCurrentIndex(sort_->findData(static_cast<int>(filter.sort)));
  direction_->setChecked(filter.descending);
  showScoreHelp();
  showDirection();
  showBounds();
  textEdited();
  typing_->stop();
  emit filterChanged();
}

void FilterBar::setKnownScores(const std::vector<ScoreColumn>& columns) {
  auto* items = qobject_cast<QStandardItemModel*>(score_->model());
  for (int i = 0; items && i < score_->count(); ++i)
    items->item(i)->setEnabled(std::size_t(i) < columns.size() && columns[std::size_t(i)].known());
}

void FilterBar::setColourEnds(double low, double high) {
  for (int i = score_->count(); i < scoreCount(); ++i) {
    score_->addItem(scoreLabel(i), QString::fromUtf8(scoreKey(i)));
    score_->setItemData(i, scoreHelp(i), Qt::ToolTipRole);
  }
  const bool known = !std::isnan(low) && !std::isnan(high);
  legend_->setEnds(known ? scoreText(filter_.score, low) : QString(),
                   known ? scoreText(filter_.score, high) : QString());
}

std::optional<double> FilterBar::bound(const QLineEdit* edit) const {
  bool ok = false;
  const double shown = QLocale().toDouble(edit->text(), &ok);
  if (!ok) return {};
  return shown / scoreScale(score_->currentIndex());
}

std::string FilterBar::kind() const {
  return kind_->currentData().toString().toStdString();
}
std::optional<qint64> FilterBar::step() const {
  return chosen_;
}
int FilterBar::pictureSide() const {
  return size_->value();
}

void FilterBar::setSteps(const std::vector<std::int64_t>& steps) {
  if (steps == steps_) return;
  steps_ = steps;
  setStep(chosen_);
}

void FilterBar::setStep(std::optional<qint64> step) {
  chosen_ = step;
  const QSignalBlocker quiet(step_);
  step_->setRange(0, std::max(0, static_cast<int>(steps_.size()) - 1));
  const auto after = step ? std::upper_bound(steps_.begin(), steps_.end(), *step) : steps_.end();
  step_->setValue(std::max<int>(0, static_cast<int>(after - steps_.begin()) - 1));
  showStep();
}

void FilterBar::chooseIndex(int index) {
  if (index < 0 || index >= static_cast<int>(steps_.size())) return;
  chosen_ = steps_[static_cast<std::size_t>(index)];
  showStep();
}

void FilterBar::showStep() {
  newest_->setChecked(!chosen_);
  step_->setEnabled(steps_.size() > 1);
  if (steps_.empty())
    stepLabel_->clear();
  else
    stepLabel_->setText(tr("step %1").arg(QLocale().toString(steps_[static_cast<std::size_t>(step_->value())])));
}

void FilterBar::setRun(const QString& name, const QColor& colour) {
  run_->setText(name);
  run_->setToolTip(name);
  QPixmap dot(10, 10);
  dot.fill(colour.isValid() ? colour : QColor(Qt::transparent));
  runColour_->setPixmap(dot);
}

void FilterBar::setCounts(qsizetype shown, qsizetype all) {
  const QLocale locale;
  shownText_ = tr("%1 of %2 captions").arg(locale.toString(shown), locale.toString(all));
  export_->setEnabled(shown > 0);
  setSelected(selected_);
}

void FilterBar::setSelected(qsizetype selected) {
  selected_ = selected;
  counts_->setText(selected > 1 ? tr("%1, %2 selected").arg(shownText_, QLocale().toString(selected)) : shownText_);
}

void FilterBar::setChanged(qsizetype changed, std::optional<qint64> before) {
  changed_->setVisible(before.has_value());
  if (before)
    changed_->setText(tr("Changed since step %1: %2").arg(QLocale().toString(*before), QLocale().toString(changed)));
}

bool FilterBar::changes() const {
  return changes_->isChecked();
}

void FilterBar::moveStep(int direction) {
  step_->setValue(step_->value() + direction);
}

void FilterBar::focusSteps() {
  step_->setFocus(Qt::ShortcutFocusReason);
}

void FilterBar::clearFilter() {
  auto empty = filter_;
  empty.clear();
  setFilter(empty);
}

void FilterBar::showScoreHelp() {
  score_->setToolTip(scoreHelp(score_->currentIndex()));
}

void FilterBar::showDirection() {
  direction_->setArrowType(direction_->isChecked() ? Qt::DownArrow : Qt::UpArrow);
  const auto text = direction_->isChecked() ? tr("Descending") : tr("Ascending");
  direction_->setToolTip(text);
  direction_->setAccessibleName(text);
}

}  // namespace vignette
