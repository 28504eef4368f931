#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTemporaryDir>
#include <QtTest>

#include "captions/caption_arrangement.h"
#include "captions/caption_delegate.h"
#include "captions/caption_model.h"
#include "captions/picture_decoding.h"
#include "captions/thumbnail_grid.h"
#include "captions/thumbnail_loader.h"
#include "patient_tries.h"

using namespace vignette;

namespace {

CaptionModel::Set manyItems(int count) {
  auto set = std::make_shared<CaptionSet>();
  for (int i = 0; i < count; ++i) {
    CaptionItem item;
    item.key = {i, 0};
    item.caption = QString("a red fox number %1 walks over a wide and green meadow").arg(i);
    item.scores.fill(i % 97);
    set->items.push_back(std::move(item));
  }
  set->prepare();
  return set;
}

}  // namespace

class TestThumbnailGrid : public QObject {
  Q_OBJECT

 private:
  struct Shown {
    ThumbnailGrid grid;
    QStringListModel model;
    explicit Shown(int count) {
      QStringList rows;
      for (int i = 0; i < count; ++i) rows << QString::number(i);
      model.setStringList(rows);
      grid.setModel(&model);
      grid.setCellSize({100, 120});
      grid.resize(450, 400);
      grid.show();
    }
  };

 private slots:
  void cellsLieInRowsAndColumns() {
    Shown shown(50);
    auto& grid = shown.grid;
    QCOMPARE(grid.columns(), 4);
    for (int row = 0; row < 12; ++row) {
      const auto index = shown.model.index(row);
      QCOMPARE(grid.visualRect(index).top(), row / 4 * 120);
      QCOMPARE(grid.indexAt(grid.visualRect(index).center()).row(), row);
      QCOMPARE(grid.indexAt(grid.visualRect(index).topLeft()).row(), row);
    }
    QCOMPARE(grid.verticalScrollBar()->maximum(), 13 * 120 - grid.viewport()->height());
    QVERIFY(!grid.indexAt({10, 5000}).isValid());
  }

