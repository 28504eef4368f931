#pragma once
// The captions of the run's corpus that are nearest to the one shown: is it new, or learned by heart?

#include <QWidget>
#include <memory>
#include <optional>

#include "store/records.h"

class QLabel;
class QTreeWidget;

namespace vignette {

class StoreAccess;

class NearestCaptions : public QWidget {
  Q_OBJECT

 public:
  explicit NearestCaptions(StoreAccess* store, QWidget* parent = nullptr);

  /// Looked up once the widget is visible; the corpus is read once a run, off the GUI thread.
  void showCaption(RunId run, const QString& caption);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Corpus;
  struct Found {
    std::shared_ptr<const Corpus> corpus;
    std::vector<std::pair<QString, double>> nearest;
    bool contained = false;
  };
  void look();
  void show(const Found& found);

  StoreAccess* store_;
  RunId run_ = 0;
  QString caption_, looked_;
  std::shared_ptr<const Corpus> corpus_;
  quint64 serial_ = 0;
  QLabel* told_ = nullptr;
  QTreeWidget* list_ = nullptr;
};

}  // namespace vignette
