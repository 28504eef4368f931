// What may come next in a search expression.

#include <algorithm>

#include "session/run_query.h"
#include "session/run_query_words.h"

namespace vignette {
namespace {

using Kind = QueryWord::Kind;
constexpr std::size_t most_suggestions = 40;

bool is_connective(const QueryWord& word) {
  return word.kind == Kind::word && (word.text == "and" || word.text == "or" || word.text == "not");
}

std::vector<std::string> fields(const std::vector<std::string>& metrics) {
  std::vector<std::string> names;
  for (const auto& [alias, field] : field_aliases()) names.emplace_back(alias);
  for (const auto field : record_fields()) names.emplace_back(field);
  names.insert(names.end(), metrics.begin(), metrics.end());
  for (const auto& parameter : parameter_table()) names.emplace_back(parameter.key);
  for (const auto& metric : metrics) names.push_back("last:" + metric);
  names.emplace_back("tag:");
  return names;
}

std::vector<std::string> values(const std::string& name, const std::vector<std::string>& tags) {
  const auto field = full_field(name);
  if (field == "tag") return tags;
  if (field == "state") return {"finished", "running", "paused", "stopped", "failed", "interrupted", "created"};
  std::vector<std::string> found;
  if (const auto* parameter = find_parameter(field)) {
    for (const auto choice : parameter->choices) found.emplace_back(choice);
    if (parameter->type == ParameterType::boolean) found = {"true", "false"};
  } else if (field == "archived") {
    found = {"true", "false"};
  }
  return found;
}

/// Those that begin with `typed`, then those in which a part does ("learn" finds optimizer.learning_rate).
std::vector<std::string> matching(const std::vector<std::string>& all, std::string_view typed) {
  std::vector<std::string> first, later;
  for (const auto& name : all) {
    if (name == typed) continue;
    const auto at = name.find(typed);
    if (at == 0)
      first.push_back(name);
    else if (at != name.npos && (name[at - 1] == '.' || name[at - 1] == '/' || name[at - 1] == '_'))
      later.push_back(name);
  }
  first.insert(first.end(), later.begin(), later.end());
  if (first.size() > most_suggestions) first.resize(most_suggestions);
  return first;
}

}  // namespace

QueryCompletion complete_run_query(std::string_view text, std::size_t cursor, const std::vector<std::string>& metrics,
                                   const std::vector<std::string>& tags) {
  std::vector<QueryWord> words;
  try {
    words = query_words(text.substr(0, cursor));
  } catch (const RunQueryError&) {
    return {};
  }
  words.pop_back();
  QueryWord typed{Kind::word, {}, cursor, 0};
  if (!words.empty() && words.back().kind == Kind::word && words.back().position + words.back().length == cursor) {
    typed = words.back();
    words.pop_back();
  }
  QueryCompletion found{typed.position, typed.length, {}};
  const auto* before = words.empty() ? nullptr : &words.back();
  if (typed.text.starts_with("tag:")) {
    found.position += 4;
    found.length -= 4;
    found.suggestions = matching(tags, typed.text.substr(4));
  } else if (before && before->kind == Kind::operation) {
    if (words.size() > 1) found.suggestions = matching(values(words[words.size() - 2].text, tags), typed.text);
  } else if (before && before->kind == Kind::word && !is_connective(*before) && typed.text.empty()) {
    const bool value = words.size() > 1 && words[words.size() - 2].kind == Kind::operation;
    if (value)
      found.suggestions = {"and", "or"};
    else if (is_run_field(before->text))
      found.suggestions = {"<", ">", "=", "!=", "~"};
  } else {
    found.suggestions = matching(fields(metrics), typed.text);
  }
  return found;
}

}  // namespace vignette
