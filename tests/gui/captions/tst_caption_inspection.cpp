// The Captions dock as one works with it: brushing, chips, views, tags, selections, zoom, export, trying again; with
// real mouse and keys.

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
#include <QUndoStack>
#include <QtTest>

#include "app/store_access.h"
#include "captions/adaptive_splitter.h"
#include "captions/caption_model.h"
#include "captions/captions_view.h"
#include "captions/decode_panel.h"
#include "captions/image_detail.h"
#include "captions/picture_view.h"
#include "captions/reward_bar.h"
#include "captions/saved_views.h"
#include "captions/score_histogram.h"
#include "captions/thumbnail_grid.h"
#include "captions/token_strip.h"
#include "gui/captions/caption_store.h"
#include "patient_tries.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestCaptionInspection : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path file_;
  Pictures pictures_;
  RunId run_ = 0;
  QUndoStack undo_;
  std::unique_ptr<StoreAccess> store_;
  std::unique_ptr<CaptionsView> view_;

  template <class T>
  T* find(const char* name) {
    return view_->findChild<T*>(QString::fromLatin1(name));
  }
  ThumbnailGrid* grid() { return find<ThumbnailGrid>("captionGrid"); }
  CaptionModel* model() { return view_->findChild<CaptionModel*>(); }
  ImageDetail* detail() { return view_->findChild<ImageDetail*>(); }
  std::vector<qint64> shownImages() {
    std::vector<qint64> ids;
    for (int row = 0; row < model()->rowCount(); ++row) ids.push_back(model()->item(row).key.imageId);
    return ids;
  }
  void press(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
  void click(int row, Qt::KeyboardModifiers keys = {}) {
    grid()->scrollTo(model()->index(row));
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, keys, grid()->visualRect(model()->index(row)).center());
  }
  QList<QToolButton*> chips() {
    auto all = view_->findChildren<QToolButton*>("filterChip");
    all.erase(std::remove_if(all.begin(), all.end(), [](auto* chip) { return !chip->isVisible(); }), all.end());
    return all;
  }
  ScoreHistogram* histogram(const char* key) {
    auto* found = view_->findChild<ScoreHistogram*>(QStringLiteral("histogram_%1").arg(key));
    return found;
  }
  void drag(QWidget* widget, int from, int to) {
    const int y = widget->height() - 15;
    QTest::mousePress(widget, Qt::LeftButton, {}, {from, y});
    for (int step = 1; step <= 4; ++step) {
      QMouseEvent move(QEvent::MouseMove, QPointF(from + (to - from) * step / 4, y),
                       widget->mapToGlobal(QPointF(from + (to - from) * step / 4, y)), Qt::NoButton, Qt::LeftButton,
                       {});
      QCoreApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, Qt::LeftButton, {}, {to, y});
  }
  std::vector<std::pair<std::string, std::string>> storedTags() { return ExperimentStore(file_).image_tags(); }
  QString selectionText() { return find<QLabel>("captionCounts")->text(); }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    QApplication::setDoubleClickInterval(50);
  }

  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    file_ = folder_->filePath("store.vignette").toStdString();
    pictures_ = drawPictures(folder_->path(), 40);
    run_ = addRun(file_, "first", "");
    addCaptions(file_, run_, {100, 40, false, "stands"}, pictures_);
    addCaptions(file_, run_, {200, 40, true, "jumps"}, pictures_);
    undo_.clear();
    store_ = std::make_unique<StoreAccess>();
    QSignalSpy opened(store_.get(), &StoreAccess::opened);
    store_->open(file_);
    view_ = std::make_unique<CaptionsView>(store_.get(), &undo_);
    view_->resize(1100, 700);
    view_->show();
    QTRY_COMPARE(opened.count(), 1);
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 40);
    view_->activateWindow();
    QTRY_VERIFY(view_->isActiveWindow());
  }

  void cleanup() {
    view_.reset();
    store_.reset();
  }

  void brushingAHistogramFilters() {
    press("captionFilters");
    auto* reward = histogram("reward");
    QTRY_VERIFY(reward && reward->isVisible());
    QVERIFY(!histogram("advantage")->isVisible());  // greedy captions of this store have none
    drag(reward, 5, reward->width() / 4);
    QTRY_VERIFY(model()->rowCount() < 20 && model()->rowCount() > 5);
    QCOMPARE(shownImages().front(), 1);
    QCOMPARE(chips().size(), 1);
    QVERIFY2(chips()[0]->text().startsWith("Reward: 1.00 to"), qPrintable(chips()[0]->text()));
    const auto narrow = model()->rowCount();
    reward->setFocus();
    QTest::keyClick(reward, Qt::Key_Right);  // the lower end moves up
    QTRY_VERIFY(model()->rowCount() < narrow);
    QTest::keyClick(reward, Qt::Key_Right, Qt::ShiftModifier);
    QTRY_VERIFY(shownImages().front() > 1);
    QTest::mouseClick(reward, Qt::LeftButton, {}, {reward->width() / 2, reward->height() - 15});
    QTRY_COMPARE(model()->rowCount(), 40);
    QVERIFY(chips().isEmpty());
  }

  void conditionsAreChips() {
    press("captionFilters");
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "owl");
    QTRY_COMPARE(model()->rowCount(), 10);
    QTest::keyClicks(find<QLineEdit>("scoreMaximum"), "20");
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{1, 5, 9, 13, 17}));
    QCOMPARE(chips().size(), 3);  // and one that clears all
    QCOMPARE(chips()[1]->text(), QString("Reward ≤ 20.00  ✕"));
    QTest::mouseClick(chips()[1], Qt::LeftButton);
    QTRY_COMPARE(model()->rowCount(), 10);
    QVERIFY(find<QLineEdit>("scoreMaximum")->text().isEmpty());
    QTRY_COMPARE(chips().size(), 1);
    chips()[0]->setFocus();
    QTest::keyClick(chips()[0], Qt::Key_Delete);
    QTRY_COMPARE(model()->rowCount(), 40);
    QVERIFY(find<QLineEdit>("captionSearch")->text().isEmpty());
  }

  void aBadPatternSaysSoInPlace() {
    press("captionPattern");
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "^a (red|blue");
    QTRY_VERIFY(find<QLabel>("patternProblem")->isVisible());
    QVERIFY(find<QLabel>("patternProblem")->text().contains("at character"));
    QTest::keyClicks(find<QLineEdit>("captionSearch"), ") fox");
    QTRY_VERIFY(!find<QLabel>("patternProblem")->isVisible());
    QTRY_VERIFY(model()->rowCount() > 0 && model()->rowCount() < 40);
    for (int row = 0; row < model()->rowCount(); ++row) QVERIFY(model()->item(row).caption.contains(" fox "));
  }

  void wordsSaidWithoutReference() {
    press("captionFilters");
    auto* words = find<QListWidget>("wordsInvented");
    QTRY_VERIFY(words->count() > 3);
    QCOMPARE(words->item(0)->text(), QString("grass (40)"));
    auto* item = words->findItems("owl", Qt::MatchStartsWith).value(0);
    QVERIFY(item);
    words->scrollToItem(item);
    QTest::mouseClick(words->viewport(), Qt::LeftButton, {}, words->visualItemRect(item).center());
    QTRY_COMPARE(model()->rowCount(), 10);
    QVERIFY(chips().first()->text().contains("owl"));
    auto* missed = find<QListWidget>("wordsMissed");
    QTRY_VERIFY(missed->count() > 0);
    QVERIFY(!missed->findItems("animal", Qt::MatchStartsWith).isEmpty());
  }

  void viewsAreKeptInTheStore() {
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "owl");
    QTRY_COMPARE(model()->rowCount(), 10);
    auto* views = find<SavedViews>("savedViews");
    QTimer::singleShot(100, views, [views] {
      QTest::keyClick(views->menu(), Qt::Key_S);  // "Save this view…"
    });
    QTest::mouseClick(views, Qt::LeftButton);
    QInputDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = view_->findChild<QInputDialog*>("viewName")) && dialog->isVisible());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), "owls");
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_VERIFY(ExperimentStore(file_).setting("gui/caption_views").value_or("").find("owls") != std::string::npos);
    find<QLineEdit>("captionSearch")->clear();
    QTRY_COMPARE(model()->rowCount(), 40);
    views->menu()->popup({0, 0});
    for (auto* action : views->menu()->actions())
      if (action->text() == "owls") action->trigger();
    views->menu()->hide();
    QTRY_COMPARE(model()->rowCount(), 10);
    QCOMPARE(find<QLineEdit>("captionSearch")->text(), QString("owl"));
  }

  void groupsPutTheTellingOnesOnTop() {
    auto* groups = find<QToolButton>("captionGroups");
    const auto choose = [&](Qt::Key key) {
      QTimer::singleShot(100, groups, [groups, key] { QTest::keyClick(groups->menu(), key); });
      QTest::mouseClick(groups, Qt::LeftButton);
    };
    choose(Qt::Key_B);  // best
    QTRY_COMPARE(shownImages().front(), 40);
    QCOMPARE(find<QComboBox>("captionSort")->currentText(), QString("By score"));
    choose(Qt::Key_W);  // worst
    QTRY_COMPARE(shownImages().front(), 1);
  }

  void selectionsByMouseAndKeys() {
    click(2);
    click(5, Qt::ControlModifier);
    QTRY_COMPARE(selectionText(), QString("40 of 40 captions, 2 selected"));
    grid()->setFocus();
    QTest::keyClick(grid(), Qt::Key_A, Qt::ControlModifier);
    QTRY_COMPARE(selectionText(), QString("40 of 40 captions, 40 selected"));
    click(1);
    click(3, Qt::ShiftModifier);
    QTRY_COMPARE(selectionText(), QString("40 of 40 captions, 3 selected"));
    QTest::keyClick(grid(), Qt::Key_Right, Qt::ShiftModifier);
    QTRY_COMPARE(selectionText(), QString("40 of 40 captions, 4 selected"));
    QTest::keyClick(grid(), Qt::Key_Down, Qt::ShiftModifier);  // all between, as in a text
    QTRY_COMPARE(selectionText(), QString("40 of 40 captions, %1 selected").arg(4 + grid()->columns()));
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "owl");  // a selection outlives a filter
    QTRY_COMPARE(model()->rowCount(), 10);
    find<QLineEdit>("captionSearch")->clear();
  }

  void digitsTagAndUndo() {
    click(2);
    click(3, Qt::ControlModifier);
    grid()->setFocus();
    QSignalSpy told(view_.get(), &CaptionsView::told);
    QTest::keyClick(grid(), Qt::Key_2);
    QTRY_COMPARE(storedTags().size(), std::size_t{2});
    QCOMPARE(storedTags()[0].second, std::string("bad"));
    QVERIFY(told.last()[0].toString().contains("bad"));
    QCOMPARE(model()->index(2).data(CaptionModel::TagsRole).toString(), QString("2"));
    QTest::keyClick(grid(), Qt::Key_5);
    QCOMPARE(model()->index(3).data(CaptionModel::TagsRole).toString(), QString("2 5"));
    undo_.undo();
    QCOMPARE(model()->index(3).data(CaptionModel::TagsRole).toString(), QString("2"));
    QTRY_COMPARE(storedTags().size(), std::size_t{2});
    QTest::keyClick(grid(), Qt::Key_2);  // all have it: it goes
    QTRY_COMPARE(storedTags().size(), std::size_t{0});
    undo_.undo();
    QTRY_COMPARE(storedTags().size(), std::size_t{2});

    press("captionFilters");
    auto* tags = find<QTreeWidget>("captionTags");
    auto* bad = tags->topLevelItem(1);
    QCOMPARE(bad->text(1), QString("bad"));
    QCOMPARE(bad->text(2), QString("2"));
    view_->resize(1100, 1600);  // the list is in sight
    QCoreApplication::processEvents();
    bad->setCheckState(0, Qt::Checked);
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{3, 4}));
    tags->setFocus();
    tags->setCurrentItem(bad);
    QTest::keyClick(tags, Qt::Key_F2);
    QLineEdit* editor = nullptr;
    QTRY_VERIFY((editor = tags->findChild<QLineEdit*>()));
    editor->selectAll();
    QTest::keyClicks(editor, "wrong animal");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(storedTags().front().second, std::string("wrong animal"));
    QTRY_COMPARE(tags->topLevelItem(1)->text(1), QString("wrong animal"));
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{3, 4}));
    undo_.undo();
    QTRY_COMPARE(storedTags().front().second, std::string("bad"));
  }

  void digitsInAFieldAreText() {
    click(0);
    find<QLineEdit>("captionSearch")->setFocus();
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "123");
    QCOMPARE(find<QLineEdit>("captionSearch")->text(), QString("123"));
    QCOMPARE(undo_.count(), 0);
  }

  void spaceMakesThePictureLarge() {
    click(0);
    QTRY_COMPARE(detail()->imageId(), 1);
    const int before = detail()->width();
    grid()->setFocus();
    QTest::keyClick(grid(), Qt::Key_Space);
    QTRY_VERIFY(detail()->width() > before + 50);
    QTest::keyClick(grid(), Qt::Key_Right);
    QTRY_COMPARE(detail()->imageId(), 2);
    QTest::keyClick(grid(), Qt::Key_Space);
    QTRY_VERIFY(detail()->width() < before + 50);
  }

  void theWheelZoomsAndADragMoves() {
    click(0);
    auto* picture = detail()->picture();
    QTRY_VERIFY(!picture->picture().image.isNull());
    QCOMPARE(picture->zoom(), 1.0);
    const QPointF at(picture->width() / 2.0, picture->height() / 2.0);
    for (int i = 0; i < 6; ++i) {
      QWheelEvent wheel(at, picture->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(picture, &wheel);
    }
    QVERIFY(picture->zoom() > 3.5);
    QTest::keyClick(picture, Qt::Key_0);
    QCOMPARE(picture->zoom(), 1.0);
    QTest::mouseDClick(picture, Qt::LeftButton, {}, at.toPoint());
    QVERIFY(picture->zoom() >= 2);
    QTest::keyClick(picture, Qt::Key_Minus);
    click(1);
    QTRY_VERIFY(picture->path().contains("picture2"));
    QCOMPARE(picture->zoom(), 1.0);  // another picture fits
  }

  void exportWritesWhatIsSelected() {
    click(2);
    click(4, Qt::ControlModifier);
    press("captionExport");
    QDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = view_->findChild<QDialog*>("exportCaptions")) && dialog->isVisible());
    dialog->findChild<QComboBox*>("exportFormat")->setCurrentIndex(1);
    auto* target = dialog->findChild<QLineEdit*>("exportTarget");
    QVERIFY2(target->text().endsWith("captions-run-1.csv"), qPrintable(target->text()));
    target->setText(folder_->filePath("no/folder/out.csv"));
    QTest::mouseClick(dialog->findChild<QPushButton*>("exportNow"), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<QLabel*>("exportProblem")->isVisible());
    target->setText(folder_->filePath("out.csv"));
    QSignalSpy told(view_.get(), &CaptionsView::told);
    QTest::mouseClick(dialog->findChild<QPushButton*>("exportNow"), Qt::LeftButton);
    QTRY_COMPARE(told.count(), 1);
    QFile file(folder_->filePath("out.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll();
    QVERIFY(text.contains("\r\n3,") && text.contains("\r\n5,") && !text.contains("\r\n4,"));
  }

  void tryingAgainAsksACheckpoint() {
    std::vector<InspectRequest> asked;
    std::mutex mutex;
    view_->setJobRunner([&](const JobRequest& request, const ProgressFunction&) -> JobPayload {
      const std::lock_guard lock(mutex);
      asked.push_back(std::get<InspectRequest>(request));
      Inspection result;
      InspectedCaption caption;
      caption.method = asked.back().texts.empty() ? "sample" : "text";
      caption.caption = asked.back().texts.empty() ? "a sampled zebra" : asked.back().texts.front();
      caption.tokens = {"a", " sampled", " zebra"};
      caption.token_log_probabilities = {-0.1f, -1.f, -2.f};
      caption.token_entropies = {0.6931472f, 1.f, 2.f};
      caption.alternatives = {{{"a", -0.1f}, {"the", -3.f}}, {}, {}};
      caption.scores = {{"clip", 71.5}, {"CIDEr", 0.42}};
      result.captions = {caption};
      return result;
    });
    click(0);
    QTRY_COMPARE(detail()->imageId(), 1);
    detail()->findChild<QTabWidget*>()->setCurrentWidget(find<DecodePanel>("decodePanel"));
    find<QComboBox>("decodeMethod")->setCurrentIndex(1);
    press("decodeNow");
    QTRY_VERIFY(find<QLabel>("decodeStatus")->text().contains("no checkpoint"));  // says what to do

    const auto checkpoint = folder_->filePath("checkpoint");
    QVERIFY(QDir().mkpath(checkpoint));
    QFile captioner(checkpoint + "/captioner.json");
    QVERIFY(captioner.open(QIODevice::WriteOnly));
    CheckpointRecord record;
    record.run = run_;
    record.step = 150;
    record.path = checkpoint.toStdString();
    record.kind = "last";
    ExperimentStore(file_).add_checkpoint(record);
    find<QSpinBox>("decodeTopK")->setValue(7);
    press("decodeNow");
    auto* results = find<QTreeWidget>("decodeResults");
    QTRY_COMPARE(results->topLevelItemCount(), 1);
    QCOMPARE(asked[0].top_k, 7);
    QCOMPARE(asked[0].image.string(), pictures_[0]);
    QVERIFY(asked[0].references && asked[0].references->contains(1));
    QCOMPARE(results->topLevelItem(0)->text(2), QString("71.50"));
    QVERIFY(find<QLabel>("decodeStatus")->text().contains("150"));
    QCOMPARE(find<QLabel>("headline")->text(), QString("a sampled zebra"));
    auto* strip = view_->findChild<TokenStrip*>();
    QVERIFY(strip->hasAlternatives());
    QVERIFY2(strip->toolTipAt({5, 5}).contains("the"), qPrintable(strip->toolTipAt({5, 5})));
    QVERIFY2(strip->toolTipAt({5, 5}).contains("0.69"), qPrintable(strip->toolTipAt({5, 5})));  // nats

    QTest::keyClicks(find<QLineEdit>("decodeText"), "a quiet owl");
    QTest::keyClick(find<QLineEdit>("decodeText"), Qt::Key_Return);
    QTRY_COMPARE(results->topLevelItemCount(), 2);
    QCOMPARE(asked[1].texts, std::vector<std::string>{"a quiet owl"});
    QCOMPARE(find<QLabel>("headline")->text(), QString("a quiet owl"));
    auto* words = find<QLineEdit>("decodeWords");
    QVERIFY(!words->isEnabled());  // of beams alone
    find<QComboBox>("decodeMethod")->setCurrentIndex(3);
    QVERIFY(words->isEnabled() && !find<QDoubleSpinBox>("decodeDiversity")->isEnabled());
    QTest::keyClicks(words, "dog|dogs , frisbee, |");
    QTest::keyClick(words, Qt::Key_Return);
    QTRY_COMPARE(results->topLevelItemCount(), 3);
    QVERIFY(asked[2].method == InspectRequest::Method::beam);
    QCOMPARE(asked[2].required, (std::vector<std::vector<std::string>>{{"dog", "dogs"}, {"frisbee"}}));
    click(1);
    QTRY_COMPARE(detail()->imageId(), 2);
    QTRY_COMPARE(results->topLevelItemCount(), 0);  // of another picture
  }

  void aDroppedPictureIsCaptioned() {
    view_->setJobRunner([](const JobRequest&, const ProgressFunction&) -> JobPayload { return Inspection(); });
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(pictures_[3]))});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view_.get(), &drop);
    QTRY_VERIFY(detail()->isVisible());
    QCOMPARE(detail()->imagePath(), QString::fromStdString(pictures_[3]));
    QTRY_VERIFY(find<QLabel>("decodeStatus")->text().contains("no checkpoint"));
  }

  void closesWhileAJobIsUnderWay() {
    view_->setJobRunner([](const JobRequest&, const ProgressFunction& progress) -> JobPayload {
      for (int i = 0; i < 20; ++i) {
        if (!progress(0.5)) throw JobCancelled();
        QThread::msleep(10);
      }
      return Inspection();
    });
    click(0);
    QTRY_COMPARE(detail()->imageId(), 1);
    press("weighTokens");
    QTest::qWait(30);
    QTest::keyClick(grid(), Qt::Key_Escape);
    view_.reset();
    QCoreApplication::processEvents();
  }
};

QTEST_MAIN(TestCaptionInspection)
#include "tst_caption_inspection.moc"
