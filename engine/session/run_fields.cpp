#include "session/run_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <limits>

#include "session/stored_recipe.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

RunValue text(const std::string& value) {
  return value.empty() ? RunValue() : RunValue(value);
}

RunValue number(double value) {
  return std::isfinite(value) ? RunValue(value) : RunValue();
}

template <class Number>
RunValue maybe(const std::optional<Number>& value) {
  return value ? number(static_cast<double>(*value)) : RunValue();
}

RunValue moment(double seconds) {
  if (seconds <= 0) return {};
  const auto whole = static_cast<std::time_t>(seconds);
  std::tm parts{};
  localtime_r(&whole, &parts);
  char out[32];
  std::strftime(out, sizeof out, "%Y-%m-%d %H:%M", &parts);
  return std::string(out);
}

RunValue provenance(const RunRecord& run, const char* key) {
  const auto found = run.provenance.find(key);
  return found == run.provenance.end() ? RunValue() : text(found->second);
}

RunValue duration(const RunRecord& run) {
  if (run.started_at <= 0) return {};
  const double end = run.ended_at > 0 ? run.ended_at : static_cast<double>(std::time(nullptr));
  return number(std::max(0.0, end - run.started_at));
}

struct Fact {
  std::string_view name;
  RunValue (*value)(const RunRecord& run);
};

constexpr std::array facts = {
    Fact{"name", [](const RunRecord& run) { return text(run.name); }},
    Fact{"id", [](const RunRecord& run) { return number(static_cast<double>(run.id)); }},
    Fact{"state", [](const RunRecord& run) { return text(std::string(run_state_name(run.state))); }},
    Fact{"reason", [](const RunRecord& run) { return text(run.state_reason); }},
    Fact{"tag", [](const RunRecord& run) { return run.tags.empty() ? RunValue() : RunValue(run.tags); }},
    Fact{"note", [](const RunRecord& run) { return text(run.note); }},
    Fact{"steps", [](const RunRecord& run) { return number(static_cast<double>(run.steps)); }},
    Fact{"planned_steps", [](const RunRecord& run) { return maybe(run.planned_steps); }},
    Fact{"duration", duration},
    Fact{"created", [](const RunRecord& run) { return moment(run.created_at); }},
    Fact{"started", [](const RunRecord& run) { return moment(run.started_at); }},
    Fact{"ended", [](const RunRecord& run) { return moment(run.ended_at); }},
    Fact{"host", [](const RunRecord& run) { return provenance(run, "host"); }},
    Fact{"version", [](const RunRecord& run) { return provenance(run, "version"); }},
    Fact{"parent", [](const RunRecord& run) { return maybe(run.parent); }},
    Fact{"sweep", [](const RunRecord& run) { return maybe(run.sweep); }},
    Fact{"origin", [](const RunRecord& run) { return text(run.origin); }},
    Fact{"archived", [](const RunRecord& run) { return RunValue(run.archived_at > 0); }},
    Fact{"reward", [](const RunRecord& run) { return maybe(run.last_reward); }},
};

constexpr std::string_view last_prefix = "last:", best_prefix = "best:";

RunValue parameter_value(const RunFacts& run, std::string_view key) {
  if (!run.recipe) return {};
  try {
    return std::visit(
        [](const auto& value) -> RunValue {
          using Value = std::decay_t<decltype(value)>;
          if constexpr (std::is_same_v<Value, bool>)
            return value;
          else if constexpr (std::is_same_v<Value, std::string>)
            return text(value);
          else
            return number(static_cast<double>(value));
        },
        run.recipe->value(key));
  } catch (const RecipeError&) {  // it has no such phase
    return {};
  }
}

RunValue scaled(const std::map<std::string, double>& values, const std::string& series) {
  const auto found = values.find(series);
  return found == values.end() ? RunValue() : number(found->second * metric_scale(series));
}

bool is_parameter(std::string_view name) {
  if (name.starts_with("phase.")) {
    const auto dot = name.find('.', 6);
    return dot != name.npos && find_parameter(name.substr(dot + 1));
  }
  return name != "name" && find_parameter(name);
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, change}));
    }
  }
  return row.back();
}

}  // namespace

RunFacts run_facts(RunRecord record) {
  RunFacts facts_of_run;
  try {
    facts_of_run.recipe = stored_recipe(record);
  } catch (const std::exception&) {  // of another Vignette: found by its record alone
  }
  facts_of_run.record = std::move(record);
  return facts_of_run;
}

