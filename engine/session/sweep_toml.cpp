// Sweeps as TOML text.

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "log/log.h"
#include "session/sweep.h"

namespace vignette {
namespace {

constexpr std::string_view list_form =
    "expected a list of values, {min, max, scale = \"linear\" or \"log\"} or {choice = [...]}.";

/// Collects every problem, so that one look at the message mends them all.
class SweepReader {
 public:
  explicit SweepReader(std::string_view origin) : origin_(origin) {}

  Sweep read(const toml::table& root) {
    for (const auto& [name, node] : root) {
      const auto* table = node.as_table();
      if (table && name.str() == "sweep")
        read_head(*table);
      else if (table && name.str() == "parameters")
        read_axes(*table, "");
      else
        note(node, concat(name.str(), ": expected the tables [sweep] and [parameters]."));
    }
    if (sweep_.axes.empty() && problems_.empty())
      problems_.push_back({1, "expected at least one parameter in [parameters]."});
    if (problems_.empty()) return std::move(sweep_);
    std::stable_sort(problems_.begin(), problems_.end(), [](auto& a, auto& b) { return a.first < b.first; });
    std::string message;
    for (const auto& [line, what] : problems_)
      message += concat(message.empty() ? "" : "\n", origin_, ":", line, ": ", what);
    throw RecipeError(message);
  }

 private:
  void note(const toml::node& node, std::string what) {
    problems_.emplace_back(node.source().begin.line, std::move(what));
  }

  void read_head(const toml::table& table) {
    for (const auto& [name, node] : table) {
      const auto key = name.str();
      if (key == "name" && node.is_string())
        sweep_.name = node.as_string()->get();
      else if (key == "seed" && node.is_integer())
        sweep_.seed = node.as_integer()->get();
      else if (key == "count" && node.is_integer() && *node.value<std::int64_t>() > 0)
        sweep_.count = node.as_integer()->get();
      else
        note(node, concat("sweep.", key,
                          ": expected name = \"text\", count = a number of draws from 1 and seed = an integer."));
    }
  }

  static bool is_range(const toml::table& table) {
    return table.contains("min") || table.contains("max") || table.contains("choice");
  }

  void read_axes(const toml::table& table, const std::string& prefix) {
    // toml++ sorts keys; the text's order is the one that users gave.
    std::vector<std::pair<std::string, const toml::node*>> nodes;
    for (const auto& [name, node] : table) nodes.emplace_back(name.str(), &node);
    std::stable_sort(nodes.begin(), nodes.end(), [](const auto& a, const auto& b) {
      const auto &left = a.second->source().begin, &right = b.second->source().begin;
      return std::pair(left.line, left.column) < std::pair(right.line, right.column);
    });
    for (const auto& [name, node] : nodes) {
      const auto key = prefix + name;
      const auto* inner = node->as_table();
      if (inner && !is_range(*inner))
        read_axes(*inner, key + ".");
      else
        read_axis(key, *node);
    }
  }

  void read_axis(const std::string& key, const toml::node& node) {
    SweepAxis axis;
    axis.key = key;
    const bool whole = node.is_array() ? read_values(axis, node) : read_range(axis, node);
    if (!whole) return note(node, concat(key, ": ", list_form));
    if (auto problem = problem_with(axis); !problem.empty()) return note(node, std::move(problem));
    sweep_.axes.push_back(std::move(axis));
  }

  static bool read_values(SweepAxis& axis, const toml::node& node) {
    const auto* list = node.as_array();
    if (!list) return false;
    for (const auto& item : *list) {
      if (const auto* flag = item.as_boolean())
        axis.values.emplace_back(flag->get());
      else if (const auto* integer = item.as_integer())
        axis.values.emplace_back(integer->get());
      else if (const auto* real = item.as_floating_point())
        axis.values.emplace_back(real->get());
      else if (const auto* text = item.as_string())
        axis.values.emplace_back(text->get());
      else
        return false;
    }
    return true;
  }

  static bool read_range(SweepAxis& axis, const toml::node& node) {
    const auto* table = node.as_table();
    if (!table) return false;
    if (const auto* choice = table->get("choice")) {
      axis.kind = SweepAxis::Kind::choice;
      return table->size() == 1 && read_values(axis, *choice);
    }
    const auto minimum = (*table)["min"].value<double>(), maximum = (*table)["max"].value<double>();
    const auto scale = (*table)["scale"].value_or(std::string("linear"));
    if (!minimum || !maximum || (scale != "linear" && scale != "log")) return false;
    if (table->size() != (table->contains("scale") ? 3u : 2u)) return false;
    axis.kind = scale == "log" ? SweepAxis::Kind::log : SweepAxis::Kind::linear;
    axis.minimum = *minimum;
    axis.maximum = *maximum;
    return true;
  }

  std::string origin_;
  Sweep sweep_;
  std::vector<std::pair<toml::source_index, std::string>> problems_;
};

std::string quoted(const std::string& text) {
  std::ostringstream out;
  out << toml::value<std::string>(text);
  return out.str();
}

std::string value_text(const ParameterValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  return format_value(value);
}

std::string list_text(const std::vector<ParameterValue>& values) {
  std::string all;
  for (const auto& value : values) all += (all.empty() ? "" : ", ") + value_text(value);
  return "[" + all + "]";
}

std::string axis_text(const SweepAxis& axis) {
  if (axis.kind == SweepAxis::Kind::grid) return list_text(axis.values);
  if (axis.kind == SweepAxis::Kind::choice) return "{choice = " + list_text(axis.values) + "}";
  return concat("{min = ", format_value(axis.minimum), ", max = ", format_value(axis.maximum),
                axis.kind == SweepAxis::Kind::log ? ", scale = \"log\"}" : "}");
}

}  // namespace

Sweep read_sweep(std::string_view text, std::string_view origin) {
  toml::table root;
  try {
    root = toml::parse(text, origin);
  } catch (const toml::parse_error& error) {
    throw RecipeError(concat(origin, ":", error.source().begin.line, ": ", error.description()));
  }
  return SweepReader(origin).read(root);
}

Sweep read_sweep_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw RecipeError(concat(file.string(), ": cannot be read. Give a TOML file with a [parameters] table."));
  return read_sweep(text.str(), file.string());
}

std::string sweep_toml(const Sweep& sweep) {
  std::string text = "[sweep]\n";
  if (!sweep.name.empty()) text += concat("name = ", quoted(sweep.name), "\n");
  text += concat("count = ", sweep.count, "\nseed = ", sweep.seed, "\n\n[parameters]\n");
  for (const auto& axis : sweep.axes) text += concat(axis.key, " = ", axis_text(axis), "\n");
  return text;
}

}  // namespace vignette
