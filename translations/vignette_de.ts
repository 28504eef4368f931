<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CaptionExport</name>
    <message>
        <source>%1 captions of run %2</source>
        <translation>%1 Bildtexte von Lauf %2</translation>
    </message>
    <message>
        <source>There is no caption left to export.</source>
        <translation>Es gibt keinen Bildtext mehr zu exportieren.</translation>
    </message>
</context>
<context>
    <name>CaptionFilter</name>
    <message>
        <source>Not a regular expression: %1 (at character %2).</source>
        <translation>Kein regulärer Ausdruck: %1 (bei Zeichen %2).</translation>
    </message>
</context>
<context>
    <name>ComparisonReport</name>
    <message>
        <source>Scores on %1 pictures with 95 % intervals (bootstrap over pictures). Against %2: (pictures won/tied/lost); * p &lt; 0.05, ** p &lt; 0.01, *** p &lt; 0.001.</source>
        <translation>Werte auf %1 Bildern mit 95-%-Intervallen (Bootstrap über Bilder). Gegen %2: (Bilder gewonnen/gleich/verloren); * p &lt; 0,05, ** p &lt; 0,01, *** p &lt; 0,001.</translation>
    </message>
    <message>
        <source>Parameters that differ</source>
        <translation>Parameter, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Comparison of %1 runs, %2</source>
        <translation>Vergleich von %1 Läufen, %2</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Step of the captions</source>
        <translation>Schritt der Bildtexte</translation>
    </message>
</context>
<context>
    <name>CurveMarker</name>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Live change</source>
        <translation>Live-Änderung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>%1, step %2: %3</source>
        <translation>%1, Schritt %2: %3</translation>
    </message>
</context>
<context>
    <name>HealthRule</name>
    <message>
        <source>Critic saturated</source>
        <translation>Kritiker gesättigt</translation>
    </message>
    <message>
        <source>The critic tells every caption from a human one, so sure that its reward is the same for all of them.</source>
        <translation>Der Kritiker unterscheidet jeden Text von einem menschlichen, so sicher, dass seine Belohnung für alle gleich ist.</translation>
    </message>
    <message>
        <source>Lower optimizer.discriminator_learning_rate, raise critic.label_smoothing to 0.1 or critic.r1_weight, let it learn in fewer steps (critic.every), or shorten reward.discriminator_only_steps.</source>
        <translation>optimizer.discriminator_learning_rate senken, critic.label_smoothing auf 0,1 oder critic.r1_weight erhöhen, ihn in weniger Schritten lernen lassen (critic.every) oder reward.discriminator_only_steps verkürzen.</translation>
    </message>
    <message>
        <source>Critic blind</source>
        <translation>Kritiker blind</translation>
    </message>
    <message>
        <source>The critic guesses: what it rewards is noise.</source>
        <translation>Der Kritiker rät: Was er belohnt, ist Rauschen.</translation>
    </message>
    <message>
        <source>Raise optimizer.discriminator_learning_rate or critic.steps, or give it a head start with reward.discriminator_only_steps.</source>
        <translation>optimizer.discriminator_learning_rate oder critic.steps erhöhen oder ihm mit reward.discriminator_only_steps einen Vorsprung geben.</translation>
    </message>
    <message>
        <source>Variety lost</source>
        <translation>Vielfalt verloren</translation>
    </message>
    <message>
        <source>Sampled captions use fewer and fewer different word pairs: the captioner collapses.</source>
        <translation>Gezogene Texte nutzen immer weniger verschiedene Wortpaare: Der Captioner kollabiert.</translation>
    </message>
    <message>
        <source>Lower optimizer.learning_rate, raise policy.entropy_weight or policy.kl_weight, and go back to a checkpoint from before.</source>
        <translation>optimizer.learning_rate senken, policy.entropy_weight oder policy.kl_weight erhöhen und zu einem früheren Checkpoint zurückgehen.</translation>
    </message>
    <message>
        <source>Captions repeated</source>
        <translation>Texte wiederholt</translation>
    </message>
    <message>
        <source>Most of a batch&apos;s samples are the same captions: there is nothing to choose between.</source>
        <translation>Die meisten Stichproben eines Batches sind dieselben Texte: Es gibt nichts zu wählen.</translation>
    </message>
    <message>
        <source>Raise decoding.temperature towards 1 or policy.entropy_weight; lower optimizer.learning_rate.</source>
        <translation>decoding.temperature Richtung 1 oder policy.entropy_weight erhöhen; optimizer.learning_rate senken.</translation>
    </message>
    <message>
        <source>Entropy gone</source>
        <translation>Entropie weg</translation>
    </message>
    <message>
        <source>The captioner is nearly certain of every next token and no longer tries others.</source>
        <translation>Der Captioner ist sich jedes nächsten Tokens fast sicher und probiert keine anderen mehr.</translation>
    </message>
    <message>
        <source>Raise policy.entropy_weight or decoding.temperature; lower optimizer.learning_rate.</source>
        <translation>policy.entropy_weight oder decoding.temperature erhöhen; optimizer.learning_rate senken.</translation>
    </message>
    <message>
        <source>Captions cut</source>
        <translation>Texte gekürzt</translation>
    </message>
    <message>
        <source>Captions no longer end by themselves and run into the length limit.</source>
        <translation>Texte enden nicht mehr von selbst und laufen in die Längengrenze.</translation>
    </message>
    <message>
        <source>Lower reward.weight so that the critic has more say, or raise policy.kl_weight; if captions are meant to be long, raise decoding.max_length.</source>
        <translation>reward.weight senken, damit der Kritiker mehr Gewicht hat, oder policy.kl_weight erhöhen; sollen Texte lang sein, decoding.max_length erhöhen.</translation>
    </message>
    <message>
        <source>Captions alike</source>
        <translation>Texte gleichen sich</translation>
    </message>
    <message>
        <source>The validation captions are nearly the same for all pictures.</source>
        <translation>Die Validierungstexte sind für alle Bilder fast gleich.</translation>
    </message>
    <message>
        <source>Give the pictures more say (reward.cosine_weight, reward.clip_weight), and lower optimizer.learning_rate.</source>
        <translation>Den Bildern mehr Gewicht geben (reward.cosine_weight, reward.clip_weight) und optimizer.learning_rate senken.</translation>
    </message>
    <message>
        <source>Reward hacking</source>
        <translation>Reward Hacking</translation>
    </message>
    <message>
        <source>The reward rises while captions get worse by what is not rewarded: the captioner pleases its judge alone.</source>
        <translation>Die Belohnung steigt, während Texte nach dem, was nicht belohnt wird, schlechter werden: Der Captioner gefällt nur seinem Richter.</translation>
    </message>
    <message>
        <source>Lower reward.weight so that the critic has more say, raise policy.kl_weight, or lower optimizer.learning_rate; the best checkpoint is from before.</source>
        <translation>reward.weight senken, damit der Kritiker mehr Gewicht hat, policy.kl_weight erhöhen oder optimizer.learning_rate senken; der beste Checkpoint liegt davor.</translation>
    </message>
    <message>
        <source>Gradient spike</source>
        <translation>Gradientenspitze</translation>
    </message>
    <message>
        <source>One step&apos;s gradient is far larger than usual.</source>
        <translation>Der Gradient eines Schritts ist weit größer als sonst.</translation>
    </message>
    <message>
        <source>A single spike that is clipped does no harm; when they come again, lower optimizer.learning_rate or optimizer.clip_norm.</source>
        <translation>Eine einzelne Spitze, die gekappt wird, schadet nicht; kommen sie wieder, optimizer.learning_rate oder optimizer.clip_norm senken.</translation>
    </message>
    <message>
        <source>Gradient clipped away</source>
        <translation>Gradient weggekappt</translation>
    </message>
    <message>
        <source>Nearly all of each gradient is clipped away: steps have one length, whatever the rewards say.</source>
        <translation>Fast der ganze Gradient wird jedes Mal weggekappt: Schritte haben eine einzige Länge, was die Belohnungen auch sagen.</translation>
    </message>
    <message>
        <source>Lower the rewards&apos; weights or set policy.normalize_advantage to std; or raise optimizer.clip_norm.</source>
        <translation>Die Gewichte der Belohnungen senken oder policy.normalize_advantage auf std setzen; oder optimizer.clip_norm erhöhen.</translation>
    </message>
    <message>
        <source>Advantage gone</source>
        <translation>Vorteil weg</translation>
    </message>
    <message>
        <source>All captions of an image score alike, so that none is better than another to learn from.</source>
        <translation>Alle Texte eines Bildes werden ähnlich bewertet, sodass keiner besser ist als ein anderer und nichts zu lernen ist.</translation>
    </message>
    <message>
        <source>Raise decoding.temperature or training.samples_per_image; look at whether the samples are all the same.</source>
        <translation>decoding.temperature oder training.samples_per_image erhöhen; nachsehen, ob die Stichproben alle gleich sind.</translation>
    </message>
</context>
<context>
    <name>HelpPages</name>
    <message>
        <source>default %1</source>
        <translation>Vorgabe %1</translation>
    </message>
    <message>
        <source>can change while a run trains</source>
        <translation>während eines Laufs änderbar</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>NoteEdits</name>
    <message>
        <source>add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>edit a note</source>
        <translation>Notiz bearbeiten</translation>
    </message>
    <message>
        <source>remove a note</source>
        <translation>Notiz entfernen</translation>
    </message>
</context>
<context>
    <name>ParameterGroup</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Text corpus</source>
        <translation>Textkorpus</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Mapper</source>
        <translation>Mapper</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Likelihood objective</source>
        <translation>Likelihood-Ziel</translation>
    </message>
    <message>
        <source>Contrastive objective</source>
        <translation>Kontrastives Ziel</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Low-rank adapters (LoRA)</source>
        <translation>Niedrigrang-Adapter (LoRA)</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Policy gradient</source>
        <translation>Policy-Gradient</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>Kritiker</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>Dekodierung</translation>
    </message>
    <message>
        <source>Stored captions</source>
        <translation>Gespeicherte Bildtexte</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>Früher Abbruch</translation>
    </message>
    <message>
        <source>New language model</source>
        <translation>Neues Sprachmodell</translation>
    </message>
    <message>
        <source>New critic</source>
        <translation>Neuer Kritiker</translation>
    </message>
    <message>
        <source>New CLIP</source>
        <translation>Neues CLIP</translation>
    </message>
    <message>
        <source>Health alarms</source>
        <translation>Gesundheitsalarme</translation>
    </message>
