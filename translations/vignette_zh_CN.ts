<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CaptionExport</name>
    <message>
        <source>%1 captions of run %2</source>
        <translation>运行 %2 的 %1 条描述</translation>
    </message>
    <message>
        <source>There is no caption left to export.</source>
        <translation>没有可导出的描述了。</translation>
    </message>
</context>
<context>
    <name>CaptionFilter</name>
    <message>
        <source>Not a regular expression: %1 (at character %2).</source>
        <translation>不是正则表达式：%1（第 %2 个字符处）。</translation>
    </message>
</context>
<context>
    <name>ComparisonReport</name>
    <message>
        <source>Scores on %1 pictures with 95 % intervals (bootstrap over pictures). Against %2: (pictures won/tied/lost); * p &lt; 0.05, ** p &lt; 0.01, *** p &lt; 0.001.</source>
        <translation>%1 张图片上的得分及 95 % 区间（对图片做自助法）。与 %2 相比：（图片胜/平/负）；* p &lt; 0.05，** p &lt; 0.01，*** p &lt; 0.001。</translation>
    </message>
    <message>
        <source>Parameters that differ</source>
        <translation>不同的参数</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Comparison of %1 runs, %2</source>
        <translation>%1 个运行的比较，%2</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Step of the captions</source>
        <translation>描述所在步骤</translation>
    </message>
</context>
<context>
    <name>CurveMarker</name>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Live change</source>
        <translation>实时更改</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>%1, step %2: %3</source>
        <translation>%1，第 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>HealthRule</name>
    <message>
        <source>Critic saturated</source>
        <translation>评论家饱和</translation>
    </message>
    <message>
        <source>The critic tells every caption from a human one, so sure that its reward is the same for all of them.</source>
        <translation>评论家能把每条描述与人类描述区分开，且确定到对所有描述给出相同的奖励。</translation>
    </message>
    <message>
        <source>Lower optimizer.discriminator_learning_rate, raise critic.label_smoothing to 0.1 or critic.r1_weight, let it learn in fewer steps (critic.every), or shorten reward.discriminator_only_steps.</source>
        <translation>降低 optimizer.discriminator_learning_rate，将 critic.label_smoothing 提高到 0.1 或提高 critic.r1_weight，让它在更少的步中学习（critic.every），或缩短 reward.discriminator_only_steps。</translation>
    </message>
    <message>
        <source>Critic blind</source>
        <translation>评论家失明</translation>
    </message>
    <message>
        <source>The critic guesses: what it rewards is noise.</source>
        <translation>评论家在猜：它所奖励的只是噪声。</translation>
    </message>
    <message>
        <source>Raise optimizer.discriminator_learning_rate or critic.steps, or give it a head start with reward.discriminator_only_steps.</source>
        <translation>提高 optimizer.discriminator_learning_rate 或 critic.steps，或用 reward.discriminator_only_steps 让它先行训练。</translation>
    </message>
    <message>
        <source>Variety lost</source>
        <translation>多样性丧失</translation>
    </message>
    <message>
        <source>Sampled captions use fewer and fewer different word pairs: the captioner collapses.</source>
        <translation>采样描述使用的不同词对越来越少：描述器正在崩溃。</translation>
    </message>
    <message>
        <source>Lower optimizer.learning_rate, raise policy.entropy_weight or policy.kl_weight, and go back to a checkpoint from before.</source>
        <translation>降低 optimizer.learning_rate，提高 policy.entropy_weight 或 policy.kl_weight，并回到之前的检查点。</translation>
    </message>
    <message>
        <source>Captions repeated</source>
        <translation>描述重复</translation>
    </message>
    <message>
        <source>Most of a batch&apos;s samples are the same captions: there is nothing to choose between.</source>
        <translation>一批样本大多是相同的描述：没有可选择的余地。</translation>
    </message>
    <message>
        <source>Raise decoding.temperature towards 1 or policy.entropy_weight; lower optimizer.learning_rate.</source>
        <translation>将 decoding.temperature 向 1 提高，或提高 policy.entropy_weight；降低 optimizer.learning_rate。</translation>
    </message>
    <message>
        <source>Entropy gone</source>
        <translation>熵消失</translation>
    </message>
    <message>
        <source>The captioner is nearly certain of every next token and no longer tries others.</source>
        <translation>描述器对每个下一词元几乎确定，不再尝试其他词元。</translation>
    </message>
    <message>
        <source>Raise policy.entropy_weight or decoding.temperature; lower optimizer.learning_rate.</source>
        <translation>提高 policy.entropy_weight 或 decoding.temperature；降低 optimizer.learning_rate。</translation>
    </message>
    <message>
        <source>Captions cut</source>
        <translation>描述被截断</translation>
    </message>
    <message>
        <source>Captions no longer end by themselves and run into the length limit.</source>
        <translation>描述不再自行结束，而是达到长度上限。</translation>
    </message>
    <message>
        <source>Lower reward.weight so that the critic has more say, or raise policy.kl_weight; if captions are meant to be long, raise decoding.max_length.</source>
        <translation>降低 reward.weight 使评论家更有分量，或提高 policy.kl_weight；若描述本就应当较长，请提高 decoding.max_length。</translation>
    </message>
    <message>
        <source>Captions alike</source>
        <translation>描述雷同</translation>
    </message>
    <message>
        <source>The validation captions are nearly the same for all pictures.</source>
        <translation>所有图片的验证描述几乎相同。</translation>
    </message>
    <message>
        <source>Give the pictures more say (reward.cosine_weight, reward.clip_weight), and lower optimizer.learning_rate.</source>
        <translation>给图片更多权重（reward.cosine_weight、reward.clip_weight），并降低 optimizer.learning_rate。</translation>
    </message>
    <message>
        <source>Reward hacking</source>
        <translation>奖励作弊</translation>
    </message>
    <message>
        <source>The reward rises while captions get worse by what is not rewarded: the captioner pleases its judge alone.</source>
        <translation>奖励上升，而按未被奖励的标准描述变差：描述器只在讨好评判者。</translation>
    </message>
    <message>
        <source>Lower reward.weight so that the critic has more say, raise policy.kl_weight, or lower optimizer.learning_rate; the best checkpoint is from before.</source>
        <translation>降低 reward.weight 使评论家更有分量，提高 policy.kl_weight，或降低 optimizer.learning_rate；最佳检查点在此之前。</translation>
    </message>
    <message>
        <source>Gradient spike</source>
        <translation>梯度尖峰</translation>
    </message>
    <message>
        <source>One step&apos;s gradient is far larger than usual.</source>
        <translation>某一步的梯度远大于平常。</translation>
    </message>
    <message>
        <source>A single spike that is clipped does no harm; when they come again, lower optimizer.learning_rate or optimizer.clip_norm.</source>
        <translation>单个被裁剪的尖峰无害；若反复出现，请降低 optimizer.learning_rate 或 optimizer.clip_norm。</translation>
    </message>
    <message>
        <source>Gradient clipped away</source>
        <translation>梯度被裁尽</translation>
    </message>
    <message>
        <source>Nearly all of each gradient is clipped away: steps have one length, whatever the rewards say.</source>
        <translation>每个梯度几乎全被裁剪：无论奖励如何，步长都一样。</translation>
    </message>
    <message>
        <source>Lower the rewards&apos; weights or set policy.normalize_advantage to std; or raise optimizer.clip_norm.</source>
        <translation>降低各奖励的权重，或将 policy.normalize_advantage 设为 std；或提高 optimizer.clip_norm。</translation>
    </message>
    <message>
        <source>Advantage gone</source>
        <translation>优势消失</translation>
    </message>
    <message>
        <source>All captions of an image score alike, so that none is better than another to learn from.</source>
        <translation>一张图片的所有描述得分相近，没有哪条更好，因而无从学习。</translation>
    </message>
    <message>
        <source>Raise decoding.temperature or training.samples_per_image; look at whether the samples are all the same.</source>
        <translation>提高 decoding.temperature 或 training.samples_per_image；查看样本是否全都相同。</translation>
    </message>
</context>
<context>
    <name>HelpPages</name>
    <message>
        <source>default %1</source>
        <translation>默认 %1</translation>
    </message>
    <message>
        <source>can change while a run trains</source>
        <translation>训练中可更改</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
</context>
<context>
    <name>NoteEdits</name>
    <message>
        <source>add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>edit a note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>remove a note</source>
        <translation>移除备注</translation>
    </message>
</context>
<context>
    <name>ParameterGroup</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Text corpus</source>
        <translation>文本语料</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Mapper</source>
        <translation>映射器</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Likelihood objective</source>
        <translation>似然目标</translation>
    </message>
    <message>
        <source>Contrastive objective</source>
        <translation>对比目标</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Low-rank adapters (LoRA)</source>
        <translation>低秩适配器 (LoRA)</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Policy gradient</source>
        <translation>策略梯度</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>评论家</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Stored captions</source>
        <translation>存储的描述</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>New language model</source>
        <translation>新语言模型</translation>
    </message>
    <message>
        <source>New critic</source>
        <translation>新评论家</translation>
    </message>
    <message>
        <source>New CLIP</source>
        <translation>新 CLIP</translation>
    </message>
    <message>
        <source>Health alarms</source>
        <translation>健康警报</translation>
    </message>
