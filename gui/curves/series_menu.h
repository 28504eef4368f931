#pragma once
// The checklist of series, grouped by what stands before the slash, with a search field. GUI thread.

#include <QMenu>
#include <QStringList>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace vignette {

class SeriesMenu : public QMenu {
  Q_OBJECT

 public:
  explicit SeriesMenu(QWidget* parent = nullptr);
  void setSeries(const QStringList& known, const QStringList& chosen);
  const QStringList& known() const { return known_; }
  void setChosen(const QStringList& chosen) { setSeries(known_, chosen); }

 signals:
  void chosenChanged(const QStringList& chosen);

 private:
  void rebuild();
  void toggled(QTreeWidgetItem* item);
  void filter(const QString& text);

  QLineEdit* search_;
  QTreeWidget* tree_;
  QStringList known_, chosen_;
};

/// What a series means, one sentence; "" for one without a text.
QString seriesHelp(const QString& series);

}  // namespace vignette
