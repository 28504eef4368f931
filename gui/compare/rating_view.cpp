#include "compare/rating_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QImageReader>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/background.h"
#include "app/store_access.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

/// The same picture of the same runs comes in the same order and on the same side after a restart.
quint64 chance(qint64 first, qint64 second, const QString& path) {
  quint64 hash = 14695981039346656037ull;
  const auto text = QStringLiteral("%1/%2/%3").arg(std::min(first, second)).arg(std::max(first, second)).arg(path);
  for (const auto byte : text.toUtf8()) hash = (hash ^ quint8(byte)) * 1099511628211ull;
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdull;
  return hash ^ (hash >> 33);
}

QLabel* captionLabel(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(QString::fromLatin1(name));
  label->setWordWrap(true);
  label->setAlignment(Qt::AlignCenter);
  label->setMargin(10);
  label->setFrameShape(QFrame::StyledPanel);
  auto font = label->font();
  font.setPointSizeF(font.pointSizeF() * 1.2);
  label->setFont(font);
  return label;
}

}  // namespace

WinRate winRate(std::int64_t wins, std::int64_t ties, std::int64_t losses) {
  const double n = double(wins + ties + losses);
  if (n == 0) return {};
  constexpr double z = 1.959963984540054;
  const double p = (double(wins) + 0.5 * double(ties)) / n;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {p, middle - half, middle + half};
}

RatingView::RatingView(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  setFocusPolicy(Qt::StrongFocus);
  build();
}

void RatingView::build() {
  auto* choices = new QHBoxLayout;
  for (auto [box, name, text] : {std::tuple{&first_, "ratedFirst", tr("A")}, {&second_, "ratedSecond", tr("B")}}) {
    *box = new QComboBox;
    (*box)->setObjectName(QString::fromLatin1(name));
    (*box)->setAccessibleName(text);
    (*box)->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choices->addWidget(new QLabel(text));
    choices->addWidget(*box, 1);
    connect(*box, &QComboBox::currentIndexChanged, this, &RatingView::read);
  }
  message_ = new QLabel;
  message_->setObjectName(QStringLiteral("ratingMessage"));
  message_->setWordWrap(true);
  message_->setAlignment(Qt::AlignCenter);
  message_->setMargin(24);
  progress_ = new QLabel;
  progress_->setObjectName(QStringLiteral("ratingProgress"));
  picture_ = new QLabel;
  picture_->setObjectName(QStringLiteral("ratingPicture"));
  picture_->setAlignment(Qt::AlignCenter);
  picture_->setMinimumSize(120, 120);
  picture_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  left_ = captionLabel("ratingLeft");
  right_ = captionLabel("ratingRight");
  const auto button = [this](const char* name, const QString& text, auto slot) {
    auto* made = new QPushButton(text);
    made->setObjectName(QString::fromLatin1(name));
    made->setFocusPolicy(Qt::NoFocus);
    connect(made, &QPushButton::clicked, this, slot);
    return made;
  };
  leftBetter_ = button("leftBetter", tr("← Left is better"), [this] { rate(QStringLiteral("left")); });
  tie_ = button("tie", tr("↓ Tie"), [this] { rate(QStringLiteral("tie")); });
  rightBetter_ = button("rightBetter", tr("Right is better →"), [this] { rate(QStringLiteral("right")); });
  undo_ = button("ratingUndo", tr("Undo"), [this] { undo(); });
  undo_->setToolTip(tr("Takes the last judgement back (Ctrl+Z or Backspace)"));
  end_ = button("ratingEnd", tr("End and show the result"), [this] { showResult(); });
  auto* captions = new QHBoxLayout;
  captions->addWidget(left_, 1);
  captions->addWidget(right_, 1);
  auto* verdicts = new QHBoxLayout;
  for (auto* each : {leftBetter_, tie_, rightBetter_}) verdicts->addWidget(each, 1);
  auto* foot = new QHBoxLayout;
  foot->addWidget(progress_, 1);
  foot->addWidget(undo_);
  foot->addWidget(end_);
  auto* rating = new QWidget;
  auto* column = new QVBoxLayout(rating);
  column->addWidget(picture_, 1);
  column->addLayout(captions);
  column->addLayout(verdicts);
  column->addLayout(foot);
  result_ = new QLabel;
  result_->setObjectName(QStringLiteral("ratingResult"));
  result_->setWordWrap(true);
  result_->setAlignment(Qt::AlignCenter);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* outcome = new QWidget;
  auto* outcomeColumn = new QVBoxLayout(outcome);
  outcomeColumn->addWidget(result_, 1);
  outcomeColumn->addWidget(button("ratingResume", tr("Rate on"), [this] {
    ended_ = false;
    showItem();
  }));
  pages_ = new QStackedWidget;
  for (auto* page : {static_cast<QWidget*>(message_), rating, outcome}) pages_->addWidget(page);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addLayout(choices);
  layout->addWidget(pages_, 1);
}

