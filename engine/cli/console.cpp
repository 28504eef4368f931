#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

#include "log/log.h"

namespace vignette {
namespace {

constexpr std::chrono::milliseconds kBarEvery{100}, kLineEvery{5000};

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string bar_of(double fraction) {
  constexpr int kWidth = 24;
  if (fraction < 0) return {};
  const int full = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * kWidth);
  return concat("[", std::string(static_cast<std::size_t>(full), '#'),
                std::string(static_cast<std::size_t>(kWidth - full), '.'), "] ");
}

}  // namespace

Console::Console() : terminal_(isatty(STDERR_FILENO) == 1) {
  if (!terminal_) last_progress_ = std::chrono::steady_clock::now();  // what ends soon needs no progress lines
}

void Console::clear_bar() {
  if (bar_shown_) std::cerr << "\r\x1b[K";
  bar_shown_ = false;
}

void Console::json(const Json& object) {
  const std::lock_guard lock(mutex_);
  std::cout << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n' << std::flush;
}

void Console::print(std::string_view text) {
  const std::lock_guard lock(mutex_);
  clear_bar();
  std::cout << text << '\n' << std::flush;
}

void Console::mute() {
  const std::lock_guard lock(mutex_);
  muted_ = true;
}

void Console::say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (muted_) return;
  clear_bar();
  std::cerr << text << '\n' << std::flush;
}

void Console::progress(double fraction, std::string_view text) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (muted_) return;
  if (now - last_progress_ < (terminal_ ? kBarEvery : kLineEvery)) return;
  last_progress_ = now;
  if (!terminal_) {
    if (fraction >= 0) std::cerr << static_cast<int>(fraction * 100) << "% ";
    std::cerr << text << '\n' << std::flush;
    return;
  }
  const std::string line = concat(bar_of(fraction), text);
  std::cerr << "\r\x1b[K" << line.substr(0, terminal_width() - 1) << std::flush;
  bar_shown_ = true;
}

void Console::end_progress() {
  const std::lock_guard lock(mutex_);
  clear_bar();
  std::cerr << std::flush;
}

bool Console::stdout_open() const {
  const std::lock_guard lock(mutex_);
  return static_cast<bool>(std::cout);
}

std::string short_number(double value) {
  if (std::isnan(value)) return "-";
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

std::string clock_text(double seconds) {
  const auto all = static_cast<long long>(std::max(0.0, seconds) + 0.5);
  char text[48];
  if (all >= 3600)
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", all / 3600, all / 60 % 60, all % 60);
  else
    std::snprintf(text, sizeof text, "%lld:%02lld", all / 60, all % 60);
  return text;
}

std::vector<std::string> read_json_strings() {
  std::vector<std::string> texts;
  for (std::string line; std::getline(std::cin, line);) {
    const auto value = nlohmann::json::parse(line, nullptr, false);
    if (!value.is_string())
      throw InputError(concat("line ", texts.size() + 1,
                              " of the input is not a JSON string; each line should look like ",
                              "\"a dog on a beach\", quotes included"));
    texts.push_back(value.get<std::string>());
  }
  return texts;
}

}  // namespace vignette
