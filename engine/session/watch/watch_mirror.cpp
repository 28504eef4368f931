#include "session/watch/watch_mirror.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "log/log.h"
#include "session/watch/messages.h"
#include "store/experiment_store.h"
#include "store/run_mirror.h"

namespace vignette {
namespace {

using Json = nlohmann::json;
using Answered = std::function<void(const std::string&, const std::string&)>;

/// What users may change of a run.
struct Editable {
  std::string name, colour, note;
  std::vector<std::string> tags;
  bool hidden = false;
};

}  // namespace

struct WatchMirror::Impl {
  Impl(const std::filesystem::path& file, std::string name)
      : mirror(file),
        server(std::move(name)),
        files(std::filesystem::absolute(file).lexically_normal().parent_path() / "files") {}

  void take(const Json& message);
  void greet(const Json& message);
  void put_runs(const Json& list);
  void put_points(const Json& message);
  void put_captions(const Json& message);
  void put_details(const Json& message);
  void hide(const Json& gone);
  void hide_others(const Json& all);
  void answered(const Json& message);
  std::string request(Json message, RunId run, Answered done);
  Json known(RunId run);
  void add_edits(std::vector<std::string>& requests);
  void add_note_edits(std::vector<std::string>& requests);
  std::filesystem::path local(const std::string& remote) const {
    // Made absolute first: ".." never leads out of the folder.
    return files / (std::filesystem::path("/") / remote).lexically_normal().relative_path();
  }