void read_last_values(ExperimentStore& store, RunFacts& run, const std::vector<std::string>& series) {
  for (const auto& name : series) {
    const auto buckets = store.curve_buckets(run.record.id, name, 0, std::numeric_limits<std::int64_t>::max(), 1);
    if (!buckets.empty() && buckets.back().count > buckets.back().nan_count) run.last[name] = buckets.back().last;
  }
}

std::vector<std::string_view> record_fields() {
  std::vector<std::string_view> names;
  for (const auto& fact : facts) names.push_back(fact.name);
  return names;
}

const std::map<std::string_view, std::string_view>& field_aliases() {
  static const std::map<std::string_view, std::string_view> aliases = {
      {"lr", "optimizer.learning_rate"},
      {"critic_lr", "optimizer.discriminator_learning_rate"},
      {"wd", "optimizer.weight_decay"},
      {"warmup", "optimizer.warmup_steps"},
      {"bs", "training.batch_size"},
      {"samples", "training.samples_per_image"},
      {"seed", "training.seed"},
      {"objective", "training.objective"},
      {"max_steps", "training.max_steps"},
      {"data", "dataset.train"},
      {"device", "device"},
      {"temperature", "decoding.temperature"},
      {"kl", "policy.kl_weight"},
      {"entropy", "policy.entropy_weight"},
      {"cider", "val/CIDEr"},
      {"bleu4", "val/BLEU-4"},
      {"bleu", "val/BLEU-4"},
      {"rouge", "val/ROUGE-L"},
      {"meteor", "val/METEOR"},
      {"loss", "val/loss"},
      {"tags", "tag"},
      {"step", "steps"},
  };
  return aliases;
}

std::string full_field(std::string_view name) {
  const auto alias = field_aliases().find(name);
  auto field = std::string(alias == field_aliases().end() ? name : alias->second);
  return field.starts_with(best_prefix) ? field.substr(best_prefix.size()) : field;
}

bool is_run_field(std::string_view name) {
  if (name.starts_with(last_prefix)) return name.size() > last_prefix.size();
  const auto field = full_field(name);
  return std::ranges::find(facts, field, &Fact::name) != facts.end() || is_parameter(field) ||
         (field.find('/') != field.npos && field.front() != '/' && field.back() != '/');
}

std::string last_series(std::string_view field) {
  return field.starts_with(last_prefix) ? std::string(field.substr(last_prefix.size())) : std::string();
}

std::string nearest_field(std::string_view name) {
  std::vector<std::string_view> known = record_fields();
  for (const auto& [alias, field] : field_aliases()) known.push_back(alias);
  for (const auto& parameter : parameter_table()) known.push_back(parameter.key);
  for (const auto field : known)  // the last part of a key alone
    if (field.size() > name.size() + 1 && field.ends_with(name) && field[field.size() - name.size() - 1] == '.')
      return std::string(field);
  std::string_view nearest;
  auto least = name.size() / 3 + 1;
  for (const auto field : known)
    if (const auto edits = distance(name, field); edits < least) {
      least = edits;
      nearest = field;
    }
  return std::string(nearest);
}

double metric_scale(std::string_view series) {
  for (const std::string_view metric : {"CIDEr", "BLEU", "ROUGE", "METEOR", "SPICE"})
    if (series.find(metric) != series.npos) return 100;
  return 1;
}

RunValue run_value(const RunFacts& run, std::string_view name) {
  if (const auto series = last_series(name); !series.empty()) return scaled(run.last, series);
  const auto field = full_field(name);
  const auto fact = std::ranges::find(facts, field, &Fact::name);
  if (fact != facts.end()) return fact->value(run.record);
  if (is_parameter(field)) return parameter_value(run, field);
  return scaled(run.record.best, field);
}

std::string run_value_text(const RunValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* words = std::get_if<std::string>(&value)) return *words;
  if (const auto* real = std::get_if<double>(&value)) {
    char out[32];
    return {out, std::to_chars(out, out + sizeof out, *real).ptr};
  }
  std::string all;
  if (const auto* tags = std::get_if<std::vector<std::string>>(&value))
    for (const auto& tag : *tags) all += (all.empty() ? "" : ", ") + tag;
  return all;
}

}  // namespace vignette
