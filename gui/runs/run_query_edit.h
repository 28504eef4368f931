#pragma once
// The search line of the Runs dock: completes names and values while typing and says what is wrong below it.

#include <QWidget>

#include "session/run_query.h"

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace vignette {

class RunQueryEdit : public QWidget {
  Q_OBJECT

 public:
  explicit RunQueryEdit(QWidget* parent = nullptr);

  QLineEdit* line() const { return line_; }
  /// What is suggested besides fields: series of the store, tags in use.
  void setKnown(std::vector<std::string> metrics, std::vector<std::string> tags);

 signals:
  /// A whole expression was typed. While there is a mistake the last good one stays in force.
  void queryChanged(const vignette::RunQuery& query);

 private:
  void check();
  void suggest();
  void insert(const QString& suggestion);

  QLineEdit* line_ = nullptr;
  QLabel* problem_ = nullptr;
  QCompleter* completer_ = nullptr;
  QStringListModel* suggestions_ = nullptr;
  std::vector<std::string> metrics_, tags_;
  QueryCompletion completion_;
};

}  // namespace vignette
