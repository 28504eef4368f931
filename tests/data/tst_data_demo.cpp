// The demo: faithful pictures and captions, disjoint parts, the same bytes from the same seed.
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <opencv2/core.hpp>
#include <set>

#include "data/dataset.h"
#include "data/demo_captions.h"
#include "data/demo_pictures.h"
#include "data/demo_scene.h"
#include "data/demo_scenes.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Centre of the pixels near `colour`, as fractions of the side; (-1, -1) when there are fewer than 20.
cv::Point2d centre_of(const cv::Mat& picture, DemoRgb colour) {
  cv::Point2d sum;
  int count = 0;
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const cv::Vec3b pixel = picture.at<cv::Vec3b>(y, x);
      const double far = std::hypot(pixel[0] - colour.b, pixel[1] - colour.g, pixel[2] - colour.r);
      if (far < 40) sum += cv::Point2d(x, y), ++count;
    }
  }
  return count < 20 ? cv::Point2d(-1, -1) : sum / (static_cast<double>(count) * picture.rows);
}

DemoScene pair_scene(DemoRelation relation, DemoSize first, DemoSize second) {
  DemoScene scene;
  scene.background = DemoBackground::snow;
  scene.relation = relation;
  scene.groups = {{DemoObject::star, DemoColour::red, first, 1}, {DemoObject::cat, DemoColour::purple, second, 1}};
  return scene;
}

std::vector<DemoScene> scenes_of(const char* part, int count, HeldOut held_out) {
  std::vector<DemoScene> scenes;
  for (int i = 0; i < count; ++i) {
    CounterRandom random(static_cast<std::uint64_t>(i) + name_bits(part));
    scenes.push_back(draw_scene(random, scene_slots(part, 0, 1), held_out));
  }
  return scenes;
}

bool tells(const std::string& caption, const char* pattern) {
  return QString::fromStdString(caption).contains(
      QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption));
}

}  // namespace

class TestDataDemo : public QObject {
  Q_OBJECT

 private slots:
  void the_demo_is_a_coco_dataset() {
    QTemporaryDir folder;
    const fs::path out = folder.path().toStdString();
    DemoOptions options;
    options.parts = {{"train", 40, false}, {"val", 10, true}};
    double last = 0;
    options.progress = [&](double done) { last = done; };
    const DemoCounts counts = write_demo_scenes(out, options);
    QCOMPARE(counts.images, std::int64_t{50});
    QCOMPARE(counts.captions, std::int64_t{250});
    QCOMPARE(last, 1.0);
    const Dataset train = open_dataset(out / "annotations/train.json"),
                  val = open_dataset(out / "annotations/val.json");
    QVERIFY(train.problems.empty() && val.problems.empty());
    QCOMPARE(train.images.size(), std::size_t{40});
    QCOMPARE(val.caption_count(), std::size_t{50});
    QCOMPARE(val.images[0].split, Split::validation);
    QCOMPARE(val.images[0].file_name, std::string("val/000001.png"));
    QCOMPARE(val.images[0].width, 224);
    QVERIFY(!train.find(val.images[0].id));
    const RgbImage picture = decode_image(val.images[0].path);
    QCOMPARE(picture.width, 224);
    QCOMPARE(picture.height, 224);
  }

  void the_same_seed_gives_the_same_bytes() {
    QTemporaryDir first, second, third;
    DemoOptions options;
    options.parts = {{"train", 3, false}};
    write_demo_scenes(first.path().toStdString(), options);
    options.parts = {{"val", 1, false}, {"train", 2, false}};
    write_demo_scenes(second.path().toStdString(), options);
    const auto file = [](const QTemporaryDir& folder) {
      return fs::path(folder.path().toStdString()) / "images/train/000002.png";
    };
    QVERIFY(bytes_of(file(first)) == bytes_of(file(second)));
    options.seed = 1;
    write_demo_scenes(third.path().toStdString(), options);
    QVERIFY(bytes_of(file(first)) != bytes_of(file(third)));
  }

