#include "experiment/experiment_view.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/background.h"
#include "app/icons.h"
#include "app/theme.h"
#include "data/atomic_file.h"
#include "experiment/parameter_form.h"
#include "experiment/phase_table.h"
#include "session/presets.h"

namespace vignette {

namespace {
QToolButton* toolButton(const QString& icon, const QString& tip, const QString& name) {
  auto* button = new QToolButton;
  button->setIcon(lineIcon(icon));
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setObjectName(name);
  button->setAutoRaise(true);
  return button;
}
}  // namespace

ExperimentView::ExperimentView(QWidget* parent) : QWidget(parent), presets_(presets()) {
  form_ = new ParameterForm;
  toml_ = new QPlainTextEdit;
  toml_->setObjectName(QStringLiteral("recipeToml"));
  toml_->setAccessibleName(tr("Show the experiment as TOML"));
  toml_->setReadOnly(true);
  toml_->setFont(fixedFont());
  toml_->setFrameShape(QFrame::NoFrame);
  toml_->setLineWrapMode(QPlainTextEdit::NoWrap);
  help_ = new QTextBrowser;
  help_->setObjectName(QStringLiteral("recipeHelp"));
  help_->setAccessibleName(tr("What this recipe shows, and what to watch"));
  help_->setFrameShape(QFrame::NoFrame);
  help_->document()->setDocumentMargin(12);
  phases_ = new PhaseTable;
  pages_ = new QStackedWidget;
  pages_->addWidget(form_);
  pages_->addWidget(toml_);
  pages_->addWidget(help_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildHead());
  layout->addWidget(buildTools());
  layout->addWidget(phases_);
  layout->addWidget(pages_, 1);
  layout->addWidget(buildFoot());
  connect(form_, &ParameterForm::edited, this, &ExperimentView::update);
  connect(form_, &ParameterForm::liveChange, this, &ExperimentView::liveChange);
  connect(phases_, &PhaseTable::valueTyped, this, &ExperimentView::setPhaseValue);
  choosePreset(0);
}

QWidget* ExperimentView::buildHead() {
  chooser_ = new QComboBox;
  chooser_->setObjectName(QStringLiteral("presetChooser"));
  chooser_->setToolTip(tr("Preset or recipe that this experiment starts from"));
  chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (const auto& preset : presets_) {
    chooser_->addItem(preset.title);
    chooser_->setItemData(chooser_->count() - 1, preset.description, Qt::ToolTipRole);
  }
  connect(chooser_, qOverload<int>(&QComboBox::activated), this, &ExperimentView::choosePreset);
  auto* open = toolButton("recipe", tr("Open a recipe (TOML)…"), "openRecipe");
  connect(open, &QToolButton::clicked, this, &ExperimentView::chooseRecipe);
  auto* save = toolButton("save", tr("Save as a recipe (TOML)…"), "saveRecipe");
  connect(save, &QToolButton::clicked, this, &ExperimentView::saveRecipe);
  auto* head = new QWidget;
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(8, 8, 8, 4);
  row->setSpacing(4);
  row->addWidget(chooser_, 1);
  row->addWidget(open);
  row->addWidget(save);
  return head;
}

QWidget* ExperimentView::buildTools() {
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("parameterSearch"));
  search_->setAccessibleName(tr("Search parameters"));
  search_->setPlaceholderText(tr("Search parameters"));
  search_->setClearButtonEnabled(true);
  search_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  connect(search_, &QLineEdit::textChanged, form_, &ParameterForm::setSearch);
  changedOnly_ = toolButton("check", tr("Show only what differs from the preset"), "changedOnly");
  changedOnly_->setCheckable(true);
  connect(changedOnly_, &QToolButton::toggled, form_, &ParameterForm::setChangedOnly);
  tomlButton_ = toolButton("log", tr("Show the experiment as TOML"), "showToml");
  tomlButton_->setCheckable(true);
  connect(tomlButton_, &QToolButton::toggled, this, &ExperimentView::showToml);
  helpButton_ = toolButton("info", tr("What this recipe shows, and what to watch"), "showHelp");
  helpButton_->setCheckable(true);
  connect(helpButton_, &QToolButton::toggled, this, &ExperimentView::showHelp);
  auto* tools = new QWidget;
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(8, 0, 8, 6);
  row->setSpacing(4);
  row->addWidget(search_, 1);
  row->addWidget(changedOnly_);
  row->addWidget(tomlButton_);
  row->addWidget(helpButton_);
  return tools;
}

