#pragma once
// Weights found on this machine as rows. GUI thread.

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <vector>

#include "data/model_catalogue.h"

namespace vignette {

/// Which weights a key of the recipe takes: "models.clip" and so on. Unknown for other keys.
ModelKind modelKindFor(const QString& key);

/// "12 layers, width 768, vocabulary 50,257".
QString modelSizes(const ModelDescription& model);

class ModelListModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, System, Sizes, Disk, Place, ColumnCount };
  enum Role { SortRole = Qt::UserRole, PathRole, UsableRole, ProblemRole };

  explicit ModelListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setModels(std::vector<CatalogueModel> models);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  QString text(const CatalogueModel& found, int column) const;

  std::vector<CatalogueModel> models_;
};

}  // namespace vignette
