#pragma once
// The phases of a chained run and the keys that each changes. GUI thread.

#include <QTreeWidget>

#include "recipe/recipe.h"

namespace vignette {

/// A phase a branch, its own keys below it; values are edited in place. Hidden for a recipe without phases.
class PhaseTable : public QTreeWidget {
  Q_OBJECT

 public:
  explicit PhaseTable(QWidget* parent = nullptr);
  void setRecipe(const Recipe& recipe);
  void setEditable(bool editable);

 signals:
  /// `key` is "phase.NAME.key"; setRecipe() shows what became of it.
  void valueTyped(const QString& key, const QString& value);

 private:
  QTreeWidgetItem* addPhase(const PhaseChanges& phase, int number);
  void addKey(QTreeWidgetItem* phase, const PhaseChanges& changes, const Parameter& parameter);
  void fitHeight();

  bool editable_ = true, showing_ = false;
};

}  // namespace vignette
