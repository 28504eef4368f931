// The curves for elsewhere: clipboard, pictures, tables.

#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <stdexcept>

#include "app/background.h"
#include "app/icons.h"
#include "app/store_access.h"
#include "app/theme.h"
#include "curves/curve_csv.h"
#include "curves/curve_panel.h"
#include "curves/curve_picture.h"
#include "curves/curve_tools.h"
#include "curves/curves_view.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr double kDense = 2;  // dots a pixel in PNG files

CurvePicture pictureOf(const QList<CurvePanel*>& panels, const CurveAnswer& answer) {
  CurvePicture picture;
  picture.panels = panels;
  for (const auto& [id, run] : answer.runs) {
    picture.runs << run.name;
    picture.colours << run.colour;
  }
  return picture;
}

QByteArray pngOf(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  if (!image.save(&buffer, "PNG"))
    throw std::runtime_error("the picture could not be made: there is not enough memory");
  return bytes;
}

}  // namespace

void CurvesView::addExports() {
  auto* menu = tools_->moreMenu();
  const auto add = [&](const QString& icon, const QString& text, const QString& name, auto work) {
    auto* action = menu->addAction(lineIcon(icon), text, this, work);
    action->setObjectName(name);
    return action;
  };
  auto* copy = add("duplicate", tr("Copy as image"), "copyCurves", [this] { copyImage(); });
  copy->setShortcut(QKeySequence(tr("Ctrl+Shift+C")));
  copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addAction(copy);
  add("save", tr("Save as picture…"), "saveCurves", [this] {
    chooseFile(tr("Save curves as picture"), QStringLiteral("curves.png"), tr("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"),
               &CurvesView::saveImage);
  })->setToolTip(tr("PNG as shown; SVG and PDF on white, for papers"));
  add("log", tr("Save points as CSV…"), "saveCurvePoints", [this] {
    chooseFile(tr("Save points of the curves"), QStringLiteral("curves.csv"), tr("CSV (*.csv)"), &CurvesView::saveCsv);
  })->setToolTip(tr("Every stored point in the range shown, and its smoothed value"));
}

void CurvesView::copyImage() {
  if (answer_.runs.empty() || panels().isEmpty()) return;
  QGuiApplication::clipboard()->setImage(
      drawImage(pictureOf(panels(), answer_), Theme::instance().colours(), devicePixelRatioF()));
  emit told(tr("The curves are in the clipboard."));
}

void CurvesView::chooseFile(const QString& title, const QString& name, const QString& filters,
                            void (CurvesView::*save)(const QString& file)) {
  if (answer_.runs.empty() || panels().isEmpty())
    return emit told(tr("There are no curves to save: select a run and a series."));
  auto* dialog = new QFileDialog(this, title, name, filters);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QFileInfo(name).suffix());
  connect(dialog, &QFileDialog::filterSelected, dialog,
          [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.section("*.", 1).section(')', 0, 0)); });
  connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString& file) { (this->*save)(file); });
  dialog->open();
}

/// Drawn here, since plots belong to this thread; packed and written elsewhere.
void CurvesView::saveImage(const QString& file) {
  const auto picture = pictureOf(panels(), answer_);
  const auto kind = QFileInfo(file).suffix().toLower();
  const auto path = file.toStdString();
  const auto write = [path](const QByteArray& bytes) {
    write_file_atomically(path, std::string_view(bytes.constData(), std::size_t(bytes.size())));
  };
  if (kind == QLatin1String("svg")) {
    writeFile(file, [write, bytes = drawSvg(picture)] { write(bytes); });
  } else if (kind == QLatin1String("pdf")) {
    writeFile(file, [write, bytes = drawPdf(picture)] { write(bytes); });
  } else if (kind == QLatin1String("png")) {
    const double ratio = std::max(kDense, devicePixelRatioF());
    writeFile(file, [write, image = drawImage(picture, Theme::instance().colours(), ratio)] { write(pngOf(image)); });
  } else {
    emit failed(tr("Curves as picture"), tr("%1: expected a name that ends in .png, .svg or .pdf.").arg(file));
  }
}

void CurvesView::saveCsv(const QString& file) {
  writeFile(file, [store = store_->file(), query = query(), path = file.toStdString()] {
    ExperimentStore open(store, ExperimentStore::Mode::read_only);
    write_file_atomically(path, [&](const ByteSink& sink) { writeCurveCsv(open, query, sink); });
  });
}

void CurvesView::writeFile(const QString& file, std::function<void()> write) {
  inBackground(
      this,
      [write = std::move(write)] {
        write();
        return true;
      },
      [this, file](std::optional<bool> written, const QString& error) {
        if (written)
          emit told(tr("The curves are in %1.").arg(QFileInfo(file).fileName()));
        else
          emit failed(tr("Saving curves"), error);
      });
}

}  // namespace vignette