</context>
<context>
    <name>ParameterHelp</name>
    <message>
        <source>Name of the run. Empty: &quot;run&quot; and a number.</source>
        <translation>运行名称。留空：“run”加编号。</translation>
    </message>
    <message>
        <source>Where to compute: cpu, cuda, cuda:1, or auto, which takes the first GPU if there is one.</source>
        <translation>计算设备：cpu、cuda、cuda:1 或 auto(有 GPU 时用第一个)。</translation>
    </message>
    <message>
        <source>Number format of matrix products. bf16 is quick on recent processors and GPUs, fp16 on GPUs; processors are slow at it.</source>
        <translation>矩阵乘法的数值格式。bf16 在较新的处理器和 GPU 上快，fp16 在 GPU 上快；处理器用 fp16 很慢。</translation>
    </message>
    <message>
        <source>&quot;reference&quot; follows the original programs in every quirk, slips included; empty takes the mended forms.</source>
        <translation>“reference” 完全遵循原始程序，包括其失误；留空采用修正后的形式。</translation>
    </message>
    <message>
        <source>Validation set, in the same forms. Empty: a part of the training set.</source>
        <translation>验证集，格式相同。留空：取训练集的一部分。</translation>
    </message>
    <message>
        <source>Test set, in the same forms. Empty: a part of the training set.</source>
        <translation>测试集，格式相同。留空：取训练集的一部分。</translation>
    </message>
    <message>
        <source>Folder that image paths start from. Empty: found beside the captions file.</source>
        <translation>图片路径的起始文件夹。留空：在描述文件旁查找。</translation>
    </message>
    <message>
        <source>Part of the training set kept for validation where no validation set is named and the file has no splits.</source>
        <translation>未指定验证集且文件无划分时，留作验证的训练集比例。</translation>
    </message>
    <message>
        <source>Part of the training set kept for the test where no test set is named and the file has no splits.</source>
        <translation>未指定测试集且文件无划分时，留作测试的训练集比例。</translation>
    </message>
    <message>
        <source>Another number splits another way. The same number always puts the same image in the same part.</source>
        <translation>不同的数产生不同划分。相同的数总把同一图片放入同一部分。</translation>
    </message>
    <message>
        <source>Folder of the stored image and text embeddings. Empty: beside the run&apos;s checkpoints.</source>
        <translation>存储图片和文本嵌入的文件夹。留空：在运行的检查点旁。</translation>
    </message>
    <message>
        <source>Text that the critic takes for human: one caption a line, or a captions file. Empty: the training captions.</source>
        <translation>评论家视为人类的文本：每行一条描述，或描述文件。留空：训练描述。</translation>
    </message>
    <message>
        <source>How corpus captions are cleaned, by the source they come from. prose: sentences of 5 to 19 words of running text such as a book.</source>
        <translation>按来源清洗语料描述的方式。prose：取书籍等连续文本中 5 到 19 词的句子。</translation>
    </message>
    <message>
        <source>Gives half of the captions with gendered words the other gender&apos;s (man and woman, his and her): of all such captions, or of those that name men or women (CapDec).</source>
        <translation>把一半含性别词的描述换成另一性别的词（man 与 woman、his 与 her）：针对所有此类描述，或只针对提到男性或女性的（CapDec）。</translation>
    </message>
    <message>
        <source>Sharpness T when an image&apos;s text target is the softmax-weighted sum of corpus embeddings: 100 for COCO, 175 for Conceptual Captions.</source>
        <translation>图片的文本目标为语料嵌入的 softmax 加权和时的锐度 T:COCO 为 100,Conceptual Captions 为 175。</translation>
    </message>
    <message>
        <source>GPT-2 in Hugging Face&apos;s layout. Empty: a new one by the language_model keys.</source>
        <translation>Hugging Face 格式的 GPT-2。留空：按 language_model 各键新建。</translation>
    </message>
    <message>
        <source>RoBERTa in Hugging Face&apos;s layout for the critic. Empty: a new one by the discriminator keys.</source>
        <translation>评论家用的 Hugging Face 格式 RoBERTa。留空：按 discriminator 各键新建。</translation>
    </message>
    <message>
        <source>Captioner directory or checkpoint to start from. Its mapper and language model replace those named here.</source>
        <translation>作为起点的描述器目录或检查点。其映射器和语言模型取代此处指定的。</translation>
    </message>
    <message>
        <source>How the language model hears of the image: prefix vectors made by a small two-layer network, by ClipCap&apos;s transformer or by a transformer encoder (clip-gpt-captioning), or cross-attention of its blocks to the embedding (clip-text-decoder). The last two end captions by the end-of-text token instead of &apos;.&apos;.</source>
        <translation>语言模型获得图片信息的方式：由两层小网络、ClipCap 的 Transformer 或 Transformer 编码器（clip-gpt-captioning）产生的前缀向量，或其各块对嵌入的交叉注意力（clip-text-decoder）。后两者以文本结束词元而非 “.” 结束描述。</translation>
    </message>
    <message>
        <source>Prefix vectors given to the language model. clip-gpt-captioning has 4; cross-attention none.</source>
        <translation>给语言模型的前缀向量数。clip-gpt-captioning 为 4；交叉注意力没有。</translation>
    </message>
    <message>
        <source>Transformer mapper: vectors that the embedding is first spread over.</source>
        <translation>Transformer 映射器：嵌入首先展开成的向量数。</translation>
    </message>
    <message>
        <source>Transformer and encoder mapper: blocks. ClipCap has 8, CgtGAN 4, clip-gpt-captioning 6 or 5.</source>
        <translation>Transformer 和编码器映射器的块数。ClipCap 为 8,CgtGAN 为 4,clip-gpt-captioning 为 6 或 5。</translation>
    </message>
    <message>
        <source>Encoder mapper: attention heads; a divisor of the embedding.</source>
        <translation>编码器映射器的注意力头数；须整除嵌入维度。</translation>
    </message>
    <message>
        <source>Encoder mapper: how much wider its inner layers are.</source>
        <translation>编码器映射器内层的加宽倍数。</translation>
    </message>
    <message>
        <source>Encoder mapper: dropout. clip-gpt-captioning has 0.1 or 0.08.</source>
        <translation>编码器映射器的 dropout。clip-gpt-captioning 为 0.1 或 0.08。</translation>
    </message>
    <message>
        <source>adversarial trains a captioner against a critic, likelihood on captions given, contrastive trains a CLIP.</source>
        <translation>adversarial 让描述器对抗评论家训练，likelihood 在给定描述上训练，contrastive 训练 CLIP。</translation>
    </message>
    <message>
        <source>Where a run has phases: a later one goes on from the best checkpoint of the one before, or from its last.</source>
        <translation>运行分阶段时：后一阶段从前一阶段的最佳或最后检查点继续。</translation>
    </message>
    <message>
        <source>Passes over the training images (likelihood on text: captions).</source>
        <translation>遍历训练图片的轮数（文本似然：遍历描述）。</translation>
    </message>
    <message>
        <source>Ends the run after so many steps. 0: the epochs decide alone.</source>
        <translation>达到此步数后结束运行。0：仅由轮数决定。</translation>
    </message>
    <message>
        <source>Ends the run after so much work, as its last step would: minutes, or a time such as 2h30m. Pauses do not count, the time before a resume does. Empty: no limit.</source>
        <translation>工作达到此时长后像最后一步那样结束运行：分钟数或 2h30m 这样的时间。暂停不计，恢复前的时间计入。留空：不限。</translation>
    </message>
    <message>
        <source>Images of one forward pass (likelihood on text: captions).</source>
        <translation>一次前向传播的图片数（文本似然：描述数）。</translation>
    </message>
    <message>
        <source>Captions sampled for each image of the batch. The sample baseline needs 2 or more.</source>
        <translation>批中每张图片采样的描述数。sample 基线需要 2 或更多。</translation>
    </message>
    <message>
        <source>Batches whose gradients are summed before a step.</source>
        <translation>每步之前累加梯度的批数。</translation>
    </message>
    <message>
        <source>Draws the training images in a new order each epoch.</source>
        <translation>每轮以新顺序抽取训练图片。</translation>
    </message>
    <message>
        <source>Leaves out an epoch&apos;s last batch when it is not full.</source>
        <translation>一轮的最后一批不满时丢弃。</translation>
    </message>
    <message>
        <source>Trains the mapper alone and keeps the language model as it is.</source>
        <translation>只训练映射器，语言模型保持不变。</translation>
    </message>
    <message>
        <source>What of the language model stays as it is: nothing, everything, or all blocks but the first and the last (clip-gpt-captioning).</source>
        <translation>语言模型中保持不变的部分：无、全部，或除首尾外的所有块（clip-gpt-captioning）。</translation>
    </message>
    <message>
        <source>Parameters that do not train, by name: patterns separated by blanks or commas, in which * stands for any characters and ? for one; for example gpt.transformer.wte* gpt.transformer.h.0.*, or roberta.embeddings.* for the critic.</source>
        <translation>按名称指定不训练的参数：以空格或逗号分隔的模式，* 代表任意字符，? 代表一个；例如 gpt.transformer.wte* gpt.transformer.h.0.*，或评论家的 roberta.embeddings.*。</translation>
    </message>
    <message>
        <source>Keeps only the inputs of each block for the backward pass and computes the rest again there: much less memory, about a third more time (Chen et al. 2016, arXiv 1604.06174).</source>
        <translation>反向传播只保留每块的输入，其余重新计算：内存少很多，时间约多三分之一（Chen 等，2016,arXiv 1604.06174）。</translation>
    </message>
    <message>
        <source>Takes deterministic algorithms on GPUs, where LibTorch has them. On the processor runs repeat bit by bit anyway.</source>
        <translation>在 GPU 上使用 LibTorch 提供的确定性算法。处理器上的运行本来就逐位可重复。</translation>
    </message>
    <message>
        <source>NVIDIA GPUs from Ampere on: fp32 products keep 10 bits of mantissa and run faster.</source>
        <translation>Ampere 及以后的 NVIDIA GPU:fp32 乘法保留 10 位尾数，更快。</translation>
    </message>
    <message>
        <source>two_pass samples without gradient and scores the captions in one pass after it. through_sampling keeps the gradient through each token drawn, dropout and all: slow, for comparison.</source>
        <translation>two_pass 无梯度采样，然后一次性为描述评分。through_sampling 保留每个采样词元的梯度（含 dropout）：较慢，用于比较。</translation>
    </message>
    <message>
        <source>Start of all random numbers.</source>
        <translation>所有随机数的起点。</translation>
    </message>
    <message>
        <source>Processor threads. 0: all cores but one.</source>
        <translation>处理器线程数。0：除一个外的所有核心。</translation>
    </message>
    <message>
        <source>What captions are generated from: the embedding of the caption&apos;s own text (no image is seen), or of its image.</source>
        <translation>生成描述的依据：描述自身文本的嵌入（不看图片），或其图片的嵌入。</translation>
    </message>
    <message>
        <source>Image source: which of an image&apos;s captions is learnt: one after another, epoch by epoch; the first; one drawn each time; or each, as an item of its own. auto: turn, and each with compat = &quot;reference&quot;.</source>
        <translation>图片来源：学习图片的哪条描述：逐轮依次；第一条；每次随机一条；或每条单独作为一项。auto：依次，compat = &quot;reference&quot; 时为每条。</translation>
    </message>
    <message>
        <source>Scales embeddings to length 1 before the mapper.</source>
        <translation>映射器之前将嵌入缩放到长度 1。</translation>
    </message>
    <message>
        <source>Text source: noise on caption embeddings, so that the captioner takes images too (CapDec). gaussian: in each dimension; uniform_ball: within a ball around the embedding.</source>
        <translation>文本来源：在描述嵌入上加噪声，使描述器也能接受图片（CapDec）。gaussian：每个维度；uniform_ball：嵌入周围的球内。</translation>
    </message>
    <message>
        <source>Variance of the noise in a dimension; for uniform_ball the square of the radius.</source>
        <translation>每个维度的噪声方差；uniform_ball 时为半径的平方。</translation>
    </message>
    <message>
        <source>Text source: adds the mean image minus the mean text embedding to caption embeddings: of dataset.train&apos;s images and captions, or from a file. Images then need none.</source>
        <translation>文本来源：给描述嵌入加上图片均值减文本均值：取自 dataset.train 的图片和描述，或取自文件。图片则不需要。</translation>
    </message>
    <message>
        <source>safetensors file with the offset, as runs that computed one leave it beside their checkpoints.</source>
        <translation>含偏移的 safetensors 文件；计算过偏移的运行会把它留在检查点旁。</translation>
    </message>
    <message>
        <source>Longer captions are cut. 0: the mean length plus ten standard deviations.</source>
        <translation>更长的描述会被截断。0：平均长度加十个标准差。</translation>
    </message>
    <message>
        <source>Keeps the logit scale. At 100 image and text embeddings stay apart as in large CLIPs.</source>
        <translation>保持 logit 尺度。为 100 时图片与文本嵌入像大型 CLIP 那样分开。</translation>
    </message>
    <message>
        <source>What cosines are multiplied by at the start: the exponential of CLIP&apos;s logit_scale.</source>
        <translation>开始时余弦所乘的数：CLIP 的 logit_scale 的指数。</translation>
    </message>
    <message>
        <source>adamw is torch&apos;s fused form. adamw_hf is that of transformers 4, whose decay and epsilon come in elsewhere.</source>
        <translation>adamw 为 torch 的融合形式。adamw_hf 为 transformers 4 的形式，其衰减和 epsilon 的位置不同。</translation>
    </message>
    <message>
        <source>Learning rate of the captioner, or of CLIP.</source>
        <translation>描述器或 CLIP 的学习率。</translation>
    </message>
    <message>
        <source>Learning rate of the critic.</source>
        <translation>评论家的学习率。</translation>
    </message>
    <message>
        <source>Decay of weights; none for biases and LayerNorm weights.</source>
        <translation>权重衰减；偏置和 LayerNorm 权重不衰减。</translation>
    </message>
    <message>
        <source>Added to the denominator of Adam&apos;s step.</source>
        <translation>加到 Adam 步长分母上的数。</translation>
    </message>
    <message>
        <source>How slowly the mean of gradients forgets.</source>
        <translation>梯度均值遗忘的快慢。</translation>
    </message>
    <message>
        <source>How slowly the mean of squared gradients forgets.</source>
        <translation>梯度平方均值遗忘的快慢。</translation>
    </message>
    <message>
        <source>Steps over which the captioner&apos;s (CLIP&apos;s) learning rate rises from 0.</source>
        <translation>描述器（CLIP）学习率从 0 上升的步数。</translation>
    </message>
    <message>
        <source>Steps over which the critic&apos;s learning rate rises from 0.</source>
        <translation>评论家学习率从 0 上升的步数。</translation>
    </message>
    <message>
        <source>Course of the learning rates after the warm-up. All but constant fall to optimizer.minimum_learning_rate_factor at the last step.</source>
        <translation>预热后学习率的走势。除 constant 外都在最后一步降到 optimizer.minimum_learning_rate_factor。</translation>
    </message>
    <message>
        <source>What the schedule falls to, as a part of the learning rate. exponential needs more than 0.</source>
        <translation>调度最终降到的值，以学习率的比例计。exponential 须大于 0。</translation>
    </message>
    <message>
        <source>Exponent of the polynomial schedule.</source>
        <translation>多项式调度的指数。</translation>
    </message>
    <message>
        <source>Longest gradient of a model; longer ones are scaled down, once all of training.accumulation is there (compat = &quot;reference&quot;: after each batch). 0: no limit.</source>
        <translation>模型梯度的最大范数；更长的在 training.accumulation 累积完后缩小（compat = &quot;reference&quot;：每批之后）。0：不限。</translation>
    </message>
    <message>
        <source>Keeps a moving average of the captioner&apos;s (CLIP&apos;s) weights: evaluations, captions and model files take the average, training goes on with the weights themselves. 0: none; usual are 0.99 to 0.9999.</source>
        <translation>保留描述器（CLIP）权重的滑动平均：评估、描述和模型文件用平均值，训练仍用权重本身。0：无；通常为 0.99 到 0.9999。</translation>
    </message>
    <message>
        <source>The average begins with a decay of (1 + t)/(10 + t) after t steps, so that it soon forgets the start.</source>
        <translation>平均在 t 步后以 (1 + t)/(10 + t) 的衰减开始，以便尽快忘掉开头。</translation>
    </message>
    <message>
        <source>fp16: what losses are multiplied by at the start. The scale halves at each overflow, whose step is left out (Micikevicius et al. 2018, arXiv 1710.03740).</source>
        <translation>fp16：开始时损失所乘的数。每次溢出时减半并跳过该步（Micikevicius 等，2018,arXiv 1710.03740）。</translation>
    </message>
    <message>
        <source>fp16: steps without overflow after which the loss scale doubles.</source>
        <translation>fp16：无溢出多少步后损失缩放加倍。</translation>
    </message>
    <message>
        <source>Trains low-rank adapters in the place of the language model&apos;s weights (Hu et al. 2021, arXiv 2106.09685): the rank of the change. Model files hold merged weights. 0: none; usual are 4 to 64.</source>
        <translation>训练低秩适配器代替语言模型权重（Hu 等，2021,arXiv 2106.09685）：更改的秩。模型文件含合并后的权重。0：无；通常为 4 到 64。</translation>
    </message>
    <message>
        <source>The adapters&apos; change is scaled by alpha/rank.</source>
        <translation>适配器的更改乘以 alpha/rank。</translation>
    </message>
    <message>
        <source>Dropout on the adapters&apos; inputs.</source>
        <translation>适配器输入的 dropout。</translation>
    </message>
    <message>
        <source>Matrices that get adapters, by the ends of their names: c_attn, attn.c_proj, mlp.c_fc, mlp.c_proj, or c_proj for both. Separated by blanks or commas.</source>
        <translation>带适配器的矩阵，按名称结尾：c_attn、attn.c_proj、mlp.c_fc、mlp.c_proj，或 c_proj 表示两者。以空格或逗号分隔。</translation>
    </message>
    <message>
        <source>What a caption&apos;s embedding is compared with: the image&apos;s own captions, or a weighted sum of corpus captions that CLIP finds near the image (unpaired).</source>
        <translation>描述嵌入的比较对象：图片自己的描述，或 CLIP 认为接近图片的语料描述的加权和（非配对）。</translation>
    </message>
    <message>
        <source>Paired target: the mean of the image&apos;s own captions&apos; embeddings, its first caption, or one of them drawn anew in each step.</source>
        <translation>配对目标：图片自己描述嵌入的均值、第一条描述，或每步重新抽取的一条。</translation>
    </message>
    <message>
        <source>Final weight w of the score&apos;s loss; the critic&apos;s loss has 1 - w.</source>
        <translation>评分损失的最终权重 w；评论家损失的权重为 1 - w。</translation>
    </message>
    <message>
        <source>w is 0 up to this step: the critic alone guides the captioner.</source>
        <translation>在此步之前 w 为 0：仅由评论家引导描述器。</translation>
    </message>
    <message>
        <source>Steps over which w then rises to its final value.</source>
        <translation>之后 w 升到最终值所用的步数。</translation>
    </message>
    <message>
        <source>Steps at the start in which only the critic trains and the captioner stays as it is.</source>
        <translation>开头只训练评论家、描述器不变的步数。</translation>
    </message>
    <message>
        <source>Share of the cosine in the text similarity; the rest is the L1 term.</source>
        <translation>余弦在文本相似度中的比例；其余为 L1 项。</translation>
    </message>
    <message>
        <source>Share of the cosine between caption and image in the CLIP score; the rest is the text similarity.</source>
        <translation>描述与图片余弦在 CLIP 得分中的比例；其余为文本相似度。</translation>
    </message>
    <message>
        <source>Weight of the CLIP score, the mix above (0 to 100), in a caption&apos;s score, which is the sum of weight times term. 0 leaves it out.</source>
        <translation>CLIP 得分（上述混合，0 到 100）在描述得分中的权重；得分为各项乘权重之和。0 则不计。</translation>
    </message>
    <message>
        <source>Weight of CIDEr-D against the image&apos;s own captions, 0 to 10; 1.0 is 100 in papers, so a weight of 100 puts it beside the CLIP score. Document frequencies come from the training captions.</source>
        <translation>相对图片自己描述的 CIDEr-D 的权重，0 到 10;1.0 即论文中的 100，所以权重 100 使其与 CLIP 得分相当。文档频率来自训练描述。</translation>
    </message>
    <message>
        <source>Weight of the caption&apos;s own BLEU-4 (0 to 1, as pycocoevalcap computes it for one image: not smoothed).</source>
        <translation>描述自身 BLEU-4 的权重（0 到 1，与 pycocoevalcap 对单张图片的计算相同：不平滑）。</translation>
    </message>
    <message>
        <source>Weight of the length term: minus the number of words more or fewer than reward.target_length.</source>
        <translation>长度项的权重：与 reward.target_length 相差词数的负值。</translation>
    </message>
    <message>
        <source>Length that the length term asks for.</source>
        <translation>长度项要求的长度。</translation>
    </message>
    <message>
        <source>Weight of the repetition term: minus the share of the caption&apos;s n-grams that it said before (-1 to 0).</source>
        <translation>重复项的权重：描述中已出现过的 n 元组比例的负值（-1 到 0）。</translation>
    </message>
    <message>
        <source>Length of the n-grams of the repetition term.</source>
        <translation>重复项 n 元组的长度。</translation>
    </message>
    <message>
        <source>Weight of the word list: wanted words that a caption holds less unwanted ones, each counted once.</source>
        <translation>词表的权重：描述中想要的词减去不想要的词，各计一次。</translation>
    </message>
    <message>
        <source>Words or phrases with commas between them; a minus before one marks it unwanted: red, in the middle, -blurry.</source>
        <translation>以逗号分隔的词或短语；前加减号表示不想要：red, in the middle, -blurry。</translation>
    </message>
    <message>
        <source>File with more of them, one a line; # begins a comment.</source>
        <translation>含更多词语的文件，每行一个；# 开始注释。</translation>
    </message>
    <message>
        <source>Weight of what reward.command answers, in its own scale.</source>
        <translation>reward.command 回答的权重，按其自身尺度。</translation>
    </message>
    <message>
        <source>Command line, run by /bin/sh with your rights, that reads a JSON object a line (image_id, caption, references, remaining) and writes a number a line; higher is better.</source>
        <translation>由 /bin/sh 以您的权限运行的命令行，每行读入一个 JSON 对象（image_id、caption、references、remaining），每行输出一个数；越高越好。</translation>
    </message>
    <message>
        <source>Longest wait for the command&apos;s answers to the captions of one batch, its start included.</source>
        <translation>等待命令回答一批描述的最长时间，含启动时间。</translation>
    </message>
    <message>
        <source>Score that a sample must beat: that of the greedy caption, the mean of the image&apos;s other samples, a moving average of earlier steps&apos; scores, or 0. Holds for the critic&apos;s score too.</source>
        <translation>样本须超过的得分：贪心描述的得分、该图片其他样本的均值、以往步得分的滑动平均，或 0。也用于评论家的得分。</translation>
    </message>
    <message>
        <source>Moving average: how slowly it forgets; 0.99 remembers about 100 batches.</source>
        <translation>滑动平均遗忘的快慢；0.99 约记住 100 批。</translation>
    </message>
    <message>
        <source>Leaves the last token of a caption that hit the length limit out of its log-probability.</source>
        <translation>对达到长度上限的描述，其对数概率不计最后一个词元。</translation>
    </message>
    <message>
        <source>Divides the advantages of a batch by their standard deviation (std), after taking off their mean (mean_std): the score&apos;s and the critic&apos;s then pull alike (Andrychowicz et al. 2021, arXiv 2006.05990).</source>
        <translation>将一批的优势除以标准差（std），或先减均值再除（mean_std）：评分与评论家的作用因此相当（Andrychowicz 等，2021,arXiv 2006.05990）。</translation>
    </message>
    <message>
        <source>Weight in the captioner&apos;s loss of its divergence from the captioner that the run started from, in nats per token over the whole vocabulary: keeps captions fluent (Jaques et al. 2017, arXiv 1611.02796). Keeps a second captioner in memory.</source>
        <translation>描述器损失中与起始描述器散度的权重，单位为全词表上每词元纳特：保持描述通顺（Jaques 等，2017,arXiv 1611.02796）。内存中需保留第二个描述器。</translation>
    </message>
    <message>
        <source>Weight of the next-token distributions&apos; mean entropy, which is taken off the captioner&apos;s loss: keeps samples varied (Mnih et al. 2016, arXiv 1602.01783).</source>
        <translation>下一词元分布平均熵的权重，从描述器损失中减去：保持样本多样（Mnih 等，2016,arXiv 1602.01783）。</translation>
    </message>
    <message>
        <source>Trains a critic. Off: the score is the only reward and w is 1.</source>
        <translation>训练评论家。关闭：评分是唯一的奖励，w 为 1。</translation>
    </message>
    <message>
        <source>Updates of the critic for each of the captioner, each on new samples and new human captions (as in WGAN, arXiv 1701.07875).</source>
        <translation>描述器每更新一次，评论家更新的次数，每次用新样本和新的人类描述（同 WGAN,arXiv 1701.07875）。</translation>
    </message>
    <message>
        <source>The critic learns in every so many steps only; in the others it scores as it is.</source>
        <translation>评论家每隔此步数才学习；其余步按现状评分。</translation>
    </message>
    <message>
        <source>Human captions get the label 1 minus this, so that the critic never grows too sure (one-sided; Salimans et al. 2016, arXiv 1606.03498).</source>
        <translation>人类描述的标签为 1 减此值，避免评论家过于自信（单侧；Salimans 等，2016,arXiv 1606.03498）。</translation>
    </message>
    <message>
        <source>Gamma of the R1 penalty: gamma/2 times the squared gradient of the critic by the word embeddings of human captions (Mescheder et al. 2018, arXiv 1801.04406). The critic&apos;s step then takes about twice as long.</source>
        <translation>R1 惩罚的 gamma:gamma/2 乘以评论家对人类描述词嵌入的梯度平方（Mescheder 等，2018,arXiv 1801.04406）。评论家的一步因此约慢一倍。</translation>
    </message>
    <message>
        <source>Computes the R1 penalty in every so many steps only, as many times stronger (Karras et al. 2020, arXiv 1912.04958).</source>
        <translation>每隔此步数才计算 R1 惩罚，强度相应加倍（Karras 等，2020,arXiv 1912.04958）。</translation>
    </message>
    <message>
        <source>Divides the matrices of the critic&apos;s head by their largest singular value (Miyato et al. 2018, arXiv 1802.05957).</source>
        <translation>将评论家头部的矩阵除以其最大奇异值（Miyato 等，2018,arXiv 1802.05957）。</translation>
    </message>
    <message>
        <source>Earlier captions kept for the critic to see again (Shrivastava et al. 2017, arXiv 1612.07828). 0: none.</source>
        <translation>为评论家保留的以往描述数（Shrivastava 等，2017,arXiv 1612.07828）。0：不保留。</translation>
    </message>
    <message>
        <source>Share of the generated captions in a critic&apos;s batch that come from the kept ones.</source>
        <translation>评论家一批中生成描述来自保留描述的比例。</translation>
    </message>
    <message>
        <source>Longest caption, the final period included.</source>
        <translation>最长描述，含结尾句号。</translation>
    </message>
    <message>
        <source>Below 1 samples are more alike, above 1 more varied.</source>
        <translation>小于 1 样本更相似，大于 1 更多样。</translation>
    </message>
    <message>
        <source>Samples from the k likeliest tokens. 0: from all.</source>
        <translation>从最可能的 k 个词元中采样。0：全部。</translation>
    </message>
    <message>
        <source>Samples from the likeliest tokens that hold this much probability. 1: from all.</source>
        <translation>从合计达到此概率的最可能词元中采样。1：全部。</translation>
    </message>
    <message>
        <source>Above 1 makes tokens that were said before less likely.</source>
        <translation>大于 1 使已出现的词元更不可能。</translation>
    </message>
    <message>
        <source>Stores captions of the watched images every so many steps. 0: never.</source>
        <translation>每隔此步数存储所跟踪图片的描述。0：从不。</translation>
    </message>
    <message>
        <source>Validation images whose captions are followed through the run.</source>
        <translation>整个运行中跟踪其描述的验证图片数。</translation>
    </message>
    <message>
        <source>Images of the step&apos;s batch whose sampled captions are stored along with them.</source>
        <translation>一并存储采样描述的当前批图片数。</translation>
    </message>
    <message>
        <source>Evaluates every so many steps. 0: after each epoch.</source>
        <translation>每隔此步数评估一次。0：每轮之后。</translation>
    </message>
    <message>
        <source>What picks the best checkpoint and stops a run early: a validation figure (CIDEr, BLEU-1 to BLEU-4, ROUGE-L, loss, R@1 and others), or SET/FIGURE of an evaluation set. Losses are best when small; a leading &apos;-&apos; says so of another figure. auto: CIDEr for a captioner, R@1 for a CLIP.</source>
        <translation>用来选最佳检查点和提前停止的指标：验证指标（CIDEr、BLEU-1 到 BLEU-4、ROUGE-L、loss、R@1 等），或评估集的 SET/FIGURE。损失越小越好；其他指标前加 “-” 表示同样。auto：描述器为 CIDEr,CLIP 为 R@1。</translation>
    </message>
    <message>
        <source>Validation images captioned in an evaluation. 0: all.</source>
        <translation>一次评估中生成描述的验证图片数。0：全部。</translation>
    </message>
    <message>
        <source>More sets evaluated along with the validation set: name=annotations, or name=annotations@folder of images, with &apos;;&apos; between sets. A set&apos;s figures are NAME/CIDEr and so on; a file with splits gives its test images, and one with domains (nocaps) figures of each domain besides.</source>
        <translation>与验证集一起评估的其他集合：name=annotations 或 name=annotations@图片文件夹，以 “；” 分隔。其指标名为 NAME/CIDEr 等；带划分的文件取其测试图片，带领域的（nocaps）另给各领域指标。</translation>
    </message>
    <message>
        <source>Evaluates the best checkpoint on the test set at the end.</source>
        <translation>结束时在测试集上评估最佳检查点。</translation>
    </message>
    <message>
        <source>Writes a checkpoint every so many steps. 0: only with evaluations and at the end.</source>
        <translation>每隔此步数写一个检查点。0：仅在评估时和结束时。</translation>
    </message>
    <message>
        <source>Newest checkpoints kept; the best ones stay besides.</source>
        <translation>保留的最新检查点数；最佳的另外保留。</translation>
    </message>
    <message>
        <source>Checkpoints kept with the best evaluation.metric.</source>
        <translation>按 evaluation.metric 保留的最佳检查点数。</translation>
    </message>
    <message>
        <source>Also writes a checkpoint every so many steps and keeps it for ever. 0: none.</source>
        <translation>另外每隔此步数写一个检查点并永久保留。0：无。</translation>
    </message>
    <message>
        <source>Best checkpoints hold critic and optimisers too, so that a branch goes on from them exactly. They take four times the room.</source>
        <translation>最佳检查点也包含评论家和优化器，分支可从其精确继续。占用四倍空间。</translation>
    </message>
    <message>
        <source>Ends the run after so many evaluations without a better one. 0: off.</source>
        <translation>连续此数次评估无提升后结束运行。0：关闭。</translation>
    </message>
    <message>
        <source>New language model: size of the vocabulary.</source>
        <translation>新语言模型：词表大小。</translation>
    </message>
    <message>
        <source>New language model: folder with vocab.json and merges.txt. Empty: trained on the captions.</source>
        <translation>新语言模型：含 vocab.json 和 merges.txt 的文件夹。留空：在描述上训练。</translation>
    </message>
    <message>
        <source>New language model: longest text, prefix included.</source>
        <translation>新语言模型：最长文本，含前缀。</translation>
    </message>
    <message>
        <source>New language model: width, a multiple of the heads.</source>
        <translation>新语言模型：宽度，头数的倍数。</translation>
    </message>
    <message>
        <source>New language model: blocks.</source>
        <translation>新语言模型：块数。</translation>
    </message>
    <message>
        <source>New language model: attention heads.</source>
        <translation>新语言模型：注意力头数。</translation>
    </message>
    <message>
        <source>New language model: dropout. One that is loaded keeps its own.</source>
        <translation>新语言模型：dropout。加载的模型保持自己的。</translation>
    </message>
    <message>
        <source>New critic: size of the vocabulary.</source>
        <translation>新评论家：词表大小。</translation>
    </message>
    <message>
        <source>New critic: folder with vocab.json and merges.txt. Empty: trained on the corpus.</source>
        <translation>新评论家：含 vocab.json 和 merges.txt 的文件夹。留空：在语料上训练。</translation>
    </message>
    <message>
        <source>New critic: longest text plus 2.</source>
        <translation>新评论家：最长文本加 2。</translation>
    </message>
    <message>
        <source>New critic: width, a multiple of the heads.</source>
        <translation>新评论家：宽度，头数的倍数。</translation>
    </message>
    <message>
        <source>New critic: blocks.</source>
        <translation>新评论家：块数。</translation>
    </message>
    <message>
        <source>New critic: attention heads.</source>
        <translation>新评论家：注意力头数。</translation>
    </message>
    <message>
        <source>New critic: dropout. One that is loaded keeps its own.</source>
        <translation>新评论家：dropout。加载的模型保持自己的。</translation>
    </message>
    <message>
        <source>New CLIP: size of an embedding.</source>
        <translation>新 CLIP：嵌入大小。</translation>
    </message>
    <message>
        <source>New CLIP: side of the square that images are cut to.</source>
        <translation>新 CLIP：图片裁剪成的正方形边长。</translation>
    </message>
    <message>
        <source>New CLIP: side of a patch; divides the image size.</source>
        <translation>新 CLIP：图块边长；整除图片大小。</translation>
    </message>
    <message>
        <source>New CLIP: width of the image tower, a multiple of its heads.</source>
        <translation>新 CLIP：图像塔宽度，其头数的倍数。</translation>
    </message>
    <message>
        <source>New CLIP: blocks of the image tower.</source>
        <translation>新 CLIP：图像塔块数。</translation>
    </message>
    <message>
        <source>New CLIP: attention heads of the image tower.</source>
        <translation>新 CLIP：图像塔注意力头数。</translation>
    </message>
    <message>
        <source>New CLIP: width of the text tower, a multiple of its heads.</source>
        <translation>新 CLIP：文本塔宽度，其头数的倍数。</translation>
    </message>
    <message>
        <source>New CLIP: blocks of the text tower.</source>
        <translation>新 CLIP：文本塔块数。</translation>
    </message>
    <message>
        <source>New CLIP: attention heads of the text tower.</source>
        <translation>新 CLIP：文本塔注意力头数。</translation>
    </message>
    <message>
        <source>New CLIP: size of the vocabulary.</source>
        <translation>新 CLIP：词表大小。</translation>
    </message>
    <message>
        <source>New CLIP: longest text; longer ones are cut.</source>
        <translation>新 CLIP：最长文本；更长的会被截断。</translation>
    </message>
    <message>
        <source>New CLIP: folder with vocab.json and merges.txt. Empty: trained on the captions.</source>
        <translation>新 CLIP：含 vocab.json 和 merges.txt 的文件夹。留空：在描述上训练。</translation>
    </message>
    <message>
        <source>Training images and captions: COCO&apos;s or Karpathy&apos;s JSON, Flickr8k&apos;s or Flickr30k&apos;s file, Conceptual Captions&apos; TSV, JSON Lines, CSV, a folder of images with .txt files, or a .pkl of ClipCap, CapDec or CgtGAN, whose embeddings are then used. A file with splits gives its training part, and the others where none is named.</source>
        <translation>训练图片和描述：COCO 或 Karpathy 的 JSON、Flickr8k 或 Flickr30k 的文件、Conceptual Captions 的 TSV、JSON Lines、CSV、含 .txt 文件的图片文件夹，或 ClipCap、CapDec、CgtGAN 的 .pkl（此时使用其嵌入）。含划分的文件提供其训练部分；其他部分未指定时也由它提供。</translation>
    </message>
    <message>
        <source>CLIP embeddings of dataset.train&apos;s images made elsewhere (.npy, .npz, .safetensors, .pt, .pkl): rows in the file&apos;s order of images, or with &quot;image_ids&quot;. No picture is then read. Empty: models.clip makes them.</source>
        <translation>在别处生成的 dataset.train 图片的 CLIP 嵌入（.npy、.npz、.safetensors、.pt、.pkl）：各行按文件中的图片顺序，或带 &quot;image_ids&quot;。此时不读取图片。留空：由 models.clip 生成。</translation>
    </message>
    <message>
        <source>The same of dataset.validation.</source>
        <translation>同上，用于 dataset.validation。</translation>
    </message>
    <message>
        <source>The same of dataset.test.</source>
        <translation>同上，用于 dataset.test。</translation>
    </message>
    <message>
        <source>Evaluations measure METEOR too. Its synonyms come from WordNet 3.0 (Debian&apos;s wordnet-base), its paraphrases from paraphrase-en.gz (pip install pycocoevalcap); a warning tells of stages that cannot run.</source>
        <translation>评估时也计算 METEOR。其同义词来自 WordNet 3.0（Debian 的 wordnet-base），释义来自 paraphrase-en.gz（pip install pycocoevalcap）；无法运行的阶段会有警告。</translation>
    </message>
    <message>
        <source>Watches the run&apos;s figures and warns when one of the rules below is broken.</source>
        <translation>监视运行的数值，违反下列任一规则时发出警告。</translation>
    </message>
    <message>
        <source>Pauses the run when a rule raises an alarm.</source>
        <translation>规则发出警报时暂停运行。</translation>
    </message>
    <message>
        <source>Alarm when the critic&apos;s accuracy, over 20 steps, is above this: it tells every caption, and its reward says nothing any more. 0: off.</source>
        <translation>评论家 20 步内的准确率高于此值时发出警报：它能认出每条描述，其奖励不再有意义。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the critic&apos;s accuracy, over 40 steps, is below this: it guesses. 0: off.</source>
        <translation>评论家 40 步内的准确率低于此值时发出警报：它在猜。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the distinct pairs of neighbouring tokens among sampled captions, over 20 steps, fall below this share of the most there were. 0: off.</source>
        <translation>采样描述中不同的相邻词元对在 20 步内降到其最高值的此比例以下时发出警报。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when more of the sampled captions than this, over 20 steps, repeat another one of the batch. 0: off.</source>
        <translation>20 步内与同批其他描述重复的采样描述超过此比例时发出警报。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the entropy of the next token, over 20 steps, is below this. 0: off.</source>
        <translation>下一词元的熵在 20 步内低于此值时发出警报。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when more of the sampled captions than this, over 20 steps, ran into decoding.max_length. 0: off.</source>
        <translation>20 步内达到 decoding.max_length 的采样描述超过此比例时发出警报。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the self-BLEU of an evaluation is above this: captions are alike. 0: off.</source>
        <translation>评估的 self-BLEU 高于此值时发出警报：描述雷同。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when val/CIDEr or val/CLIPScore has lost more than this share of its best while the reward is no smaller than it was then. 0: off.</source>
        <translation>val/CIDEr 或 val/CLIPScore 比其最佳值下降超过此比例，而奖励不低于当时时发出警报。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the captioner&apos;s gradient norm is more than so many times the median of the 50 steps before. 0: off.</source>
        <translation>描述器的梯度范数超过前 50 步中位数的此倍数时发出警报。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the captioner&apos;s gradient norm, as the median of 20 steps, is more than so many times optimizer.clip_norm: most of each gradient is clipped away. 0: off.</source>
        <translation>描述器的梯度范数（20 步中位数）超过 optimizer.clip_norm 的此倍数时发出警报：每个梯度的大部分被裁剪。0：关闭。</translation>
    </message>
    <message>
        <source>Alarm when the standard deviation of the advantages, over 20 steps, is below this share of the mean reward: all captions of an image score alike, and nothing is learnt from them. 0: off.</source>
        <translation>优势的标准差在 20 步内低于平均奖励的此比例时发出警报：一张图片的所有描述得分相近，从中学不到东西。0：关闭。</translation>
    </message>
    <message>
        <source>CLIP: embeds images and scores captions. A directory in Hugging Face&apos;s layout or a file of OpenAI&apos;s (RN50.pt, ViT-B-32.pt) with bpe_simple_vocab_16e6.txt.gz beside it; for the likelihood objective on images BLIP&apos;s image encoder too. Empty only where the contrastive objective trains a new one.</source>
        <translation>CLIP：嵌入图像并为描述打分。Hugging Face 布局的文件夹，或 OpenAI 的文件（RN50.pt、ViT-B-32.pt），旁边放 bpe_simple_vocab_16e6.txt.gz；对于基于图像的 likelihood 目标，也可用 BLIP 的图像编码器。仅当 contrastive 目标训练新模型时留空。</translation>
    </message>
    <message>
        <source>What of an image the captioner hears: CLIP&apos;s embedding, or the pooler output before its projection (clip-gpt-captioning). The latter cannot be compared with texts: likelihood objective on images only.</source>
        <translation>描述器从图像得到什么：CLIP 的嵌入，或其投影之前的池化输出（clip-gpt-captioning）。后者无法与文本比较：仅用于基于图像的 likelihood 目标。</translation>
    </message>
