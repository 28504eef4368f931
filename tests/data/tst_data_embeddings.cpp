// Embeddings that other programs made, as tests/data/generators/make_ready_embeddings.py writes them with torch and
// numpy.
#include <QTest>

#include "data/ready_embeddings.h"
#include "dataset_fixture.h"

using namespace vignette;
namespace fs = std::filesystem;
using Captions = std::vector<std::string>;
using Row = std::vector<float>;

namespace {

const std::vector<Row> kRows{{0.5F, -1.25F, 2, 0}, {1, 1, -0.5F, 0.25F}, {-3, 0.125F, 0.75F, 8}};

fs::path made(const char* name) {
  return fs::path(VIGNETTE_TEST_DATA) / "embeddings" / name;
}

Row row_of(const ReadyEmbedding& embedding) {
  return {embedding.row.get(), embedding.row.get() + embedding.width};
}

QString table_error(const fs::path& file) {
  try {
    read_embedding_table(file);
  } catch (const DatasetError& error) {
    return QString::fromUtf8(error.what());
  }
  return "read";
}

}  // namespace

class TestDataEmbeddings : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void tables_of_every_kind_data() {
    QTest::addColumn<bool>("ids");
    for (const char* name : {"rows.npy", "rows_half.npy", "packed.npz", "tensor.pt", "cgtgan_images.pkl"})
      QTest::newRow(name) << false;
    for (const char* name : {"ids.npz", "dictionary.pt", "ids.safetensors"}) QTest::newRow(name) << true;
  }
  void tables_of_every_kind() {
    QFETCH(bool, ids);
    const auto table = read_embedding_table(made(QTest::currentDataTag()));
    QCOMPARE(table.count, 3);
    QCOMPARE(table.width, 4);
    for (std::size_t i = 0; i < 3; ++i) QCOMPARE(row_of(table.row(static_cast<std::int64_t>(i))), kRows[i]);
    QCOMPARE(table.ids, ids ? (std::vector<std::int64_t>{318556, 42, 9}) : std::vector<std::int64_t>{});
  }

  void clipcaps_pickle_data() {
    QTest::addColumn<int>("protocol");
    for (const char* name : {"clipcap_protocol3.pkl", "clipcap_protocol4.pkl"}) QTest::newRow(name) << 0;
  }
  void clipcaps_pickle() {
    const Dataset dataset = open_dataset(made(QTest::currentDataTag()));
    QCOMPARE(dataset.kind, DatasetKind::pickled_embeddings);
    QVERIFY(dataset.problems.empty());
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QCOMPARE(dataset.images[0].id, 318556);
    QCOMPARE(dataset.images[0].captions, (Captions{"A very clean bathroom.", "A sink."}));
    QCOMPARE(row_of(dataset.images[0].embedding), kRows[0]);
    QCOMPARE(row_of(dataset.images[1].embedding), kRows[1]);
    QVERIFY(dataset.images[0].path.empty());
  }

  void pickles_of_cgtgan_and_capdec() {
    const Dataset images = open_dataset(made("cgtgan_images.pkl"));
    QCOMPARE(images.images.size(), std::size_t{3});
    QCOMPARE(images.images[2].captions, (Captions{"caption 2a", "caption 2b"}));
    QCOMPARE(row_of(images.images[2].embedding), kRows[2]);
    const Dataset texts = open_dataset(made("capdec_texts.pkl"));
    QCOMPARE(row_of(texts.images[1].embedding), kRows[1]);
    const Dataset sentences = open_dataset(made("cgtgan_sentences.pkl"));
    QCOMPARE(sentences.kind, DatasetKind::text_corpus);
    QCOMPARE(sentences.corpus, (Captions{"A man.", "A dog ."}));
  }

  void no_code_is_run() {
    QVERIFY2(error_of(made("code.pkl")).contains("code.pkl"), qPrintable(error_of(made("code.pkl"))));
    write_text(path() / "call.pkl",
               "\x80\x02"
               "cos\nsystem\nX\x04" +
                   std::string(3, '\0') + "true\x85R.");
    QVERIFY2(error_of(path() / "call.pkl").contains("a call of 'os system' is refused"),
             qPrintable(error_of(path() / "call.pkl")));
  }

  void what_is_no_table_is_named() {
    QVERIFY(table_error(made("columns.npy")).contains("columns.npy: the array is stored by columns"));
    QVERIFY(table_error(made("several.safetensors")).contains("holds several arrays (a, b)"));
    QVERIFY(table_error(made("cgtgan_sentences.pkl")).contains("found: nothing"));
    QVERIFY(table_error(path() / "nowhere.npy").contains("nowhere.npy"));
    write_text(path() / "short.npy", "\x93NUMPY\x01");
    QVERIFY(table_error(path() / "short.npy").contains("truncated"));
    write_text(path() / "text.npy", "a text of some length");
    QVERIFY(table_error(path() / "text.npy").contains("is neither .npy"));
  }

  void truncated_files_are_errors_at_every_length_data() {
    QTest::addColumn<int>("size");
    for (const char* name :
         {"rows.npy", "ids.npz", "packed.npz", "tensor.pt", "ids.safetensors", "clipcap_protocol4.pkl"})
      QTest::newRow(name) << 0;
  }
  void truncated_files_are_errors_at_every_length() {
    std::ifstream in(made(QTest::currentDataTag()), std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    for (std::size_t size = 0; size < whole.size(); size += 1 + size / 40) {
      write_text(path() / "cut", whole.substr(0, size));
      QVERIFY2(table_error(path() / "cut") != "read", qPrintable(QString::number(size)));
    }
  }

  void embeddings_belong_to_images_by_order_or_by_id() {
    write_text(path() / "x.json", R"({"images": [{"id": 9, "file_name": "a.png"}, {"id": 318556, "file_name": "b.png"},
      {"id": 7, "file_name": "c.png"}], "annotations": [{"image_id": 9, "caption": "Nine."}]})");
    OpenDatasetOptions options;
    options.embeddings = made("rows.npy");
    const Dataset ordered = open_dataset(path() / "x.json", options);
    QVERIFY(ordered.problems.empty());
    for (std::size_t i = 0; i < 3; ++i) QCOMPARE(row_of(ordered.images[i].embedding), kRows[i]);
    options.embeddings = made("ids.npz");
    const Dataset by_id = open_dataset(path() / "x.json", options);
    QCOMPARE(by_id.images.size(), std::size_t{2});
    QCOMPARE(row_of(by_id.images[0].embedding), kRows[2]);
    QCOMPARE(row_of(by_id.images[1].embedding), kRows[0]);
    QVERIFY(has_problem(by_id, "ids.npz", "no embedding of 1 images"));
    write_text(path() / "y.json", R"({"images": [{"id": 9, "file_name": "a.png"}], "annotations": []})");
    options.embeddings = made("rows.npy");
    QVERIFY2(error_of(path() / "y.json", options).contains("holds 3 embeddings, but"),
             qPrintable(error_of(path() / "y.json", options)));
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestDataEmbeddings)
#include "tst_data_embeddings.moc"
