#include "session/watch/watch_server.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <set>

#include "log/log.h"
#include "session/training_session.h"
#include "session/watch/messages.h"
#include "session/watch/run_feed.h"
#include "store/experiment_store.h"
#include "store/run_lock.h"
#include "store/run_pictures.h"

namespace vignette {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr auto alive_every = std::chrono::seconds(5);
constexpr auto list_every = std::chrono::milliseconds(400);
constexpr auto liveness_every = std::chrono::seconds(2);  // a dead owner changes nothing in the file
constexpr std::size_t runs_a_line = 20;

std::string host_name() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

/// What of a run changes while it lives; recipes do not.
std::string fingerprint(const RunRecord& run) {
  auto brief = run;
  brief.recipe.clear();
  brief.recipe_resolved = std::to_string(run.recipe_resolved.size());
  return watch_line(run_message(brief));
}

}  // namespace

struct WatchServer::Impl {
  Impl(const std::filesystem::path& file, Send out, System figures)
      : store(file, ExperimentStore::Mode::read_only),
        pictures(file),
        send_line(std::move(out)),
        system(std::move(figures)) {}

  void send(const Json& message) { send_line(watch_line(message)); }
  bool list_runs();
  bool advance_feeds();
  Json answer(const Json& request);
  Json watch(const Json& request);
  Json command(const Json& request);
  Json edit(const Json& request);
  Json note(const Json& request);
  Json file(const Json& request);
  Json files(const Json& request);
  bool allowed(const std::filesystem::path& path, RunId run);

  ExperimentStore store;
  RunPictures pictures;
  Send send_line;
  System system;
  std::vector<RunFeed> feeds;
  std::map<RunId, std::string> listed;  // fingerprints of what the client has heard
  std::int64_t counter = -1;
  Clock::time_point last_list{}, last_alive = Clock::now();
};

WatchServer::WatchServer(const std::filesystem::path& file, Send send, System system)
    : impl_(std::make_unique<Impl>(file, std::move(send), std::move(system))) {
  impl_->send({{"hello", "vignette-watch"},
               {"protocol", watch_protocol},
               {"version", version()},
               {"host", host_name()},
               {"store", std::filesystem::absolute(file).lexically_normal().string()}});
}

WatchServer::~WatchServer() = default;

void WatchServer::take(std::string_view line) {
  Json id;
  try {
    const auto request = parse_watch_line(line);
    id = request.value("id", Json());
    impl_->send({{"id", id}, {"ok", impl_->answer(request)}});
  } catch (const std::exception& error) {
    impl_->send({{"id", id}, {"error", error.what()}});
  }
}

bool WatchServer::advance() {
  const auto now = Clock::now();
  const auto counter = impl_->store.change_counter();
  const bool changed = counter != impl_->counter;
  if (changed) {
    impl_->counter = counter;
    for (auto& feed : impl_->feeds) feed.look_again();
  }
  if (now - impl_->last_alive >= alive_every) {
    impl_->last_alive = now;
    impl_->send({{"alive", now_seconds()}});
  }
  bool more = false;
  if (now - impl_->last_list >= (changed ? list_every : liveness_every) || impl_->last_list == Clock::time_point())
    more = impl_->list_runs();
  else if (changed)
    impl_->counter = -1;  // the list is not due yet: look again then
  return impl_->advance_feeds() || more;
}

/// New and changed runs, some a line; true when there are more.
bool WatchServer::Impl::list_runs() {
  auto fresh = Json::array();
  std::set<RunId> there;
  bool more = false;
  for (const auto& run : store.runs()) {
    there.insert(run.id);
    auto now = fingerprint(run);
    if (listed[run.id] == now) continue;
    if ((more = fresh.size() == runs_a_line)) break;
    listed[run.id] = std::move(now);
    fresh.push_back(run_message(run));
  }
  if (!fresh.empty()) send({{"runs", std::move(fresh)}});
  if (more) return true;
  auto gone = Json::array();
  std::erase_if(listed, [&](const auto& one) {
    if (there.contains(one.first)) return false;
    gone.push_back(one.first);
    return true;
  });
  if (!gone.empty()) send({{"gone", std::move(gone)}});
  if (last_list == Clock::time_point()) send({{"listed", there.size()}, {"all", there}});
  last_list = Clock::now();
  return false;
}

bool WatchServer::Impl::advance_feeds() {
  bool more = false;
  for (auto& feed : feeds) more = feed.advance(store, [this](const Json& message) { send(message); }) || more;
  return more;
}

