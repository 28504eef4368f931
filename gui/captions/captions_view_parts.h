#pragma once
// What CaptionsView is made of; for its own files only.

#include <QPointer>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>
#include <optional>

#include "captions/caption_model.h"
#include "captions/captions_view.h"
#include "captions/stored_captions.h"
#include "store/records.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace vignette {

class AdaptiveSplitter;
class CaptionDelegate;
class FilterBar;
class FilterChips;
class FilterSidebar;
class ImageDetail;
class PictureTags;
class ThumbnailGrid;
class ThumbnailLoader;

struct CaptionsView::Impl {
  CaptionsView* q;
  StoreAccess* store;
  QUndoStack* undo;
  FilterBar* bar = nullptr;
  FilterChips* chips = nullptr;
  FilterSidebar* sidebar = nullptr;
  PictureTags* tags = nullptr;
  ThumbnailLoader* thumbnails = nullptr;
  CaptionModel* model = nullptr;
  CaptionDelegate* delegate = nullptr;
  ThumbnailGrid* grid = nullptr;
  ImageDetail* detail = nullptr;
  AdaptiveSplitter* split = nullptr;
  QSplitter* all = nullptr;
  QStackedWidget* pages = nullptr;
  QLabel* empty = nullptr;
  QPushButton* clearFilter = nullptr;
  QTimer *update = nullptr, *thumbnailUpdate = nullptr;
  QThreadPool arranging;

  RunId run = 0;
  CaptionModel::Set set = std::make_shared<const CaptionSet>();
  std::shared_ptr<const ImageSplits> splits;
  RunId splitsRun = 0;
  CaptionRequestedView shownView;
  CaptionStamp stamp;
  bool reading = false, readAgain = false, restoring = false;
  quint64 readSerial = 0, arrangeSerial = 0, imageSerial = 0;
  qint64 wantedImage = -1;  // to be selected when its captions arrive
  QString problem;

  Impl(CaptionsView* owner, StoreAccess* access, QUndoStack* stack) : q(owner), store(access), undo(stack) {}

  // captions_view.cpp: widgets
  void build();
  void buildGrid();
  QWidget* makeEmptyPage();
  void connectAll();
  void connectFilters();
  void connectGrid();
  void addShortcuts();

  // captions_view_contents.cpp: what the grid shows
  CaptionRequestedView requestedView() const;
  void read();
  void take(StoredCaptions stored, const CaptionRequestedView& view);
  void arrange();
  void show(const CaptionModel::Set& shown, CaptionArrangement arrangement, const CaptionFilter& filter);
  void replaceContents(const CaptionModel::Set& shown, CaptionArrangement arrangement, int score);
  void selectWantedImage();
  void showPage();
  void wantThumbnails();
  void repaintPicture(const QString& path);
  void filterChanged();
  void readViews();
  void keepViews();
  void readSplits();

  // captions_view_pictures.cpp: the chosen pictures
  void openImage(qint64 imageId);
  void readDetail(qint64 imageId, bool closeWhenGone);
  void refreshDetail();
  void closeDetail();
  void toggleLarge();
  std::vector<int> selectedRows() const;
  void tagSelected(int digit);
  void tagsChanged();
  void showSelection();
  void showMenu(const QPoint& place);
  void exportCaptions();
};

}  // namespace vignette