</context>
<context>
    <name>ParameterHelp</name>
    <message>
        <source>Name of the run. Empty: &quot;run&quot; and a number.</source>
        <translation>Name des Laufs. Leer: „run“ und eine Nummer.</translation>
    </message>
    <message>
        <source>Where to compute: cpu, cuda, cuda:1, or auto, which takes the first GPU if there is one.</source>
        <translation>Wo gerechnet wird: cpu, cuda, cuda:1 oder auto, das die erste GPU nimmt, falls es eine gibt.</translation>
    </message>
    <message>
        <source>Number format of matrix products. bf16 is quick on recent processors and GPUs, fp16 on GPUs; processors are slow at it.</source>
        <translation>Zahlenformat der Matrixprodukte. bf16 ist schnell auf neueren Prozessoren und GPUs, fp16 auf GPUs; Prozessoren sind damit langsam.</translation>
    </message>
    <message>
        <source>&quot;reference&quot; follows the original programs in every quirk, slips included; empty takes the mended forms.</source>
        <translation>„reference“ folgt den ursprünglichen Programmen in jeder Eigenheit, auch Fehlern; leer nimmt die berichtigten Formen.</translation>
    </message>
    <message>
        <source>Validation set, in the same forms. Empty: a part of the training set.</source>
        <translation>Validierungsmenge in denselben Formen. Leer: ein Teil der Trainingsmenge.</translation>
    </message>
    <message>
        <source>Test set, in the same forms. Empty: a part of the training set.</source>
        <translation>Testmenge in denselben Formen. Leer: ein Teil der Trainingsmenge.</translation>
    </message>
    <message>
        <source>Folder that image paths start from. Empty: found beside the captions file.</source>
        <translation>Ordner, von dem Bildpfade ausgehen. Leer: neben der Textdatei gefunden.</translation>
    </message>
    <message>
        <source>Part of the training set kept for validation where no validation set is named and the file has no splits.</source>
        <translation>Teil der Trainingsmenge für die Validierung, wenn keine Validierungsmenge genannt ist und die Datei keine Aufteilung hat.</translation>
    </message>
    <message>
        <source>Part of the training set kept for the test where no test set is named and the file has no splits.</source>
        <translation>Teil der Trainingsmenge für den Test, wenn keine Testmenge genannt ist und die Datei keine Aufteilung hat.</translation>
    </message>
    <message>
        <source>Another number splits another way. The same number always puts the same image in the same part.</source>
        <translation>Eine andere Zahl teilt anders. Dieselbe Zahl legt dasselbe Bild immer in denselben Teil.</translation>
    </message>
    <message>
        <source>Folder of the stored image and text embeddings. Empty: beside the run&apos;s checkpoints.</source>
        <translation>Ordner der gespeicherten Bild- und Text-Embeddings. Leer: neben den Checkpoints des Laufs.</translation>
    </message>
    <message>
        <source>Text that the critic takes for human: one caption a line, or a captions file. Empty: the training captions.</source>
        <translation>Text, den der Kritiker für menschlich hält: ein Bildtext je Zeile oder eine Textdatei mit Bildtexten. Leer: die Trainingstexte.</translation>
    </message>
    <message>
        <source>How corpus captions are cleaned, by the source they come from. prose: sentences of 5 to 19 words of running text such as a book.</source>
        <translation>Wie Korpustexte bereinigt werden, nach ihrer Herkunft. prose: Sätze von 5 bis 19 Wörtern aus laufendem Text wie einem Buch.</translation>
    </message>
    <message>
        <source>Gives half of the captions with gendered words the other gender&apos;s (man and woman, his and her): of all such captions, or of those that name men or women (CapDec).</source>
        <translation>Gibt der Hälfte der Texte mit geschlechtlichen Wörtern die des anderen (man und woman, his und her): von allen solchen Texten oder von denen, die Männer oder Frauen nennen (CapDec).</translation>
    </message>
    <message>
        <source>Sharpness T when an image&apos;s text target is the softmax-weighted sum of corpus embeddings: 100 for COCO, 175 for Conceptual Captions.</source>
        <translation>Schärfe T, wenn das Textziel eines Bildes die softmax-gewichtete Summe der Korpus-Embeddings ist: 100 für COCO, 175 für Conceptual Captions.</translation>
    </message>
    <message>
        <source>GPT-2 in Hugging Face&apos;s layout. Empty: a new one by the language_model keys.</source>
        <translation>GPT-2 im Hugging-Face-Format. Leer: ein neues nach den Schlüsseln language_model.</translation>
    </message>
    <message>
        <source>RoBERTa in Hugging Face&apos;s layout for the critic. Empty: a new one by the discriminator keys.</source>
        <translation>RoBERTa im Hugging-Face-Format für den Kritiker. Leer: ein neues nach den Schlüsseln discriminator.</translation>
    </message>
    <message>
        <source>Captioner directory or checkpoint to start from. Its mapper and language model replace those named here.</source>
        <translation>Captioner-Ordner oder Checkpoint, von dem ausgegangen wird. Sein Mapper und Sprachmodell ersetzen die hier genannten.</translation>
    </message>
    <message>
        <source>How the language model hears of the image: prefix vectors made by a small two-layer network, by ClipCap&apos;s transformer or by a transformer encoder (clip-gpt-captioning), or cross-attention of its blocks to the embedding (clip-text-decoder). The last two end captions by the end-of-text token instead of &apos;.&apos;.</source>
        <translation>Wie das Sprachmodell vom Bild erfährt: Präfixvektoren aus einem kleinen zweischichtigen Netz, aus ClipCaps Transformer oder einem Transformer-Encoder (clip-gpt-captioning), oder Kreuzaufmerksamkeit seiner Blöcke auf das Embedding (clip-text-decoder). Die letzten zwei beenden Texte mit dem Endtoken statt mit „.“.</translation>
    </message>
    <message>
        <source>Prefix vectors given to the language model. clip-gpt-captioning has 4; cross-attention none.</source>
        <translation>Präfixvektoren für das Sprachmodell. clip-gpt-captioning hat 4, Kreuzaufmerksamkeit keine.</translation>
    </message>
    <message>
        <source>Transformer mapper: vectors that the embedding is first spread over.</source>
        <translation>Transformer-Mapper: Vektoren, auf die das Embedding zuerst verteilt wird.</translation>
    </message>
    <message>
        <source>Transformer and encoder mapper: blocks. ClipCap has 8, CgtGAN 4, clip-gpt-captioning 6 or 5.</source>
        <translation>Transformer- und Encoder-Mapper: Blöcke. ClipCap hat 8, CgtGAN 4, clip-gpt-captioning 6 oder 5.</translation>
    </message>
    <message>
        <source>Encoder mapper: attention heads; a divisor of the embedding.</source>
        <translation>Encoder-Mapper: Aufmerksamkeitsköpfe; ein Teiler des Embeddings.</translation>
    </message>
    <message>
        <source>Encoder mapper: how much wider its inner layers are.</source>
        <translation>Encoder-Mapper: wievielmal breiter seine inneren Schichten sind.</translation>
    </message>
    <message>
        <source>Encoder mapper: dropout. clip-gpt-captioning has 0.1 or 0.08.</source>
        <translation>Encoder-Mapper: Dropout. clip-gpt-captioning hat 0,1 oder 0,08.</translation>
    </message>
    <message>
        <source>adversarial trains a captioner against a critic, likelihood on captions given, contrastive trains a CLIP.</source>
        <translation>adversarial trainiert einen Captioner gegen einen Kritiker, likelihood auf gegebenen Texten, contrastive trainiert ein CLIP.</translation>
    </message>
    <message>
        <source>Where a run has phases: a later one goes on from the best checkpoint of the one before, or from its last.</source>
        <translation>Bei Läufen mit Phasen: Eine spätere geht vom besten Checkpoint der vorigen aus oder von deren letztem.</translation>
    </message>
    <message>
        <source>Passes over the training images (likelihood on text: captions).</source>
        <translation>Durchgänge durch die Trainingsbilder (likelihood auf Text: durch die Texte).</translation>
    </message>
    <message>
        <source>Ends the run after so many steps. 0: the epochs decide alone.</source>
        <translation>Beendet den Lauf nach so vielen Schritten. 0: nur die Epochen entscheiden.</translation>
    </message>
    <message>
        <source>Ends the run after so much work, as its last step would: minutes, or a time such as 2h30m. Pauses do not count, the time before a resume does. Empty: no limit.</source>
        <translation>Beendet den Lauf nach so viel Arbeit, wie sein letzter Schritt es täte: Minuten oder eine Zeit wie 2h30m. Pausen zählen nicht, die Zeit vor einem Fortsetzen zählt. Leer: keine Grenze.</translation>
    </message>
    <message>
        <source>Images of one forward pass (likelihood on text: captions).</source>
        <translation>Bilder eines Vorwärtsdurchgangs (likelihood auf Text: Texte).</translation>
    </message>
    <message>
        <source>Captions sampled for each image of the batch. The sample baseline needs 2 or more.</source>
        <translation>Gezogene Texte je Bild des Batches. Die Baseline „sample“ braucht 2 oder mehr.</translation>
    </message>
    <message>
        <source>Batches whose gradients are summed before a step.</source>
        <translation>Batches, deren Gradienten vor einem Schritt summiert werden.</translation>
    </message>
    <message>
        <source>Draws the training images in a new order each epoch.</source>
        <translation>Zieht die Trainingsbilder in jeder Epoche in neuer Reihenfolge.</translation>
    </message>
    <message>
        <source>Leaves out an epoch&apos;s last batch when it is not full.</source>
        <translation>Lässt den letzten Batch einer Epoche weg, wenn er nicht voll ist.</translation>
    </message>
    <message>
        <source>Trains the mapper alone and keeps the language model as it is.</source>
        <translation>Trainiert nur den Mapper und lässt das Sprachmodell, wie es ist.</translation>
    </message>
    <message>
        <source>What of the language model stays as it is: nothing, everything, or all blocks but the first and the last (clip-gpt-captioning).</source>
        <translation>Was vom Sprachmodell bleibt, wie es ist: nichts, alles oder alle Blöcke außer dem ersten und letzten (clip-gpt-captioning).</translation>
    </message>
    <message>
        <source>Parameters that do not train, by name: patterns separated by blanks or commas, in which * stands for any characters and ? for one; for example gpt.transformer.wte* gpt.transformer.h.0.*, or roberta.embeddings.* for the critic.</source>
        <translation>Parameter, die nicht trainieren, nach Namen: Muster mit Leerzeichen oder Kommas dazwischen, * steht für beliebige Zeichen, ? für eines; etwa gpt.transformer.wte* gpt.transformer.h.0.* oder roberta.embeddings.* für den Kritiker.</translation>
    </message>
    <message>
        <source>Keeps only the inputs of each block for the backward pass and computes the rest again there: much less memory, about a third more time (Chen et al. 2016, arXiv 1604.06174).</source>
        <translation>Behält für den Rückwärtsdurchgang nur die Eingaben jedes Blocks und rechnet den Rest dort neu: viel weniger Speicher, etwa ein Drittel mehr Zeit (Chen et al. 2016, arXiv 1604.06174).</translation>
    </message>
    <message>
        <source>Takes deterministic algorithms on GPUs, where LibTorch has them. On the processor runs repeat bit by bit anyway.</source>
        <translation>Nimmt auf GPUs deterministische Algorithmen, wo LibTorch sie hat. Auf dem Prozessor wiederholen sich Läufe ohnehin Bit für Bit.</translation>
    </message>
    <message>
        <source>NVIDIA GPUs from Ampere on: fp32 products keep 10 bits of mantissa and run faster.</source>
        <translation>NVIDIA-GPUs ab Ampere: fp32-Produkte behalten 10 Bit Mantisse und sind schneller.</translation>
    </message>
    <message>
        <source>two_pass samples without gradient and scores the captions in one pass after it. through_sampling keeps the gradient through each token drawn, dropout and all: slow, for comparison.</source>
        <translation>two_pass zieht ohne Gradient und bewertet die Texte danach in einem Durchgang. through_sampling behält den Gradienten durch jedes gezogene Token, samt Dropout: langsam, zum Vergleich.</translation>
    </message>
    <message>
        <source>Start of all random numbers.</source>
        <translation>Anfang aller Zufallszahlen.</translation>
    </message>
    <message>
        <source>Processor threads. 0: all cores but one.</source>
        <translation>Prozessor-Threads. 0: alle Kerne bis auf einen.</translation>
    </message>
    <message>
        <source>What captions are generated from: the embedding of the caption&apos;s own text (no image is seen), or of its image.</source>
        <translation>Woraus Texte erzeugt werden: aus dem Embedding des eigenen Textes (kein Bild wird gesehen) oder des Bildes.</translation>
    </message>
    <message>
        <source>Image source: which of an image&apos;s captions is learnt: one after another, epoch by epoch; the first; one drawn each time; or each, as an item of its own. auto: turn, and each with compat = &quot;reference&quot;.</source>
        <translation>Bei Bildern: welcher der Texte eines Bildes gelernt wird: einer nach dem anderen, Epoche für Epoche; der erste; jedes Mal ein gezogener; oder jeder für sich. auto: reihum, und jeder mit compat = &quot;reference&quot;.</translation>
    </message>
    <message>
        <source>Scales embeddings to length 1 before the mapper.</source>
        <translation>Bringt Embeddings vor dem Mapper auf Länge 1.</translation>
    </message>
    <message>
        <source>Text source: noise on caption embeddings, so that the captioner takes images too (CapDec). gaussian: in each dimension; uniform_ball: within a ball around the embedding.</source>
        <translation>Bei Text: Rauschen auf den Text-Embeddings, damit der Captioner auch Bilder nimmt (CapDec). gaussian: in jeder Dimension; uniform_ball: in einer Kugel um das Embedding.</translation>
    </message>
    <message>
        <source>Variance of the noise in a dimension; for uniform_ball the square of the radius.</source>
        <translation>Varianz des Rauschens je Dimension; bei uniform_ball das Quadrat des Radius.</translation>
    </message>
    <message>
        <source>Text source: adds the mean image minus the mean text embedding to caption embeddings: of dataset.train&apos;s images and captions, or from a file. Images then need none.</source>
        <translation>Bei Text: addiert das mittlere Bild- minus das mittlere Text-Embedding: aus Bildern und Texten von dataset.train oder aus einer Datei. Bilder brauchen dann keines.</translation>
    </message>
    <message>
        <source>safetensors file with the offset, as runs that computed one leave it beside their checkpoints.</source>
        <translation>safetensors-Datei mit dem Versatz, wie sie Läufe, die einen berechneten, neben ihren Checkpoints lassen.</translation>
    </message>
    <message>
        <source>Longer captions are cut. 0: the mean length plus ten standard deviations.</source>
        <translation>Längere Texte werden gekürzt. 0: mittlere Länge plus zehn Standardabweichungen.</translation>
    </message>
    <message>
        <source>Keeps the logit scale. At 100 image and text embeddings stay apart as in large CLIPs.</source>
        <translation>Behält die Logit-Skala. Bei 100 bleiben Bild- und Text-Embeddings getrennt wie in großen CLIPs.</translation>
    </message>
    <message>
        <source>What cosines are multiplied by at the start: the exponential of CLIP&apos;s logit_scale.</source>
        <translation>Womit Kosinus zu Anfang malgenommen werden: die Exponentialfunktion von CLIPs logit_scale.</translation>
    </message>
    <message>
        <source>adamw is torch&apos;s fused form. adamw_hf is that of transformers 4, whose decay and epsilon come in elsewhere.</source>
        <translation>adamw ist torchs verschmolzene Form. adamw_hf ist die von transformers 4, deren Abnahme und Epsilon anders eingehen.</translation>
    </message>
    <message>
        <source>Learning rate of the captioner, or of CLIP.</source>
        <translation>Lernrate des Captioners oder von CLIP.</translation>
    </message>
    <message>
        <source>Learning rate of the critic.</source>
        <translation>Lernrate des Kritikers.</translation>
    </message>
    <message>
        <source>Decay of weights; none for biases and LayerNorm weights.</source>
        <translation>Abnahme der Gewichte; keine für Bias- und LayerNorm-Gewichte.</translation>
    </message>
    <message>
        <source>Added to the denominator of Adam&apos;s step.</source>
        <translation>Wird zum Nenner von Adams Schritt addiert.</translation>
    </message>
    <message>
        <source>How slowly the mean of gradients forgets.</source>
        <translation>Wie langsam das Mittel der Gradienten vergisst.</translation>
    </message>
    <message>
        <source>How slowly the mean of squared gradients forgets.</source>
        <translation>Wie langsam das Mittel der quadrierten Gradienten vergisst.</translation>
    </message>
    <message>
        <source>Steps over which the captioner&apos;s (CLIP&apos;s) learning rate rises from 0.</source>
        <translation>Schritte, über die die Lernrate des Captioners (von CLIP) von 0 steigt.</translation>
    </message>
    <message>
        <source>Steps over which the critic&apos;s learning rate rises from 0.</source>
        <translation>Schritte, über die die Lernrate des Kritikers von 0 steigt.</translation>
    </message>
    <message>
        <source>Course of the learning rates after the warm-up. All but constant fall to optimizer.minimum_learning_rate_factor at the last step.</source>
        <translation>Verlauf der Lernraten nach dem Aufwärmen. Alle außer constant fallen bis zum letzten Schritt auf optimizer.minimum_learning_rate_factor.</translation>
    </message>
    <message>
        <source>What the schedule falls to, as a part of the learning rate. exponential needs more than 0.</source>
        <translation>Worauf der Plan fällt, als Teil der Lernrate. exponential braucht mehr als 0.</translation>
    </message>
    <message>
        <source>Exponent of the polynomial schedule.</source>
        <translation>Exponent des polynomialen Plans.</translation>
    </message>
    <message>
        <source>Longest gradient of a model; longer ones are scaled down, once all of training.accumulation is there (compat = &quot;reference&quot;: after each batch). 0: no limit.</source>
        <translation>Längster Gradient eines Modells; längere werden verkürzt, sobald training.accumulation voll ist (compat = &quot;reference&quot;: nach jedem Batch). 0: keine Grenze.</translation>
    </message>
    <message>
        <source>Keeps a moving average of the captioner&apos;s (CLIP&apos;s) weights: evaluations, captions and model files take the average, training goes on with the weights themselves. 0: none; usual are 0.99 to 0.9999.</source>
        <translation>Führt ein gleitendes Mittel der Gewichte des Captioners (von CLIP): Auswertungen, Texte und Modelldateien nehmen das Mittel, das Training geht mit den Gewichten selbst weiter. 0: keines; üblich sind 0,99 bis 0,9999.</translation>
    </message>
    <message>
        <source>The average begins with a decay of (1 + t)/(10 + t) after t steps, so that it soon forgets the start.</source>
        <translation>Das Mittel beginnt nach t Schritten mit der Abnahme (1 + t)/(10 + t), damit es den Anfang bald vergisst.</translation>
    </message>
    <message>
        <source>fp16: what losses are multiplied by at the start. The scale halves at each overflow, whose step is left out (Micikevicius et al. 2018, arXiv 1710.03740).</source>
        <translation>fp16: womit Verluste zu Anfang malgenommen werden. Die Skala halbiert sich bei jedem Überlauf, dessen Schritt entfällt (Micikevicius et al. 2018, arXiv 1710.03740).</translation>
    </message>
    <message>
        <source>fp16: steps without overflow after which the loss scale doubles.</source>
        <translation>fp16: Schritte ohne Überlauf, nach denen sich die Verlustskala verdoppelt.</translation>
    </message>
    <message>
        <source>Trains low-rank adapters in the place of the language model&apos;s weights (Hu et al. 2021, arXiv 2106.09685): the rank of the change. Model files hold merged weights. 0: none; usual are 4 to 64.</source>
        <translation>Trainiert Niedrigrang-Adapter statt der Gewichte des Sprachmodells (Hu et al. 2021, arXiv 2106.09685): der Rang der Änderung. Modelldateien enthalten verschmolzene Gewichte. 0: keine; üblich sind 4 bis 64.</translation>
    </message>
    <message>
        <source>The adapters&apos; change is scaled by alpha/rank.</source>
        <translation>Die Änderung der Adapter wird mit alpha/rank malgenommen.</translation>
    </message>
    <message>
        <source>Dropout on the adapters&apos; inputs.</source>
        <translation>Dropout auf den Eingaben der Adapter.</translation>
    </message>
    <message>
        <source>Matrices that get adapters, by the ends of their names: c_attn, attn.c_proj, mlp.c_fc, mlp.c_proj, or c_proj for both. Separated by blanks or commas.</source>
        <translation>Matrizen mit Adaptern, nach den Enden ihrer Namen: c_attn, attn.c_proj, mlp.c_fc, mlp.c_proj, oder c_proj für beide. Mit Leerzeichen oder Kommas dazwischen.</translation>
    </message>
    <message>
        <source>What a caption&apos;s embedding is compared with: the image&apos;s own captions, or a weighted sum of corpus captions that CLIP finds near the image (unpaired).</source>
        <translation>Womit das Embedding eines Textes verglichen wird: mit den eigenen Texten des Bildes oder einer gewichteten Summe von Korpustexten, die CLIP nahe am Bild findet (ungepaart).</translation>
    </message>
    <message>
        <source>Paired target: the mean of the image&apos;s own captions&apos; embeddings, its first caption, or one of them drawn anew in each step.</source>
        <translation>Gepaartes Ziel: das Mittel der Embeddings der eigenen Texte des Bildes, sein erster Text oder einer, der in jedem Schritt neu gezogen wird.</translation>
    </message>
    <message>
        <source>Final weight w of the score&apos;s loss; the critic&apos;s loss has 1 - w.</source>
        <translation>Endgültiges Gewicht w des Bewertungsverlusts; der Verlust des Kritikers hat 1 - w.</translation>
    </message>
    <message>
        <source>w is 0 up to this step: the critic alone guides the captioner.</source>
        <translation>Bis zu diesem Schritt ist w 0: Der Kritiker allein führt den Captioner.</translation>
    </message>
    <message>
        <source>Steps over which w then rises to its final value.</source>
        <translation>Schritte, über die w dann auf seinen Endwert steigt.</translation>
    </message>
    <message>
        <source>Steps at the start in which only the critic trains and the captioner stays as it is.</source>
        <translation>Schritte am Anfang, in denen nur der Kritiker trainiert und der Captioner bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Share of the cosine in the text similarity; the rest is the L1 term.</source>
        <translation>Anteil des Kosinus an der Textähnlichkeit; der Rest ist der L1-Term.</translation>
    </message>
    <message>
        <source>Share of the cosine between caption and image in the CLIP score; the rest is the text similarity.</source>
        <translation>Anteil des Kosinus zwischen Text und Bild am CLIP-Wert; der Rest ist die Textähnlichkeit.</translation>
    </message>
    <message>
        <source>Weight of the CLIP score, the mix above (0 to 100), in a caption&apos;s score, which is the sum of weight times term. 0 leaves it out.</source>
        <translation>Gewicht des CLIP-Werts, der Mischung oben (0 bis 100), in der Bewertung eines Textes, der Summe aus Gewicht mal Term. 0 lässt ihn weg.</translation>
    </message>
    <message>
        <source>Weight of CIDEr-D against the image&apos;s own captions, 0 to 10; 1.0 is 100 in papers, so a weight of 100 puts it beside the CLIP score. Document frequencies come from the training captions.</source>
        <translation>Gewicht von CIDEr-D gegen die eigenen Texte des Bildes, 0 bis 10; 1,0 ist 100 in Artikeln, ein Gewicht von 100 stellt es also neben den CLIP-Wert. Dokumenthäufigkeiten kommen aus den Trainingstexten.</translation>
    </message>
    <message>
        <source>Weight of the caption&apos;s own BLEU-4 (0 to 1, as pycocoevalcap computes it for one image: not smoothed).</source>
        <translation>Gewicht des eigenen BLEU-4 des Textes (0 bis 1, wie pycocoevalcap es für ein Bild rechnet: ungeglättet).</translation>
    </message>
    <message>
        <source>Weight of the length term: minus the number of words more or fewer than reward.target_length.</source>
        <translation>Gewicht des Längenterms: minus die Zahl der Wörter über oder unter reward.target_length.</translation>
    </message>
    <message>
        <source>Length that the length term asks for.</source>
        <translation>Länge, die der Längenterm verlangt.</translation>
    </message>
    <message>
        <source>Weight of the repetition term: minus the share of the caption&apos;s n-grams that it said before (-1 to 0).</source>
        <translation>Gewicht des Wiederholungsterms: minus der Anteil der n-Gramme, die der Text schon sagte (-1 bis 0).</translation>
    </message>
    <message>
        <source>Length of the n-grams of the repetition term.</source>
        <translation>Länge der n-Gramme des Wiederholungsterms.</translation>
    </message>
    <message>
        <source>Weight of the word list: wanted words that a caption holds less unwanted ones, each counted once.</source>
        <translation>Gewicht der Wortliste: gewünschte Wörter im Text minus unerwünschte, jedes einmal gezählt.</translation>
    </message>
    <message>
        <source>Words or phrases with commas between them; a minus before one marks it unwanted: red, in the middle, -blurry.</source>
        <translation>Wörter oder Wendungen mit Kommas dazwischen; ein Minus davor macht sie unerwünscht: red, in the middle, -blurry.</translation>
    </message>
    <message>
        <source>File with more of them, one a line; # begins a comment.</source>
        <translation>Datei mit weiteren, eine je Zeile; # beginnt einen Kommentar.</translation>
    </message>
    <message>
        <source>Weight of what reward.command answers, in its own scale.</source>
        <translation>Gewicht dessen, was reward.command antwortet, in seiner eigenen Skala.</translation>
    </message>
    <message>
        <source>Command line, run by /bin/sh with your rights, that reads a JSON object a line (image_id, caption, references, remaining) and writes a number a line; higher is better.</source>
        <translation>Befehlszeile, von /bin/sh mit Ihren Rechten ausgeführt, die ein JSON-Objekt je Zeile liest (image_id, caption, references, remaining) und eine Zahl je Zeile schreibt; höher ist besser.</translation>
    </message>
    <message>
        <source>Longest wait for the command&apos;s answers to the captions of one batch, its start included.</source>
        <translation>Längste Wartezeit auf die Antworten des Befehls zu einem Batch, sein Start eingeschlossen.</translation>
    </message>
    <message>
        <source>Score that a sample must beat: that of the greedy caption, the mean of the image&apos;s other samples, a moving average of earlier steps&apos; scores, or 0. Holds for the critic&apos;s score too.</source>
        <translation>Wert, den eine Stichprobe übertreffen muss: der des Greedy-Texts, das Mittel der anderen Stichproben des Bildes, ein gleitendes Mittel früherer Schritte oder 0. Gilt auch für den Wert des Kritikers.</translation>
    </message>
    <message>
        <source>Moving average: how slowly it forgets; 0.99 remembers about 100 batches.</source>
        <translation>Gleitendes Mittel: wie langsam es vergisst; 0,99 erinnert sich an etwa 100 Batches.</translation>
    </message>
    <message>
        <source>Leaves the last token of a caption that hit the length limit out of its log-probability.</source>
        <translation>Lässt das letzte Token eines Textes, der die Längengrenze traf, aus seiner Log-Wahrscheinlichkeit weg.</translation>
    </message>
    <message>
        <source>Divides the advantages of a batch by their standard deviation (std), after taking off their mean (mean_std): the score&apos;s and the critic&apos;s then pull alike (Andrychowicz et al. 2021, arXiv 2006.05990).</source>
        <translation>Teilt die Vorteile eines Batches durch ihre Standardabweichung (std), nach Abzug ihres Mittels (mean_std): Bewertung und Kritiker ziehen dann gleich stark (Andrychowicz et al. 2021, arXiv 2006.05990).</translation>
    </message>
    <message>
        <source>Weight in the captioner&apos;s loss of its divergence from the captioner that the run started from, in nats per token over the whole vocabulary: keeps captions fluent (Jaques et al. 2017, arXiv 1611.02796). Keeps a second captioner in memory.</source>
        <translation>Gewicht der Divergenz vom anfänglichen Captioner im Verlust, in Nat je Token über das ganze Vokabular: hält Texte flüssig (Jaques et al. 2017, arXiv 1611.02796). Hält einen zweiten Captioner im Speicher.</translation>
    </message>
    <message>
        <source>Weight of the next-token distributions&apos; mean entropy, which is taken off the captioner&apos;s loss: keeps samples varied (Mnih et al. 2016, arXiv 1602.01783).</source>
        <translation>Gewicht der mittleren Entropie der Verteilungen des nächsten Tokens, die vom Verlust des Captioners abgezogen wird: hält Stichproben vielfältig (Mnih et al. 2016, arXiv 1602.01783).</translation>
    </message>
    <message>
        <source>Trains a critic. Off: the score is the only reward and w is 1.</source>
        <translation>Trainiert einen Kritiker. Aus: Die Bewertung ist die einzige Belohnung und w ist 1.</translation>
    </message>
    <message>
        <source>Updates of the critic for each of the captioner, each on new samples and new human captions (as in WGAN, arXiv 1701.07875).</source>
        <translation>Updates des Kritikers je Update des Captioners, jedes auf neuen Stichproben und neuen menschlichen Texten (wie in WGAN, arXiv 1701.07875).</translation>
    </message>
    <message>
        <source>The critic learns in every so many steps only; in the others it scores as it is.</source>
        <translation>Der Kritiker lernt nur alle so viele Schritte; in den anderen bewertet er, wie er ist.</translation>
    </message>
    <message>
        <source>Human captions get the label 1 minus this, so that the critic never grows too sure (one-sided; Salimans et al. 2016, arXiv 1606.03498).</source>
        <translation>Menschliche Texte bekommen das Label 1 minus dies, damit der Kritiker nie zu sicher wird (einseitig; Salimans et al. 2016, arXiv 1606.03498).</translation>
    </message>
    <message>
        <source>Gamma of the R1 penalty: gamma/2 times the squared gradient of the critic by the word embeddings of human captions (Mescheder et al. 2018, arXiv 1801.04406). The critic&apos;s step then takes about twice as long.</source>
        <translation>Gamma der R1-Strafe: gamma/2 mal der quadrierte Gradient des Kritikers nach den Wort-Embeddings menschlicher Texte (Mescheder et al. 2018, arXiv 1801.04406). Der Schritt des Kritikers dauert dann etwa doppelt so lang.</translation>
    </message>
    <message>
        <source>Computes the R1 penalty in every so many steps only, as many times stronger (Karras et al. 2020, arXiv 1912.04958).</source>
        <translation>Berechnet die R1-Strafe nur alle so viele Schritte, so vielmal stärker (Karras et al. 2020, arXiv 1912.04958).</translation>
    </message>
    <message>
        <source>Divides the matrices of the critic&apos;s head by their largest singular value (Miyato et al. 2018, arXiv 1802.05957).</source>
        <translation>Teilt die Matrizen des Kopfes des Kritikers durch ihren größten Singulärwert (Miyato et al. 2018, arXiv 1802.05957).</translation>
    </message>
    <message>
        <source>Earlier captions kept for the critic to see again (Shrivastava et al. 2017, arXiv 1612.07828). 0: none.</source>
        <translation>Frühere Texte, die der Kritiker wieder sieht (Shrivastava et al. 2017, arXiv 1612.07828). 0: keine.</translation>
    </message>
    <message>
        <source>Share of the generated captions in a critic&apos;s batch that come from the kept ones.</source>
        <translation>Anteil der erzeugten Texte eines Kritiker-Batches, der aus den aufgehobenen kommt.</translation>
    </message>
    <message>
        <source>Longest caption, the final period included.</source>
        <translation>Längster Text, der Schlusspunkt eingeschlossen.</translation>
    </message>
    <message>
        <source>Below 1 samples are more alike, above 1 more varied.</source>
        <translation>Unter 1 sind Stichproben ähnlicher, über 1 vielfältiger.</translation>
    </message>
    <message>
        <source>Samples from the k likeliest tokens. 0: from all.</source>
        <translation>Zieht aus den k wahrscheinlichsten Tokens. 0: aus allen.</translation>
    </message>
    <message>
        <source>Samples from the likeliest tokens that hold this much probability. 1: from all.</source>
        <translation>Zieht aus den wahrscheinlichsten Tokens mit zusammen dieser Wahrscheinlichkeit. 1: aus allen.</translation>
    </message>
    <message>
        <source>Above 1 makes tokens that were said before less likely.</source>
        <translation>Über 1 werden schon gesagte Tokens unwahrscheinlicher.</translation>
    </message>
    <message>
        <source>Stores captions of the watched images every so many steps. 0: never.</source>
        <translation>Speichert Texte der beobachteten Bilder alle so viele Schritte. 0: nie.</translation>
    </message>
    <message>
        <source>Validation images whose captions are followed through the run.</source>
        <translation>Validierungsbilder, deren Texte durch den Lauf verfolgt werden.</translation>
    </message>
    <message>
        <source>Images of the step&apos;s batch whose sampled captions are stored along with them.</source>
        <translation>Bilder des Schritt-Batches, deren gezogene Texte mitgespeichert werden.</translation>
    </message>
    <message>
        <source>Evaluates every so many steps. 0: after each epoch.</source>
        <translation>Wertet alle so viele Schritte aus. 0: nach jeder Epoche.</translation>
    </message>
    <message>
        <source>What picks the best checkpoint and stops a run early: a validation figure (CIDEr, BLEU-1 to BLEU-4, ROUGE-L, loss, R@1 and others), or SET/FIGURE of an evaluation set. Losses are best when small; a leading &apos;-&apos; says so of another figure. auto: CIDEr for a captioner, R@1 for a CLIP.</source>
        <translation>Was den besten Checkpoint wählt und früh abbricht: ein Validierungsmaß (CIDEr, BLEU-1 bis BLEU-4, ROUGE-L, loss, R@1 und andere) oder MENGE/MASS einer Auswertungsmenge. Verluste sind klein am besten; ein „-“ davor sagt das von einem anderen Maß. auto: CIDEr für einen Captioner, R@1 für ein CLIP.</translation>
    </message>
    <message>
        <source>Validation images captioned in an evaluation. 0: all.</source>
        <translation>Validierungsbilder, die in einer Auswertung beschrieben werden. 0: alle.</translation>
    </message>
    <message>
        <source>More sets evaluated along with the validation set: name=annotations, or name=annotations@folder of images, with &apos;;&apos; between sets. A set&apos;s figures are NAME/CIDEr and so on; a file with splits gives its test images, and one with domains (nocaps) figures of each domain besides.</source>
        <translation>Weitere Mengen, die mit der Validierungsmenge ausgewertet werden: name=annotations oder name=annotations@Bilderordner, mit „;“ dazwischen. Ihre Maße heißen NAME/CIDEr usw.; eine Datei mit Aufteilung gibt ihre Testbilder, eine mit Domänen (nocaps) zudem Maße je Domäne.</translation>
    </message>
    <message>
        <source>Evaluates the best checkpoint on the test set at the end.</source>
        <translation>Wertet am Ende den besten Checkpoint auf der Testmenge aus.</translation>
    </message>
    <message>
        <source>Writes a checkpoint every so many steps. 0: only with evaluations and at the end.</source>
        <translation>Schreibt alle so viele Schritte einen Checkpoint. 0: nur bei Auswertungen und am Ende.</translation>
    </message>
    <message>
        <source>Newest checkpoints kept; the best ones stay besides.</source>
        <translation>Neueste Checkpoints, die bleiben; die besten bleiben außerdem.</translation>
    </message>
    <message>
        <source>Checkpoints kept with the best evaluation.metric.</source>
        <translation>Checkpoints mit dem besten evaluation.metric, die bleiben.</translation>
    </message>
    <message>
        <source>Also writes a checkpoint every so many steps and keeps it for ever. 0: none.</source>
        <translation>Schreibt außerdem alle so viele Schritte einen Checkpoint und behält ihn für immer. 0: keinen.</translation>
    </message>
    <message>
        <source>Best checkpoints hold critic and optimisers too, so that a branch goes on from them exactly. They take four times the room.</source>
        <translation>Beste Checkpoints enthalten auch Kritiker und Optimierer, sodass ein Zweig genau von ihnen weitergeht. Sie brauchen viermal so viel Platz.</translation>
    </message>
    <message>
        <source>Ends the run after so many evaluations without a better one. 0: off.</source>
        <translation>Beendet den Lauf nach so vielen Auswertungen ohne bessere. 0: aus.</translation>
    </message>
    <message>
        <source>New language model: size of the vocabulary.</source>
        <translation>Neues Sprachmodell: Größe des Vokabulars.</translation>
    </message>
    <message>
        <source>New language model: folder with vocab.json and merges.txt. Empty: trained on the captions.</source>
        <translation>Neues Sprachmodell: Ordner mit vocab.json und merges.txt. Leer: auf den Texten trainiert.</translation>
    </message>
    <message>
        <source>New language model: longest text, prefix included.</source>
        <translation>Neues Sprachmodell: längster Text, Präfix eingeschlossen.</translation>
    </message>
    <message>
        <source>New language model: width, a multiple of the heads.</source>
        <translation>Neues Sprachmodell: Breite, ein Vielfaches der Köpfe.</translation>
    </message>
    <message>
        <source>New language model: blocks.</source>
        <translation>Neues Sprachmodell: Blöcke.</translation>
    </message>
    <message>
        <source>New language model: attention heads.</source>
        <translation>Neues Sprachmodell: Aufmerksamkeitsköpfe.</translation>
    </message>
    <message>
        <source>New language model: dropout. One that is loaded keeps its own.</source>
        <translation>Neues Sprachmodell: Dropout. Ein geladenes behält seinen eigenen.</translation>
    </message>
    <message>
        <source>New critic: size of the vocabulary.</source>
        <translation>Neuer Kritiker: Größe des Vokabulars.</translation>
    </message>
    <message>
        <source>New critic: folder with vocab.json and merges.txt. Empty: trained on the corpus.</source>
        <translation>Neuer Kritiker: Ordner mit vocab.json und merges.txt. Leer: auf dem Korpus trainiert.</translation>
    </message>
    <message>
        <source>New critic: longest text plus 2.</source>
        <translation>Neuer Kritiker: längster Text plus 2.</translation>
    </message>
    <message>
        <source>New critic: width, a multiple of the heads.</source>
        <translation>Neuer Kritiker: Breite, ein Vielfaches der Köpfe.</translation>
    </message>
    <message>
        <source>New critic: blocks.</source>
        <translation>Neuer Kritiker: Blöcke.</translation>
    </message>
    <message>
        <source>New critic: attention heads.</source>
        <translation>Neuer Kritiker: Aufmerksamkeitsköpfe.</translation>
    </message>
    <message>
        <source>New critic: dropout. One that is loaded keeps its own.</source>
        <translation>Neuer Kritiker: Dropout. Ein geladener behält seinen eigenen.</translation>
    </message>
    <message>
        <source>New CLIP: size of an embedding.</source>
        <translation>Neues CLIP: Größe eines Embeddings.</translation>
    </message>
    <message>
        <source>New CLIP: side of the square that images are cut to.</source>
        <translation>Neues CLIP: Seite des Quadrats, auf das Bilder zugeschnitten werden.</translation>
    </message>
    <message>
        <source>New CLIP: side of a patch; divides the image size.</source>
        <translation>Neues CLIP: Seite eines Patches; teilt die Bildgröße.</translation>
    </message>
    <message>
        <source>New CLIP: width of the image tower, a multiple of its heads.</source>
        <translation>Neues CLIP: Breite des Bildturms, ein Vielfaches seiner Köpfe.</translation>
    </message>
    <message>
        <source>New CLIP: blocks of the image tower.</source>
        <translation>Neues CLIP: Blöcke des Bildturms.</translation>
    </message>
    <message>
        <source>New CLIP: attention heads of the image tower.</source>
        <translation>Neues CLIP: Aufmerksamkeitsköpfe des Bildturms.</translation>
    </message>
    <message>
        <source>New CLIP: width of the text tower, a multiple of its heads.</source>
        <translation>Neues CLIP: Breite des Textturms, ein Vielfaches seiner Köpfe.</translation>
    </message>
    <message>
        <source>New CLIP: blocks of the text tower.</source>
        <translation>Neues CLIP: Blöcke des Textturms.</translation>
    </message>
    <message>
        <source>New CLIP: attention heads of the text tower.</source>
        <translation>Neues CLIP: Aufmerksamkeitsköpfe des Textturms.</translation>
    </message>
    <message>
        <source>New CLIP: size of the vocabulary.</source>
        <translation>Neues CLIP: Größe des Vokabulars.</translation>
    </message>
    <message>
        <source>New CLIP: longest text; longer ones are cut.</source>
        <translation>Neues CLIP: längster Text; längere werden gekürzt.</translation>
    </message>
    <message>
        <source>New CLIP: folder with vocab.json and merges.txt. Empty: trained on the captions.</source>
        <translation>Neues CLIP: Ordner mit vocab.json und merges.txt. Leer: auf den Texten trainiert.</translation>
    </message>
    <message>
        <source>Training images and captions: COCO&apos;s or Karpathy&apos;s JSON, Flickr8k&apos;s or Flickr30k&apos;s file, Conceptual Captions&apos; TSV, JSON Lines, CSV, a folder of images with .txt files, or a .pkl of ClipCap, CapDec or CgtGAN, whose embeddings are then used. A file with splits gives its training part, and the others where none is named.</source>
        <translation>Trainingsbilder und Texte: JSON von COCO oder Karpathy, Datei von Flickr8k oder Flickr30k, TSV von Conceptual Captions, JSON Lines, CSV, ein Ordner mit Bildern und .txt-Dateien oder eine .pkl von ClipCap, CapDec oder CgtGAN, deren Embeddings dann genutzt werden. Eine Datei mit Aufteilung gibt ihren Trainingsteil, und die anderen, wo keine genannt sind.</translation>
    </message>
    <message>
        <source>CLIP embeddings of dataset.train&apos;s images made elsewhere (.npy, .npz, .safetensors, .pt, .pkl): rows in the file&apos;s order of images, or with &quot;image_ids&quot;. No picture is then read. Empty: models.clip makes them.</source>
        <translation>Anderswo gemachte CLIP-Embeddings der Bilder von dataset.train (.npy, .npz, .safetensors, .pt, .pkl): Zeilen in der Bildreihenfolge der Datei oder mit &quot;image_ids&quot;. Dann wird kein Bild gelesen. Leer: models.clip macht sie.</translation>
    </message>
    <message>
        <source>The same of dataset.validation.</source>
        <translation>Dasselbe zu dataset.validation.</translation>
    </message>
    <message>
        <source>The same of dataset.test.</source>
        <translation>Dasselbe zu dataset.test.</translation>
    </message>
    <message>
        <source>Evaluations measure METEOR too. Its synonyms come from WordNet 3.0 (Debian&apos;s wordnet-base), its paraphrases from paraphrase-en.gz (pip install pycocoevalcap); a warning tells of stages that cannot run.</source>
        <translation>Auswertungen messen auch METEOR. Die Synonyme kommen aus WordNet 3.0 (Debians wordnet-base), die Paraphrasen aus paraphrase-en.gz (pip install pycocoevalcap); eine Warnung nennt Stufen, die nicht laufen können.</translation>
    </message>
    <message>
        <source>Watches the run&apos;s figures and warns when one of the rules below is broken.</source>
        <translation>Beobachtet die Werte des Laufs und warnt, wenn eine der Regeln unten verletzt ist.</translation>
    </message>
    <message>
        <source>Pauses the run when a rule raises an alarm.</source>
        <translation>Hält den Lauf an, wenn eine Regel Alarm schlägt.</translation>
    </message>
    <message>
        <source>Alarm when the critic&apos;s accuracy, over 20 steps, is above this: it tells every caption, and its reward says nothing any more. 0: off.</source>
        <translation>Alarm, wenn die Genauigkeit des Kritikers über 20 Schritte höher ist: Er erkennt jeden Text, und seine Belohnung sagt nichts mehr. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the critic&apos;s accuracy, over 40 steps, is below this: it guesses. 0: off.</source>
        <translation>Alarm, wenn die Genauigkeit des Kritikers über 40 Schritte niedriger ist: Er rät. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the distinct pairs of neighbouring tokens among sampled captions, over 20 steps, fall below this share of the most there were. 0: off.</source>
        <translation>Alarm, wenn die verschiedenen Paare benachbarter Tokens in gezogenen Texten über 20 Schritte unter diesen Anteil ihres Höchststands fallen. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when more of the sampled captions than this, over 20 steps, repeat another one of the batch. 0: off.</source>
        <translation>Alarm, wenn über 20 Schritte mehr als dieser Anteil der gezogenen Texte einen anderen des Batches wiederholt. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the entropy of the next token, over 20 steps, is below this. 0: off.</source>
        <translation>Alarm, wenn die Entropie des nächsten Tokens über 20 Schritte niedriger ist. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when more of the sampled captions than this, over 20 steps, ran into decoding.max_length. 0: off.</source>
        <translation>Alarm, wenn über 20 Schritte mehr als dieser Anteil der gezogenen Texte in decoding.max_length lief. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the self-BLEU of an evaluation is above this: captions are alike. 0: off.</source>
        <translation>Alarm, wenn die Self-BLEU einer Auswertung höher ist: Texte gleichen sich. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when val/CIDEr or val/CLIPScore has lost more than this share of its best while the reward is no smaller than it was then. 0: off.</source>
        <translation>Alarm, wenn val/CIDEr oder val/CLIPScore mehr als diesen Anteil des besten Werts verloren hat, während die Belohnung nicht kleiner ist als damals. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the captioner&apos;s gradient norm is more than so many times the median of the 50 steps before. 0: off.</source>
        <translation>Alarm, wenn die Gradientennorm des Captioners mehr als so viele Male den Median der 50 Schritte davor beträgt. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the captioner&apos;s gradient norm, as the median of 20 steps, is more than so many times optimizer.clip_norm: most of each gradient is clipped away. 0: off.</source>
        <translation>Alarm, wenn die Gradientennorm des Captioners, als Median von 20 Schritten, mehr als so viele Male optimizer.clip_norm beträgt: Der größte Teil jedes Gradienten wird weggekappt. 0: aus.</translation>
    </message>
    <message>
        <source>Alarm when the standard deviation of the advantages, over 20 steps, is below this share of the mean reward: all captions of an image score alike, and nothing is learnt from them. 0: off.</source>
        <translation>Alarm, wenn die Standardabweichung der Vorteile über 20 Schritte unter diesem Anteil der mittleren Belohnung liegt: Alle Texte eines Bildes werden ähnlich bewertet, und nichts wird aus ihnen gelernt. 0: aus.</translation>
    </message>
    <message>
        <source>CLIP: embeds images and scores captions. A directory in Hugging Face&apos;s layout or a file of OpenAI&apos;s (RN50.pt, ViT-B-32.pt) with bpe_simple_vocab_16e6.txt.gz beside it; for the likelihood objective on images BLIP&apos;s image encoder too. Empty only where the contrastive objective trains a new one.</source>
        <translation>CLIP: bettet Bilder ein und bewertet Texte. Ein Ordner nach Hugging Faces Aufbau oder eine Datei von OpenAI (RN50.pt, ViT-B-32.pt) mit bpe_simple_vocab_16e6.txt.gz daneben; für das Ziel likelihood auf Bildern auch der Bild-Encoder von BLIP. Leer nur, wo das Ziel contrastive ein neues trainiert.</translation>
    </message>
    <message>
        <source>What of an image the captioner hears: CLIP&apos;s embedding, or the pooler output before its projection (clip-gpt-captioning). The latter cannot be compared with texts: likelihood objective on images only.</source>
        <translation>Was der Captioner von einem Bild erfährt: das Embedding von CLIP oder die Pooler-Ausgabe vor dessen Projektion (clip-gpt-captioning). Letztere lässt sich nicht mit Texten vergleichen: nur für das Ziel likelihood auf Bildern.</translation>
    </message>
