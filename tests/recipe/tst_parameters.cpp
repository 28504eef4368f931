// The parameter table: each entry makes sense, values survive text, the written reference is up to date.

#include <QtTest>
#include <set>

#include "recipe/recipe.h"
#include "recipe/recipe_reference.h"

using namespace vignette;

class TestParameters : public QObject {
  Q_OBJECT

 private slots:
  void entriesAreSound_data();
  void entriesAreSound();
  void keysThatScriptsRelyOn();
  void groupsAreTogether();
  void liveParameters();
  void valuesAsTyped_data();
  void valuesAsTyped();
  void badValues_data();
  void badValues();
  void realsKeepTheirValue();
  void referenceIsUpToDate();
};

namespace {

/// What parse_value says of a bad value.
std::string complaint(std::string_view key, std::string_view text) {
  try {
    parse_value(*find_parameter(key), text);
  } catch (const RecipeError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

void TestParameters::entriesAreSound_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const auto& parameter : parameter_table()) QTest::newRow(std::string(parameter.key).c_str()) << index++;
}

void TestParameters::entriesAreSound() {
  QFETCH(int, index);
  const auto& parameter = parameter_table()[static_cast<std::size_t>(index)];
  const auto problem = problem_with(parameter, parameter.default_value);
  QVERIFY2(!problem, problem.value_or("").c_str());
  QVERIFY(parse_value(parameter, format_value(parameter.default_value)) == parameter.default_value);
  QCOMPARE(find_parameter(parameter.key), &parameter);
  QVERIFY2(parameter.help.size() >= 15 && parameter.help.ends_with('.'), std::string(parameter.help).c_str());
  QVERIFY(parameter.help.find('|') == parameter.help.npos);  // would break the reference's table
  QCOMPARE(parameter.choices.empty(), parameter.type != ParameterType::choice);
  const bool number = parameter.type == ParameterType::integer || parameter.type == ParameterType::real;
  QVERIFY(number || (!parameter.minimum && !parameter.maximum && parameter.unit.empty()));
  if (number) QVERIFY(parameter.minimum.has_value());
}

void TestParameters::keysThatScriptsRelyOn() {
  for (const char* key : {"dataset.train",
                          "dataset.validation",
                          "dataset.test",
                          "dataset.images",
                          "corpus.path",
                          "models.clip",
                          "models.language_model",
                          "models.discriminator",
                          "models.captioner",
                          "mapper.kind",
                          "mapper.prefix_length",
                          "training.objective",
                          "training.max_steps",
                          "training.epochs",
                          "training.batch_size",
                          "training.samples_per_image",
                          "training.accumulation",
                          "training.seed",
                          "training.threads",
                          "optimizer.kind",
                          "optimizer.learning_rate",
                          "optimizer.weight_decay",
                          "optimizer.warmup_steps",
                          "optimizer.clip_norm",
                          "reward.weight",
                          "reward.start_step",
                          "reward.ramp_steps",
                          "reward.cosine_weight",
                          "reward.clip_weight",
                          "reward.baseline",
                          "decoding.max_length",
                          "decoding.temperature",
                          "decoding.top_k",
                          "decoding.top_p",
                          "captions.every",
                          "checkpoint.every",
                          "evaluation.every",
                          "compat",
                          "device",
                          "precision"})
    QVERIFY2(find_parameter(key), key);
  QVERIFY(!find_parameter("reward"));
  QVERIFY(!find_parameter(""));
}

void TestParameters::groupsAreTogether() {
  std::set<std::string_view> finished;
  std::string_view group;
  QCOMPARE(parameter_table().front().group(), group);  // keys without a group come first, as TOML wants them
  for (const auto& parameter : parameter_table()) {
    if (parameter.group() == group) continue;
    QVERIFY2(finished.insert(group).second && !finished.contains(parameter.group()),
             std::string(parameter.key).c_str());
    group = parameter.group();
  }
}

void TestParameters::liveParameters() {
  for (const char* key : {"optimizer.learning_rate", "optimizer.discriminator_learning_rate", "reward.weight",
                          "decoding.temperature", "captions.every"})
    QVERIFY2(find_parameter(key)->live, key);
  for (const char* key : {"training.batch_size", "models.clip", "training.seed", "mapper.kind"})
    QVERIFY2(!find_parameter(key)->live, key);
}

void TestParameters::valuesAsTyped_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QString>("shown");
  QTest::newRow("exponent") << "optimizer.learning_rate"
                            << " 1e-4 "
                            << "1e-4";
  QTest::newRow("whole real") << "corpus.temperature"
                              << "175"
                              << "175";
  QTest::newRow("plus") << "training.seed"
                        << "+7"
                        << "7";
  QTest::newRow("yes") << "training.shuffle"
                       << "yes"
                       << "true";
  QTest::newRow("off") << "critic.on"
                       << "off"
                       << "false";
  QTest::newRow("choice") << "reward.baseline"
                          << "sample"
                          << "sample";
  QTest::newRow("path with spaces") << "models.clip"
                                    << "/a b/c"
                                    << "/a b/c";
  QTest::newRow("device") << "device"
                          << "cuda:1"
                          << "cuda:1";
  QTest::newRow("bound") << "reward.weight"
                         << "1"
                         << "1";
}

