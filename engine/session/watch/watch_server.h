#pragma once
// The serving side of vignette-cli watch: tells a workbench on another machine of a store's runs as they change, and
// passes its commands on. messages.h describes the lines.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace vignette {

/// One thread.
class WatchServer {
 public:
  /// Writes one line, without its end; may wait for the reader.
  using Send = std::function<void(const std::string&)>;
  /// Figures of the machine for {"do": "system"}, as a JSON object's text.
  using System = std::function<std::string()>;

  /// Says hello. Throws StoreError when the store cannot be read.
  WatchServer(const std::filesystem::path& store, Send send, System system = {});
  ~WatchServer();
  WatchServer(const WatchServer&) = delete;
  WatchServer& operator=(const WatchServer&) = delete;

  /// Answers a client's line. What is wrong with it goes back as {"error"}; nothing is thrown.
  void take(std::string_view line);
  /// Sends a portion of what changed; true while there is more to send at once.
  bool advance();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