</context>
<context>
    <name>ParameterName</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Compat</source>
        <translation>兼容</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Validation fraction</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source>Test fraction</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清洗</translation>
    </message>
    <message>
        <source>Rebalance gender</source>
        <translation>性别平衡</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>Captioner</source>
        <translation>描述器</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Prefix length</source>
        <translation>前缀长度</translation>
    </message>
    <message>
        <source>Clip length</source>
        <translation>CLIP 长度</translation>
    </message>
    <message>
        <source>Num layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Num heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Mlp ratio</source>
        <translation>MLP 倍数</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Phase start</source>
        <translation>阶段起点</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Max steps</source>
        <translation>最大步数</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Samples per image</source>
        <translation>每图样本数</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱</translation>
    </message>
    <message>
        <source>Drop last</source>
        <translation>丢弃末批</translation>
    </message>
    <message>
        <source>Freeze language model</source>
        <translation>冻结语言模型</translation>
    </message>
    <message>
        <source>Language model freezing</source>
        <translation>语言模型冻结方式</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Activation checkpointing</source>
        <translation>激活检查点</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>Tf32</source>
        <translation>TF32</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样方式</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Paired</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>Normalize prefix</source>
        <translation>归一化前缀</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Noise variance</source>
        <translation>噪声方差</translation>
    </message>
    <message>
        <source>Modality offset</source>
        <translation>模态偏移</translation>
    </message>
    <message>
        <source>Modality offset file</source>
        <translation>模态偏移文件</translation>
    </message>
    <message>
        <source>Max length</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>Freeze logit scale</source>
        <translation>冻结 logit 尺度</translation>
    </message>
    <message>
        <source>Logit scale</source>
        <translation>logit 尺度</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Discriminator learning rate</source>
        <translation>判别器学习率</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Beta1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Beta2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Warmup steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Discriminator warmup steps</source>
        <translation>判别器预热步数</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Minimum learning rate factor</source>
        <translation>最小学习率系数</translation>
    </message>
    <message>
        <source>Schedule power</source>
        <translation>调度指数</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>梯度裁剪范数</translation>
    </message>
    <message>
        <source>Ema decay</source>
        <translation>EMA 衰减</translation>
    </message>
    <message>
        <source>Ema warmup</source>
        <translation>EMA 预热</translation>
    </message>
    <message>
        <source>Loss scale</source>
        <translation>损失缩放</translation>
    </message>
    <message>
        <source>Loss scale growth interval</source>
        <translation>损失缩放增长间隔</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标矩阵</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Start step</source>
        <translation>起始步</translation>
    </message>
    <message>
        <source>Ramp steps</source>
        <translation>上升步数</translation>
    </message>
    <message>
        <source>Discriminator only steps</source>
        <translation>仅判别器步数</translation>
    </message>
    <message>
        <source>Cosine weight</source>
        <translation>余弦权重</translation>
    </message>
    <message>
        <source>CLIP weight</source>
        <translation>CLIP 权重</translation>
    </message>
    <message>
        <source>CLIP score weight</source>
        <translation>CLIP 得分权重</translation>
    </message>
    <message>
        <source>CIDEr weight</source>
        <translation>CIDEr 权重</translation>
    </message>
    <message>
        <source>BLEU-4 weight</source>
        <translation>BLEU-4 权重</translation>
    </message>
    <message>
        <source>Length weight</source>
        <translation>长度权重</translation>
    </message>
    <message>
        <source>Target length</source>
        <translation>目标长度</translation>
    </message>
    <message>
        <source>Repetition weight</source>
        <translation>重复权重</translation>
    </message>
    <message>
        <source>Repetition ngram</source>
        <translation>重复 n 元组</translation>
    </message>
    <message>
        <source>Words weight</source>
        <translation>词语权重</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Word list</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Command weight</source>
        <translation>命令权重</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Command timeout</source>
        <translation>命令超时</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Baseline decay</source>
        <translation>基线衰减</translation>
    </message>
    <message>
        <source>Mask forced stop</source>
        <translation>屏蔽强制结束</translation>
    </message>
    <message>
        <source>Normalize advantage</source>
        <translation>归一化优势</translation>
    </message>
    <message>
        <source>Entropy weight</source>
        <translation>熵权重</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>R1 weight</source>
        <translation>R1 权重</translation>
    </message>
    <message>
        <source>R1 every</source>
        <translation>R1 间隔</translation>
    </message>
    <message>
        <source>Spectral norm</source>
        <translation>谱归一化</translation>
    </message>
    <message>
        <source>Replay capacity</source>
        <translation>回放容量</translation>
    </message>
    <message>
        <source>Replay share</source>
        <translation>回放比例</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Batch images</source>
        <translation>批内图片</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>评估集</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep best</source>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>Keep every</source>
        <translation>保留间隔</translation>
    </message>
    <message>
        <source>Best state</source>
        <translation>最佳完整状态</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Vocab size</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置数</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Max position embeddings</source>
        <translation>最大位置数</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏宽度</translation>
    </message>
    <message>
        <source>Num hidden layers</source>
        <translation>隐藏层数</translation>
    </message>
    <message>
        <source>Num attention heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Projection dim</source>
        <translation>投影维度</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>图块大小</translation>
    </message>
    <message>
        <source>Vision hidden size</source>
        <translation>视觉宽度</translation>
    </message>
    <message>
        <source>Vision layers</source>
        <translation>视觉层数</translation>
    </message>
    <message>
        <source>Vision heads</source>
        <translation>视觉头数</translation>
    </message>
    <message>
        <source>Text hidden size</source>
        <translation>文本宽度</translation>
    </message>
    <message>
        <source>Text layers</source>
        <translation>文本层数</translation>
    </message>
    <message>
        <source>Text heads</source>
        <translation>文本头数</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Validation embeddings</source>
        <translation>验证嵌入</translation>
    </message>
    <message>
        <source>Test embeddings</source>
        <translation>测试嵌入</translation>
    </message>
    <message>
        <source>Meteor</source>
        <translation>Meteor</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Critic saturated</source>
        <translation>评论家饱和</translation>
    </message>
    <message>
        <source>Critic blind</source>
        <translation>评论家失明</translation>
    </message>
    <message>
        <source>Distinct 2</source>
        <translation>Distinct 2</translation>
    </message>
    <message>
        <source>Repeated captions</source>
        <translation>重复的描述</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Cut captions</source>
        <translation>被截断的描述</translation>
    </message>
    <message>
        <source>Self bleu</source>
        <translation>Self-BLEU</translation>
    </message>
    <message>
        <source>Reward hacking</source>
        <translation>奖励作弊</translation>
    </message>
    <message>
        <source>Gradient spike</source>
        <translation>梯度尖峰</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Advantage spread</source>
        <translation>优势离散度</translation>
    </message>
    <message>
        <source>KL weight</source>
        <translation>KL 权重</translation>
    </message>
    <message>
        <source>Image features</source>
        <translation>图像特征</translation>
    </message>
