// The Captions dock at scale, in the real widgets: filter and sort of 118,000 captions, and frames of the grid while
// scrolling and filtering 40,000 pictures. Prints milliseconds: median, 99th percentile, worst.
// captions_speed [captions] [pictures]

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cstdio>
#include <random>

#include "app/store_access.h"
#include "captions/caption_arrangement.h"
#include "captions/caption_model.h"
#include "captions/captions_view.h"
#include "captions/thumbnail_grid.h"
#include "store/experiment_store.h"

using namespace vignette;

namespace {

void tell(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double q) { return times[static_cast<std::size_t>(q * static_cast<double>(times.size() - 1))]; };
  std::printf("%-42s median %7.2f  p99 %7.2f  worst %7.2f ms  (%zu)\n", what, at(0.5), at(0.99), times.back(),
              times.size());
}

std::string captionOf(std::mt19937& random) {
  static const char* const words[] = {"man",     "woman", "dog",   "cat",     "street",  "table",
                                      "red",     "small", "two",   "riding",  "holding", "white",
                                      "frisbee", "train", "pizza", "sitting", "field",   "large"};
  std::string text = "a";
  for (int i = 0; i < 9; ++i) text += std::string(" ") + words[random() % std::size(words)];
  return text;
}

CaptionSet manyCaptions(int count) {
  std::mt19937 random(7);
  std::normal_distribution<double> spread(50, 15);
  CaptionSet set;
  for (int i = 0; i < count; ++i) {
    CaptionItem item;
    item.key = {i, 0};
    item.caption = QString::fromStdString(captionOf(random));
    item.imagePath = QStringLiteral("/pictures/%1.jpg").arg(i);
    for (int score = 0; score < 9; ++score) item.scores[static_cast<std::size_t>(score)] = spread(random);
    set.compareWithReferences(item, {captionOf(random), captionOf(random)});
    set.items.push_back(std::move(item));
  }
  return set;
}

void arrangeMany(int count) {
  auto set = manyCaptions(count);
  QElapsedTimer timer;
  timer.start();
  set.prepare();
  std::printf("prepare %d captions (once a reading, off the GUI thread): %lld ms\n", count,
              static_cast<long long>(timer.elapsed()));
  const auto measure = [&](const char* what, const CaptionFilter& filter) {
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) {
      QElapsedTimer one;
      one.start();
      const auto found = arrangeCaptions(set, filter);
      times.push_back(static_cast<double>(one.nsecsElapsed()) / 1e6);
      if (found.rows.empty()) std::puts("nothing found?");
    }
    tell(what, times);
  };
  CaptionFilter filter;
  measure("all, by picture", filter);
  filter.sort = CaptionSort::score;
  measure("sort by score", filter);
  filter.sort = CaptionSort::caption;
  measure("sort by caption", filter);
  filter.text = "Red FRISBEE";
  measure("text", filter);
  filter.text = "\\b(man|woman) (riding|holding) (a|two)?";
  filter.regularExpression = true;
  measure("regular expression", filter);
  filter.text.clear();
  filter.setRange(0, {40.0, 60.0});
  filter.setRange(7, {30.0, 70.0});
  filter.sort = CaptionSort::disagreement;
  measure("two ranges, by disagreement", filter);
}

std::vector<std::string> drawPictures(const QString& folder, int count) {
  std::vector<std::string> paths;
  for (int i = 0; i < count; ++i) {
    QImage picture(640, 480, QImage::Format_RGB32);
    picture.fill(QColor::fromHsv(i * 37 % 360, 120 + i % 100, 220));
    paths.push_back(folder.toStdString() + "/" + std::to_string(i) + ".jpg");
    picture.save(QString::fromStdString(paths.back()), "JPEG", 80);
  }
  return paths;
}

RunId fill(const std::filesystem::path& file, int count, const std::vector<std::string>& pictures) {
  ExperimentStore store(file);
  NewRun made;
  made.name = "large";
  const auto run = store.create_run(made);
  std::mt19937 random(3);
  std::vector<CaptionRecord> records;
  for (int i = 0; i < count; ++i) {
    CaptionRecord record;
    record.step = 100;
    record.image_id = i;
    record.image_path = pictures[static_cast<std::size_t>(i) % pictures.size()];
    record.kind = "greedy";
    record.caption = captionOf(random);
    record.references = {captionOf(random), captionOf(random)};
    record.scores = {
        {"reward", i % 97}, {"critic", (i % 89) / 89.0}, {"CIDEr", (i % 83) / 83.0}, {"clip", 60 + i % 30}};
    records.push_back(record);
    if (records.size() == 2000 || i + 1 == count) {
      store.append_captions(run, records);
      records.clear();
    }
  }
  return run;
}

/// How long the event loop takes for whatever is there, frame by frame.
std::vector<double> frames(int count, const std::function<void(int)>& work) {
  std::vector<double> times;
  for (int frame = 0; frame < count; ++frame) {
    QElapsedTimer one;
    one.start();
    work(frame);
    QCoreApplication::processEvents();
    times.push_back(static_cast<double>(one.nsecsElapsed()) / 1e6);
    QThread::msleep(8);
  }
  return times;
}

void driveTheView(int count) {
  QTemporaryDir folder;
  const auto file = std::filesystem::path(folder.filePath("store.vignette").toStdString());
  const auto run = fill(file, count, drawPictures(folder.path(), 400));
  StoreAccess store;
  store.open(file);
  CaptionsView view(&store);
  view.resize(1280, 900);
  view.show();
  QElapsedTimer timer;
  timer.start();
  view.showRun(run);
  auto* model = view.findChild<CaptionModel*>();
  std::vector<double> opening;
  while (model->rowCount() < count && timer.elapsed() < 60000)
    for (const double time : frames(1, [](int) {})) opening.push_back(time);
  std::printf("%d pictures shown after %lld ms\n", model->rowCount(), static_cast<long long>(timer.elapsed()));
  tell("GUI thread while they are read", opening);
  auto* grid = view.findChild<ThumbnailGrid*>("captionGrid");
  auto* bar = grid->verticalScrollBar();
  frames(100, [](int) {});  // the first pictures come
  tell("scroll by the wheel's step", frames(400, [&](int) { bar->setValue(bar->value() + 60); }));
  tell("jump through all", frames(200, [&](int i) { bar->setValue(bar->maximum() * (i * 61 % 200) / 200); }));
  auto* search = view.findChild<QLineEdit*>("captionSearch");
  const QString typed = "red frisbee";
  tell("filter while typing", frames(300, [&](int i) {
         if (i % 20 == 0 && i / 20 < typed.size()) search->setText(typed.left(i / 20 + 1));
       }));
  search->clear();
  frames(60, [](int) {});
  tell("select all", frames(10, [&](int) { grid->selectAll(); }));
  tell("filter while all are selected", frames(200, [&](int i) {
         if (i % 50 == 0) search->setText(i % 100 == 0 ? "dog" : "cat");
       }));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QStandardPaths::setTestModeEnabled(true);
  arrangeMany(argc > 1 ? std::atoi(argv[1]) : 118000);
  driveTheView(argc > 2 ? std::atoi(argv[2]) : 40000);
}
