// Captions written out: every form, cancelled half way, and where a file cannot be.

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include "captions/caption_export.h"
#include "gui/captions/caption_store.h"

using namespace vignette;

class TestCaptionExport : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  CaptionExportRequest request_;
  Pictures pictures_;

  std::filesystem::path place(const char* name) const { return folder_.filePath(name).toStdString(); }
  static QByteArray bytes(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  CaptionExportRequest as(CaptionFileFormat format, const char* name) const {
    auto request = request_;
    request.format = format;
    request.target = place(name);
    return request;
  }

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    pictures_ = drawPictures(folder_.path(), 4);
    pictures_.push_back(place("missing.png").string());
    request_.store = place("store.vignette");
    const auto run = addRun(request_.store, "first", "");
    addCaptions(request_.store, run, {100, 5, true, "stands, \"tall\""}, pictures_);
    request_.view.run = run;
    request_.keys = {{5, 0}, {2, 0}};
    request_.tags[QString::fromStdString(pictures_[1])] = QStringList{"bad", "keep"};
  }

  void cocoResultsWithScores() {
    const auto request = as(CaptionFileFormat::coco, "out.json");
    QCOMPARE(exportCaptions(request, {}), std::size_t{2});
    const auto list = QJsonDocument::fromJson(bytes(request.target)).array();
    QCOMPARE(list.size(), 2);
    const auto first = list[0].toObject(), second = list[1].toObject();
    QCOMPARE(first["image_id"].toInt(), 5);  // in the order asked for
    QCOMPARE(second["image_id"].toInt(), 2);
    QCOMPARE(second["caption"].toString(), QString::fromStdString(plannedCaption(2, "stands, \"tall\"")));
    QCOMPARE(second["scores"].toObject()["CIDEr"].toDouble(), 0.2);
    QCOMPARE(second["references"].toArray().size(), 2);
    QCOMPARE(second["tags"].toArray(), (QJsonArray{"bad", "keep"}));
    QCOMPARE(second["step"].toInt(), 100);
    QVERIFY(!first.contains("tags"));
  }

  void csvIsQuoted() {
    const auto request = as(CaptionFileFormat::csv, "out.csv");
    exportCaptions(request, {});
    const auto text = bytes(request.target);
    const auto head = text.left(text.indexOf("\r\n"));
    QCOMPARE(head, QByteArray("image_id,file,step,kind,sample,caption,references,tags,CIDEr,clip,cosine,critic,l1,"
                              "log_probability,reward"));
    const QByteArray row = "2," + QByteArray::fromStdString(pictures_[1]) +
                           ",100,greedy,0,\"a blue cat stands, \"\"tall\"\" on the grass\",\"an animal on a meadow 2\n"
                           "there is an animal\",\"bad\nkeep\",0.2,24.2,3,0.25,90.5,-0.02,2\r\n";
    QVERIFY2(text.endsWith(row), text.constData());
  }

  void sidecarsInANewFolder() {
    auto request = as(CaptionFileFormat::sidecars, "texts");
    request.view.kind = "sample";
    request.keys = {{2, 0}, {2, 1}, {3, 0}};
    exportCaptions(request, {});
    QCOMPARE(bytes(request.target / "picture2.txt"), QByteArray("a blue cat sleeps on the grass\n"
                                                                "a blue cat runs on the grass\n"));
    QCOMPARE(QDir(folder_.filePath("texts")).entryList(QDir::Files).size(), 2);
    QVERIFY_EXCEPTION_THROWN(exportCaptions(request, {}), std::runtime_error);  // it is not empty any more
    QCOMPARE(QDir(folder_.filePath("texts")).entryList(QDir::Files).size(), 2);
  }

  void aPageHoldsItsPictures() {
    const auto request = as(CaptionFileFormat::html, "out.html");
    exportCaptions(request, {});
    const auto page = bytes(request.target);
    QCOMPARE(page.count("<article>"), 2);
    QCOMPARE(page.count("data:image/jpeg;base64,"), 1);
    QCOMPARE(page.count("class=\"none\""), 1);  // the missing picture says why
    QVERIFY(page.contains("stands, &quot;tall&quot;"));
    QVERIFY(page.contains("bad, keep") && page.endsWith("</html>\n"));
  }

  void cancelLeavesNothing() {
    for (const auto format :
         {CaptionFileFormat::coco, CaptionFileFormat::csv, CaptionFileFormat::sidecars, CaptionFileFormat::html}) {
      const auto request = as(format, "cancelled");
      double last = 0;
      const auto twice = [&last](double fraction) {
        last = fraction;
        return fraction < 0.05;
      };
      QVERIFY_EXCEPTION_THROWN(exportCaptions(request, twice), ExportCancelled);
      QVERIFY(last > 0);
    }
    QCOMPARE(QDir(folder_.path()).entryList({"cancelled*"}, QDir::AllEntries), QStringList());
  }

  void saysWhereItCannotWrite() {
    auto request = as(CaptionFileFormat::csv, "no/such/folder/out.csv");
    try {
      exportCaptions(request, {});
      QFAIL("it wrote");
    } catch (const std::runtime_error& error) {
      QVERIFY2(QString(error.what()).contains("no/such/folder"), error.what());
    }
    request.keys = {{99, 0}};
    QVERIFY_EXCEPTION_THROWN(exportCaptions(request, {}), std::runtime_error);
  }
};

QTEST_MAIN(TestCaptionExport)
#include "tst_caption_export.moc"
