#include "curves/series_menu.h"

#include <QCoreApplication>
#include <QHash>
#include <QLineEdit>
#include <QSet>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace vignette {

QString seriesHelp(const QString& series) {
  static const QHash<QString, const char*> texts = {
      {"G_loss", QT_TRANSLATE_NOOP(
                     "Series", "Loss of the captioner: the policy-gradient losses of the score and of the critic.")},
      {"D_loss",
       QT_TRANSLATE_NOOP("Series", "Loss of the critic: how badly it tells human captions from generated ones.")},
      {"reward",
       QT_TRANSLATE_NOOP("Series",
                         "Mean score of the sampled captions, before the baseline: the sum of the recipe's terms "
                         "times their weights.")},
      {"reward/CIDEr",
       QT_TRANSLATE_NOOP("Series", "CIDEr-D of the sampled captions, not weighted; 1.0 is 100 in papers.")},
      {"reward/BLEU-4",
       QT_TRANSLATE_NOOP("Series", "BLEU-4 of the sampled captions, each alone, not weighted; 0 to 1.")},
      {"reward/length",
       QT_TRANSLATE_NOOP("Series", "Minus the words by which samples miss reward.target_length, not weighted.")},
      {"reward/repetition",
       QT_TRANSLATE_NOOP("Series", "Minus the share of word runs that samples repeat, not weighted; -1 to 0.")},
      {"reward/words", QT_TRANSLATE_NOOP("Series", "Wanted words in a sample less unwanted ones, not weighted.")},
      {"reward/command", QT_TRANSLATE_NOOP("Series", "What reward.command answered for the samples, not weighted.")},
      {"advantage", QT_TRANSLATE_NOOP("Series", "How far samples beat their baseline, on average.")},
      {"reward_loss", QT_TRANSLATE_NOOP("Series", "The score's part of the captioner's loss.")},
      {"fd_loss", QT_TRANSLATE_NOOP("Series", "The critic's part of the captioner's loss.")},
      {"cosine", QT_TRANSLATE_NOOP("Series", "Cosine between caption and text target, 0 to 100.")},
      {"l1", QT_TRANSLATE_NOOP("Series", "L1 similarity between caption and text target, 0 to 100.")},
      {"clip", QT_TRANSLATE_NOOP("Series", "Cosine between caption and image, 0 to 100.")},
      {"critic",
       QT_TRANSLATE_NOOP("Series", "Mean raw output of the critic for the samples; higher means more human.")},
      {"reward_weight", QT_TRANSLATE_NOOP("Series", "Weight of the score's loss now.")},
      {"critic/margin",
       QT_TRANSLATE_NOOP("Series", "Mean raw output of the critic for human captions minus that for generated ones.")},
      {"critic/accuracy_real", QT_TRANSLATE_NOOP("Series", "Share of human captions that the critic takes for human.")},
      {"critic/accuracy_fake",
       QT_TRANSLATE_NOOP("Series", "Share of generated captions that the critic takes for generated.")},
      {"critic/r1",
       QT_TRANSLATE_NOOP("Series", "R1 penalty: the critic's squared slope at human captions, before its weight.")},
      {"kl",
       QT_TRANSLATE_NOOP("Series", "Divergence from the captioner that the run started from, in nats per token.")},
      {"val/CIDEr",
       QT_TRANSLATE_NOOP("Series", "CIDEr of greedy captions on the validation set; 1.0 is 100 in papers.")}};
  const auto* text = texts.value(series, nullptr);
  return text ? QCoreApplication::translate("Series", text) : QString();
}

SeriesMenu::SeriesMenu(QWidget* parent) : QMenu(parent), search_(new QLineEdit), tree_(new QTreeWidget) {
  search_->setPlaceholderText(tr("Search series"));
  search_->setClearButtonEnabled(true);
  tree_->setObjectName(QStringLiteral("seriesTree"));
  tree_->setHeaderHidden(true);
  tree_->setRootIsDecorated(false);
  tree_->setMinimumSize(240, 320);
  auto* body = new QWidget;
  auto* layout = new QVBoxLayout(body);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(search_);
  layout->addWidget(tree_);
  auto* action = new QWidgetAction(this);
  action->setDefaultWidget(body);
  addAction(action);
  connect(search_, &QLineEdit::textChanged, this, &SeriesMenu::filter);
  connect(tree_, &QTreeWidget::itemChanged, this, &SeriesMenu::toggled);
}

void SeriesMenu::setSeries(const QStringList& known, const QStringList& chosen) {
  // The order of the chosen is not shown: a tick that comes back must not rebuild the tree it was set in.
  const bool same = known == known_ && QSet(chosen.begin(), chosen.end()) == QSet(chosen_.begin(), chosen_.end());
  known_ = known;
  chosen_ = chosen;
  if (!same) rebuild();
}

void SeriesMenu::rebuild() {
  const QSignalBlocker quiet(tree_);
  tree_->clear();
  QHash<QString, QTreeWidgetItem*> groups;
  for (const auto& series : known_) {
    const auto group = series.contains('/') ? series.section('/', 0, 0) : tr("each step");
    auto*& parent = groups[group];
    if (!parent) {
      parent = new QTreeWidgetItem(tree_, {group});
      parent->setFlags(Qt::ItemIsEnabled);
      parent->setExpanded(true);
    }
    auto* item = new QTreeWidgetItem(parent, {series});
    item->setToolTip(0, seriesHelp(series));
    item->setCheckState(0, chosen_.contains(series) ? Qt::Checked : Qt::Unchecked);
  }
  filter(search_->text());
}

void SeriesMenu::toggled(QTreeWidgetItem* item) {
  const auto series = item->text(0);
  chosen_.removeAll(series);
  if (item->checkState(0) == Qt::Checked) chosen_ << series;
  emit chosenChanged(chosen_);
}

void SeriesMenu::filter(const QString& text) {
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    auto* group = tree_->topLevelItem(i);
    int shown = 0;
    for (int k = 0; k < group->childCount(); ++k) {
      const bool match = group->child(k)->text(0).contains(text, Qt::CaseInsensitive);
      group->child(k)->setHidden(!match);
      shown += match;
    }
    group->setHidden(shown == 0);
  }
}

}  // namespace vignette
