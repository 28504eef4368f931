// Captions written out where pictures lie, and as Hugging Face's metadata; the other forms are tested through the GUI.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "data/image.h"
#include "session/caption_files.h"

using namespace vignette;

class TestSessionCaptionFiles : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;

  std::filesystem::path place(const char* name) const { return folder_->filePath(name).toStdString(); }
  static QByteArray bytes(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  CaptionRecord caption(std::int64_t image, const char* file, const char* text, std::int64_t sample = 0) const {
    CaptionRecord record;
    record.step = 300;
    record.image_id = image;
    record.image_path = place(file).string();
    record.kind = "greedy";
    record.sample_index = sample;
    record.caption = text;
    record.scores = {{"CIDEr", 0.5}, {"critic", std::nan("")}};
    return record;
  }
  std::vector<CaptionRecord> captions() const {
    return {caption(7, "a/first.jpg", "a \"red\" kite"), caption(8, "a/b/second.png", "zwei Hunde \xc3\xbc"),
            caption(7, "a/first.jpg", "a kite", 1)};
  }
  QString problem(const CaptionFileOptions& options) const {
    try {
      write_caption_files(captions(), options);
    } catch (const std::runtime_error& error) {
      return QString::fromUtf8(error.what());
    }
    return "none";
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QDir(folder_->path()).mkpath("a/b");
  }

  void metadataNamesFilesFromItsFolder() {
    CaptionFileOptions options;
    options.format = CaptionFileFormat::metadata;
    options.target = place("a/metadata.jsonl");
    write_caption_files(captions(), options);
    QCOMPARE(
        bytes(options.target),
        QByteArray("{\"file_name\":\"first.jpg\",\"text\":\"a \\\"red\\\" kite\",\"image_id\":7,\"CIDEr\":0.5}\n"
                   "{\"file_name\":\"b/second.png\",\"text\":\"zwei Hunde \xc3\xbc\",\"image_id\":8,\"CIDEr\":0.5}\n"
                   "{\"file_name\":\"first.jpg\",\"text\":\"a kite\",\"image_id\":7,\"CIDEr\":0.5}\n"));
  }

  void sidecarsBesidePicturesReplaceNothing() {
    CaptionFileOptions options;
    options.format = CaptionFileFormat::sidecars;
    write_caption_files(captions(), options);
    QCOMPARE(bytes(place("a/first.txt")), QByteArray("a \"red\" kite\na kite\n"));
    QCOMPARE(bytes(place("a/b/second.txt")), QByteArray("zwei Hunde \xc3\xbc\n"));
    QFile::remove(folder_->filePath("a/b/second.txt"));
    const auto refused = problem(options);
    QVERIFY2(refused.contains("a/first.txt is there already"), qPrintable(refused));
    QVERIFY(!QFile::exists(folder_->filePath("a/b/second.txt")));
    options.overwrite = true;
    QCOMPARE(problem(options), "none");
    QVERIFY(QFile::exists(folder_->filePath("a/b/second.txt")));
  }

  void whatWasWrittenBesideGoesWhenItFails() {
    QDir(folder_->path() + "/a/b").removeRecursively();
    CaptionFileOptions options;
    options.format = CaptionFileFormat::sidecars;
    QVERIFY(problem(options).contains("a/b/second.txt"));
    QVERIFY(!QFile::exists(folder_->filePath("a/first.txt")));
  }

  void aPageHoldsSmallPictures() {
    RgbImage wide;
    wide.width = 1000, wide.height = 10;
    wide.pixels.assign(30000, 200);
    write_png(wide, place("a/first.jpg"));
    CaptionFileOptions options;
    options.format = CaptionFileFormat::html;
    options.target = place("page.html");
    options.score_text = [](const std::string& name, double) {
      return name == "CIDEr" ? std::optional(std::pair(std::string("C<"), std::string("50"))) : std::nullopt;
    };
    write_caption_files(captions(), options);
    const auto page = bytes(options.target);
    QCOMPARE(page.count("data:image/jpeg;base64,"), 2);
    QCOMPARE(page.count("second.png"), 2);  // why it is not shown, and the foot
    QVERIFY(page.contains("a &quot;red&quot; kite") && page.contains("C&lt;&nbsp;<b>50"));
    const auto start = page.indexOf("base64,") + 7;
    const auto jpeg = QByteArray::fromBase64(page.mid(start, page.indexOf('"', start) - start));
    const auto small = decode_image_bytes({jpeg.begin(), jpeg.end()}, "page");
    QCOMPARE(small.width, 224);
    QCOMPARE(small.height, 2);
  }

  void nothingToWriteIsAnError() { QVERIFY_EXCEPTION_THROWN(write_caption_files({}, {}), std::runtime_error); }
};

QTEST_APPLESS_MAIN(TestSessionCaptionFiles)
#include "tst_session_caption_files.moc"
