#pragma once
// The Log dock: the program's messages with level filter and search.

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace vignette {

class LogModel;

class LogView : public QWidget {
  Q_OBJECT

 public:
  /// `lines`: shown instead of a model of its own; outlives this.
  explicit LogView(QWidget* parent = nullptr, LogModel* lines = nullptr);
  LogModel* model() const { return model_; }

 private:
  QWidget* buildTools();
  void keepAtEnd();
  void copySelected();

  LogModel* model_;
  QSortFilterProxyModel* proxy_;
  QListView* list_ = nullptr;
  QComboBox* level_ = nullptr;
  QLineEdit* search_ = nullptr;
  bool atEnd_ = true;
};

}  // namespace vignette
