#pragma once
// What a run can be searched, sorted and grouped by: facts of its record, parameters of its recipe, metrics. Plain
// values: any thread.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "recipe/recipe.h"
#include "store/records.h"

namespace vignette {

class ExperimentStore;

/// nothing | yes or no | number | text | tags
using RunValue = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>>;

/// A run with what searching needs besides its record.
struct RunFacts {
  RunRecord record;
  std::optional<Recipe> recipe;        ///< none where this Vignette cannot read it
  std::map<std::string, double> last;  ///< newest value of the curves that were asked for
};
/// Reads the recipe; never throws.
RunFacts run_facts(RunRecord record);
/// Fills `facts.last` for the series named. Throws StoreError.
void read_last_values(ExperimentStore& store, RunFacts& facts, const std::vector<std::string>& series);

/// Facts of the record that have a name: "name", "state", "steps", "duration" (seconds), "created" ("2026-11-25
/// 07:30", local time), "host", "tag", …
std::vector<std::string_view> record_fields();
/// Short names and the field each stands for: lr, bs, cider, …
const std::map<std::string_view, std::string_view>& field_aliases();
/// The field that `name` stands for: an alias's, or itself.
std::string full_field(std::string_view name);
/// True for a fact of the record, a parameter (also "phase.NAME.key"), a metric ("val/CIDEr", its best value;
/// "last:SERIES", its newest) or an alias.
bool is_run_field(std::string_view name);
/// "reward/clip" for "last:reward/clip"; "" for any other field.
std::string last_series(std::string_view field);
/// The nearest known name, for "did you mean …"; "" when none is near.
std::string nearest_field(std::string_view name);

/// Metrics of captions in the unit of papers (×100); the others as stored.
double metric_scale(std::string_view series);
/// The value as it is shown. `field` may be an alias.
RunValue run_value(const RunFacts& facts, std::string_view field);
/// For tables: numbers in their shortest form, tags with commas; "" for nothing.
std::string run_value_text(const RunValue& value);

}  // namespace vignette
