#include "training/command_term.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "log/log.h"

namespace vignette {
namespace {

constexpr int restarts = 3;
constexpr std::size_t shown_answer = 80;

std::string request_lines(std::span<const CaptionToScore> captions) {
  std::string lines;
  for (std::size_t i = 0; i < captions.size(); ++i) {
    const nlohmann::json line = {{"image_id", captions[i].image->id},
                                 {"caption", captions[i].caption},
                                 {"references", captions[i].image->captions},
                                 {"remaining", captions.size() - 1 - i}};
    lines += line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
  }
  return lines;
}

std::optional<double> finite_number(std::string_view text) {
  constexpr std::string_view blank = " \t\r";
  const auto first = text.find_first_not_of(blank);
  if (first == text.npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(blank) - first + 1);
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string with_last_words(const std::string& words) {
  return words.empty() ? ". It wrote nothing to its standard error."
                       : ". The last it wrote to its standard error:\n" + words;
}

}  // namespace

ChildProcess::Outcome CommandTerm::try_batch(const std::string& request, std::size_t count) {
  if (!process_) {
    process_ = std::make_unique<ChildProcess>(options_.command);
    log_info(concat("reward.command: started `", options_.command, "`"));
  }
  try {
    return process_->exchange(request, count, options_.seconds, options_.poll);
  } catch (...) {
    process_->finish(false);
    process_.reset();
    throw;
  }
}

std::string CommandTerm::give_up(ChildProcess::Outcome outcome, std::size_t count) {
  const auto answered = process_->lines().size();
  const auto end = process_->finish(outcome == ChildProcess::Outcome::ended);
  const auto words = process_->last_words();
  process_.reset();
  std::string what = concat("reward.command: `", options_.command, "` ");
  if (outcome == ChildProcess::Outcome::ended)
    what += concat(end, " after ", answered, " of ", count, " answers");
  else if (outcome == ChildProcess::Outcome::timed_out)
    what += concat("gave ", answered, " of ", count, " answers within ", options_.seconds,
                   " s (reward.command_timeout); each must be written out at once (flush)");
  else
    what += concat("wrote more than one number a caption: ", count,
                   " lines were expected; other messages belong on standard error");
  return what + with_last_words(words);
}

std::vector<double> CommandTerm::numbers(std::span<const CaptionToScore> captions) {
  std::vector<double> values;
  for (const auto& line : process_->lines()) {
    if (const auto value = finite_number(line)) {
      values.push_back(*value);
      continue;
    }
    const auto& caption = captions[values.size()];
    const auto what = concat("reward.command: `", options_.command, "` answered \"", line.substr(0, shown_answer),
                             "\" for \"", caption.caption, "\" (image ", caption.image->id,
                             "); expected one finite number a line. Other messages belong on standard error.");
    process_->finish(false);
    process_.reset();
    throw std::runtime_error(what);
  }
  return values;
}

std::vector<double> CommandTerm::score(std::span<const CaptionToScore> captions) {
  if (captions.empty()) return {};
  const auto request = request_lines(captions);
  for (int tries = 0;; ++tries) {
    const auto outcome = try_batch(request, captions.size());
    if (outcome == ChildProcess::Outcome::answered) return numbers(captions);
    const auto what = give_up(outcome, captions.size());
    if (outcome == ChildProcess::Outcome::too_much || tries == restarts) throw std::runtime_error(what);
    options_.warn(concat(what, "\nIt is started again (", tries + 1, " of ", restarts, ")."));
  }
}

}  // namespace vignette