</context>
<context>
    <name>ParameterName</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Compat</source>
        <translation>Kompatibilität</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Validation fraction</source>
        <translation>Validierungsanteil</translation>
    </message>
    <message>
        <source>Test fraction</source>
        <translation>Testanteil</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>Teilungszahl</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Bereinigung</translation>
    </message>
    <message>
        <source>Rebalance gender</source>
        <translation>Geschlechterausgleich</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>Diskriminator</translation>
    </message>
    <message>
        <source>Captioner</source>
        <translation>Captioner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Prefix length</source>
        <translation>Präfixlänge</translation>
    </message>
    <message>
        <source>Clip length</source>
        <translation>CLIP-Länge</translation>
    </message>
    <message>
        <source>Num layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Num heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Mlp ratio</source>
        <translation>MLP-Faktor</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Phase start</source>
        <translation>Phasenbeginn</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Max steps</source>
        <translation>Höchstschritte</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Samples per image</source>
        <translation>Stichproben je Bild</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>Akkumulation</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>Drop last</source>
        <translation>Letzten weglassen</translation>
    </message>
    <message>
        <source>Freeze language model</source>
        <translation>Sprachmodell einfrieren</translation>
    </message>
    <message>
        <source>Language model freezing</source>
        <translation>Einfrieren des Sprachmodells</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Activation checkpointing</source>
        <translation>Aktivierungs-Checkpointing</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>Deterministisch</translation>
    </message>
    <message>
        <source>Tf32</source>
        <translation>TF32</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Paired</source>
        <translation>Gepaart</translation>
    </message>
    <message>
        <source>Normalize prefix</source>
        <translation>Präfix normieren</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Noise variance</source>
        <translation>Rauschvarianz</translation>
    </message>
    <message>
        <source>Modality offset</source>
        <translation>Modalitätsversatz</translation>
    </message>
    <message>
        <source>Modality offset file</source>
        <translation>Modalitätsversatzdatei</translation>
    </message>
    <message>
        <source>Max length</source>
        <translation>Höchstlänge</translation>
    </message>
    <message>
        <source>Freeze logit scale</source>
        <translation>Logit-Skala einfrieren</translation>
    </message>
    <message>
        <source>Logit scale</source>
        <translation>Logit-Skala</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Discriminator learning rate</source>
        <translation>Lernrate des Diskriminators</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
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
        <translation>Aufwärmschritte</translation>
    </message>
    <message>
        <source>Discriminator warmup steps</source>
        <translation>Aufwärmschritte Diskriminator</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Lernratenplan</translation>
    </message>
    <message>
        <source>Minimum learning rate factor</source>
        <translation>Kleinster Lernratenfaktor</translation>
    </message>
    <message>
        <source>Schedule power</source>
        <translation>Exponent des Plans</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Ema decay</source>
        <translation>EMA-Abnahme</translation>
    </message>
    <message>
        <source>Ema warmup</source>
        <translation>EMA-Aufwärmen</translation>
    </message>
    <message>
        <source>Loss scale</source>
        <translation>Verlustskala</translation>
    </message>
    <message>
        <source>Loss scale growth interval</source>
        <translation>Wachstum der Verlustskala</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Start step</source>
        <translation>Startschritt</translation>
    </message>
    <message>
        <source>Ramp steps</source>
        <translation>Anstiegsschritte</translation>
    </message>
    <message>
        <source>Discriminator only steps</source>
        <translation>Nur-Kritiker-Schritte</translation>
    </message>
    <message>
        <source>Cosine weight</source>
        <translation>Kosinusgewicht</translation>
    </message>
    <message>
        <source>CLIP weight</source>
        <translation>CLIP-Gewicht</translation>
    </message>
    <message>
        <source>CLIP score weight</source>
        <translation>CLIP-Wert-Gewicht</translation>
    </message>
    <message>
        <source>CIDEr weight</source>
        <translation>CIDEr-Gewicht</translation>
    </message>
    <message>
        <source>BLEU-4 weight</source>
        <translation>BLEU-4-Gewicht</translation>
    </message>
    <message>
        <source>Length weight</source>
        <translation>Längengewicht</translation>
    </message>
    <message>
        <source>Target length</source>
        <translation>Ziellänge</translation>
    </message>
    <message>
        <source>Repetition weight</source>
        <translation>Wiederholungsgewicht</translation>
    </message>
    <message>
        <source>Repetition ngram</source>
        <translation>Wiederholungs-n-Gramm</translation>
    </message>
    <message>
        <source>Words weight</source>
        <translation>Wörtergewicht</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Word list</source>
        <translation>Wortliste</translation>
    </message>
    <message>
        <source>Command weight</source>
        <translation>Befehlsgewicht</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Command timeout</source>
        <translation>Zeitgrenze des Befehls</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Baseline decay</source>
        <translation>Baseline-Abnahme</translation>
    </message>
    <message>
        <source>Mask forced stop</source>
        <translation>Zwangsende maskieren</translation>
    </message>
    <message>
        <source>Normalize advantage</source>
        <translation>Vorteil normieren</translation>
    </message>
    <message>
        <source>Entropy weight</source>
        <translation>Entropiegewicht</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Label-Glättung</translation>
    </message>
    <message>
        <source>R1 weight</source>
        <translation>R1-Gewicht</translation>
    </message>
    <message>
        <source>R1 every</source>
        <translation>R1 alle</translation>
    </message>
    <message>
        <source>Spectral norm</source>
        <translation>Spektralnorm</translation>
    </message>
    <message>
        <source>Replay capacity</source>
        <translation>Wiederholungsspeicher</translation>
    </message>
    <message>
        <source>Replay share</source>
        <translation>Wiederholungsanteil</translation>
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
        <translation>Wiederholungsstrafe</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Batch images</source>
        <translation>Bilder des Batches</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Mengen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep best</source>
        <translation>Beste behalten</translation>
    </message>
    <message>
        <source>Keep every</source>
        <translation>Behalten alle</translation>
    </message>
    <message>
        <source>Best state</source>
        <translation>Bester, voll</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Vocab size</source>
        <translation>Vokabulargröße</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Max position embeddings</source>
        <translation>Höchste Textlänge</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Num hidden layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Num attention heads</source>
        <translation>Aufmerksamkeitsköpfe</translation>
    </message>
    <message>
        <source>Projection dim</source>
        <translation>Embeddinggröße</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>Patchgröße</translation>
    </message>
    <message>
        <source>Vision hidden size</source>
        <translation>Breite des Bildturms</translation>
    </message>
    <message>
        <source>Vision layers</source>
        <translation>Bildschichten</translation>
    </message>
    <message>
        <source>Vision heads</source>
        <translation>Bildköpfe</translation>
    </message>
    <message>
        <source>Text hidden size</source>
        <translation>Breite des Textturms</translation>
    </message>
    <message>
        <source>Text layers</source>
        <translation>Textschichten</translation>
    </message>
    <message>
        <source>Text heads</source>
        <translation>Textköpfe</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>Validation embeddings</source>
        <translation>Validierungs-Embeddings</translation>
    </message>
    <message>
        <source>Test embeddings</source>
        <translation>Test-Embeddings</translation>
    </message>
    <message>
        <source>Meteor</source>
        <translation>Meteor</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Critic saturated</source>
        <translation>Kritiker gesättigt</translation>
    </message>
    <message>
        <source>Critic blind</source>
        <translation>Kritiker blind</translation>
    </message>
    <message>
        <source>Distinct 2</source>
        <translation>Distinct 2</translation>
    </message>
    <message>
        <source>Repeated captions</source>
        <translation>Wiederholte Texte</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Cut captions</source>
        <translation>Gekürzte Texte</translation>
    </message>
    <message>
        <source>Self bleu</source>
        <translation>Self-BLEU</translation>
    </message>
    <message>
        <source>Reward hacking</source>
        <translation>Reward Hacking</translation>
    </message>
    <message>
        <source>Gradient spike</source>
        <translation>Gradientenspitze</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Kappung</translation>
    </message>
    <message>
        <source>Advantage spread</source>
        <translation>Vorteilsstreuung</translation>
    </message>
    <message>
        <source>KL weight</source>
        <translation>KL-Gewicht</translation>
    </message>
    <message>
        <source>Image features</source>
        <translation>Bildmerkmale</translation>
    </message>
