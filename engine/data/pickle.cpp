#include "data/pickle.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <unordered_map>

#include "log/log.h"

namespace vignette {
namespace {

PickleValuePtr make(PickleKind kind) {
  auto value = std::make_shared<PickleValue>();
  value->kind = kind;
  return value;
}

PickleValuePtr make_integer(std::int64_t number) {
  auto value = make(PickleKind::integer);
  value->integer = number;
  return value;
}

PickleValuePtr make_bytes(std::string_view bytes) {
  auto value = make(PickleKind::bytes);
  value->bytes = bytes;
  return value;
}

PickleValuePtr make_real(double number) {
  auto value = make(PickleKind::real);
  value->real = number;
  return value;
}

/// What a dictionary's item is found by.
std::string key_text(const PickleValue& key) {
  if (key.kind == PickleKind::text) return key.text;
  if (key.kind != PickleKind::sequence) return std::to_string(key.integer);
  std::string text;
  for (const auto& part : key.sequence) text.append(text.empty() ? "" : " ").append(part->text);
  return text;
}

PickleValuePtr make_text(PickleKind kind, std::string text) {
  auto value = make(kind);
  value->text = std::move(text);
  return value;
}

class Unpickler {
 public:
  Unpickler(std::string_view bytes, const std::string& origin) : bytes_(bytes), origin_(origin) {}

  PickleValuePtr run() {
    while (true) {
      const auto opcode = number<std::uint8_t>();
      if (opcode == '.') return pop();
      step(opcode);
    }
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw PickleError(
        concat(origin_, ": ", problem, " (byte ", at_,
               " of the pickle). Only tensors, numbers, texts and plain containers are read; save those."));
  }

  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - at_) fail("the pickle is truncated");
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }

