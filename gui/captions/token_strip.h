#pragma once
// A caption's tokens, washed by how unsure the generator was of each, with a legend.

#include <QWidget>
#include <optional>
#include <string>
#include <vector>

#include "session/inspection.h"

namespace vignette {

class TokenStrip : public QWidget {
  Q_OBJECT

 public:
  explicit TokenStrip(QWidget* parent = nullptr);

  /// Byte-level marks (Ġ, Ċ) are shown as spaces and line ends. `logProbabilities` may be shorter: the rest is unknown.
  /// `alternatives` of each token, the likeliest first, and `entropies` are told where the mouse rests; none are known
  /// without.
  void setTokens(const std::vector<std::string>& tokens, const std::vector<float>& logProbabilities,
                 const std::vector<std::vector<TokenAlternative>>& alternatives = {},
                 const std::vector<float>& entropies = {});
  bool hasAlternatives() const;

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

  /// "“dog”: log probability −1.20 (30%)", then a line an alternative; "" where no token is.
  QString toolTipAt(const QPoint& point) const;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Token {
    QString text;
    float logProbability = 0;
    bool known = false;
    QRect box;
    std::vector<TokenAlternative> alternatives;
    std::optional<float> entropy;
  };
  int layOut(int width, std::vector<Token>& tokens) const;
  QRect legendRect() const;
  void paintLegend(class QPainter& painter) const;

  std::vector<Token> tokens_;
};

}  // namespace vignette
