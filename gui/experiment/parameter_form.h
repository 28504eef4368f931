#pragma once
// The form made from the parameter table, in groups that fold, with search and validation. GUI thread.

#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

#include "recipe/recipe.h"

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace vignette {

class ParameterRow;

class ParameterForm : public QWidget {
  Q_OBJECT

 public:
  explicit ParameterForm(QWidget* parent = nullptr);

  /// Shows `recipe`; what differs from `preset` is marked.
  void setRecipe(const Recipe& recipe, const Recipe& preset);
  const Recipe& recipe() const { return recipe_; }
  const Recipe& preset() const { return preset_; }
  /// Sets a key that has no row here ("phase.NAME.key"). Throws RecipeError.
  void setText(const QString& key, const QString& text);
  /// While a run trains only its live parameters are editable.
  void setTraining(bool training);
  /// Where choosing weights begins; "" for the last folder.
  void setWeightsFolder(const QString& folder);
  void setSearch(const QString& text);
  void setChangedOnly(bool only);
  /// Sentences that keep the recipe from starting; empty when it may start.
  QStringList problems() const;
  int changedCount() const;
  ParameterRow* row(const QString& key) const;
  /// Scrolls to a parameter, opens its group and gives it the focus.
  void showKey(const QString& key);

 signals:
  void edited();
  /// A live parameter was changed and left while a run trains.
  void liveChange(const QString& key, const QString& value);
  /// The user wants to choose the model of this key from those on the machine.
  void modelWanted(const QString& key);

 private:
  struct Group {
    QString name;
    QToolButton* header = nullptr;
    QWidget* body = nullptr;
    std::vector<ParameterRow*> rows;
    bool open = true;
  };
  void buildGroups(QWidget* page, QVBoxLayout* layout);
  Group& addGroup(std::string_view key, QWidget* page, QVBoxLayout* layout);
  void addRow(Group& group, const Parameter& parameter);
  void rowEdited(ParameterRow* row);
  void rowCommitted(ParameterRow* row);
  void checkWhole();
  void arrange();
  bool shown(const ParameterRow* row) const;
  void enableRows();

  Recipe recipe_, preset_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::vector<ParameterRow*> rows_;
  QScrollArea* scroll_ = nullptr;
  QLabel* nothing_ = nullptr;
  QTimer check_;
  QString search_;
  QStringList wholeProblems_;
  bool changedOnly_ = false, training_ = false;
};

}  // namespace vignette