  void keyboardMoves() {
    Shown shown(50);
    auto& grid = shown.grid;
    grid.setFocus();
    const auto press = [&](Qt::Key key) {
      QTest::keyClick(&grid, key);
      return grid.currentIndex().row();
    };
    QCOMPARE(press(Qt::Key_Right), 0);
    QCOMPARE(press(Qt::Key_Right), 1);
    QCOMPARE(press(Qt::Key_Down), 5);
    QCOMPARE(press(Qt::Key_Left), 4);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_Up), 0);
    QCOMPARE(press(Qt::Key_PageDown), 12);
    QCOMPARE(press(Qt::Key_End), 49);
    QVERIFY(grid.viewport()->rect().contains(grid.visualRect(grid.currentIndex())));
    QCOMPARE(press(Qt::Key_Down), 49);
    QCOMPARE(press(Qt::Key_Home), 0);
    QCOMPARE(grid.verticalScrollBar()->value(), 0);
  }

  void mouseSelectsSeveral() {
    Shown shown(20);
    auto& grid = shown.grid;
    const auto centre = [&](int row) { return grid.visualRect(shown.model.index(row)).center(); };
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, centre(1));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, centre(6));
    QCOMPARE(grid.selectionModel()->selectedIndexes().size(), 2);
    QVERIFY(grid.selectionModel()->isSelected(shown.model.index(6)));
  }

  void sizeChangeKeepsTheFirstCellInSight() {
    Shown shown(2000);
    auto& grid = shown.grid;
    grid.scrollToTop(1000, 0);
    QCOMPARE(grid.topRow().first, 1000);
    grid.setCellSize({60, 80});
    auto visible = grid.visibleRows();
    QVERIFY(visible.first <= 1000 && 1000 < visible.first + grid.columns());
    grid.resize(800, 400);
    QCoreApplication::processEvents();
    visible = grid.visibleRows();
    QVERIFY2(visible.first <= 1000 && 1000 <= visible.second, qPrintable(QString::number(visible.first)));
  }

  void scrollsFortyThousandQuickly() {
    QTemporaryDir folder;
    ThumbnailLoader loader(nullptr, folder.path());
    CaptionModel model;
    const auto items = manyItems(40000);
    model.setContents(items, arrangeCaptions(*items, {}), 0);
    ThumbnailGrid grid;
    CaptionDelegate delegate(&loader);
    grid.setItemDelegate(&delegate);
    grid.resize(1200, 800);
    grid.show();
    QElapsedTimer timer;
    timer.start();
    grid.setModel(&model);
    grid.setCellSize(CaptionDelegate::cellSize(140, grid.fontMetrics()));
    QVERIFY2(timer.elapsed() < 200, "layout of 40,000 cells");
    qint64 worst = 0;
    timer.start();
    constexpr int kFrames = 60;
    for (int frame = 0; frame < kFrames; ++frame) {
      QElapsedTimer one;
      one.start();
      grid.verticalScrollBar()->setValue(
          static_cast<int>(grid.verticalScrollBar()->maximum() * (frame / double(kFrames - 1))));
      QCoreApplication::processEvents();
      grid.viewport()->grab();
      worst = std::max(worst, one.elapsed());
    }
    qInfo("%d frames over 40,000 cells: %.1f ms mean, %lld ms worst", kFrames, double(timer.elapsed()) / kFrames,
          static_cast<long long>(worst));
    QCOMPARE(grid.visibleRows().second, 39999);
    QVERIFY2(timer.elapsed() < kFrames * 100, "a tenth of a second a frame, on a busy machine");
  }

  void loaderTellsWhyAndCaches() {
    QTemporaryDir folder, cache;
    const auto good = folder.filePath("good.png"), bad = folder.filePath("bad.jpg"), none = folder.filePath("none.png");
    QImage picture(600, 300, QImage::Format_RGB32);
    picture.fill(QColor(200, 40, 40));
    QVERIFY(picture.save(good));
    QFile broken(bad);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("this is no picture");
    broken.close();

    ThumbnailLoader loader(nullptr, cache.path());
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    loader.want({good, bad, none});
    QTRY_COMPARE(ready.count(), 3);
    QCOMPARE(loader.find(good)->image.size(), QSize(256, 128));
    QVERIFY(loader.find(bad)->image.isNull());
    QVERIFY2(loader.find(bad)->problem.contains("bad.jpg"), qPrintable(loader.find(bad)->problem));
    QVERIFY(!loader.find(none)->problem.isEmpty());
    QCOMPARE(QDir(cache.path()).entryList({"*.jpg"}).size(), 1);
    loader.want({good, bad, none});
    QTest::qWait(50);
    QCOMPARE(ready.count(), 3);

    // Another program finds the thumbnail on disk; a changed file is decoded anew.
    picture.fill(QColor(20, 40, 200));
    picture = picture.scaled(300, 300);
    QVERIFY(picture.save(good));
    ThumbnailLoader second(nullptr, cache.path());
    QSignalSpy again(&second, &ThumbnailLoader::ready);
    second.want({good});
    QTRY_COMPARE(again.count(), 1);
    QCOMPARE(second.find(good)->image.size(), QSize(256, 256));
    QVERIFY(second.find(good)->image.pixelColor(9, 9).blue() > 150);
  }

  void loaderDropsWhatScrolledAway() {
    QTemporaryDir folder, cache;
    QStringList paths;
    QImage picture(500, 500, QImage::Format_RGB32);
    picture.fill(Qt::green);
    for (int i = 0; i < 60; ++i) {
      paths << folder.filePath(QString("%1.png").arg(i));
      picture.save(paths.back());
    }
    ThumbnailLoader loader(nullptr, cache.path());
    QSignalSpy ready(&loader, &ThumbnailLoader::ready);
    loader.want(paths);
    loader.want({paths.last()});
    QTRY_VERIFY(loader.find(paths.last()));
    QCOMPARE(loader.waiting(), 0);
    QVERIFY2(ready.count() < 60, qPrintable(QString::number(ready.count())));
  }
};

QTEST_MAIN(TestThumbnailGrid)
#include "tst_thumbnail_grid.moc"