</context>
<context>
    <name>ParameterUnit</name>
    <message>
        <source>vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>Bildtexte</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nat</translation>
    </message>
</context>
<context>
    <name>PictureDecoding</name>
    <message>
        <source>The run stored no path for this picture.</source>
        <translation>Der Lauf hat zu diesem Bild keinen Pfad gespeichert.</translation>
    </message>
</context>
<context>
    <name>PictureFetches</name>
    <message>
        <source>The server did not send the picture.</source>
        <translation>Der Server hat das Bild nicht gesendet.</translation>
    </message>
</context>
<context>
    <name>PictureTags</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>wrong object</source>
        <translation>falsches Objekt</translation>
    </message>
    <message>
        <source>wrong colour</source>
        <translation>falsche Farbe</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>falsche Anzahl</translation>
    </message>
    <message>
        <source>wrong relation</source>
        <translation>falsche Beziehung</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgehackt</translation>
    </message>
    <message>
        <source>discuss</source>
        <translation>besprechen</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>CgtGAN (defaults)</source>
        <translation>CgtGAN (Vorgaben)</translation>
    </message>
    <message>
        <source>Every parameter at its default.</source>
        <translation>Jeder Parameter mit seiner Vorgabe.</translation>
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
            <numerusform>%n Experiment aus der Schlange nehmen</numerusform>
            <numerusform>%n Experimente aus der Schlange nehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>reorder the queue</source>
        <translation>Warteschlange umordnen</translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>best %1</source>
        <translation>bestes %1</translation>
    </message>
    <message>
        <source>The best value that any evaluation of the run gave.</source>
        <translation>Der beste Wert aller Auswertungen des Laufs.</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>letztes %1</translation>
    </message>
    <message>
        <source>The newest value of this curve.</source>
        <translation>Der neueste Wert dieser Kurve.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>The last step stored; compare values of like steps.</source>
        <translation>Der letzte gespeicherte Schritt; Werte gleicher Schritte vergleichen.</translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>%n Lauf löschen</numerusform>
            <numerusform>%n Läufe löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>rename run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>change a run&apos;s colour</source>
        <translation>Farbe eines Laufs ändern</translation>
    </message>
    <message numerus="yes">
        <source>archive %n run(s)</source>
        <translation>
            <numerusform>%n Lauf archivieren</numerusform>
            <numerusform>%n Läufe archivieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n run(s) out of the archive</source>
        <translation>
            <numerusform>%n Lauf aus dem Archiv holen</numerusform>
            <numerusform>%n Läufe aus dem Archiv holen</numerusform>
        </translation>
    </message>
    <message>
        <source>change tags and note</source>
        <translation>Tags und Notiz ändern</translation>
    </message>
</context>
<context>
    <name>RunState</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
</context>
<context>
    <name>ScoreKind</name>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Reward: what the generator is trained to raise, the sum of the recipe&apos;s terms times their weights (cosine, L1 and CLIP alone: 0 to 100); higher is better.</source>
        <translation>Belohnung: was der Generator zu erhöhen lernt, die gewichtete Summe der Terme des Rezepts (nur Kosinus, L1 und CLIP: 0 bis 100); höher ist besser.</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Cosine: how well the caption&apos;s CLIP embedding points where the target text embedding points, times CLIP&apos;s scale; higher is better.</source>
        <translation>Kosinus: wie gut das CLIP-Embedding des Textes in Richtung des Zieltext-Embeddings zeigt, mal CLIPs Skala; höher ist besser.</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L1: closeness of the caption&apos;s and the target&apos;s CLIP embeddings by mean absolute difference, times CLIP&apos;s scale; higher is closer.</source>
        <translation>L1: Nähe der CLIP-Embeddings von Text und Ziel nach mittlerer absoluter Differenz, mal CLIPs Skala; höher ist näher.</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>CLIP: agreement of the caption with the picture itself as CLIP sees it, times CLIP&apos;s scale; higher is better.</source>
        <translation>CLIP: Übereinstimmung des Textes mit dem Bild selbst, wie CLIP es sieht, mal CLIPs Skala; höher ist besser.</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>Kritiker</translation>
    </message>
    <message>
        <source>Critic: the discriminator&apos;s probability that a human wrote the caption; near 1 fools it.</source>
        <translation>Kritiker: Wahrscheinlichkeit des Diskriminators, dass ein Mensch den Text schrieb; nahe 1 täuscht ihn.</translation>
    </message>
    <message>
        <source>Advantage</source>
        <translation>Vorteil</translation>
    </message>
    <message>
        <source>Advantage: reward minus the baseline; captions above 0 become more likely, those below less likely.</source>
        <translation>Vorteil: Belohnung minus Baseline; Texte über 0 werden wahrscheinlicher, die darunter unwahrscheinlicher.</translation>
    </message>
    <message>
        <source>Log probability</source>
        <translation>Log-Wahrsch.</translation>
    </message>
    <message>
        <source>Log probability: mean over the caption&apos;s tokens of the generator&apos;s log probability; nearer to 0 means surer.</source>
        <translation>Log-Wahrscheinlichkeit: Mittel über die Tokens des Textes; näher an 0 heißt sicherer.</translation>
    </message>
    <message>
        <source>CIDEr</source>
        <translation>CIDEr</translation>
    </message>
    <message>
        <source>CIDEr: agreement with the human references, rare words counting more; shown times 100, higher is better.</source>
        <translation>CIDEr: Übereinstimmung mit den menschlichen Referenzen, seltene Wörter zählen mehr; mal 100 gezeigt, höher ist besser.</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>BLEU-4: share of the caption&apos;s one- to four-word runs that the references have, of this caption alone; 0 to 1, higher is better.</source>
        <translation>BLEU-4: Anteil der Ein- bis Vierwortfolgen des Textes, die die Referenzen haben, für diesen Text allein; 0 bis 1, höher ist besser.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Length: minus the words that the caption has more or fewer than reward.target_length; 0 is best.</source>
        <translation>Länge: minus die Wörter, die der Text mehr oder weniger hat als reward.target_length; 0 ist das Beste.</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Repetition: minus the share of the caption&apos;s runs of words that it said before; 0 is best.</source>
        <translation>Wiederholung: minus der Anteil der Wortfolgen des Textes, die er schon sagte; 0 ist das Beste.</translation>
    </message>
    <message>
        <source>Word list</source>
        <translation>Wortliste</translation>
    </message>
    <message>
        <source>Word list: wanted words in the caption less unwanted ones; higher is better.</source>
        <translation>Wortliste: gewünschte Wörter im Text minus unerwünschte; höher ist besser.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Command: what reward.command answered for the caption; higher is better.</source>
        <translation>Befehl: was reward.command zum Text antwortete; höher ist besser.</translation>
    </message>
    <message>
        <source>A score that the run stored with its captions.</source>
        <translation>Ein Wert, den der Lauf mit seinen Texten gespeichert hat.</translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Loss of the captioner: the policy-gradient losses of the score and of the critic.</source>
        <translation>Verlust des Captioners: die Policy-Gradient-Verluste der Bewertung und des Kritikers.</translation>
    </message>
    <message>
        <source>Loss of the critic: how badly it tells human captions from generated ones.</source>
        <translation>Verlust des Kritikers: wie schlecht er menschliche von erzeugten Texten unterscheidet.</translation>
    </message>
    <message>
        <source>Mean score of the sampled captions, before the baseline: the sum of the recipe&apos;s terms times their weights.</source>
        <translation>Mittlere Bewertung der gezogenen Texte vor der Baseline: die gewichtete Summe der Terme des Rezepts.</translation>
    </message>
    <message>
        <source>CIDEr-D of the sampled captions, not weighted; 1.0 is 100 in papers.</source>
        <translation>CIDEr-D der gezogenen Texte, ungewichtet; 1,0 ist 100 in Artikeln.</translation>
    </message>
    <message>
        <source>BLEU-4 of the sampled captions, each alone, not weighted; 0 to 1.</source>
        <translation>BLEU-4 der gezogenen Texte, jeder für sich, ungewichtet; 0 bis 1.</translation>
    </message>
    <message>
        <source>Minus the words by which samples miss reward.target_length, not weighted.</source>
        <translation>Minus die Wörter, um die Stichproben reward.target_length verfehlen, ungewichtet.</translation>
    </message>
    <message>
        <source>Minus the share of word runs that samples repeat, not weighted; -1 to 0.</source>
        <translation>Minus der Anteil wiederholter Wortfolgen der Stichproben, ungewichtet; -1 bis 0.</translation>
    </message>
    <message>
        <source>Wanted words in a sample less unwanted ones, not weighted.</source>
        <translation>Gewünschte Wörter einer Stichprobe minus unerwünschte, ungewichtet.</translation>
    </message>
    <message>
        <source>What reward.command answered for the samples, not weighted.</source>
        <translation>Was reward.command zu den Stichproben antwortete, ungewichtet.</translation>
    </message>
    <message>
        <source>How far samples beat their baseline, on average.</source>
        <translation>Wie weit Stichproben ihre Baseline übertreffen, im Mittel.</translation>
    </message>
    <message>
        <source>The score&apos;s part of the captioner&apos;s loss.</source>
        <translation>Teil der Bewertung am Verlust des Captioners.</translation>
    </message>
    <message>
        <source>The critic&apos;s part of the captioner&apos;s loss.</source>
        <translation>Teil des Kritikers am Verlust des Captioners.</translation>
    </message>
    <message>
        <source>Cosine between caption and text target, 0 to 100.</source>
        <translation>Kosinus zwischen Bildtext und Textziel, 0 bis 100.</translation>
    </message>
    <message>
        <source>L1 similarity between caption and text target, 0 to 100.</source>
        <translation>L1-Ähnlichkeit zwischen Bildtext und Textziel, 0 bis 100.</translation>
    </message>
    <message>
        <source>Cosine between caption and image, 0 to 100.</source>
        <translation>Kosinus zwischen Bildtext und Bild, 0 bis 100.</translation>
    </message>
    <message>
        <source>Mean raw output of the critic for the samples; higher means more human.</source>
        <translation>Mittlere Rohausgabe des Kritikers für die Stichproben; höher heißt menschlicher.</translation>
    </message>
    <message>
        <source>Weight of the score&apos;s loss now.</source>
        <translation>Jetziges Gewicht des Bewertungsverlusts.</translation>
    </message>
    <message>
        <source>Mean raw output of the critic for human captions minus that for generated ones.</source>
        <translation>Mittlere Rohausgabe des Kritikers für menschliche Texte minus die für erzeugte.</translation>
    </message>
    <message>
        <source>Share of human captions that the critic takes for human.</source>
        <translation>Anteil der menschlichen Texte, die der Kritiker für menschlich hält.</translation>
    </message>
    <message>
        <source>Share of generated captions that the critic takes for generated.</source>
        <translation>Anteil der erzeugten Texte, die der Kritiker für erzeugt hält.</translation>
    </message>
    <message>
        <source>R1 penalty: the critic&apos;s squared slope at human captions, before its weight.</source>
        <translation>R1-Strafe: quadrierte Steigung des Kritikers an menschlichen Texten, vor ihrem Gewicht.</translation>
    </message>
    <message>
        <source>Divergence from the captioner that the run started from, in nats per token.</source>
        <translation>Divergenz vom Captioner, mit dem der Lauf begann, in Nat je Token.</translation>
    </message>
    <message>
        <source>CIDEr of greedy captions on the validation set; 1.0 is 100 in papers.</source>
        <translation>CIDEr der Greedy-Texte auf der Validierungsmenge; 1,0 ist 100 in Artikeln.</translation>
    </message>
</context>
<context>
    <name>ServerAddress</name>
    <message>
        <source>An address looks like ssh://user@host/path/runs.vignette (the user and a port are optional).</source>
        <translation>Eine Adresse sieht aus wie ssh://user@host/path/runs.vignette (Benutzer und Port sind freiwillig).</translation>
    </message>
    <message>
        <source>Leave the password out of the address: ssh asks for it, or uses your key.</source>
        <translation>Das Passwort gehört nicht in die Adresse: ssh fragt danach oder nutzt den Schlüssel.</translation>
    </message>
    <message>
        <source>The user&apos;s name has characters that no login has.</source>
        <translation>Der Benutzername hat Zeichen, die kein Login hat.</translation>
    </message>
    <message>
        <source>The host&apos;s name is missing, or has characters that no host has.</source>
        <translation>Der Name des Rechners fehlt oder hat Zeichen, die kein Rechnername hat.</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535.</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>The path of a store&apos;s file on the server is missing: ssh://host/path/runs.vignette.</source>
        <translation>Der Pfad der Speicherdatei auf dem Server fehlt: ssh://host/path/runs.vignette.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Trains image captioners against a critic and shows them learning.</source>
        <translation>Trainiert Captioner gegen einen Kritiker und zeigt, wie sie lernen.</translation>
    </message>
    <message>
        <source>Open the experiments in FILE (made if missing).</source>
        <translation>Die Experimente in DATEI öffnen (wird angelegt, wenn sie fehlt).</translation>
    </message>
    <message>
        <source>Open the demo.</source>
        <translation>Die Demo öffnen.</translation>
    </message>
    <message>
        <source>A store to open.</source>
        <translation>Ein Speicher zum Öffnen.</translation>
    </message>
</context>
<context>
    <name>vignette::AskView</name>
    <message>
        <source>While a run trains, ask it for a caption of any picture, or for an evaluation.

It answers after its step, also while paused, and trains on exactly as it would have. Drop a picture here.</source>
        <translation>Während ein Lauf trainiert, hier nach dem Text zu einem beliebigen Bild oder nach einer Auswertung fragen.

Er antwortet nach seinem Schritt, auch pausiert, und trainiert genau so weiter, wie er es sonst getan hätte. Ein Bild kann hierher gezogen werden.</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>Jetzt auswerten</translation>
    </message>
    <message>
        <source>Scores the validation and evaluation sets by the weights of the moment</source>
        <translation>Bewertet Validierungs- und Auswertungsmengen mit den jetzigen Gewichten</translation>
    </message>
    <message>
        <source>Caption a picture…</source>
        <translation>Bild beschreiben…</translation>
    </message>
    <message>
        <source>Captions any picture by the weights of the moment</source>
        <translation>Beschreibt ein beliebiges Bild mit den jetzigen Gewichten</translation>
    </message>
    <message>
        <source>Sampled captions besides the greedy one</source>
        <translation>Gezogene Texte neben dem Greedy-Text</translation>
    </message>
    <message>
        <source> samples</source>
        <translation> Stichproben</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>Kritiker</translation>
    </message>
    <message>
        <source>log p</source>
        <translation>log p</translation>
    </message>
    <message>
        <source>Cosine of caption and picture times CLIP&apos;s scale</source>
        <translation>Kosinus von Text und Bild mal CLIPs Skala</translation>
    </message>
    <message>
        <source>How probably human the critic finds the caption</source>
        <translation>Für wie wahrscheinlich menschlich der Kritiker den Text hält</translation>
    </message>
    <message>
        <source>Mean log-probability of the caption&apos;s tokens</source>
        <translation>Mittlere Log-Wahrscheinlichkeit der Tokens des Textes</translation>
    </message>
    <message>
        <source>evaluating…</source>
        <translation>wertet aus…</translation>
    </message>
    <message>
        <source>Picture to caption</source>
        <translation>Bild zum Beschreiben</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.bmp);;All files (*)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.webp *.bmp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>captioning %1…</source>
        <translation>beschreibt %1…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Evaluation on %1</source>
        <translation>Auswertung auf %1</translation>
    </message>
    <message>
        <source>Step %1 · %2</source>
        <translation>Schritt %1 · %2</translation>
    </message>
    <message>
        <source>The most probable caption, word by word</source>
        <translation>Der wahrscheinlichste Text, Wort für Wort</translation>
    </message>
    <message>
        <source>A sampled caption</source>
        <translation>Ein gezogener Text</translation>
    </message>
    <message>
        <source>Captions any picture by the run&apos;s newest checkpoint, in Captions</source>
        <translation>Beschreibt ein beliebiges Bild mit dem neuesten Checkpoint des Laufs, in Bildtexte</translation>
    </message>
    <message>
        <source>This run does not train. Drop a picture here, or choose one above: its newest checkpoint captions it in Captions.</source>
        <translation>Dieser Lauf trainiert nicht. Ziehen Sie ein Bild hierher oder wählen Sie oben eines: sein neuester Checkpoint beschreibt es in Bildtexte.</translation>
    </message>
</context>
<context>
    <name>vignette::BranchDialog</name>
    <message>
        <source>best</source>
        <translation>bester</translation>
    </message>
    <message>
        <source>among the best</source>
        <translation>unter den besten</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>am Ende</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>Branch off %1</source>
        <translation>Von %1 abzweigen</translation>
    </message>
    <message>
        <source>The new run goes on from this checkpoint: its weights, its optimisers, its step. What it does otherwise is chosen in Experiment before it starts.</source>
        <translation>Der neue Lauf geht von diesem Checkpoint aus: mit seinen Gewichten, Optimierern und seinem Schritt. Was er sonst tut, wird vor dem Start im Experiment gewählt.</translation>
    </message>
    <message>
        <source>Branch here</source>
        <translation>Hier abzweigen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionDelegate</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation>Kann nicht gezeigt werden: %1</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionDifferenceModel</name>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Words to change: %1</source>
        <translation>Zu ändernde Wörter: %1</translation>
    </message>
    <message>
        <source>Words to insert, remove or replace, as a share of the longer caption.</source>
        <translation>Einzufügende, zu entfernende oder zu ersetzende Wörter, als Anteil des längeren Textes.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Abweichung</translation>
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
        <translation>Bild %1: %2, %3 %4</translation>
    </message>
    <message>
        <source>%1 (changed: %2)</source>
        <translation>%1 (geändert: %2)</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Geändert: %1</translation>
    </message>
    <message>
        <source>Picture %1, step %2</source>
        <translation>Bild %1, Schritt %2</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionTableModel</name>
    <message>
        <source>Greedy</source>
        <translation>Greedy</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>Stichprobe %1</translation>
    </message>
    <message>
        <source>%1
step %2</source>
        <translation>%1
Schritt %2</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildtext</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
</context>
<context>
    <name>vignette::CaptionsView</name>
    <message>
        <source>Pictures and captions</source>
        <translation>Bilder und Bildtexte</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>The captions could not be read. %1</source>
        <translation>Die Bildtexte konnten nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>Select a run in Runs to see what its captioner says about each picture.</source>
        <translation>Unter Läufe einen Lauf auswählen, um zu sehen, was sein Captioner zu jedem Bild sagt.</translation>
    </message>
    <message>
        <source>This run has stored no samples yet. They are drawn while adversarial training runs.</source>
        <translation>Dieser Lauf hat noch keine Stichproben gespeichert. Sie werden beim adversarialen Training gezogen.</translation>
    </message>
    <message>
        <source>This run has stored no captions yet. They appear here while it trains, every “captions.every” steps: press Start, or lower that number in the experiment.</source>
        <translation>Dieser Lauf hat noch keine Bildtexte gespeichert. Sie erscheinen hier beim Training, alle „captions.every“ Schritte: Start drücken oder die Zahl im Experiment verkleinern.</translation>
    </message>
    <message>
        <source>No caption matches the search and the filters.</source>
        <translation>Kein Bildtext passt zur Suche und zu den Filtern.</translation>
    </message>
    <message>
        <source>Export of captions</source>
        <translation>Export der Bildtexte</translation>
    </message>
    <message>
        <source>Copy the caption</source>
        <translation>Bildtext kopieren</translation>
    </message>
    <message>
        <source>Open the picture file</source>
        <translation>Bilddatei öffnen</translation>
    </message>
    <message>
        <source>Export captions…</source>
        <translation>Bildtexte exportieren…</translation>
    </message>
</context>
<context>
    <name>vignette::ColourLegend</name>
    <message>
        <source>The score&apos;s colours: their ends are the 2nd and the 98th percentile of all captions.</source>
        <translation>Farben des Werts: Ihre Enden sind das 2. und das 98. Perzentil aller Texte.</translation>
    </message>
    <message>
        <source>Colours from %1 to %2</source>
        <translation>Farben von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>vignette::ColumnDialog</name>
    <message>
        <source>Columns of the runs</source>
        <translation>Spalten der Läufe</translation>
    </message>
    <message>
        <source>Search parameters and metrics</source>
        <translation>Parameter und Metriken suchen</translation>
    </message>
    <message>
        <source>Columns that can be added</source>
        <translation>Mögliche weitere Spalten</translation>
    </message>
    <message>
        <source>Chosen columns</source>
        <translation>Gewählte Spalten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Dazu</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Shown besides name, state, step, CIDEr, reward and start</source>
        <translation>Neben Name, Zustand, Schritt, CIDEr, Belohnung und Start gezeigt</translation>
    </message>
    <message>
        <source>The best value of the run</source>
        <translation>Bester Wert des Laufs</translation>
    </message>
    <message>
        <source>The newest value of the run</source>
        <translation>Neuester Wert des Laufs</translation>
    </message>
    <message>
        <source>A fact of the run</source>
        <translation>Eine Angabe zum Lauf</translation>
    </message>
</context>
<context>
    <name>vignette::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Command, run, parameter, curve, view or help page</source>
        <translation>Befehl, Lauf, Parameter, Kurve, Ansicht oder Hilfeseite</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
    <message>
        <source>Nothing has these letters in this order.</source>
        <translation>Nichts hat diese Buchstaben in dieser Folge.</translation>
    </message>