  void parts_never_share_scenes() {
    std::set<std::uint64_t> seen;
    for (const char* part : {"train", "val", "test", "clip", "corpus"}) {
      std::set<std::uint64_t> own;
      for (const DemoScene& scene : scenes_of(part, 400, HeldOut::never)) own.insert(scene_hash(scene));
      QVERIFY(own.size() > 350);
      for (const std::uint64_t hash : own) QVERIFY2(seen.insert(hash).second, part);
    }
    const SceneSlots a = scene_slots("mine", 0, 2), b = scene_slots("other", 1, 2);
    QVERIFY(a.first < a.last && a.last <= b.first && b.first < b.last && b.last <= kSceneSlots);
    QVERIFY(scene_slots("corpus", 0, 1).last <= a.first);
  }

  void held_out_combinations_stay_out() {
    int combinations = 0;
    for (int object = 0; object < kDemoObjects; ++object) {
      for (int colour = 0; colour < kDemoColours; ++colour) {
        combinations += is_held_out(static_cast<DemoObject>(object), static_cast<DemoColour>(colour));
      }
    }
    QCOMPARE(combinations, 10);
    for (const DemoScene& scene : scenes_of("train", 300, HeldOut::never)) QVERIFY(!shows_held_out(scene));
    for (const DemoScene& scene : scenes_of("val", 100, HeldOut::always)) QVERIFY(shows_held_out(scene));
  }

