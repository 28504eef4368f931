#pragma once
// The Experiment dock: a preset or recipe, the form, the run's name, and Start.

#include <QWidget>
#include <filesystem>
#include <vector>

#include "experiment/presets.h"
#include "recipe/recipe.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTextBrowser;
class QToolButton;
class QVBoxLayout;

namespace vignette {

class ParameterForm;
class PhaseTable;

class ExperimentView : public QWidget {
  Q_OBJECT

 public:
  explicit ExperimentView(QWidget* parent = nullptr);

  /// Shows a recipe under a title; it is also what later changes are marked against.
  void setRecipe(const Recipe& recipe, const QString& title, const QString& runName = {});
  /// Reads a TOML file off the GUI thread; problemFound() when it is bad.
  void openRecipe(const QString& file);
  /// An experiment that trains on a dataset: a captions file or a folder of pictures.
  void openDataset(const QString& path);
  /// The demo's folder: the lessons among the presets start from it.
  void setDemoFolder(const std::filesystem::path& folder) { demoFolder_ = folder; }
  const Recipe& recipe() const;
  QString runName() const;
  ParameterForm* form() const { return form_; }
  /// What the chooser shows: preset or file.
  QString title() const { return title_; }

  /// What the user has before them, and may not have saved.
  struct State {
    Recipe recipe, preset;  ///< as edited, and what changes are marked against
    QString title, name;
    int chosen = 0;  ///< in the chooser
  };
  State state() const;
  void restore(const State& state);

  /// Shows a widget above the name and Start.
  void addToFoot(QWidget* widget);
  /// While a run trains: Start is off, live parameters go out as liveChange(). An experiment that is opened meanwhile
  /// is another one: it can be edited and queued.
  void setTraining(bool training);
  bool ready() const;
  /// The experiment has no problem: it can be queued, whether a run trains or not.
  bool canQueue() const;

 public slots:
  void start();
  void addToQueue();
  void chooseRecipe();
  void saveRecipe();

 signals:
  void startRequested(const vignette::Recipe& recipe, const QString& name);
  void queueRequested(const vignette::Recipe& recipe, const QString& name);
  void sweepRequested(const vignette::Recipe& recipe);
  void liveChange(const QString& key, const QString& value);
  void problemFound(const QString& where, const QString& what);
  /// ready() or the recipe changed.
  void edited();
  void recipeOpened(const QString& file);

 private:
  QWidget* buildHead();
  QWidget* buildTools();
  QWidget* buildFoot();
  void prepareAnother();
  void choosePreset(int index);
  void showToml(bool on);
  void showHelp(bool on);
  /// The page of the recipe of this name, if there is one.
  void setHelp(const std::string& name);
  void setPhaseValue(const QString& key, const QString& value);
  void save(const QString& file);
  void update();

  std::vector<Preset> presets_;
  ParameterForm* form_ = nullptr;
  PhaseTable* phases_ = nullptr;
  QPlainTextEdit* toml_ = nullptr;
  QTextBrowser* help_ = nullptr;
  std::filesystem::path demoFolder_;
  QStackedWidget* pages_ = nullptr;
  QComboBox* chooser_ = nullptr;
  QLineEdit *search_ = nullptr, *name_ = nullptr;
  QToolButton *changedOnly_ = nullptr, *tomlButton_ = nullptr, *helpButton_ = nullptr;
  QLabel* summary_ = nullptr;
  QVBoxLayout* foot_ = nullptr;
  QPushButton *start_ = nullptr, *queue_ = nullptr, *sweep_ = nullptr, *copy_ = nullptr;
  QString title_;
  bool training_ = false;
  bool other_ = false;  // what is shown is not what trains
};

}  // namespace vignette
