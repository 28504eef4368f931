#include "metrics/object_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

/// A category's name and other names, with commas between.
struct Category {
  std::string_view name, others;
};

constexpr std::array<Category, kObjectCategories> kCategories{{
    {"person",
     "man,woman,boy,girl,child,kid,baby,toddler,lady,guy,gentleman,adult,human,player,rider,surfer,skier,snowboarder,"
     "skateboarder,skater,batter,pitcher,catcher,umpire,passenger,pedestrian,worker,officer,policeman,soldier,bride,"
     "groom,chef,cook,tourist,crowd,couple,family,friend,student,teenager,cyclist,bicyclist,biker,motorcyclist,driver,"
     "mother,father,mom,dad,son,daughter,brother,sister,infant,athlete,swimmer,spectator,businessman,lad,male,"
     "female"},
    {"bicycle", "bike,tricycle"},
    {"car", "automobile,sedan,suv,taxi,cab,minivan,van,jeep,hatchback,limousine,convertible"},
    {"motorcycle", "motorbike,motor bike,motor cycle,scooter,moped,dirt bike"},
    {"airplane", "plane,aeroplane,aircraft,jet,airliner,jetliner,biplane,jumbo jet"},
    {"bus", "minibus,school bus,tour bus,double decker"},
    {"train", "locomotive,tram,trolley,subway,streetcar,caboose,monorail"},
    {"truck", "lorry,pickup,fire truck,firetruck,tow truck"},
    {"boat", "ship,sailboat,canoe,kayak,ferry,yacht,raft,rowboat,gondola,speedboat,vessel,barge"},
    {"traffic light", "traffic signal,stop light,stoplight,street light signal"},
    {"fire hydrant", "hydrant"},
    {"stop sign", ""},
    {"parking meter", ""},
    {"bench", "park bench"},
    {"bird",
     "duck,goose,pigeon,seagull,gull,parrot,owl,eagle,hawk,swan,pelican,penguin,chicken,rooster,hen,crow,sparrow,"
     "peacock,ostrich,flamingo,heron,duckling,robin,turkey,parakeet"},
    {"cat", "kitten,kitty,tabby,feline"},
    {"dog",
     "puppy,pup,terrier,poodle,bulldog,dachshund,retriever,labrador,collie,canine,beagle,chihuahua,dalmatian,pug"},
    {"horse", "pony,foal,colt,stallion,mare"},
    {"sheep", "lamb,ram,ewe"},
    {"cow", "cattle,bull,calf,ox,heifer"},
    {"elephant", ""},
    {"bear", "polar bear,grizzly,panda,cub"},
    {"zebra", ""},
    {"giraffe", ""},
    {"backpack", "rucksack,knapsack"},
    {"umbrella", "parasol"},
    {"handbag", "purse,hand bag"},
    {"tie", "necktie,bow tie"},
    {"suitcase", "luggage,briefcase,suit case"},
    {"frisbee", "flying disc,flying disk"},
    {"skis", "ski"},
    {"snowboard", "snow board"},
    {"sports ball", "ball,soccer ball,tennis ball,baseball,football,basketball,volleyball"},
    {"kite", ""},
    {"baseball bat", "bat"},
    {"baseball glove", "baseball mitt,mitt,catcher mitt"},
    {"skateboard", "skate board"},
    {"surfboard", "surf board,boogie board,longboard"},
    {"tennis racket", "racket,racquet,tennis racquet"},
    {"bottle", ""},
    {"wine glass", "wineglass,wine goblet,champagne glass"},
    {"cup", "mug,teacup,coffee cup"},
    {"fork", ""},
    {"knife", ""},
    {"spoon", "ladle"},
    {"bowl", ""},
    {"banana", ""},
    {"apple", ""},
    {"sandwich", "burger,hamburger,cheeseburger,panini"},
    {"orange", "tangerine,clementine"},
    {"broccoli", ""},
    {"carrot", ""},
    {"hot dog", "hotdog,chili dog,corn dog"},
    {"pizza", ""},
    {"donut", "doughnut,bagel"},
    {"cake", "cupcake,cheesecake,birthday cake,wedding cake"},
    {"chair", "stool,armchair,recliner,rocker"},
    {"couch", "sofa,loveseat,futon"},
    {"potted plant", "houseplant,house plant,pot plant"},
    {"bed", "bunk,crib,mattress"},
    {"dining table", "table,desk,kitchen table,coffee table,picnic table"},
    {"toilet", "urinal,commode,lavatory"},
    {"tv", "television,tv set,tv screen"},
    {"laptop", "notebook computer,laptop computer,macbook"},
    {"mouse", "computer mouse"},
    {"remote", "remote control,tv remote,wii remote,game controller,controller"},
    {"keyboard", "computer keyboard"},
    {"cell phone", "cellphone,mobile phone,smartphone,smart phone,iphone,phone"},
    {"microwave", "microwave oven"},
    {"oven", "stove,stovetop"},
    {"toaster", ""},
    {"sink", "washbasin,basin"},
    {"refrigerator", "fridge,freezer"},
    {"book", "novel,textbook,magazine"},
    {"clock", "alarm clock,clock tower"},
    {"vase", "flower vase"},
    {"scissors", "shears"},
    {"teddy bear", "teddy,stuffed bear,stuffed animal,stuffed toy"},
    {"hair drier", "hair dryer,hairdryer,blow dryer"},
    {"toothbrush", "tooth brush"},
}};

