#include "data/demo_captions.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <numeric>
#include <utility>

namespace vignette {
namespace {

using Words = std::string;

/// Joins with single blanks; empty parts vanish.
template <class... Parts>
Words join(const Parts&... parts) {
  Words text;
  for (const Words& part : std::initializer_list<Words>{Words(parts)...}) {
    if (part.empty()) continue;
    if (!text.empty()) text += ' ';
    text += part;
  }
  return text;
}

struct Noun {
  const char *one, *many, *other_one, *other_many;  // the other word is rarer
};
struct Verb {
  const char *one, *many, *ing;
};
struct ObjectWords {
  Noun noun;
  Verb standing, hovering;
};

constexpr std::array<ObjectWords, kDemoObjects> kObjectWords{{
    {{"star", "stars", "star", "stars"}, {"stands", "stand", "standing"}, {"shines", "shine", "shining"}},
    {{"heart", "hearts", "heart", "hearts"}, {"rests", "rest", "resting"}, {"floats", "float", "floating"}},
    {{"fish", "fish", "fish", "fish"}, {"floats", "float", "floating"}, {"floats", "float", "floating"}},
    {{"bird", "birds", "bird", "birds"}, {"stands", "stand", "standing"}, {"flies", "fly", "flying"}},
    {{"flower", "flowers", "blossom", "blossoms"}, {"grows", "grow", "growing"}, {"grows", "grow", "growing"}},
    {{"mushroom", "mushrooms", "mushroom", "mushrooms"}, {"grows", "grow", "growing"}, {"grows", "grow", "growing"}},
    {{"cat", "cats", "kitten", "kittens"}, {"sits", "sit", "sitting"}, {"sits", "sit", "sitting"}},
    {{"boat", "boats", "sailboat", "sailboats"}, {"rests", "rest", "resting"}, {"rests", "rest", "resting"}},
    {{"balloon", "balloons", "balloon", "balloons"}, {"floats", "float", "floating"}, {"floats", "float", "floating"}},
    {{"house", "houses", "cottage", "cottages"}, {"stands", "stand", "standing"}, {"stands", "stand", "standing"}},
}};
constexpr std::array<const char*, kDemoColours> kColourWords{"red",  "orange", "yellow", "green",
                                                             "blue", "purple", "pink"};

struct BackgroundWords {
  std::array<const char*, 3> where;   // after a clause; the last one for scenes that stand on the ground
  std::array<const char*, 2> before;  // before a clause, then a comma; likewise
  std::array<const char*, 2> noun;    // "... with a cat"
};
constexpr std::array<BackgroundWords, kDemoBackgrounds> kBackgroundWords{{
    {{"in a meadow", "in a sunny field", "on the grass"},
     {"in a meadow", "on the grass"},
     {"a meadow", "a grassy field"}},
    {{"under the moon", "in the moonlight", "at night"},
     {"at night", "under the moon"},
     {"a dark night", "a night scene"}},
    {{"by the sea", "near the ocean", "on the beach"},
     {"by the sea", "on the beach"},
     {"a sandy beach", "a sunny beach"}},
    {{"in the snow", "in falling snow", "on a snowy hill"},
     {"in the snow", "on a snowy hill"},
     {"a snowy hill", "a winter scene"}},
    {{"in the desert", "among the dunes", "on the hot sand"},
     {"in the desert", "on the hot sand"},
     {"a desert", "a hot desert"}},
    {{"in a room", "indoors", "on the floor of a room"}, {"indoors", "in a room"}, {"a room", "a room with a window"}},
    {{"in the clouds", "high in the sky", "on the clouds"},
     {"in the clouds", "high in the sky"},
     {"a cloudy sky", "a sky with clouds"}},
}};

constexpr int kSingleForms = 7, kPairForms = 8;
static_assert(kSingleForms >= kDemoCaptions && kPairForms >= kDemoCaptions);

/// One way of telling about one scene; draws its words as it goes.
class Teller {
 public:
  Teller(const DemoScene& scene, CounterRandom& random) : scene_(scene), random_(random) {}

