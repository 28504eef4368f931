#pragma once
// One parameter in the form: name, editor, unit, reset, and the problem below it. GUI thread.

#include <QObject>
#include <QString>
#include <optional>

#include "recipe/parameter.h"

class QFormLayout;
class QLabel;
class QToolButton;
class QWidget;

namespace vignette {

class ParameterRow : public QObject {
  Q_OBJECT

 public:
  /// `parameter` lives as long as the program.
  ParameterRow(const Parameter& parameter, QWidget* parent);

  const Parameter& parameter() const { return parameter_; }
  QString key() const;
  /// Name, editor, unit and reset button side by side, the problem below.
  QWidget* widget() const { return widget_; }
  QWidget* editor() const { return editor_; }

  /// Shows `value` without telling edited().
  void setValue(const ParameterValue& value);
  /// What "changed" is measured against.
  void setReference(const ParameterValue& value);
  /// A problem of the whole recipe that begins with this key; "" clears it.
  void setOuterProblem(const QString& problem);
  void setEditable(bool editable);
  /// Where choosing a file or folder begins.
  void setStartFolder(const QString& folder) { startFolder_ = folder; }
  /// Takes a path that was chosen elsewhere, as if the user had chosen it here.
  void choosePath(const QString& path);
  bool changed() const { return !(value_ == reference_); }
  /// False while what stands in the editor does not suit the parameter.
  bool valid() const { return problem_.isEmpty(); }
  /// Every word of `text` is in the key, the name or the help.
  bool matches(const QString& text) const;
  const ParameterValue& value() const { return value_; }

 signals:
  /// With every keystroke that leaves a valid value.
  void edited();
  /// Valid or not, as typed.
  void validityChanged();
  /// The user finished with it (left the field, pressed Enter, chose).
  void committed();
  /// The user wants to choose from the weights on this machine.
  void modelWanted();

 private:
  QWidget* buildEditor(QWidget* parent);
  QWidget* buildText(QWidget* parent);
  QWidget* buildChoice(QWidget* parent);
  QWidget* buildFlag(QWidget* parent);
  void browse();
  QWidget* buildUnit(QWidget* parent);
  void takeText(const QString& text);
  void take(const ParameterValue& value);
  void showProblem();
  void showChange();
  QString toolTip() const;

  const Parameter& parameter_;
  ParameterValue value_, reference_;
  QString problem_, outerProblem_, startFolder_;
  QWidget *widget_ = nullptr, *editor_ = nullptr;
  QLabel *name_ = nullptr, *problemLabel_ = nullptr;
  QToolButton *reset_ = nullptr, *pick_ = nullptr;
  bool showing_ = false;
};

}  // namespace vignette
