#include "captions/decode_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QThread>
#include <QThreadPool>
#include <QTreeWidget>
#include <algorithm>
#include <utility>

#include "app/background.h"
#include "app/store_access.h"
#include "captions/score_kinds.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr int kNumberRole = Qt::UserRole + 1;
constexpr const char* kScores[] = {"clip", "critic", "log_probability", "CIDEr", "BLEU-4", "ROUGE-L"};

QString titleOf(const char* key) {
  const int score = scoreIndex(QString::fromLatin1(key));
  return score < 0 ? QString::fromLatin1(key) : scoreLabel(score);
}

QString figure(const InspectedCaption& caption, const char* key) {
  const auto found = caption.scores.find(key);
  if (found == caption.scores.end()) return QStringLiteral("–");
  const int score = scoreIndex(QString::fromLatin1(key));
  return score < 0 ? QLocale().toString(found->second, 'f', 3) : scoreText(score, found->second);
}

QString methodText(const InspectedCaption& caption) {
  if (caption.method == "text") return DecodePanel::tr("own");
  if (caption.method == "sample") return DecodePanel::tr("sample");
  return caption.method == "beam" ? DecodePanel::tr("beam") : DecodePanel::tr("greedy");
}

template <class Spin, class Value>
Spin* spin(const char* name, const QString& help, Value low, Value high, Value value) {
  auto* box = new Spin;
  box->setObjectName(QString::fromLatin1(name));
  box->setRange(low, high);
  box->setValue(value);
  box->setToolTip(help);
  box->setAccessibleName(help);
  return box;
}

/// Every picture of the run that has references: CIDEr's document frequencies come from them.
std::shared_ptr<const ReferenceSet> referencesOf(ExperimentStore& store, RunId run) {
  CaptionQuery query;
  query.run = run;
  query.kind = "greedy";
  query.at_or_before = std::numeric_limits<std::int64_t>::max();
  std::vector<ReferenceSet::Image> images;
  for (const auto& record : store.captions(query))
    if (!record.references.empty()) images.push_back({record.image_id, record.references});
  return images.empty() ? nullptr : std::make_shared<const ReferenceSet>(images);
}

}  // namespace

DecodePanel::DecodePanel(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  setObjectName(QStringLiteral("decodePanel"));
  results_ = new QTreeWidget;
  results_->setObjectName(QStringLiteral("decodeResults"));
  results_->setAccessibleName(tr("Captions tried"));
  results_->setRootIsDecorated(false);
  results_->setUniformRowHeights(true);
  QStringList titles{tr("Caption"), tr("By")};
  for (const auto* score : kScores) titles << titleOf(score);
  results_->setHeaderLabels(titles);
  results_->headerItem()->setToolTip(2 + 3, tr("With the document frequencies of the pictures whose captions the run "
                                               "stored; shown times 100"));
  results_->header()->setStretchLastSection(false);
  connect(results_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
    if (item) emit captionChosen(captions_[item->data(0, kNumberRole).toULongLong()]);
  });
  connect(results_, &QTreeWidget::itemActivated, this,
          [this](const QTreeWidgetItem* item) { proposeText(item->text(0)); });
  results_->setToolTip(
      tr("A row's tokens are shown above, with what else the captioner thought of. Double-click a row to "
         "edit its caption."));
  status_ = new QLabel;
  status_->setObjectName(QStringLiteral("decodeStatus"));
  status_->setProperty("role", "muted");
  status_->setWordWrap(true);
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  cancel_ = new QPushButton(tr("Cancel"));
  cancel_->setObjectName(QStringLiteral("decodeCancel"));
  connect(cancel_, &QPushButton::clicked, this, [this] {
    ++serial_;
    if (queue_ && job_ != 0) queue_->cancel(job_);
    job_ = 0;
    showWorking({});
    status_->setText(tr("Cancelled."));
  });
  auto* working = new QHBoxLayout;
  working->addWidget(progress_, 1);
  working->addWidget(cancel_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 6, 4, 0);
  layout->addLayout(makeControls());
  layout->addWidget(status_);
  layout->addLayout(working);
  layout->addWidget(results_, 1);
  showMethod();
  showWorking({});
}

DecodePanel::~DecodePanel() = default;