  int forms() const { return scene_.groups.size() == 1 ? kSingleForms : kPairForms; }
  /// `form` in [0, forms()).
  Words tell(int form) { return scene_.groups.size() == 1 ? tell_single(form) : tell_pair(form); }

 private:
  template <std::size_t N>
  Words pick(const std::array<const char*, N>& words) {
    return random_.pick(words);
  }
  template <class... Choices>
  Words any(Choices... choices) {
    return pick(std::array<const char*, sizeof...(Choices)>{choices...});
  }
  Words maybe(double probability, Words words) { return random_.chance(probability) ? std::move(words) : Words(); }

  Words size_word(DemoSize size) {
    if (size == DemoSize::small) return any("small", "small", "tiny", "little");
    return size == DemoSize::big ? any("big", "big", "large", "huge") : Words();
  }
  static Words article(const Words& next) { return Words("aeiou").find(next.front()) == Words::npos ? "a" : "an"; }
  Words noun(const DemoGroup& group) {
    const Noun& noun = kObjectWords[static_cast<std::size_t>(group.object)].noun;
    const bool other = random_.chance(0.2);
    return group.count == 1 ? (other ? noun.other_one : noun.one) : (other ? noun.other_many : noun.many);
  }
  Words quality(const DemoGroup& group) {
    return join(maybe(0.75, size_word(group.size)), kColourWords[static_cast<std::size_t>(group.colour)]);
  }
  Words counted(const DemoGroup& group, const Words& rest) {
    if (group.count == 1) {
      const double draw = random_.uniform();
      return draw < 0.85 ? join(article(rest), rest) : draw < 0.95 ? join("one", rest) : join("a single", rest);
    }
    const bool plain = random_.chance(0.75);
    if (group.count == 2) return join(plain ? "two" : any("a pair of", "a couple of"), rest);
    return join(plain ? "three" : "a group of three", rest);
  }
  Words noun_phrase(const DemoGroup& group) { return counted(group, join(quality(group), noun(group))); }

  static Words be(const DemoGroup& group) { return group.count == 1 ? "is" : "are"; }
  static const Verb& verb_of(const DemoGroup& group, bool hovering) {
    const ObjectWords& words = kObjectWords[static_cast<std::size_t>(group.object)];
    return hovering ? words.hovering : words.standing;
  }
  Words verb(const DemoGroup& group, bool hovering) {
    const Verb& verb = verb_of(group, hovering);
    if (random_.chance(0.5)) return group.count == 1 ? verb.one : verb.many;
    return join(be(group), verb.ing);
  }

  const BackgroundWords& background() const { return kBackgroundWords[static_cast<std::size_t>(scene_.background)]; }
  bool grounded() const { return !scene_.airborne && scene_.relation != DemoRelation::above; }
  Words where() { return background().where[static_cast<std::size_t>(random_.below(grounded() ? 3 : 2))]; }
  Words before() {
    return Words(background().before[static_cast<std::size_t>(random_.below(grounded() ? 2 : 1))]) + ",";
  }
  Words place_noun() { return pick(background().noun); }

  Words position() {
    switch (scene_.position) {
      case DemoPosition::left:
        return any("on the left", "on the left side");
      case DemoPosition::right:
        return any("on the right", "on the right side");
      case DemoPosition::middle:
        break;
    }
    return any("in the middle", "in the center");
  }

  /// Where the first of the two groups is, seen from the second; `swapped`: the other way round.
  Words relation(bool swapped) {
    switch (scene_.relation) {
      case DemoRelation::left_of:
        if (random_.chance(0.15)) return any("next to", "beside");
        return swapped ? any("to the right of", "right of", "on the right of")
                       : any("to the left of", "left of", "on the left of");
      case DemoRelation::above:
        return swapped ? any("below", "under", "beneath") : any("above", "over", "high above");
      case DemoRelation::in_front_of:
      case DemoRelation::none:
        break;
    }
    return swapped ? "behind" : "in front of";
  }
  /// As "with a cat …": where the second-named group is.
  Words aside(bool swapped, const DemoGroup& anchor) {
    const Words its = anchor.count == 1 ? "it" : "them";
    switch (scene_.relation) {
      case DemoRelation::left_of:
        return swapped ? "to the left" : "to the right";
      case DemoRelation::above:
        return swapped ? "above " + its : "below " + its;
      case DemoRelation::in_front_of:
      case DemoRelation::none:
        break;
    }
    return swapped ? "in front of " + its : "behind " + its;
  }

