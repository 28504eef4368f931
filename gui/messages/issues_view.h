#pragma once
// The Issues dock: warnings, failures and dataset problems with what to do, instead of message boxes.

#include <QDateTime>
#include <QString>
#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QStackedWidget;

namespace vignette {

struct Issue {
  enum class Severity { warning, error } severity = Severity::error;
  QString where, what;
  qint64 run = 0;  ///< opened by a double click; 0: none
  int times = 1;   ///< how often it came
};

class IssuesView : public QWidget {
  Q_OBJECT

 public:
  explicit IssuesView(QWidget* parent = nullptr);
  /// Newest on top; one that stands there already is counted up. At most 1,000 are kept.
  void add(const Issue& issue);
  int count() const;
  /// What is listed, newest first.
  QList<Issue> issues() const;
  /// Shows issues that were listed before; tells errorAdded() of none.
  void restore(const QList<Issue>& issues);

 public slots:
  void clear();

 signals:
  void countChanged(int count);
  /// An error came in.
  void errorAdded(const QString& what);
  void runActivated(qint64 run);

 private:
  QListWidgetItem* find(const Issue& issue) const;
  static Issue issueOf(const QListWidgetItem* item);
  void fill(QListWidgetItem* item, const Issue& issue, int times);
  void recolour();
  void changed();

  QListWidget* list_;
  QStackedWidget* pages_;
};

}  // namespace vignette
