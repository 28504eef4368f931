// Panels of the Curves view as values: moves, and what is kept of them.

#include <QtTest>

#include "curves/curve_layout.h"

using namespace vignette;

namespace {

CurveLayout layoutOf(const QList<QStringList>& panels) {
  CurveLayout layout;
  for (const auto& series : panels) layout.panels.push_back({series, false});
  return layout;
}

QList<QStringList> panelsOf(const CurveLayout& layout) {
  QList<QStringList> panels;
  for (const auto& panel : layout.panels) panels << panel.series;
  return panels;
}

using Panels = QList<QStringList>;

}  // namespace

class TestCurveLayout : public QObject {
  Q_OBJECT

 private slots:
  void seriesAreShownOnceAndRemoved() {
    auto layout = layoutOf({{"a", "b"}});
    layout.show("c");
    layout.show("a");
    QCOMPARE(panelsOf(layout), (Panels{{"a", "b"}, {"c"}}));
    layout.remove("a");
    layout.remove("none");
    QCOMPARE(panelsOf(layout), (Panels{{"b"}, {"c"}}));
    layout.remove("b");
    QCOMPARE(panelsOf(layout), (Panels{{"c"}}));
    layout.removePanel(0);
    QVERIFY(layout.panels.isEmpty());
  }

  void seriesMoveBetweenPanels() {
    auto layout = layoutOf({{"a"}, {"b", "c"}, {"d"}});
    layout.moveSeries("a", 1);
    QCOMPARE(panelsOf(layout), (Panels{{"b", "c", "a"}, {"d"}}));
    layout.moveSeriesApart("c", 0);
    QCOMPARE(panelsOf(layout), (Panels{{"c"}, {"b", "a"}, {"d"}}));
    layout.moveSeriesApart("c", 3);  // alone already: its panel moves
    QCOMPARE(panelsOf(layout), (Panels{{"b", "a"}, {"d"}, {"c"}}));
    layout.moveSeries("c", 2);
    layout.moveSeries("c", 9);
    QCOMPARE(panelsOf(layout), (Panels{{"b", "a"}, {"d"}, {"c"}}));
  }

  void panelsMove_data() {
    QTest::addColumn<int>("panel");
    QTest::addColumn<int>("before");
    QTest::addColumn<QString>("order");
    QTest::newRow("down") << 0 << 2 << "bac";
    QTest::newRow("to the end") << 0 << 3 << "bca";
    QTest::newRow("up") << 2 << 0 << "cab";
    QTest::newRow("before itself") << 1 << 1 << "abc";
    QTest::newRow("behind itself") << 1 << 2 << "abc";
  }

  void panelsMove() {
    QFETCH(int, panel);
    QFETCH(int, before);
    QFETCH(QString, order);
    auto layout = layoutOf({{"a"}, {"b"}, {"c"}});
    layout.movePanel(panel, before);
    QCOMPARE(layout.series().join(QString()), order);
  }

  void textKeepsEverything() {
    auto layout = layoutOf({{"G_loss", "D_loss"}, {"val/CIDEr"}});
    layout.panels[1].log = true;
    layout.smoothing = {Smoothing::Kind::window, 0.9, 200};
    layout.axis = CurveAxis::wall;
    layout.follow = false;
    layout.hidden = {CurveMarker::Kind::checkpoint, CurveMarker::Kind::evaluation};
    const auto back = CurveLayout::fromText(layout.text());
    QVERIFY(back.has_value());
    QVERIFY(*back == layout);
  }

  void foolishTextIsMadeSensible() {
    QVERIFY(!CurveLayout::fromText("").has_value());
    QVERIFY(!CurveLayout::fromText("[1, 2").has_value());
    const auto layout = CurveLayout::fromText(
        R"({"panels": [{"series": ["a", "a"]}, {"series": []}, 7, {"series": ["a", "b"]}],
            "smoothing": {"kind": "median", "weight": 5, "window": -3}, "axis": "mood", "hidden_markers": ["x"]})");
    QVERIFY(layout.has_value());
    QCOMPARE(panelsOf(*layout), (Panels{{"a"}, {"b"}}));
    QVERIFY(layout->smoothing == (Smoothing{Smoothing::Kind::average, 0.999, 1}));
    QCOMPARE(layout->axis, CurveAxis::step);
    QVERIFY(layout->follow && layout->hidden.isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestCurveLayout)
#include "tst_curve_layout.moc"
