#!/usr/bin/env python3
"""Writes tests/data/tensorboard/golden.tfevents with the real tensorboard package, and checks what export-curves wrote.

  python3 -m venv venv && venv/bin/pip install tensorboard
  venv/bin/python tests/data/tensorboard/make_event_files.py write tests/data/tensorboard
  venv/bin/python tests/data/tensorboard/make_event_files.py read FOLDER     # prints tags, steps and values as TensorBoard sees them
"""
import glob
import os
import sys

from tensorboard.backend.event_processing import event_accumulator
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.compat.tensorflow_stub import dtypes
from tensorboard.summary.writer.event_file_writer import EventFileWriter
from tensorboard.util import tensor_util
import numpy as np


def event(step, tag, **value):
    summary = summary_pb2.Summary(value=[summary_pb2.Summary.Value(tag=tag, **value)])
    return event_pb2.Event(wall_time=1600000000.0 + step / 2, step=step, summary=summary)


def write(folder):
    for old in glob.glob(os.path.join(folder, "*tfevents*")):
        os.remove(old)
    writer = EventFileWriter(folder, filename_suffix=".golden")
    for step in range(1, 4):
        writer.add_event(event(step, "loss", simple_value=1.0 / step))
    writer.add_event(event(4, "loss", simple_value=float("nan")))
    for step, kind in enumerate([np.float32, np.float64, np.int32, np.int64, np.float16], 1):
        writer.add_event(event(step, "tensor", tensor=tensor_util.make_tensor_proto(kind(step + 0.5))))
        content = event(step, "content", tensor=tensor_util.make_tensor_proto(np.array(kind(step + 0.5))))
        proto = content.summary.value[0].tensor
        proto.ClearField("float_val"), proto.ClearField("double_val"), proto.ClearField("int_val")
        proto.ClearField("int64_val"), proto.ClearField("half_val")
        proto.tensor_content = np.array(kind(step + 0.5)).tobytes()
        writer.add_event(content)
    writer.add_event(event(7, "pair", tensor=tensor_util.make_tensor_proto(np.array([1.0, 2.0]))))
    writer.add_event(event(7, "words", tensor=tensor_util.make_tensor_proto("a bird")))
    writer.add_event(event(2, "loss", simple_value=0.25))  # went back, as after a restart
    writer.close()
    os.rename(glob.glob(os.path.join(folder, "*.golden"))[0], os.path.join(folder, "golden.tfevents"))


def read(folder):
    for run, _, files in sorted(os.walk(folder)):
        if not any("tfevents" in name for name in files):
            continue
        found = event_accumulator.EventAccumulator(run, size_guidance={event_accumulator.SCALARS: 0,
                                                                       event_accumulator.TENSORS: 0})
        found.Reload()
        print(os.path.relpath(run, folder))
        for tag in found.Tags()["scalars"]:
            print(" ", tag, [(e.step, round(e.value, 6), round(e.wall_time, 3)) for e in found.Scalars(tag)][:5])
        for tag in found.Tags()["tensors"]:
            print(" ", tag, [(e.step, tensor_util.make_ndarray(e.tensor_proto).tolist()) for e in found.Tensors(tag)][:3])


{"write": write, "read": read}[sys.argv[1]](sys.argv[2])