void RatingView::setRuns(const std::vector<ComparedRun>& runs) {
  runs_ = runs;
  int fallback = 0;
  bool changed = false;
  for (auto* box : {first_, second_}) {
    const QSignalBlocker quiet(box);
    const auto chosen = box->currentData();
    box->clear();
    for (const auto& run : runs) box->addItem(run.name, QVariant::fromValue<qint64>(run.id));
    const int again = chosen.isValid() ? box->findData(chosen) : -1;
    box->setCurrentIndex(again >= 0 ? again : std::min(fallback, box->count() - 1));
    changed = changed || chosen != box->currentData();
    ++fallback;
  }
  // A run that trains on does not change what is being rated.
  if (!changed) return;
  stale_ = true;
  if (isVisible()) read();
}

void RatingView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  setFocus();
  if (stale_) read();
}

void RatingView::read() {
  stale_ = false;
  ended_ = false;
  const auto a = first_->currentData().toLongLong(), b = second_->currentData().toLongLong();
  if (a == 0 || b == 0 || a == b) {
    message_->setText(tr("Choose two different runs to rate their captions."));
    pages_->setCurrentIndex(0);
    return;
  }
  using Answer = std::pair<std::vector<Item>, std::vector<CaptionRating>>;
  store_->query(
      this,
      [a, b](ExperimentStore& store) {
        const auto first = readNewestCaptions(store, a), second = readNewestCaptions(store, b);
        std::map<qint64, std::int64_t> steps[2];
        for (const auto& caption : first.records) steps[0][caption.image_id] = caption.step;
        for (const auto& caption : second.records) steps[1][caption.image_id] = caption.step;
        Answer answer;
        for (auto& pair : pairCaptions(first.records, second.records)) {
          if (pair.words.distance == 0) continue;  // nothing to choose between
          const auto id = pair.imageId;
          answer.first.push_back({std::move(pair), {steps[0][id], steps[1][id]}});
        }
        answer.second = store.ratings(a, b);
        return answer;
      },
      [this, serial = ++serial_](Answer answer) {
        if (serial == serial_) take(std::move(answer.first), std::move(answer.second));
      });
}

void RatingView::take(std::vector<Item> items, std::vector<CaptionRating> ratings) {
  std::set<QString> done;
  for (const auto& rating : ratings) done.insert(QString::fromStdString(rating.path));
  std::erase_if(items, [&](const Item& item) { return done.contains(item.pair.imagePath); });
  const auto a = first_->currentData().toLongLong(), b = second_->currentData().toLongLong();
  std::sort(items.begin(), items.end(), [a, b](const Item& one, const Item& other) {
    return chance(a, b, one.pair.imagePath) > chance(a, b, other.pair.imagePath);
  });
  items_ = std::move(items);
  ratings_ = std::move(ratings);
  undone_.clear();
  showItem();
}

bool RatingView::firstOnLeft() const {
  if (items_.empty()) return true;
  const auto a = first_->currentData().toLongLong(), b = second_->currentData().toLongLong();
  return ((chance(a, b, items_.back().pair.imagePath + QStringLiteral("/side")) & 1) != 0) == (a < b);
}