void TestParameters::valuesAsTyped() {
  QFETCH(QString, key);
  QFETCH(QString, typed);
  QFETCH(QString, shown);
  const auto value = parse_value(*find_parameter(key.toStdString()), typed.toStdString());
  QCOMPARE(QString::fromStdString(format_value(value)), shown);
}

void TestParameters::badValues_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QString>("says");
  QTest::newRow("word") << "training.seed"
                        << "seven"
                        << "training.seed: expected a whole number, 0 or more, got \"seven\".";
  QTest::newRow("real for whole") << "training.batch_size"
                                  << "2.5"
                                  << "a whole number from 1 to 65536";
  QTest::newRow("above") << "reward.weight"
                         << "1.5"
                         << "reward.weight: expected a number from 0 to 1, got \"1.5\".";
  QTest::newRow("below") << "training.epochs"
                         << "0"
                         << "1 or more";
  QTest::newRow("trailing") << "optimizer.learning_rate"
                            << "1e-4x"
                            << "a number from 0 to 1";
  QTest::newRow("nan") << "optimizer.learning_rate"
                       << "nan"
                       << "a number";
  QTest::newRow("infinite") << "optimizer.clip_norm"
                            << "inf"
                            << "a number, 0 or more";
  QTest::newRow("overflow") << "training.seed"
                            << "99999999999999999999"
                            << "a whole number";
  QTest::newRow("empty") << "training.seed"
                         << ""
                         << "a whole number";
  QTest::newRow("choice") << "reward.baseline"
                          << "best"
                          << "one of \"greedy\", \"sample\"";
  QTest::newRow("boolean") << "critic.on"
                           << "maybe"
                           << "true or false";
  QTest::newRow("device") << "device"
                          << "cuda:x"
                          << "cpu, cuda, cuda: and a number, or auto";
}

void TestParameters::badValues() {
  QFETCH(QString, key);
  QFETCH(QString, typed);
  QFETCH(QString, says);
  const auto what = QString::fromStdString(complaint(key.toStdString(), typed.toStdString()));
  QVERIFY2(what.contains(says), qPrintable(what));
}

void TestParameters::realsKeepTheirValue() {
  const auto& rate = *find_parameter("optimizer.learning_rate");
  for (const double value : {1e-5, 0.1, 1.0 / 3.0, 5e-324, 0.0, 1.0}) {
    const auto back = parse_value(rate, format_value(value));
    QCOMPARE(std::get<double>(back), value);
  }
  QCOMPARE(format_value(0.1), std::string("0.1"));
}

void TestParameters::referenceIsUpToDate() {
  const QString name = QStringLiteral(VIGNETTE_SOURCE_DIR "/resources/recipe-reference.md");
  const auto made = QByteArray::fromStdString(recipe_reference());
  QFile file(name);
  if (qEnvironmentVariableIsSet("VIGNETTE_WRITE_REFERENCE")) {
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(made) == made.size());
    return;
  }
  QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
  QVERIFY2(file.readAll() == made,
           "resources/recipe-reference.md is out of date: run this test once with VIGNETTE_WRITE_REFERENCE=1");
}

QTEST_APPLESS_MAIN(TestParameters)
#include "tst_parameters.moc"