QLayout* DecodePanel::makeControls() {
  method_ = new QComboBox;
  method_->setObjectName(QStringLiteral("decodeMethod"));
  method_->setAccessibleName(tr("Way of decoding"));
  method_->addItem(tr("Greedy"), static_cast<int>(InspectRequest::Method::greedy));
  method_->addItem(tr("Samples"), static_cast<int>(InspectRequest::Method::sampling));
  method_->addItem(tr("Samples, best first by CLIP"), static_cast<int>(InspectRequest::Method::best_of));
  method_->addItem(tr("Beams"), static_cast<int>(InspectRequest::Method::beam));
  method_->addItem(tr("Diverse beams"), static_cast<int>(InspectRequest::Method::diverse));
  connect(method_, &QComboBox::currentIndexChanged, this, &DecodePanel::showMethod);
  count_ = spin<QSpinBox>("decodeCount", tr("Number of samples, or of beams"), 1, 64, 5);
  temperature_ =
      spin<QDoubleSpinBox>("decodeTemperature", tr("Temperature: below 1 surer, above 1 more varied"), 0.05, 5.0, 1.0);
  temperature_->setSingleStep(0.1);
  topK_ = spin<QSpinBox>("decodeTopK", tr("Top-k: samples among the k likeliest tokens; 0: all"), 0, 100000, 0);
  topP_ = spin<QDoubleSpinBox>("decodeTopP",
                               tr("Top-p: samples among the likeliest tokens that together have this "
                                  "probability; 1: all"),
                               0.01, 1.0, 1.0);
  topP_->setSingleStep(0.05);
  length_ = spin<QSpinBox>("decodeLength", tr("Most tokens of a caption"), 1, 1000, 20);
  seed_ = spin<QSpinBox>("decodeSeed", tr("Seed of the samples: another number, other samples"), 0, 1000000, 0);
  repetition_ = spin<QDoubleSpinBox>("decodeRepetition",
                                     tr("Repetition penalty: above 1 samples repeat themselves less"), 0.1, 10.0, 1.0);
  repetition_->setSingleStep(0.1);
  diversity_ = spin<QDoubleSpinBox>(
      "decodeDiversity", tr("Diversity: what a token costs a beam that an earlier one takes at the same place"), 0.0,
      100.0, 1.0);
  diversity_->setSingleStep(0.5);
  words_ = new QLineEdit;
  words_->setObjectName(QStringLiteral("decodeWords"));
  words_->setPlaceholderText(tr("dog|dogs, frisbee"));
  words_->setAccessibleName(tr("Words that beams must hold"));
  words_->setToolTip(tr("Words that beams must hold: commas between the words, | between the forms of one"));
  connect(words_, &QLineEdit::returnPressed, this, &DecodePanel::decode);
  decode_ = new QPushButton(tr("&Decode"));
  decode_->setObjectName(QStringLiteral("decodeNow"));
  connect(decode_, &QPushButton::clicked, this, &DecodePanel::decode);
  text_ = new QLineEdit;
  text_->setObjectName(QStringLiteral("decodeText"));
  text_->setPlaceholderText(tr("A caption of your own"));
  text_->setAccessibleName(tr("A caption of your own"));
  connect(text_, &QLineEdit::returnPressed, this, &DecodePanel::scoreText);
  score_ = new QPushButton(tr("S&core"));
  score_->setObjectName(QStringLiteral("scoreText"));
  connect(score_, &QPushButton::clicked, this, &DecodePanel::scoreText);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(6);
  const auto place = [grid](int row, int column, const QString& text, QWidget* field) {
    auto* label = new QLabel(text);
    label->setBuddy(field);
    grid->addWidget(label, row, 2 * column);
    grid->addWidget(field, row, 2 * column + 1);
  };
  grid->addWidget(method_, 0, 0, 1, 2);
  place(0, 1, tr("Number"), count_);
  place(0, 2, tr("Length"), length_);
  place(1, 0, tr("Temperature"), temperature_);
  place(1, 1, tr("Top-k"), topK_);
  place(1, 2, tr("Top-p"), topP_);
  place(2, 0, tr("Seed"), seed_);
  place(2, 1, tr("Repetition"), repetition_);
  place(2, 2, tr("Diversity"), diversity_);
  auto* words = new QLabel(tr("Words"));
  words->setBuddy(words_);
  grid->addWidget(words, 3, 0);
  grid->addWidget(words_, 3, 1, 1, 3);
  grid->addWidget(decode_, 3, 4, 1, 2);
  for (const int column : {1, 3, 5}) grid->setColumnStretch(column, 1);
  auto* own = new QHBoxLayout;
  own->addWidget(text_, 1);
  own->addWidget(score_);
  grid->addLayout(own, 4, 0, 1, 6);
  return grid;
}