  RunMirror mirror;
  std::string server;
  std::filesystem::path files;
  Events events;
  bool greeted = false;
  std::int64_t next_id = 1;
  struct Asked {
    RunId run = 0;
    Answered done;
  };
  std::map<std::int64_t, Asked> asked;
  std::map<RunId, Editable> heard;                         // as the server last told, and as was sent since
  std::map<RunId, std::map<std::int64_t, RunMark>> notes;  // of watched runs
};

WatchMirror::WatchMirror(const std::filesystem::path& file, std::string server)
    : impl_(std::make_unique<Impl>(file, std::move(server))) {}

WatchMirror::~WatchMirror() = default;

void WatchMirror::set_events(Events events) {
  impl_->events = std::move(events);
}

const std::filesystem::path& WatchMirror::file() const {
  return impl_->mirror.file();
}

void WatchMirror::take(std::string_view line) {
  if (line.size() > watch_line_limit) throw WatchProtocolError("a line is longer than 16 MiB");
  const auto message = parse_watch_line(line);
  try {
    impl_->take(message);
  } catch (const Json::exception& error) {
    throw WatchProtocolError(concat("a message has not the form that was agreed on (", error.what(), ')'));
  } catch (const std::invalid_argument& error) {
    throw WatchProtocolError(concat("a message has not the form that was agreed on (", error.what(), ')'));
  }
}

void WatchMirror::Impl::take(const Json& message) {
  if (message.contains("hello")) return greet(message);
  if (!greeted) throw WatchProtocolError("the other side did not say hello");
  if (message.contains("id")) return answered(message);
  if (message.contains("runs")) return put_runs(message["runs"]);
  if (message.contains("points")) return put_points(message["points"]);
  if (message.contains("captions")) return put_captions(message["captions"]);
  if (message.contains("details")) return put_details(message["details"]);
  if (message.contains("cut")) return mirror.cut(message["cut"].at("run"), message["cut"].at("after"));
  if (message.contains("gone")) return hide(message["gone"]);
  if (message.contains("alive")) return mirror.beat(server);
  if (message.contains("listed")) return hide_others(message.at("all"));
  if (message.contains("answers")) {
    std::vector<RunAnswer> answers;
    for (const auto& one : message["answers"]) answers.push_back(answer_of_message(one));
    return mirror.add_answers(answers);
  }
  if (message.contains("synced") && events.synced)
    return events.synced(message["synced"].at("run"), message["synced"].at("steps"));
  // A newer server may tell more than this side knows of.
}

void WatchMirror::Impl::greet(const Json& message) {
  if (message.at("hello") != "vignette-watch") throw WatchProtocolError("the other side is no vignette-cli watch");
  const int protocol = message.at("protocol");
  const std::string there = message.at("version");
  if (protocol != watch_protocol)
    throw WatchProtocolError(concat("the server's vignette-cli (", there, ") speaks version ", protocol,
                                    " of the protocol and this program version ", watch_protocol, ". Update ",
                                    protocol < watch_protocol ? "the server's." : "this one."));
  greeted = true;
  if (events.hello) events.hello({there, message.at("host"), message.at("store")});
}

/// What was edited here and is not sent yet stays.
void WatchMirror::Impl::put_runs(const Json& list) {
  std::map<RunId, RunMirror::Listed> here;
  for (auto& one : mirror.listed()) here[one.id] = std::move(one);
  for (const auto& one : list) {
    auto run = run_of(one);
    const Editable there{run.name, run.colour, run.note, run.tags};
    const auto known = heard.find(run.id);
    const auto mine = here.find(run.id);
    if (known != heard.end() && mine != here.end()) {
      if (mine->second.name != known->second.name) run.name = mine->second.name;
      if (mine->second.colour != known->second.colour) run.colour = mine->second.colour;
      if (mine->second.note != known->second.note) run.note = mine->second.note;
      if (mine->second.tags != known->second.tags) run.tags = mine->second.tags;
    }
    if (!run.parent_checkpoint.empty()) run.parent_checkpoint = local(run.parent_checkpoint).string();
    const bool hidden = known != heard.end() && mine != here.end() && mine->second.hidden && !known->second.hidden;
    mirror.put_run(run, server);
    if (hidden) mirror.hide_runs(std::array{run.id});
    heard[run.id] = there;
  }
}

void WatchMirror::Impl::put_points(const Json& message) {
  std::map<std::string, std::vector<CurvePoint>> points;
  for (const auto& [name, list] : message.at("series").get_ref<const Json::object_t&>())
    for (const auto& point : list) points[name].push_back(point_of(point));
  mirror.append(message.at("run"), points);
}

void WatchMirror::Impl::put_captions(const Json& message) {
  std::vector<CaptionRecord> captions;
  for (const auto& one : message.at("captions")) {
    captions.push_back(caption_of_message(one));
    auto& path = captions.back().image_path;
    if (!path.empty()) path = local(path).string();
  }
  mirror.put_captions(message.at("run"), captions);
}

void WatchMirror::Impl::put_details(const Json& message) {
  const RunId run = message.at("run");
  auto details = details_of(run, message);
  for (auto& checkpoint : details.checkpoints) checkpoint.path = local(checkpoint.path).string();
  auto& known = notes[run];
  std::map<std::int64_t, RunMark> there;
  for (const auto& mark : details.marks)
    if (mark.kind == "note") there[mark.id] = mark;
  for (const auto& mark : mirror.marks(run))  // made here and not sent yet
    if (mark.kind == "note" && !known.contains(mark.id) && !there.contains(mark.id)) details.marks.push_back(mark);
  known = std::move(there);
  mirror.replace_details(run, details);
}

void WatchMirror::Impl::hide(const Json& gone) {
  const auto runs = gone.get<std::vector<RunId>>();
  for (const auto run : runs)
    if (const auto known = heard.find(run); known != heard.end()) known->second.hidden = true;
  mirror.hide_runs(runs);
}

void WatchMirror::Impl::hide_others(const Json& all) {
  const auto there = all.get<std::set<RunId>>();
  std::vector<RunId> others;
  for (const auto& run : mirror.listed())
    if (!there.contains(run.id)) others.push_back(run.id);
  mirror.hide_runs(others);
  if (events.listed) events.listed();
}

void WatchMirror::Impl::answered(const Json& message) {
  if (!message["id"].is_number_integer()) {
    if (events.refused && message.contains("error")) events.refused(0, message["error"].get<std::string>());
    return;
  }
  const auto found = asked.find(message["id"].get<std::int64_t>());
  if (found == asked.end()) return;
  const auto asker = std::move(found->second);
  asked.erase(found);
  const auto error = message.value("error", std::string());
  if (asker.done) return asker.done(message.contains("ok") ? watch_line(message["ok"]) : std::string(), error);
  if (!error.empty() && events.refused) events.refused(asker.run, error);
}

std::string WatchMirror::Impl::request(Json message, RunId run, Answered done) {
  message["id"] = next_id;
  asked[next_id++] = {run, std::move(done)};
  return watch_line(message);
}

void WatchMirror::reset() {
  impl_->greeted = false;
  impl_->heard.clear();
  lost();
}

void WatchMirror::lost() {
  auto asked = std::exchange(impl_->asked, {});
  for (const auto& [id, asker] : asked)
    if (asker.done) asker.done({}, "the connection was lost");
  impl_->mirror.forget_owners();
}

Json WatchMirror::Impl::known(RunId run) {
  auto series = Json::object(), captions = Json::object();
  for (const auto& [name, end] : mirror.series_ends(run)) series[name] = Json::array({end.step, end.points});
  for (const auto& [step, count] : mirror.caption_counts(run)) captions[std::to_string(step)] = count;
  return {{"run", run},
          {"steps", mirror.last_step(run)},
          {"clock", clock_message(mirror.clock(run))},
          {"series", std::move(series)},
          {"captions", std::move(captions)},
          {"answers", mirror.last_answer(run)}};
}

std::string WatchMirror::watch(const std::vector<RunId>& runs) {
  auto list = Json::array();
  for (const auto run : runs) list.push_back(impl_->known(run));
  std::erase_if(impl_->notes, [&](const auto& one) { return std::ranges::find(runs, one.first) == runs.end(); });
  return impl_->request({{"do", "watch"}, {"runs", std::move(list)}}, 0, {});
}

std::vector<std::string> WatchMirror::take_requests() {
  std::vector<std::string> requests;
  for (const auto& command : impl_->mirror.take_commands())
    requests.push_back(impl_->request({{"do", "command"},
                                       {"run", command.run},
                                       {"verb", command.verb},
                                       {"key", command.key},
                                       {"value", command.value}},
                                      command.run, {}));
  impl_->add_edits(requests);
  impl_->add_note_edits(requests);
  return requests;
}

void WatchMirror::Impl::add_edits(std::vector<std::string>& requests) {
  for (const auto& run : mirror.listed()) {
    const auto known = heard.find(run.id);
    if (known == heard.end()) continue;
    auto& old = known->second;
    Json edit = {{"do", "edit"}, {"run", run.id}};
    if (run.name != old.name) edit["name"] = old.name = run.name;
    if (run.colour != old.colour) edit["colour"] = old.colour = run.colour;
    if (run.note != old.note) edit["note"] = old.note = run.note;
    if (run.tags != old.tags) edit["tags"] = old.tags = run.tags;
    if (run.hidden != old.hidden) edit["hidden"] = old.hidden = run.hidden;
    if (edit.size() > 2) requests.push_back(request(std::move(edit), run.id, {}));
  }
}

/// The server gives a new note its own number, and tells of it with the run's next details.
void WatchMirror::Impl::add_note_edits(std::vector<std::string>& requests) {
  for (auto& [run, known] : notes) {
    std::map<std::int64_t, RunMark> here;
    for (const auto& mark : mirror.marks(run))
      if (mark.kind == "note") here[mark.id] = mark;
    for (const auto& [id, mark] : here) {
      const auto old = known.find(id);
      if (old != known.end() && old->second.text == mark.text && old->second.step == mark.step) continue;
      auto sent = mark;
      if (old == known.end()) sent.id = 0;
      requests.push_back(request({{"do", "note"}, {"run", run}, {"mark", mark_message(sent)}}, run, {}));
    }
    for (const auto& [id, mark] : known)
      if (!here.contains(id)) requests.push_back(request({{"do", "note"}, {"run", run}, {"remove", id}}, run, {}));
    known = std::move(here);
  }
}

std::string WatchMirror::ask(const std::string& text, Answered done) {
  return impl_->request(Json::parse(text), 0, std::move(done));
}

std::filesystem::path WatchMirror::local_path(const std::string& remote) const {
  return impl_->local(remote);
}

std::string WatchMirror::remote_path(const std::filesystem::path& local) const {
  const auto relative = local.lexically_normal().lexically_relative(impl_->files);
  if (relative.empty() || *relative.begin() == ".." || *relative.begin() == ".") return {};
  return ("/" / relative).string();
}

}  // namespace vignette