</context>
<context>
    <name>ParameterUnit</name>
    <message>
        <source>vectors</source>
        <translation>个向量</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>头</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>images</source>
        <translation>张图片</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>条描述</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>次更新</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>次评估</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>纳特</translation>
    </message>
</context>
<context>
    <name>PictureDecoding</name>
    <message>
        <source>The run stored no path for this picture.</source>
        <translation>该运行没有存储此图片的路径。</translation>
    </message>
</context>
<context>
    <name>PictureFetches</name>
    <message>
        <source>The server did not send the picture.</source>
        <translation>服务器没有发送图片。</translation>
    </message>
</context>
<context>
    <name>PictureTags</name>
    <message>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>差</translation>
    </message>
    <message>
        <source>wrong object</source>
        <translation>物体错误</translation>
    </message>
    <message>
        <source>wrong colour</source>
        <translation>颜色错误</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>数量错误</translation>
    </message>
    <message>
        <source>wrong relation</source>
        <translation>关系错误</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>discuss</source>
        <translation>待讨论</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>CgtGAN (defaults)</source>
        <translation>CgtGAN(默认)</translation>
    </message>
    <message>
        <source>Every parameter at its default.</source>
        <translation>所有参数取默认值。</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
</context>
<context>
    <name>QueueEdits</name>
    <message numerus="yes">
        <source>remove %n experiment(s) from the queue</source>
        <translation>
            <numerusform>从队列中移除 %n 个实验</numerusform>
        </translation>
    </message>
    <message>
        <source>reorder the queue</source>
        <translation>重排队列</translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>best %1</source>
        <translation>最佳 %1</translation>
    </message>
    <message>
        <source>The best value that any evaluation of the run gave.</source>
        <translation>该运行所有评估中的最佳值。</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>最新 %1</translation>
    </message>
    <message>
        <source>The newest value of this curve.</source>
        <translation>此曲线的最新值。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>The last step stored; compare values of like steps.</source>
        <translation>最后存储的步；请比较相近步的值。</translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>删除 %n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>rename run</source>
        <translation>重命名运行</translation>
    </message>
    <message>
        <source>change a run&apos;s colour</source>
        <translation>更改运行颜色</translation>
    </message>
    <message numerus="yes">
        <source>archive %n run(s)</source>
        <translation>
            <numerusform>归档 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n run(s) out of the archive</source>
        <translation>
            <numerusform>将 %n 个运行移出归档</numerusform>
        </translation>
    </message>
    <message>
        <source>change tags and note</source>
        <translation>更改标签和备注</translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>ScoreKind</name>
    <message>
        <source>Reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Reward: what the generator is trained to raise, the sum of the recipe&apos;s terms times their weights (cosine, L1 and CLIP alone: 0 to 100); higher is better.</source>
        <translation>奖励：生成器学习提高的量，即配方各项乘权重之和（仅余弦、L1 和 CLIP 时为 0 到 100）；越高越好。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Cosine: how well the caption&apos;s CLIP embedding points where the target text embedding points, times CLIP&apos;s scale; higher is better.</source>
        <translation>余弦：描述的 CLIP 嵌入与目标文本嵌入方向的一致程度，乘以 CLIP 尺度；越高越好。</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L1: closeness of the caption&apos;s and the target&apos;s CLIP embeddings by mean absolute difference, times CLIP&apos;s scale; higher is closer.</source>
        <translation>L1：描述与目标的 CLIP 嵌入按平均绝对差的接近程度，乘以 CLIP 尺度；越高越接近。</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>CLIP: agreement of the caption with the picture itself as CLIP sees it, times CLIP&apos;s scale; higher is better.</source>
        <translation>CLIP：描述与 CLIP 所见图片的一致程度，乘以 CLIP 尺度；越高越好。</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>评论家</translation>
    </message>
    <message>
        <source>Critic: the discriminator&apos;s probability that a human wrote the caption; near 1 fools it.</source>
        <translation>评论家：判别器认为描述由人所写的概率；接近 1 即骗过它。</translation>
    </message>
    <message>
        <source>Advantage</source>
        <translation>优势</translation>
    </message>
    <message>
        <source>Advantage: reward minus the baseline; captions above 0 become more likely, those below less likely.</source>
        <translation>优势：奖励减基线；大于 0 的描述变得更可能，小于 0 的更不可能。</translation>
    </message>
    <message>
        <source>Log probability</source>
        <translation>对数概率</translation>
    </message>
    <message>
        <source>Log probability: mean over the caption&apos;s tokens of the generator&apos;s log probability; nearer to 0 means surer.</source>
        <translation>对数概率：描述各词元的生成器对数概率均值；越接近 0 越确定。</translation>
    </message>
    <message>
        <source>CIDEr</source>
        <translation>CIDEr</translation>
    </message>
    <message>
        <source>CIDEr: agreement with the human references, rare words counting more; shown times 100, higher is better.</source>
        <translation>CIDEr：与人工参考的一致程度，罕见词权重更大；乘以 100 显示，越高越好。</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>BLEU-4: share of the caption&apos;s one- to four-word runs that the references have, of this caption alone; 0 to 1, higher is better.</source>
        <translation>BLEU-4：该描述一至四词序列出现在参考中的比例；0 到 1，越高越好。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Length: minus the words that the caption has more or fewer than reward.target_length; 0 is best.</source>
        <translation>长度：与 reward.target_length 相差词数的负值；0 最佳。</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repetition: minus the share of the caption&apos;s runs of words that it said before; 0 is best.</source>
        <translation>重复：描述中已出现过的词序列比例的负值；0 最佳。</translation>
    </message>
    <message>
        <source>Word list</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Word list: wanted words in the caption less unwanted ones; higher is better.</source>
        <translation>词表：描述中想要的词数减去不想要的词数；越高越好。</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Command: what reward.command answered for the caption; higher is better.</source>
        <translation>命令：reward.command 对该描述的回答；越高越好。</translation>
    </message>
    <message>
        <source>A score that the run stored with its captions.</source>
        <translation>运行随描述一起存储的得分。</translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Loss of the captioner: the policy-gradient losses of the score and of the critic.</source>
        <translation>描述器的损失：评分与评论家的策略梯度损失。</translation>
    </message>
    <message>
        <source>Loss of the critic: how badly it tells human captions from generated ones.</source>
        <translation>评论家的损失：它区分人类与生成描述有多差。</translation>
    </message>
    <message>
        <source>Mean score of the sampled captions, before the baseline: the sum of the recipe&apos;s terms times their weights.</source>
        <translation>采样描述减基线前的平均得分：配方各项乘权重之和。</translation>
    </message>
    <message>
        <source>CIDEr-D of the sampled captions, not weighted; 1.0 is 100 in papers.</source>
        <translation>采样描述的 CIDEr-D，未加权；1.0 即论文中的 100。</translation>
    </message>
    <message>
        <source>BLEU-4 of the sampled captions, each alone, not weighted; 0 to 1.</source>
        <translation>采样描述各自的 BLEU-4，未加权；0 到 1。</translation>
    </message>
    <message>
        <source>Minus the words by which samples miss reward.target_length, not weighted.</source>
        <translation>样本与 reward.target_length 相差词数的负值，未加权。</translation>
    </message>
    <message>
        <source>Minus the share of word runs that samples repeat, not weighted; -1 to 0.</source>
        <translation>样本中重复词序列比例的负值，未加权；-1 到 0。</translation>
    </message>
    <message>
        <source>Wanted words in a sample less unwanted ones, not weighted.</source>
        <translation>样本中想要的词减去不想要的词，未加权。</translation>
    </message>
    <message>
        <source>What reward.command answered for the samples, not weighted.</source>
        <translation>reward.command 对样本的回答，未加权。</translation>
    </message>
    <message>
        <source>How far samples beat their baseline, on average.</source>
        <translation>样本平均超过基线多少。</translation>
    </message>
    <message>
        <source>The score&apos;s part of the captioner&apos;s loss.</source>
        <translation>描述器损失中评分的部分。</translation>
    </message>
    <message>
        <source>The critic&apos;s part of the captioner&apos;s loss.</source>
        <translation>描述器损失中评论家的部分。</translation>
    </message>
    <message>
        <source>Cosine between caption and text target, 0 to 100.</source>
        <translation>描述与文本目标的余弦，0 到 100。</translation>
    </message>
    <message>
        <source>L1 similarity between caption and text target, 0 to 100.</source>
        <translation>描述与文本目标的 L1 相似度，0 到 100。</translation>
    </message>
    <message>
        <source>Cosine between caption and image, 0 to 100.</source>
        <translation>描述与图片的余弦，0 到 100。</translation>
    </message>
    <message>
        <source>Mean raw output of the critic for the samples; higher means more human.</source>
        <translation>评论家对样本的平均原始输出；越高越像人类。</translation>
    </message>
    <message>
        <source>Weight of the score&apos;s loss now.</source>
        <translation>评分损失的当前权重。</translation>
    </message>
    <message>
        <source>Mean raw output of the critic for human captions minus that for generated ones.</source>
        <translation>评论家对人类描述与生成描述平均原始输出之差。</translation>
    </message>
    <message>
        <source>Share of human captions that the critic takes for human.</source>
        <translation>被评论家认作人类的人类描述比例。</translation>
    </message>
    <message>
        <source>Share of generated captions that the critic takes for generated.</source>
        <translation>被评论家认作生成的生成描述比例。</translation>
    </message>
    <message>
        <source>R1 penalty: the critic&apos;s squared slope at human captions, before its weight.</source>
        <translation>R1 惩罚：评论家在人类描述处斜率的平方，未乘权重。</translation>
    </message>
    <message>
        <source>Divergence from the captioner that the run started from, in nats per token.</source>
        <translation>与运行起始描述器的散度，单位为每词元纳特。</translation>
    </message>
    <message>
        <source>CIDEr of greedy captions on the validation set; 1.0 is 100 in papers.</source>
        <translation>验证集上贪心描述的 CIDEr;1.0 即论文中的 100。</translation>
    </message>
</context>
<context>
    <name>ServerAddress</name>
    <message>
        <source>An address looks like ssh://user@host/path/runs.vignette (the user and a port are optional).</source>
        <translation>地址形如 ssh://user@host/path/runs.vignette（用户和端口可选）。</translation>
    </message>
    <message>
        <source>Leave the password out of the address: ssh asks for it, or uses your key.</source>
        <translation>地址中不要写密码：ssh 会询问，或使用您的密钥。</translation>
    </message>
    <message>
        <source>The user&apos;s name has characters that no login has.</source>
        <translation>用户名中有登录名不允许的字符。</translation>
    </message>
    <message>
        <source>The host&apos;s name is missing, or has characters that no host has.</source>
        <translation>缺少主机名，或其中有主机名不允许的字符。</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535.</source>
        <translation>端口是 1 到 65535 的数。</translation>
    </message>
    <message>
        <source>The path of a store&apos;s file on the server is missing: ssh://host/path/runs.vignette.</source>
        <translation>缺少服务器上存储文件的路径：ssh://host/path/runs.vignette。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Trains image captioners against a critic and shows them learning.</source>
        <translation>让图像描述器对抗评论家训练，并展示其学习过程。</translation>
    </message>
    <message>
        <source>Open the experiments in FILE (made if missing).</source>
        <translation>打开 FILE 中的实验（不存在则新建）。</translation>
    </message>
    <message>
        <source>Open the demo.</source>
        <translation>打开演示。</translation>
    </message>
    <message>
        <source>A store to open.</source>
        <translation>要打开的存储。</translation>
    </message>
</context>
<context>
    <name>vignette::AskView</name>
    <message>
        <source>While a run trains, ask it for a caption of any picture, or for an evaluation.

It answers after its step, also while paused, and trains on exactly as it would have. Drop a picture here.</source>
        <translation>运行训练时，可向它索取任意图片的描述或一次评估。

它在当前步后回答（暂停时也可），之后的训练与不询问时完全一样。可将图片拖到此处。</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>立即评估</translation>
    </message>
    <message>
        <source>Scores the validation and evaluation sets by the weights of the moment</source>
        <translation>用当前权重评估验证集和评估集</translation>
    </message>
    <message>
        <source>Caption a picture…</source>
        <translation>描述图片…</translation>
    </message>
    <message>
        <source>Captions any picture by the weights of the moment</source>
        <translation>用当前权重描述任意图片</translation>
    </message>
    <message>
        <source>Sampled captions besides the greedy one</source>
        <translation>贪心描述之外的采样描述</translation>
    </message>
    <message>
        <source> samples</source>
        <translation> 个样本</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>评论家</translation>
    </message>
    <message>
        <source>log p</source>
        <translation>log p</translation>
    </message>
    <message>
        <source>Cosine of caption and picture times CLIP&apos;s scale</source>
        <translation>描述与图片的余弦乘以 CLIP 尺度</translation>
    </message>
    <message>
        <source>How probably human the critic finds the caption</source>
        <translation>评论家认为描述出自人类的概率</translation>
    </message>
    <message>
        <source>Mean log-probability of the caption&apos;s tokens</source>
        <translation>描述各词元的平均对数概率</translation>
    </message>
    <message>
        <source>evaluating…</source>
        <translation>评估中…</translation>
    </message>
    <message>
        <source>Picture to caption</source>
        <translation>要描述的图片</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.bmp);;All files (*)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.webp *.bmp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>captioning %1…</source>
        <translation>正在描述 %1…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Evaluation on %1</source>
        <translation>在 %1 上评估</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>第 %1 步 · %2</translation>
    </message>
    <message>
        <source>The most probable caption, word by word</source>
        <translation>逐词最可能的描述</translation>
    </message>
    <message>
        <source>A sampled caption</source>
        <translation>一条采样描述</translation>
    </message>
    <message>
        <source>Captions any picture by the run&apos;s newest checkpoint, in Captions</source>
        <translation>用该运行最新的检查点描述任意图片（在“描述”中）</translation>
    </message>
    <message>
        <source>This run does not train. Drop a picture here, or choose one above: its newest checkpoint captions it in Captions.</source>
        <translation>该运行未在训练。将图片拖到此处或在上方选择：其最新检查点会在“描述”中描述它。</translation>
    </message>
</context>
<context>
    <name>vignette::BranchDialog</name>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>among the best</source>
        <translation>最佳之一</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>结束时</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>Branch off %1</source>
        <translation>从 %1 分支</translation>
    </message>
    <message>
        <source>The new run goes on from this checkpoint: its weights, its optimisers, its step. What it does otherwise is chosen in Experiment before it starts.</source>
        <translation>新运行从此检查点继续：沿用其权重、优化器和步数。其他设置在开始前于“实验”中选择。</translation>
    </message>
    <message>
        <source>Branch here</source>
        <translation>在此分支</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写入时间</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时机</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionDelegate</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation>无法显示：%1</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionDifferenceModel</name>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Words to change: %1</source>
        <translation>需更改的词：%1</translation>
    </message>
    <message>
        <source>Words to insert, remove or replace, as a share of the longer caption.</source>
        <translation>需插入、删除或替换的词占较长描述的比例。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>%1 A</source>
        <translation>%1 A</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionModel</name>
    <message>
        <source>Picture %1: %2, %3 %4</source>
        <translation>图片 %1:%2,%3 %4</translation>
    </message>
    <message>
        <source>%1 (changed: %2)</source>
        <translation>%1(已更改：%2)</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>已更改：%1</translation>
    </message>
    <message>
        <source>Picture %1, step %2</source>
        <translation>图片 %1，第 %2 步</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>标签：%1</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionTableModel</name>
    <message>
        <source>Greedy</source>
        <translation>贪心</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>%1
step %2</source>
        <translation>%1
第 %2 步</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionsView</name>
    <message>
        <source>Pictures and captions</source>
        <translation>图片与描述</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>The captions could not be read. %1</source>
        <translation>无法读取描述。%1</translation>
    </message>
    <message>
        <source>Select a run in Runs to see what its captioner says about each picture.</source>
        <translation>在“运行”中选择一个运行，查看其对每张图片的描述。</translation>
    </message>
    <message>
        <source>This run has stored no samples yet. They are drawn while adversarial training runs.</source>
        <translation>此运行尚未存储样本。样本在对抗训练期间抽取。</translation>
    </message>
    <message>
        <source>This run has stored no captions yet. They appear here while it trains, every “captions.every” steps: press Start, or lower that number in the experiment.</source>
        <translation>此运行尚未存储描述。训练时每 “captions.every” 步在此出现：请按“开始”，或在实验中减小该数。</translation>
    </message>
    <message>
        <source>No caption matches the search and the filters.</source>
        <translation>没有描述符合搜索和筛选条件。</translation>
    </message>
    <message>
        <source>Export of captions</source>
        <translation>导出描述</translation>
    </message>
    <message>
        <source>Copy the caption</source>
        <translation>复制描述</translation>
    </message>
    <message>
        <source>Open the picture file</source>
        <translation>打开图片文件</translation>
    </message>
    <message>
        <source>Export captions…</source>
        <translation>导出描述…</translation>
    </message>
</context>
<context>
    <name>vignette::ColourLegend</name>
    <message>
        <source>The score&apos;s colours: their ends are the 2nd and the 98th percentile of all captions.</source>
        <translation>得分的颜色：两端为所有描述的第 2 和第 98 百分位数。</translation>
    </message>
    <message>
        <source>Colours from %1 to %2</source>
        <translation>颜色从 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>vignette::ColumnDialog</name>
    <message>
        <source>Columns of the runs</source>
        <translation>运行的列</translation>
    </message>
    <message>
        <source>Search parameters and metrics</source>
        <translation>搜索参数和指标</translation>
    </message>
    <message>
        <source>Columns that can be added</source>
        <translation>可添加的列</translation>
    </message>
    <message>
        <source>Chosen columns</source>
        <translation>已选的列</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Shown besides name, state, step, CIDEr, reward and start</source>
        <translation>除名称、状态、步、CIDEr、奖励和开始时间外显示</translation>
    </message>
    <message>
        <source>The best value of the run</source>
        <translation>运行的最佳值</translation>
    </message>
    <message>
        <source>The newest value of the run</source>
        <translation>运行的最新值</translation>
    </message>
    <message>
        <source>A fact of the run</source>
        <translation>运行的信息</translation>
    </message>
</context>
<context>
    <name>vignette::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Command, run, parameter, curve, view or help page</source>
        <translation>命令、运行、参数、曲线、视图或帮助页</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source>Nothing has these letters in this order.</source>
        <translation>没有项目按此顺序包含这些字母。</translation>
    </message>
