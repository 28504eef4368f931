// Terms of the score: literal values, and a command that answers, is slow, dies or talks nonsense.

#include <signal.h>
#include <sys/wait.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>

#include "patient_tries.h"
#include "recipe/recipe.h"
#include "training/caption_references.h"
#include "training/caption_terms.h"
#include "training/command_term.h"

using namespace vignette;

namespace {

using Values = std::vector<double>;

DatasetImage image_of(std::int64_t id, std::vector<std::string> captions) {
  DatasetImage image;
  image.id = id;
  image.captions = std::move(captions);
  return image;
}

Values score(RewardTerm& term, const std::vector<std::string>& captions, const DatasetImage& image = {}) {
  std::vector<CaptionToScore> given;
  for (const auto& caption : captions) given.push_back({&image, caption});
  return term.score(given);
}

/// Works like a reward.command in a run.
struct Command {
  std::vector<std::string> warnings;
  std::function<void()> poll = [] {};
  CommandTerm term;

  explicit Command(const std::string& line, double seconds = 20)
      : term({line, seconds, [this] { poll(); }, [this](const std::string& what) { warnings.push_back(what); }}) {}

  std::string failure(const std::vector<std::string>& captions) {
    try {
      score(term, captions, image_of(7, {"a dog"}));
    } catch (const std::exception& problem) {
      return problem.what();
    }
    return {};
  }
};

bool holds(const std::string& text, const char* part) {
  return text.find(part) != text.npos;
}

bool no_child_left() {
  return waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

/// Nobody runs under this number any more (an orphan may wait to be collected by somebody else).
bool is_gone(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  return !(in >> number >> name >> state) || state == "Z";
}

void write_script(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

}  // namespace

class TestTrainingRewards : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::string file(const char* name) const { return folder_.filePath(name).toStdString(); }

 private slots:
  void length_counts_words() {
    LengthTerm term(4);
    QCOMPARE(score(term, {"A red dog runs.", "a dog", "A dog, a cat; and a mouse.", ""}), (Values{0, -2, -3, -4}));
  }

  void repetition_is_a_share_of_ngrams() {
    RepetitionTerm pairs(2), words(1);
    // a dog|dog a|a dog|dog a|a dog: two of five are new.
    QCOMPARE(score(pairs, {"a dog a dog a dog", "A dog runs.", "a", ""}), (Values{-0.6, 0, 0, 0}));
    QCOMPARE(score(words, {"a dog and a Dog", "no no no no"}), (Values{-0.4, -0.75}));
  }

  void words_count_once() {
    WordList list;
    list.add_line("red, in the middle,-blurry , ,-the end");
    write_script(file("words.txt"), "Lovely  # style\n\n# nothing\n-ugly\n");
    list.add_file(file("words.txt"));
    QCOMPARE(list.wanted.size(), std::size_t(3));
    QCOMPARE(list.unwanted.size(), std::size_t(3));
    WordListTerm term(list);
    QCOMPARE(score(term, {"A red, RED dog in the middle.", "the middle of a lovely picture", "an ugly blurry red thing",
                          "reddish", "the end"}),
             (Values{2, 1, -1, 0, -1}));
    QVERIFY_THROWS_EXCEPTION(RecipeError, list.add_file(file("missing.txt")));
  }

  /// Figures of an implementation of its own (Python).
  void references_of_training_images() {
    const std::vector<DatasetImage> training = {image_of(1, {"A red dog runs.", "A dog on grass."}), image_of(4, {}),
                                                image_of(2, {"a blue car", "the car is blue"}),
                                                image_of(3, {"two birds fly over water"})};
    const auto same_id = image_of(1, {"a dog on grass", "a green frog"}), bare = image_of(9, {});
    CaptionReferences references(training, {});
    const std::vector<CaptionToScore> captions = {
        {&training[0], "A red dog on grass."}, {&same_id, "a green dog on grass"},
        {&training[2], "a blue car"},          {&bare, "a dog"},
        {&training[2], "the blue car"},        {&training[3], "a dog"}};
    const auto cider = references.score(captions, "CIDEr"), bleu = references.score(captions, "BLEU-4");
    const Values expected_cider = {4.234625143454862, 3.158487846565421, 4.593443282998043, 0, 2.680146033556804, 0},
                 expected_bleu = {0.00013512001543735248, 0.00010573712631013246, 0.03162277657664911, 0,
                                  4.728708041272321e-06,  5.9333610708186794e-12};
    for (std::size_t i = 0; i < captions.size(); ++i) {
      QVERIFY2(std::abs(cider[i] - expected_cider[i]) < 1e-9, qPrintable(QString::number(cider[i], 'g', 17)));
      QVERIFY2(std::abs(bleu[i] - expected_bleu[i]) < 1e-9, qPrintable(QString::number(bleu[i], 'g', 17)));
    }
    CaptionReferences without(std::span<const DatasetImage>(training).subspan(1, 1),
                              std::span<const DatasetImage>(training).subspan(2));
    QVERIFY(without.score(captions, "CIDEr")[2] > 0);  // document frequencies of the validation images
  }

  void a_step_of_captions_scores_fast() {
    std::vector<DatasetImage> training;
    for (int i = 0; i < 64; ++i)
      training.push_back(image_of(i, std::vector<std::string>(5, "a man number " + std::to_string(i) +
                                                                     " rides a brown horse on the wide beach")));
    std::vector<std::string> texts;
    std::vector<CaptionToScore> captions;
    for (int i = 0; i < 320; ++i) texts.push_back("A man rides horse number " + std::to_string(i % 7) + " on a beach.");
    for (std::size_t i = 0; i < texts.size(); ++i) captions.push_back({&training[i / 5], texts[i]});
    CaptionReferences references(training, {});
    references.score(captions, "CIDEr");
    qint64 best = 1'000'000'000;
    for (int i = 0; i < 5; ++i) {
      QElapsedTimer timer;
      timer.start();
      references.score(captions, "CIDEr");
      best = std::min(best, timer.nsecsElapsed());
    }
    qInfo("320 captions: CIDEr-D in %.2f ms", double(best) / 1e6);
    QVERIFY(best < 50'000'000);
  }

  void command_gets_lines_and_answers_numbers() {
    write_script(
        file("length.py"),
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    one = json.loads(line)\n"
        "    print(len(one['caption']) + one['image_id'] / 4 + len(one['references']) * 100 + one['remaining'],\n"
        "          flush=True)\n");
    Command command("python3 " + file("length.py"));
    QCOMPARE(score(command.term, {"ab", "a \"quoted\"\nü", ""}, image_of(2, {"x", "y"})),
             (Values{204.5, 213.5, 200.5}));
    QCOMPARE(score(command.term, {"abc"}, image_of(-4, {})), (Values{2}));
    QCOMPARE(score(command.term, {}), Values());
    QVERIFY(command.warnings.empty());
  }

  /// Far more than a pipe holds, both ways at once; one answer at the end, as a program that batches gives it.
  void command_takes_large_batches() {
    const std::vector<std::string> captions(3000, std::string(200, 'x'));
    Command echoes("sed -u 's/.*/   0.25  /'");
    QCOMPARE(score(echoes.term, captions), Values(3000, 0.25));
    write_script(file("batch.py"),
                 "import json, sys\n"
                 "held = []\n"
                 "for line in sys.stdin:\n"
                 "    held.append(json.loads(line))\n"
                 "    if held[-1]['remaining'] == 0:\n"
                 "        print('\\n'.join('%d' % len(held) for one in held), flush=True)\n"
                 "        held = []\n");
    Command batches("python3 " + file("batch.py"));
    QCOMPARE(score(batches.term, captions), Values(3000, 3000.0));
    QCOMPARE(score(batches.term, {"a", "b"}), (Values{2, 2}));
  }

  void command_that_dies_is_started_again() {
    // Ends after each batch of two; the next one finds it gone.
    Command command("head -n 2 | sed 's/.*/1/'");
    for (int i = 0; i < 3; ++i) QCOMPARE(score(command.term, {"a", "b"}), (Values{1, 1}));
    QCOMPARE(command.warnings.size(), std::size_t(2));
    // Dies twice, then works.
    const auto count = file("count");
    Command late("echo x >> " + count + "; test $(wc -l < " + count + ") -gt 2 || exit 9; sed -u 's/.*/2/'");
    QCOMPARE(score(late.term, {"a"}), Values{2});
    QCOMPARE(late.warnings.size(), std::size_t(2));
    QVERIFY(holds(late.warnings[0], "exited with code 9 after 0 of 1 answers"));
    QVERIFY(holds(late.warnings[1], "(2 of 3)"));
  }

  void command_that_keeps_dying_is_named() {
    Command command("echo one; echo no GPU here >&2; exit 3");
    const auto failure = command.failure({"a", "b"});
    for (const auto* part : {"reward.command: `echo one;", "exited with code 3 after 1 of 2 answers", "no GPU here"})
      QVERIFY2(holds(failure, part), failure.c_str());
    QCOMPARE(command.warnings.size(), std::size_t(3));
    QVERIFY(holds(Command("no-such-program-here").failure({"a"}), "exited with code 127"));
    QVERIFY(holds(Command("kill -9 $$").failure({"a"}), "was ended by signal 9"));
    QVERIFY(no_child_left());
  }

  void garbage_is_named() {
    for (const auto* answer : {"hello", "nan", "inf", "1e999", "1 2", "0x10", "", "--1"}) {
      Command command("echo 1; echo '" + std::string(answer) + "'; sleep 60");
      const auto failure = command.failure({"first", "second"});
      QVERIFY2(holds(failure, ("answered \"" + std::string(answer) + "\" for \"second\" (image 7)").c_str()),
               failure.c_str());
    }
    QVERIFY(holds(Command("printf '1\n2\n'; sleep 60").failure({"a"}), "more than one number a caption"));
    QTemporaryDir folder;
    const auto go = folder.filePath("go").toStdString(), said = folder.filePath("said").toStdString();
    Command late("echo 1; until [ -e " + go + " ]; do sleep 0.01; done; echo 2; touch " + said + "; sleep 60");
    QCOMPARE(score(late.term, {"a"}), Values{1});
    std::ofstream(go).close();
    QTRY_VERIFY(std::filesystem::exists(said));
    QVERIFY(holds(late.failure({"b"}), "more than one number a caption"));
    QVERIFY(holds(Command("yes").failure({"a"}), "more than one number a caption"));
    QVERIFY(holds(Command("tr '\\0' x < /dev/zero").failure({"a"}), "more than one number a caption"));
    QVERIFY(no_child_left());
  }

  /// A chatty standard error neither blocks the program nor is kept whole.
  void last_words_are_a_tail() {
    Command command("yes complaint | head -n 200000 >&2; echo the end >&2; exit 1");
    const auto failure = command.failure({"a"});
    QVERIFY(holds(failure, "the end"));
    QVERIFY(failure.size() < 2500);
  }

  void command_that_hangs_runs_into_the_limit() {
    Command command("sleep 100", 0.1);
    QElapsedTimer timer;
    timer.start();
    const auto failure = command.failure({"a", "b"});
    QVERIFY2(holds(failure, "gave 0 of 2 answers within 0.1 s (reward.command_timeout)"), failure.c_str());
    QCOMPARE(command.warnings.size(), std::size_t(3));
    QVERIFY(timer.elapsed() < 20000);
    QVERIFY(no_child_left());
  }

  void a_stop_breaks_the_wait_off() {
    Command command("exec sleep 100");
    command.poll = [] { throw std::runtime_error("stop asked for"); };
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(QString::fromStdString(command.failure({"a"})), QString("stop asked for"));
    QVERIFY(timer.elapsed() < 10000);
    QVERIFY(no_child_left());
  }

  void nothing_of_its_group_outlives_the_term() {
    const auto pids = file("pids");
    {
      Command command("trap '' TERM; sleep 100 & echo $! > " + pids + "; echo 1; sleep 100");
      QCOMPARE(score(command.term, {"a"}), Values{1});
    }
    std::ifstream in(pids);
    pid_t pid = 0;
    QVERIFY(in >> pid);
    QTRY_VERIFY(is_gone(pid));
    QVERIFY(no_child_left());
  }

  /// A program that reads no more must not end this one by SIGPIPE.
  void a_closed_input_is_no_signal() {
    Command command("exec 0<&-; sleep 0.2; echo 5; sleep 60");
    QCOMPARE(score(command.term, std::vector<std::string>(1, std::string(200000, 'x'))), Values{5});
  }
};

QTEST_GUILESS_MAIN(TestTrainingRewards)
#include "tst_training_rewards.moc"
