// Weight files of every container, listed without reading their data; and what is refused, with the way out.
#include <sys/stat.h>

#include <QTest>
#include <fstream>

#include "data/weight_files.h"
#include "dataset_fixture.h"
#include "problems_test.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

fs::path golden(const char* name) {
  return fs::path(VIGNETTE_TEST_DATA) / "goldens/weights" / name;
}

QString failure(const fs::path& path) {
  try {
    list_weights(path);
  } catch (const WeightsError& error) {
    return QString::fromUtf8(error.what());
  }
  return "listed";
}

/// "name dtype [sizes]" of each tensor.
QStringList described(const WeightList& list) {
  QStringList lines;
  for (const auto& entry : list.entries) {
    QStringList sizes;
    for (const auto size : entry.shape) sizes << QString::number(size);
    lines << QString("%1 %2 [%3]").arg(entry.name.c_str(), entry.dtype.c_str(), sizes.join(", "));
  }
  return lines;
}

template <std::size_t size>
std::string bytes_of(const char (&literal)[size]) {
  return {literal, size - 1};
}

template <class Number>
std::string little(Number number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

void append(std::string& all, std::initializer_list<std::string> parts) {
  for (const auto& part : parts) all += part;
}

/// A zip archive of data.pkl and of data/0 with `size` bytes that are a hole in the file, with zip64's numbers.
void write_large_archive(const fs::path& file, const std::string& pickle, std::uint64_t size) {
  const std::uint32_t in_extra = 0xffffffff;
  const std::string names[] = {"a/data.pkl", "a/data/0"};
  const std::uint64_t sizes[] = {pickle.size(), size};
  const auto local = [&](int i) {
    std::string header = "PK\3\4" + std::string(14, '\0');
    append(header, {little(in_extra), little(in_extra), little(std::uint16_t(names[i].size())),
                    little(std::uint16_t{0}), names[i]});
    return header;
  };
  const std::uint64_t second = local(0).size() + pickle.size(), directory = second + local(1).size() + size;
  const std::uint64_t places[] = {0, second};
  std::string end;
  for (int i = 0; i < 2; ++i)
    append(end,
           {"PK\1\2", std::string(16, '\0'), little(in_extra), little(in_extra), little(std::uint16_t(names[i].size())),
            little(std::uint16_t{28}), std::string(10, '\0'), little(in_extra), names[i], little(std::uint16_t{1}),
            little(std::uint16_t{24}), little(sizes[i]), little(sizes[i]), little(places[i])});
  const std::uint64_t end64 = directory + end.size();
  append(end, {"PK\6\6", little(std::uint64_t{44}), std::string(12, '\0'), little(std::uint64_t{2}),
               little(std::uint64_t{2}), little(end64 - directory), little(directory)});
  append(end, {"PK\6\7", std::string(4, '\0'), little(end64), little(std::uint32_t{1})});
  append(end, {"PK\5\6", std::string(4, '\0'), little(std::uint16_t{2}), little(std::uint16_t{2}),
               little(std::uint32_t{0}), little(in_extra), std::string(2, '\0')});
  std::ofstream(file, std::ios::binary) << local(0) << pickle << local(1);
  fs::resize_file(file, directory);
  std::ofstream(file, std::ios::binary | std::ios::app) << end;
}

}  // namespace

class TestDataWeightFiles : public QObject {
  Q_OBJECT

 private:
  FreshFolders fresh;

  static void expect_parts(const QString& message, std::initializer_list<const char*> parts) {
    for (const char* part : parts) QVERIFY2(message.contains(part), qPrintable(message + " lacks " + part));
  }