</context>
<context>
    <name>vignette::CompareView</name>
    <message>
        <source>Parameters and metrics</source>
        <translation>参数与指标</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Select two or more runs in Runs (Ctrl or Shift and click) to compare their parameters, metrics, curves and captions.</source>
        <translation>在“运行”中选择两个或更多运行（Ctrl 或 Shift 加点击），比较其参数、指标、曲线和描述。</translation>
    </message>
    <message>
        <source>These runs are no longer in the store.</source>
        <translation>这些运行已不在存储中。</translation>
    </message>
    <message>
        <source>The runs could not be read. %1</source>
        <translation>无法读取运行。%1</translation>
    </message>
    <message>
        <source>These runs have the same parameters.</source>
        <translation>这些运行的参数相同。</translation>
    </message>
    <message>
        <source>The parameters could not be compared. %1</source>
        <translation>无法比较参数。%1</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Blind rating</source>
        <translation>盲评</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>Metric that colours the runs</source>
        <translation>为运行着色的指标</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Scores with intervals and the parameters that differ, as text</source>
        <translation>以文本给出得分及区间和不同的参数</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy as HTML</source>
        <translation>复制为 HTML</translation>
    </message>
    <message>
        <source>Copy as LaTeX table</source>
        <translation>复制为 LaTeX 表格</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>报告已在剪贴板中。</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Markdown (*.md);;HTML (*.html);;LaTeX (*.tex)</source>
        <translation>Markdown (*.md);;HTML (*.html);;LaTeX (*.tex)</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>报告已保存到 %1。</translation>
    </message>
    <message>
        <source>Parameters that differ</source>
        <translation>不同的参数</translation>
    </message>
    <message>
        <source>Metrics of the runs</source>
        <translation>各运行的指标</translation>
    </message>
</context>
<context>
    <name>vignette::ConnectionStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy run…</source>
        <translation>复制运行…</translation>
    </message>
    <message>
        <source>Path of vignette-cli…</source>
        <translation>vignette-cli 的路径…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Copy the selected run into a store on this machine</source>
        <translation>将所选运行复制到本机的存储</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>正在连接 %1…</translation>
    </message>
    <message>
        <source>Connected to %1 (%2)</source>
        <translation>已连接到 %1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>The connection to %1 is lost: %2. Trying again in %n s.</source>
        <translation>
            <numerusform>与 %1 的连接已断开：%2。%n 秒后重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 is lost: %2. Trying again.</source>
        <translation>与 %1 的连接已断开：%2。正在重试。</translation>
    </message>
    <message>
        <source>No connection to %1: %2
%3</source>
        <translation>无法连接到 %1：%2
%3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>vignette::CopyRunDialog</name>
    <message>
        <source>With its &amp;checkpoints</source>
        <translation>连同检查点(&amp;C)</translation>
    </message>
    <message>
        <source>Copy run from the server</source>
        <translation>从服务器复制运行</translation>
    </message>
    <message>
        <source>Needed to go on with the run or to branch off it here. They can be large.</source>
        <translation>在此继续运行或从中分支时需要。它们可能很大。</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies “%1” with its curves, captions and notes into this store:</source>
        <translation>将“%1”及其曲线、描述和备注复制到此存储：</translation>
    </message>
    <message>
        <source>Store to copy into</source>
        <translation>复制到的存储</translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation>存储 (*.vignette *.sqlite *.db);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>vignette::CurveOverlay</name>
    <message>
        <source>Curve shown</source>
        <translation>显示的曲线</translation>
    </message>
    <message>
        <source>The curve drawn for every run</source>
        <translation>为每个运行绘制的曲线</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Shows every step again. Drag to move, turn the wheel to zoom.</source>
        <translation>重新显示所有步。拖动平移，滚轮缩放。</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Curves of the compared runs</source>
        <translation>所比较运行的曲线</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1:%2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Mean over seeds</source>
        <translation>随机种子均值</translation>
    </message>
    <message>
        <source>Draws runs that differ in nothing but the seed as their mean with a band of one standard deviation.</source>
        <translation>将仅随机种子不同的运行画成均值曲线，并带一个标准差的带状区域。</translation>
    </message>
    <message numerus="yes">
        <source>%1: mean of %n seed(s)</source>
        <translation>
            <numerusform>%1：%n 个随机种子的均值</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurvePanel</name>
    <message>
        <source>Curves of %1</source>
        <translation>%1 的曲线</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurveTools</name>
    <message>
        <source>Series</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Choose the curves to show</source>
        <translation>选择要显示的曲线</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Horizontal axis: steps, time since the run began (pauses left out), or date and time of day</source>
        <translation>横轴：步数、自运行开始的时间（不含暂停）或日期时刻</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>More: copy and save the curves, and what else can be done here</source>
        <translation>更多：复制和保存曲线及其他操作</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>不平滑</translation>
    </message>
    <message>
        <source>Shows the mean of what falls into each pixel.</source>
        <translation>显示落入每个像素的均值。</translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>Exponential moving average, corrected for its beginning: the number is the weight of the past.</source>
        <translation>带起始校正的指数滑动平均：数值为过去的权重。</translation>
    </message>
    <message>
        <source>Mean of the last points</source>
        <translation>最近点的均值</translation>
    </message>
    <message>
        <source>The mean of a window of points that ends at each point.</source>
        <translation>以每个点结尾的窗口的均值。</translation>
    </message>
    <message>
        <source>Logarithmic axes</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>Logarithmic vertical axes in all panels (L in one)</source>
        <translation>所有面板使用对数纵轴（单个面板按 L）</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Follow: keep the newest step in view</source>
        <translation>跟随：始终显示最新一步</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Show everything (double-click or Home in a panel). Drag pans, the wheel zooms, Shift+drag or a drag with the right button zooms into a rectangle, Backspace zooms back; over the numbers of the vertical axis, wheel and drag change that axis.</source>
        <translation>全部显示（在面板中双击或按 Home）。拖动平移，滚轮缩放，Shift+拖动或右键拖动放大矩形，Backspace 返回；在纵轴数字上滚动和拖动改变该轴。</translation>
    </message>
    <message>
        <source>Markers and notes</source>
        <translation>标记与备注</translation>
    </message>
    <message>
        <source>List of markers: phases, live changes, notes, warnings, evaluations and checkpoints (M)</source>
        <translation>标记列表：阶段、实时更改、备注、警告、评估和检查点 (M)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Smoothing: mean of the last %1 points. The raw curve stays faint behind it; its spikes are never smoothed away.</source>
        <translation>平滑：最近 %1 个点的均值。原始曲线淡淡地留在后面，尖峰不会被抹去。</translation>
    </message>
    <message>
        <source>Smoothing: weight of the past in a moving average. The raw curve stays faint behind it; its spikes are never smoothed away.</source>
        <translation>平滑：滑动平均中过去的权重。原始曲线淡淡地留在后面，尖峰不会被抹去。</translation>
    </message>
    <message>
        <source>How curves are smoothed: not at all, moving average, or mean of the last points</source>
        <translation>曲线的平滑方式：不平滑、滑动平均或最近点均值</translation>
    </message>
    <message>
        <source>Kind of smoothing, now %1</source>
        <translation>平滑方式，当前为 %1</translation>
    </message>
</context>
<context>
    <name>vignette::CurvesView</name>
    <message>
        <source>Select one or more runs to see their curves.</source>
        <translation>选择一个或多个运行以查看曲线。</translation>
    </message>
    <message>
        <source>No series is chosen. Tick some in the list of series above.</source>
        <translation>未选择曲线。请在上方列表中勾选。</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>保存为图片…</translation>
    </message>
    <message>
        <source>Save curves as picture</source>
        <translation>将曲线保存为图片</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PNG as shown; SVG and PDF on white, for papers</source>
        <translation>PNG 按所见；SVG 和 PDF 为白底，适合论文</translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation>将点保存为 CSV…</translation>
    </message>
    <message>
        <source>Save points of the curves</source>
        <translation>保存曲线的点</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Every stored point in the range shown, and its smoothed value</source>
        <translation>所示范围内每个存储点及其平滑值</translation>
    </message>
    <message>
        <source>The curves are in the clipboard.</source>
        <translation>曲线已在剪贴板中。</translation>
    </message>
    <message>
        <source>There are no curves to save: select a run and a series.</source>
        <translation>没有可保存的曲线：请选择运行和曲线。</translation>
    </message>
    <message>
        <source>Curves as picture</source>
        <translation>曲线图片</translation>
    </message>
    <message>
        <source>%1: expected a name that ends in .png, .svg or .pdf.</source>
        <translation>%1：文件名应以 .png、.svg 或 .pdf 结尾。</translation>
    </message>
    <message>
        <source>The curves are in %1.</source>
        <translation>曲线已保存到 %1。</translation>
    </message>
    <message>
        <source>Saving curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note at step %1 of %2:</source>
        <translation>%2 第 %1 步的备注：</translation>
    </message>
    <message>
        <source>Note at step %1:</source>
        <translation>第 %1 步的备注：</translation>
    </message>
    <message>
        <source>Move to the panel above</source>
        <translation>移到上方面板</translation>
    </message>
    <message>
        <source>Move to the panel below</source>
        <translation>移到下方面板</translation>
    </message>
    <message>
        <source>Move to a panel of its own</source>
        <translation>移到单独的面板</translation>
    </message>
    <message>
        <source>Move the panel up</source>
        <translation>面板上移</translation>
    </message>
    <message>
        <source>Move the panel down</source>
        <translation>面板下移</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Captions at step %1</source>
        <translation>第 %1 步的描述</translation>
    </message>
    <message>
        <source>Write a note at step %1…</source>
        <translation>为第 %1 步写备注…</translation>
    </message>
    <message>
        <source>Write a note at step %1 of %2…</source>
        <translation>为 %2 第 %1 步写备注…</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>缩放返回</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
</context>
<context>
    <name>vignette::DecodePanel</name>
    <message>
        <source>own</source>
        <translation>自写</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>beam</source>
        <translation>束搜索</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>贪心</translation>
    </message>
    <message>
        <source>Captions tried</source>
        <translation>试过的描述</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>By</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>With the document frequencies of the pictures whose captions the run stored; shown times 100</source>
        <translation>使用运行已存储其描述的图片的文档频率；显示值乘以 100</translation>
    </message>
    <message>
        <source>A row&apos;s tokens are shown above, with what else the captioner thought of. Double-click a row to edit its caption.</source>
        <translation>上方显示所选行的词元，以及描述器考虑过的其他词元。双击一行编辑其描述。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Way of decoding</source>
        <translation>解码方式</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>贪心</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>束搜索</translation>
    </message>
    <message>
        <source>Number of samples, or of beams</source>
        <translation>样本数或束数</translation>
    </message>
    <message>
        <source>Temperature: below 1 surer, above 1 more varied</source>
        <translation>温度：低于 1 更确定，高于 1 更多样</translation>
    </message>
    <message>
        <source>Top-k: samples among the k likeliest tokens; 0: all</source>
        <translation>Top-k：从最可能的 k 个词元中采样；0：全部</translation>
    </message>
    <message>
        <source>Top-p: samples among the likeliest tokens that together have this probability; 1: all</source>
        <translation>Top-p：从合计达到此概率的最可能词元中采样；1：全部</translation>
    </message>
    <message>
        <source>Most tokens of a caption</source>
        <translation>描述的最大词元数</translation>
    </message>
    <message>
        <source>Seed of the samples: another number, other samples</source>
        <translation>样本的随机种子：换一个数，样本也不同</translation>
    </message>
    <message>
        <source>&amp;Decode</source>
        <translation>解码(&amp;D)</translation>
    </message>
    <message>
        <source>A caption of your own</source>
        <translation>您自己的描述</translation>
    </message>
    <message>
        <source>S&amp;core</source>
        <translation>评分(&amp;C)</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Write a caption first.</source>
        <translation>请先写一条描述。</translation>
    </message>
    <message>
        <source>This run has no checkpoint of a captioner yet, which decoding needs: one is written every “checkpoint.every” steps, and when the run is stopped.</source>
        <translation>此运行还没有解码所需的描述器检查点：每隔“checkpoint.every”步以及停止运行时会写一个。</translation>
    </message>
    <message>
        <source>Opening the checkpoint…</source>
        <translation>正在打开检查点…</translation>
    </message>
    <message>
        <source>Captioning by the checkpoint of step %1…</source>
        <translation>正在用第 %1 步的检查点描述…</translation>
    </message>
    <message>
        <source>By the checkpoint of step %1.</source>
        <translation>使用第 %1 步的检查点。</translation>
    </message>
    <message>
        <source>Samples, best first by CLIP</source>
        <translation>采样，按 CLIP 从优到劣</translation>
    </message>
    <message>
        <source>Diverse beams</source>
        <translation>多样化束搜索</translation>
    </message>
    <message>
        <source>Repetition penalty: above 1 samples repeat themselves less</source>
        <translation>重复惩罚：大于 1 时采样更少重复</translation>
    </message>
    <message>
        <source>Diversity: what a token costs a beam that an earlier one takes at the same place</source>
        <translation>多样性：前面的束在同一位置已选的词元，对后面的束的惩罚</translation>
    </message>
    <message>
        <source>dog|dogs, frisbee</source>
        <translation>dog|dogs, frisbee</translation>
    </message>
    <message>
        <source>Words that beams must hold</source>
        <translation>束中必须出现的词</translation>
    </message>
    <message>
        <source>Words that beams must hold: commas between the words, | between the forms of one</source>
        <translation>束中必须出现的词：词之间用逗号，同一词的不同形式之间用 |</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
</context>
<context>
    <name>vignette::DifferenceList</name>
    <message>
        <source>Run A</source>
        <translation>运行 A</translation>
    </message>
    <message>
        <source>Run B</source>
        <translation>运行 B</translation>
    </message>
    <message>
        <source>Score shown</source>
        <translation>显示的得分</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A:%1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B:%1</translation>
    </message>
    <message>
        <source>The captions could not be read. %1</source>
        <translation>无法读取描述。%1</translation>
    </message>
    <message>
        <source>These runs have no picture in common with stored captions yet.</source>
        <translation>这些运行还没有共同的、已存储描述的图片。</translation>
    </message>
    <message>
        <source>The captions differ on %1 of %2 pictures. %3 is higher in A on %4, in B on %5. Double-click a row to open its picture.</source>
        <translation>%2 张图片中有 %1 张描述不同。%3 在 A 中更高的有 %4 张，在 B 中有 %5 张。双击一行打开图片。</translation>
    </message>
    <message>
        <source>Step of both runs</source>
        <translation>两个运行的步</translation>
    </message>
    <message>
        <source>Shows what both runs said at this step, or at their nearest one before it.</source>
        <translation>显示两个运行在此步或之前最近一步的描述。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Captions of both runs</source>
        <translation>两次运行的描述</translation>
    </message>