  template <class Number>
  Number number() {
    Number value{};
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  std::string line() {
    const auto end = bytes_.find('\n', at_);
    if (end == std::string_view::npos) fail("the pickle is truncated");
    std::string text(take(end - at_));
    ++at_;
    return text;
  }

  std::int64_t long_number() {
    const auto count = number<std::uint8_t>();
    if (count > 8) {
      take(count);
      return std::numeric_limits<std::int64_t>::max();
    }
    const std::string_view digits = take(count);
    std::uint64_t value = count > 0 && (digits.back() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    std::memcpy(&value, digits.data(), count);
    return static_cast<std::int64_t>(value);
  }

  void push(PickleValuePtr value) { stack_.push_back(std::move(value)); }

  PickleValuePtr pop() {
    if (stack_.empty()) fail("the pickle is damaged: its stack is empty");
    PickleValuePtr value = std::move(stack_.back());
    stack_.pop_back();
    return value;
  }

  const PickleValuePtr& top() const {
    if (stack_.empty()) fail("the pickle is damaged: its stack is empty");
    return stack_.back();
  }

  std::vector<PickleValuePtr> pop_to_mark() {
    std::vector<PickleValuePtr> values;
    for (PickleValuePtr value = pop(); value->kind != PickleKind::mark; value = pop()) values.push_back(value);
    std::reverse(values.begin(), values.end());
    return values;
  }

  void push_tuple(std::size_t count) {
    auto tuple = make(PickleKind::sequence);
    for (std::size_t i = 0; i < count; ++i) tuple->sequence.insert(tuple->sequence.begin(), pop());
    hold(*tuple, tuple->sequence);
    push(tuple);
  }

  void recall(std::uint32_t index) {
    const auto found = memo_.find(index);
    if (found == memo_.end()) fail("the pickle is damaged: unknown memo");
    push(found->second);
  }

  void step(std::uint8_t opcode) {
    if (!step_scalar(opcode) && !step_container(opcode) && !step_object(opcode) && !step_line(opcode))
      fail(concat("opcode ", static_cast<int>(opcode), " is refused"));
  }

  bool step_scalar(std::uint8_t opcode) {
    switch (opcode) {
      case 0x80:
        number<std::uint8_t>();
        break;  // PROTO
      case 'N':
        push(make(PickleKind::none));
        break;  // NONE
      case 0x88:
        push(make_integer(1));
        break;  // NEWTRUE
      case 0x89:
        push(make_integer(0));
        break;  // NEWFALSE
      case 'J':
        push(make_integer(number<std::int32_t>()));
        break;  // BININT
      case 'K':
        push(make_integer(number<std::uint8_t>()));
        break;  // BININT1
      case 'M':
        push(make_integer(number<std::uint16_t>()));
        break;  // BININT2
      case 0x8a:
        push(make_integer(long_number()));
        break;  // LONG1
      case 'G':
        push(make_real(big_endian_double()));
        break;  // BINFLOAT
      case 'X':
        push(make_text(PickleKind::text, std::string(take(number<std::uint32_t>()))));
        break;  // BINUNICODE
      case 0x8c:
        push(make_text(PickleKind::text, std::string(take(number<std::uint8_t>()))));
        break;  // SHORT_BINUNICODE
      case 0x8d:
        push(make_text(PickleKind::text, std::string(take(number<std::uint64_t>()))));
        break;  // BINUNICODE8
      case 'C':
        push(make_bytes(take(number<std::uint8_t>())));
        break;  // SHORT_BINBYTES
      case 'B':
        push(make_bytes(take(number<std::uint32_t>())));
        break;  // BINBYTES
      case 0x8e:
        push(make_bytes(take(number<std::uint64_t>())));
        break;  // BINBYTES8
      case 0x95:
        number<std::uint64_t>();
        break;  // FRAME
      default:
        return false;
    }
    return true;
  }

  /// Protocol 0, in lines of text, which Python 2 wrote where nobody asked for another.
  bool step_line(std::uint8_t opcode) {
    switch (opcode) {
      case 'I': {  // INT, and 00 and 01 for truth values
        push(make_integer(std::strtoll(line().c_str(), nullptr, 10)));
        break;
      }
      case 'L':  // LONG: "12L"
        push(make_integer(std::strtoll(line().c_str(), nullptr, 10)));
        break;
      case 'F':  // FLOAT
        push(make_real(std::strtod(line().c_str(), nullptr)));
        break;
      case 'S': {  // STRING: in quotes
        const auto quoted = line();
        if (quoted.size() < 2 || quoted.front() != quoted.back()) fail("a text lacks its quotes");
        push(make_text(PickleKind::text, without_escapes(quoted.substr(1, quoted.size() - 2))));
        break;
      }
      case 'V':  // UNICODE
        push(make_text(PickleKind::text, without_escapes(line())));
        break;
      case 'p':  // PUT
        memo_[static_cast<std::uint32_t>(std::strtoul(line().c_str(), nullptr, 10))] = top();
        break;
      case 'g':  // GET
        recall(static_cast<std::uint32_t>(std::strtoul(line().c_str(), nullptr, 10)));
        break;
      case 'd': {  // DICT
        const auto items = pop_to_mark();
        push(make(PickleKind::dictionary));
        set_items(items);
        break;
      }
      case 'l': {  // LIST
        const auto items = pop_to_mark();
        push(make(PickleKind::sequence));
        append(items);
        break;
      }
      default:
        return false;
    }
    return true;
  }

  /// \\, \' , \" and \xNN; other characters outside of ASCII stay as they are written.
  static std::string without_escapes(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\' || i + 1 == text.size()) {
        plain += text[i];
      } else if (text[i + 1] == 'x' && i + 3 < text.size()) {
        plain += static_cast<char>(std::strtol(text.substr(i + 2, 2).c_str(), nullptr, 16));
        i += 3;
      } else {
        plain += text[++i];
      }
    }
    return plain;
  }

