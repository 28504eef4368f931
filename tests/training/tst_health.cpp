// The rules of a run's health: literal series, and those recorded from real runs of the demo.

#include <QtTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "metrics/health_monitor.h"
#include "recipe/recipe.h"

using namespace vignette;

namespace {

HealthSettings defaults() {
  const Recipe recipe;
  return health_settings(true, [&](const auto& key) { return recipe.real(key); });
}

/// The ids of the alarms of `steps` steps of the same figures, with the step they came at.
QStringList feed(HealthMonitor& monitor, std::int64_t first, std::int64_t steps, const HealthFigures& figures,
                 const HealthSettings& settings = defaults(), bool evaluated = false) {
  QStringList found;
  for (auto step = first; step < first + steps; ++step)
    for (const auto& alarm : monitor.take(step, figures, settings, evaluated))
      found << QString::fromStdString(std::string(alarm.rule->id) + "@" + std::to_string(alarm.step));
  return found;
}

}  // namespace

class TestHealth : public QObject {
  Q_OBJECT

 private slots:
  void everyRuleHasAKeyThatMayChangeLive() {
    for (const auto& rule : health_rules()) {
      const auto* parameter = find_parameter(rule.key());
      QVERIFY2(parameter && parameter->live, rule.key().c_str());
      QVERIFY(!rule.meaning.empty() && !rule.advice.empty() && !rule.formula.empty() && rule.measure);
      QCOMPARE(find_health_rule(rule.id), &rule);
    }
    QCOMPARE(find_health_rule("luck"), nullptr);
  }

  void aSaturatedCriticAlarmsOnceAndAgainOnlyAfterItCameBack() {
    HealthMonitor monitor;
    QCOMPARE(feed(monitor, 1, 30, {{"D_accuracy", 0.99}}), QStringList{"critic_saturated@20"});
    QCOMPARE(feed(monitor, 31, 20, {{"D_accuracy", 0.95}}), QStringList());  // within the hysteresis
    QVERIFY(monitor.readings()[0].alarmed);
    QCOMPARE(feed(monitor, 51, 20, {{"D_accuracy", 1.0}}), QStringList());
    QCOMPARE(feed(monitor, 71, 20, {{"D_accuracy", 0.7}}), QStringList());
    QVERIFY(!monitor.readings()[0].alarmed);
    QCOMPARE(feed(monitor, 91, 20, {{"D_accuracy", 1.0}}).size(), 1);
  }

  void eachStepRuleFiresOnItsOwnFigure_data() {
    QTest::addColumn<QString>("series");
    QTest::addColumn<double>("healthy");
    QTest::addColumn<double>("broken");
    QTest::addColumn<QString>("id");
    const auto row = [](const char* id, const char* series, double healthy, double broken) {
      QTest::newRow(id) << series << healthy << broken << id;
    };
    row("critic_saturated", "D_accuracy", 0.75, 1.0);
    row("critic_blind", "D_accuracy", 0.75, 0.4);
    row("distinct_2", "distinct_2", 0.5, 0.1);
    row("repeated_captions", "repeated_captions", 0.1, 0.95);
    row("entropy", "entropy", 1.5, 0.05);
    row("cut_captions", "cut_captions", 0.0, 1.0);
    row("gradient_spike", "grad_norm/generator", 2.0, 50.0);
    row("clipping", "grad_norm/generator", 2.0, 15.0);
    row("advantage_spread", "advantage_spread", 5.0, 0.001);
  }
  void eachStepRuleFiresOnItsOwnFigure() {
    QFETCH(QString, series);
    QFETCH(double, healthy);
    QFETCH(double, broken);
    QFETCH(QString, id);
    auto settings = defaults();
    settings.clip_norm = 1;
    HealthMonitor monitor;
    const auto name = series.toStdString();
    QCOMPARE(feed(monitor, 1, 60, {{name, healthy}, {"reward", 50.0}}, settings), QStringList());
    const auto alarms = feed(monitor, 61, 60, {{name, broken}, {"reward", 50.0}}, settings);
    QCOMPARE(alarms.filter(id + "@").size(), 1);
    for (std::size_t i = 0; i < settings.thresholds.size(); ++i) settings.thresholds[i] = 0;
    QCOMPARE(feed(monitor, 121, 60, {{name, broken}}, settings), QStringList());  // 0 is off
  }

  void rewardHackingComparesWithTheRewardOfTheBest() {
    const auto settings = defaults();
    HealthMonitor monitor;
    feed(monitor, 1, 20, {{"reward", 60.0}});
    QCOMPARE(feed(monitor, 20, 1, {{"val/CIDEr", 1.0}}, settings, true), QStringList());
    feed(monitor, 21, 20, {{"reward", 55.0}});  // CIDEr and reward fall together: no hacking
    QCOMPARE(feed(monitor, 40, 1, {{"val/CIDEr", 0.5}}, settings, true), QStringList());
    feed(monitor, 41, 20, {{"reward", 65.0}});
    QCOMPARE(feed(monitor, 60, 1, {{"val/CIDEr", 0.8}}, settings, true), QStringList());
    QCOMPARE(feed(monitor, 60, 1, {{"val/CIDEr", 0.6}}, settings, true), QStringList{"reward_hacking@60"});
  }

