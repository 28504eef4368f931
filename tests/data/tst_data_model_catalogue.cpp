// Weights found in caches and folders: links, downloads that did not finish, and trees nobody would make on purpose.

#include <sys/stat.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "data/model_catalogue.h"
#include "data/model_files.h"
#include "float_table.h"

using namespace vignette;
namespace fs = std::filesystem;

class ModelCatalogueTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;

  fs::path root() const { return folder_->path().toStdString(); }
  static void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  static void write_tensors(const fs::path& file, const QVector<std::pair<QString, QVector<int>>>& tensors) {
    fs::create_directories(file.parent_path());
    write_named_floats(QString::fromStdString(file.string()), tensors);
  }

  static constexpr const char* kGpt2 =
      R"({"model_type": "gpt2", "n_layer": 12, "n_embd": 768, "n_head": 12, "vocab_size": 50257, "n_positions": 1024})";

  /// As huggingface_hub lays it out: files are links into blobs. Answers the snapshot.
  fs::path cached(const std::string& repository, const std::string& revision, const std::string& config) {
    const auto folder = root() / "hub" / repository;
    write(folder / "refs" / "main", revision);
    write(folder / "blobs" / ("c" + revision), config);
    write_tensors(folder / "blobs" / ("w" + revision), {{"wte.weight", {4, 2}}});
    const auto snapshot = folder / "snapshots" / revision;
    fs::create_directories(snapshot);
    fs::create_symlink("../../blobs/c" + revision, snapshot / "config.json");
    fs::create_symlink("../../blobs/w" + revision, snapshot / "model.safetensors");
    return snapshot;
  }

  Catalogue search(const std::vector<fs::path>& folders = {}, CatalogueLimits limits = {}) const {
    return find_models({folders, folders.empty(), limits});
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    for (const char* name : {"HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"}) qunsetenv(name);
    qputenv("HF_HUB_CACHE", QByteArray::fromStdString((root() / "hub").string()));
    qputenv("HOME", QByteArray::fromStdString((root() / "home").string()));
  }

  void the_cache_is_where_huggingface_hub_has_it() {
    QCOMPARE(hugging_face_cache().string(), (root() / "hub").string());
    qunsetenv("HF_HUB_CACHE");
    qputenv("HUGGINGFACE_HUB_CACHE", "/older");
    QCOMPARE(hugging_face_cache().string(), std::string("/older"));
    qunsetenv("HUGGINGFACE_HUB_CACHE");
    qputenv("HF_HOME", "~/hf");
    QCOMPARE(hugging_face_cache().string(), (root() / "home" / "hf" / "hub").string());
    qunsetenv("HF_HOME");
    QCOMPARE(hugging_face_cache().string(), (root() / "home/.cache/huggingface/hub").string());
    QCOMPARE(openai_cache().string(), (root() / "home/.cache/clip").string());
    QVERIFY(search().models.empty());
  }

  void the_snapshot_that_main_names_is_taken() {
    const auto old = cached("models--openai--gpt", "aaa", kGpt2);
    const auto main = cached("models--openai--gpt", "bbb", kGpt2);
    QVERIFY(fs::exists(old));
    const auto found = search().models;
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].name, std::string("openai/gpt"));
    QCOMPARE(found[0].path.string(), main.string());
    QCOMPARE(found[0].source, CatalogueSource::hugging_face);
    QVERIFY2(found[0].usable(), found[0].model.problem.c_str());
    QCOMPARE(found[0].model.kind, ModelKind::gpt2);
    QCOMPARE(found[0].model.size("width"), 768);
    QCOMPARE(found[0].model.size("heads"), 12);
    QCOMPARE(found[0].bytes, fs::file_size(main / "config.json") + fs::file_size(main / "model.safetensors"));
  }

  void what_did_not_finish_is_told_and_not_offered() {
    const auto broken = cached("models--gpt2", "aaa", kGpt2);
    fs::remove(root() / "hub/models--gpt2/blobs/waaa");
    auto found = search().models;
    QCOMPARE(found.size(), 1u);
    QVERIFY(!found[0].usable());
    QVERIFY2(found[0].model.problem.find("link") != std::string::npos, found[0].model.problem.c_str());
    write(root() / "hub/models--gpt2/blobs/waaa.incomplete", "half");
    fs::remove(broken / "model.safetensors");
    found = search().models;
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].model.problem, std::string("its download is not complete: run \"hf download gpt2\" again"));
  }

  void truncated_weights_are_not_offered() {
    const auto folder = root() / "mine" / "roberta";
    write(folder / "config.json", R"({"model_type": "roberta", "num_hidden_layers": 6})");
    write_tensors(folder / "model.safetensors", {{"embeddings.word_embeddings.weight", {8, 4}}});
    QVERIFY(search({root() / "mine"}).models.at(0).usable());
    fs::resize_file(folder / "model.safetensors", fs::file_size(folder / "model.safetensors") - 1);
    const auto found = search({root() / "mine"}).models.at(0);
    QVERIFY(!found.usable());
    QCOMPARE(found.name, std::string("roberta"));
    QVERIFY2(found.model.problem.find("model.safetensors") != std::string::npos, found.model.problem.c_str());
  }

  void loose_files_are_told_by_their_tensors() {
    const auto folder = root() / "mine";
    write_tensors(folder / "deep" / "coco.safetensors", {{"gpt.transformer.wte.weight", {100, 16}},
                                                         {"gpt.transformer.wpe.weight", {32, 16}},
                                                         {"gpt.transformer.h.0.attn.c_attn.weight", {16, 48}},
                                                         {"gpt.transformer.h.0.ln_1.weight", {16}},
                                                         {"clip_project.prefix_const", {5, 16}},
                                                         {"clip_project.linear.weight", {48, 8}},
                                                         {"clip_project.transformer.layers.0.norm1.weight", {16}},
                                                         {"clip_project.transformer.layers.0.mlp.fc1.weight", {32, 16}},
                                                         {"clip_project.transformer.layers.1.norm1.weight", {16}}});
    write_tensors(folder / "other.safetensors", {{"anything", {1}}});
    write(folder / "broken.pt", "no archive");
    const auto found = search({folder}).models;
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].name, std::string("deep/coco.safetensors"));
    const auto& model = found[0].model;
    QCOMPARE(model.kind, ModelKind::captioner);
    QCOMPARE(model.mapper, std::string("transformer"));
    QCOMPARE(model.size("embedding"), 8);
    QCOMPARE(model.size("prefix"), 5);
    QCOMPARE(model.size("clip_length"), 3);
    QCOMPARE(model.size("mapper_layers"), 2);
    QVERIFY2(model.problem.find("vignette-cli import") != std::string::npos, model.problem.c_str());
  }

  void a_mapper_that_is_not_had_is_named() {
    WeightShapes weights = {{"module.gpt.transformer.wte.weight", {100, 16}},
                            {"module.gpt.transformer.wpe.weight", {32, 16}},
                            {"module.gpt.transformer.h.0.attn.c_attn.weight", {16, 48}},
                            {"module.clip_project.weight", {160, 8}}};
    const auto model = describe_weights(weights);
    QCOMPARE(model.kind, ModelKind::captioner);
    QCOMPARE(model.wrapper, std::string("module."));
    QVERIFY2(model.problem.find("linear layer") != std::string::npos, model.problem.c_str());
    weights.erase("module.clip_project.weight");
    weights["module.clip_project.model.0.weight"] = {80, 8};
    weights["module.clip_project.model.2.weight"] = {160, 80};
    const auto mlp = describe_weights(weights);
    QCOMPARE(mlp.mapper, std::string("mlp"));
    QCOMPARE(mlp.size("prefix"), 10);
    QVERIFY2(mlp.problem.empty(), mlp.problem.c_str());
  }

  void openai_files_are_told_apart() {
    const WeightShapes common = {{"transformer.resblocks.0.ln_1.weight", {64}},
                                 {"token_embedding.weight", {1000, 64}},
                                 {"text_projection", {64, 32}}};
    auto weights = common;
    weights["visual.class_embedding"] = {128};
    weights["visual.conv1.weight"] = {128, 3, 14, 14};
    weights["visual.transformer.resblocks.0.ln_1.weight"] =
        weights["visual.transformer.resblocks.1.ln_1.weight"] = {128};
    const auto vit = describe_weights(weights);
    QCOMPARE(vit.kind, ModelKind::clip);
    QCOMPARE(vit.layout, WeightLayout::openai_clip);
    QCOMPARE(vit.system, std::string("CLIP (ViT)"));
    QCOMPARE(vit.size("embedding"), 32);
    QCOMPARE(vit.size("layers"), 2);
    QCOMPARE(vit.size("width"), 128);
    QCOMPARE(vit.size("patch"), 14);
    weights = common;
    weights["visual.conv1.weight"] = {32, 3, 3, 3};
    weights["visual.layer1.0.conv1.weight"] = {64, 64, 1, 1};
    const auto resnet = describe_weights(weights);
    QCOMPARE(resnet.system, std::string("CLIP (ResNet)"));
    QCOMPARE(resnet.size("width"), 64);
    QCOMPARE(resnet.size("text_layers"), 1);
    const auto blip = describe_weights({{"visual_encoder.cls_token", {1, 1, 768}},
                                        {"visual_encoder.blocks.0.norm1.weight", {768}},
                                        {"visual_encoder.patch_embed.proj.weight", {768, 3, 16, 16}}});
    QCOMPARE(blip.kind, ModelKind::blip);
    QCOMPARE(blip.size("embedding"), 768);
    QCOMPARE(blip.size("patch"), 16);
  }

  void nasty_trees_end() {
    const auto folder = root() / "nasty";
    fs::create_directories(folder / "a" / "b");
    fs::create_directory_symlink(folder, folder / "a" / "b" / "loop");
    fs::create_symlink("self.safetensors", folder / "self.safetensors");
    fs::create_symlink("/nowhere/at/all", folder / "config.json");
    QCOMPARE(::mkfifo((folder / "pipe.pt").c_str(), 0600), 0);
    QCOMPARE(::mkfifo((folder / "a" / "config.json").c_str(), 0600), 0);
    write(folder / "odd-\xff\xfe.bin", "x");
    write(folder / "huge" / "config.json", std::string(5 << 20, '['));
    write(folder / "nested" / "config.json", std::string(100'000, '[') + std::string(100'000, ']'));
    write(folder / "typed" / "config.json", R"({"model_type": ["gpt2"], "n_layer": -3})");
    write(folder / "strange" / "config.json", R"({"model_type": "t5"})");
    write(folder / "empty.safetensors", "");
    fs::path deep = folder;
    for (int i = 0; i < 40; ++i) deep /= "d";
    write(deep / "config.json", kGpt2);
    fs::create_directories(folder / "closed");
    fs::permissions(folder / "closed", fs::perms::none);
    QElapsedTimer clock;
    clock.start();
    const auto found = search({folder, root() / "missing"});
    fs::permissions(folder / "closed", fs::perms::owner_all);
    QVERIFY(found.models.empty());
    QVERIFY(clock.elapsed() < 3000);
    QVERIFY(!found.notes.empty());
    QCOMPARE(found.searched.size(), 1u);
    fs::remove_all(folder);  // names that are no text are too much for QTemporaryDir
  }

  void limits_and_cancelling_end_a_walk() {
    const auto folder = root() / "many";
    for (int i = 0; i < 300; ++i) write(folder / std::to_string(i) / "readme", "x");
    const auto found = search({folder}, {6, 100, 2000});
    QCOMPARE(found.notes.size(), 1u);
    QVERIFY2(found.notes[0].find("ended") != std::string::npos, found.notes[0].c_str());
    int asked = 0;
    find_models({{folder}, false, {}}, [&] { return ++asked == 5; });
    QCOMPARE(asked, 5);
  }

  void the_same_folder_is_listed_once() {
    cached("models--gpt2", "aaa", kGpt2);
    const auto found = find_models({{root() / "hub", root() / "hub" / "models--gpt2"}, true, {}});
    QCOMPARE(found.models.size(), 1u);
    QCOMPARE(found.models[0].source, CatalogueSource::hugging_face);
  }

  void other_parts_of_a_training_folder_stay_out() {
    const auto folder = root() / "runs" / "checkpoint";
    write(
        folder / "captioner.json",
        R"({"mapper": {"kind": "mlp", "embedding_size": 512, "prefix_length": 10}, "language_model": {"n_layer": 3}})");
    write_tensors(folder / "model.safetensors", {{"gpt.transformer.wte.weight", {4, 2}}});
    write_tensors(folder / "training.safetensors", {{"moments", {4, 2}}});
    const auto found = search({root() / "runs"}).models;
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].model.system, std::string("Vignette"));
    QCOMPARE(found[0].model.size("embedding"), 512);
  }
};

QTEST_GUILESS_MAIN(ModelCatalogueTest)
#include "tst_data_model_catalogue.moc"
