#pragma once
// Work beside a run, on the session's inference thread: each job has an id, progress and cancel. Free of LibTorch and
// Qt.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "data/dataset.h"
#include "data/demo_scenes.h"
#include "metrics/caption_metrics.h"
#include "metrics/diversity.h"
#include "metrics/object_words.h"
#include "session/inspection.h"
#include "session/meteor_sources.h"
#include "store/records.h"
#include "training/run_forecast.h"

namespace vignette {

using JobId = std::uint64_t;

struct DecodedCaption {
  std::string caption;
  std::vector<std::int64_t> ids;  ///< prefix and padding left out, end token included
  std::vector<std::string> tokens;
  std::vector<float> token_log_probabilities;
  double log_probability = 0;  ///< mean over tokens
  /// Where alternatives were asked for, of each token and before temperature and filters: how unsure the captioner was
  /// (nats), and its likeliest tokens.
  std::vector<float> token_entropies;
  std::vector<std::vector<TokenAlternative>> alternatives;
  std::optional<double> clip;  ///< exp(logit scale)·cosine of caption and picture, where captions were ranked by it
  std::int64_t required = 0;   ///< how many of the required words it holds
};

struct CaptionRequest {
  std::filesystem::path captioner;  ///< captioner directory or checkpoint
  std::filesystem::path clip;       ///< Hugging Face CLIP directory; may be empty with embeddings
  std::vector<std::filesystem::path> images;
  std::filesystem::path embeddings;  ///< safetensors with one [N, d] tensor, instead of images
  int beams = 0;                     ///< 0: no beam search
  int samples = 0;                   ///< 0 and no beams: greedy
  int best_of = 0;                   ///< so many samples, ranked by CLIP (which must be given); 0: no
  int best = 0;  ///< at most so many captions of a picture, from the best on; 0: all, one of best_of
  std::uint64_t seed = 0;
  double temperature = 1, top_p = 1, repetition_penalty = 1;
  int top_k = 0;
  int max_tokens = 67;
  std::string beam_scoring;   ///< summed, normalised or clipcap; empty: as the captioner's original ranks
  double length_penalty = 1;  ///< of normalised scoring: sum of log p / length^length_penalty
  int beam_groups = 1;
  double diversity_penalty = 1;                    ///< of more than one group
  std::vector<std::vector<std::string>> required;  ///< words by their forms, for beams: {"dog", "dogs"}
  int least_required = 2;                          ///< how many of them a caption must hold
  std::vector<std::string> stops;                  ///< tokens that end captions; empty: the captioner's own
  int alternatives = 0;                            ///< likeliest tokens to tell of each position
  std::string precision = "fp32";                  ///< of the captioner: fp32, bf16 or (CUDA) fp16
  std::string device = "cpu";
  int threads = 0;  ///< 0: max(1, cores - 1)
};

struct CaptionedPicture {
  std::string image;  ///< path, or "row N" of the embeddings
  std::vector<DecodedCaption> captions;
  std::string problem;  ///< why this picture could not be read; captions are empty then
};

struct EncodeRequest {
  std::filesystem::path clip;  ///< what ClipEncoder reads
  bool pooled = false;         ///< pictures give the pooler output before CLIP's projection
  std::vector<std::filesystem::path> images;
  std::vector<std::string> texts;
  std::string device = "cpu";
  int threads = 0;
  int batch = 16;                  ///< pictures or texts in one forward pass, at least 1
  bool apply_orientation = true;   ///< false: pictures as stored, whatever their EXIF says
  std::string precision = "fp32";  ///< or bf16, fp16
  /// safetensors: one tensor "embeddings" [N, d] of what could be read, and their paths or texts as a JSON list in the
  /// metadata's "items"; written whole at the end
  std::filesystem::path out;
};

struct EncodedItem {
  std::string item;              ///< path or text
  std::vector<float> embedding;  ///< as CLIP gives it, not normalised
  std::string problem;
};

/// Synchronous forms, for vignette-cli and for the job thread. `progress` gets 0 to 1 and answers false to cancel (then
/// the call throws JobCancelled). Throw std::runtime_error with a text fit for users.
using ProgressFunction = std::function<bool(double)>;
std::vector<CaptionedPicture> caption_images(const CaptionRequest& request, const ProgressFunction& progress = {},
                                             const std::function<void(const CaptionedPicture&)>& each = {});
std::vector<EncodedItem> encode_items(const EncodeRequest& request, const ProgressFunction& progress = {},
                                      const std::function<void(const EncodedItem&)>& each = {});

struct DemoRequest {
  std::filesystem::path directory;
};
struct DemoResult {
  std::filesystem::path recipe;
  std::int64_t images = 0, captions = 0;
};
/// Writes the whole demo (recipe.toml, annotations, images, models); goes on where an interrupted call stopped, and
/// returns at once when the demo there is complete.
DemoResult write_demo(const DemoRequest& request, const ProgressFunction& progress = {});

/// Writes what the demo's own models were trained on: its scenes, 9,000 more for CLIP ("clip"), and the corpus as
/// corpus.txt. Throws as write_demo.
DemoCounts write_demo_training_scenes(const DemoRequest& request, const ProgressFunction& progress = {});

struct EvaluateRequest {
  std::filesystem::path references, results;
  std::vector<std::string> metrics;   ///< empty: all that there are data for, and statistics of the captions
  MeteorSources meteor;               ///< looked for only when METEOR is wanted
  std::filesystem::path frequencies;  ///< document frequencies (session/frequency_file.h) for the scores "…-saved-df"
  std::filesystem::path corpus;       ///< training captions, to tell repeated captions from new ones
  std::filesystem::path samples;      ///< COCO results with several captions for an image
  std::filesystem::path clip;    ///< a CLIP directory: adds CLIPScore and RefCLIPScore, for which pictures are read
  std::filesystem::path images;  ///< the pictures' folder; empty: found beside the references
  std::string device = "auto";   ///< CLIP's
  int threads = 0;               ///< CLIP's; 0: all cores but one
};
struct ClipSimilarities;
struct ScoredPicture;
/// clip_similarities of session/clip_similarity.h, which needs LibTorch.
using ClipScorer = std::function<ClipSimilarities(const EvaluateRequest&, std::span<const ScoredPicture>,
                                                  const std::function<bool(double)>& progress)>;

/// The captions compared with those of a training corpus.
struct Novelty {
  struct Nearest {
    std::string caption;    ///< of the corpus; empty where none shares a word
    double similarity = 0;  ///< CaptionCorpus::Nearest
  };
  double in_corpus = 0;          ///< share of the captions that the corpus holds
  double mean_similarity = 0;    ///< of each caption with its nearest one
  std::vector<Nearest> nearest;  ///< in the order of the images
};

/// Several captions for each image.
struct SampleStatistics {
  Diversity diversity;
  double mutual_bleu = 0;  ///< mBLEU-4
};

struct EvaluateResult {
  MetricResult metrics;
  std::vector<std::int64_t> image_ids;     ///< order of per-image scores
  std::vector<std::string> meteor_stages;  ///< that ran: "exact", "stem", "synonym", "paraphrase"; empty without METEOR
  std::vector<std::string> notes;          ///< what would make the scores whole

