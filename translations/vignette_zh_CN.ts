<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CurveMarker</name>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, step %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteEdits</name>
    <message>
        <source>add a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove a note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParameterGroup</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text corpus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mapper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likelihood objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrastive objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low-rank adapters (LoRA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParameterHelp</name>
    <message>
        <source>Name of the run. Empty: &quot;run&quot; and a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to compute: cpu, cuda, cuda:1, or auto, which takes the first GPU if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of matrix products. bf16 is quick on recent processors and GPUs, fp16 on GPUs; processors are slow at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;reference&quot; follows the original programs in every quirk, slips included; empty takes the mended forms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training images and captions: a COCO captions JSON, or a folder of images with .txt files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation set, in the same forms. Empty: a part of the training set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test set, in the same forms. Empty: a part of the training set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder that image paths start from. Empty: found beside the captions file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the training set kept for validation where no validation set is named and the file has no splits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the training set kept for the test where no test set is named and the file has no splits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number splits another way. The same number always puts the same image in the same part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the stored image and text embeddings. Empty: beside the run&apos;s checkpoints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text that the critic takes for human: one caption a line, or a captions file. Empty: the training captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How corpus captions are cleaned, by the source they come from. prose: sentences of 5 to 19 words of running text such as a book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives half of the captions with gendered words the other gender&apos;s (man and woman, his and her): of all such captions, or of those that name men or women (CapDec).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness T when an image&apos;s text target is the softmax-weighted sum of corpus embeddings: 100 for COCO, 175 for Conceptual Captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP in Hugging Face&apos;s layout: embeds images and scores captions. Empty only where the contrastive objective trains a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPT-2 in Hugging Face&apos;s layout. Empty: a new one by the language_model keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RoBERTa in Hugging Face&apos;s layout for the critic. Empty: a new one by the discriminator keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner directory or checkpoint to start from. Its mapper and language model replace those named here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the language model hears of the image: prefix vectors made by a small two-layer network, by ClipCap&apos;s transformer or by a transformer encoder (clip-gpt-captioning), or cross-attention of its blocks to the embedding (clip-text-decoder). The last two end captions by the end-of-text token instead of &apos;.&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefix vectors given to the language model. clip-gpt-captioning has 4; cross-attention none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transformer mapper: vectors that the embedding is first spread over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transformer and encoder mapper: blocks. ClipCap has 8, CgtGAN 4, clip-gpt-captioning 6 or 5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder mapper: attention heads; a divisor of the embedding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder mapper: how much wider its inner layers are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder mapper: dropout. clip-gpt-captioning has 0.1 or 0.08.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adversarial trains a captioner against a critic, likelihood on captions given, contrastive trains a CLIP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a run has phases: a later one goes on from the best checkpoint of the one before, or from its last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the training images (likelihood on text: captions).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the run after so many steps. 0: the epochs decide alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the run after so much work, as its last step would: minutes, or a time such as 2h30m. Pauses do not count, the time before a resume does. Empty: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images of one forward pass (likelihood on text: captions).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions sampled for each image of the batch. The sample baseline needs 2 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches whose gradients are summed before a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the training images in a new order each epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves out an epoch&apos;s last batch when it is not full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains the mapper alone and keeps the language model as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What of the language model stays as it is: nothing, everything, or all blocks but the first and the last (clip-gpt-captioning).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters that do not train, by name: patterns separated by blanks or commas, in which * stands for any characters and ? for one; for example gpt.transformer.wte* gpt.transformer.h.0.*, or roberta.embeddings.* for the critic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps only the inputs of each block for the backward pass and computes the rest again there: much less memory, about a third more time (Chen et al. 2016, arXiv 1604.06174).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes deterministic algorithms on GPUs, where LibTorch has them. On the processor runs repeat bit by bit anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA GPUs from Ampere on: fp32 products keep 10 bits of mantissa and run faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two_pass samples without gradient and scores the captions in one pass after it. through_sampling keeps the gradient through each token drawn, dropout and all: slow, for comparison.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of all random numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads. 0: all cores but one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What captions are generated from: the embedding of the caption&apos;s own text (no image is seen), or of its image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image source: which of an image&apos;s captions is learnt: one after another, epoch by epoch; the first; one drawn each time; or each, as an item of its own. auto: turn, and each with compat = &quot;reference&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales embeddings to length 1 before the mapper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text source: noise on caption embeddings, so that the captioner takes images too (CapDec). gaussian: in each dimension; uniform_ball: within a ball around the embedding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance of the noise in a dimension; for uniform_ball the square of the radius.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text source: adds the mean image minus the mean text embedding to caption embeddings: of dataset.train&apos;s images and captions, or from a file. Images then need none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>safetensors file with the offset, as runs that computed one leave it beside their checkpoints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer captions are cut. 0: the mean length plus ten standard deviations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the logit scale. At 100 image and text embeddings stay apart as in large CLIPs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What cosines are multiplied by at the start: the exponential of CLIP&apos;s logit_scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adamw is torch&apos;s fused form. adamw_hf is that of transformers 4, whose decay and epsilon come in elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate of the captioner, or of CLIP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate of the critic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of weights; none for biases and LayerNorm weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the denominator of Adam&apos;s step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How slowly the mean of gradients forgets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How slowly the mean of squared gradients forgets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps over which the captioner&apos;s (CLIP&apos;s) learning rate rises from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps over which the critic&apos;s learning rate rises from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course of the learning rates after the warm-up. All but constant fall to optimizer.minimum_learning_rate_factor at the last step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the schedule falls to, as a part of the learning rate. exponential needs more than 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponent of the polynomial schedule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest gradient of a model; longer ones are scaled down, once all of training.accumulation is there (compat = &quot;reference&quot;: after each batch). 0: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps a moving average of the captioner&apos;s (CLIP&apos;s) weights: evaluations, captions and model files take the average, training goes on with the weights themselves. 0: none; usual are 0.99 to 0.9999.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The average begins with a decay of (1 + t)/(10 + t) after t steps, so that it soon forgets the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fp16: what losses are multiplied by at the start. The scale halves at each overflow, whose step is left out (Micikevicius et al. 2018, arXiv 1710.03740).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fp16: steps without overflow after which the loss scale doubles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains low-rank adapters in the place of the language model&apos;s weights (Hu et al. 2021, arXiv 2106.09685): the rank of the change. Model files hold merged weights. 0: none; usual are 4 to 64.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapters&apos; change is scaled by alpha/rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout on the adapters&apos; inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matrices that get adapters, by the ends of their names: c_attn, attn.c_proj, mlp.c_fc, mlp.c_proj, or c_proj for both. Separated by blanks or commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a caption&apos;s embedding is compared with: the image&apos;s own captions, or a weighted sum of corpus captions that CLIP finds near the image (unpaired).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paired target: the mean of the image&apos;s own captions&apos; embeddings, its first caption, or one of them drawn anew in each step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final weight w of the score&apos;s loss; the critic&apos;s loss has 1 - w.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>w is 0 up to this step: the critic alone guides the captioner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps over which w then rises to its final value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps at the start in which only the critic trains and the captioner stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the cosine in the text similarity; the rest is the L1 term.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the cosine between caption and image in the CLIP score; the rest is the text similarity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the CLIP score, the mix above (0 to 100), in a caption&apos;s score, which is the sum of weight times term. 0 leaves it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of CIDEr-D against the image&apos;s own captions, 0 to 10; 1.0 is 100 in papers, so a weight of 100 puts it beside the CLIP score. Document frequencies come from the training captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the caption&apos;s own BLEU-4 (0 to 1, as pycocoevalcap computes it for one image: not smoothed).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the length term: minus the number of words more or fewer than reward.target_length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length that the length term asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the repetition term: minus the share of the caption&apos;s n-grams that it said before (-1 to 0).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the n-grams of the repetition term.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the word list: wanted words that a caption holds less unwanted ones, each counted once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words or phrases with commas between them; a minus before one marks it unwanted: red, in the middle, -blurry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with more of them, one a line; # begins a comment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of what reward.command answers, in its own scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line, run by /bin/sh with your rights, that reads a JSON object a line (image_id, caption, references, remaining) and writes a number a line; higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest wait for the command&apos;s answers to the captions of one batch, its start included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score that a sample must beat: that of the greedy caption, the mean of the image&apos;s other samples, a moving average of earlier steps&apos; scores, or 0. Holds for the critic&apos;s score too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving average: how slowly it forgets; 0.99 remembers about 100 batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves the last token of a caption that hit the length limit out of its log-probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the advantages of a batch by their standard deviation (std), after taking off their mean (mean_std): the score&apos;s and the critic&apos;s then pull alike (Andrychowicz et al. 2021, arXiv 2006.05990).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight in the captioner&apos;s loss of its divergence from the captioner that the run started from, in nats per token over the whole vocabulary: keeps captions fluent (Jaques et al. 2017, arXiv 1611.02796). Keeps a second captioner in memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the next-token distributions&apos; mean entropy, which is taken off the captioner&apos;s loss: keeps samples varied (Mnih et al. 2016, arXiv 1602.01783).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a critic. Off: the score is the only reward and w is 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of the critic for each of the captioner, each on new samples and new human captions (as in WGAN, arXiv 1701.07875).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The critic learns in every so many steps only; in the others it scores as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Human captions get the label 1 minus this, so that the critic never grows too sure (one-sided; Salimans et al. 2016, arXiv 1606.03498).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamma of the R1 penalty: gamma/2 times the squared gradient of the critic by the word embeddings of human captions (Mescheder et al. 2018, arXiv 1801.04406). The critic&apos;s step then takes about twice as long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes the R1 penalty in every so many steps only, as many times stronger (Karras et al. 2020, arXiv 1912.04958).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the matrices of the critic&apos;s head by their largest singular value (Miyato et al. 2018, arXiv 1802.05957).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier captions kept for the critic to see again (Shrivastava et al. 2017, arXiv 1612.07828). 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the generated captions in a critic&apos;s batch that come from the kept ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest caption, the final period included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 1 samples are more alike, above 1 more varied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples from the k likeliest tokens. 0: from all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples from the likeliest tokens that hold this much probability. 1: from all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 1 makes tokens that were said before less likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores captions of the watched images every so many steps. 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation images whose captions are followed through the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images of the step&apos;s batch whose sampled captions are stored along with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluates every so many steps. 0: after each epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What picks the best checkpoint and stops a run early: a validation figure (CIDEr, BLEU-1 to BLEU-4, ROUGE-L, loss, R@1 and others), or SET/FIGURE of an evaluation set. Losses are best when small; a leading &apos;-&apos; says so of another figure. auto: CIDEr for a captioner, R@1 for a CLIP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation images captioned in an evaluation. 0: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More sets evaluated along with the validation set: name=annotations, or name=annotations@folder of images, with &apos;;&apos; between sets. A set&apos;s figures are NAME/CIDEr and so on; a file with splits gives its test images, and one with domains (nocaps) figures of each domain besides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluates the best checkpoint on the test set at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a checkpoint every so many steps. 0: only with evaluations and at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest checkpoints kept; the best ones stay besides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints kept with the best evaluation.metric.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also writes a checkpoint every so many steps and keeps it for ever. 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best checkpoints hold critic and optimisers too, so that a branch goes on from them exactly. They take four times the room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the run after so many evaluations without a better one. 0: off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: size of the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: folder with vocab.json and merges.txt. Empty: trained on the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: longest text, prefix included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: width, a multiple of the heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: blocks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: attention heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New language model: dropout. One that is loaded keeps its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: size of the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: folder with vocab.json and merges.txt. Empty: trained on the corpus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: longest text plus 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: width, a multiple of the heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: blocks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: attention heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New critic: dropout. One that is loaded keeps its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: size of an embedding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: side of the square that images are cut to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: side of a patch; divides the image size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: width of the image tower, a multiple of its heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: blocks of the image tower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: attention heads of the image tower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: width of the text tower, a multiple of its heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: blocks of the text tower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: attention heads of the text tower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: size of the vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: longest text; longer ones are cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New CLIP: folder with vocab.json and merges.txt. Empty: trained on the captions.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParameterName</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test fraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebalance gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefix length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Num layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Num heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mlp ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples per image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model freezing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation checkpointing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tf32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalize prefix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modality offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modality offset file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze logit scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logit scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discriminator learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmup steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discriminator warmup steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum learning rate factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ema decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ema warmup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss scale growth interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discriminator only steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP score weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4 weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition ngram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask forced stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalize advantage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kl weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R1 weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R1 every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectral norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocab size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Max position embeddings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Num hidden layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Num attention heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projection dim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vision hidden size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vision layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vision heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text hidden size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text heads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParameterUnit</name>
    <message>
        <source>vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureDecoding</name>
    <message>
        <source>The run stored no path for this picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>CgtGAN (defaults)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every parameter at its default.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>best %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best value that any evaluation of the run gave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest value of this curve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last step stored; compare values of like steps.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message>
        <source>delete %n run(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change a run&apos;s colour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreKind</name>
    <message>
        <source>Reward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reward: what the generator is trained to raise, the sum of the recipe&apos;s terms times their weights (cosine, L1 and CLIP alone: 0 to 100); higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine: how well the caption&apos;s CLIP embedding points where the target text embedding points, times CLIP&apos;s scale; higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1: closeness of the caption&apos;s and the target&apos;s CLIP embeddings by mean absolute difference, times CLIP&apos;s scale; higher is closer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP: agreement of the caption with the picture itself as CLIP sees it, times CLIP&apos;s scale; higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critic: the discriminator&apos;s probability that a human wrote the caption; near 1 fools it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advantage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advantage: reward minus the baseline; captions above 0 become more likely, those below less likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log probability: mean over the caption&apos;s tokens of the generator&apos;s log probability; nearer to 0 means surer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr: agreement with the human references, rare words counting more; shown times 100, higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4: share of the caption&apos;s one- to four-word runs that the references have, of this caption alone; 0 to 1, higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length: minus the words that the caption has more or fewer than reward.target_length; 0 is best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition: minus the share of the caption&apos;s runs of words that it said before; 0 is best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word list: wanted words in the caption less unwanted ones; higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command: what reward.command answered for the caption; higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Loss of the captioner: the policy-gradient losses of the score and of the critic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss of the critic: how badly it tells human captions from generated ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean score of the sampled captions, before the baseline: the sum of the recipe&apos;s terms times their weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr-D of the sampled captions, not weighted; 1.0 is 100 in papers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4 of the sampled captions, each alone, not weighted; 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minus the words by which samples miss reward.target_length, not weighted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minus the share of word runs that samples repeat, not weighted; -1 to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wanted words in a sample less unwanted ones, not weighted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What reward.command answered for the samples, not weighted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far samples beat their baseline, on average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score&apos;s part of the captioner&apos;s loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The critic&apos;s part of the captioner&apos;s loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine between caption and text target, 0 to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L1 similarity between caption and text target, 0 to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine between caption and image, 0 to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean raw output of the critic for the samples; higher means more human.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the score&apos;s loss now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean raw output of the critic for human captions minus that for generated ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of human captions that the critic takes for human.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of generated captions that the critic takes for generated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R1 penalty: the critic&apos;s squared slope at human captions, before its weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divergence from the captioner that the run started from, in nats per token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr of greedy captions on the validation set; 1.0 is 100 in papers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Trains image captioners against a critic and shows them learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the experiments in FILE (made if missing).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A store to open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::AskView</name>
    <message>
        <source>While a run trains, ask it for a caption of any picture, or for an evaluation.

It answers after its step, also while paused, and trains on exactly as it would have. Drop a picture here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores the validation and evaluation sets by the weights of the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption a picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions any picture by the weights of the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled captions besides the greedy one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Critic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine of caption and picture times CLIP&apos;s scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How probably human the critic finds the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean log-probability of the caption&apos;s tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evaluating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture to caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.bmp);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>captioning %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most probable caption, word by word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sampled caption</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::BranchDialog</name>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>among the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch off %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new run goes on from this checkpoint: its weights, its optimisers, its step. What it does otherwise is chosen in Experiment before it starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CaptionDelegate</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CaptionDifferenceModel</name>
    <message>
        <source>%1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to change: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to insert, remove or replace, as a share of the longer caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B − A</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CaptionModel</name>
    <message>
        <source>Picture %1: %2, %3 %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (changed: %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture %1, step %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CaptionTableModel</name>
    <message>
        <source>Greedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
step %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CaptionsView</name>
    <message>
        <source>Pictures and captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions could not be read. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run in Runs to see what its captioner says about each picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption matches the search and the score&apos;s range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has stored no samples yet. They are drawn while adversarial training runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has stored no captions yet. They appear here while it trains, every “captions.every” steps: press Start, or lower that number in the experiment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CompareView</name>
    <message>
        <source>Parameters and metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select two or more runs in Runs (Ctrl or Shift and click) to compare their parameters, metrics, curves and captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These runs are no longer in the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs could not be read. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These runs have the same parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parameters could not be compared. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CurveOverlay</name>
    <message>
        <source>Curve shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve drawn for every run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows every step again. Drag to move, turn the wheel to zoom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves of the compared runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CurvePanel</name>
    <message>
        <source>Curves of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurveTools</name>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the curves to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal axis: steps, time since the run began (pauses left out), or date and time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More: copy and save the curves, and what else can be done here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the mean of what falls into each pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential moving average, corrected for its beginning: the number is the weight of the past.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of the last points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of a window of points that ends at each point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic vertical axes in all panels (L in one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow: keep the newest step in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything (double-click or Home in a panel). Drag pans, the wheel zooms, Shift+drag or a drag with the right button zooms into a rectangle, Backspace zooms back; over the numbers of the vertical axis, wheel and drag change that axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markers and notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of markers: phases, live changes, notes, warnings, evaluations and checkpoints (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing: mean of the last %1 points. The raw curve stays faint behind it; its spikes are never smoothed away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing: weight of the past in a moving average. The raw curve stays faint behind it; its spikes are never smoothed away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How curves are smoothed: not at all, moving average, or mean of the last points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of smoothing, now %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::CurvesView</name>
    <message>
        <source>Select one or more runs to see their curves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No series is chosen. Tick some in the list of series above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save curves as picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG as shown; SVG and PDF on white, for papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save points of the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every stored point in the range shown, and its smoothed value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curves are in the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no curves to save: select a run and a series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves as picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: expected a name that ends in .png, .svg or .pdf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curves are in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note at step %1 of %2:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note at step %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the panel above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the panel below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to a panel of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the panel up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the panel down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions at step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note at step %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note at step %1 of %2…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::DifferenceList</name>
    <message>
        <source>Run A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions could not be read. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These runs have no picture in common with stored captions yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions differ on %1 of %2 pictures. %3 is higher in A on %4, in B on %5. Double-click a row to open its picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::ExperimentView</name>
    <message>
        <source>Preset or recipe that this experiment starts from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recipe (TOML)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a recipe (TOML)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what differs from the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the experiment as TOML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this recipe shows, and what to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is training. Parameters that can change meanwhile stay open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from “%1”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes (*.toml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::FilterBar</name>
    <message>
        <source>Search captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows captions that contain this text, in any case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greedy captions take the likeliest word each time; samples are drawn, as training draws them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows captions whose score lies between the two numbers; an empty field sets no bound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest score shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest score shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorts by picture number, by the score shown, by the caption&apos;s letters, or by how much it changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follows the newest captions while the run trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what the captioner said at an earlier step of training. ← and → go from one stored step to the next here, Alt+← and Alt+→ anywhere in this view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks what changed in each caption since the stored step before: new words are underlined, lost ones struck out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since step %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::ForecastView</name>
    <message>
        <source>&lt;b&gt;Images&lt;/b&gt; %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Corpus&lt;/b&gt; %1 captions (%2 distinct) of %3 words on average, vocabulary %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds %1 of the training references, %2 of validation, %3 of test, and knows %4 of the words of validation and test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Run&lt;/b&gt; %1 steps, memory up to %2, store about %3, checkpoints up to %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::ImageDetail</name>
    <message>
        <source>Close the detail (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click a row to see every picture&apos;s captions of that step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No human captions are stored for this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As at step %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since step %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::IssuesView</name>
    <message>
        <source>Issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No issues.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> (%n times)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Double-click to select the run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::LogView</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty this list (the log file stays)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::MainWindow</name>
    <message>
        <source>Vignette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issues (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the demo: pictures, captions and small models. It happens once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start of a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Vignette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run has no checkpoint yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo is ready: a small captioner that has never seen a picture with its caption. Press Start to train it against a critic; curves and captions appear as it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should happen to the run when the window closes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping ends it after its current step with a checkpoint; it can go on later. In the background vignette-cli goes on from that checkpoint, and a window that opens this store shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop with a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vignette – stopping the run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Vignette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recipe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recipe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on a folder of pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of pictures with captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains image captioners against a critic and shows them learning.
GPL-3.0-or-later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch of %1 at step %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from step %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe of run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe of run %1 is in %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::MarkerList</name>
    <message>
        <source>Markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or double-click shows the step in the curves; F2 edits a note, Delete removes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is marked yet. Press N in a panel to write a note at a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which markers the curves and this list show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note at the line of the pointer, or at the last step (N in a panel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the note (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the note (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::MarkerModel</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::NoticeStrip</name>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::PanelHead</name>
    <message>
        <source>Drag here to move the panel.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::ParameterForm</name>
    <message>
        <source>No parameter matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the value does not suit; see below the field.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::ParameterRow</name>
    <message>
        <source> · %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · default %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · can change while a run trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file or folder for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::PhaseTable</name>
    <message>
        <source>Phases of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run goes through these phases one after the other. Each begins with the captioner that the one before trained. A phase takes the values below the table except for those listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::PictureView</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::RunControls</name>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the experiment as a new run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the run after its current step, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do one step and pause again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the run after its current step, with a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run that these controls act on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps done and planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps per second over the last ten seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left at this speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the run computes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::RunListModel</name>
    <message>
        <source>Run %1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best CIDEr on the validation set, ×100 as in papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean reward of the last step&apos;s samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIDEr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::RunTableModel</name>
    <message>
        <source>%1, the best</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::RunsView</name>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate as new experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume after its last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use its model in a new experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch off a checkpoint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export recipe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet.

Choose a preset or open a recipe in Experiment and press Start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::SeriesChip</name>
    <message>
        <source>Drag it to another panel, or between two. Click for more. Ctrl+↑ ↓ moves it to the panel above or below, Alt+↑ ↓ moves its panel, Delete removes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::SeriesMenu</name>
    <message>
        <source>Search series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::Start</name>
    <message>
        <source>A run is already training in this window. Stop it first, or open a second window.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::StoreAccess</name>
    <message>
        <source>Unknown error in the experiment store.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::TokenStrip</name>
    <message>
        <source>sure (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsure (%1 or less)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”: no log probability stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”: log probability %2 (%3%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each token&apos;s colour tells how unsure the generator was of it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vignette::WordDifferenceDelegate</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
