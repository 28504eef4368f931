#include "session/run_query.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>

#include "log/log.h"
#include "session/run_query_words.h"

namespace vignette {
namespace {

using Test = std::function<bool(const RunFacts&)>;
using Kind = QueryWord::Kind;

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& letter : out)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return out;
}

bool contains(std::string_view text, const std::string& lowered) {
  return lower(text).find(lowered) != std::string::npos;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> duration_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  for (const auto& [unit, seconds] : {std::pair{'s', 1.0}, {'m', 60.0}, {'h', 3600.0}, {'d', 86400.0}})
    if (text.back() == unit)
      if (const auto value = number_of(text.substr(0, text.size() - 1))) return *value * seconds;
  return number_of(text);
}

template <class Value>
bool compare(const Value& a, const std::string& operation, const Value& b) {
  if (operation == "<") return a < b;
  if (operation == "<=") return a <= b;
  if (operation == ">") return a > b;
  if (operation == ">=") return a >= b;
  return (a == b) == (operation == "=");
}

/// As numbers are typed: 0.1 is found where 0.1f was stored.
bool compare_numbers(double a, const std::string& operation, double b) {
  const bool same = a == b || std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
  if (operation == "=" || operation == "<=" || operation == ">=") return same || compare(a, operation, b);
  return !same && compare(a, operation, b);
}

struct Comparison {
  std::string field, operation, text, lowered;
  std::optional<double> number;

  bool operator()(const RunFacts& run) const {
    const auto value = run_value(run, field);
    const bool negative = operation.front() == '!';
    if (std::holds_alternative<std::monostate>(value)) return negative;
    if (const auto* tags = std::get_if<std::vector<std::string>>(&value))
      return std::ranges::any_of(*tags, [&](const auto& tag) { return holds(tag); }) != negative;
    if (operation.ends_with('~')) return contains(run_value_text(value), lowered) != negative;
    if (const auto* real = std::get_if<double>(&value)) return number && compare_numbers(*real, operation, *number);
    return compare(lower(run_value_text(value)), operation, lowered);
  }

 private:
  bool holds(const std::string& tag) const {
    return operation.ends_with('~') ? contains(tag, lowered) : lower(tag) == lowered;
  }
};

/// Where the values of a field are numbers, a comparison wants one.
bool is_numeric(const std::string& field) {
  if (const auto* parameter = find_parameter(field))
    return parameter->type == ParameterType::integer || parameter->type == ParameterType::real;
  static constexpr std::string_view numbers[] = {"id",     "steps", "planned_steps", "duration",
                                                 "parent", "sweep", "reward"};
  return std::ranges::find(numbers, field) != std::end(numbers) || field.find('/') != field.npos ||
         !last_series(field).empty();
}

}  // namespace

class RunQueryParser {
 public:
  explicit RunQueryParser(std::string_view text) : words_(query_words(text)) {}

  RunQuery parse() {
    if (word().kind == Kind::end) return {};
    query_.test_ = any();
    if (word().kind != Kind::end) fail(word().text == ")" ? "no ( is open here" : "expected and, or, or the end");
    return std::move(query_);
  }

 private:
  const QueryWord& word() const { return words_[at_]; }
  bool is(std::string_view keyword) const { return word().kind == Kind::word && lower(word().text) == keyword; }
  [[noreturn]] void fail(const std::string& what) const { fail_at(word(), what); }
  [[noreturn]] static void fail_at(const QueryWord& word, const std::string& what) {
    throw RunQueryError(concat("at character ", word.position + 1, ": ", what), word.position,
                        std::max<std::size_t>(1, word.length));
  }

  Test any() {
    auto test = all();
    while (is("or")) {
      ++at_;
      test = [first = std::move(test), second = all()](const RunFacts& run) { return first(run) || second(run); };
    }
    return test;
  }

  Test all() {
    auto test = one();
    while (word().kind != Kind::end && word().text != ")" && !is("or")) {
      if (is("and")) ++at_;
      test = [first = std::move(test), second = one()](const RunFacts& run) { return first(run) && second(run); };
    }
    return test;
  }

  Test one() {
    if (is("not")) {
      ++at_;
      return [test = one()](const RunFacts& run) { return !test(run); };
    }
    if (word().kind == Kind::open) return parentheses();
    if (word().kind == Kind::text) return words_alone(words_[at_++].text);
    if (word().kind != Kind::word || is("and") || is("or"))
      fail("expected a name such as val/CIDEr, lr or tag:best, or a word to look for");
    const auto& first = words_[at_++];
    if (first.text.starts_with("tag:")) return tagged(first);
    if (word().kind == Kind::operation) return comparison(first);
    return words_alone(first.text);
  }

  Test parentheses() {
    const auto& open = words_[at_++];
    auto test = any();
    if (word().kind != Kind::close) fail_at(open, "this ( is never closed: expected )");
    ++at_;
    return test;
  }

  Test tagged(const QueryWord& first) {
    auto tag = first.text.substr(4);
    if (tag.empty() && word().kind == Kind::text) tag = words_[at_++].text;
    if (tag.empty()) fail_at(first, "expected a tag after tag:");
    return Comparison{"tag", "=", tag, lower(tag), {}};
  }

  Test comparison(const QueryWord& name) {
    if (!is_run_field(name.text)) fail_at(name, unknown(name.text));
    const auto& operation = words_[at_++];
    if (word().kind != Kind::word && word().kind != Kind::text) fail(concat("expected a value after ", operation.text));
    const auto& value = words_[at_++];
    Comparison comparison{full_field(name.text), operation.text, value.text, lower(value.text), {}};
    if (is_numeric(comparison.field) && !operation.text.ends_with('~')) {
      comparison.number = comparison.field == "duration" ? duration_of(value.text) : number_of(value.text);
      if (!comparison.number) fail_at(value, concat("expected a number to compare ", name.text, " with"));
    }
    if (const auto series = last_series(comparison.field); !series.empty()) query_.last_series_.push_back(series);
    if (comparison.field == "archived") query_.names_archived_ = true;
    return comparison;
  }

  static std::string unknown(const std::string& name) {
    const auto near = nearest_field(name);
    const auto hint = near.empty() ? std::string("Metrics are written with their set, such as val/CIDEr")
                                   : concat("Did you mean ", near, "?");
    return concat("there is nothing called \"", name, "\". ", hint);
  }

  static Test words_alone(const std::string& text) {
    return [lowered = lower(text)](const RunFacts& run) {
      return contains(run.record.name, lowered) || contains(run.record.note, lowered) ||
             std::ranges::any_of(run.record.tags, [&](const auto& tag) { return contains(tag, lowered); });
    };
  }

  std::vector<QueryWord> words_;
  std::size_t at_ = 0;
  RunQuery query_;
};

RunQuery::RunQuery(std::string_view text) {
  *this = RunQueryParser(text).parse();
}

}  // namespace vignette