 private slots:
  void containers_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("container");
    QTest::addColumn<QStringList>("tensors");
    const QStringList plain = {"a.weight F32 [2, 3]", "b F16 [4]"};
    const QStringList shards = {"a F32 [2]", "b F32 [3]", "c BF16 [1]"};
    QTest::newRow("state dict") << "plain.pt" << "torch archive" << plain;
    QTest::newRow("under state_dict, with module.") << "state_dict.pt" << "torch archive" << plain;
    QTest::newRow("under model") << "model.pth" << "torch archive" << plain;
    QTest::newRow("under model_state_dict") << "model_state_dict.pt" << "torch archive" << plain;
    QTest::newRow("views") << "views.pt" << "torch archive" << QStringList{"row F32 [3]", "turned F32 [3, 2]"};
    QTest::newRow("sharded safetensors") << "sharded_safetensors" << "sharded safetensors" << shards;
    QTest::newRow("sharded torch archive") << "sharded_bin" << "sharded torch archive" << shards;
    QTest::newRow("index of shards") << "sharded_bin/pytorch_model.bin.index.json" << "sharded torch archive" << shards;
    QStringList scripted = {"context_length I64 []",           "logit_scale F16 []",
                            "visual.bn1.bias F16 [2]",         "visual.bn1.num_batches_tracked I64 []",
                            "visual.bn1.running_mean F16 [2]", "visual.bn1.running_var F16 [2]",
                            "visual.bn1.weight F16 [2]"};
    for (const char* block : {"0", "1"}) {
      const auto attention = QString("visual.transformer.resblocks.%1.attn.").arg(block);
      scripted << attention + "in_proj_weight F16 [6, 2]" << attention + "out_proj.bias F16 [2]"
               << attention + "out_proj.weight F16 [2, 2]";
    }
    QTest::newRow("TorchScript") << "scripted.pt" << "TorchScript archive" << scripted;
  }
  void containers() {
    QFETCH(QString, file);
    QFETCH(QString, container);
    QFETCH(QStringList, tensors);
    const auto list = list_weights(golden(file.toUtf8()));
    QCOMPARE(QString::fromUtf8(name_of(list.container).data()), container);
    QCOMPARE(described(list), tensors);
    QCOMPARE(list.files.size(), std::size_t(container.startsWith("sharded") ? 2 : 1));
    QVERIFY(list.bytes > 0);
  }

  void a_single_file_comes_before_shards() {
    const auto folder = fresh();
    QVERIFY(weights_in(folder).empty());
    for (const char* name :
         {"pytorch_model.bin.index.json", "pytorch_model.bin", "model.safetensors.index.json", "model.safetensors"}) {
      write_text(folder / name, "x");
      QCOMPARE(weights_in(folder), folder / name);
    }
  }

  void shards_that_do_not_fit() {
    const auto folder = fresh();
    fs::copy(golden("sharded_safetensors"), folder, fs::copy_options::recursive);
    const auto index = folder / "model.safetensors.index.json";
    const std::string first = "model-00001-of-00002.safetensors", second = "model-00002-of-00002.safetensors";
    const auto with_map = [&](const std::string& map) {
      write_text(index, "{\"weight_map\": {" + map + "}}");
      return failure(folder);
    };
    const auto at = [](const char* name, const std::string& file) {
      return QString("\"%1\": \"%2\"").arg(name, file.c_str()).toStdString();
    };
    const std::string good = at("a", first) + "," + at("b", second) + "," + at("c", second);
    QCOMPARE(with_map(good), "listed");
    expect_parts(with_map(at("a", first) + "," + at("b", second)), {second.c_str(), "holds 'c', which", "lacks"});
    expect_parts(with_map(at("a", second) + "," + at("b", second) + "," + at("c", second)), {"lacks 'a', which"});
    expect_parts(with_map(good + "," + at("d", first)), {first.c_str(), "lacks 'd', which", "download all of them"});
    expect_parts(with_map(good + "," + at("d", "gone.safetensors")),
                 {"gone.safetensors: is missing", "one of 3 files"});
    expect_parts(with_map(good + "," + at("d", "../x")), {"weight_map: 'd': expected a file beside the index"});
    expect_parts(with_map(good + ",\"d\": 1"), {"expected the file of 'd'"});
    write_text(index, "[1");
    expect_parts(failure(folder), {"index.json: expected an object with \"weight_map\""});
  }

  void classes_are_refused_by_name() {
    expect_parts(failure(golden("dangerous.pt")), {"dangerous.pt", "'posix system' is refused"});
    expect_parts(failure(golden("namespace.pt")), {"namespace.pt", "'argparse Namespace' is refused"});
  }

  void old_formats_say_how_to_convert_them() {
    expect_parts(failure(golden("legacy.pt")),
                 {"legacy.pt: was written in the format", "before torch 1.6",
                  "python -c \"import torch; torch.save(torch.load('", "weights_only=True"});
    const auto folder = fresh();
    std::string tar(512, '\0');
    tar.replace(0, 8, "sys_info").replace(257, 5, "ustar");
    write_text(folder / "old.pt", tar);
    expect_parts(failure(folder / "old.pt"), {"old.pt: is a tar archive", "python -c", "weights_only=False"});
    write_text(folder / "list.pkl", bytes_of("\x80\4]\x94K\1a.\0\0"));
    expect_parts(failure(folder / "list.pkl"), {"is a Python pickle, not weights", "torch.save"});
  }

  void pointers_of_git_lfs_are_told_apart() {
    const auto folder = fresh();
    write_text(folder / "model.safetensors",
               "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 548105171\n");
    expect_parts(failure(folder), {"model.safetensors: is a Git LFS pointer", "git lfs pull"});
  }

  void folders_without_weights_and_empty_files_are_named() {
    const auto folder = fresh();
    expect_parts(failure(folder), {"expected model.safetensors or pytorch_model.bin", "index.json"});
    expect_parts(failure(folder / "gone.pt"), {"gone.pt: cannot be opened"});
    write_text(folder / "empty.pt", "");
    expect_parts(failure(folder / "empty.pt"), {"empty.pt: expected a file of at least 1 bytes"});
    write_text(folder / "text.pt", "no weights at all");
    expect_parts(failure(folder / "text.pt"), {"text.pt", "truncated or no safetensors file"});
  }

  void pipes_are_refused_at_once() {
    const auto pipe = fresh() / "model.safetensors";
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    expect_parts(failure(pipe), {"model.safetensors", "no regular file"});
  }

  /// GPT-2 XL's pytorch_model.bin is of 6 GB. The file is sparse.
  void archives_of_more_than_4_gib() {
    const auto file = fresh() / "large.pt";
    const std::uint64_t size = (std::uint64_t{1} << 32) + (1 << 20);
    const auto tensor = bytes_of(
        "\x80\2}X\1\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\n"
        "X\1\0\0\0\060X\3\0\0\0cpuM\1\0tQJ\0\0\0@K\2\x85K\1\x85\x89}tRs.");
    write_large_archive(file, tensor, size);
    const auto opened = open_weights(file);
    QCOMPARE(opened.weights.size(), std::size_t{1});
    const auto& weight = opened.weights.at("w");
    QCOMPARE(weight.end - weight.begin, std::uint64_t{8});
    QVERIFY(weight.begin > (std::uint64_t{1} << 32));
    QCOMPARE(weight.shape, std::vector<std::int64_t>{2});
  }
};

QTEST_GUILESS_MAIN(TestDataWeightFiles)
#include "tst_data_weight_files.moc"
