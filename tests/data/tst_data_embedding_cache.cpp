// Content hashes and the embedding cache: resuming, damage, locking.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <fstream>
#include <iterator>

#include "data/embedding_cache.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

std::vector<float> row_of(const EmbeddingCache& cache, const std::string& key) {
  const auto row = cache.find(key);
  return {row.begin(), row.end()};
}

}  // namespace

class TestDataEmbeddingCache : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void hashes_are_sha256() {
    QCOMPARE(content_hash_of_text(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(content_hash_of_text("abc"),
             std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(content_hash_of_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
             std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    write_bytes(path() / "a", std::string(1000000, 'a'));
    QCOMPARE(content_hash(path() / "a"),
             std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    QVERIFY_EXCEPTION_THROWN(content_hash(path() / "missing"), std::runtime_error);
  }

  void rows_survive_closing() {
    {
      EmbeddingCache cache(path(), "enc", 3);
      cache.append("one", std::vector<float>{1, 2, 3});
      cache.append("two", std::vector<float>{-4, 0.5F, 6});
      cache.append("one", std::vector<float>{9, 9, 9});
      QCOMPARE(cache.size(), std::size_t{2});
    }
    const EmbeddingCache cache(path(), "enc", 3);
    QCOMPARE(cache.size(), std::size_t{2});
    QCOMPARE(row_of(cache, "one"), (std::vector<float>{1, 2, 3}));
    QCOMPARE(row_of(cache, "two"), (std::vector<float>{-4, 0.5F, 6}));
    QVERIFY(cache.find("three").empty());
  }

  void the_file_is_safetensors() {
    {
      EmbeddingCache cache(path(), "enc", 2);
      cache.append("k1", std::vector<float>{1.5F, 2});
      cache.append("k2", std::vector<float>{3, 4});
    }
    const std::string bytes = bytes_of(path() / "enc.safetensors");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    QCOMPARE((length + 8) % 64, std::uint64_t{0});
    const QJsonObject header =
        QJsonDocument::fromJson(QByteArray(bytes.data() + 8, static_cast<qsizetype>(length))).object();
    QCOMPARE(header["embeddings"].toObject()["dtype"].toString(), "F32");
    QCOMPARE(header["embeddings"].toObject()["shape"].toArray(), (QJsonArray{2, 2}));
    QCOMPARE(header["embeddings"].toObject()["data_offsets"].toArray(), (QJsonArray{0, 16}));
    QCOMPARE(bytes.substr(8 + length + 16), std::string("k1\nk2\n"));
    float first = 0;
    std::memcpy(&first, bytes.data() + 8 + length, 4);
    QCOMPARE(first, 1.5F);
  }

  void an_interrupted_embedding_goes_on() {
    const fs::path journal = path() / "enc.journal";
    {
      EmbeddingCache cache(path(), "enc", 2);
      cache.append("one", std::vector<float>{1, 2});
      cache.append("two", std::vector<float>{3, 4});
      fs::copy_file(journal, path() / "saved");  // as a killed process would leave it
    }
    fs::remove(path() / "enc.safetensors");
    const std::string saved = bytes_of(path() / "saved");
    for (std::size_t lost = 0; lost < saved.size() / 2; ++lost) {
      write_bytes(journal, saved.substr(0, saved.size() - lost));
      EmbeddingCache cache(path(), "enc", 2);
      QCOMPARE(cache.size(), std::size_t{lost == 0 ? 2U : 1U});
      QCOMPARE(row_of(cache, "one"), (std::vector<float>{1, 2}));
      cache.append("three", std::vector<float>{5, 6});
      cache.close();
      QCOMPARE(fs::file_size(journal), std::uintmax_t{0});
      QCOMPARE(row_of(cache, "three"), (std::vector<float>{5, 6}));
      fs::remove(path() / "enc.safetensors");
    }
  }

  void a_flipped_bit_ends_the_journal() {
    const fs::path journal = path() / "enc.journal";
    {
      EmbeddingCache cache(path(), "enc", 2);
      cache.append("one", std::vector<float>{1, 2});
      cache.append("two", std::vector<float>{3, 4});
      fs::copy_file(journal, path() / "saved");
    }
    fs::remove(path() / "enc.safetensors");
    std::string saved = bytes_of(path() / "saved");
    saved[saved.size() - 12] ^= 1;  // in the last row's floats
    write_bytes(journal, saved);
    QCOMPARE(EmbeddingCache(path(), "enc", 2).size(), std::size_t{1});
  }

  void rows_are_added_to_what_is_there() {
    for (int i = 0; i < 20; ++i) {
      EmbeddingCache cache(path(), "enc", 1);
      QCOMPARE(cache.size(), static_cast<std::size_t>(i));
      cache.append("key" + std::to_string(i), std::vector<float>{static_cast<float>(i)});
    }
    const EmbeddingCache cache(path(), "enc", 1);
    for (int i = 0; i < 20; ++i)
      QCOMPARE(row_of(cache, "key" + std::to_string(i)), std::vector<float>{static_cast<float>(i)});
  }

  void one_writer_at_a_time() {
    const EmbeddingCache cache(path(), "enc", 2);
    QVERIFY_EXCEPTION_THROWN(EmbeddingCache(path(), "enc", 2), std::runtime_error);
    const EmbeddingCache other(path(), "other", 2);
  }

  void wrong_widths_are_refused() {
    {
      EmbeddingCache cache(path(), "enc", 2);
      QVERIFY_EXCEPTION_THROWN(cache.append("a", std::vector<float>{1}), std::invalid_argument);
      QVERIFY_EXCEPTION_THROWN(cache.append("a\nb", std::vector<float>{1, 2}), std::invalid_argument);
      cache.append("a", std::vector<float>{1, 2});
    }
    QVERIFY_EXCEPTION_THROWN(EmbeddingCache(path(), "enc", 3), std::runtime_error);
    QVERIFY_EXCEPTION_THROWN(EmbeddingCache(path(), "enc", 0), std::invalid_argument);
  }

  void damaged_files_are_refused_by_name() {
    {
      EmbeddingCache cache(path(), "enc", 2);
      cache.append("a", std::vector<float>{1, 2});
    }
    const fs::path file = path() / "enc.safetensors";
    const std::string whole = bytes_of(file);
    for (const std::size_t length : {std::size_t{4}, std::size_t{60}, whole.size() - 6, whole.size() - 1}) {
      write_bytes(file, whole.substr(0, length));
      try {
        EmbeddingCache cache(path(), "enc", 2);
        QFAIL("opened");
      } catch (const std::runtime_error& error) {
        QVERIFY2(QString(error.what()).contains("enc.safetensors"), error.what());
        QVERIFY2(QString(error.what()).contains("delete the file"), error.what());
      }
    }
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestDataEmbeddingCache)
#include "tst_data_embedding_cache.moc"