void DecodePanel::showMethod() {
  using Method = InspectRequest::Method;
  const auto method = static_cast<Method>(method_->currentData().toInt());
  const bool samples = method == Method::sampling || method == Method::best_of, greedy = method == Method::greedy;
  count_->setEnabled(!greedy);
  temperature_->setEnabled(!greedy);
  for (QWidget* widget : std::initializer_list<QWidget*>{topK_, topP_, seed_, repetition_}) widget->setEnabled(samples);
  diversity_->setEnabled(method == Method::diverse);
  words_->setEnabled(method == Method::beam);
}

void DecodePanel::setJobRunner(JobQueue::Runner runner) {
  runner_ = std::move(runner);
}

void DecodePanel::showPicture(const StoredImage& image) {
  run_ = image.run;
  step_ = image.step;
  imageId_ = image.imageId;
  // As the run decodes, until the user wants it otherwise.
  if (run_ != lengthRun_ && image.reward.known) {
    lengthRun_ = run_;
    length_->setValue(static_cast<int>(image.reward.longest));
  }
  if (picture_ == image.imagePath) return;
  picture_ = image.imagePath;
  ++serial_;
  if (queue_ && job_ != 0) queue_->cancel(job_);
  job_ = 0;
  results_->clear();
  captions_.clear();
  text_->clear();
  showWorking({});
  status_->clear();
}

void DecodePanel::proposeText(const QString& text) {
  text_->setText(text);
  text_->setFocus();
  text_->selectAll();
}

void DecodePanel::decode() {
  InspectRequest request;
  request.method = static_cast<InspectRequest::Method>(method_->currentData().toInt());
  request.count = count_->value();
  request.temperature = temperature_->value();
  request.top_k = topK_->value();
  request.top_p = topP_->value();
  request.seed = static_cast<std::uint64_t>(seed_->value());
  request.repetition_penalty = repetition_->value();
  request.diversity_penalty = diversity_->value();
  for (const auto& word : words_->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    auto& forms = request.required.emplace_back();
    for (const auto& form : word.split(QLatin1Char('|'), Qt::SkipEmptyParts))
      if (const auto text = form.trimmed(); !text.isEmpty()) forms.push_back(text.toStdString());
    if (forms.empty()) request.required.pop_back();
  }
  start(std::move(request), false);
}

void DecodePanel::scoreText() {
  const auto text = text_->text().simplified();
  if (text.isEmpty()) return showProblem(tr("Write a caption first."));
  InspectRequest request;
  request.method = InspectRequest::Method::none;
  request.texts = {text.toStdString()};
  start(std::move(request), false);
}

void DecodePanel::weigh(const QString& text) {
  if (text.isEmpty()) return;
  InspectRequest request;
  request.method = InspectRequest::Method::none;
  request.texts = {text.toStdString()};
  start(std::move(request), true);
}

/// The newest checkpoint up to the step shown, or the first after it. Any thread.
DecodePanel::Setting DecodePanel::settingOf(const std::filesystem::path& store, RunId run, std::optional<qint64> step,
                                            Setting known) {
  ExperimentStore open(store, ExperimentStore::Mode::read_only);
  auto checkpoints = open.checkpoints(run);
  std::error_code none;
  std::erase_if(checkpoints,
                [&](const auto& one) { return !std::filesystem::exists(one.path + "/captioner.json", none); });
  if (checkpoints.empty())
    throw std::runtime_error(tr("This run has no checkpoint of a captioner yet, which decoding needs: one is written "
                                "every “checkpoint.every” steps, and when the run is stopped.")
                                 .toStdString());
  const auto wanted = step.value_or(std::numeric_limits<qint64>::max());
  std::stable_sort(checkpoints.begin(), checkpoints.end(),
                   [](const auto& a, const auto& b) { return a.step < b.step; });
  auto chosen = checkpoints.front();
  for (const auto& one : checkpoints)
    if (one.step <= wanted) chosen = one;
  Setting setting{chosen.path, chosen.step, known.references, run};
  if (known.run != run) setting.references = referencesOf(open, run);
  return setting;
}