  double big_endian_double() {
    auto bits = number<std::uint64_t>();
    bits = __builtin_bswap64(bits);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

  bool step_container(std::uint8_t opcode) {
    switch (opcode) {
      case '(':
        push(make(PickleKind::mark));
        break;  // MARK
      case '}':
        push(make(PickleKind::dictionary));
        break;   // EMPTY_DICT
      case ']':  // EMPTY_LIST
      case ')':
        push(make(PickleKind::sequence));
        break;  // EMPTY_TUPLE
      case 0x85:
        push_tuple(1);
        break;  // TUPLE1
      case 0x86:
        push_tuple(2);
        break;  // TUPLE2
      case 0x87:
        push_tuple(3);
        break;     // TUPLE3
      case 't': {  // TUPLE
        auto tuple = make(PickleKind::sequence);
        tuple->sequence = pop_to_mark();
        hold(*tuple, tuple->sequence);
        push(tuple);
        break;
      }
      case 'a':
        append({pop()});
        break;  // APPEND
      case 'e':
        append(pop_to_mark());
        break;     // APPENDS
      case 's': {  // SETITEM
        PickleValuePtr value = pop(), key = pop();
        set_items({key, value});
        break;
      }
      case 'u':
        set_items(pop_to_mark());
        break;  // SETITEMS
      default:
        return false;
    }
    return true;
  }

  bool step_object(std::uint8_t opcode) {
    switch (opcode) {
      case 'q':
        memo_[number<std::uint8_t>()] = top();
        break;  // BINPUT
      case 'r':
        memo_[number<std::uint32_t>()] = top();
        break;  // LONG_BINPUT
      case 0x94:
        memo_[static_cast<std::uint32_t>(memo_.size())] = top();
        break;      // MEMOIZE
      case 0x93: {  // STACK_GLOBAL
        const auto name = pop(), module = pop();
        push(make_text(PickleKind::global, concat(module->text, " ", name->text)));
        break;
      }
      case 'h':
        recall(number<std::uint8_t>());
        break;  // BINGET
      case 'j':
        recall(number<std::uint32_t>());
        break;     // LONG_BINGET
      case 'c': {  // GLOBAL
        const std::string module = line();
        push(make_text(PickleKind::global, concat(module, " ", line())));
        break;
      }
      case 'Q':
        push(storage(*pop()));
        break;  // BINPERSID
      case 'R':
        reduce();
        break;  // REDUCE
      case 'b':
        build(pop());
        break;      // BUILD
      case 0x81: {  // NEWOBJ
        pop();
        push(scripted_object(*pop()));
        break;
      }
      case 0x92: {  // NEWOBJ_EX
        pop(), pop();
        refuse_object(pop()->text);
      }
      case 'i': {  // INST
        const std::string module = line();
        refuse_object(concat(module, " ", line()));
      }
      case 'o': {  // OBJ
        const auto parts = pop_to_mark();
        refuse_object(parts.empty() ? "" : parts.front()->text);
      }
      default:
        return false;
    }
    return true;
  }

  /// What is copied, keys of shared texts for example, may not grow far beyond the pickle.
  void spend(std::uint64_t bytes) {
    constexpr std::uint64_t kTimes = 64, kAlways = std::uint64_t{64} << 20;
    spent_ += bytes;
    if (spent_ > kTimes * bytes_.size() + kAlways) fail("it unpacks to far more than it is");
  }

  [[noreturn]] void refuse_object(const std::string& name) const {
    fail(concat("an object of the class '", name, "' is refused"));
  }

  /// TorchScript's modules are what their attributes are; their code is left alone.
  PickleValuePtr scripted_object(const PickleValue& type) const {
    if (type.kind != PickleKind::global ||
        !(type.text.starts_with("__torch__.") || type.text.starts_with("__torch__ ")))
      refuse_object(type.text);
    return make_text(PickleKind::dictionary, type.text);
  }

  /// A dictionary's attributes (OrderedDict's, which hold no tensor) are left aside.
  void build(const PickleValuePtr& state) {
    PickleValue& object = *top();
    if (object.kind != PickleKind::dictionary) fail("an object's state is refused");
    if (object.text.empty()) return;
    if (state->kind != PickleKind::dictionary) fail(concat("the state of '", object.text, "' is no dictionary"));
    std::vector<PickleValuePtr> values;
    for (const auto& [name, value] : state->items) values.push_back(value);
    hold(object, values);
    for (const auto& [name, value] : state->items) spend(name.size() + sizeof(std::pair<std::string, PickleValuePtr>));
    object.items = state->items;
  }

  /// What is nested deeper than anyone writes would exhaust the stack when it is freed, and what holds itself, be it
  /// through others, would never be freed: Python fills a container before it puts it into another.
  void hold(PickleValue& container, const std::vector<PickleValuePtr>& values) const {
    constexpr int kDeepest = 64;
    if (container.held) fail("a container holds itself");
    for (const auto& value : values) {
      if (value.get() == &container) fail("a container holds itself");
      value->held = true;
      container.depth = std::max(container.depth, value->depth + 1);
    }
    if (container.depth > kDeepest) fail("containers are nested too deep");
  }

  void append(const std::vector<PickleValuePtr>& values) {
    if (top()->kind != PickleKind::sequence) fail("the pickle is damaged: expected a list");
    hold(*top(), values);
    top()->sequence.insert(top()->sequence.end(), values.begin(), values.end());
  }

  void set_items(const std::vector<PickleValuePtr>& values) {
    if (top()->kind != PickleKind::dictionary || values.size() % 2 != 0)
      fail("the pickle is damaged: expected a dictionary");
    hold(*top(), values);
    for (std::size_t i = 0; i < values.size(); i += 2) {
      auto key = key_text(*values[i]);
      spend(key.size() + sizeof(std::pair<std::string, PickleValuePtr>));
      top()->items.emplace_back(std::move(key), values[i + 1]);
    }
  }

  /// ('storage', torch.FloatStorage, key, location, count), and more in newer versions
  PickleValuePtr storage(const PickleValue& id) const {
    const auto& parts = id.sequence;
    if (parts.size() < 5 || parts[0]->text != "storage" || parts[1]->kind != PickleKind::global)
      fail("a persistent object other than a storage is refused");
    auto value = make(PickleKind::storage);
    value->tensor = std::make_unique<PickledTensor>();
    value->tensor->storage = parts[2]->text;
    value->tensor->storage_type = parts[1]->text.substr(parts[1]->text.find(' ') + 1);
    return value;
  }

  void reduce() {
    const PickleValuePtr arguments = pop(), callable = pop();
    const auto& given = arguments->sequence;
    const auto& name = callable->text;
    if (name == "collections defaultdict" && given.size() <= 1) return push(make(PickleKind::dictionary));
    if (name == "collections OrderedDict" && given.empty()) return push(make(PickleKind::dictionary));
    if (name == "torch._utils _rebuild_tensor_v2" && given.size() >= 4) return push(tensor(given));
    if (name == "torch._utils _rebuild_parameter" && !given.empty()) return push(given[0]);
    if (name == "torch Size" && given.size() == 1) return push(given[0]);
    if (name == "torch device") return push(make(PickleKind::none));
    if (is_scripted_container(name) && !given.empty()) return push(given[0]);
    if (name == "torch.storage _load_from_bytes" && given.size() == 1) return push(storage_in_bytes(*given[0]));
    fail(concat("a call of '", name, "' is refused"));
  }

  /// How TorchScript says what a list or a dictionary holds.
  static bool is_scripted_container(std::string_view name) {
    constexpr std::string_view module = "torch.jit._pickle ";
    if (!name.starts_with(module)) return false;
    name.remove_prefix(module.size());
    return name == "restore_type_tag" || name == "build_intlist" || name == "build_tensorlist" ||
           name == "build_doublelist" || name == "build_boollist";
  }

  PickleValuePtr tensor(const std::vector<PickleValuePtr>& given) {
    spend(sizeof(PickledTensor) + 16 * given[2]->sequence.size());
    if (given[0]->kind != PickleKind::storage) fail("the pickle is damaged: a tensor without storage");
    auto value = make(PickleKind::tensor);
    value->tensor = std::make_unique<PickledTensor>(*given[0]->tensor);
    value->tensor->offset = given[1]->integer;
    for (const auto& size : given[2]->sequence) value->tensor->sizes.push_back(size->integer);
    for (const auto& stride : given[3]->sequence) value->tensor->strides.push_back(stride->integer);
    return value;
  }

  /// A tensor pickled by itself carries its storage in torch.save's first format: pickles of a magic number, a version,
  /// the machine, the storage and the list of keys, then the number of elements and the elements.
  PickleValuePtr storage_in_bytes(const PickleValue& carrier) const {
    if (carrier.kind != PickleKind::bytes) fail("the pickle is damaged: a storage without bytes");
    Unpickler inner(carrier.bytes, origin_);
    inner.nested_ = nested_ + 1;
    if (inner.nested_ > 2) fail("storages are nested");
    for (int i = 0; i < 3; ++i) inner.run();
    auto value = inner.run();
    if (value->kind != PickleKind::storage) fail("the pickle is damaged: expected a storage");
    inner.run();
    inner.number<std::int64_t>();
    value->tensor->storage.clear();
    value->tensor->bytes = carrier.bytes.substr(inner.at_);
    return value;
  }

  std::string_view bytes_;
  const std::string& origin_;
  std::uint64_t at_ = 0;
  std::vector<PickleValuePtr> stack_;
  std::unordered_map<std::uint32_t, PickleValuePtr> memo_;
  std::uint64_t spent_ = 0;
  int nested_ = 0;
};

}  // namespace

const PickleValue* PickleValue::find(std::string_view key) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.first == key; });
  return found == items.end() ? nullptr : found->second.get();
}

std::optional<std::uint64_t> elements_reached(const PickledTensor& tensor) {
  constexpr std::int64_t bound = std::int64_t{1} << 40;
  std::int64_t last = tensor.offset;
  bool valid = tensor.sizes.size() == tensor.strides.size() && tensor.sizes.size() <= 64 && last >= 0 && last < bound,
       empty = false;
  for (std::size_t i = 0; valid && i < tensor.sizes.size(); ++i) {
    const std::int64_t size = tensor.sizes[i], stride = tensor.strides[i];
    valid = size >= 0 && stride >= 0 && size < bound && (size <= 1 || stride <= bound / size);
    empty = empty || size == 0;
    if (valid && size > 1) last += (size - 1) * stride;
  }
  if (!valid) return std::nullopt;
  return static_cast<std::uint64_t>(empty ? tensor.offset : last + 1);
}

PickleValuePtr read_pickle(std::string_view bytes, const std::string& origin) {
  return Unpickler(bytes, origin).run();
}

}  // namespace vignette
