#include "models/model_list_model.h"

#include <QLocale>

#include "app/theme.h"

namespace vignette {
namespace {

QString fromView(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString pathText(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

QString sizeText(std::string_view name, qint64 value) {
  const auto number = QLocale().toString(value);
  if (name == "embedding") return ModelListModel::tr("embedding %1").arg(number);
  if (name == "prefix") return ModelListModel::tr("prefix %1").arg(number);
  if (name == "layers") return ModelListModel::tr("%n layer(s)", nullptr, int(value));
  if (name == "width") return ModelListModel::tr("width %1").arg(number);
  if (name == "image") return ModelListModel::tr("%1 px").arg(number);
  if (name == "patch") return ModelListModel::tr("patch %1").arg(number);
  if (name == "vocabulary") return ModelListModel::tr("%1 tokens").arg(number);
  return {};
}

}  // namespace

ModelKind modelKindFor(const QString& key) {
  if (key == QLatin1String("models.clip")) return ModelKind::clip;
  if (key == QLatin1String("models.language_model")) return ModelKind::gpt2;
  if (key == QLatin1String("models.discriminator")) return ModelKind::roberta;
  return key == QLatin1String("models.captioner") ? ModelKind::captioner : ModelKind::unknown;
}

QString modelSizes(const ModelDescription& model) {
  QStringList parts;
  if (!model.mapper.empty()) parts << fromView(model.mapper);
  for (const auto& [name, value] : model.sizes)
    if (const auto part = sizeText(name, value); !part.isEmpty()) parts << part;
  return parts.join(QStringLiteral(", "));
}

void ModelListModel::setModels(std::vector<CatalogueModel> models) {
  beginResetModel();
  models_ = std::move(models);
  endResetModel();
}

int ModelListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(models_.size());
}

int ModelListModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(ColumnCount);
}

QString ModelListModel::text(const CatalogueModel& found, int column) const {
  switch (column) {
    case Name:
      return QString::fromStdString(found.name);
    case System:
      return QString::fromStdString(found.model.system);
    case Sizes:
      return modelSizes(found.model);
    case Disk:
      return QLocale().formattedDataSize(qint64(found.bytes), 1, QLocale::DataSizeTraditionalFormat);
    default:
      return found.source == CatalogueSource::hugging_face ? tr("Hugging Face's cache")
             : found.source == CatalogueSource::openai     ? tr("OpenAI's cache")
                                                           : pathText(found.path.parent_path());
  }
}

QVariant ModelListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const auto& found = models_[std::size_t(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return text(found, index.column());
    case SortRole:
      return index.column() == Disk ? QVariant(qulonglong(found.bytes)) : QVariant(text(found, index.column()));
    case PathRole:
    case Qt::ToolTipRole:
      return pathText(found.path);
    case UsableRole:
      return found.usable();
    case ProblemRole:
      return QString::fromStdString(found.model.problem);
    case Qt::ForegroundRole:
      return found.usable() ? QVariant() : QVariant(Theme::instance().colours().muted);
    case Qt::TextAlignmentRole:
      return index.column() == Disk ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    default:
      return {};
  }
}

QVariant ModelListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
    return int((section == Disk ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString names[] = {tr("Name"), tr("Model"), tr("Sizes"), tr("On disk"), tr("Found in")};
  return section >= 0 && section < int(ColumnCount) ? names[section] : QVariant();
}

}  // namespace vignette
