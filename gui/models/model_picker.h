#pragma once
// Weights of this machine to choose from, for one key of the recipe. GUI thread; the search runs on a pooled thread.

#include <QDialog>
#include <atomic>
#include <memory>

#include "data/model_catalogue.h"

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace vignette {

class ModelListModel;
class Preferences;

class ModelPicker : public QDialog {
  Q_OBJECT

 public:
  /// `key`: "models.clip", "models.language_model", "models.discriminator" or "models.captioner". `preferences`, which
  /// outlive this, keep the user's folders. Searches at once.
  ModelPicker(const QString& key, Preferences* preferences, QWidget* parent = nullptr);
  ~ModelPicker() override;

 signals:
  void chosen(const QString& path);

 private:
  QWidget* buildHead();
  QWidget* buildPages();
  QWidget* buildEmptyPage();
  QWidget* buildFolders();
  QWidget* buildButtons();
  void search();
  void stopSearch();
  void showFound(const Catalogue& found);
  void showState();
  void showCurrent();
  void take();
  void addFolder();
  void fillFolderMenu();
  void setFolders(const QStringList& folders);
  bool eventFilter(QObject* watched, QEvent* event) override;

  const QString key_;
  const ModelKind kind_;
  Preferences* preferences_;
  ModelListModel* model_;
  QSortFilterProxyModel* shown_;
  QLineEdit* filter_ = nullptr;
  QToolButton *refresh_ = nullptr, *removeFolder_ = nullptr;
  QMenu* folders_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QTreeView* list_ = nullptr;
  QLabel *empty_ = nullptr, *state_ = nullptr, *detail_ = nullptr, *problem_ = nullptr;
  QPushButton* take_ = nullptr;
  std::shared_ptr<std::atomic<bool>> cancelled_;  ///< of the search under way, else null
  QString stateText_;
};

}  // namespace vignette
