#pragma once
// The Help dock: index, search and the page. GUI thread.

#include <QWidget>

#include "help/help_pages.h"

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace vignette {

class HelpView : public QWidget {
  Q_OBJECT

 public:
  explicit HelpView(QWidget* parent = nullptr);

  const QList<HelpPage>& pages() const { return pages_; }
  /// "glossary", or a place in it: "glossary#D_loss", "parameters#optimizer.learning_rate". An unknown page shows the
  /// first.
  void show(const QString& place);
  QString topic() const;
  QString shownText() const;

 private:
  void search(const QString& text);
  void showRow(int row);
  void goTo(const QString& place);

  QList<HelpPage> pages_;
  QLineEdit* search_ = nullptr;
  QListWidget* index_ = nullptr;
  QTextBrowser* page_ = nullptr;
};

/// The place that a widget's help is at: its own "help" property or that of the nearest around it; "" for none.
QString helpPlaceOf(const QWidget* widget);
/// Sets it.
void setHelpPlace(QWidget* widget, const QString& place);

}  // namespace vignette
