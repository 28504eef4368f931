#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/machine/machine_figures.h"
#include "session/watch/messages.h"
#include "session/watch/watch_server.h"

namespace vignette {
namespace {

struct WatchOptions {
  std::string store;
  bool json = false;
};

constexpr int look_every_milliseconds = 200;

/// The reader of stdout has gone.
struct ReaderGone {};

void write_line(const std::string& line) {
  const auto text = line + '\n';
  for (std::size_t at = 0; at < text.size();) {
    const auto written = ::write(STDOUT_FILENO, text.data() + at, text.size() - at);
    if (written < 0 && errno == EINTR && !interrupted()) continue;
    if (written < 0) throw ReaderGone();
    at += static_cast<std::size_t>(written);
  }
}

/// Lines of stdin as they come.
class Lines {
 public:
  /// Waits up to `milliseconds` for input and hands whole lines on; false once stdin has ended.
  bool take(int milliseconds, WatchServer& server) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, milliseconds) <= 0) return true;
    const auto count = ::read(STDIN_FILENO, buffer_.data(), buffer_.size());
    if (count < 0) return errno == EINTR;
    if (count == 0) return false;
    held_.append(buffer_.data(), static_cast<std::size_t>(count));
    std::size_t from = 0;
    for (auto end = held_.find('\n'); end != held_.npos; end = held_.find('\n', from = end + 1))
      server.take(std::string_view(held_).substr(from, end - from));
    held_.erase(0, from);
    if (held_.size() > watch_line_limit) throw InputError("a line on stdin is longer than 16 MiB");
    return true;
  }

 private:
  std::string held_;
  std::array<char, 65536> buffer_{};
};

int run_watch(const WatchOptions& given) {
  if (!given.json) throw UsageError("watch speaks to a workbench: give --json. For people: runs, curve and captions");
  open_store(given.store);  // says what is wrong with it
  std::signal(SIGPIPE, SIG_IGN);
  const InterruptGuard guard;
  try {
    MachineSampler machine;
    WatchServer server(given.store, write_line, [&] { return machine_figures_text(machine.sample({given.store})); });
    Lines lines;
    bool more = true;
    while (!interrupted() && lines.take(more ? 0 : look_every_milliseconds, server)) more = server.advance();
  } catch (const ReaderGone&) {
  }
  return exit_done;
}

}  // namespace

void add_watch_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("watch", "Serve a store's runs to a workbench elsewhere, over stdin and stdout.");
  const auto given = std::make_shared<WatchOptions>();
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_flag("--json", given->json, "JSON Lines both ways (required)");
  command->footer(
      "The workbench runs it over ssh: vignette --store ssh://host/path/runs.vignette. It ends when stdin does.\n"
      "Example:\n"
      "  ssh host vignette-cli watch --json --store runs.vignette");
  command->callback([given, &context] { context.exit_code = run_watch(*given); });
}

}  // namespace vignette