</context>
<context>
    <name>vignette::CompareView</name>
    <message>
        <source>Parameters and metrics</source>
        <translation>Parameter und Maße</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Bildtexte</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Select two or more runs in Runs (Ctrl or Shift and click) to compare their parameters, metrics, curves and captions.</source>
        <translation>Unter Läufe zwei oder mehr Läufe auswählen (Strg oder Umschalt und Klick), um Parameter, Maße, Kurven und Bildtexte zu vergleichen.</translation>
    </message>
    <message>
        <source>These runs are no longer in the store.</source>
        <translation>Diese Läufe sind nicht mehr im Speicher.</translation>
    </message>
    <message>
        <source>The runs could not be read. %1</source>
        <translation>Die Läufe konnten nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>These runs have the same parameters.</source>
        <translation>Diese Läufe haben dieselben Parameter.</translation>
    </message>
    <message>
        <source>The parameters could not be compared. %1</source>
        <translation>Die Parameter konnten nicht verglichen werden. %1</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Blind rating</source>
        <translation>Blindbewertung</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>Parallele Koordinaten</translation>
    </message>
    <message>
        <source>Metric that colours the runs</source>
        <translation>Metrik, die die Läufe färbt</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Scores with intervals and the parameters that differ, as text</source>
        <translation>Werte mit Intervallen und die verschiedenen Parameter als Text</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy as HTML</source>
        <translation>Als HTML kopieren</translation>
    </message>
    <message>
        <source>Copy as LaTeX table</source>
        <translation>Als LaTeX-Tabelle kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Der Bericht ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Markdown (*.md);;HTML (*.html);;LaTeX (*.tex)</source>
        <translation>Markdown (*.md);;HTML (*.html);;LaTeX (*.tex)</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht ist in %1.</translation>
    </message>
    <message>
        <source>Parameters that differ</source>
        <translation>Verschiedene Parameter</translation>
    </message>
    <message>
        <source>Metrics of the runs</source>
        <translation>Metriken der Läufe</translation>
    </message>
</context>
<context>
    <name>vignette::ConnectionStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy run…</source>
        <translation>Lauf kopieren…</translation>
    </message>
    <message>
        <source>Path of vignette-cli…</source>
        <translation>Pfad von vignette-cli…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Copy the selected run into a store on this machine</source>
        <translation>Den ausgewählten Lauf in einen Speicher auf diesem Rechner kopieren</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindet mit %1…</translation>
    </message>
    <message>
        <source>Connected to %1 (%2)</source>
        <translation>Verbunden mit %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>The connection to %1 is lost: %2. Trying again in %n s.</source>
        <translation>
            <numerusform>Die Verbindung zu %1 ist weg: %2. Neuer Versuch in %n s.</numerusform>
            <numerusform>Die Verbindung zu %1 ist weg: %2. Neuer Versuch in %n s.</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 is lost: %2. Trying again.</source>
        <translation>Die Verbindung zu %1 ist weg: %2. Neuer Versuch läuft.</translation>
    </message>
    <message>
        <source>No connection to %1: %2
%3</source>
        <translation>Keine Verbindung zu %1: %2
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
        <translation>Mit &amp;Checkpoints</translation>
    </message>
    <message>
        <source>Copy run from the server</source>
        <translation>Lauf vom Server kopieren</translation>
    </message>
    <message>
        <source>Needed to go on with the run or to branch off it here. They can be large.</source>
        <translation>Nötig, um den Lauf hier fortzusetzen oder von ihm abzuzweigen. Sie können groß sein.</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies “%1” with its curves, captions and notes into this store:</source>
        <translation>Kopiert „%1“ mit Kurven, Bildtexten und Notizen in diesen Speicher:</translation>
    </message>
    <message>
        <source>Store to copy into</source>
        <translation>Zielspeicher</translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation>Speicher (*.vignette *.sqlite *.db);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>vignette::CurveOverlay</name>
    <message>
        <source>Curve shown</source>
        <translation>Gezeigte Kurve</translation>
    </message>
    <message>
        <source>The curve drawn for every run</source>
        <translation>Die Kurve, die für jeden Lauf gezeichnet wird</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Shows every step again. Drag to move, turn the wheel to zoom.</source>
        <translation>Zeigt wieder jeden Schritt. Ziehen verschiebt, das Rad zoomt.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Curves of the compared runs</source>
        <translation>Kurven der verglichenen Läufe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Mean over seeds</source>
        <translation>Mittel über Startwerte</translation>
    </message>
    <message>
        <source>Draws runs that differ in nothing but the seed as their mean with a band of one standard deviation.</source>
        <translation>Zeichnet Läufe, die sich nur im Startwert unterscheiden, als ihr Mittel mit einem Band von einer Standardabweichung.</translation>
    </message>
    <message numerus="yes">
        <source>%1: mean of %n seed(s)</source>
        <translation>
            <numerusform>%1: Mittel über %n Startwert</numerusform>
            <numerusform>%1: Mittel über %n Startwerte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurvePanel</name>
    <message>
        <source>Curves of %1</source>
        <translation>Kurven von %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und ein weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurveTools</name>
    <message>
        <source>Series</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Choose the curves to show</source>
        <translation>Die gezeigten Kurven wählen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Horizontal axis: steps, time since the run began (pauses left out), or date and time of day</source>
        <translation>Waagrechte Achse: Schritte, Zeit seit Beginn des Laufs (ohne Pausen) oder Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagrechte Achse</translation>
    </message>
    <message>
        <source>More: copy and save the curves, and what else can be done here</source>
        <translation>Mehr: Kurven kopieren und speichern, und was sonst hier geht</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>Ungeglättet</translation>
    </message>
    <message>
        <source>Shows the mean of what falls into each pixel.</source>
        <translation>Zeigt das Mittel dessen, was in jedes Pixel fällt.</translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation>Gleitendes Mittel</translation>
    </message>
    <message>
        <source>Exponential moving average, corrected for its beginning: the number is the weight of the past.</source>
        <translation>Exponentielles gleitendes Mittel mit Korrektur am Anfang: Die Zahl ist das Gewicht der Vergangenheit.</translation>
    </message>
    <message>
        <source>Mean of the last points</source>
        <translation>Mittel der letzten Punkte</translation>
    </message>
    <message>
        <source>The mean of a window of points that ends at each point.</source>
        <translation>Das Mittel eines Fensters, das an jedem Punkt endet.</translation>
    </message>
    <message>
        <source>Logarithmic axes</source>
        <translation>Logarithmische Achsen</translation>
    </message>
    <message>
        <source>Logarithmic vertical axes in all panels (L in one)</source>
        <translation>Logarithmische senkrechte Achsen in allen Feldern (L in einem)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Follow: keep the newest step in view</source>
        <translation>Folgen: den neuesten Schritt im Blick behalten</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show everything (double-click or Home in a panel). Drag pans, the wheel zooms, Shift+drag or a drag with the right button zooms into a rectangle, Backspace zooms back; over the numbers of the vertical axis, wheel and drag change that axis.</source>
        <translation>Alles zeigen (Doppelklick oder Pos1 in einem Feld). Ziehen verschiebt, das Rad zoomt, Umschalt+Ziehen oder Ziehen mit der rechten Taste zoomt in ein Rechteck, Rücktaste zoomt zurück; über den Zahlen der senkrechten Achse ändern Rad und Ziehen diese Achse.</translation>
    </message>
    <message>
        <source>Markers and notes</source>
        <translation>Marken und Notizen</translation>
    </message>
    <message>
        <source>List of markers: phases, live changes, notes, warnings, evaluations and checkpoints (M)</source>
        <translation>Liste der Marken: Phasen, Live-Änderungen, Notizen, Warnungen, Auswertungen und Checkpoints (M)</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Smoothing: mean of the last %1 points. The raw curve stays faint behind it; its spikes are never smoothed away.</source>
        <translation>Glättung: Mittel der letzten %1 Punkte. Die Rohkurve bleibt blass dahinter; ihre Spitzen werden nie weggeglättet.</translation>
    </message>
    <message>
        <source>Smoothing: weight of the past in a moving average. The raw curve stays faint behind it; its spikes are never smoothed away.</source>
        <translation>Glättung: Gewicht der Vergangenheit in einem gleitenden Mittel. Die Rohkurve bleibt blass dahinter; ihre Spitzen werden nie weggeglättet.</translation>
    </message>
    <message>
        <source>How curves are smoothed: not at all, moving average, or mean of the last points</source>
        <translation>Wie Kurven geglättet werden: gar nicht, gleitendes Mittel oder Mittel der letzten Punkte</translation>
    </message>
    <message>
        <source>Kind of smoothing, now %1</source>
        <translation>Art der Glättung, jetzt %1</translation>
    </message>
</context>
<context>
    <name>vignette::CurvesView</name>
    <message>
        <source>Select one or more runs to see their curves.</source>
        <translation>Einen oder mehrere Läufe auswählen, um ihre Kurven zu sehen.</translation>
    </message>
    <message>
        <source>No series is chosen. Tick some in the list of series above.</source>
        <translation>Keine Kurve ist gewählt. Oben in der Liste der Kurven einige ankreuzen.</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>Als Bild speichern…</translation>
    </message>
    <message>
        <source>Save curves as picture</source>
        <translation>Kurven als Bild speichern</translation>
    </message>
    <message>
        <source>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation>PNG (*.png);;SVG (*.svg);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PNG as shown; SVG and PDF on white, for papers</source>
        <translation>PNG wie gezeigt; SVG und PDF auf Weiß, für Artikel</translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation>Punkte als CSV speichern…</translation>
    </message>
    <message>
        <source>Save points of the curves</source>
        <translation>Punkte der Kurven speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Every stored point in the range shown, and its smoothed value</source>
        <translation>Jeder gespeicherte Punkt im gezeigten Bereich und sein geglätteter Wert</translation>
    </message>
    <message>
        <source>The curves are in the clipboard.</source>
        <translation>Die Kurven sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>There are no curves to save: select a run and a series.</source>
        <translation>Es gibt keine Kurven zu speichern: einen Lauf und eine Kurve auswählen.</translation>
    </message>
    <message>
        <source>Curves as picture</source>
        <translation>Kurven als Bild</translation>
    </message>
    <message>
        <source>%1: expected a name that ends in .png, .svg or .pdf.</source>
        <translation>%1: erwartet wurde ein Name, der auf .png, .svg oder .pdf endet.</translation>
    </message>
    <message>
        <source>The curves are in %1.</source>
        <translation>Die Kurven sind in %1.</translation>
    </message>
    <message>
        <source>Saving curves</source>
        <translation>Speichern der Kurven</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note at step %1 of %2:</source>
        <translation>Notiz zu Schritt %1 von %2:</translation>
    </message>
    <message>
        <source>Note at step %1:</source>
        <translation>Notiz zu Schritt %1:</translation>
    </message>
    <message>
        <source>Move to the panel above</source>
        <translation>Ins Feld darüber</translation>
    </message>
    <message>
        <source>Move to the panel below</source>
        <translation>Ins Feld darunter</translation>
    </message>
    <message>
        <source>Move to a panel of its own</source>
        <translation>In ein eigenes Feld</translation>
    </message>
    <message>
        <source>Move the panel up</source>
        <translation>Feld nach oben</translation>
    </message>
    <message>
        <source>Move the panel down</source>
        <translation>Feld nach unten</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Captions at step %1</source>
        <translation>Bildtexte bei Schritt %1</translation>
    </message>
    <message>
        <source>Write a note at step %1…</source>
        <translation>Notiz zu Schritt %1 schreiben…</translation>
    </message>
    <message>
        <source>Write a note at step %1 of %2…</source>
        <translation>Notiz zu Schritt %1 von %2 schreiben…</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>Zurück zoomen</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>vignette::DecodePanel</name>
    <message>
        <source>own</source>
        <translation>eigen</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>beam</source>
        <translation>Beam</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>greedy</translation>
    </message>
    <message>
        <source>Captions tried</source>
        <translation>Probierte Texte</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildtext</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>With the document frequencies of the pictures whose captions the run stored; shown times 100</source>
        <translation>Mit den Dokumenthäufigkeiten der Bilder, deren Texte der Lauf gespeichert hat; mal 100 gezeigt</translation>
    </message>
    <message>
        <source>A row&apos;s tokens are shown above, with what else the captioner thought of. Double-click a row to edit its caption.</source>
        <translation>Die Tokens einer Zeile stehen oben, mit dem, woran der Captioner sonst dachte. Doppelklick auf eine Zeile bearbeitet ihren Text.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Way of decoding</source>
        <translation>Art der Dekodierung</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>Greedy</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>Beams</translation>
    </message>
    <message>
        <source>Number of samples, or of beams</source>
        <translation>Anzahl der Stichproben oder der Beams</translation>
    </message>
    <message>
        <source>Temperature: below 1 surer, above 1 more varied</source>
        <translation>Temperatur: unter 1 sicherer, über 1 vielfältiger</translation>
    </message>
    <message>
        <source>Top-k: samples among the k likeliest tokens; 0: all</source>
        <translation>Top-k: zieht aus den k wahrscheinlichsten Tokens; 0: aus allen</translation>
    </message>
    <message>
        <source>Top-p: samples among the likeliest tokens that together have this probability; 1: all</source>
        <translation>Top-p: zieht aus den wahrscheinlichsten Tokens mit zusammen dieser Wahrscheinlichkeit; 1: aus allen</translation>
    </message>
    <message>
        <source>Most tokens of a caption</source>
        <translation>Höchstzahl der Tokens eines Textes</translation>
    </message>
    <message>
        <source>Seed of the samples: another number, other samples</source>
        <translation>Startwert der Stichproben: andere Zahl, andere Stichproben</translation>
    </message>
    <message>
        <source>&amp;Decode</source>
        <translation>&amp;Dekodieren</translation>
    </message>
    <message>
        <source>A caption of your own</source>
        <translation>Ein eigener Text</translation>
    </message>
    <message>
        <source>S&amp;core</source>
        <translation>&amp;Bewerten</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
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
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Write a caption first.</source>
        <translation>Erst einen Text schreiben.</translation>
    </message>
    <message>
        <source>This run has no checkpoint of a captioner yet, which decoding needs: one is written every “checkpoint.every” steps, and when the run is stopped.</source>
        <translation>Dieser Lauf hat noch keinen Checkpoint eines Captioners, den das Dekodieren braucht: Einer wird alle „checkpoint.every“ Schritte geschrieben und wenn der Lauf gestoppt wird.</translation>
    </message>
    <message>
        <source>Opening the checkpoint…</source>
        <translation>Öffnet den Checkpoint…</translation>
    </message>
    <message>
        <source>Captioning by the checkpoint of step %1…</source>
        <translation>Beschreibt mit dem Checkpoint von Schritt %1…</translation>
    </message>
    <message>
        <source>By the checkpoint of step %1.</source>
        <translation>Mit dem Checkpoint von Schritt %1.</translation>
    </message>
    <message>
        <source>Samples, best first by CLIP</source>
        <translation>Stichproben, nach CLIP die besten zuerst</translation>
    </message>
    <message>
        <source>Diverse beams</source>
        <translation>Diverse Beams</translation>
    </message>
    <message>
        <source>Repetition penalty: above 1 samples repeat themselves less</source>
        <translation>Wiederholungsstrafe: über 1 wiederholen sich Stichproben weniger</translation>
    </message>
    <message>
        <source>Diversity: what a token costs a beam that an earlier one takes at the same place</source>
        <translation>Verschiedenheit: was ein Token einen Beam kostet, das ein früherer an derselben Stelle nimmt</translation>
    </message>
    <message>
        <source>dog|dogs, frisbee</source>
        <translation>dog|dogs, frisbee</translation>
    </message>
    <message>
        <source>Words that beams must hold</source>
        <translation>Wörter, die Beams enthalten müssen</translation>
    </message>
    <message>
        <source>Words that beams must hold: commas between the words, | between the forms of one</source>
        <translation>Wörter, die Beams enthalten müssen: Kommas zwischen den Wörtern, | zwischen den Formen eines Wortes</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>Verschiedenheit</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
</context>
<context>
    <name>vignette::DifferenceList</name>
    <message>
        <source>Run A</source>
        <translation>Lauf A</translation>
    </message>
    <message>
        <source>Run B</source>
        <translation>Lauf B</translation>
    </message>
    <message>
        <source>Score shown</source>
        <translation>Gezeigter Wert</translation>
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
        <translation>A: %1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>The captions could not be read. %1</source>
        <translation>Die Bildtexte konnten nicht gelesen werden. %1</translation>
    </message>
    <message>
        <source>These runs have no picture in common with stored captions yet.</source>
        <translation>Diese Läufe haben noch kein gemeinsames Bild mit gespeicherten Texten.</translation>
    </message>
    <message>
        <source>The captions differ on %1 of %2 pictures. %3 is higher in A on %4, in B on %5. Double-click a row to open its picture.</source>
        <translation>Die Texte unterscheiden sich bei %1 von %2 Bildern. %3 ist höher in A bei %4, in B bei %5. Doppelklick auf eine Zeile öffnet ihr Bild.</translation>
    </message>
    <message>
        <source>Step of both runs</source>
        <translation>Schritt beider Läufe</translation>
    </message>
    <message>
        <source>Shows what both runs said at this step, or at their nearest one before it.</source>
        <translation>Zeigt, was beide Läufe bei diesem Schritt sagten oder beim nächstgelegenen davor.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Captions of both runs</source>
        <translation>Bildtexte beider Läufe</translation>
    </message>