void DecodePanel::start(InspectRequest request, bool weighing) {
  if (!runner_ || run_ == 0 || picture_.isEmpty()) return;
  if (queue_ && job_ != 0) queue_->cancel(job_);
  job_ = 0;
  weighing_ = weighing;
  request.image = picture_.toStdString();
  request.max_tokens = length_->value();
  request.image_id = imageId_;
  request.threads = std::max(1, QThread::idealThreadCount() / 2);
  showWorking(tr("Opening the checkpoint…"));
  inBackground(
      this,
      [store = store_->file(), run = run_, step = step_, known = setting_] {
        return settingOf(store, run, step, known);
      },
      [this, request, serial = ++serial_](const std::optional<Setting>& setting, const QString& problem) mutable {
        if (serial != serial_) return;
        if (!setting) return showProblem(problem);
        setting_ = *setting;
        request.checkpoint = setting->checkpoint;
        request.references = setting->references;
        submit(std::move(request));
      });
}

void DecodePanel::submit(InspectRequest request) {
  if (!queue_) {
    QPointer<DecodePanel> alive(this);
    const auto deliver = [alive](JobEvent event) {
      QMetaObject::invokeMethod(
          QCoreApplication::instance(),
          [alive, event = std::move(event)] {
            if (alive) alive->take(event);
          },
          Qt::QueuedConnection);
    };
    queue_ = std::make_shared<JobQueue>(deliver, runner_);
  }
  showWorking(tr("Captioning by the checkpoint of step %1…").arg(QLocale().toString(setting_.step)));
  job_ = queue_->submit(std::move(request));
}

/// Joining waits for work that cannot be broken off: not here.
void DecodePanel::release() {
  ++serial_;
  job_ = 0;
  setting_ = {};
  if (queue_) QThreadPool::globalInstance()->start([queue = std::move(queue_)]() mutable { queue.reset(); });
  queue_.reset();
  showWorking({});
}

void DecodePanel::take(const JobEvent& event) {
  if (event.id != job_ || job_ == 0) return;
  if (event.kind == JobEvent::Kind::progress) return progress_->setValue(static_cast<int>(event.fraction * 1000));
  job_ = 0;
  showWorking({});
  if (event.kind == JobEvent::Kind::failed) return showProblem(QString::fromStdString(event.what));
  const auto* result = std::get_if<Inspection>(&event.result);
  if (event.kind != JobEvent::Kind::finished || !result) return;
  status_->setText(tr("By the checkpoint of step %1.").arg(QLocale().toString(setting_.step)));
  if (std::exchange(weighing_, false)) {
    for (const auto& caption : result->captions) emit weighed(caption, setting_.step);
    return;
  }
  for (const auto& caption : result->captions) add(caption);
  if (results_->topLevelItemCount() > 0)
    results_->setCurrentItem(
        results_->topLevelItem(results_->topLevelItemCount() - static_cast<int>(result->captions.size())));
  for (int column = 1; column < results_->columnCount(); ++column) results_->resizeColumnToContents(column);
  results_->setColumnWidth(0, std::max(180, results_->viewport()->width() - 240));
}

void DecodePanel::add(const InspectedCaption& caption) {
  QStringList row{QString::fromStdString(caption.caption), methodText(caption)};
  for (const auto* score : kScores) row << figure(caption, score);
  auto* item = new QTreeWidgetItem(results_, row);
  item->setData(0, kNumberRole, static_cast<qulonglong>(captions_.size()));
  item->setToolTip(0, row.front());
  for (int column = 2; column < row.size(); ++column) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  captions_.push_back(caption);
}

void DecodePanel::showWorking(const QString& what) {
  const bool working = !what.isEmpty();
  status_->setProperty("role", "muted");
  status_->setStyleSheet({});
  if (working) status_->setText(what);
  progress_->setVisible(working);
  progress_->setValue(0);
  cancel_->setVisible(working);
  decode_->setEnabled(!working);
  score_->setEnabled(!working);
  emit workingChanged(working);
}

void DecodePanel::showProblem(const QString& what) {
  showWorking({});
  status_->setProperty("role", "problem");
  status_->setStyleSheet(QStringLiteral(" "));  // the style looks at the role again
  status_->setText(what);
  if (std::exchange(weighing_, false)) emit weighingFailed();
}

}  // namespace vignette