</context>
<context>
    <name>vignette::ExperimentView</name>
    <message>
        <source>Preset or recipe that this experiment starts from</source>
        <translation>此实验所基于的预设或配方</translation>
    </message>
    <message>
        <source>Open a recipe (TOML)…</source>
        <translation>打开配方 (TOML)…</translation>
    </message>
    <message>
        <source>Save as a recipe (TOML)…</source>
        <translation>保存为配方 (TOML)…</translation>
    </message>
    <message>
        <source>Search parameters</source>
        <translation>搜索参数</translation>
    </message>
    <message>
        <source>Show only what differs from the preset</source>
        <translation>只显示与预设不同的项</translation>
    </message>
    <message>
        <source>Show the experiment as TOML</source>
        <translation>以 TOML 显示实验</translation>
    </message>
    <message>
        <source>What this recipe shows, and what to watch</source>
        <translation>此配方展示什么、应注意什么</translation>
    </message>
    <message>
        <source>Name of the run (optional)</source>
        <translation>运行名称（可选）</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Train on %1</source>
        <translation>用 %1 训练</translation>
    </message>
    <message>
        <source>A run is training. Parameters that can change meanwhile stay open.</source>
        <translation>运行正在训练。可实时更改的参数保持可编辑。</translation>
    </message>
    <message>
        <source>As in “%1”.</source>
        <translation>与“%1”相同。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from “%1”.</source>
        <translation>
            <numerusform>与“%1”相比有 %n 处更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Recipes (*.toml);;All files (*)</source>
        <translation>配方 (*.toml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>配方 (*.toml)</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>It starts when what trains now, and what waits before it, has ended</source>
        <translation>当前训练及排在前面的都结束后开始</translation>
    </message>
    <message>
        <source>Sweep…</source>
        <translation>扫描…</translation>
    </message>
    <message>
        <source>Queue many runs of this experiment that differ in some parameters</source>
        <translation>将此实验的多个仅部分参数不同的运行加入队列</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行名称</translation>
    </message>
    <message>
        <source>Prepare another</source>
        <translation>准备另一个</translation>
    </message>
    <message>
        <source>A copy of this experiment to edit and queue; what trains stays as it is</source>
        <translation>此实验的副本，可编辑并加入队列；正在训练的保持不变</translation>
    </message>
</context>
<context>
    <name>vignette::ExportDialog</name>
    <message>
        <source>Export captions</source>
        <translation>导出描述</translation>
    </message>
    <message numerus="yes">
        <source>Writes the %n selected caption(s).</source>
        <translation>
            <numerusform>写出所选的 %n 条描述。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes the %n caption(s) shown. Select some to write only these.</source>
        <translation>
            <numerusform>写出显示的 %n 条描述。选择部分描述则只写出所选。</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON (COCO results with scores)</source>
        <translation>JSON（含得分的 COCO 结果）</translation>
    </message>
    <message>
        <source>A list that COCO&apos;s evaluation reads, with scores, references and tags besides</source>
        <translation>COCO 评估可读取的列表，另含得分、参考和标签</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <source>A row for each caption, a column for each score</source>
        <translation>每条描述一行，每种得分一列</translation>
    </message>
    <message>
        <source>A new folder with a .txt of each picture&apos;s name</source>
        <translation>新文件夹，每张图片一个同名 .txt</translation>
    </message>
    <message>
        <source>HTML page with the pictures</source>
        <translation>含图片的 HTML 页面</translation>
    </message>
    <message>
        <source>One file to send or to print; pictures are made small</source>
        <translation>便于发送或打印的单个文件；图片会缩小</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>到(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n caption(s) to %1.</source>
        <translation>
            <numerusform>已将 %n 条描述写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON Lines (Hugging Face metadata)</source>
        <translation>JSON Lines（Hugging Face 元数据）</translation>
    </message>
    <message>
        <source>A line for each picture, as imagefolder datasets have it; written into the pictures&apos; folder it is one</source>
        <translation>每张图片一行，与 imagefolder 数据集相同；写入图片文件夹即成为该数据集</translation>
    </message>
    <message>
        <source>Text files in a new folder</source>
        <translation>新文件夹中的文本文件</translation>
    </message>
    <message>
        <source>Text files beside the pictures</source>
        <translation>图片旁边的文本文件</translation>
    </message>
    <message>
        <source>A .txt of each picture&apos;s name in the picture&apos;s own folder; none that is there is replaced</source>
        <translation>在每张图片所在的文件夹中写入同名 .txt；不替换已有文件</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n caption(s) beside their pictures.</source>
        <translation>
            <numerusform>已将 %n 条描述写到图片旁边。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Into %1 and %n more folder(s).</source>
        <translation>
            <numerusform>写入 %1 以及另外 %n 个文件夹。</numerusform>
        </translation>
    </message>
    <message>
        <source>Into %1.</source>
        <translation>写入 %1。</translation>
    </message>
    <message>
        <source>A program that trains on such a folder, Vignette too, takes these texts for the pictures&apos; captions.</source>
        <translation>用这样的文件夹训练的程序（包括 Vignette）会把这些文本当作图片的描述。</translation>
    </message>
</context>
<context>
    <name>vignette::FilterBar</name>
    <message>
        <source>Search captions</source>
        <translation>搜索描述</translation>
    </message>
    <message>
        <source>Shows captions that contain this text, in any case.</source>
        <translation>显示包含此文本的描述，不分大小写。</translation>
    </message>
    <message>
        <source>Kind of captions</source>
        <translation>描述类型</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>贪心</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Greedy captions take the likeliest word each time; samples are drawn, as training draws them.</source>
        <translation>贪心描述每次取最可能的词；样本按训练时的方式抽取。</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Shows captions whose score lies between the two numbers; an empty field sets no bound.</source>
        <translation>显示得分在两数之间的描述；留空则不设界限。</translation>
    </message>
    <message>
        <source>Score shown</source>
        <translation>显示的得分</translation>
    </message>
    <message>
        <source>min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Lowest score shown</source>
        <translation>显示的最低得分</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Highest score shown</source>
        <translation>显示的最高得分</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Follows the newest captions while the run trains.</source>
        <translation>训练时跟随最新的描述。</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>Shows what the captioner said at an earlier step of training. ← and → go from one stored step to the next here, Alt+← and Alt+→ anywhere in this view.</source>
        <translation>显示描述器在较早训练步的输出。此处用 ← 和 → 在存储的步之间移动，在本视图任意处用 Alt+← 和 Alt+→。</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Marks what changed in each caption since the stored step before: new words are underlined, lost ones struck out.</source>
        <translation>标出每条描述自上一存储步以来的变化：新词加下划线，失去的词加删除线。</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 of %2 captions</source>
        <translation>%2 条描述中的 %1 条</translation>
    </message>
    <message>
        <source>Changed since step %1: %2</source>
        <translation>自第 %1 步起更改：%2</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>Takes the text as a regular expression, in any case: “\b(two|three) dogs?\b”.</source>
        <translation>将文本作为正则表达式，不区分大小写：“\b(two|three) dogs?\b”。</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>All filters: score histograms, words, dataset part, tags (%1)</source>
        <translation>所有筛选：得分直方图、词语、数据集部分、标签 (%1)</translation>
    </message>
    <message>
        <source>All filters</source>
        <translation>所有筛选</translation>
    </message>
    <message>
        <source>Exports the selected captions, or all that are shown, as JSON, CSV, text files or a page</source>
        <translation>将所选或显示的全部描述导出为 JSON、CSV、文本文件或页面</translation>
    </message>
    <message>
        <source>Export captions</source>
        <translation>导出描述</translation>
    </message>
    <message>
        <source>Critic against CIDEr</source>
        <translation>评论家对 CIDEr</translation>
    </message>
    <message>
        <source>Sorts by picture number, by the score shown, by the caption&apos;s letters, by how much it changed, by how much the score improved since the run&apos;s first captions, or by how far critic and CIDEr rank it apart.</source>
        <translation>按图片编号、显示的得分、描述的字母、变化大小、得分自运行首批描述以来的改进，或评论家与 CIDEr 排名的差距排序。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Puts the most telling captions on top, by the score shown</source>
        <translation>按显示的得分把最能说明问题的描述排在最前</translation>
    </message>
    <message>
        <source>&amp;Best first</source>
        <translation>最好的在前(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Worst first</source>
        <translation>最差在前(&amp;W)</translation>
    </message>
    <message>
        <source>Most &amp;improved since the run&apos;s first captions</source>
        <translation>自运行的首批描述以来改进最大(&amp;I)</translation>
    </message>
    <message>
        <source>Most wo&amp;rsened since the run&apos;s first captions</source>
        <translation>自运行的首批描述以来变差最多(&amp;R)</translation>
    </message>
    <message>
        <source>Most &amp;changed since the step before</source>
        <translation>自上一步以来变化最大(&amp;C)</translation>
    </message>
    <message>
        <source>Critic and CIDEr &amp;disagree most</source>
        <translation>评论家与 CIDEr 分歧最大(&amp;D)</translation>
    </message>
    <message>
        <source>In the order of &amp;pictures</source>
        <translation>按图片顺序(&amp;P)</translation>
    </message>
    <message>
        <source>%1, %2 selected</source>
        <translation>%1，已选 %2</translation>
    </message>
    <message>
        <source>By picture</source>
        <translation>按图片</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>按分数</translation>
    </message>
    <message>
        <source>By caption</source>
        <translation>按描述</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>按变化</translation>
    </message>
    <message>
        <source>By improvement</source>
        <translation>按进步</translation>
    </message>
</context>
<context>
    <name>vignette::FilterChips</name>
    <message>
        <source>%1 ≥ %2</source>
        <translation>%1 ≥ %2</translation>
    </message>
    <message>
        <source>%1 ≤ %2</source>
        <translation>%1 ≤ %2</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1：%2 至 %3</translation>
    </message>
    <message>
        <source>matches “%1”</source>
        <translation>匹配“%1”</translation>
    </message>
    <message>
        <source>contains “%1”</source>
        <translation>包含“%1”</translation>
    </message>
    <message>
        <source>says “%1” without reference</source>
        <translation>说了“%1”但参考中没有</translation>
    </message>
    <message>
        <source>misses “%1”</source>
        <translation>缺少“%1”</translation>
    </message>
    <message>
        <source>tagged “%1”</source>
        <translation>带标签“%1”</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Remove the condition: %1</source>
        <translation>移除条件：%1</translation>
    </message>
    <message>
        <source>Click to remove this condition.</source>
        <translation>点击移除此条件。</translation>
    </message>
</context>
<context>
    <name>vignette::FilterSidebar</name>
    <message>
        <source>Training</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>No split</source>
        <translation>无划分</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Words said, but in no reference</source>
        <translation>说了但参考中没有的词</translation>
    </message>
    <message>
        <source>Words that captions say and none of their picture&apos;s references has, with the number of captions. Click one to see these captions.</source>
        <translation>描述中说了而其图片的参考中都没有的词，附描述数。点击可查看这些描述。</translation>
    </message>
    <message>
        <source>Said, but in no reference</source>
        <translation>说了但参考中没有</translation>
    </message>
    <message>
        <source>Words missed</source>
        <translation>遗漏的词</translation>
    </message>
    <message>
        <source>Words that at least half of a picture&apos;s references have and its caption has not, with the number of captions. Click one to see these captions.</source>
        <translation>图片至少一半的参考中有而其描述中没有的词，附描述数。点击可查看这些描述。</translation>
    </message>
    <message>
        <source>Missed words</source>
        <translation>遗漏的词</translation>
    </message>
    <message>
        <source>Part of the dataset</source>
        <translation>数据集部分</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>The digits 1 to 9 give the selected pictures these tags, and take them away again. Tick a tag to see its pictures; F2 or a double click renames it.</source>
        <translation>数字键 1 到 9 为所选图片加上这些标签，再按则取消。勾选标签可查看其图片；F2 或双击可重命名。</translation>
    </message>
    <message>
        <source>Rename the tag</source>
        <translation>重命名标签</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>part of the dataset and number of captions</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>word and number of captions</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>vignette::ForecastView</name>
    <message>
        <source>&lt;b&gt;Images&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;图片&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Corpus&lt;/b&gt; %1 captions (%2 distinct) of %3 words on average, vocabulary %4</source>
        <translation>&lt;b&gt;语料&lt;/b&gt; %1 条描述（%2 条不同），平均 %3 词，词表 %4</translation>
    </message>
    <message>
        <source>It holds %1 of the training references, %2 of validation, %3 of test, and knows %4 of the words of validation and test.</source>
        <translation>它包含训练参考的 %1、验证的 %2、测试的 %3，并覆盖验证与测试词语的 %4。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Run&lt;/b&gt; %1 steps, memory up to %2, store about %3, checkpoints up to %4</source>
        <translation>&lt;b&gt;运行&lt;/b&gt; %1 步，内存至多 %2，存储约 %3，检查点至多 %4</translation>
    </message>
</context>
<context>
    <name>vignette::GuiSession</name>
    <message>
        <source>A run is already training in this window. Stop it first, or open a second window.</source>
        <translation>此窗口中已有运行在训练。请先停止它，或打开第二个窗口。</translation>
    </message>
</context>
<context>
    <name>vignette::HealthView</name>
    <message>
        <source>Rules of a run&apos;s health</source>
        <translation>运行健康规则</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Alarm at</source>
        <translation>警报阈值</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>OK again (alarm at step %1)</source>
        <translation>恢复正常（第 %1 步曾警报）</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Choose a run: whether its critic, captions, rewards and gradients are well shows here.</source>
        <translation>选择一个运行：此处显示其评论家、描述、奖励和梯度是否正常。</translation>
    </message>
    <message>
        <source>Nothing is known of this run&apos;s health.</source>
        <translation>尚不知此运行的健康状况。</translation>
    </message>
    <message>
        <source>What to try:</source>
        <translation>可尝试：</translation>
    </message>
    <message>
        <source>Measured: %1</source>
        <translation>测量：%1</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>The run has too few steps for this rule.</source>
        <translation>该运行的步数不足以判断此规则。</translation>
    </message>
    <message>
        <source>The run has no such curve yet.</source>
        <translation>该运行还没有这条曲线。</translation>
    </message>
    <message>
        <source>The run has no such curve.</source>
        <translation>该运行没有这条曲线。</translation>
    </message>
    <message>
        <source>Show its curves</source>
        <translation>显示其曲线</translation>
    </message>
    <message>
        <source>The rule, and what to try</source>
        <translation>规则以及可尝试的办法</translation>
    </message>
</context>
<context>
    <name>vignette::HelpView</name>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>vignette::ImageDetail</name>
    <message>
        <source>Close the detail (Escape)</source>
        <translation>关闭详情 (Escape)</translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Double-click a row to see every picture&apos;s captions of that step.</source>
        <translation>双击一行查看该步所有图片的描述。</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Over training</source>
        <translation>训练历程</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>图片 %1</translation>
    </message>
    <message>
        <source>Picture %1 · %2</source>
        <translation>图片 %1 · %2</translation>
    </message>
    <message>
        <source>No human captions are stored for this picture.</source>
        <translation>此图片没有存储人工描述。</translation>
    </message>
    <message>
        <source>References (%1)</source>
        <translation>参考 (%1)</translation>
    </message>
    <message>
        <source>As at step %1.</source>
        <translation>与第 %1 步相同。</translation>
    </message>
    <message>
        <source>Since step %1: %2</source>
        <translation>自第 %1 步：%2</translation>
    </message>
    <message>
        <source>What else?</source>
        <translation>还有什么？</translation>
    </message>
    <message>
        <source>Asks a checkpoint of the run what else it weighed at each token; then rest the mouse on a token.</source>
        <translation>询问运行的检查点在每个词元处还考虑过什么；然后将鼠标停在词元上。</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>The nearest captions of the training corpus</source>
        <translation>训练语料中最近的描述</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试试</translation>
    </message>
    <message>
        <source>Other decoding settings, or a caption of your own, scored at once</source>
        <translation>其他解码设置或自己写的描述，立即评分</translation>
    </message>
    <message>
        <source>Underlined: words that the caption has, too.</source>
        <translation>下划线：描述中也有的词。</translation>
    </message>
    <message>
        <source>Captions of the picture</source>
        <translation>该图片的描述</translation>
    </message>
    <message>
        <source>Its captions over training</source>
        <translation>训练过程中的描述</translation>
    </message>
</context>
<context>
    <name>vignette::IssuesView</name>
    <message>
        <source>Issues</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>No issues.</source>
        <translation>没有问题。</translation>
    </message>
    <message numerus="yes">
        <source> (%n times)</source>
        <translation>
            <numerusform> (%n 次)</numerusform>
        </translation>
    </message>
    <message>
        <source>Double-click to select the run.</source>
        <translation>双击选择该运行。</translation>
    </message>
</context>
<context>
    <name>vignette::LiveControls</name>
    <message>
        <source>While a run trains, here or in another process, what may change in it is changed here.</source>
        <translation>运行在此处或其他进程中训练时，可在此更改其中允许更改的项。</translation>
    </message>
    <message>
        <source>Back to the recipe&apos;s value</source>
        <translation>恢复配方的值</translation>
    </message>
    <message>
        <source>Back to the recipe&apos;s value, %1</source>
        <translation>恢复配方的值 %1</translation>
    </message>
</context>
<context>
    <name>vignette::LogView</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Empty this list (the log file stays)</source>
        <translation>清空此列表（日志文件保留）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Whose messages</source>
        <translation>消息来源</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>Least level</source>
        <translation>最低级别</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>上一个匹配 (Shift+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>下一个匹配 (F3)</translation>
    </message>
    <message>
        <source>Show only the lines that match</source>
        <translation>只显示匹配的行</translation>
    </message>
    <message>
        <source>Follow new lines</source>
        <translation>跟随新行</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>运行：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::MainWindow</name>
    <message>
        <source>Vignette</source>
        <translation>Vignette</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Issues (%1)</source>
        <translation>问题 (%1)</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Preparing the demo: pictures, captions and small models. It happens once.</source>
        <translation>正在准备演示：图片、描述和小模型。只需一次。</translation>
    </message>
    <message>
        <source>Start of a run</source>
        <translation>开始运行</translation>
    </message>
    <message>
        <source>%1 – Vignette</source>
        <translation>%1 – Vignette</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>运行失败。</translation>
    </message>
    <message>
        <source>The run %1.</source>
        <translation>运行%1。</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>%1 的副本</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 副本</translation>
    </message>
    <message>
        <source>The run has no checkpoint yet.</source>
        <translation>该运行还没有检查点。</translation>
    </message>
    <message>
        <source>After %1</source>
        <translation>接续 %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>接续 %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The demo is ready: a small captioner that has never seen a picture with its caption. Press Start to train it against a critic; curves and captions appear as it learns.</source>
        <translation>演示已就绪：一个从未见过图片及其描述配对的小描述器。按“开始”让它对抗评论家训练；学习时会出现曲线和描述。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>A run is training</source>
        <translation>有运行正在训练</translation>
    </message>
    <message>
        <source>What should happen to the run when the window closes?</source>
        <translation>关闭窗口时如何处理该运行？</translation>
    </message>
    <message>
        <source>Stopping ends it after its current step with a checkpoint; it can go on later. In the background vignette-cli goes on from that checkpoint, and a window that opens this store shows it.</source>
        <translation>停止会在当前步后写检查点并结束，之后可继续。选择后台时由 vignette-cli 从该检查点继续，打开此存储的窗口会显示它。</translation>
    </message>
    <message>
        <source>Stop with a checkpoint</source>
        <translation>写检查点后停止</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>在后台继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Vignette – stopping the run…</source>
        <translation>Vignette – 正在停止运行…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Vignette</source>
        <translation>关于 Vignette</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>New store…</source>
        <translation>新建存储…</translation>
    </message>
    <message>
        <source>Open store…</source>
        <translation>打开存储…</translation>
    </message>
    <message>
        <source>Recent stores</source>
        <translation>最近的存储</translation>
    </message>
    <message>
        <source>Open recipe…</source>
        <translation>打开配方…</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Save recipe…</source>
        <translation>保存配方…</translation>
    </message>
    <message>
        <source>Train on a folder of pictures…</source>
        <translation>用图片文件夹训练…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>New store</source>
        <translation>新建存储</translation>
    </message>
    <message>
        <source>Open store</source>
        <translation>打开存储</translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation>存储 (*.vignette *.sqlite *.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder of pictures with captions</source>
        <translation>含描述的图片文件夹</translation>
    </message>
    <message>
        <source>Trains image captioners against a critic and shows them learning.
GPL-3.0-or-later.</source>
        <translation>让图像描述器对抗评论家训练，并展示其学习过程。
GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>Branch of %1 at step %2</source>
        <translation>%1 在第 %2 步的分支</translation>
    </message>
    <message>
        <source>%1, from step %2</source>
        <translation>%1，自第 %2 步</translation>
    </message>
    <message>
        <source>Export recipe</source>
        <translation>导出配方</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>配方 (*.toml)</translation>
    </message>
    <message>
        <source>Recipe of run %1</source>
        <translation>运行 %1 的配方</translation>
    </message>
    <message>
        <source>The recipe of run %1 is in %2.</source>
        <translation>运行 %1 的配方已保存到 %2。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>命令…</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到 %1</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Live controls</source>
        <translation>实时控制</translation>
    </message>
    <message>
        <source>Import curves</source>
        <translation>导入曲线</translation>
    </message>
    <message>
        <source>TensorBoard or CSV folder…</source>
        <translation>TensorBoard 或 CSV 文件夹…</translation>
    </message>
    <message>
        <source>Event file or W&amp;&amp;B CSV file…</source>
        <translation>事件文件或 W&amp;&amp;B CSV 文件…</translation>
    </message>
    <message>
        <source>Export curves of all runs</source>
        <translation>导出所有运行的曲线</translation>
    </message>
    <message>
        <source>TensorBoard event files…</source>
        <translation>TensorBoard 事件文件…</translation>
    </message>
    <message>
        <source>CSV, a file a run…</source>
        <translation>CSV，每个运行一个文件…</translation>
    </message>
    <message>
        <source>CSV, one long table…</source>
        <translation>CSV，一张长表…</translation>
    </message>
    <message>
        <source>Curves (*.csv *tfevents*);;All files (*)</source>
        <translation>曲线 (*.csv *tfevents*);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Importing %1…</source>
        <translation>正在导入 %1…</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>导入已取消。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) imported.</source>
        <translation>
            <numerusform>已导入 %n 个运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder for the curves</source>
        <translation>曲线的文件夹</translation>
    </message>
    <message>
        <source>Exporting curves…</source>
        <translation>正在导出曲线…</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>导出已取消；未写入任何内容。</translation>
    </message>
    <message>
        <source>Export of curves</source>
        <translation>导出曲线</translation>
    </message>
    <message numerus="yes">
        <source>The curves of %n run(s) are in %1.</source>
        <translation>
            <numerusform>%n 个运行的曲线在 %1 中。</numerusform>
        </translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Open store on a server…</source>
        <translation>打开服务器上的存储…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>Store maintenance…</source>
        <translation>存储维护…</translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation>队列 (%1)</translation>
    </message>
    <message>
        <source>%1 is changed in the queue.</source>
        <translation>已更改队列中的 %1。</translation>
    </message>
    <message>
        <source>%1 is in the queue.</source>
        <translation>%1 已加入队列。</translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation>队列：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the sweep are in the queue.</source>
        <translation>
            <numerusform>扫描的 %n 个运行已加入队列。</numerusform>
        </translation>
    </message>
    <message>
        <source>This run belongs to no sweep.</source>
        <translation>此运行不属于任何扫描。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 runs have ended.</source>
        <translation>%1：%3 个运行中 %2 个已结束。</translation>
    </message>
    <message>
        <source>%1 Best by %2: %3 with %4.</source>
        <translation>%1按 %2 最佳：%3，值为 %4。</translation>
    </message>
    <message>
        <source>This store is on a server: start and resume its runs there with vignette-cli, or open a store of this machine.</source>
        <translation>此存储位于服务器上：请在服务器上用 vignette-cli 启动和恢复其运行，或打开本机的存储。</translation>
    </message>
    <message>
        <source>Path of vignette-cli</source>
        <translation>vignette-cli 的路径</translation>
    </message>
    <message>
        <source>Where vignette-cli is on the server, for example ~/vignette/bin/vignette-cli:</source>
        <translation>vignette-cli 在服务器上的位置，例如 ~/vignette/bin/vignette-cli：</translation>
    </message>
    <message>
        <source>Copy run</source>
        <translation>复制运行</translation>
    </message>
    <message>
        <source>Select the run to copy in the Runs list first.</source>
        <translation>请先在“运行”列表中选择要复制的运行。</translation>
    </message>
    <message>
        <source>Copy to %1</source>
        <translation>复制到 %1</translation>
    </message>
    <message>
        <source>The copying was cancelled.</source>
        <translation>复制已取消。</translation>
    </message>
    <message>
        <source>The run is in %1 as run %2.</source>
        <translation>该运行在 %1 中，为运行 %2。</translation>
    </message>
    <message>
        <source>Notify when a run ends</source>
        <translation>运行结束时通知</translation>
    </message>
    <message>
        <source>Docks</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>%1 Next from the queue: %2.</source>
        <translation>%1 队列中的下一个：%2。</translation>
    </message>
    <message>
        <source>The curves of the rule are shown already.</source>
        <translation>该规则的曲线已显示。</translation>
    </message>
    <message>
        <source>Shown among the curves: %1.</source>
        <translation>已在曲线中显示：%1。</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>vignette::MarkerList</name>
    <message>
        <source>Markers</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Enter or double-click shows the step in the curves; F2 edits a note, Delete removes it.</source>
        <translation>Enter 或双击在曲线中显示该步；F2 编辑备注，Delete 移除。</translation>
    </message>
    <message>
        <source>Nothing is marked yet. Press N in a panel to write a note at a step.</source>
        <translation>还没有标记。在面板中按 N 为某一步写备注。</translation>
    </message>
    <message>
        <source>Which markers the curves and this list show</source>
        <translation>曲线和列表显示哪些标记</translation>
    </message>
    <message>
        <source>Write a note at the line of the pointer, or at the last step (N in a panel)</source>
        <translation>在指针线处或最后一步写备注（面板中按 N）</translation>
    </message>
    <message>
        <source>Edit the note (F2)</source>
        <translation>编辑备注 (F2)</translation>
    </message>
    <message>
        <source>Remove the note (Delete)</source>
        <translation>移除备注 (Delete)</translation>
    </message>
</context>
<context>
    <name>vignette::MarkerModel</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>vignette::ModelListModel</name>
    <message>
        <source>embedding %1</source>
        <translation>嵌入 %1</translation>
    </message>
    <message>
        <source>prefix %1</source>
        <translation>前缀 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>width %1</source>
        <translation>宽度 %1</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>patch %1</source>
        <translation>图块 %1</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Hugging Face&apos;s cache</source>
        <translation>Hugging Face 缓存</translation>
    </message>
    <message>
        <source>OpenAI&apos;s cache</source>
        <translation>OpenAI 缓存</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>所在位置</translation>
    </message>
</context>
<context>
    <name>vignette::ModelPicker</name>
    <message>
        <source>Choose a CLIP</source>
        <translation>选择 CLIP</translation>
    </message>
    <message>
        <source>Choose a language model (GPT-2)</source>
        <translation>选择语言模型（GPT-2）</translation>
    </message>
    <message>
        <source>Choose the critic&apos;s RoBERTa</source>
        <translation>选择评论家的 RoBERTa</translation>
    </message>
    <message>
        <source>Choose a captioner</source>
        <translation>选择描述器</translation>
    </message>
    <message>
        <source>A run here makes captioners: name its checkpoint&apos;s folder. Published ones (ClipCap, CapDec, CgtGAN, clip-gpt-captioning) are made a folder first; add it then:</source>
        <translation>这里的运行会生成描述器：请指定其检查点文件夹。已发布的模型（ClipCap、CapDec、CgtGAN、clip-gpt-captioning）需先转换为文件夹，然后再添加：</translation>
    </message>
    <message>
        <source>Fetch published weights in a terminal, then press Refresh; or add the folder where yours lie:</source>
        <translation>在终端中下载已发布的权重，然后点击“刷新”；或添加您的权重所在的文件夹：</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Weights on this machine</source>
        <translation>本机上的权重</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Remove folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>选用</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) searched</source>
        <translation>
            <numerusform>已搜索 %n 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>No captioner was found in your folders.</source>
        <translation>在您的文件夹中没有找到描述器。</translation>
    </message>
    <message>
        <source>No weights for %1 were found in Hugging Face&apos;s cache (%2), OpenAI&apos;s cache or your folders.</source>
        <translation>在 Hugging Face 缓存（%2）、OpenAI 缓存和您的文件夹中没有找到 %1 的权重。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>停止搜索</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新搜索</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Cannot be taken: %1</source>
        <translation>无法选用：%1</translation>
    </message>
    <message>
        <source>Folder with weights</source>
        <translation>权重文件夹</translation>
    </message>
</context>
<context>
    <name>vignette::NearestCaptions</name>
    <message>
        <source>Nearest captions of the corpus</source>
        <translation>语料中最近的描述</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Caption of the corpus</source>
        <translation>语料中的描述</translation>
    </message>
    <message>
        <source>Twice the longest run of words that both captions have in the same order, over the words of both: 100 % is the same caption. Words are compared, not CLIP embeddings: the corpus has none stored.</source>
        <translation>两条描述按相同顺序共有的最长词序列的两倍，除以两者的总词数：100% 即相同描述。比较的是词语而非 CLIP 嵌入：语料未存储嵌入。</translation>
    </message>
    <message>
        <source>Looking through the corpus…</source>
        <translation>正在搜索语料…</translation>
    </message>
    <message>
        <source>The run is gone.</source>
        <translation>运行已不存在。</translation>
    </message>
    <message>
        <source>The run&apos;s corpus cannot be read. %1</source>
        <translation>无法读取运行的语料。%1</translation>
    </message>
    <message>
        <source>The corpus of %1 captions holds this one, word for word.</source>
        <translation>%1 条描述的语料中有逐词相同的描述。</translation>
    </message>
    <message>
        <source>Not in the corpus of %1 captions. Nearest by their words:</source>
        <translation>不在 %1 条描述的语料中。按词语最近的：</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>vignette::NoticeStrip</name>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>vignette::PanelHead</name>
    <message>
        <source>Drag here to move the panel.</source>
        <translation>拖动此处移动面板。</translation>
    </message>
</context>
<context>
    <name>vignette::ParallelCoordinates</name>
    <message>
        <source>Runs over the parameters in which they differ</source>
        <translation>各运行在其不同参数上的分布</translation>
    </message>
    <message>
        <source>Drag along an axis to keep the runs of that range; click it to keep all. Click a line to select its run.</source>
        <translation>沿轴拖动可只保留该范围内的运行；点击轴则保留全部。点击线条可选择其运行。</translation>
    </message>
</context>
<context>
    <name>vignette::ParameterForm</name>
    <message>
        <source>No parameter matches.</source>
        <translation>没有匹配的参数。</translation>
    </message>
    <message>
        <source>%1: the value does not suit; see below the field.</source>
        <translation>%1：值不合适；见字段下方。</translation>
    </message>
</context>
<context>
    <name>vignette::ParameterRow</name>
    <message>
        <source> · %1 to %2</source>
        <translation> · %1 至 %2</translation>
    </message>
    <message>
        <source> · %1 or more</source>
        <translation> · 不小于 %1</translation>
    </message>
    <message>
        <source> · default %1</source>
        <translation> · 默认 %1</translation>
    </message>
    <message>
        <source> · can change while a run trains</source>
        <translation> · 训练中可更改</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(无)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a file or folder for %1</source>
        <translation>为 %1 选择文件或文件夹</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>More: F1</source>
        <translation>更多：F1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>Choose from the weights on this machine…</source>
        <translation>从本机上的权重中选择…</translation>
    </message>
    <message>
        <source>Find weights for %1</source>
        <translation>查找 %1 的权重</translation>
    </message>
</context>
<context>
    <name>vignette::PhaseBar</name>
    <message>
        <source>Time of a step by phase</source>
        <translation>每步各阶段用时</translation>
    </message>
    <message>
        <source>%1: %2 s a step, %3 %</source>
        <translation>%1：每步 %2 秒，%3%</translation>
    </message>
    <message numerus="yes">
        <source>A step takes %1 s (over the last %n steps)</source>
        <translation>
            <numerusform>每步 %1 秒（最近 %n 步）</numerusform>
        </translation>
    </message>
    <message>
        <source>Time of a step by phase: the selected run has told of none yet.</source>
        <translation>每步各阶段用时：所选运行尚未报告。</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2%</translation>
    </message>
</context>
<context>
    <name>vignette::PhaseTable</name>
    <message>
        <source>Phases of the run</source>
        <translation>运行的阶段</translation>
    </message>
    <message>
        <source>The run goes through these phases one after the other. Each begins with the captioner that the one before trained. A phase takes the values below the table except for those listed here.</source>
        <translation>运行依次经过这些阶段，每个阶段从上一阶段训练的描述器开始。除此处列出的值外，阶段采用表下方的值。</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>vignette::PictureTags</name>
    <message numerus="yes">
        <source>tag %n picture(s)</source>
        <translation>
            <numerusform>为 %n 张图片加标签</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>untag %n picture(s)</source>
        <translation>
            <numerusform>移除 %n 张图片的标签</numerusform>
        </translation>
    </message>
    <message>
        <source>rename tag</source>
        <translation>重命名标签</translation>
    </message>
    <message numerus="yes">
        <source>Tagged %n picture(s) “%1”.</source>
        <translation>
            <numerusform>已为 %n 张图片加上标签“%1”。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the tag “%1” from %n picture(s).</source>
        <translation>
            <numerusform>已从 %n 张图片移除标签“%1”。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a tag “%1” already: choose another name.</source>
        <translation>已有标签“%1”：请换一个名称。</translation>
    </message>
</context>
<context>
    <name>vignette::PictureView</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation>无法显示：%1</translation>
    </message>
    <message>
        <source>Turn the wheel, or press + and −, to zoom; drag to move; double-click or press 0 to fit.</source>
        <translation>滚动滚轮或按 + 和 − 缩放；拖动平移；双击或按 0 适应窗口。</translation>
    </message>
</context>
<context>
    <name>vignette::QueueList</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>vignette::QueueRunner</name>
    <message>
        <source>The run did not start.</source>
        <translation>运行未能启动。</translation>
    </message>
</context>
<context>
    <name>vignette::QueueView</name>
    <message>
        <source>Pause the queue when a run fails</source>
        <translation>运行失败时暂停队列</translation>
    </message>
    <message>
        <source>Nothing waits.

Prepare an experiment and press Add to queue, or make a sweep: the runs follow one another.</source>
        <translation>没有等待项。

准备一个实验并按“加入队列”，或创建扫描：各运行将依次进行。</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>立即启动</translation>
    </message>
    <message>
        <source>Edit in Experiment</source>
        <translation>在“实验”中编辑</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>End its sweep: remove all its waiting runs</source>
        <translation>结束其扫描：移除其所有等待的运行</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无名称）</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有等待项。</translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) wait.</source>
        <translation>
            <numerusform>%n 个实验在等待。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) wait, about %1.</source>
        <translation>
            <numerusform>%n 个实验在等待，约 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue is paused.</source>
        <translation>队列已暂停。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>Refused: %1
Edit it, or start it again.</source>
        <translation>被拒绝：%1
请编辑，或重新启动。</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 副本</translation>
    </message>
</context>
<context>
    <name>vignette::RatingView</name>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>← Left is better</source>
        <translation>← 左边更好</translation>
    </message>
    <message>
        <source>↓ Tie</source>
        <translation>↓ 平局</translation>
    </message>
    <message>
        <source>Right is better →</source>
        <translation>右边更好 →</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes the last judgement back (Ctrl+Z or Backspace)</source>
        <translation>撤回上一次评判（Ctrl+Z 或 Backspace）</translation>
    </message>
    <message>
        <source>End and show the result</source>
        <translation>结束并显示结果</translation>
    </message>
    <message>
        <source>Rate on</source>
        <translation>继续评判</translation>
    </message>
    <message>
        <source>Choose two different runs to rate their captions.</source>
        <translation>请选择两个不同的运行，以评判其描述。</translation>
    </message>
    <message>
        <source>These runs have no picture in common whose captions differ.</source>
        <translation>这些运行没有描述不同的共同图片。</translation>
    </message>
    <message>
        <source>%1 of %2 rated</source>
        <translation>已评 %1 / %2</translation>
    </message>
    <message>
        <source>The picture cannot be read: %1</source>
        <translation>无法读取图片：%1</translation>
    </message>
    <message>
        <source>%1 against %2: better on %3 pictures, the same on %4, worse on %5.

Win rate %6 % (95 % interval %7 to %8 %; ties count half).</source>
        <translation>%1 对 %2：%3 张图片上更好，%4 张相同，%5 张更差。

胜率 %6%（95% 区间 %7 至 %8%；平局算一半）。</translation>
    </message>
</context>
<context>
    <name>vignette::RemoteStore</name>
    <message>
        <source>Waiting for all of the run</source>
        <translation>正在等待整个运行</translation>
    </message>
    <message>
        <source>Listing checkpoints</source>
        <translation>正在列出检查点</translation>
    </message>
    <message>
        <source>Fetching checkpoints</source>
        <translation>正在获取检查点</translation>
    </message>
    <message>
        <source>Writing the run</source>
        <translation>正在写入运行</translation>
    </message>
    <message>
        <source>The store held this run already.</source>
        <translation>存储中已有此运行。</translation>
    </message>
    <message>
        <source>The checkpoint %1 is not there.</source>
        <translation>检查点 %1 不存在。</translation>
    </message>
</context>
<context>
    <name>vignette::RewardBar</name>
    <message>
        <source>Baseline (the greedy caption)</source>
        <translation>基线（贪心描述）</translation>
    </message>
    <message>
        <source>Baseline (the other samples)</source>
        <translation>基线（其他样本）</translation>
    </message>
    <message>
        <source>Baseline (moving average)</source>
        <translation>基线（滑动平均）</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Anatomy of the reward</source>
        <translation>奖励的构成</translation>
    </message>
    <message>
        <source>%1: %2 × %3 = %4</source>
        <comment>term, weight, value, product</comment>
        <translation>%1：%2 × %3 = %4</translation>
    </message>
    <message>
        <source>Not stored apart: %1</source>
        <translation>未单独存储：%1</translation>
    </message>
    <message>
        <source>Reward: %1</source>
        <translation>奖励：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>baseline and its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Advantage: %1</source>
        <translation>优势：%1</translation>
    </message>
    <message>
        <source>Critic: %1, apart from the reward</source>
        <comment>its verdict, 0 to 1</comment>
        <translation>评论家：%1，不计入奖励</translation>
    </message>
</context>
<context>
    <name>vignette::RunControls</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start the experiment as a new run</source>
        <translation>将实验作为新运行开始</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause the run after its current step, or go on</source>
        <translation>当前步后暂停运行，或继续</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Do one step and pause again</source>
        <translation>执行一步后再次暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the run after its current step, with a checkpoint</source>
        <translation>当前步后结束运行并写检查点</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>运行状态</translation>
    </message>
    <message>
        <source>The run that these controls act on</source>
        <translation>这些控件所作用的运行</translation>
    </message>
    <message>
        <source>Steps done and planned</source>
        <translation>已完成与计划的步数</translation>
    </message>
    <message>
        <source>Steps per second over the last ten seconds</source>
        <translation>最近十秒的每秒步数</translation>
    </message>
    <message>
        <source>Time left at this speed</source>
        <translation>按此速度的剩余时间</translation>
    </message>
    <message>
        <source>Where the run computes</source>
        <translation>运行的计算设备</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>没有运行</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 步/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
<context>
    <name>vignette::RunListModel</name>
    <message>
        <source>Run %1: %2, %3</source>
        <translation>运行 %1:%2,%3</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2</translation>
    </message>
    <message>
        <source>Best CIDEr on the validation set, ×100 as in papers</source>
        <translation>验证集上最佳 CIDEr，与论文一样 ×100</translation>
    </message>
    <message>
        <source>Mean reward of the last step&apos;s samples</source>
        <translation>最后一步样本的平均奖励</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>%1 ★</source>
        <translation>%1 ★</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Best CIDEr</source>
        <translation>最佳 CIDEr</translation>
    </message>
</context>
<context>
    <name>vignette::RunNotifier</name>
    <message>
        <source>Best CIDEr: %1.</source>
        <translation>最佳 CIDEr：%1。</translation>
    </message>
    <message>
        <source>“%1” has finished</source>
        <translation>“%1”已完成</translation>
    </message>
    <message numerus="yes">
        <source>All %n steps are done.</source>
        <translation>
            <numerusform>全部 %n 步已完成。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n steps are done. %1</source>
        <translation>
            <numerusform>全部 %n 步已完成。%1</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” has failed</source>
        <translation>“%1”失败</translation>
    </message>
    <message>
        <source>“%1” was interrupted</source>
        <translation>“%1”已中断</translation>
    </message>
    <message>
        <source>“%1” was stopped</source>
        <translation>“%1”已停止</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>显示运行</translation>
    </message>
    <message>
        <source>Vignette</source>
        <translation>Vignette</translation>
    </message>
</context>
<context>
    <name>vignette::RunQueryEdit</name>
    <message>
        <source>Search runs</source>
        <translation>搜索运行</translation>
    </message>
    <message>
        <source>Search: zebra, lr &lt; 1e-4 and cider &gt; 90</source>
        <translation>搜索：zebra, lr &lt; 1e-4 and cider &gt; 90</translation>
    </message>
    <message>
        <source>Finds runs by words of their name, tags and note, or by an expression:
lr &lt; 1e-4 and val/CIDEr &gt; 90
state = finished and not tag:old
(seed = 1 or seed = 2) and duration &gt; 2h
Compare with &lt; &lt;= &gt; &gt;= = != and ~ (contains). Metrics mean their best value; last:val/loss is the newest.</source>
        <translation>按名称、标签和备注中的词，或按表达式查找运行：
lr &lt; 1e-4 and val/CIDEr &gt; 90
state = finished and not tag:old
(seed = 1 or seed = 2) and duration &gt; 2h
比较用 &lt; &lt;= &gt; &gt;= = != 和 ~（包含）。指标取其最佳值；last:val/loss 为最新值。</translation>
    </message>
</context>
<context>
    <name>vignette::RunTableModel</name>
    <message>
        <source>%1, the best</source>
        <translation>%1，最佳</translation>
    </message>
</context>
<context>
    <name>vignette::RunsView</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>Duplicate as new experiment</source>
        <translation>复制为新实验</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Resume after its last checkpoint</source>
        <translation>从最后的检查点继续</translation>
    </message>
    <message>
        <source>Use its model in a new experiment</source>
        <translation>在新实验中使用其模型</translation>
    </message>
    <message>
        <source>Branch off a checkpoint…</source>
        <translation>从检查点分支…</translation>
    </message>
    <message>
        <source>Export recipe…</source>
        <translation>导出配方…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>No runs yet.

Choose a preset or open a recipe in Experiment and press Start.</source>
        <translation>还没有运行。

在“实验”中选择预设或打开配方，然后按“开始”。</translation>
    </message>
    <message>
        <source>Tags and note…</source>
        <translation>标签和备注…</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Show archived runs</source>
        <translation>显示已归档的运行</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列…</translation>
    </message>
    <message>
        <source>Show its sweep</source>
        <translation>显示其扫描</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Export curves</source>
        <translation>导出曲线</translation>
    </message>
    <message>
        <source>TensorBoard event files…</source>
        <translation>TensorBoard 事件文件…</translation>
    </message>
    <message>
        <source>CSV, a file a run…</source>
        <translation>CSV，每个运行一个文件…</translation>
    </message>
    <message>
        <source>CSV, one long table…</source>
        <translation>CSV，一张长表…</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Tags and note of %1</source>
        <translation>%1 的标签和备注</translation>
    </message>
    <message>
        <source>Tags, parted by commas</source>
        <translation>标签，以逗号分隔</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1 is deleted; undo brings it back.</source>
        <translation>已删除 %1；撤销可恢复。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are deleted; undo brings them back.</source>
        <translation>
            <numerusform>已删除 %n 个运行；撤销可恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in the archive; undo brings it back.</source>
        <translation>已归档 %1；撤销可恢复。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are in the archive; undo brings them back.</source>
        <translation>
            <numerusform>已归档 %n 个运行；撤销可恢复。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::SavedViews</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Filters and orders kept under a name, in this store</source>
        <translation>以名称保存在此存储中的筛选和排序</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>保存此视图(&amp;S)…</translation>
    </message>
    <message>
        <source>No view is saved yet</source>
        <translation>尚未保存视图</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>保存此视图</translation>
    </message>
    <message>
        <source>Name of the view; a view of the same name is replaced</source>
        <translation>视图名称；同名视图会被替换</translation>
    </message>
</context>
<context>
    <name>vignette::ScoreHistogram</name>
    <message>
        <source>Distribution of %1</source>
        <translation>%1 的分布</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>从 %1 起</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>至 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a range of a score</comment>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Drag to pick a range, click to clear it. With the keyboard: ← and → move the lower end, with Shift the upper one, Delete clears.</source>
        <translation>拖动选择范围，点击清除。键盘：← 和 → 移动下端，加 Shift 移动上端，Delete 清除。</translation>
    </message>
    <message>
        <source>%1 of %2 captions here are shown</source>
        <translation>此处显示 %2 条描述中的 %1 条</translation>
    </message>
</context>
<context>
    <name>vignette::ScoreView</name>
    <message>
        <source>Corpus score with its 95 % interval (bootstrap over pictures)</source>
        <translation>语料得分及其 95% 区间（对图片自助抽样）</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1，与 %2 比较</translation>
    </message>
    <message>
        <source>Difference with its 95 % interval, paired bootstrap p (* &lt; 0.05, ** &lt; 0.01, *** &lt; 0.001), pictures won / tied / lost</source>
        <translation>差值及其 95% 区间、配对自助法 p 值（* &lt; 0.05，** &lt; 0.01，*** &lt; 0.001）、胜 / 平 / 负的图片数</translation>
    </message>
    <message>
        <source>Computing the scores…</source>
        <translation>正在计算得分…</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Scores with confidence intervals</source>
        <translation>带置信区间的得分</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>A picture a point: the score in run A against run B</source>
        <translation>每点一张图片：运行 A 与运行 B 的得分对比</translation>
    </message>
    <message>
        <source>The scores could not be computed. %1</source>
        <translation>无法计算得分。%1</translation>
    </message>
    <message>
        <source>These runs have no picture in common with stored captions yet.</source>
        <translation>这些运行还没有共同的、已存储描述的图片。</translation>
    </message>
    <message numerus="yes">
        <source>Newest captions of %n picture(s) that all these runs captioned.</source>
        <translation>
            <numerusform>这些运行都描述过的 %n 张图片的最新描述。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in A</source>
        <translation>A 中的 %1</translation>
    </message>
    <message>
        <source>%1 in B</source>
        <translation>B 中的 %1</translation>
    </message>
    <message>
        <source>Click a point to see both captions of its picture.</source>
        <translation>点击一个点查看该图片的两条描述。</translation>
    </message>
    <message>
        <source>%1 of step %2</source>
        <translation>%1 的第 %2 步</translation>
    </message>
    <message>
        <source>They are of different steps: %1.</source>
        <translation>它们来自不同的步骤：%1。</translation>
    </message>
</context>
<context>
    <name>vignette::SeriesChip</name>
    <message>
        <source>Drag it to another panel, or between two. Click for more. Ctrl+↑ ↓ moves it to the panel above or below, Alt+↑ ↓ moves its panel, Delete removes it.</source>
        <translation>拖到其他面板或两个面板之间。点击查看更多。Ctrl+↑ ↓ 移到上方或下方面板，Alt+↑ ↓ 移动其面板，Delete 移除。</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>曲线 %1</translation>
    </message>
    <message>
        <source>More: F1</source>
        <translation>更多：F1</translation>
    </message>
</context>
<context>
    <name>vignette::SeriesMenu</name>
    <message>
        <source>Search series</source>
        <translation>搜索曲线</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>每一步</translation>
    </message>
</context>
<context>
    <name>vignette::ServerDialog</name>
    <message>
        <source>Open a store on a server</source>
        <translation>打开服务器上的存储</translation>
    </message>
    <message>
        <source>vignette-cli, as the server&apos;s PATH finds it</source>
        <translation>vignette-cli，按服务器的 PATH 查找</translation>
    </message>
    <message>
        <source>Vignette connects with this machine&apos;s ssh and its configuration (keys, ~/.ssh/config) and starts vignette-cli there. Nothing on the server is changed but what you command and edit.</source>
        <translation>Vignette 使用本机的 ssh 及其配置（密钥、~/.ssh/config）连接，并在服务器上启动 vignette-cli。除了您下达的命令和所做的编辑，服务器上不会有任何更改。</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Program there</source>
        <translation>服务器端程序(&amp;P)</translation>
    </message>
</context>
<context>
    <name>vignette::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>1 is the size that the system asks for.</source>
        <translation>1 为系统指定的大小。</translation>
    </message>
    <message>
        <source>Size of texts</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Curves are read anew at most this often while a run trains. More leaves it more of the processor.</source>
        <translation>训练时曲线重新读取的最小间隔。数值越大，留给训练的处理器越多。</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>Curves at most every</source>
        <translation>曲线更新间隔至少</translation>
    </message>
    <message>
        <source>Processor threads of new runs whose recipe leaves training.threads at 0.</source>
        <translation>配方将 training.threads 留为 0 的新运行所用的处理器线程数。</translation>
    </message>
    <message>
        <source>all cores but one</source>
        <translation>除一个外的所有核心</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Stop it with a checkpoint</source>
        <translation>写检查点后停止</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>在后台继续</translation>
    </message>
    <message>
        <source>A run trains and the window closes</source>
        <translation>运行训练时关闭窗口</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Where the choice of CLIP, GPT-2 and RoBERTa begins.</source>
        <translation>选择 CLIP、GPT-2 和 RoBERTa 时的起始文件夹。</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Where new runs store embeddings when their recipe names no dataset.cache.</source>
        <translation>配方未指定 dataset.cache 时，新运行存放嵌入的位置。</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>vignette::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search by name or key</source>
        <translation>按名称或按键搜索</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Move along the curve</source>
        <translation>沿曲线移动</translation>
    </message>
    <message>
        <source>←, →</source>
        <translation>←, →</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>放大和缩小</translation>
    </message>
    <message>
        <source>+, −</source>
        <translation>+, −</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>缩放返回</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>List of markers</source>
        <translation>标记列表</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Stored step before or after</source>
        <translation>上一个或下一个存储的步</translation>
    </message>
    <message>
        <source>Alt+←, Alt+→</source>
        <translation>Alt+←, Alt+→</translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任意处</translation>
    </message>
    <message>
        <source>From field to field</source>
        <translation>在字段之间移动</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
</context>
<context>
    <name>vignette::StoreAccess</name>
    <message>
        <source>Unknown error in the experiment store.</source>
        <translation>实验存储中出现未知错误。</translation>
    </message>
</context>
<context>
    <name>vignette::StoreDialog</name>
    <message>
        <source>Store maintenance</source>
        <translation>存储维护</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>only the last step</source>
        <translation>仅最后一步</translation>
    </message>
    <message>
        <source>steps of evaluations</source>
        <translation>有评估的步</translation>
    </message>
    <message>
        <source>every n-th step</source>
        <translation>每 n 步</translation>
    </message>
    <message>
        <source>Remove the others</source>
        <translation>移除其余</translation>
    </message>
    <message>
        <source>of all runs</source>
        <translation>所有运行的</translation>
    </message>
    <message numerus="yes">
        <source>of %n selected run(s)</source>
        <translation>
            <numerusform>所选 %n 个运行的</numerusform>
        </translation>
    </message>
    <message>
        <source>Captions %1: keep</source>
        <translation>%1描述：保留</translation>
    </message>
    <message>
        <source>Checkpoints %1</source>
        <translation>%1检查点</translation>
    </message>
    <message>
        <source>Keep newest, best, final, pinned and starts of branches</source>
        <translation>保留最新、最佳、最终、已固定的和分支起点</translation>
    </message>
    <message>
        <source>Unused space and deleted runs</source>
        <translation>未使用的空间和已删除的运行</translation>
    </message>
    <message>
        <source>Give back to the disk</source>
        <translation>归还给磁盘</translation>
    </message>
    <message>
        <source>Giving space back…</source>
        <translation>正在归还空间…</translation>
    </message>
    <message>
        <source>Given back: %1</source>
        <translation>已归还：%1</translation>
    </message>
    <message>
        <source>Another store</source>
        <translation>另一个存储</translation>
    </message>
    <message>
        <source>Merge into this one…</source>
        <translation>合并到此存储…</translation>
    </message>
    <message>
        <source>To move this store, close Vignette and run vignette-cli store --move.</source>
        <translation>要移动此存储，请关闭 Vignette 并运行 vignette-cli store --move。</translation>
    </message>
    <message>
        <source>%1: %2 (%3 of it unused), checkpoints and caches %4</source>
        <translation>%1：%2（其中 %3 未使用），检查点和缓存 %4</translation>
    </message>
    <message>
        <source>Stopped. %1</source>
        <translation>已停止。%1</translation>
    </message>
    <message>
        <source>Removing captions…</source>
        <translation>正在移除描述…</translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) removed</source>
        <translation>
            <numerusform>已移除 %n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>Removing checkpoints…</source>
        <translation>正在移除检查点…</translation>
    </message>
    <message>
        <source>Checkpoints removed: %1</source>
        <translation>已移除检查点：%1</translation>
    </message>
    <message>
        <source>Store to merge into this one</source>
        <translation>要合并到此存储的存储</translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation>存储 (*.vignette *.sqlite *.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Merging…</source>
        <translation>正在合并…</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) copied</source>
        <translation>
            <numerusform>已复制 %n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) were there already</source>
        <translation>
            <numerusform>%n 个运行已存在</numerusform>
        </translation>
    </message>
    <message>
        <source>This checkpoint is gone: %1</source>
        <translation>此检查点已不存在：%1</translation>
    </message>