</context>
<context>
    <name>vignette::ExperimentView</name>
    <message>
        <source>Preset or recipe that this experiment starts from</source>
        <translation>Vorlage oder Rezept, von dem dieses Experiment ausgeht</translation>
    </message>
    <message>
        <source>Open a recipe (TOML)…</source>
        <translation>Rezept öffnen (TOML)…</translation>
    </message>
    <message>
        <source>Save as a recipe (TOML)…</source>
        <translation>Als Rezept speichern (TOML)…</translation>
    </message>
    <message>
        <source>Search parameters</source>
        <translation>Parameter suchen</translation>
    </message>
    <message>
        <source>Show only what differs from the preset</source>
        <translation>Nur zeigen, was von der Vorlage abweicht</translation>
    </message>
    <message>
        <source>Show the experiment as TOML</source>
        <translation>Das Experiment als TOML zeigen</translation>
    </message>
    <message>
        <source>What this recipe shows, and what to watch</source>
        <translation>Was dieses Rezept zeigt und worauf zu achten ist</translation>
    </message>
    <message>
        <source>Name of the run (optional)</source>
        <translation>Name des Laufs (freiwillig)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Train on %1</source>
        <translation>Mit %1 trainieren</translation>
    </message>
    <message>
        <source>A run is training. Parameters that can change meanwhile stay open.</source>
        <translation>Ein Lauf trainiert. Parameter, die sich dabei ändern lassen, bleiben offen.</translation>
    </message>
    <message>
        <source>As in “%1”.</source>
        <translation>Wie in „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from “%1”.</source>
        <translation>
            <numerusform>%n Änderung gegenüber „%1“.</numerusform>
            <numerusform>%n Änderungen gegenüber „%1“.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Recipes (*.toml);;All files (*)</source>
        <translation>Rezepte (*.toml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>Rezepte (*.toml)</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>In Warteschlange</translation>
    </message>
    <message>
        <source>It starts when what trains now, and what waits before it, has ended</source>
        <translation>Startet, wenn das, was jetzt trainiert, und das, was davor wartet, zu Ende ist</translation>
    </message>
    <message>
        <source>Sweep…</source>
        <translation>Sweep…</translation>
    </message>
    <message>
        <source>Queue many runs of this experiment that differ in some parameters</source>
        <translation>Viele Läufe dieses Experiments einreihen, die sich in einigen Parametern unterscheiden</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>Prepare another</source>
        <translation>Weiteres vorbereiten</translation>
    </message>
    <message>
        <source>A copy of this experiment to edit and queue; what trains stays as it is</source>
        <translation>Eine Kopie dieses Experiments zum Bearbeiten und Einreihen; was trainiert, bleibt wie es ist</translation>
    </message>
</context>
<context>
    <name>vignette::ExportDialog</name>
    <message>
        <source>Export captions</source>
        <translation>Bildtexte exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Writes the %n selected caption(s).</source>
        <translation>
            <numerusform>Schreibt den ausgewählten Bildtext (%n).</numerusform>
            <numerusform>Schreibt die %n ausgewählten Bildtexte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes the %n caption(s) shown. Select some to write only these.</source>
        <translation>
            <numerusform>Schreibt den gezeigten Bildtext (%n). Auswählen, um nur bestimmte zu schreiben.</numerusform>
            <numerusform>Schreibt die %n gezeigten Bildtexte. Auswählen, um nur bestimmte zu schreiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON (COCO results with scores)</source>
        <translation>JSON (COCO-Ergebnisse mit Werten)</translation>
    </message>
    <message>
        <source>A list that COCO&apos;s evaluation reads, with scores, references and tags besides</source>
        <translation>Eine Liste, die COCOs Auswertung liest, dazu Werte, Referenzen und Tags</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>A row for each caption, a column for each score</source>
        <translation>Eine Zeile je Bildtext, eine Spalte je Wert</translation>
    </message>
    <message>
        <source>A new folder with a .txt of each picture&apos;s name</source>
        <translation>Ein neuer Ordner mit einer .txt mit dem Namen jedes Bildes</translation>
    </message>
    <message>
        <source>HTML page with the pictures</source>
        <translation>HTML-Seite mit den Bildern</translation>
    </message>
    <message>
        <source>One file to send or to print; pictures are made small</source>
        <translation>Eine Datei zum Senden oder Drucken; Bilder werden verkleinert</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Nach</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n caption(s) to %1.</source>
        <translation>
            <numerusform>%n Bildtext nach %1 geschrieben.</numerusform>
            <numerusform>%n Bildtexte nach %1 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>JSON Lines (Hugging Face metadata)</source>
        <translation>JSON Lines (Metadaten für Hugging Face)</translation>
    </message>
    <message>
        <source>A line for each picture, as imagefolder datasets have it; written into the pictures&apos; folder it is one</source>
        <translation>Eine Zeile je Bild wie in imagefolder-Datensätzen; im Ordner der Bilder wird daraus einer</translation>
    </message>
    <message>
        <source>Text files in a new folder</source>
        <translation>Textdateien in einem neuen Ordner</translation>
    </message>
    <message>
        <source>Text files beside the pictures</source>
        <translation>Textdateien neben den Bildern</translation>
    </message>
    <message>
        <source>A .txt of each picture&apos;s name in the picture&apos;s own folder; none that is there is replaced</source>
        <translation>Eine .txt mit dem Namen jedes Bildes in dessen Ordner; keine vorhandene wird ersetzt</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n caption(s) beside their pictures.</source>
        <translation>
            <numerusform>%n Bildtext neben sein Bild geschrieben.</numerusform>
            <numerusform>%n Bildtexte neben ihre Bilder geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Into %1 and %n more folder(s).</source>
        <translation>
            <numerusform>In %1 und %n weiteren Ordner.</numerusform>
            <numerusform>In %1 und %n weitere Ordner.</numerusform>
        </translation>
    </message>
    <message>
        <source>Into %1.</source>
        <translation>In %1.</translation>
    </message>
    <message>
        <source>A program that trains on such a folder, Vignette too, takes these texts for the pictures&apos; captions.</source>
        <translation>Wer mit so einem Ordner trainiert, auch Vignette, hält diese Texte für die Bildtexte der Bilder.</translation>
    </message>
</context>
<context>
    <name>vignette::FilterBar</name>
    <message>
        <source>Search captions</source>
        <translation>Bildtexte suchen</translation>
    </message>
    <message>
        <source>Shows captions that contain this text, in any case.</source>
        <translation>Zeigt Bildtexte, die diesen Text enthalten, groß oder klein.</translation>
    </message>
    <message>
        <source>Kind of captions</source>
        <translation>Art der Bildtexte</translation>
    </message>
    <message>
        <source>Greedy</source>
        <translation>Greedy</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Greedy captions take the likeliest word each time; samples are drawn, as training draws them.</source>
        <translation>Greedy-Texte nehmen jedes Mal das wahrscheinlichste Wort; Stichproben werden gezogen wie beim Training.</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Shows captions whose score lies between the two numbers; an empty field sets no bound.</source>
        <translation>Zeigt Bildtexte, deren Wert zwischen den zwei Zahlen liegt; ein leeres Feld setzt keine Grenze.</translation>
    </message>
    <message>
        <source>Score shown</source>
        <translation>Gezeigter Wert</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Lowest score shown</source>
        <translation>Kleinster gezeigter Wert</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>Highest score shown</source>
        <translation>Größter gezeigter Wert</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Ordnen nach</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Follows the newest captions while the run trains.</source>
        <translation>Folgt den neuesten Bildtexten, während der Lauf trainiert.</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>Trainingsschritt</translation>
    </message>
    <message>
        <source>Shows what the captioner said at an earlier step of training. ← and → go from one stored step to the next here, Alt+← and Alt+→ anywhere in this view.</source>
        <translation>Zeigt, was der Captioner bei einem früheren Schritt sagte. ← und → gehen hier von einem gespeicherten Schritt zum nächsten, Alt+← und Alt+→ überall in dieser Ansicht.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Marks what changed in each caption since the stored step before: new words are underlined, lost ones struck out.</source>
        <translation>Markiert, was sich in jedem Text seit dem gespeicherten Schritt davor änderte: neue Wörter unterstrichen, verlorene durchgestrichen.</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 of %2 captions</source>
        <translation>%1 von %2 Bildtexten</translation>
    </message>
    <message>
        <source>Changed since step %1: %2</source>
        <translation>Geändert seit Schritt %1: %2</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
    <message>
        <source>Takes the text as a regular expression, in any case: “\b(two|three) dogs?\b”.</source>
        <translation>Nimmt den Text als regulären Ausdruck, Groß- und Kleinschreibung egal: „\b(two|three) dogs?\b“.</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>All filters: score histograms, words, dataset part, tags (%1)</source>
        <translation>Alle Filter: Histogramme der Werte, Wörter, Teil des Datensatzes, Tags (%1)</translation>
    </message>
    <message>
        <source>All filters</source>
        <translation>Alle Filter</translation>
    </message>
    <message>
        <source>Exports the selected captions, or all that are shown, as JSON, CSV, text files or a page</source>
        <translation>Exportiert die ausgewählten oder alle gezeigten Bildtexte als JSON, CSV, Textdateien oder Seite</translation>
    </message>
    <message>
        <source>Export captions</source>
        <translation>Bildtexte exportieren</translation>
    </message>
    <message>
        <source>Critic against CIDEr</source>
        <translation>Kritiker gegen CIDEr</translation>
    </message>
    <message>
        <source>Sorts by picture number, by the score shown, by the caption&apos;s letters, by how much it changed, by how much the score improved since the run&apos;s first captions, or by how far critic and CIDEr rank it apart.</source>
        <translation>Ordnet nach Bildnummer, gezeigtem Wert, Buchstaben des Textes, Ausmaß der Änderung, Verbesserung des Werts seit den ersten Bildtexten des Laufs oder danach, wie weit Kritiker und CIDEr ihn verschieden einstufen.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Puts the most telling captions on top, by the score shown</source>
        <translation>Stellt die aufschlussreichsten Bildtexte nach oben, nach dem gezeigten Wert</translation>
    </message>
    <message>
        <source>&amp;Best first</source>
        <translation>&amp;Beste zuerst</translation>
    </message>
    <message>
        <source>&amp;Worst first</source>
        <translation>&amp;Schlechte vorn</translation>
    </message>
    <message>
        <source>Most &amp;improved since the run&apos;s first captions</source>
        <translation>Am meisten &amp;verbessert seit den ersten Bildtexten des Laufs</translation>
    </message>
    <message>
        <source>Most wo&amp;rsened since the run&apos;s first captions</source>
        <translation>Am meisten ve&amp;rschlechtert seit den ersten Texten</translation>
    </message>
    <message>
        <source>Most &amp;changed since the step before</source>
        <translation>Am meisten &amp;geändert seit dem Schritt davor</translation>
    </message>
    <message>
        <source>Critic and CIDEr &amp;disagree most</source>
        <translation>Kritiker und CIDEr am &amp;uneinigsten</translation>
    </message>
    <message>
        <source>In the order of &amp;pictures</source>
        <translation>In der Reihenfolge der B&amp;ilder</translation>
    </message>
    <message>
        <source>%1, %2 selected</source>
        <translation>%1, %2 ausgewählt</translation>
    </message>
    <message>
        <source>By picture</source>
        <translation>Nach Bild</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>Nach Wert</translation>
    </message>
    <message>
        <source>By caption</source>
        <translation>Nach Text</translation>
    </message>
    <message>
        <source>By change</source>
        <translation>Nach Änderung</translation>
    </message>
    <message>
        <source>By improvement</source>
        <translation>Nach Verbesserung</translation>
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
        <translation>%1: %2 bis %3</translation>
    </message>
    <message>
        <source>matches “%1”</source>
        <translation>passt auf „%1“</translation>
    </message>
    <message>
        <source>contains “%1”</source>
        <translation>enthält „%1“</translation>
    </message>
    <message>
        <source>says “%1” without reference</source>
        <translation>sagt „%1“ ohne Referenz</translation>
    </message>
    <message>
        <source>misses “%1”</source>
        <translation>ohne „%1“</translation>
    </message>
    <message>
        <source>tagged “%1”</source>
        <translation>mit Tag „%1“</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>Remove the condition: %1</source>
        <translation>Bedingung entfernen: %1</translation>
    </message>
    <message>
        <source>Click to remove this condition.</source>
        <translation>Klick entfernt diese Bedingung.</translation>
    </message>
</context>
<context>
    <name>vignette::FilterSidebar</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>No split</source>
        <translation>Ohne Teil</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Words said, but in no reference</source>
        <translation>Wörter gesagt, aber in keiner Referenz</translation>
    </message>
    <message>
        <source>Words that captions say and none of their picture&apos;s references has, with the number of captions. Click one to see these captions.</source>
        <translation>Wörter, die Bildtexte sagen und keine Referenz ihres Bildes hat, mit der Zahl der Bildtexte. Klick zeigt diese Bildtexte.</translation>
    </message>
    <message>
        <source>Said, but in no reference</source>
        <translation>Gesagt, aber in keiner Referenz</translation>
    </message>
    <message>
        <source>Words missed</source>
        <translation>Fehlende Wörter</translation>
    </message>
    <message>
        <source>Words that at least half of a picture&apos;s references have and its caption has not, with the number of captions. Click one to see these captions.</source>
        <translation>Wörter, die mindestens die Hälfte der Referenzen eines Bildes hat und sein Text nicht, mit der Zahl der Bildtexte. Klick zeigt diese Bildtexte.</translation>
    </message>
    <message>
        <source>Missed words</source>
        <translation>Fehlende Wörter</translation>
    </message>
    <message>
        <source>Part of the dataset</source>
        <translation>Teil des Datensatzes</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>The digits 1 to 9 give the selected pictures these tags, and take them away again. Tick a tag to see its pictures; F2 or a double click renames it.</source>
        <translation>Die Ziffern 1 bis 9 geben den ausgewählten Bildern diese Tags und nehmen sie wieder weg. Tag ankreuzen, um seine Bilder zu sehen; F2 oder Doppelklick benennt es um.</translation>
    </message>
    <message>
        <source>Rename the tag</source>
        <translation>Tag umbenennen</translation>
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
        <translation>&lt;b&gt;Bilder&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Corpus&lt;/b&gt; %1 captions (%2 distinct) of %3 words on average, vocabulary %4</source>
        <translation>&lt;b&gt;Korpus&lt;/b&gt; %1 Texte (%2 verschiedene) mit %3 Wörtern im Mittel, Vokabular %4</translation>
    </message>
    <message>
        <source>It holds %1 of the training references, %2 of validation, %3 of test, and knows %4 of the words of validation and test.</source>
        <translation>Er enthält %1 der Trainingsreferenzen, %2 der Validierung, %3 des Tests und kennt %4 der Wörter von Validierung und Test.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Run&lt;/b&gt; %1 steps, memory up to %2, store about %3, checkpoints up to %4</source>
        <translation>&lt;b&gt;Lauf&lt;/b&gt; %1 Schritte, Speicher bis %2, Ablage etwa %3, Checkpoints bis %4</translation>
    </message>
</context>
<context>
    <name>vignette::GuiSession</name>
    <message>
        <source>A run is already training in this window. Stop it first, or open a second window.</source>
        <translation>In diesem Fenster trainiert schon ein Lauf. Erst anhalten oder ein zweites Fenster öffnen.</translation>
    </message>
</context>
<context>
    <name>vignette::HealthView</name>
    <message>
        <source>Rules of a run&apos;s health</source>
        <translation>Gesundheitsregeln des Laufs</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Alarm at</source>
        <translation>Alarm bei</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>OK again (alarm at step %1)</source>
        <translation>Wieder OK (Alarm bei Schritt %1)</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Choose a run: whether its critic, captions, rewards and gradients are well shows here.</source>
        <translation>Einen Lauf wählen: Hier zeigt sich, ob es um Kritiker, Bildtexte, Belohnungen und Gradienten gut steht.</translation>
    </message>
    <message>
        <source>Nothing is known of this run&apos;s health.</source>
        <translation>Über die Gesundheit dieses Laufs ist nichts bekannt.</translation>
    </message>
    <message>
        <source>What to try:</source>
        <translation>Abhilfe:</translation>
    </message>
    <message>
        <source>Measured: %1</source>
        <translation>Gemessen: %1</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>The run has too few steps for this rule.</source>
        <translation>Der Lauf hat für diese Regel zu wenige Schritte.</translation>
    </message>
    <message>
        <source>The run has no such curve yet.</source>
        <translation>Der Lauf hat noch keine solche Kurve.</translation>
    </message>
    <message>
        <source>The run has no such curve.</source>
        <translation>Der Lauf hat keine solche Kurve.</translation>
    </message>
    <message>
        <source>Show its curves</source>
        <translation>Ihre Kurven zeigen</translation>
    </message>
    <message>
        <source>The rule, and what to try</source>
        <translation>Die Regel, und was hilft</translation>
    </message>
</context>
<context>
    <name>vignette::HelpView</name>
    <message>
        <source>Search the help</source>
        <translation>Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
</context>
<context>
    <name>vignette::ImageDetail</name>
    <message>
        <source>Close the detail (Escape)</source>
        <translation>Detail schließen (Escape)</translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation>Detail schließen</translation>
    </message>
    <message>
        <source>Double-click a row to see every picture&apos;s captions of that step.</source>
        <translation>Doppelklick auf eine Zeile zeigt die Texte aller Bilder bei diesem Schritt.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Bildtexte</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Over training</source>
        <translation>Im Verlauf</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>Picture %1 · %2</source>
        <translation>Bild %1 · %2</translation>
    </message>
    <message>
        <source>No human captions are stored for this picture.</source>
        <translation>Zu diesem Bild sind keine menschlichen Texte gespeichert.</translation>
    </message>
    <message>
        <source>References (%1)</source>
        <translation>Referenzen (%1)</translation>
    </message>
    <message>
        <source>As at step %1.</source>
        <translation>Wie bei Schritt %1.</translation>
    </message>
    <message>
        <source>Since step %1: %2</source>
        <translation>Seit Schritt %1: %2</translation>
    </message>
    <message>
        <source>What else?</source>
        <translation>Was sonst?</translation>
    </message>
    <message>
        <source>Asks a checkpoint of the run what else it weighed at each token; then rest the mouse on a token.</source>
        <translation>Fragt einen Checkpoint des Laufs, was er bei jedem Token noch erwog; dann die Maus auf einem Token ruhen lassen.</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>The nearest captions of the training corpus</source>
        <translation>Die nächsten Texte des Trainingskorpus</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Other decoding settings, or a caption of your own, scored at once</source>
        <translation>Andere Dekodier-Einstellungen oder ein eigener Text, sofort bewertet</translation>
    </message>
    <message>
        <source>Underlined: words that the caption has, too.</source>
        <translation>Unterstrichen: Wörter, die auch der Bildtext hat.</translation>
    </message>
    <message>
        <source>Captions of the picture</source>
        <translation>Bildtexte des Bildes</translation>
    </message>
    <message>
        <source>Its captions over training</source>
        <translation>Seine Bildtexte im Training</translation>
    </message>
</context>
<context>
    <name>vignette::IssuesView</name>
    <message>
        <source>Issues</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>No issues.</source>
        <translation>Keine Probleme.</translation>
    </message>
    <message numerus="yes">
        <source> (%n times)</source>
        <translation>
            <numerusform> (%n-mal)</numerusform>
            <numerusform> (%n-mal)</numerusform>
        </translation>
    </message>
    <message>
        <source>Double-click to select the run.</source>
        <translation>Doppelklick wählt den Lauf aus.</translation>
    </message>
</context>
<context>
    <name>vignette::LiveControls</name>
    <message>
        <source>While a run trains, here or in another process, what may change in it is changed here.</source>
        <translation>Während ein Lauf trainiert, hier oder in einem anderen Prozess, wird hier geändert, was sich an ihm ändern darf.</translation>
    </message>
    <message>
        <source>Back to the recipe&apos;s value</source>
        <translation>Zurück zum Wert des Rezepts</translation>
    </message>
    <message>
        <source>Back to the recipe&apos;s value, %1</source>
        <translation>Zurück zum Wert des Rezepts, %1</translation>
    </message>
</context>
<context>
    <name>vignette::LogView</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
        <source>Empty this list (the log file stays)</source>
        <translation>Diese Liste leeren (die Protokolldatei bleibt)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Whose messages</source>
        <translation>Wessen Meldungen</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Dieses Programm</translation>
    </message>
    <message>
        <source>Least level</source>
        <translation>Mindeststufe</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Voriger Treffer (Shift+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Show only the lines that match</source>
        <translation>Nur passende Zeilen zeigen</translation>
    </message>
    <message>
        <source>Follow new lines</source>
        <translation>Neuen Zeilen folgen</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>Lauf: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
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
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Issues (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Preparing the demo: pictures, captions and small models. It happens once.</source>
        <translation>Die Demo wird vorbereitet: Bilder, Bildtexte und kleine Modelle. Das geschieht einmal.</translation>
    </message>
    <message>
        <source>Start of a run</source>
        <translation>Start eines Laufs</translation>
    </message>
    <message>
        <source>%1 – Vignette</source>
        <translation>%1 – Vignette</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>Der Lauf ist gescheitert.</translation>
    </message>
    <message>
        <source>The run %1.</source>
        <translation>Der Lauf: %1.</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>The run has no checkpoint yet.</source>
        <translation>Der Lauf hat noch keinen Checkpoint.</translation>
    </message>
    <message>
        <source>After %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The demo is ready: a small captioner that has never seen a picture with its caption. Press Start to train it against a critic; curves and captions appear as it learns.</source>
        <translation>Die Demo ist bereit: ein kleiner Captioner, der nie ein Bild mit seinem Text gesehen hat. Start trainiert ihn gegen einen Kritiker; Kurven und Bildtexte erscheinen, während er lernt.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>A run is training</source>
        <translation>Ein Lauf trainiert</translation>
    </message>
    <message>
        <source>What should happen to the run when the window closes?</source>
        <translation>Was soll mit dem Lauf geschehen, wenn das Fenster schließt?</translation>
    </message>
    <message>
        <source>Stopping ends it after its current step with a checkpoint; it can go on later. In the background vignette-cli goes on from that checkpoint, and a window that opens this store shows it.</source>
        <translation>Stoppen beendet ihn nach dem jetzigen Schritt mit einem Checkpoint; er kann später weitergehen. Im Hintergrund setzt vignette-cli ihn von dort fort, und ein Fenster, das diesen Speicher öffnet, zeigt ihn.</translation>
    </message>
    <message>
        <source>Stop with a checkpoint</source>
        <translation>Mit Checkpoint stoppen</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Im Hintergrund weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Vignette – stopping the run…</source>
        <translation>Vignette – stoppt den Lauf…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Bildtexte</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Vignette</source>
        <translation>Über Vignette</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>New store…</source>
        <translation>Neuer Speicher…</translation>
    </message>
    <message>
        <source>Open store…</source>
        <translation>Speicher öffnen…</translation>
    </message>
    <message>
        <source>Recent stores</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open recipe…</source>
        <translation>Rezept öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Save recipe…</source>
        <translation>Rezept speichern…</translation>
    </message>
    <message>
        <source>Train on a folder of pictures…</source>
        <translation>Mit einem Bilderordner trainieren…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Grundanordnung</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>New store</source>
        <translation>Neuer Speicher</translation>
    </message>
    <message>
        <source>Open store</source>
        <translation>Speicher öffnen</translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation>Speicher (*.vignette *.sqlite *.db);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Folder of pictures with captions</source>
        <translation>Ordner mit Bildern und Bildtexten</translation>
    </message>
    <message>
        <source>Trains image captioners against a critic and shows them learning.
GPL-3.0-or-later.</source>
        <translation>Trainiert Captioner gegen einen Kritiker und zeigt, wie sie lernen.
GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>Branch of %1 at step %2</source>
        <translation>Zweig von %1 bei Schritt %2</translation>
    </message>
    <message>
        <source>%1, from step %2</source>
        <translation>%1, ab Schritt %2</translation>
    </message>
    <message>
        <source>Export recipe</source>
        <translation>Rezept exportieren</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>Rezepte (*.toml)</translation>
    </message>
    <message>
        <source>Recipe of run %1</source>
        <translation>Rezept des Laufs %1</translation>
    </message>
    <message>
        <source>The recipe of run %1 is in %2.</source>
        <translation>Das Rezept des Laufs %1 ist in %2.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Befehle…</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>Live controls</source>
        <translation>Live-Regler</translation>
    </message>
    <message>
        <source>Import curves</source>
        <translation>Kurven importieren</translation>
    </message>
    <message>
        <source>TensorBoard or CSV folder…</source>
        <translation>TensorBoard- oder CSV-Ordner…</translation>
    </message>
    <message>
        <source>Event file or W&amp;&amp;B CSV file…</source>
        <translation>Ereignisdatei oder W&amp;&amp;B-CSV-Datei…</translation>
    </message>
    <message>
        <source>Export curves of all runs</source>
        <translation>Kurven aller Läufe exportieren</translation>
    </message>
    <message>
        <source>TensorBoard event files…</source>
        <translation>TensorBoard-Ereignisdateien…</translation>
    </message>
    <message>
        <source>CSV, a file a run…</source>
        <translation>CSV, eine Datei je Lauf…</translation>
    </message>
    <message>
        <source>CSV, one long table…</source>
        <translation>CSV, eine lange Tabelle…</translation>
    </message>
    <message>
        <source>Curves (*.csv *tfevents*);;All files (*)</source>
        <translation>Kurven (*.csv *tfevents*);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Importing %1…</source>
        <translation>%1 wird importiert…</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>Der Import wurde abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) imported.</source>
        <translation>
            <numerusform>%n Lauf importiert.</numerusform>
            <numerusform>%n Läufe importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder for the curves</source>
        <translation>Ordner für die Kurven</translation>
    </message>
    <message>
        <source>Exporting curves…</source>
        <translation>Kurven werden exportiert…</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>Der Export wurde abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Export of curves</source>
        <translation>Export der Kurven</translation>
    </message>
    <message numerus="yes">
        <source>The curves of %n run(s) are in %1.</source>
        <translation>
            <numerusform>Die Kurven von %n Lauf sind in %1.</numerusform>
            <numerusform>Die Kurven von %n Läufen sind in %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Schlange</translation>
    </message>
    <message>
        <source>Open store on a server…</source>
        <translation>Speicher auf Server öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>Store maintenance…</source>
        <translation>Speicher warten…</translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation>Schlange (%1)</translation>
    </message>
    <message>
        <source>%1 is changed in the queue.</source>
        <translation>%1 ist in der Warteschlange geändert.</translation>
    </message>
    <message>
        <source>%1 is in the queue.</source>
        <translation>%1 ist in der Warteschlange.</translation>
    </message>
    <message>
        <source>Queue: %1</source>
        <translation>Schlange: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the sweep are in the queue.</source>
        <translation>
            <numerusform>%n Lauf des Sweeps ist in der Warteschlange.</numerusform>
            <numerusform>%n Läufe des Sweeps sind in der Warteschlange.</numerusform>
        </translation>
    </message>
    <message>
        <source>This run belongs to no sweep.</source>
        <translation>Dieser Lauf gehört zu keinem Sweep.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 runs have ended.</source>
        <translation>%1: %2 von %3 Läufen sind beendet.</translation>
    </message>
    <message>
        <source>%1 Best by %2: %3 with %4.</source>
        <translation>%1 Bester nach %2: %3 mit %4.</translation>
    </message>
    <message>
        <source>This store is on a server: start and resume its runs there with vignette-cli, or open a store of this machine.</source>
        <translation>Dieser Speicher liegt auf einem Server: seine Läufe dort mit vignette-cli starten und fortsetzen oder einen Speicher dieses Rechners öffnen.</translation>
    </message>
    <message>
        <source>Path of vignette-cli</source>
        <translation>Pfad von vignette-cli</translation>
    </message>
    <message>
        <source>Where vignette-cli is on the server, for example ~/vignette/bin/vignette-cli:</source>
        <translation>Wo vignette-cli auf dem Server liegt, zum Beispiel ~/vignette/bin/vignette-cli:</translation>
    </message>
    <message>
        <source>Copy run</source>
        <translation>Lauf kopieren</translation>
    </message>
    <message>
        <source>Select the run to copy in the Runs list first.</source>
        <translation>Zuerst den zu kopierenden Lauf in der Liste Läufe auswählen.</translation>
    </message>
    <message>
        <source>Copy to %1</source>
        <translation>Nach %1 kopieren</translation>
    </message>
    <message>
        <source>The copying was cancelled.</source>
        <translation>Das Kopieren wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The run is in %1 as run %2.</source>
        <translation>Der Lauf ist in %1 als Lauf %2.</translation>
    </message>
    <message>
        <source>Notify when a run ends</source>
        <translation>Melden, wenn ein Lauf endet</translation>
    </message>
    <message>
        <source>Docks</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>%1 Next from the queue: %2.</source>
        <translation>%1 Als Nächstes aus der Warteschlange: %2.</translation>
    </message>
    <message>
        <source>The curves of the rule are shown already.</source>
        <translation>Die Kurven der Regel sind schon zu sehen.</translation>
    </message>
    <message>
        <source>Shown among the curves: %1.</source>
        <translation>Unter den Kurven gezeigt: %1.</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
</context>
<context>
    <name>vignette::MarkerList</name>
    <message>
        <source>Markers</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Enter or double-click shows the step in the curves; F2 edits a note, Delete removes it.</source>
        <translation>Enter oder Doppelklick zeigt den Schritt in den Kurven; F2 bearbeitet eine Notiz, Entf entfernt sie.</translation>
    </message>
    <message>
        <source>Nothing is marked yet. Press N in a panel to write a note at a step.</source>
        <translation>Noch ist nichts markiert. N in einem Feld schreibt eine Notiz zu einem Schritt.</translation>
    </message>
    <message>
        <source>Which markers the curves and this list show</source>
        <translation>Welche Marken Kurven und Liste zeigen</translation>
    </message>
    <message>
        <source>Write a note at the line of the pointer, or at the last step (N in a panel)</source>
        <translation>Eine Notiz an der Linie des Zeigers oder am letzten Schritt schreiben (N in einem Feld)</translation>
    </message>
    <message>
        <source>Edit the note (F2)</source>
        <translation>Notiz bearbeiten (F2)</translation>
    </message>
    <message>
        <source>Remove the note (Delete)</source>
        <translation>Notiz entfernen (Entf)</translation>
    </message>
</context>
<context>
    <name>vignette::MarkerModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>vignette::ModelListModel</name>
    <message>
        <source>embedding %1</source>
        <translation>Embedding %1</translation>
    </message>
    <message>
        <source>prefix %1</source>
        <translation>Präfix %1</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>width %1</source>
        <translation>Breite %1</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>patch %1</source>
        <translation>Patch %1</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>Hugging Face&apos;s cache</source>
        <translation>Cache von Hugging Face</translation>
    </message>
    <message>
        <source>OpenAI&apos;s cache</source>
        <translation>Cache von OpenAI</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>Gefunden in</translation>
    </message>
</context>
<context>
    <name>vignette::ModelPicker</name>
    <message>
        <source>Choose a CLIP</source>
        <translation>CLIP wählen</translation>
    </message>
    <message>
        <source>Choose a language model (GPT-2)</source>
        <translation>Sprachmodell wählen (GPT-2)</translation>
    </message>
    <message>
        <source>Choose the critic&apos;s RoBERTa</source>
        <translation>RoBERTa des Kritikers wählen</translation>
    </message>
    <message>
        <source>Choose a captioner</source>
        <translation>Captioner wählen</translation>
    </message>
    <message>
        <source>A run here makes captioners: name its checkpoint&apos;s folder. Published ones (ClipCap, CapDec, CgtGAN, clip-gpt-captioning) are made a folder first; add it then:</source>
        <translation>Läufe hier erzeugen Captioner: nennen Sie den Ordner des Checkpoints. Aus veröffentlichten (ClipCap, CapDec, CgtGAN, clip-gpt-captioning) wird zuerst ein Ordner gemacht; fügen Sie ihn dann hinzu:</translation>
    </message>
    <message>
        <source>Fetch published weights in a terminal, then press Refresh; or add the folder where yours lie:</source>
        <translation>Holen Sie veröffentlichte Gewichte in einem Terminal und drücken Sie Aktualisieren; oder fügen Sie den Ordner hinzu, in dem Ihre liegen:</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Weights on this machine</source>
        <translation>Gewichte auf diesem Rechner</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Neuer Ordner…</translation>
    </message>
    <message>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Nehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) searched</source>
        <translation>
            <numerusform>%n Ordner durchsucht</numerusform>
            <numerusform>%n Ordner durchsucht</numerusform>
        </translation>
    </message>
    <message>
        <source>No captioner was found in your folders.</source>
        <translation>In Ihren Ordnern wurde kein Captioner gefunden.</translation>
    </message>
    <message>
        <source>No weights for %1 were found in Hugging Face&apos;s cache (%2), OpenAI&apos;s cache or your folders.</source>
        <translation>Im Cache von Hugging Face (%2), im Cache von OpenAI und in Ihren Ordnern wurden keine Gewichte für %1 gefunden.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Die Suche anhalten</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>Cannot be taken: %1</source>
        <translation>Nicht wählbar: %1</translation>
    </message>
    <message>
        <source>Folder with weights</source>
        <translation>Ordner mit Gewichten</translation>
    </message>
</context>
<context>
    <name>vignette::NearestCaptions</name>
    <message>
        <source>Nearest captions of the corpus</source>
        <translation>Nächste Texte des Korpus</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Caption of the corpus</source>
        <translation>Text des Korpus</translation>
    </message>
    <message>
        <source>Twice the longest run of words that both captions have in the same order, over the words of both: 100 % is the same caption. Words are compared, not CLIP embeddings: the corpus has none stored.</source>
        <translation>Das Doppelte der längsten Wortfolge, die beide Texte in gleicher Ordnung haben, geteilt durch die Wörter beider: 100 % ist derselbe Text. Verglichen werden Wörter, nicht CLIP-Embeddings: Der Korpus hat keine gespeichert.</translation>
    </message>
    <message>
        <source>Looking through the corpus…</source>
        <translation>Korpus wird durchsucht…</translation>
    </message>
    <message>
        <source>The run is gone.</source>
        <translation>Der Lauf ist weg.</translation>
    </message>
    <message>
        <source>The run&apos;s corpus cannot be read. %1</source>
        <translation>Der Korpus des Laufs ist nicht lesbar. %1</translation>
    </message>
    <message>
        <source>The corpus of %1 captions holds this one, word for word.</source>
        <translation>Der Korpus von %1 Texten enthält diesen, Wort für Wort.</translation>
    </message>
    <message>
        <source>Not in the corpus of %1 captions. Nearest by their words:</source>
        <translation>Nicht im Korpus von %1 Texten. Nach Wörtern am nächsten:</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>vignette::NoticeStrip</name>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>vignette::PanelHead</name>
    <message>
        <source>Drag here to move the panel.</source>
        <translation>Hier ziehen, um das Feld zu verschieben.</translation>
    </message>
</context>
<context>
    <name>vignette::ParallelCoordinates</name>
    <message>
        <source>Runs over the parameters in which they differ</source>
        <translation>Läufe über den Parametern, in denen sie sich unterscheiden</translation>
    </message>
    <message>
        <source>Drag along an axis to keep the runs of that range; click it to keep all. Click a line to select its run.</source>
        <translation>Entlang einer Achse ziehen, um die Läufe dieses Bereichs zu behalten; Klick darauf behält alle. Klick auf eine Linie wählt ihren Lauf aus.</translation>
    </message>
</context>
<context>
    <name>vignette::ParameterForm</name>
    <message>
        <source>No parameter matches.</source>
        <translation>Kein Parameter passt.</translation>
    </message>
    <message>
        <source>%1: the value does not suit; see below the field.</source>
        <translation>%1: Der Wert passt nicht; siehe unter dem Feld.</translation>
    </message>
</context>
<context>
    <name>vignette::ParameterRow</name>
    <message>
        <source> · %1 to %2</source>
        <translation> · %1 bis %2</translation>
    </message>
    <message>
        <source> · %1 or more</source>
        <translation> · %1 oder mehr</translation>
    </message>
    <message>
        <source> · default %1</source>
        <translation> · Vorgabe %1</translation>
    </message>
    <message>
        <source> · can change while a run trains</source>
        <translation> · während eines Laufs änderbar</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a file or folder for %1</source>
        <translation>Datei oder Ordner für %1 wählen</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>More: F1</source>
        <translation>Mehr: F1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Choose from the weights on this machine…</source>
        <translation>Aus den Gewichten auf diesem Rechner wählen…</translation>
    </message>
    <message>
        <source>Find weights for %1</source>
        <translation>Gewichte für %1 finden</translation>
    </message>
</context>
<context>
    <name>vignette::PhaseBar</name>
    <message>
        <source>Time of a step by phase</source>
        <translation>Zeit eines Schritts nach Phasen</translation>
    </message>
    <message>
        <source>%1: %2 s a step, %3 %</source>
        <translation>%1: %2 s je Schritt, %3 %</translation>
    </message>
    <message numerus="yes">
        <source>A step takes %1 s (over the last %n steps)</source>
        <translation>
            <numerusform>Ein Schritt dauert %1 s (über den letzten %n Schritt)</numerusform>
            <numerusform>Ein Schritt dauert %1 s (über die letzten %n Schritte)</numerusform>
        </translation>
    </message>
    <message>
        <source>Time of a step by phase: the selected run has told of none yet.</source>
        <translation>Zeit eines Schritts nach Phasen: Der ausgewählte Lauf hat noch keine gemeldet.</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
</context>
<context>
    <name>vignette::PhaseTable</name>
    <message>
        <source>Phases of the run</source>
        <translation>Phasen des Laufs</translation>
    </message>
    <message>
        <source>The run goes through these phases one after the other. Each begins with the captioner that the one before trained. A phase takes the values below the table except for those listed here.</source>
        <translation>Der Lauf geht nacheinander durch diese Phasen. Jede beginnt mit dem Captioner der vorigen. Eine Phase nimmt die Werte unter der Tabelle, außer denen, die hier für sie stehen.</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
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
            <numerusform>%n Bild taggen</numerusform>
            <numerusform>%n Bilder taggen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>untag %n picture(s)</source>
        <translation>
            <numerusform>Tag von %n Bild entfernen</numerusform>
            <numerusform>Tag von %n Bildern entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>rename tag</source>
        <translation>Tag umbenennen</translation>
    </message>
    <message numerus="yes">
        <source>Tagged %n picture(s) “%1”.</source>
        <translation>
            <numerusform>%n Bild mit Tag „%1“ versehen.</numerusform>
            <numerusform>%n Bilder mit Tag „%1“ versehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the tag “%1” from %n picture(s).</source>
        <translation>
            <numerusform>Tag „%1“ von %n Bild entfernt.</numerusform>
            <numerusform>Tag „%1“ von %n Bildern entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a tag “%1” already: choose another name.</source>
        <translation>Ein Tag „%1“ gibt es schon: einen anderen Namen wählen.</translation>
    </message>
</context>
<context>
    <name>vignette::PictureView</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation>Kann nicht gezeigt werden: %1</translation>
    </message>
    <message>
        <source>Turn the wheel, or press + and −, to zoom; drag to move; double-click or press 0 to fit.</source>
        <translation>Rad drehen oder + und − drücken zoomt; Ziehen verschiebt; Doppelklick oder 0 passt ein.</translation>
    </message>
</context>
<context>
    <name>vignette::QueueList</name>
    <message>
        <source>Queue</source>
        <translation>Schlange</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>vignette::QueueRunner</name>
    <message>
        <source>The run did not start.</source>
        <translation>Der Lauf ist nicht gestartet.</translation>
    </message>
</context>
<context>
    <name>vignette::QueueView</name>
    <message>
        <source>Pause the queue when a run fails</source>
        <translation>Warteschlange anhalten, wenn ein Lauf scheitert</translation>
    </message>
    <message>
        <source>Nothing waits.

Prepare an experiment and press Add to queue, or make a sweep: the runs follow one another.</source>
        <translation>Nichts wartet.

Ein Experiment vorbereiten und In die Schlange drücken oder einen Sweep anlegen: Die Läufe folgen aufeinander.</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Jetzt starten</translation>
    </message>
    <message>
        <source>Edit in Experiment</source>
        <translation>Im Experiment bearbeiten</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>End its sweep: remove all its waiting runs</source>
        <translation>Seinen Sweep beenden: alle wartenden Läufe daraus entfernen</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>Nichts wartet.</translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) wait.</source>
        <translation>
            <numerusform>%n Experiment wartet.</numerusform>
            <numerusform>%n Experimente warten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) wait, about %1.</source>
        <translation>
            <numerusform>%n Experiment wartet, etwa %1.</numerusform>
            <numerusform>%n Experimente warten, etwa %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue is paused.</source>
        <translation>Die Warteschlange ist angehalten.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause queue</source>
        <translation>Schlange anhalten</translation>
    </message>
    <message>
        <source>Refused: %1