void RatingView::showItem() {
  if (items_.empty()) {
    if (rated() > 0) return showResult();
    message_->setText(tr("These runs have no picture in common whose captions differ."));
    pages_->setCurrentIndex(0);
    return;
  }
  const auto& pair = items_.back().pair;
  const int left = firstOnLeft() ? 0 : 1;
  left_->setText(pair.captions[left]);
  right_->setText(pair.captions[1 - left]);
  progress_->setText(
      tr("%1 of %2 rated")
          .arg(QLocale().toString(qlonglong(rated())), QLocale().toString(qlonglong(rated() + items_.size()))));
  undo_->setEnabled(!undone_.empty());
  end_->setEnabled(rated() > 0);
  pages_->setCurrentIndex(1);
  image_ = {};
  picture_->clear();
  inBackground(
      this,
      [path = pair.imagePath] {
        QImageReader reader(path);
        reader.setAutoTransform(true);
        const auto size = reader.size();
        if (size.width() > 1600 || size.height() > 1600)
          reader.setScaledSize(size.scaled(1600, 1600, Qt::KeepAspectRatio));
        return reader.read();
      },
      [this, path = pair.imagePath](std::optional<QImage> image, const QString&) {
        if (items_.empty() || items_.back().pair.imagePath != path) return;
        image_ = image.value_or(QImage());
        showPicture();
      });
}

void RatingView::showPicture() {
  if (image_.isNull()) {
    picture_->setText(items_.empty() ? QString()
                                     : tr("The picture cannot be read: %1").arg(items_.back().pair.imagePath));
    return;
  }
  const auto ratio = picture_->devicePixelRatioF();
  auto pixmap =
      QPixmap::fromImage(image_.scaled(picture_->size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  pixmap.setDevicePixelRatio(ratio);
  picture_->setPixmap(pixmap);
}

void RatingView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (!image_.isNull()) showPicture();
}

void RatingView::keyPressEvent(QKeyEvent* event) {
  if (pages_->currentIndex() == 1) {
    if (event->matches(QKeySequence::Undo) || event->key() == Qt::Key_Backspace) return undo();
    if (event->key() == Qt::Key_Left) return rate(QStringLiteral("left"));
    if (event->key() == Qt::Key_Right) return rate(QStringLiteral("right"));
    if (event->key() == Qt::Key_Down) return rate(QStringLiteral("tie"));
  }
  QWidget::keyPressEvent(event);
}

void RatingView::rate(const QString& side) {
  if (items_.empty() || ended_) return;
  const bool left = firstOnLeft();
  auto item = std::move(items_.back());
  items_.pop_back();
  CaptionRating rating;
  rating.run_a = first_->currentData().toLongLong();
  rating.run_b = second_->currentData().toLongLong();
  rating.step_a = item.steps[0];
  rating.step_b = item.steps[1];
  rating.path = item.pair.imagePath.toStdString();
  rating.verdict = side == QLatin1String("tie") ? "tie" : (side == QLatin1String("left")) == left ? "a" : "b";
  ratings_.push_back(rating);
  undone_.push_back(std::move(item));
  store_->write([rating](ExperimentStore& store) { store.add_rating(rating); });
  showItem();
}

void RatingView::undo() {
  if (undone_.empty() || ratings_.empty()) return;
  const auto rating = ratings_.back();
  ratings_.pop_back();
  items_.push_back(std::move(undone_.back()));
  undone_.pop_back();
  store_->write([rating](ExperimentStore& store) {
    const auto all = store.ratings(rating.run_a, rating.run_b);
    for (auto one = all.rbegin(); one != all.rend(); ++one)
      if (one->path == rating.path) return store.remove_rating(one->id);
  });
  showItem();
}

void RatingView::showResult() {
  ended_ = true;
  std::int64_t wins = 0, ties = 0, losses = 0;
  for (const auto& rating : ratings_) ++(rating.verdict == "a" ? wins : rating.verdict == "b" ? losses : ties);
  const auto rate = winRate(wins, ties, losses);
  const QLocale locale;
  const auto percent = [&](double share) { return locale.toString(share * 100, 'f', 1); };
  result_->setText(tr("%1 against %2: better on %3 pictures, the same on %4, worse on %5.\n\n"
                      "Win rate %6 % (95 % interval %7 to %8 %; ties count half).")
                       .arg(first_->currentText(), second_->currentText(), locale.toString(qlonglong(wins)),
                            locale.toString(qlonglong(ties)), locale.toString(qlonglong(losses)))
                       .arg(percent(rate.rate), percent(rate.low), percent(rate.high)));
  pages_->setCurrentIndex(2);
  if (auto* on = findChild<QPushButton*>(QStringLiteral("ratingResume"))) on->setVisible(!items_.empty());
}

}  // namespace vignette