</context>
<context>
    <name>vignette::SweepDialog</name>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Add parameter</source>
        <translation>添加参数</translation>
    </message>
    <message>
        <source>Remove parameter</source>
        <translation>移除参数</translation>
    </message>
    <message>
        <source>Add seeds</source>
        <translation>添加种子</translation>
    </message>
    <message>
        <source>Repeat every run with several seeds</source>
        <translation>用多个种子重复每个运行</translation>
    </message>
    <message>
        <source>Name of the sweep (optional)</source>
        <translation>扫描名称（可选）</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Random draws</source>
        <translation>随机抽取次数</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>抽取的随机种子</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Every combination of the lists runs once; with random ranges, once for each draw.</source>
        <translation>列表的每种组合运行一次；有随机范围时，每次抽取运行一次。</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Random of a list</source>
        <translation>从列表随机</translation>
    </message>
    <message>
        <source>Random, linear</source>
        <translation>随机，线性</translation>
    </message>
    <message>
        <source>Random, logarithmic</source>
        <translation>随机，对数</translation>
    </message>
    <message>
        <source>smallest, largest</source>
        <translation>最小值, 最大值</translation>
    </message>
    <message>
        <source>value, value, …</source>
        <translation>值, 值, …</translation>
    </message>
    <message>
        <source>%1: expected the smallest and the largest value, such as 0.1, 0.5.</source>
        <translation>%1：应为最小值和最大值，例如 0.1, 0.5。</translation>
    </message>
    <message>
        <source>They take about %1 together.</source>
        <translation>合计约需 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s).</source>
        <translation>
            <numerusform>%n 个运行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeated draw(s) left out.</source>
        <translation>
            <numerusform>已略去 %n 次重复抽取。</numerusform>
        </translation>
    </message>
    <message>
        <source>How long that takes is known once a run like it has trained.</source>
        <translation>类似的运行训练过后才能知道所需时间。</translation>
    </message>
    <message>
        <source>It takes about %1.</source>
        <translation>大约需要 %1。</translation>
    </message>