Json WatchServer::Impl::answer(const Json& request) {
  const std::string what = request.at("do");
  if (what == "watch") return watch(request);
  if (what == "command") return command(request);
  if (what == "edit") return edit(request);
  if (what == "note") return note(request);
  if (what == "file") return file(request);
  if (what == "files") return files(request);
  if (what == "system") return system ? Json::parse(system()) : Json::object();
  throw WatchProtocolError(concat("this vignette-cli knows no request \"", what, "\": update it"));
}

Json WatchServer::Impl::watch(const Json& request) {
  std::vector<RunFeed> wanted;
  for (const auto& run : request.at("runs")) wanted.emplace_back(run);
  std::erase_if(wanted, [this](const RunFeed& feed) { return !store.run(feed.run()); });
  feeds = std::move(wanted);
  return feeds.size();
}

Json WatchServer::Impl::command(const Json& request) {
  const std::string verb = request.at("verb"), key = request.at("key"), value = request.at("value");
  const RunId run = request.at("run");
  if (verb != "evaluate" && verb != "caption") {
    command_run(store.file(), run, verb, key, value);
    return true;
  }
  RunCommand command;
  command.verb = verb;
  command.key = key;
  command.value = value;
  return request_of_run(store.file(), run, request_of_command(command));
}

Json WatchServer::Impl::edit(const Json& request) {
  const RunId run = request.at("run");
  ExperimentStore open(store.file());
  if (request.contains("name")) open.rename_run(run, request["name"]);
  if (request.contains("note")) open.set_note(run, request["note"]);
  if (request.contains("colour")) open.set_colour(run, request["colour"]);
  if (request.contains("tags")) open.set_tags(run, request["tags"].get<std::vector<std::string>>());
  if (request.contains("hidden")) request["hidden"].get<bool>() ? open.delete_run(run) : open.restore_run(run);
  return true;
}

Json WatchServer::Impl::note(const Json& request) {
  const RunId run = request.at("run");
  ExperimentStore open(store.file());
  if (request.contains("remove")) {
    const std::int64_t mark = request["remove"];
    for (const auto& one : open.marks(run))
      if (one.id == mark && one.kind == "note") open.remove_mark(mark);
    return mark;
  }
  auto mark = mark_of(run, request.at("mark"));
  if (mark.kind != "note") throw WatchProtocolError("only notes can be put from outside");
  return open.put_mark(mark);
}

/// Pictures of the run's captions and files of its checkpoints, and nothing else of this machine.
bool WatchServer::Impl::allowed(const std::filesystem::path& path, RunId run) {
  for (const auto& checkpoint : store.checkpoints(run)) {
    const auto relative = path.lexically_relative(checkpoint.path);
    if (!relative.empty() && *relative.begin() != "..") return true;
  }
  return pictures.has(run, path.string());
}

Json WatchServer::Impl::file(const Json& request) {
  const auto path = std::filesystem::path(request.at("path").get<std::string>()).lexically_normal();
  const std::int64_t offset = request.at("offset");
  if (offset < 0 || !allowed(path, request.at("run")))
    throw WatchProtocolError(concat(path.string(), " belongs to no picture and no checkpoint of the run"));
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none))
    throw WatchProtocolError(concat(path.string(), " is not there any more, or is no file"));
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) throw WatchProtocolError(concat(path.string(), " cannot be read there"));
  const auto size = static_cast<std::int64_t>(in.tellg());
  std::string bytes(static_cast<std::size_t>(
                        std::clamp<std::int64_t>(size - offset, 0, static_cast<std::int64_t>(watch_file_portion))),
                    '\0');
  in.seekg(std::min(offset, size));
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw WatchProtocolError(concat(path.string(), " cannot be read there"));
  return {{"size", size}, {"offset", offset}, {"data", to_base64(bytes)}};
}

/// The files of a checkpoint, a folder or one file, with their sizes.
Json WatchServer::Impl::files(const Json& request) {
  const std::int64_t wanted = request.at("checkpoint");
  auto list = Json::array();
  for (const auto& checkpoint : store.checkpoints(request.at("run"))) {
    if (checkpoint.id != wanted) continue;
    const auto add = [&](const std::filesystem::path& path) {
      list.push_back(Json::array({path.string(), std::filesystem::file_size(path)}));
    };
    if (std::filesystem::is_regular_file(checkpoint.path)) add(checkpoint.path);
    if (std::filesystem::is_directory(checkpoint.path))
      for (const auto& entry : std::filesystem::recursive_directory_iterator(checkpoint.path))
        if (entry.is_regular_file()) add(entry.path());
  }
  return list;
}

}  // namespace vignette
