#include "captions/saved_views.h"

#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <algorithm>

namespace vignette {

SavedViews::SavedViews(QWidget* parent) : QToolButton(parent) {
  setObjectName(QStringLiteral("savedViews"));
  QToolButton::setText(tr("Views"));
  setToolTip(tr("Filters and orders kept under a name, in this store"));
  setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("savedViewsMenu"));
  setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, &SavedViews::fill);
  fill();
}

void SavedViews::fill() {
  auto* menu = this->menu();
  menu->clear();
  menu->addAction(tr("&Save this view…"), this, &SavedViews::askName);
  if (views_.empty()) {
    menu->addAction(tr("No view is saved yet"))->setEnabled(false);
    return;
  }
  menu->addSeparator();
  for (const auto& view : views_)
    menu->addAction(QString(view.name).replace('&', QStringLiteral("&&")), this,
                    [this, filter = view.filter] { emit viewChosen(filter); });
  menu->addSeparator();
  auto* gone = menu->addMenu(tr("&Remove"));
  for (const auto& view : views_)
    gone->addAction(QString(view.name).replace('&', QStringLiteral("&&")), this,
                    [this, name = view.name] { remove(name); });
}

void SavedViews::askName() {
  auto* dialog = new QInputDialog(window());
  dialog->setObjectName(QStringLiteral("viewName"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Save this view"));
  dialog->setLabelText(tr("Name of the view; a view of the same name is replaced"));
  connect(dialog, &QInputDialog::textValueSelected, this, &SavedViews::save);
  dialog->open();
}

void SavedViews::save(const QString& name) {
  const auto plain = name.simplified();
  if (plain.isEmpty()) return;
  const auto same = std::find_if(views_.begin(), views_.end(), [&](const View& view) { return view.name == plain; });
  if (same != views_.end())
    same->filter = filter_;
  else
    views_.push_back({plain, filter_});
  emit changed();
}

void SavedViews::remove(const QString& name) {
  if (std::erase_if(views_, [&](const View& view) { return view.name == name; }) > 0) emit changed();
}

void SavedViews::setText(const QString& json) {
  views_.clear();
  for (const auto& entry : QJsonDocument::fromJson(json.toUtf8()).array()) {
    const auto view = entry.toObject();
    const auto name = view[QStringLiteral("name")].toString();
    if (!name.isEmpty()) views_.push_back({name, filterFromJson(view[QStringLiteral("filter")].toObject())});
  }
}

QString SavedViews::text() const {
  QJsonArray list;
  for (const auto& view : views_) list.append(QJsonObject{{"name", view.name}, {"filter", filterToJson(view.filter)}});
  return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

}  // namespace vignette