  void captions_name_what_the_scene_shows() {
    constexpr std::array<const char*, kDemoColours> colours{"red",  "orange", "yellow", "green",
                                                            "blue", "purple", "pink"};
    constexpr std::array<const char*, kDemoObjects> nouns{
        "stars?",         "hearts?",           "fish",      "birds?",           "flowers?|blossoms?", "mushrooms?",
        "cats?|kittens?", "boats?|sailboats?", "balloons?", "houses?|cottages?"};
    std::set<QString> words;
    double total = 0;
    int captions = 0;
    std::vector<DemoScene> scenes = scenes_of("train", 600, HeldOut::never);
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      CounterRandom random(i);
      const std::vector<std::string> told = caption_scene(scenes[i], random);
      QCOMPARE(told.size(), std::size_t{5});
      QCOMPARE(std::set<std::string>(told.begin(), told.end()).size(), std::size_t{5});
      for (const std::string& caption : told) {
        QVERIFY(caption.front() >= 'A' && caption.front() <= 'Z' && caption.back() == '.');
        const QStringList split = QString::fromStdString(caption).toLower().remove('.').remove(',').split(' ');
        QVERIFY2(split.size() >= 4 && split.size() <= 18, caption.c_str());
        words.insert(split.begin(), split.end());
        total += static_cast<double>(split.size()), ++captions;
        for (int colour = 0; colour < kDemoColours; ++colour) {
          const bool shown = std::any_of(scenes[i].groups.begin(), scenes[i].groups.end(), [&](const DemoGroup& group) {
            return static_cast<int>(group.colour) == colour;
          });
          QCOMPARE(split.contains(colours[static_cast<std::size_t>(colour)]), shown);
        }
        for (int object = 0; object < kDemoObjects; ++object) {
          const bool shown = std::any_of(scenes[i].groups.begin(), scenes[i].groups.end(), [&](const DemoGroup& group) {
            return static_cast<int>(group.object) == object;
          });
          const std::string pattern = std::string("\\b(") + nouns[static_cast<std::size_t>(object)] + ")\\b";
          QVERIFY2(tells(caption, pattern.c_str()) == shown, caption.c_str());
        }
      }
    }
    QVERIFY2(words.size() >= 100 && words.size() <= 140, qPrintable(QString::number(words.size())));
    QVERIFY2(total / captions > 9 && total / captions < 12, qPrintable(QString::number(total / captions)));
  }

  void captions_tell_relations_from_either_side() {
    const DemoScene beside = pair_scene(DemoRelation::left_of, DemoSize::medium, DemoSize::medium);
    const DemoScene above = pair_scene(DemoRelation::above, DemoSize::medium, DemoSize::medium);
    const DemoScene front = pair_scene(DemoRelation::in_front_of, DemoSize::small, DemoSize::big);
    int left = 0, right = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
      CounterRandom random(i);
      for (const std::string& caption : caption_scene(beside, random)) {
        if (tells(caption, "left of")) {
          ++left;
          QVERIFY2(tells(caption, "star .*left of.*(cat|kitten)"), caption.c_str());
        }
        if (tells(caption, "right of")) {
          ++right;
          QVERIFY2(tells(caption, "(cat|kitten) .*right of.*star"), caption.c_str());
        }
        if (tells(caption, "to the left( |\\.)(?!of)"))
          QVERIFY2(tells(caption, "(cat|kitten) with .*star to the left"), caption.c_str());
        QVERIFY(!tells(caption, "above|below|under|over|behind|front"));
      }
      for (const std::string& caption : caption_scene(above, random)) {
        if (tells(caption, "(above|over) a|(above|over) one"))
          QVERIFY2(tells(caption, "star .*(above|over) .*(cat|kitten)"), caption.c_str());
        if (tells(caption, "(below|beneath) a "))
          QVERIFY2(tells(caption, "(cat|kitten) .*(below|beneath) a .*star"), caption.c_str());
        QVERIFY(!tells(caption, "left|right|behind|front"));
      }
      for (const std::string& caption : caption_scene(front, random)) {
        if (tells(caption, "in front of (a|one)"))
          QVERIFY2(tells(caption, "star .*in front of .*(cat|kitten)"), caption.c_str());
        if (tells(caption, "behind (a|one)")) QVERIFY2(tells(caption, "(cat|kitten) .*behind .*star"), caption.c_str());
      }
    }
    QVERIFY(left > 50 && right > 50);
  }

  void pictures_show_relations() {
    const DemoRgb red = demo_rgb(DemoColour::red), purple = demo_rgb(DemoColour::purple);
    for (std::uint64_t i = 0; i < 20; ++i) {
      CounterRandom random(i);
      const cv::Mat beside =
          paint_scene(pair_scene(DemoRelation::left_of, DemoSize::medium, DemoSize::medium), 224, random);
      QVERIFY(centre_of(beside, purple).x - centre_of(beside, red).x > 0.25);
      QVERIFY(std::abs(centre_of(beside, purple).y - centre_of(beside, red).y) < 0.08);
      const cv::Mat above =
          paint_scene(pair_scene(DemoRelation::above, DemoSize::medium, DemoSize::medium), 224, random);
      QVERIFY(centre_of(above, purple).y - centre_of(above, red).y > 0.25);
      const cv::Mat front =
          paint_scene(pair_scene(DemoRelation::in_front_of, DemoSize::small, DemoSize::big), 224, random);
      QVERIFY(centre_of(front, purple).y >= 0 && centre_of(front, red).y - centre_of(front, purple).y > 0.1);
    }
  }

  void pictures_show_sides_and_sizes() {
    const DemoRgb blue = demo_rgb(DemoColour::purple);
    DemoScene scene;
    scene.background = DemoBackground::meadow;
    scene.groups = {{DemoObject::heart, DemoColour::purple, DemoSize::medium, 1}};
    double x[3];
    for (int side = 0; side < 3; ++side) {
      CounterRandom random(4);
      scene.position = static_cast<DemoPosition>(side);
      x[side] = centre_of(paint_scene(scene, 224, random), blue).x;
    }
    QVERIFY(x[0] > 0.1 && x[0] < 0.35 && std::abs(x[1] - 0.5) < 0.06 && x[2] > 0.65 && x[2] < 0.9);
  }

  void the_corpus_is_of_other_scenes() {
    const std::vector<std::string> corpus = demo_corpus(50, 0);
    QCOMPARE(corpus.size(), std::size_t{250});
    QCOMPARE(demo_corpus(50, 0), corpus);
    QVERIFY(demo_corpus(50, 1) != corpus);
  }

  void impossible_options_are_refused() {
    QTemporaryDir folder;
    DemoOptions options;
    options.parts = {{"../up", 1, false}};
    QVERIFY_EXCEPTION_THROWN(write_demo_scenes(folder.path().toStdString(), options), std::invalid_argument);
    options.parts = {{"a", 1, false}, {"a", 1, false}};
    QVERIFY_EXCEPTION_THROWN(write_demo_scenes(folder.path().toStdString(), options), std::invalid_argument);
    options.parts = {{"a", 1, false}};
    QVERIFY_EXCEPTION_THROWN(write_demo_scenes("/proc/nowhere", options), std::runtime_error);
    options.cancelled = [] { return true; };
    QVERIFY_EXCEPTION_THROWN(write_demo_scenes(folder.path().toStdString(), options), std::runtime_error);
  }
};

QTEST_GUILESS_MAIN(TestDataDemo)
#include "tst_data_demo.moc"