  void rewardHackingComparesWithTheCaptionerAtItsStart() {
    const auto settings = defaults();
    HealthMonitor monitor;
    QCOMPARE(feed(monitor, 0, 1, {{"val/CIDEr", 1.0}}, settings, true), QStringList());
    feed(monitor, 1, 20, {{"reward", 60.0}});
    feed(monitor, 21, 60, {{"reward", 70.0}});
    HealthMonitor resumed;
    resumed.restore(nlohmann::json::parse(monitor.state().dump()));
    QCOMPARE(feed(monitor, 80, 1, {{"val/CIDEr", 0.5}}, settings, true), QStringList{"reward_hacking@80"});
    QCOMPARE(feed(resumed, 80, 1, {{"val/CIDEr", 0.5}}, settings, true), QStringList{"reward_hacking@80"});
    HealthMonitor honest;
    feed(honest, 0, 1, {{"val/CIDEr", 1.0}}, settings, true);
    feed(honest, 1, 20, {{"reward", 60.0}});
    feed(honest, 21, 60, {{"reward", 50.0}});
    QCOMPARE(feed(honest, 80, 1, {{"val/CIDEr", 0.5}}, settings, true), QStringList());
  }

  void whatWasKeptGoesOnExactly() {
    HealthMonitor whole, part;
    const auto figures = [](std::int64_t step) {
      return HealthFigures{{"D_accuracy", 0.9 + 0.1 * std::sin(double(step))},
                           {"distinct_2", 1.0 / double(step)},
                           {"grad_norm/generator", step % 37 == 0 ? 300.0 : 3.1},
                           {"reward", double(step) / 3}};
    };
    for (std::int64_t step = 1; step <= 75; ++step)
      for (auto* monitor : {&whole, &part}) monitor->take(step, figures(step), defaults(), false);
    HealthMonitor resumed;
    resumed.restore(nlohmann::json::parse(part.state().dump()));
    QVERIFY(resumed.state() == whole.state());
    for (std::int64_t step = 76; step <= 200; ++step) {
      const auto a = whole.take(step, figures(step), defaults(), false);
      const auto b = resumed.take(step, figures(step), defaults(), false);
      QCOMPARE(b.size(), a.size());
      for (std::size_t i = 0; i < a.size(); ++i) QCOMPARE(alarm_text(b[i]), alarm_text(a[i]));
    }
    QVERIFY(resumed.state() == whole.state());
  }

  void theTextSaysValueThresholdAndWhatToTry() {
    HealthMonitor monitor;
    std::vector<HealthAlarm> alarms;
    for (int step = 1; step <= 20; ++step) alarms = monitor.take(step, {{"entropy", 0.125}}, defaults(), false);
    QCOMPARE(alarms.size(), std::size_t(1));
    const auto text = QString::fromStdString(alarm_text(alarms[0]));
    QVERIFY2(text.startsWith("Entropy gone at step 20: "), qPrintable(text));
    QVERIFY2(text.contains(" is 0.125, below 0.3 (health.entropy). "), qPrintable(text));
    QVERIFY2(text.contains("Try: Raise policy.entropy_weight"), qPrintable(text));
  }

  void figuresThatAreNotNumbersAndPhasesWithoutLearningAreNoFigures() {
    HealthMonitor monitor;
    QCOMPARE(feed(monitor, 1, 50, {{"entropy", 0.0}, {"D_accuracy", std::nan("")}}), QStringList());
    for (const auto& reading : monitor.readings()) QVERIFY(!reading.value);
  }

  /// tests/data/health/README says how the series were recorded.
  void recordedRuns() {
    std::ifstream file(VIGNETTE_TEST_DATA "/health/recorded.json");
    QVERIFY(file.is_open());
    for (const auto& run : nlohmann::json::parse(file)) {
      HealthMonitor monitor;
      auto settings = defaults();
      settings.clip_norm = run.at("clip_norm");
      std::map<std::string, std::int64_t> first;
      for (const auto& row : run.at("rows")) {
        HealthFigures figures;
        for (const auto& [name, value] : row.at("figures").items()) figures.emplace_back(name, value);
        for (const auto& alarm : monitor.take(row.at("step"), figures, settings, row.at("evaluated")))
          first.try_emplace(std::string(alarm.rule->id), alarm.step);
      }
      const auto expected = run.at("alarms").get<std::map<std::string, std::int64_t>>();
      QVERIFY2(first == expected, (run.at("name").get<std::string>() + ": " + nlohmann::json(first).dump()).c_str());
    }
  }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
