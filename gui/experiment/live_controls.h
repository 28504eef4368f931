#pragma once
// The Live controls dock: the parameters of a running run that may change, as sliders and fields, with undo. GUI
// thread; the values in force are read on the store's thread.

#include <QTimer>
#include <QUndoCommand>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

#include "recipe/recipe.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QSlider;
class QStackedWidget;
class QToolButton;
class QUndoStack;

namespace vignette {

class StoreAccess;

/// One live change of one run; undo sends the earlier value.
class AdjustRun : public QUndoCommand {
 public:
  using Send = std::function<void(qint64 run, const QString& key, const QString& value)>;
  AdjustRun(Send send, qint64 run, QString key, QString before, QString after);
  void undo() override;
  void redo() override;

 private:
  Send send_;
  qint64 run_;
  QString key_, before_, after_;
};

/// A number's range on a slider of 0 … 1000: by its logarithm where the parameter is a rate.
struct SliderScale {
  double lower = 0, upper = 1;
  bool logarithmic = false;

  int position(double value) const;
  double value(int position) const;
};
/// Around the recipe's value where the parameter has no upper limit of its own.
SliderScale sliderScale(const Parameter& parameter, double recipeValue);

class LiveControls : public QWidget {
  Q_OBJECT

 public:
  /// `send` hands a change to the run; `undo` must outlive the view.
  LiveControls(StoreAccess* store, QUndoStack* undo, AdjustRun::Send send, QWidget* parent = nullptr);

  /// 0, or a run that does not go on: nothing can be changed.
  void showRun(qint64 run, bool going);
  /// One undoable change; also what the Health dock's thresholds use.
  void adjust(const QString& key, const QString& before, const QString& after);

 public slots:
  void refresh();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Row {
    const Parameter* parameter = nullptr;
    QWidget* widget = nullptr;
    QSlider* slider = nullptr;
    QLineEdit* field = nullptr;
    QToolButton* reset = nullptr;
    SliderScale scale;
    ParameterValue now, recipe;
  };
  void build();
  void addHeading(QFormLayout* form, std::string_view group);
  void addRow(QFormLayout* form, const Parameter& parameter);
  void ask();
  void take(const Recipe& recipe, const Recipe& inForce);
  void show(Row& row);
  void sliderMoved(Row& row, int position);
  void sliderLeft(Row& row);
  void fieldLeft(Row& row);
  void change(Row& row, const QString& text);

  StoreAccess* store_;
  QUndoStack* undo_;
  AdjustRun::Send send_;
  std::vector<std::unique_ptr<Row>> rows_;
  std::vector<std::pair<QWidget*, std::string_view>> headings_;
  QFormLayout* form_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QTimer wait_;
  qint64 run_ = 0;
  bool going_ = false, asking_ = false;
};

}  // namespace vignette
