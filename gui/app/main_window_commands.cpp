// What goes around the views: command palette, shortcuts, settings, help.

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>

#include "app/icons.h"
#include "app/main_window.h"
#include "commands/command_palette.h"
#include "commands/shortcuts_dialog.h"
#include "curves/curves_view.h"
#include "curves/series_menu.h"
#include "experiment/experiment_view.h"
#include "experiment/parameter_form.h"
#include "experiment/parameter_row.h"
#include "experiment/parameter_texts.h"
#include "help/help_view.h"
#include "models/model_picker.h"
#include "recipe/parameter.h"
#include "runs/runs_view.h"
#include "settings/preferences.h"
#include "settings/settings_dialog.h"

namespace vignette {

namespace {
constexpr int kRecentCommands = 12;
constexpr auto kRecent = "commands/recent";

void reveal(QDockWidget* dock) {
  dock->show();
  dock->raise();
}

/// The first widget in a view that the keyboard can go to.
QWidget* firstField(const QWidget* view) {
  for (auto* widget : view->findChildren<QWidget*>())
    if (widget->focusPolicy() & Qt::TabFocus && widget->isEnabled() && widget->isVisibleTo(view)) return widget;
  return nullptr;
}
}  // namespace

void MainWindow::buildHelpMenu() {
  auto* help = menuBar()->addMenu(tr("&Help"));
  help->addAction(lineIcon("info"), tr("Help"), QKeySequence::HelpContents, this, &MainWindow::showHelpHere);
  help->addAction(tr("Terms"), this, [this] { showHelp(QStringLiteral("glossary")); });
  help->addAction(tr("Parameters"), this, [this] { showHelp(QStringLiteral("parameters")); });
  help->addSeparator();
  auto* commands = help->addAction(lineIcon("search"), tr("Commands…"), QKeySequence(QStringLiteral("Ctrl+Shift+P")),
                                   this, &MainWindow::showCommands);
  commands->setObjectName(QStringLiteral("commands"));
  help->addAction(tr("Keyboard shortcuts"), this, [this] { (new ShortcutsDialog(this))->open(); });
  help->addSeparator();
  help->addAction(tr("About Vignette"), this, &MainWindow::showAbout);
}

void MainWindow::applyPreferences() {
  curves_->setInterval(preferences_->curveInterval());
  experiment_->form()->setWeightsFolder(preferences_->weightsFolder());
}

void MainWindow::showSettings() {
  auto* dialog = new SettingsDialog(preferences_, this);
  dialog->open();
}

void MainWindow::chooseModel(const QString& key) {
  auto* picker = new ModelPicker(key, preferences_, this);
  connect(picker, &ModelPicker::chosen, this, [this, key](const QString& path) {
    if (auto* row = experiment_->form()->row(key)) row->choosePath(path);
  });
  picker->open();
}

void MainWindow::showHelp(const QString& place) {
  reveal(helpDock_);
  help_->show(place);
}

/// F1: the place of what has the focus.
void MainWindow::showHelpHere() {
  showHelp(helpPlaceOf(QApplication::focusWidget()));
}

void MainWindow::showCommands() {
  auto* palette = new CommandPalette(commands(), settings_.value(kRecent).toStringList(), this);
  connect(palette, &CommandPalette::chosen, this, [this](const QString& id) {
    auto recent = settings_.value(kRecent).toStringList();
    recent.removeAll(id);
    recent.prepend(id);
    settings_.setValue(kRecent, QStringList(recent.mid(0, kRecentCommands)));
  });
  palette->open();
}

QList<Command> MainWindow::commands() {
  return commandsOfActions(this) + viewCommands() + runCommands() + seriesCommands() + parameterCommands() +
         helpCommands();
}

void MainWindow::goToDock(QDockWidget* dock) {
  reveal(dock);
  auto* first = firstField(dock->widget());
  (first ? first : dock)->setFocus(Qt::ShortcutFocusReason);
}

QList<Command> MainWindow::viewCommands() {
  QList<Command> found;
  for (auto* dock : docks_)
    found.push_back({QStringLiteral("view.") + dock->objectName(),
                     tr("Go to %1").arg(dock->windowTitle()),
                     tr("View"),
                     {},
                     [this, dock = QPointer<QDockWidget>(dock)] {
                       if (dock) goToDock(dock);
                     }});
  return found;
}

QList<Command> MainWindow::runCommands() {
  QList<Command> found;
  for (const auto& row : runs_->model()->rows())
    found.push_back({QStringLiteral("run.%1").arg(row.id), row.name, tr("Run"), {}, [this, id = row.id] {
                       runs_->selectRuns({id});
                     }});
  return found;
}

QList<Command> MainWindow::seriesCommands() {
  QList<Command> found;
  const auto* menu = curves_->findChild<SeriesMenu*>();
  if (!menu) return found;
  for (const auto& series : menu->known())
    found.push_back({QStringLiteral("series.") + series, series, tr("Curve"), {}, [this, series] {
                       auto layout = curves_->curveLayout();
                       layout.show(series);
                       curves_->setCurveLayout(layout);
                     }});
  return found;
}

QList<Command> MainWindow::parameterCommands() {
  QList<Command> found;
  for (const auto& parameter : parameter_table()) {
    const auto key = QString::fromUtf8(parameter.key.data(), qsizetype(parameter.key.size()));
    found.push_back({QStringLiteral("parameter.") + key, key, parameterName(parameter.key), {}, [this, key] {
                       for (auto* dock : docks_)
                         if (dock->widget() == experiment_) reveal(dock);
                       experiment_->form()->showKey(key);
                     }});
  }
  return found;
}

QList<Command> MainWindow::helpCommands() {
  QList<Command> found;
  for (const auto& page : help_->pages())
    found.push_back({QStringLiteral("help.") + page.topic, page.title, tr("Help"), {}, [this, topic = page.topic] {
                       showHelp(topic);
                     }});
  return found;
}

}  // namespace vignette
