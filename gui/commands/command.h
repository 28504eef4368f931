#pragma once
// Something that can be done by its name.

#include <QIcon>
#include <QList>
#include <QString>
#include <functional>

class QAction;
class QWidget;

namespace vignette {

struct Command {
  QString id;        ///< the same in every language and at every start: what was used last is kept by it
  QString text;      ///< translated, without mnemonic
  QString group;     ///< where it belongs: a menu, a dock, "Parameter"
  QString shortcut;  ///< as shown, "" for none
  std::function<void()> run;
};

/// The actions of a window, its menus and views that can be used now, each once, in the order of menus, then of views.
QList<Command> commandsOfActions(QWidget* window);

/// "&File" → "File", "New…\tCtrl+N" → "New…".
QString plainText(const QAction* action);
/// The menu or dock that an action stands in; "" for neither.
QString groupOf(const QAction* action);

}  // namespace vignette
