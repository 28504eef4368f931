#include "experiment/forecast_view.h"

#include <QLocale>

namespace vignette {

namespace {
constexpr int kWaitMilliseconds = 900;

QString percent(double part) {
  return QLocale().toString(part * 100, 'f', 1) + QStringLiteral(" %");
}

QString size(std::int64_t bytes) {
  return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}
}  // namespace

QString forecastText(const RunForecast& forecast) {
  const QLocale locale;
  QStringList images;
  for (const auto& [name, count] : forecast.images)
    if (count > 0) images << QStringLiteral("%1 %2").arg(QString::fromStdString(name), locale.toString(qint64(count)));
  const auto& corpus = forecast.corpus;
  QStringList lines;
  lines << ForecastView::tr("<b>Images</b> %1").arg(images.join(QStringLiteral(", ")));
  lines << ForecastView::tr("<b>Corpus</b> %1 captions (%2 distinct) of %3 words on average, vocabulary %4")
               .arg(locale.toString(qint64(corpus.captions)), locale.toString(qint64(corpus.distinct)),
                    locale.toString(corpus.mean_length, 'f', 1), locale.toString(qint64(corpus.vocabulary)));
  lines << ForecastView::tr(
               "It holds %1 of the training references, %2 of validation, %3 of test, and knows %4 of the "
               "words of validation and test.")
               .arg(percent(forecast.in_training), percent(forecast.in_validation), percent(forecast.in_test),
                    percent(forecast.words_known));
  lines << ForecastView::tr("<b>Run</b> %1 steps, memory up to %2, store about %3, checkpoints up to %4")
               .arg(locale.toString(qint64(forecast.steps)), size(forecast.memory_bytes), size(forecast.store_bytes()),
                    size(forecast.checkpoint_bytes));
  return lines.join(QStringLiteral("<br>"));
}

ForecastView::ForecastView(JobQueue::Runner runner, QWidget* parent) : QLabel(parent), runner_(std::move(runner)) {
  setObjectName(QStringLiteral("forecast"));
  setProperty("role", "muted");
  setWordWrap(true);
  setTextFormat(Qt::RichText);
  setVisible(false);
  wait_.setObjectName(QStringLiteral("forecastWait"));
  wait_.setSingleShot(true);
  wait_.setInterval(kWaitMilliseconds);
  connect(&wait_, &QTimer::timeout, this, &ForecastView::compute);
}

ForecastView::~ForecastView() = default;

void ForecastView::setRecipe(const Recipe& recipe, bool ready) {
  if (ready && shown_ && *shown_ == recipe) return;
  if (queue_ && job_ != 0) queue_->cancel(job_);
  job_ = 0;
  shown_.reset();
  wait_.stop();
  if (!ready || !runner_) return setVisible(false);
  recipe_ = recipe;
  wait_.start();
}

void ForecastView::compute() {
  if (!queue_) {
    const auto deliver = [this](JobEvent event) {
      QMetaObject::invokeMethod(
          this, [this, event = std::move(event)] { take(event); }, Qt::QueuedConnection);
    };
    queue_ = std::make_unique<JobQueue>(deliver, runner_);
  }
  shown_ = recipe_;
  job_ = queue_->submit(ForecastRequest{recipe_});
}

/// Where the dataset cannot be read, Start will say so: a forecast keeps quiet.
void ForecastView::take(const JobEvent& event) {
  if (event.id != job_ || event.kind == JobEvent::Kind::progress) return;
  job_ = 0;
  const auto* forecast = std::get_if<RunForecast>(&event.result);
  setVisible(forecast != nullptr);
  if (forecast) setText(forecastText(*forecast));
}

}  // namespace vignette
