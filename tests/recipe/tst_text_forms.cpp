// Texts of a recipe with a form of their own: times and evaluation sets.

#include <QtTest>

#include "recipe/recipe.h"
#include "recipe/text_forms.h"

using namespace vignette;

class TestTextForms : public QObject {
  Q_OBJECT

 private slots:
  void times_are_read() {
    QCOMPARE(parse_duration("90").value(), 5400.0);
    QCOMPARE(parse_duration("2h30m").value(), 9000.0);
    QCOMPARE(parse_duration(" 1d 12h ").value(), 129600.0);
    QCOMPARE(parse_duration("0.5h").value(), 1800.0);
    QCOMPARE(parse_duration("45s").value(), 45.0);
    for (const auto* text : {"", "h", "2x", "-5", "2h30", "1e3", "nan", "2h-30m"})
      QVERIFY2(!parse_duration(text), text);
    Recipe recipe;
    recipe.set_text("training.time_limit", "2h30m");
    QVERIFY_THROWS_EXCEPTION(RecipeError, recipe.set_text("training.time_limit", "soon"));
  }

  void sets_come_as_list_or_text() {
    const auto recipe = Recipe::from_text(
        "[evaluation]\nsets = [\"f30k = f30k/test.json@f30k/images\", \"nocaps=/n.json\"]\n", "here", "/data/recipes");
    QCOMPARE(recipe.text("evaluation.sets"),
             std::string("f30k=/data/recipes/f30k/test.json@/data/recipes/f30k/images; nocaps=/n.json"));
    const auto sets = parse_evaluation_sets(recipe.text("evaluation.sets"));
    QCOMPARE(sets.size(), std::size_t(2));
    QCOMPARE(sets[0].name, std::string("f30k"));
    QCOMPARE(sets[0].images, std::filesystem::path("/data/recipes/f30k/images"));
    QVERIFY(sets[1].images.empty());
    QVERIFY(Recipe::from_text(recipe.to_toml(), "again") == recipe);
    const auto missing = recipe.missing_files();
    QCOMPARE(missing.size(), std::size_t(3));
    QVERIFY(missing[2].starts_with("evaluation.sets: nocaps: /n.json"));
  }

  void wrong_sets_are_refused() {
    for (const auto* wrong : {"f30k", "=a.json", "a b=c.json", "val=a.json", "a=;", "a=1.json; a=2.json"})
      QVERIFY_THROWS_EXCEPTION(RecipeError, Recipe().set_text("evaluation.sets", wrong));
  }
};

QTEST_APPLESS_MAIN(TestTextForms)
#include "tst_text_forms.moc"
