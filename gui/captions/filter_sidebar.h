#pragma once
// Everything captions can be filtered by beside their text: scores, words, split and tags. It shows a filter and asks
// for another one; who owns the filter decides.

#include <QWidget>
#include <vector>

#include "captions/caption_arrangement.h"

class QCheckBox;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace vignette {

class ScoreHistogram;

class FilterSidebar : public QWidget {
  Q_OBJECT

 public:
  explicit FilterSidebar(QWidget* parent = nullptr);

  void showFilter(const CaptionFilter& filter);
  void showArrangement(const CaptionSet& set, const CaptionArrangement& arrangement);
  /// The tags that digits 1 to 9 stand for, and all that pictures have.
  void showTags(const QStringList& digits, const ImageTags& tags);
  /// Whether it is known which part of the dataset pictures are in.
  void showSplitsKnown(bool known);

 signals:
  void filterEdited(const vignette::CaptionFilter& filter);
  /// The tag of a digit got another name.
  void tagRenamed(const QString& before, const QString& after);

 private:
  QWidget* makePage();
  QListWidget* makeWords(const char* name, const QString& accessibleName, const QString& help);
  QTreeWidget* makeTags();
  void showWords(QListWidget* list, const CaptionArrangement::WordCounts& counts, const QStringList& chosen);
  void toggleWord(QStringList CaptionFilter::*words, const QListWidgetItem* item);
  void tagChanged(QTreeWidgetItem* item, int column);
  void ask(const CaptionFilter& filter);

  CaptionFilter filter_;
  std::vector<ScoreHistogram*> histograms_;
  QVBoxLayout* scores_ = nullptr;
  QListWidget *invented_ = nullptr, *missed_ = nullptr;
  QTreeWidget* tags_ = nullptr;
  QWidget* splitBox_ = nullptr;
  QCheckBox* splits_[3] = {nullptr, nullptr, nullptr};
};

/// "Training", "Validation", "Test", "no split".
QString splitText(Split split);

}  // namespace vignette
