// Markers of the Curves view: the list, jumping, and notes of the user.

#include <QInputDialog>
#include <QLocale>
#include <QSplitter>
#include <QUndoStack>
#include <algorithm>
#include <cmath>

#include "app/store_access.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "curves/marker_list.h"
#include "curves/note_edits.h"

namespace vignette {

namespace {

RunMark markOf(const CurveMarker& note) {
  return {note.mark, note.run, note.step, "note", note.text.toStdString(), note.created};
}

/// `done` gets the text, never an empty one.
template <class Done>
void askText(QWidget* parent, const QString& title, const QString& label, const QString& text, Done done) {
  auto* dialog = new QInputDialog(parent);
  dialog->setObjectName(QStringLiteral("noteDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  dialog->setLabelText(label);
  dialog->setInputMode(QInputDialog::TextInput);
  dialog->setTextValue(text);
  dialog->resize(420, dialog->sizeHint().height());
  QObject::connect(dialog, &QInputDialog::textValueSelected, parent, [done](const QString& entered) {
    if (const auto written = entered.trimmed(); !written.isEmpty()) done(written);
  });
  dialog->open();
}

}  // namespace

void CurvesView::connectMarkers() {
  connect(markers_, &MarkerList::jumpRequested, this, &CurvesView::jumpTo);
  connect(markers_, &MarkerList::hiddenChanged, this, [this](const MarkerKinds& hidden) {
    layout_.hidden = hidden;
    for (auto* panel : panels()) panel->setAnswer(answer_, layout_.hidden);
    markers_->setAnswer(answer_, layout_.hidden);
    emit layoutChanged();
  });
  connect(markers_, &MarkerList::addRequested, this, [this] {
    if (!runs_.isEmpty()) writeNote(runs_.first(), stepInView());
  });
  connect(markers_, &MarkerList::editRequested, this, &CurvesView::editNote);
  connect(markers_, &MarkerList::removeRequested, this, &CurvesView::removeNote);
}

void CurvesView::showMarkers(bool on) {
  const bool hadFocus = markers_->isAncestorOf(focusWidget());
  markers_->setVisible(on);
  if (on) {
    if (!std::exchange(shared_, true)) shareRoom();
    markers_->setFocus(Qt::ShortcutFocusReason);
  } else if (hadFocus && !panels().isEmpty()) {
    panels().first()->setFocus(Qt::ShortcutFocusReason);
  }
}

/// The list's first share of the room; what the user makes of it later stays.
void CurvesView::shareRoom() {
  const bool beside = split_->orientation() == Qt::Horizontal;
  const int room = beside ? split_->width() : split_->height(), list = beside ? qMin(420, room / 3) : room * 2 / 5;
  split_->setSizes({room - list, list});
}

/// The line of the pointer goes there; a part of the curves that does not show it moves.
void CurvesView::jumpTo(const CurveMarker& marker) {
  if (marker.x < view_.lower || marker.x > view_.upper) {
    const double half = (view_.upper - view_.lower) / 2;
    rangeChanged(marker.x - half, marker.x + half);
  }
  crosshair(marker.x);
}

void CurvesView::showStep(qint64 step) {
  if (layout_.axis == CurveAxis::step) return crosshair(double(step));
  if (answer_.runs.empty()) return;
  for (const auto& trace : answer_.runs.begin()->second.traces) {
    const auto at = std::lower_bound(trace.lastStep.begin(), trace.lastStep.end(), double(step));
    if (at != trace.lastStep.end()) return crosshair(trace.smoothX[at - trace.lastStep.begin()]);
  }
}

qint64 CurvesView::stepInView() const {
  if (layout_.axis == CurveAxis::step && std::isfinite(crosshair_))
    return std::max<qint64>(0, std::llround(crosshair_));
  for (const auto& trace : answer_.runs.empty() ? QMap<QString, CurveTrace>() : answer_.runs.begin()->second.traces)
    if (const int at = std::isfinite(crosshair_) ? trace.nearest(crosshair_) : int(trace.lastStep.size()) - 1; at >= 0)
      return qint64(trace.lastStep[at]);
  return 0;
}

void CurvesView::writeNote(qint64 run, qint64 step) {
  const auto name = answer_.runs.contains(run) ? answer_.runs.at(run).name : QString::number(run);
  askText(this, tr("Note"), tr("Note at step %1 of %2:").arg(QLocale().toString(step), name), {},
          [this, run, step](const QString& text) {
            undo_->push(new AddNote(store_, {0, run, step, "note", text.toStdString(), 0}));
          });
}

void CurvesView::editNote(const CurveMarker& note) {
  askText(this, tr("Note"), tr("Note at step %1:").arg(QLocale().toString(note.step)), note.text,
          [this, note](const QString& text) {
            if (text != note.text) undo_->push(new EditNote(store_, markOf(note), text.toStdString()));
          });
}

void CurvesView::removeNote(const CurveMarker& note) {
  undo_->push(new RemoveNote(store_, markOf(note)));
}

}  // namespace vignette
