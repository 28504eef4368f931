#include "captions/token_strip.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace vignette {

namespace {

constexpr int kPad = 4, kGap = 3, kLegendWidth = 120;
constexpr double kUnsure = -6;  // log probability with the full wash

/// Orange keeps apart from text in light and dark, and from blue and yellow for colour-blind eyes.
QColor washOf(double logProbability) {
  QColor wash(0xe6, 0x7e, 0x22);
  wash.setAlphaF(static_cast<float>(0.85 * std::clamp(logProbability / kUnsure, 0.0, 1.0)));
  return wash;
}

QString readable(const std::string& token) {
  auto text = QString::fromStdString(token);
  text.replace(QChar(0x0120), QLatin1Char(' ')).replace(QChar(0x010a), QChar(0x21b5));
  text = text.trimmed();
  return text.isEmpty() ? QStringLiteral("␣") : text;
}

}  // namespace

TokenStrip::TokenStrip(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

bool TokenStrip::hasAlternatives() const {
  return std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) { return !token.alternatives.empty(); });
}

void TokenStrip::setTokens(const std::vector<std::string>& tokens, const std::vector<float>& logProbabilities,
                           const std::vector<std::vector<TokenAlternative>>& alternatives,
                           const std::vector<float>& entropies) {
  tokens_.clear();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool known = i < logProbabilities.size() && std::isfinite(logProbabilities[i]);
    tokens_.push_back({readable(tokens[i]), known ? logProbabilities[i] : 0.f, known, {}, {}, {}});
    if (i < alternatives.size()) tokens_.back().alternatives = alternatives[i];
    if (i < entropies.size()) tokens_.back().entropy = entropies[i];
  }
  layOut(width(), tokens_);
  updateGeometry();
  update();
}

int TokenStrip::layOut(int width, std::vector<Token>& tokens) const {
  const auto metrics = fontMetrics();
  const int height = metrics.height() + kPad;
  int x = 0, y = 0;
  for (auto& token : tokens) {
    const int advance = metrics.horizontalAdvance(token.text) + 2 * kPad;
    if (x > 0 && x + advance > width) {
      x = 0;
      y += height + kGap;
    }
    token.box = QRect(x, y, advance, height);
    x += advance + kGap;
  }
  return tokens.empty() ? 0 : y + height;
}

int TokenStrip::heightForWidth(int width) const {
  auto tokens = tokens_;
  const int rows = layOut(width, tokens);
  return rows == 0 ? 0 : rows + kGap * 2 + fontMetrics().height();
}

QSize TokenStrip::sizeHint() const {
  return {240, heightForWidth(std::max(240, width()))};
}

void TokenStrip::resizeEvent(QResizeEvent*) {
  layOut(width(), tokens_);
}

QRect TokenStrip::legendRect() const {
  const int height = fontMetrics().height();
  return {0, this->height() - height, width(), height};
}

void TokenStrip::paintEvent(QPaintEvent*) {
  if (tokens_.empty()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const auto& token : tokens_) {
    painter.setPen(
        QPen(palette().color(QPalette::Mid), token.known ? 1 : 0, token.known ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(token.known ? washOf(token.logProbability) : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(token.box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(token.box, Qt::AlignCenter, token.text);
  }
  paintLegend(painter);
}

void TokenStrip::paintLegend(QPainter& painter) const {
  auto small = font();
  small.setPointSizeF(small.pointSizeF() * 0.85);
  painter.setFont(small);
  const QFontMetrics metrics(small);
  const auto area = legendRect();
  const auto sure = tr("sure (0)"), unsure = tr("unsure (%1 or less)").arg(QLocale().toString(kUnsure));
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, sure);
  const QRect bar(metrics.horizontalAdvance(sure) + 8, area.top() + area.height() / 4, kLegendWidth, area.height() / 2);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  gradient.setColorAt(0, washOf(0));
  gradient.setColorAt(1, washOf(kUnsure));
  painter.fillRect(bar, gradient);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(bar);
  painter.drawText(area.adjusted(bar.right() + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, unsure);
}

QString TokenStrip::toolTipAt(const QPoint& point) const {
  const auto found =
      std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.box.contains(point); });
  if (found == tokens_.end()) return {};
  if (!found->known) return tr("“%1”: no log probability stored").arg(found->text);
  const QLocale locale;
  const auto percent = [&locale](float value) { return locale.toString(100 * std::exp(value), 'f', 1); };
  auto text = tr("“%1”: log probability %2 (%3%)")
                  .arg(found->text, locale.toString(found->logProbability, 'f', 2), percent(found->logProbability));
  if (found->entropy)
    text += QLatin1Char('\n') +
            tr("Entropy %1 nats: as unsure as among %2 equal tokens")
                .arg(locale.toString(*found->entropy, 'f', 2), locale.toString(std::exp(*found->entropy), 'f', 1));
  if (!found->alternatives.empty()) text += QLatin1Char('\n') + tr("The captioner weighed:");
  for (const auto& other : found->alternatives)
    text += QStringLiteral("\n%1% %2").arg(percent(other.log_probability), readable(other.token));
  return text;
}

bool TokenStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto text = toolTipAt(help->pos());
  QToolTip::showText(help->globalPos(),
                     text.isEmpty() ? tr("Each token's colour tells how unsure the generator was of it.") : text, this);
  return true;
}

}  // namespace vignette