  Words tell_single(int form) {
    const DemoGroup& group = scene_.groups[0];
    const bool up = scene_.airborne;
    switch (form) {
      case 0:
        return join(noun_phrase(group), verb_of(group, up).ing, maybe(0.5, position()), where());
      case 1:
        return join(noun_phrase(group), verb(group, up), where(), maybe(0.6, position()));
      case 2:
        return join(before(), noun_phrase(group), verb(group, up), position());
      case 3:
        return join("there", be(group), noun_phrase(group), position(), maybe(0.8, where()));
      case 4:
        return join(place_noun(), "with", noun_phrase(group), position());
      case 5:
        return join(any("the picture shows", "we can see", "this is a picture of"), noun_phrase(group), where());
      default:
        break;
    }
    return join("the", noun(group), position(), maybe(0.6, where()), be(group), describing(group));
  }
  Words describing(const DemoGroup& group) {
    const Words size = size_word(group.size), colour = kColourWords[static_cast<std::size_t>(group.colour)];
    const Words both = size.empty() ? colour : join(size, "and", colour);
    return group.count == 1 ? both : join(group.count == 2 ? "both" : "all", both);
  }

  Words tell_pair(int form) {
    const bool swapped = random_.chance(0.4);
    const DemoGroup &first = scene_.groups[swapped ? 1 : 0], &second = scene_.groups[swapped ? 0 : 1];
    const bool up = scene_.relation == DemoRelation::above && !swapped;
    switch (form) {
      case 0:
        return join(noun_phrase(first), relation(swapped), noun_phrase(second), maybe(0.6, where()));
      case 1:
        return join(noun_phrase(first), random_.chance(0.4) ? be(first) : verb(first, up), relation(swapped),
                    noun_phrase(second), maybe(0.4, where()));
      case 2:
        return join(before(), noun_phrase(first), verb(first, up), relation(swapped), noun_phrase(second));
      case 3:
        return join("there", be(first), noun_phrase(first), relation(swapped), noun_phrase(second),
                    maybe(0.4, where()));
      case 4:
        return join(noun_phrase(first), "with", noun_phrase(second), aside(swapped, first), maybe(0.4, where()));
      case 5:
        return join(place_noun(), "with", noun_phrase(first), "and", noun_phrase(second));
      case 6:
        return join(noun_phrase(first), verb_of(first, up).ing, relation(swapped), noun_phrase(second),
                    maybe(0.4, where()));
      default:
        break;
    }
    return join(noun_phrase(first), "and", noun_phrase(second), maybe(0.6, "together"), where());
  }

  const DemoScene& scene_;
  CounterRandom& random_;
};

int word_count(const Words& words) {
  return 1 + static_cast<int>(std::count(words.begin(), words.end(), ' '));
}

/// The numbers below `count` in an order drawn by lot.
std::vector<int> shuffled(int count, CounterRandom& random) {
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  for (int i = count - 1; i > 0; --i) {
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(random.below(i + 1))]);
  }
  return order;
}

}  // namespace

std::vector<std::string> caption_scene(const DemoScene& scene, CounterRandom& random) {
  Teller teller(scene, random);
  std::vector<int> forms = shuffled(teller.forms(), random);
  forms.resize(kDemoCaptions);
  std::vector<std::string> captions;
  for (int form : forms) {
    Words words = teller.tell(form);
    while (word_count(words) > kDemoCaptionWords) words = teller.tell(form);
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    captions.push_back(words + ".");
  }
  return captions;
}

}  // namespace vignette