QWidget* ExperimentView::buildFoot() {
  summary_ = new QLabel;
  summary_->setObjectName(QStringLiteral("experimentSummary"));
  summary_->setProperty("role", "muted");
  summary_->setWordWrap(true);
  name_ = new QLineEdit;
  name_->setObjectName(QStringLiteral("runName"));
  name_->setAccessibleName(tr("Name of the run"));
  name_->setPlaceholderText(tr("Name of the run (optional)"));
  start_ = new QPushButton(tr("Start"));
  start_->setObjectName(QStringLiteral("startExperiment"));
  start_->setProperty("primary", true);
  connect(start_, &QPushButton::clicked, this, &ExperimentView::start);
  queue_ = new QPushButton(tr("Add to queue"));
  queue_->setObjectName(QStringLiteral("queueExperiment"));
  queue_->setToolTip(tr("It starts when what trains now, and what waits before it, has ended"));
  connect(queue_, &QPushButton::clicked, this, &ExperimentView::addToQueue);
  copy_ = new QPushButton(tr("Prepare another"));
  copy_->setObjectName(QStringLiteral("prepareAnother"));
  copy_->setToolTip(tr("A copy of this experiment to edit and queue; what trains stays as it is"));
  connect(copy_, &QPushButton::clicked, this, &ExperimentView::prepareAnother);
  sweep_ = new QPushButton(tr("Sweep…"));
  sweep_->setObjectName(QStringLiteral("sweepExperiment"));
  sweep_->setToolTip(tr("Queue many runs of this experiment that differ in some parameters"));
  connect(sweep_, &QPushButton::clicked, this, [this] { emit sweepRequested(recipe()); });
  auto* foot = new QWidget;
  auto* column = foot_ = new QVBoxLayout(foot);
  column->setContentsMargins(8, 8, 8, 8);
  column->addWidget(summary_);
  auto* row = new QHBoxLayout;
  column->addWidget(name_);
  row->addWidget(copy_);
  row->addStretch(1);
  row->addWidget(sweep_);
  row->addWidget(queue_);
  row->addWidget(start_);
  column->addLayout(row);
  return foot;
}

void ExperimentView::addToFoot(QWidget* widget) {
  foot_->insertWidget(1, widget);
}

void ExperimentView::choosePreset(int index) {
  if (index < 0 || index >= int(presets_.size())) return;
  try {
    const auto& preset = presets_[std::size_t(index)];
    setRecipe(presetRecipe(preset, demoFolder_), preset.title);
    setHelp(preset.name);
  } catch (const std::exception& error) {
    emit problemFound(tr("Preset"), QString::fromUtf8(error.what()));
  }
}

void ExperimentView::setRecipe(const Recipe& recipe, const QString& title, const QString& runName) {
  title_ = title;
  other_ = training_;
  form_->setTraining(false);
  form_->setRecipe(recipe, recipe);
  phases_->setEditable(true);
  phases_->setRecipe(recipe);
  setHelp({});
  const QSignalBlocker quiet(chooser_);
  int index = chooser_->findText(title);
  if (index < 0) {
    chooser_->addItem(title);
    index = chooser_->count() - 1;
  }
  chooser_->setCurrentIndex(index);
  name_->setText(runName.isEmpty() ? QString::fromStdString(recipe.text("name")) : runName);
  update();
}

void ExperimentView::openRecipe(const QString& file) {
  inBackground(
      this, [file = file.toStdString()] { return Recipe::from_file(file); },
      [this, file](std::optional<Recipe> recipe, const QString& error) {
        if (!recipe) return emit problemFound(file, error);
        const QFileInfo info(file);
        setRecipe(*recipe, info.dir().dirName() + '/' + info.fileName());
        setHelp(info.completeBaseName().toStdString());
        emit recipeOpened(file);
      });
}

void ExperimentView::openDataset(const QString& path) {
  auto next = form_->recipe();
  for (const auto* key :
       {"dataset.train", "dataset.validation", "dataset.test", "dataset.images", "dataset.cache", "corpus.path"})
    next.reset(key);
  const auto preset = next;
  next.set("dataset.train", path.toStdString());
  if (next.text("models.clip").empty()) next.set("training.objective", std::string("contrastive"));
  setRecipe(next, tr("Train on %1").arg(QFileInfo(path).fileName()));
  form_->setRecipe(next, preset);
  form_->showKey(QStringLiteral("dataset.train"));
}

const Recipe& ExperimentView::recipe() const {
  return form_->recipe();
}