/// Phrases that hold an object's word and mean something else.
constexpr std::string_view kOthers =
    "train station,train track,railroad track,bus stop,bus station,bus shelter,car park,boat house,toilet paper,"
    "baseball game,baseball field,baseball player,baseball uniform,baseball diamond,baseball team,"
    "football game,football field,football player,basketball court,basketball player,volleyball court,dog park,"
    "cat food,bird house,bear hug,horse race,cup holder,book shelf,tie dye,bowl cut,computer desk "
    "lamp,"
    "phone booth,watch tower,mouse pad,oven mitt,knife block,table cloth,table top,table tennis,cake stand,couple of";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kIrregular{{{"people", "person"},
                                                                                   {"men", "man"},
                                                                                   {"women", "woman"},
                                                                                   {"children", "child"},
                                                                                   {"mice", "mouse"},
                                                                                   {"geese", "goose"},
                                                                                   {"oxen", "ox"},
                                                                                   {"oxes", "ox"}}};

constexpr std::int32_t kNothing = -1;

class Dictionary {
 public:
  Dictionary() {
    for (std::size_t i = 0; i < kCategories.size(); ++i) {
      const auto category = static_cast<std::int32_t>(i);
      phrases_.emplace(kCategories[i].name, category);
      add(kCategories[i].others, category);
    }
    add(kOthers, kNothing);
  }

  /// Category of a phrase in the singular or plural; null: unknown.
  const std::int32_t* find(const std::string& phrase) const {
    for (const std::string& form : singulars(phrase))
      if (const auto found = phrases_.find(form); found != phrases_.end()) return &found->second;
    return nullptr;
  }

 private:
  void add(std::string_view list, std::int32_t category) {
    for (std::size_t start = 0; start < list.size();) {
      const std::size_t end = std::min(list.find(',', start), list.size());
      phrases_.emplace(list.substr(start, end - start), category);
      start = end + 1;
    }
  }

  static std::vector<std::string> singulars(const std::string& phrase) {
    std::vector<std::string> forms{phrase};
    const std::size_t last = phrase.rfind(' ') + 1;
    for (const auto& [plural, singular] : kIrregular)
      if (phrase.compare(last, phrase.npos, plural) == 0) forms.push_back(phrase.substr(0, last).append(singular));
    const auto replace = [&](std::string_view ending, std::string_view by) {
      if (phrase.size() > ending.size() + 1 && phrase.ends_with(ending))
        forms.push_back(phrase.substr(0, phrase.size() - ending.size()).append(by));
    };
    replace("s", "");
    replace("es", "");
    replace("ies", "y");
    replace("ves", "f");
    replace("ves", "fe");
    replace("men", "man");
    return forms;
  }

  std::unordered_map<std::string, std::int32_t> phrases_;
};

/// "orange" is a colour unless nothing follows that it could describe.
bool is_colour(const std::vector<std::string>& words, std::size_t at) {
  constexpr std::array<std::string_view, 16> kEnds{"and", "on",   "in",   "with", "or",   "is",     "are", "next",
                                                   "at",  "that", "near", "to",   "from", "beside", "for", "by"};
  return words[at] == "orange" && at + 1 < words.size() &&
         std::find(kEnds.begin(), kEnds.end(), words[at + 1]) == kEnds.end();
}

std::vector<std::size_t> distinct(std::vector<std::size_t> categories) {
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return categories;
}

double ratio(std::size_t part, std::size_t whole) {
  return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

std::string_view object_category(std::size_t index) {
  return kCategories.at(index).name;
}

std::vector<std::size_t> object_mentions(std::string_view caption) {
  static const Dictionary kDictionary;
  constexpr std::size_t kLongest = 3;
  const auto words = ptb_tokenize(caption);
  std::vector<std::size_t> mentions;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t taken = 1;
    for (std::size_t length = std::min(kLongest, words.size() - at); length > 0; --length) {
      std::string phrase = words[at];
      for (std::size_t i = 1; i < length; ++i) phrase.append(" ").append(words[at + i]);
      const auto* category = kDictionary.find(phrase);
      if (category == nullptr) continue;
      if (*category != kNothing && !(length == 1 && is_colour(words, at)))
        mentions.push_back(static_cast<std::size_t>(*category));
      taken = length;
      break;
    }
    at += taken;
  }
  return mentions;
}

ObjectScores measure_objects(std::span<const ObjectImage> images) {
  std::size_t mentions = 0, invented = 0, captions = 0, there = 0, recalled = 0;
  for (const auto& image : images) {
    std::vector<std::size_t> objects;
    for (const auto& reference : image.references) {
      const auto named = object_mentions(reference);
      objects.insert(objects.end(), named.begin(), named.end());
    }
    objects = distinct(std::move(objects));
    const auto said = object_mentions(image.candidate);
    const auto is_there = [&](std::size_t object) {
      return std::binary_search(objects.begin(), objects.end(), object);
    };
    const auto wrong = said.size() - static_cast<std::size_t>(std::count_if(said.begin(), said.end(), is_there));
    const auto once = distinct(said);
    mentions += said.size();
    invented += wrong;
    captions += wrong > 0;
    there += objects.size();
    recalled += static_cast<std::size_t>(std::count_if(once.begin(), once.end(), is_there));
  }
  return {ratio(invented, mentions), ratio(captions, images.size()), ratio(recalled, there)};
}

}  // namespace vignette
