#include "commands/command.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QPointer>
#include <QSet>
#include <QWidget>

namespace vignette {
namespace {

QString withoutMnemonic(QString text) {
  return text.section('\t', 0, 0).replace(QLatin1String("&&"), QLatin1String("\1")).remove('&').replace('\1', '&');
}

QDockWidget* dockAround(QObject* object) {
  for (; object; object = object->parent())
    if (auto* dock = qobject_cast<QDockWidget*>(object)) return dock;
  return nullptr;
}

}  // namespace

QString plainText(const QAction* action) {
  return withoutMnemonic(action->text());
}

QString groupOf(const QAction* action) {
  for (auto* object : action->associatedObjects())
    if (auto* menu = qobject_cast<QMenu*>(object); menu && !menu->title().isEmpty())
      return withoutMnemonic(menu->title());
  if (auto* dock = dockAround(action->parent())) return dock->windowTitle();
  for (auto* object : action->associatedObjects())
    if (auto* dock = dockAround(object)) return dock->windowTitle();
  return {};
}

QList<Command> commandsOfActions(QWidget* window) {
  QList<Command> found;
  QSet<QString> seen;
  for (auto* action : window->findChildren<QAction*>()) {
    if (action->isSeparator() || action->menu() || !action->isEnabled() || !action->isVisible()) continue;
    const auto text = plainText(action), group = groupOf(action);
    if (text.isEmpty() || group.isEmpty() || seen.contains(group + '\n' + text)) continue;
    seen.insert(group + '\n' + text);
    const auto name = action->objectName().isEmpty() ? group + '.' + text : action->objectName();
    found.push_back({QStringLiteral("action.") + name, text, group,
                     action->shortcut().toString(QKeySequence::NativeText), [action = QPointer<QAction>(action)] {
                       if (action) action->trigger();
                     }});
  }
  return found;
}

}  // namespace vignette