</context>
<context>
    <name>vignette::SystemView</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>GPU: %1</source>
        <translation>GPU：%1</translation>
    </message>
    <message>
        <source>no NVIDIA driver</source>
        <translation>无 NVIDIA 驱动</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>处理器</translation>
    </message>
    <message numerus="yes">
        <source>Share of the time of all %n processors, every program&apos;s.</source>
        <translation>
            <numerusform>所有程序占全部 %n 个处理器时间的比例。</numerusform>
        </translation>
    </message>
    <message>
        <source>This process</source>
        <translation>此进程</translation>
    </message>
    <message>
        <source>%1 of %2 processors</source>
        <translation>%1 / %2 个处理器</translation>
    </message>
    <message>
        <source>Processors that this program keeps busy, training included.</source>
        <translation>此程序占用的处理器，包括训练。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Memory of the machine that is not available to programs.</source>
        <translation>本机中程序无法使用的内存。</translation>
    </message>
    <message>
        <source>Memory of this process</source>
        <translation>此进程的内存</translation>
    </message>
    <message>
        <source>Resident memory of this program, training included.</source>
        <translation>此程序的常驻内存，包括训练。</translation>
    </message>
    <message>
        <source>GPU %1 memory</source>
        <translation>GPU %1 内存</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1: share of the time in which it computed.</source>
        <translation>%1：用于计算的时间比例。</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>%1 °C, %2 W</source>
        <translation>%1 °C，%2 W</translation>
    </message>
    <message>
        <source>GPU %1 temperature</source>
        <translation>GPU %1 温度</translation>
    </message>
    <message>
        <source>Disk of the store</source>
        <translation>存储所在磁盘</translation>
    </message>
    <message>
        <source>Disk %1</source>
        <translation>磁盘 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 可用</translation>
    </message>
    <message>
        <source>File system of %1, of %2 in all.</source>
        <translation>%1 的文件系统，共 %2。</translation>
    </message>
</context>
<context>
    <name>vignette::TokenStrip</name>
    <message>
        <source>sure (0)</source>
        <translation>确定 (0)</translation>
    </message>
    <message>
        <source>unsure (%1 or less)</source>
        <translation>不确定（%1 或更低）</translation>
    </message>
    <message>
        <source>“%1”: no log probability stored</source>
        <translation>“%1”：未存储对数概率</translation>
    </message>
    <message>
        <source>“%1”: log probability %2 (%3%)</source>
        <translation>“%1”：对数概率 %2 (%3%)</translation>
    </message>
    <message>
        <source>Each token&apos;s colour tells how unsure the generator was of it.</source>
        <translation>每个词元的颜色表示生成器对它的不确定程度。</translation>
    </message>
    <message>
        <source>The captioner weighed:</source>
        <translation>描述器考虑过：</translation>
    </message>
    <message>
        <source>Entropy %1 nats: as unsure as among %2 equal tokens</source>
        <translation>熵 %1 nats：相当于在 %2 个等概率词元中选择</translation>
    </message>
</context>
<context>
    <name>vignette::WatchConnection</name>
    <message>
        <source>ssh does not trust the server&apos;s key. Connect once in a terminal with “ssh %1”, compare the key with what its administrator says, and accept it.</source>
        <translation>ssh 不信任服务器的密钥。请在终端中用“ssh %1”连接一次，将密钥与管理员提供的核对，然后接受。</translation>
    </message>
    <message>
        <source>The server does not let you in. Add your key to the agent with ssh-add, or install ssh-askpass so that ssh can ask for a password.</source>
        <translation>服务器拒绝登录。请用 ssh-add 将密钥加入代理，或安装 ssh-askpass 以便 ssh 询问密码。</translation>
    </message>
    <message>
        <source>vignette-cli was not found on the server. Install Vignette there, or give the path of its vignette-cli.</source>
        <translation>在服务器上未找到 vignette-cli。请在那里安装 Vignette，或给出其 vignette-cli 的路径。</translation>
    </message>
    <message>
        <source>No host has this name. Check the address, and the network.</source>
        <translation>没有此名称的主机。请检查地址和网络。</translation>
    </message>
    <message>
        <source>Check the path in the address: it is one of the server, and begins at its root (/) or at your home folder there (/~/).</source>
        <translation>请检查地址中的路径：它是服务器上的路径，从其根目录 (/) 或您在那里的主目录 (/~/) 开始。</translation>
    </message>
    <message>
        <source>The server&apos;s vignette-cli is older and cannot be watched. Update it.</source>
        <translation>服务器的 vignette-cli 版本较旧，无法监视。请更新。</translation>
    </message>
    <message>
        <source>Try “ssh %1” in a terminal: what fails there fails here.</source>
        <translation>请在终端中尝试“ssh %1”：在那里失败的，在这里也会失败。</translation>
    </message>
    <message>
        <source>The server has not answered for a while.</source>
        <translation>服务器已有一段时间没有响应。</translation>
    </message>
    <message>
        <source>The local copy of the server&apos;s store cannot be kept.</source>
        <translation>无法保留服务器存储的本地副本。</translation>
    </message>
    <message>
        <source>%1 cannot be started.</source>
        <translation>无法启动 %1。</translation>
    </message>
    <message>
        <source>Install the OpenSSH client (Debian: openssh-client).</source>
        <translation>请安装 OpenSSH 客户端（Debian：openssh-client）。</translation>
    </message>
    <message>
        <source>What answers there is no vignette-cli that this program understands. A message that the login shell prints can be the cause: it must print nothing when it is not interactive.</source>
        <translation>那里响应的不是此程序能理解的 vignette-cli。原因可能是登录 shell 输出了消息：非交互时它不得输出任何内容。</translation>
    </message>
    <message>
        <source>The connection ended.</source>
        <translation>连接已结束。</translation>
    </message>
    <message>
        <source>ssh ended with code %1.</source>
        <translation>ssh 已结束，代码 %1。</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>没有与服务器的连接。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>%1 changed on the server while it was fetched. Try again.</source>
        <translation>获取期间 %1 在服务器上发生了更改。请重试。</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
</context>
<context>
    <name>vignette::WordDifferenceDelegate</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation>无法显示：%1</translation>
    </message>
</context>
</TS>