Edit it, or start it again.</source>
        <translation>Abgelehnt: %1
Bearbeiten oder noch einmal starten.</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
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
        <translation>← Links ist besser</translation>
    </message>
    <message>
        <source>↓ Tie</source>
        <translation>↓ Gleich</translation>
    </message>
    <message>
        <source>Right is better →</source>
        <translation>Rechts ist besser →</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Takes the last judgement back (Ctrl+Z or Backspace)</source>
        <translation>Nimmt das letzte Urteil zurück (Strg+Z oder Rücktaste)</translation>
    </message>
    <message>
        <source>End and show the result</source>
        <translation>Beenden und Ergebnis zeigen</translation>
    </message>
    <message>
        <source>Rate on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Choose two different runs to rate their captions.</source>
        <translation>Zwei verschiedene Läufe wählen, um ihre Bildtexte zu bewerten.</translation>
    </message>
    <message>
        <source>These runs have no picture in common whose captions differ.</source>
        <translation>Diese Läufe haben kein gemeinsames Bild, dessen Bildtexte sich unterscheiden.</translation>
    </message>
    <message>
        <source>%1 of %2 rated</source>
        <translation>%1 von %2 bewertet</translation>
    </message>
    <message>
        <source>The picture cannot be read: %1</source>
        <translation>Das Bild kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>%1 against %2: better on %3 pictures, the same on %4, worse on %5.

Win rate %6 % (95 % interval %7 to %8 %; ties count half).</source>
        <translation>%1 gegen %2: besser bei %3 Bildern, gleich bei %4, schlechter bei %5.

Gewinnrate %6 % (95-%-Intervall %7 bis %8 %; Gleichstände zählen halb).</translation>
    </message>
</context>
<context>
    <name>vignette::RemoteStore</name>
    <message>
        <source>Waiting for all of the run</source>
        <translation>Wartet auf den ganzen Lauf</translation>
    </message>
    <message>
        <source>Listing checkpoints</source>
        <translation>Listet Checkpoints auf</translation>
    </message>
    <message>
        <source>Fetching checkpoints</source>
        <translation>Holt Checkpoints</translation>
    </message>
    <message>
        <source>Writing the run</source>
        <translation>Schreibt den Lauf</translation>
    </message>
    <message>
        <source>The store held this run already.</source>
        <translation>Der Speicher enthielt diesen Lauf schon.</translation>
    </message>
    <message>
        <source>The checkpoint %1 is not there.</source>
        <translation>Der Checkpoint %1 ist nicht da.</translation>
    </message>
</context>
<context>
    <name>vignette::RewardBar</name>
    <message>
        <source>Baseline (the greedy caption)</source>
        <translation>Baseline (der Greedy-Text)</translation>
    </message>
    <message>
        <source>Baseline (the other samples)</source>
        <translation>Baseline (die anderen Stichproben)</translation>
    </message>
    <message>
        <source>Baseline (moving average)</source>
        <translation>Baseline (gleitendes Mittel)</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Anatomy of the reward</source>
        <translation>Aufbau der Belohnung</translation>
    </message>
    <message>
        <source>%1: %2 × %3 = %4</source>
        <comment>term, weight, value, product</comment>
        <translation>%1: %2 × %3 = %4</translation>
    </message>
    <message>
        <source>Not stored apart: %1</source>
        <translation>Nicht einzeln gespeichert: %1</translation>
    </message>
    <message>
        <source>Reward: %1</source>
        <translation>Belohnung: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>baseline and its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Advantage: %1</source>
        <translation>Vorteil: %1</translation>
    </message>
    <message>
        <source>Critic: %1, apart from the reward</source>
        <comment>its verdict, 0 to 1</comment>
        <translation>Kritiker: %1, neben der Belohnung</translation>
    </message>
</context>
<context>
    <name>vignette::RunControls</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Steuerung</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start the experiment as a new run</source>
        <translation>Das Experiment als neuen Lauf starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause the run after its current step, or go on</source>
        <translation>Den Lauf nach dem jetzigen Schritt anhalten oder weitergehen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Do one step and pause again</source>
        <translation>Einen Schritt tun und wieder anhalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>End the run after its current step, with a checkpoint</source>
        <translation>Den Lauf nach dem jetzigen Schritt beenden, mit Checkpoint</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>Zustand des Laufs</translation>
    </message>
    <message>
        <source>The run that these controls act on</source>
        <translation>Der Lauf, auf den diese Knöpfe wirken</translation>
    </message>
    <message>
        <source>Steps done and planned</source>
        <translation>Schritte getan und geplant</translation>
    </message>
    <message>
        <source>Steps per second over the last ten seconds</source>
        <translation>Schritte je Sekunde in den letzten zehn Sekunden</translation>
    </message>
    <message>
        <source>Time left at this speed</source>
        <translation>Restzeit bei diesem Tempo</translation>
    </message>
    <message>
        <source>Where the run computes</source>
        <translation>Wo der Lauf rechnet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>Kein Lauf</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 Schritte/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>vignette::RunListModel</name>
    <message>
        <source>Run %1: %2, %3</source>
        <translation>Lauf %1: %2, %3</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Best CIDEr on the validation set, ×100 as in papers</source>
        <translation>Bestes CIDEr auf der Validierungsmenge, ×100 wie in Artikeln</translation>
    </message>
    <message>
        <source>Mean reward of the last step&apos;s samples</source>
        <translation>Mittlere Belohnung der Stichproben des letzten Schritts</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>%1 ★</source>
        <translation>%1 ★</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Best CIDEr</source>
        <translation>Bester CIDEr</translation>
    </message>
</context>
<context>
    <name>vignette::RunNotifier</name>
    <message>
        <source>Best CIDEr: %1.</source>
        <translation>Bester CIDEr: %1.</translation>
    </message>
    <message>
        <source>“%1” has finished</source>
        <translation>„%1“ ist fertig</translation>
    </message>
    <message numerus="yes">
        <source>All %n steps are done.</source>
        <translation>
            <numerusform>%n Schritt ist fertig.</numerusform>
            <numerusform>Alle %n Schritte sind fertig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n steps are done. %1</source>
        <translation>
            <numerusform>%n Schritt ist fertig. %1</numerusform>
            <numerusform>Alle %n Schritte sind fertig. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” has failed</source>
        <translation>„%1“ ist gescheitert</translation>
    </message>
    <message>
        <source>“%1” was interrupted</source>
        <translation>„%1“ wurde unterbrochen</translation>
    </message>
    <message>
        <source>“%1” was stopped</source>
        <translation>„%1“ wurde gestoppt</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
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
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>Search: zebra, lr &lt; 1e-4 and cider &gt; 90</source>
        <translation>Suche: zebra, lr &lt; 1e-4 and cider &gt; 90</translation>
    </message>
    <message>
        <source>Finds runs by words of their name, tags and note, or by an expression:
lr &lt; 1e-4 and val/CIDEr &gt; 90
state = finished and not tag:old
(seed = 1 or seed = 2) and duration &gt; 2h
Compare with &lt; &lt;= &gt; &gt;= = != and ~ (contains). Metrics mean their best value; last:val/loss is the newest.</source>
        <translation>Findet Läufe nach Wörtern in Name, Tags und Notiz oder nach einem Ausdruck:
lr &lt; 1e-4 and val/CIDEr &gt; 90
state = finished and not tag:old
(seed = 1 or seed = 2) and duration &gt; 2h
Vergleiche mit &lt; &lt;= &gt; &gt;= = != und ~ (enthält). Maße meinen ihren besten Wert; last:val/loss ist der neueste.</translation>
    </message>
</context>
<context>
    <name>vignette::RunTableModel</name>
    <message>
        <source>%1, the best</source>
        <translation>%1, der beste</translation>
    </message>
</context>
<context>
    <name>vignette::RunsView</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
    <message>
        <source>Duplicate as new experiment</source>
        <translation>Als neues Experiment kopieren</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Resume after its last checkpoint</source>
        <translation>Nach letztem Checkpoint fortsetzen</translation>
    </message>
    <message>
        <source>Use its model in a new experiment</source>
        <translation>Sein Modell in einem neuen Experiment nutzen</translation>
    </message>
    <message>
        <source>Branch off a checkpoint…</source>
        <translation>Von Checkpoint abzweigen…</translation>
    </message>
    <message>
        <source>Export recipe…</source>
        <translation>Rezept exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>No runs yet.

Choose a preset or open a recipe in Experiment and press Start.</source>
        <translation>Noch keine Läufe.