QString ExperimentView::runName() const {
  return name_->text().trimmed();
}

bool ExperimentView::ready() const {
  return !training_ && form_->problems().isEmpty();
}

void ExperimentView::setTraining(bool training) {
  if (!training || !training_) other_ = false;
  training_ = training;
  form_->setTraining(training && !other_);
  phases_->setEditable(!training || other_);
  update();
}

/// The form leaves the run that trains: its parameters stay in Live controls.
void ExperimentView::prepareAnother() {
  other_ = true;
  form_->setTraining(false);
  phases_->setEditable(true);
  update();
  form_->setFocus();
}

void ExperimentView::start() {
  if (ready()) emit startRequested(recipe(), runName());
}

bool ExperimentView::canQueue() const {
  return form_->problems().isEmpty();
}

void ExperimentView::addToQueue() {
  if (canQueue()) emit queueRequested(recipe(), runName());
}

void ExperimentView::update() {
  const auto problems = form_->problems();
  start_->setEnabled(ready());
  // What trains cannot be started again: a copy of it can be prepared instead.
  const bool trains = training_ && !other_;
  copy_->setVisible(trains);
  start_->setVisible(!trains);
  sweep_->setVisible(!trains);
  queue_->setEnabled(canQueue());
  sweep_->setEnabled(canQueue());
  const int changed = form_->changedCount();
  if (training_ && !other_)
    summary_->setText(tr("A run is training. Parameters that can change meanwhile stay open."));
  else if (!problems.isEmpty())
    summary_->setText(problems.first());
  else
    summary_->setText(changed == 0 ? tr("As in “%1”.").arg(title_)
                                   : tr("%n change(s) from “%1”.", nullptr, changed).arg(title_));
  if (tomlButton_->isChecked()) showToml(true);
  emit edited();
}

void ExperimentView::showToml(bool on) {
  if (on) toml_->setPlainText(QString::fromStdString(recipe().to_toml()));
  if (on) helpButton_->setChecked(false);
  pages_->setCurrentWidget(on ? static_cast<QWidget*>(toml_) : form_);
  search_->setEnabled(!on);
}

void ExperimentView::showHelp(bool on) {
  if (on) tomlButton_->setChecked(false);
  pages_->setCurrentWidget(on ? static_cast<QWidget*>(help_) : form_);
  search_->setEnabled(!on);
}

void ExperimentView::setHelp(const std::string& name) {
  const auto page = help_page(name);
  help_->setMarkdown(QString::fromUtf8(page.data(), qsizetype(page.size())));
  helpButton_->setVisible(!page.empty());
  helpButton_->setChecked(!page.empty());
}

ExperimentView::State ExperimentView::state() const {
  return {form_->recipe(), form_->preset(), title_, name_->text(), chooser_->currentIndex()};
}

/// A preset is found by its place: its title may be in another language now.
void ExperimentView::restore(const State& state) {
  const auto index = std::size_t(state.chosen);
  const bool preset = index < presets_.size();
  setRecipe(state.preset, preset ? presets_[index].title : state.title);
  if (preset) setHelp(presets_[index].name);
  form_->setRecipe(state.recipe, state.preset);
  phases_->setRecipe(state.recipe);
  name_->setText(state.name);
  update();
}

void ExperimentView::setPhaseValue(const QString& key, const QString& value) {
  try {
    form_->setText(key, value);
  } catch (const RecipeError& error) {
    emit problemFound(key, QString::fromUtf8(error.what()));
  }
  phases_->setRecipe(recipe());
}

void ExperimentView::chooseRecipe() {
  auto* dialog = new QFileDialog(window(), tr("Open recipe"), {}, tr("Recipes (*.toml);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &ExperimentView::openRecipe);
  dialog->open();
}

void ExperimentView::saveRecipe() {
  auto* dialog = new QFileDialog(window(), tr("Save recipe"), QStringLiteral("recipe.toml"), tr("Recipes (*.toml)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("toml"));
  connect(dialog, &QFileDialog::fileSelected, this, &ExperimentView::save);
  dialog->open();
}

void ExperimentView::save(const QString& file) {
  const auto text = QByteArray::fromStdString(recipe().to_toml());
  inBackground(
      this,
      [file = file.toStdString(), text = text.toStdString()] {
        write_file_atomically(file, text);
        return true;
      },
      [this, file](std::optional<bool> done, const QString& error) {
        if (!done) emit problemFound(file, error);
      });
}

}  // namespace vignette
