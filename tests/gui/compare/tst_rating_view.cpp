// Blind rating by keys: what is stored, undone, taken up again, and what the end says.

#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

#include "app/store_access.h"
#include "compare/rating_view.h"
#include "gui/captions/caption_store.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestRatingView : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::filesystem::path file_;
  RunId a_ = 0, b_ = 0;
  std::unique_ptr<StoreAccess> store_;
  std::unique_ptr<RatingView> view_;

  QString text(const char* name) { return view_->findChild<QLabel*>(QString::fromLatin1(name))->text(); }
  void open() {
    store_ = std::make_unique<StoreAccess>();
    store_->open(file_);
    view_ = std::make_unique<RatingView>(store_.get());
    view_->resize(600, 500);
    view_->show();
    view_->setRuns({{a_, "alpha", Qt::blue}, {b_, "beta", Qt::red}});
  }
  std::string verdicts() {
    ExperimentStore store(file_, ExperimentStore::Mode::read_only);
    std::string all;
    for (const auto& rating : store.ratings(a_, b_)) all += rating.verdict + " ";
    return all;
  }

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    file_ = folder_.filePath("r.vignette").toStdString();
    const auto pictures = drawPictures(folder_.path(), 6);
    a_ = addRun(file_, "alpha", "", "#0072b2");
    b_ = addRun(file_, "beta", "", "#e69f00");
    addCaptions(file_, a_, {100, 5, false, "stands"}, pictures);
    addCaptions(file_, b_, {200, 5, false, "jumps"}, pictures);
  }

  void winRates() {
    QCOMPARE(winRate(0, 0, 0).low, 0.0);
    const auto rate = winRate(8, 0, 2);
    QCOMPARE(rate.rate, 0.8);
    QVERIFY(std::abs(rate.low - 0.4901625) < 1e-6);
    QVERIFY(std::abs(rate.high - 0.9433178) < 1e-6);
    QCOMPARE(winRate(1, 2, 1).rate, 0.5);
  }

  void ratedByKeysAndTakenUpAgain() {
    open();
    QTRY_COMPARE(text("ratingProgress"), "0 of 5 rated");
    QVERIFY(!text("ratingLeft").contains("alpha"));
    std::string expected;
    for (int i = 0; i < 3; ++i) {
      const bool first = view_->firstOnLeft();
      QCOMPARE(text(first ? "ratingLeft" : "ratingRight").contains("stands"), true);
      QTest::keyClick(view_.get(), Qt::Key_Left);
      expected += first ? "a " : "b ";
    }
    QTest::keyClick(view_.get(), Qt::Key_Down);
    QCOMPARE(text("ratingProgress"), "4 of 5 rated");
    QTRY_COMPARE(verdicts(), expected + "tie ");
    QTest::keyClick(view_.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(verdicts(), expected);
    QCOMPARE(text("ratingProgress"), "3 of 5 rated");
    const auto left = text("ratingLeft");
    view_.reset();
    open();
    QTRY_COMPARE(text("ratingProgress"), "3 of 5 rated");
    QCOMPARE(text("ratingLeft"), left);
    const bool first = view_->firstOnLeft();
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QTRY_COMPARE(verdicts(), expected + (first ? "b " : "a "));
    QTest::mouseClick(view_->findChild<QPushButton*>("ratingEnd"), Qt::LeftButton);
    QVERIFY(text("ratingResult").contains("alpha against beta"));
    QVERIFY(text("ratingResult").contains("Win rate"));
    QTest::mouseClick(view_->findChild<QPushButton*>("ratingResume"), Qt::LeftButton);
    QCOMPARE(text("ratingProgress"), "4 of 5 rated");
  }
};

QTEST_MAIN(TestRatingView)
#include "tst_rating_view.moc"
