#pragma once
// The watching side: keeps a local store like the server's from the lines that vignette-cli watch sends, and turns what
// is posted and edited there into requests. messages.h describes the lines. Free of sockets and threads.

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

namespace vignette {

struct WatchHello {
  std::string version, host, store;
};

/// One thread.
class WatchMirror {
 public:
  /// `file`: the local store, made if missing; pictures and checkpoints come to lie beside it. `server` names the
  /// connection in owners and origins, e.g. "ssh://host/runs.vignette". Throws StoreError.
  WatchMirror(const std::filesystem::path& file, std::string server);
  ~WatchMirror();
  WatchMirror(const WatchMirror&) = delete;
  WatchMirror& operator=(const WatchMirror&) = delete;

  struct Events {
    std::function<void(const WatchHello&)> hello;
    /// The server refused a request; `what` is fit for users.
    std::function<void(RunId run, const std::string& what)> refused;
    /// Everything of the run that the server has is here.
    std::function<void(RunId run, std::int64_t steps)> synced;
    /// The first list of runs is complete.
    std::function<void()> listed;
  };
  void set_events(Events events);

  /// A line of the server. Throws WatchProtocolError (end the connection and say so) and StoreError.
  void take(std::string_view line);
  /// A new connection begins: forgets what the one before it was asked.
  void reset();
  /// The connection is lost: whether runs go on is unknown from here on.
  void lost();

  /// The request to be told of these runs and no others from now on.
  std::string watch(const std::vector<RunId>& runs);
  /// Requests for commands posted and edits made in the mirror since the last call. Throws StoreError.
  std::vector<std::string> take_requests();
  /// A request of another kind; `answered` gets the "ok" value as JSON text, or the error.
  std::string ask(const std::string& request,
                  std::function<void(const std::string& ok, const std::string& error)> answered);

  const std::filesystem::path& file() const;
  /// Where a file of the server lies here once it is fetched; and the other way round ("" for one of this machine).
  std::filesystem::path local_path(const std::string& remote) const;
  std::string remote_path(const std::filesystem::path& local) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
