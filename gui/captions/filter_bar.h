#pragma once
// Search, score, order, kind, step and size of the caption grid.

#include <QWidget>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "captions/caption_filter.h"
#include "captions/caption_set.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QSlider;
class QTimer;
class QToolButton;

namespace vignette {

class ColourLegend;
class SavedViews;

class FilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit FilterBar(QWidget* parent = nullptr);

  CaptionFilter filter() const { return filter_; }
  /// Replaces the whole filter; filterChanged() follows when it is another one.
  void setFilter(const CaptionFilter& filter);
  std::string kind() const;
  /// Nothing: the newest.
  std::optional<qint64> step() const;
  int pictureSide() const;
  /// Whether captions show what changed in them since the stored step before.
  bool changes() const;

  /// The steps to choose from; a chosen step stays chosen.
  void setSteps(const std::vector<std::int64_t>& steps);
  /// Chooses the newest stored step at or before `step`, now or once it is stored; nothing follows the newest.
  void setStep(std::optional<qint64> step);
  /// The ends of the colour ramp, as stored; NaN: no caption has the score.
  void setColourEnds(double low, double high);
  SavedViews* views() const { return views_; }
  /// "214 of 5,000 captions".
  /// The others cannot be chosen.
  void setKnownScores(const std::vector<ScoreColumn>& columns);
  /// Whose captions are shown.
  void setRun(const QString& name, const QColor& colour);
  void setCounts(qsizetype shown, qsizetype all);
  /// Told from two on.
  void setSelected(qsizetype selected);
  /// "Changed since step 1,200: 37"; nothing when there is no step before.
  void setChanged(qsizetype changed, std::optional<qint64> before);
  /// -1: to the stored step before, 1: after.
  void moveStep(int direction);
  /// Puts the keyboard on the steps: ← and → go from one to the next.
  void focusSteps();
  void clearFilter();

 signals:
  void filterChanged();
  void kindChanged();
  void stepChanged();
  void changesToggled();
  void pictureSideChanged(int side);
  /// Whether the sidebar with all filters is wanted.
  void sidebarToggled(bool shown);
  void exportRequested();

 private:
  QLayout* makeSearchRow();
  QLayout* makeScoreRow();
  QLayout* makeLookRow();
  QLayout* makeStepRow();
  QLayout* makeCountRow();
  QLineEdit* makeBound(const QString& placeholder, const QString& name);
  std::optional<double> bound(const QLineEdit* edit) const;
  QToolButton* makeGroups();
  void showBounds();
  void boundsEdited();
  void textEdited();
  void edit(const std::function<void(CaptionFilter&)>& change);
  void showScoreHelp();
  void showDirection();
  void showStep();
  void chooseIndex(int index);

  CaptionFilter filter_;
  ColourLegend* legend_ = nullptr;
  SavedViews* views_ = nullptr;
  QToolButton *pattern_ = nullptr, *sidebar_ = nullptr, *export_ = nullptr;
  QString shownText_;
  qsizetype selected_ = 0;
  QLabel* problem_ = nullptr;
  QLineEdit *text_ = nullptr, *minimum_ = nullptr, *maximum_ = nullptr;
  QComboBox *kind_ = nullptr, *score_ = nullptr, *sort_ = nullptr;
  QToolButton *direction_ = nullptr, *newest_ = nullptr, *changes_ = nullptr;
  QSlider *step_ = nullptr, *size_ = nullptr;
  QLabel *stepLabel_ = nullptr, *counts_ = nullptr, *changed_ = nullptr, *run_ = nullptr, *runColour_ = nullptr;
  QTimer* typing_ = nullptr;
  std::vector<std::int64_t> steps_;
  std::optional<qint64> chosen_;
};

}  // namespace vignette