  struct Captions {
    Diversity diversity;
    double self_bleu = 0;
    ObjectScores objects;
  };
  std::optional<Captions> captions;  ///< when no metrics were named
  std::optional<Novelty> novelty;
  std::optional<SampleStatistics> samples;
};
/// The names that EvaluateRequest::metrics may hold.
std::vector<std::string> evaluation_metric_names();
/// Without a scorer a request with `clip` is refused. Throws std::runtime_error, DatasetError, JobCancelled.
EvaluateResult evaluate_files(const EvaluateRequest& request, const ProgressFunction& progress = {},
                              const ClipScorer& clip_scorer = {});

/// - vignette: the checkpoint's folder as it is: captioner.json or config.json, weights, tokenizer.
/// - transformers: what Hugging Face's from_pretrained() loads. A captioner becomes language_model/ (GPT2LMHeadModel),
///   discriminator/ (RobertaModel, with critic_head.safetensors) where the run has one, and mapper.safetensors
///   (clip_project.*; its sizes in the metadata); a CLIP run becomes one folder (CLIPModel).
/// - clipcap: model.safetensors with the names of ClipCap's state dict (gpt.transformer.*, gpt.lm_head.weight,
///   clip_project.*), its sizes in the metadata. For the mlp and transformer mappers, which ClipCap has.
enum class ExportFormat { vignette, transformers, clipcap };

/// What to take out of a checkpoint.
struct ExportRequest {
  std::filesystem::path checkpoint;
  /// "": the model trained (captioner or CLIP); "discriminator": the critic's RoBERTa; "language_model": the
  /// captioner's GPT-2
  std::string part;
  std::filesystem::path directory;  ///< new or empty
  bool half = false;                ///< float16 weights: half the size
  ExportFormat format = ExportFormat::vignette;
};
/// Writes the model's files and tokenizer, whole or not at all; returns its kind ("captioner", "clip", "discriminator",
/// "language_model"). Adapters are merged. Throws std::runtime_error when the checkpoint holds no such model, the
/// format has no place for it, or the directory is not empty.
std::string export_model(const ExportRequest& request);

/// The captioner directory (with captioner.json) that `path` is, or that a checkpoint folder holds; `path` itself where
/// it is a file of weights. Throws
/// std::runtime_error saying what was looked for.
std::filesystem::path captioner_directory(const std::filesystem::path& path);

/// A stored checkpoint scored on sets of images, whether its run goes on or not.
struct EvaluateCheckpointRequest {
  std::filesystem::path store;
  RunId run = 0;
  std::optional<std::int64_t> checkpoint;  ///< its number, or
  std::optional<std::int64_t> step;        ///< its step; neither: the best one, or the newest where there is no best
  /// "val", "test", a name of the run's evaluation.sets, or "name=annotations[@images]"; empty: all of the run's
  std::vector<std::string> sets;
};
struct CheckpointEvaluation {
  CheckpointRecord checkpoint;
  std::vector<std::pair<std::string, Scalars>> sets;  ///< series names and figures of each set
};
/// Keeps the figures as an answer of the run, and on its curves where they belong behind the last point.
CheckpointEvaluation evaluate_run_checkpoint(const EvaluateCheckpointRequest& request,
                                             const ProgressFunction& progress = {});

/// What a recipe's run will read, need and leave behind (training/run_forecast.h).
struct ForecastRequest {
  Recipe recipe;
};
RunForecast forecast_recipe(const Recipe& recipe, const ProgressFunction& progress = {});

/// The models of the last checkpoint stay loaded on the calling thread until it ends or asks for another one. Scores
/// are those of the checkpoint's own CLIP and critic. Throws as caption_images.
Inspection inspect_picture(const InspectRequest& request, const ProgressFunction& progress = {});

using JobRequest = std::variant<CaptionRequest, EncodeRequest, DemoRequest, EvaluateRequest, EvaluateCheckpointRequest,
                                ForecastRequest, InspectRequest>;
using JobPayload = std::variant<std::monostate, std::vector<CaptionedPicture>, std::vector<EncodedItem>, DemoResult,
                                EvaluateResult, CheckpointEvaluation, RunForecast, Inspection>;

struct JobEvent {
  JobId id = 0;
  enum class Kind { progress, finished, failed, cancelled } kind = Kind::progress;
  double fraction = 0;
  std::string what;  ///< the failure's text
  JobPayload result;
};

/// Does one job on the calling thread (library vignette_session).
JobPayload run_job(const JobRequest& request, const ProgressFunction& progress);

/// What a cancelled job throws.
class JobCancelled : public std::runtime_error {
 public:
  JobCancelled() : std::runtime_error("cancelled") {}
};

/// A queue served by one thread. Events are delivered on that thread; those of a cancelled job are dropped after its
/// `cancelled`. Destruction cancels what is under way and joins.
class JobQueue {
 public:
  using Runner = std::function<JobPayload(const JobRequest&, const ProgressFunction&)>;
  explicit JobQueue(std::function<void(JobEvent)> deliver) : JobQueue(std::move(deliver), run_job) {}
  /// With another way to do the work (library vignette_session_core is enough).
  JobQueue(std::function<void(JobEvent)> deliver, Runner runner);
  ~JobQueue();
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;
  JobId submit(JobRequest request);
  void cancel(JobId id);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
