// Search of runs by an expression: what matches, what is wrong and where, what may come next.

#include <QtTest>

#include "session/run_query.h"

using namespace vignette;

namespace {

RunFacts sample() {
  Recipe recipe;
  recipe.set_assignment("optimizer.learning_rate=5e-5");
  recipe.set_assignment("training.batch_size=32");
  recipe.set_assignment("training.seed=3");
  RunRecord record;
  record.id = 12;
  record.name = "Zebra baseline";
  record.state = RunState::finished;
  record.tags = {"paper", "best one"};
  record.note = "for table 2";
  record.steps = 4000;
  record.created_at = 1764000000;
  record.started_at = 1764000000;
  record.ended_at = 1764007200;
  record.best = {{"val/CIDEr", 0.93}, {"val/loss", 2.5}, {"val/R@1", 0.4}};
  record.provenance = {{"host", "gpu-7"}};
  record.recipe = recipe.to_toml();
  record.recipe_resolved = recipe.to_toml(true);
  auto facts = run_facts(record);
  facts.last["reward/clip"] = 0.3;
  return facts;
}

}  // namespace

class TestRunQuery : public QObject {
  Q_OBJECT

 private slots:
  void matches_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* text, bool expected) { QTest::newRow(text) << QString(text) << expected; };
    row("", true);
    row("  ", true);
    row("optimizer.learning_rate < 1e-4 and val/CIDEr > 90", true);
    row("lr<1e-4 cider>90", true);
    row("lr < 1e-5", false);
    row("lr = 0.00005", true);
    row("bs >= 32 and bs <= 32", true);
    row("bs != 32", false);
    row("cider > 93", false);
    row("best:val/CIDEr >= 93", true);
    row("val/loss < 3", true);
    row("val/R@1 = 0.4", true);
    row("last:reward/clip > 0.2", true);
    row("last:reward/other > 0", false);
    row("val/SPICE > 0", false);
    row("not val/SPICE > 0", true);
    row("val/SPICE != 3", true);
    row("zebra", true);
    row("\"zebra base\"", true);
    row("lion", false);
    row("lion or zebra", true);
    row("paper", true);
    row("\"table 2\"", true);
    row("tag:paper", true);
    row("tag:pap", false);
    row("tag:\"best one\"", true);
    row("tag ~ best", true);
    row("tag != paper", false);
    row("tag != old", true);
    row("state = finished", true);
    row("state = Finished", true);
    row("state = failed", false);
    row("name ~ BASE", true);
    row("name !~ base", false);
    row("host = gpu-7", true);
    row("duration > 1h", true);
    row("duration > 119m and duration < 7201", true);
    row("duration >= 1d", false);
    row("created > 2025-11-01 and created < 2025-12", true);
    row("archived = false", true);
    row("sweep = 1", false);
    row("id = 12", true);
    row("objective ~ cgt or seed = 3", true);
    row("lion or zebra and lion", false);
    row("(lion or zebra) and not lion", true);
    row("not (lion or zebra)", false);
    row("NOT lion AND zebra", true);
  }
  void matches() {
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(RunQuery(text.toStdString()).matches(sample()), expected);
  }

  void problemsSayWhereAndWhat_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("what");
    const auto row = [](const char* text, int position, const char* what) {
      QTest::newRow(text) << QString(text) << position << QString(what);
    };
    row("lr <", 4, "at character 5: expected a value after <");
    row("lr < fast", 5, "at character 6: expected a number to compare lr with");
    row("bs > 3 and", 10, "expected a name such as val/CIDEr");
    row("(lr < 1", 0, "this ( is never closed");
    row("lr < 1)", 6, "no ( is open here");
    row("learning_rate < 1", 0, "Did you mean optimizer.learning_rate?");
    row("stete = failed", 0, "Did you mean state?");
    row("qqqqq > 1", 0, "Metrics are written with their set");
    row("name = \"open", 7, "this \" is never closed");
    row("tag:", 0, "expected a tag after tag:");
    row("! zebra", 0, "expected != or !~");
    row("> 3", 0, "expected a name");
  }
  void problemsSayWhereAndWhat() {
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(QString, what);
    try {
      RunQuery query(text.toStdString());
      QFAIL("accepted");
    } catch (const RunQueryError& error) {
      QCOMPARE(int(error.position), position);
      QVERIFY2(QString(error.what()).contains(what), error.what());
      QVERIFY(error.length >= 1);
    }
  }

  void needsAreKnown() {
    QCOMPARE(RunQuery("last:reward > 1 or last:val/loss < 2").last_series(),
             (std::vector<std::string>{"reward", "val/loss"}));
    QVERIFY(RunQuery("archived = true").names_archived());
    QVERIFY(!RunQuery("lr < 1").names_archived());
  }

  void completions() {
    const std::vector<std::string> metrics = {"val/CIDEr"}, tags = {"paper", "old"};
    const auto at_end = [&](const char* text) {
      return complete_run_query(text, std::string_view(text).size(), metrics, tags);
    };
    const auto learning = at_end("bs > 3 and learn");
    QCOMPARE(learning.suggestions.front(), std::string("optimizer.learning_rate"));
    QCOMPARE(learning.position, std::size_t(11));
    QCOMPARE(learning.length, std::size_t(5));
    QCOMPARE(at_end("l").suggestions.front(), std::string("loss"));
    QCOMPARE(at_end("val/").suggestions.front(), std::string("val/CIDEr"));
    QCOMPARE(at_end("state = f").suggestions, (std::vector<std::string>{"finished", "failed"}));
    QCOMPARE(at_end("tag:p").suggestions, (std::vector<std::string>{"paper"}));
    QCOMPARE(at_end("tag:p").position, std::size_t(4));
    QCOMPARE(at_end("lr ").suggestions.front(), std::string("<"));
    QCOMPARE(at_end("lr < 3 ").suggestions, (std::vector<std::string>{"and", "or"}));
    QVERIFY(at_end("name = \"open").suggestions.empty());
  }

  void everyAliasStandsForAField() {
    for (const auto& [alias, field] : field_aliases()) QVERIFY2(is_run_field(field), field.data());
  }
};

QTEST_APPLESS_MAIN(TestRunQuery)
#include "tst_session_run_query.moc"