Im Experiment eine Vorlage wählen oder ein Rezept öffnen und Start drücken.</translation>
    </message>
    <message>
        <source>Tags and note…</source>
        <translation>Tags und Notiz…</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Show archived runs</source>
        <translation>Archivierte Läufe zeigen</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten…</translation>
    </message>
    <message>
        <source>Show its sweep</source>
        <translation>Seinen Sweep zeigen</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Aus dem Archiv nehmen</translation>
    </message>
    <message>
        <source>Export curves</source>
        <translation>Kurven exportieren</translation>
    </message>
    <message>
        <source>TensorBoard event files…</source>
        <translation>TensorBoard-Ereignisdateien…</translation>
    </message>
    <message>
        <source>CSV, a file a run…</source>
        <translation>CSV, eine Datei je Lauf…</translation>
    </message>
    <message>
        <source>CSV, one long table…</source>
        <translation>CSV, eine lange Tabelle…</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>Sweep</translation>
    </message>
    <message>
        <source>Tags and note of %1</source>
        <translation>Tags und Notiz von %1</translation>
    </message>
    <message>
        <source>Tags, parted by commas</source>
        <translation>Tags, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1 is deleted; undo brings it back.</source>
        <translation>%1 ist gelöscht; Rückgängig holt ihn zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are deleted; undo brings them back.</source>
        <translation>
            <numerusform>%n Lauf ist gelöscht; Rückgängig holt ihn zurück.</numerusform>
            <numerusform>%n Läufe sind gelöscht; Rückgängig holt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in the archive; undo brings it back.</source>
        <translation>%1 ist im Archiv; Rückgängig holt ihn zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are in the archive; undo brings them back.</source>
        <translation>
            <numerusform>%n Lauf ist im Archiv; Rückgängig holt ihn zurück.</numerusform>
            <numerusform>%n Läufe sind im Archiv; Rückgängig holt sie zurück.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::SavedViews</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Filters and orders kept under a name, in this store</source>
        <translation>Filter und Sortierungen, unter einem Namen in diesem Speicher abgelegt</translation>
    </message>
    <message>
        <source>&amp;Save this view…</source>
        <translation>Ansicht &amp;speichern…</translation>
    </message>
    <message>
        <source>No view is saved yet</source>
        <translation>Noch keine Ansicht gespeichert</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the view; a view of the same name is replaced</source>
        <translation>Name der Ansicht; eine gleichnamige wird ersetzt</translation>
    </message>
</context>
<context>
    <name>vignette::ScoreHistogram</name>
    <message>
        <source>Distribution of %1</source>
        <translation>Verteilung von %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a range of a score</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Drag to pick a range, click to clear it. With the keyboard: ← and → move the lower end, with Shift the upper one, Delete clears.</source>
        <translation>Ziehen wählt einen Bereich, Klicken löscht ihn. Mit der Tastatur: ← und → verschieben die untere Grenze, mit Umschalt die obere, Entf löscht.</translation>
    </message>
    <message>
        <source>%1 of %2 captions here are shown</source>
        <translation>%1 von %2 Bildtexten hier werden gezeigt</translation>
    </message>
</context>
<context>
    <name>vignette::ScoreView</name>
    <message>
        <source>Corpus score with its 95 % interval (bootstrap over pictures)</source>
        <translation>Korpuswert mit seinem 95-%-Intervall (Bootstrap über Bilder)</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>Difference with its 95 % interval, paired bootstrap p (* &lt; 0.05, ** &lt; 0.01, *** &lt; 0.001), pictures won / tied / lost</source>
        <translation>Differenz mit ihrem 95-%-Intervall, p des gepaarten Bootstraps (* &lt; 0,05, ** &lt; 0,01, *** &lt; 0,001), Bilder gewonnen / gleich / verloren</translation>
    </message>
    <message>
        <source>Computing the scores…</source>
        <translation>Berechnet die Werte…</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Scores with confidence intervals</source>
        <translation>Werte mit Konfidenzintervallen</translation>
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
        <translation>Ein Punkt je Bild: der Wert in Lauf A gegen Lauf B</translation>
    </message>
    <message>
        <source>The scores could not be computed. %1</source>
        <translation>Die Werte konnten nicht berechnet werden. %1</translation>
    </message>
    <message>
        <source>These runs have no picture in common with stored captions yet.</source>
        <translation>Diese Läufe haben noch kein gemeinsames Bild mit gespeicherten Texten.</translation>
    </message>
    <message numerus="yes">
        <source>Newest captions of %n picture(s) that all these runs captioned.</source>
        <translation>
            <numerusform>Neueste Texte zu %n Bild, das alle diese Läufe beschrieben haben.</numerusform>
            <numerusform>Neueste Texte zu %n Bildern, die alle diese Läufe beschrieben haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in A</source>
        <translation>%1 in A</translation>
    </message>
    <message>
        <source>%1 in B</source>
        <translation>%1 in B</translation>
    </message>
    <message>
        <source>Click a point to see both captions of its picture.</source>
        <translation>Klicken Sie auf einen Punkt, um beide Texte seines Bildes zu sehen.</translation>
    </message>
    <message>
        <source>%1 of step %2</source>
        <translation>%1 von Schritt %2</translation>
    </message>
    <message>
        <source>They are of different steps: %1.</source>
        <translation>Sie sind von verschiedenen Schritten: %1.</translation>
    </message>
</context>
<context>
    <name>vignette::SeriesChip</name>
    <message>
        <source>Drag it to another panel, or between two. Click for more. Ctrl+↑ ↓ moves it to the panel above or below, Alt+↑ ↓ moves its panel, Delete removes it.</source>
        <translation>In ein anderes Feld oder zwischen zwei ziehen. Klick für mehr. Strg+↑ ↓ verschiebt die Kurve ins Feld darüber oder darunter, Alt+↑ ↓ ihr Feld, Entf entfernt sie.</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>Kurve %1</translation>
    </message>
    <message>
        <source>More: F1</source>
        <translation>Mehr: F1</translation>
    </message>
</context>
<context>
    <name>vignette::SeriesMenu</name>
    <message>
        <source>Search series</source>
        <translation>Kurven suchen</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>jeder Schritt</translation>
    </message>
</context>
<context>
    <name>vignette::ServerDialog</name>
    <message>
        <source>Open a store on a server</source>
        <translation>Speicher auf einem Server öffnen</translation>
    </message>
    <message>
        <source>vignette-cli, as the server&apos;s PATH finds it</source>
        <translation>vignette-cli, wie es der PATH des Servers findet</translation>
    </message>
    <message>
        <source>Vignette connects with this machine&apos;s ssh and its configuration (keys, ~/.ssh/config) and starts vignette-cli there. Nothing on the server is changed but what you command and edit.</source>
        <translation>Vignette verbindet sich mit dem ssh dieses Rechners und dessen Einstellungen (Schlüssel, ~/.ssh/config) und startet dort vignette-cli. Auf dem Server ändert sich nur, was hier befohlen und bearbeitet wird.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Program there</source>
        <translation>&amp;Programm dort</translation>
    </message>
</context>
<context>
    <name>vignette::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>1 is the size that the system asks for.</source>
        <translation>1 ist die Größe, die das System vorgibt.</translation>
    </message>
    <message>
        <source>Size of texts</source>
        <translation>Größe der Texte</translation>
    </message>
    <message>
        <source>Curves are read anew at most this often while a run trains. More leaves it more of the processor.</source>
        <translation>So oft werden Kurven während eines Laufs höchstens neu gelesen. Ein größerer Wert lässt ihm mehr vom Prozessor.</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Curves at most every</source>
        <translation>Kurven höchstens alle</translation>
    </message>
    <message>
        <source>Processor threads of new runs whose recipe leaves training.threads at 0.</source>
        <translation>Prozessor-Threads neuer Läufe, deren Rezept training.threads bei 0 lässt.</translation>
    </message>
    <message>
        <source>all cores but one</source>
        <translation>alle Kerne bis auf einen</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Stop it with a checkpoint</source>
        <translation>Mit Checkpoint stoppen</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Im Hintergrund weiter</translation>
    </message>
    <message>
        <source>A run trains and the window closes</source>
        <translation>Ein Lauf trainiert und das Fenster schließt</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Where the choice of CLIP, GPT-2 and RoBERTa begins.</source>
        <translation>Wo die Wahl von CLIP, GPT-2 und RoBERTa beginnt.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>Where new runs store embeddings when their recipe names no dataset.cache.</source>
        <translation>Wo neue Läufe Embeddings ablegen, wenn ihr Rezept kein dataset.cache nennt.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
</context>
<context>
    <name>vignette::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search by name or key</source>
        <translation>Nach Name oder Taste suchen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Move along the curve</source>
        <translation>Auf der Kurve wandern</translation>
    </message>
    <message>
        <source>←, →</source>
        <translation>←, →</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>Näher und weiter</translation>
    </message>
    <message>
        <source>+, −</source>
        <translation>+, −</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>Zurück zoomen</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>List of markers</source>
        <translation>Liste der Marken</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Bildtexte</translation>
    </message>
    <message>
        <source>Stored step before or after</source>
        <translation>Gespeicherter Schritt davor/danach</translation>
    </message>
    <message>
        <source>Alt+←, Alt+→</source>
        <translation>Alt+←, Alt+→</translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation>Detail schließen</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>From field to field</source>
        <translation>Von Feld zu Feld</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
</context>
<context>
    <name>vignette::StoreAccess</name>
    <message>
        <source>Unknown error in the experiment store.</source>
        <translation>Unbekannter Fehler im Experimentspeicher.</translation>
    </message>
</context>
<context>
    <name>vignette::StoreDialog</name>
    <message>
        <source>Store maintenance</source>
        <translation>Speicherpflege</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Misst…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>only the last step</source>
        <translation>nur den letzten Schritt</translation>
    </message>
    <message>
        <source>steps of evaluations</source>
        <translation>Schritte mit Auswertung</translation>
    </message>
    <message>
        <source>every n-th step</source>
        <translation>jeden n-ten Schritt</translation>
    </message>
    <message>
        <source>Remove the others</source>
        <translation>Die anderen entfernen</translation>
    </message>
    <message>
        <source>of all runs</source>
        <translation>aller Läufe</translation>
    </message>
    <message numerus="yes">
        <source>of %n selected run(s)</source>
        <translation>
            <numerusform>von %n gewählten Lauf</numerusform>
            <numerusform>von %n gewählten Läufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Captions %1: keep</source>
        <translation>Bildtexte %1: behalten</translation>
    </message>
    <message>
        <source>Checkpoints %1</source>
        <translation>Checkpoints %1</translation>
    </message>
    <message>
        <source>Keep newest, best, final, pinned and starts of branches</source>
        <translation>Neueste, beste, letzte, angeheftete und Anfänge von Zweigen behalten</translation>
    </message>
    <message>
        <source>Unused space and deleted runs</source>
        <translation>Unbenutzter Platz und gelöschte Läufe</translation>
    </message>
    <message>
        <source>Give back to the disk</source>
        <translation>Platz auf Platte freigeben</translation>
    </message>
    <message>
        <source>Giving space back…</source>
        <translation>Gibt Platz frei…</translation>
    </message>
    <message>
        <source>Given back: %1</source>
        <translation>Freigegeben: %1</translation>
    </message>
    <message>
        <source>Another store</source>
        <translation>Anderer Speicher</translation>
    </message>
    <message>
        <source>Merge into this one…</source>
        <translation>In diesen übernehmen…</translation>
    </message>
    <message>
        <source>To move this store, close Vignette and run vignette-cli store --move.</source>
        <translation>Um diesen Speicher zu verschieben, Vignette schließen und vignette-cli store --move ausführen.</translation>
    </message>
    <message>
        <source>%1: %2 (%3 of it unused), checkpoints and caches %4</source>
        <translation>%1: %2 (davon %3 unbenutzt), Checkpoints und Caches %4</translation>
    </message>
    <message>
        <source>Stopped. %1</source>
        <translation>Gestoppt. %1</translation>
    </message>
    <message>
        <source>Removing captions…</source>
        <translation>Entfernt Bildtexte…</translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) removed</source>
        <translation>
            <numerusform>%n Bildtext entfernt</numerusform>
            <numerusform>%n Bildtexte entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Removing checkpoints…</source>
        <translation>Entfernt Checkpoints…</translation>
    </message>
    <message>
        <source>Checkpoints removed: %1</source>
        <translation>Checkpoints entfernt: %1</translation>
    </message>
    <message>
        <source>Store to merge into this one</source>
        <translation>Speicher, der in diesen übernommen wird</translation>
    </message>
    <message>
        <source>Stores (*.vignette *.sqlite *.db);;All files (*)</source>
        <translation>Speicher (*.vignette *.sqlite *.db);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Merging…</source>
        <translation>Vereinigt…</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) copied</source>
        <translation>
            <numerusform>%n Lauf kopiert</numerusform>
            <numerusform>%n Läufe kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) were there already</source>
        <translation>
            <numerusform>%n Lauf war schon da</numerusform>
            <numerusform>%n Läufe waren schon da</numerusform>
        </translation>
    </message>
    <message>
        <source>This checkpoint is gone: %1</source>
        <translation>Dieser Checkpoint fehlt: %1</translation>
    </message>
</context>
<context>
    <name>vignette::SweepDialog</name>
    <message>
        <source>Sweep</source>
        <translation>Sweep</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Add parameter</source>
        <translation>Parameter hinzufügen</translation>
    </message>
    <message>
        <source>Remove parameter</source>
        <translation>Parameter entfernen</translation>
    </message>
    <message>
        <source>Add seeds</source>
        <translation>+ Startwerte</translation>
    </message>
    <message>
        <source>Repeat every run with several seeds</source>
        <translation>Jeden Lauf mit mehreren Startwerten wiederholen</translation>
    </message>
    <message>
        <source>Name of the sweep (optional)</source>
        <translation>Name des Sweeps (freiwillig)</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Random draws</source>
        <translation>Ziehungen</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>Startwert der Ziehungen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Every combination of the lists runs once; with random ranges, once for each draw.</source>
        <translation>Jede Kombination der Listen läuft einmal; mit Zufallsbereichen einmal je Ziehung.</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Random of a list</source>
        <translation>Zufällig aus Liste</translation>
    </message>
    <message>
        <source>Random, linear</source>
        <translation>Zufällig, linear</translation>
    </message>
    <message>
        <source>Random, logarithmic</source>
        <translation>Zufällig, logarithmisch</translation>
    </message>
    <message>
        <source>smallest, largest</source>
        <translation>kleinster, größter</translation>
    </message>
    <message>
        <source>value, value, …</source>
        <translation>Wert, Wert, …</translation>
    </message>
    <message>
        <source>%1: expected the smallest and the largest value, such as 0.1, 0.5.</source>
        <translation>%1: Erwartet werden der kleinste und der größte Wert, etwa 0.1, 0.5.</translation>
    </message>
    <message>
        <source>They take about %1 together.</source>
        <translation>Zusammen dauern sie etwa %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s).</source>
        <translation>
            <numerusform>%n Lauf.</numerusform>
            <numerusform>%n Läufe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeated draw(s) left out.</source>
        <translation>
            <numerusform>%n wiederholte Ziehung weggelassen.</numerusform>
            <numerusform>%n wiederholte Ziehungen weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>How long that takes is known once a run like it has trained.</source>
        <translation>Wie lange das dauert, ist bekannt, sobald ein ähnlicher Lauf trainiert hat.</translation>
    </message>
    <message>
        <source>It takes about %1.</source>
        <translation>Das dauert etwa %1.</translation>
    </message>
</context>
<context>
    <name>vignette::SystemView</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>GPU: %1</source>
        <translation>GPU: %1</translation>
    </message>
    <message>
        <source>no NVIDIA driver</source>
        <translation>kein NVIDIA-Treiber</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message numerus="yes">
        <source>Share of the time of all %n processors, every program&apos;s.</source>
        <translation>
            <numerusform>Anteil an der Zeit von %n Prozessor, von allen Programmen.</numerusform>
            <numerusform>Anteil an der Zeit aller %n Prozessoren, von allen Programmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This process</source>
        <translation>Dieser Prozess</translation>
    </message>
    <message>
        <source>%1 of %2 processors</source>
        <translation>%1 von %2 Prozessoren</translation>
    </message>
    <message>
        <source>Processors that this program keeps busy, training included.</source>
        <translation>Prozessoren, die dieses Programm beschäftigt, Training eingeschlossen.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Memory of the machine that is not available to programs.</source>
        <translation>Arbeitsspeicher des Rechners, der Programmen nicht zur Verfügung steht.</translation>
    </message>
    <message>
        <source>Memory of this process</source>
        <translation>RAM dieses Prozesses</translation>
    </message>
    <message>
        <source>Resident memory of this program, training included.</source>
        <translation>Residenter Arbeitsspeicher dieses Programms, Training eingeschlossen.</translation>
    </message>
    <message>
        <source>GPU %1 memory</source>
        <translation>GPU %1: Speicher</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>GPU %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1: share of the time in which it computed.</source>
        <translation>%1: Anteil der Zeit, in der sie rechnete.</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>%1 °C, %2 W</source>
        <translation>%1 °C, %2 W</translation>
    </message>
    <message>
        <source>GPU %1 temperature</source>
        <translation>GPU %1: Temperatur</translation>
    </message>
    <message>
        <source>Disk of the store</source>
        <translation>Platte des Speichers</translation>
    </message>
    <message>
        <source>Disk %1</source>
        <translation>Platte %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>File system of %1, of %2 in all.</source>
        <translation>Dateisystem von %1, insgesamt %2.</translation>
    </message>
</context>
<context>
    <name>vignette::TokenStrip</name>
    <message>
        <source>sure (0)</source>
        <translation>sicher (0)</translation>
    </message>
    <message>
        <source>unsure (%1 or less)</source>
        <translation>unsicher (%1 oder weniger)</translation>
    </message>
    <message>
        <source>“%1”: no log probability stored</source>
        <translation>„%1“: keine Log-Wahrscheinlichkeit gespeichert</translation>
    </message>
    <message>
        <source>“%1”: log probability %2 (%3%)</source>
        <translation>„%1“: Log-Wahrscheinlichkeit %2 (%3 %)</translation>
    </message>
    <message>
        <source>Each token&apos;s colour tells how unsure the generator was of it.</source>
        <translation>Die Farbe jedes Tokens sagt, wie unsicher der Generator war.</translation>
    </message>
    <message>
        <source>The captioner weighed:</source>
        <translation>Der Captioner erwog:</translation>
    </message>
    <message>
        <source>Entropy %1 nats: as unsure as among %2 equal tokens</source>
        <translation>Entropie %1 nats: so unsicher wie unter %2 gleich wahrscheinlichen Tokens</translation>
    </message>
</context>
<context>
    <name>vignette::WatchConnection</name>
    <message>
        <source>ssh does not trust the server&apos;s key. Connect once in a terminal with “ssh %1”, compare the key with what its administrator says, and accept it.</source>
        <translation>ssh vertraut dem Schlüssel des Servers nicht. Einmal in einem Terminal mit „ssh %1“ verbinden, den Schlüssel mit der Angabe des Administrators vergleichen und annehmen.</translation>
    </message>
    <message>
        <source>The server does not let you in. Add your key to the agent with ssh-add, or install ssh-askpass so that ssh can ask for a password.</source>
        <translation>Der Server verweigert den Zugang. Den Schlüssel mit ssh-add dem Agenten geben oder ssh-askpass installieren, damit ssh nach einem Passwort fragen kann.</translation>
    </message>
    <message>
        <source>vignette-cli was not found on the server. Install Vignette there, or give the path of its vignette-cli.</source>
        <translation>vignette-cli wurde auf dem Server nicht gefunden. Vignette dort installieren oder den Pfad seines vignette-cli angeben.</translation>
    </message>
    <message>
        <source>No host has this name. Check the address, and the network.</source>
        <translation>Kein Rechner hat diesen Namen. Adresse und Netzwerk prüfen.</translation>
    </message>
    <message>
        <source>Check the path in the address: it is one of the server, and begins at its root (/) or at your home folder there (/~/).</source>
        <translation>Den Pfad in der Adresse prüfen: Er gilt auf dem Server und beginnt an dessen Wurzel (/) oder am eigenen Heimatordner dort (/~/).</translation>
    </message>
    <message>
        <source>The server&apos;s vignette-cli is older and cannot be watched. Update it.</source>
        <translation>Das vignette-cli des Servers ist älter und kann nicht beobachtet werden. Es muss aktualisiert werden.</translation>
    </message>
    <message>
        <source>Try “ssh %1” in a terminal: what fails there fails here.</source>
        <translation>„ssh %1“ in einem Terminal versuchen: Was dort scheitert, scheitert auch hier.</translation>
    </message>
    <message>
        <source>The server has not answered for a while.</source>
        <translation>Der Server hat eine Weile nicht geantwortet.</translation>
    </message>
    <message>
        <source>The local copy of the server&apos;s store cannot be kept.</source>
        <translation>Die lokale Kopie des Speichers auf dem Server kann nicht gehalten werden.</translation>
    </message>
    <message>
        <source>%1 cannot be started.</source>
        <translation>%1 kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Install the OpenSSH client (Debian: openssh-client).</source>
        <translation>Den OpenSSH-Client installieren (Debian: openssh-client).</translation>
    </message>
    <message>
        <source>What answers there is no vignette-cli that this program understands. A message that the login shell prints can be the cause: it must print nothing when it is not interactive.</source>
        <translation>Was dort antwortet, ist kein vignette-cli, das dieses Programm versteht. Ursache kann eine Meldung der Login-Shell sein: Sie darf nichts ausgeben, wenn sie nicht interaktiv ist.</translation>
    </message>
    <message>
        <source>The connection ended.</source>
        <translation>Die Verbindung ist beendet.</translation>
    </message>
    <message>
        <source>ssh ended with code %1.</source>
        <translation>ssh endete mit Code %1.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>Es besteht keine Verbindung zum Server.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1 changed on the server while it was fetched. Try again.</source>
        <translation>%1 hat sich auf dem Server geändert, während es geholt wurde. Erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>vignette::WordDifferenceDelegate</name>
    <message>
        <source>Cannot be shown: %1</source>
        <translation>Kann nicht gezeigt werden: %1</translation>
    </message>
</context>
</TS>
