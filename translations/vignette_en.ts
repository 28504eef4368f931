<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>QueueEdits</name>
    <message numerus="yes">
        <source>remove %n experiment(s) from the queue</source>
        <translation>
            <numerusform>remove %n experiment from the queue</numerusform>
            <numerusform>remove %n experiments from the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>delete %n run</numerusform>
            <numerusform>delete %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>archive %n run(s)</source>
        <translation>
            <numerusform>archive %n run</numerusform>
            <numerusform>archive %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n run(s) out of the archive</source>
        <translation>
            <numerusform>take %n run out of the archive</numerusform>
            <numerusform>take %n runs out of the archive</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::ConnectionStrip</name>
    <message numerus="yes">
        <source>The connection to %1 is lost: %2. Trying again in %n s.</source>
        <translation>
            <numerusform>The connection to %1 is lost: %2. Trying again in %n s.</numerusform>
            <numerusform>The connection to %1 is lost: %2. Trying again in %n s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurveOverlay</name>
    <message numerus="yes">
        <source>%1: mean of %n seed(s)</source>
        <translation>
            <numerusform>%1: mean of %n seed</numerusform>
            <numerusform>%1: mean of %n seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::CurvePanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::ExperimentView</name>
    <message numerus="yes">
        <source>%n change(s) from “%1”.</source>
        <translation>
            <numerusform>%n change from “%1”.</numerusform>
            <numerusform>%n changes from “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::ExportDialog</name>
    <message numerus="yes">
        <source>Writes the %n selected caption(s).</source>
        <translation>
            <numerusform>Writes the %n selected caption.</numerusform>
            <numerusform>Writes the %n selected captions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes the %n caption(s) shown. Select some to write only these.</source>
        <translation>
            <numerusform>Writes the %n caption shown. Select some to write only these.</numerusform>
            <numerusform>Writes the %n captions shown. Select some to write only these.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n caption(s) to %1.</source>
        <translation>
            <numerusform>Wrote %n caption to %1.</numerusform>
            <numerusform>Wrote %n captions to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n caption(s) beside their pictures.</source>
        <translation>
            <numerusform>Wrote %n caption beside its picture.</numerusform>
            <numerusform>Wrote %n captions beside their pictures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Into %1 and %n more folder(s).</source>
        <translation>
            <numerusform>Into %1 and %n more folder.</numerusform>
            <numerusform>Into %1 and %n more folders.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::IssuesView</name>
    <message numerus="yes">
        <source> (%n times)</source>
        <translation>
            <numerusform> (once)</numerusform>
            <numerusform> (%n times)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::LogView</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::MainWindow</name>
    <message numerus="yes">
        <source>%n run(s) imported.</source>
        <translation>
            <numerusform>%n run imported.</numerusform>
            <numerusform>%n runs imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The curves of %n run(s) are in %1.</source>
        <translation>
            <numerusform>The curves of %n run are in %1.</numerusform>
            <numerusform>The curves of %n runs are in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the sweep are in the queue.</source>
        <translation>
            <numerusform>%n run of the sweep is in the queue.</numerusform>
            <numerusform>%n runs of the sweep are in the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::ModelListModel</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::ModelPicker</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) searched</source>
        <translation>
            <numerusform>%n folder searched</numerusform>
            <numerusform>%n folders searched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::PhaseBar</name>
    <message numerus="yes">
        <source>A step takes %1 s (over the last %n steps)</source>
        <translation>
            <numerusform>A step takes %1 s (over the last %n step)</numerusform>
            <numerusform>A step takes %1 s (over the last %n steps)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::PictureTags</name>
    <message numerus="yes">
        <source>tag %n picture(s)</source>
        <translation>
            <numerusform>tag %n picture</numerusform>
            <numerusform>tag %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>untag %n picture(s)</source>
        <translation>
            <numerusform>untag %n picture</numerusform>
            <numerusform>untag %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tagged %n picture(s) “%1”.</source>
        <translation>
            <numerusform>Tagged %n picture “%1”.</numerusform>
            <numerusform>Tagged %n pictures “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took the tag “%1” from %n picture(s).</source>
        <translation>
            <numerusform>Took the tag “%1” from %n picture.</numerusform>
            <numerusform>Took the tag “%1” from %n pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::QueueView</name>
    <message numerus="yes">
        <source>%n experiment(s) wait.</source>
        <translation>
            <numerusform>%n experiment waits.</numerusform>
            <numerusform>%n experiments wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n experiment(s) wait, about %1.</source>
        <translation>
            <numerusform>%n experiment waits, about %1.</numerusform>
            <numerusform>%n experiments wait, about %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::RunNotifier</name>
    <message numerus="yes">
        <source>All %n steps are done.</source>
        <translation>
            <numerusform>%n step is done.</numerusform>
            <numerusform>All %n steps are done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n steps are done. %1</source>
        <translation>
            <numerusform>%n step is done. %1</numerusform>
            <numerusform>All %n steps are done. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::RunsView</name>
    <message numerus="yes">
        <source>%n run(s) are deleted; undo brings them back.</source>
        <translation>
            <numerusform>%n run is deleted; undo brings it back.</numerusform>
            <numerusform>%n runs are deleted; undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are in the archive; undo brings them back.</source>
        <translation>
            <numerusform>%n run is in the archive; undo brings it back.</numerusform>
            <numerusform>%n runs are in the archive; undo brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::ScoreView</name>
    <message numerus="yes">
        <source>Newest captions of %n picture(s) that all these runs captioned.</source>
        <translation>
            <numerusform>Newest captions of %n picture that all these runs captioned.</numerusform>
            <numerusform>Newest captions of %n pictures that all these runs captioned.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::StoreDialog</name>
    <message numerus="yes">
        <source>of %n selected run(s)</source>
        <translation>
            <numerusform>of %n selected run</numerusform>
            <numerusform>of %n selected runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) removed</source>
        <translation>
            <numerusform>%n caption removed</numerusform>
            <numerusform>%n captions removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) copied</source>
        <translation>
            <numerusform>%n run copied</numerusform>
            <numerusform>%n runs copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) were there already</source>
        <translation>
            <numerusform>%n run was there already</numerusform>
            <numerusform>%n runs were there already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::SweepDialog</name>
    <message numerus="yes">
        <source>%n run(s).</source>
        <translation>
            <numerusform>%n run.</numerusform>
            <numerusform>%n runs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeated draw(s) left out.</source>
        <translation>
            <numerusform>%n repeated draw left out.</numerusform>
            <numerusform>%n repeated draws left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vignette::SystemView</name>
    <message numerus="yes">
        <source>Share of the time of all %n processors, every program&apos;s.</source>
        <translation>
            <numerusform>Share of the time of %n processor, every program&apos;s.</numerusform>
            <numerusform>Share of the time of all %n processors, every program&apos;s.</numerusform>
        </translation>
    </message>
</context>
</TS>
