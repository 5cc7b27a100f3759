"""Trains the benchmark's workloads in PyTorch, eager and batched over R runs, and answers how long a step took.

The first line it writes says which PyTorch and BLAS this is; the first it reads is the world of sentences. Then it
reads one JSON request a line, answered by {"milliseconds": 0.41} per step:
{"training": {"world": "line", "policy": "table", "candidates": 2, "runs": 64}, "steps": 100, "threads": 1,
"clock": "wall", "graph": false}; the clock may be "processor", which counts what all threads spend, and with `graph` a
step is captured as a CUDA graph and replayed. A step that cannot be taken is answered by {"failure": "why"}.

Arguments: the device, `cpu` or `cuda`, and on the former the numbers of threads.

Each step draws its own minibatch as the engine does: candidates from the reference, Bradley-Terry labels for pairs.
"""

import json
import sys
import time

import torch

DEVICE = sys.argv[1]
# PyTorch before 2.0 has no default device.
HAS_GPU = DEVICE == "cuda" and torch.cuda.is_available() and hasattr(torch, "set_default_device")
# Before the modules that make tensors when they are loaded.
if HAS_GPU:
    torch.set_default_device(DEVICE)

from torch_line import LineTraining  # noqa: E402
from torch_sentences import Sentences, SentenceTraining  # noqa: E402


def stepping(training, **options):
    """A function that takes one step of all runs."""
    optimiser = torch.optim.Adam(training.parameters, lr=training.learning_rate, foreach=True, **options)

    def step():
        loss = training.loss()
        optimiser.zero_grad(set_to_none=True)
        loss.sum().backward()
        optimiser.step()

    return step


def graphed(training):
    """The same as a CUDA graph, which is launched at once."""
    step = stepping(training, capturable=True)
    aside = torch.cuda.Stream()
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(aside)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def settle():
    """Waits for the device."""
    if HAS_GPU:
        torch.cuda.synchronize()


def matmul_gflops(threads, size=512):
    """Speed of a square product, which tells one BLAS from another."""
    torch.set_num_threads(threads)
    matrix = torch.rand(size, size)
    best = float("inf")
    for _ in range(8):
        start = time.perf_counter()
        matrix @ matrix
        best = min(best, time.perf_counter() - start)
    return 2 * size**3 / best / 1e9


def loaded_blas():
    """The BLAS libraries in this process, where the system tells."""
    try:
        with open("/proc/self/maps", encoding="utf8") as maps:
            names = {line.split("/")[-1].strip() for line in maps if "/" in line}
    except OSError:
        return []
    return sorted(name for name in names if "blas" in name.lower() or "mkl_rt" in name.lower())


def say(answer):
    print(json.dumps(answer), flush=True)


def build(request, sentences):
    settings = dict(request["training"])
    world = settings.pop("world")
    training = LineTraining(**settings) if world == "line" else SentenceTraining(sentences, **settings)
    return graphed(training) if request["graph"] else stepping(training)


def time_steps(request, step):
    """Milliseconds a step."""
    clock = time.process_time if request["clock"] == "processor" else time.perf_counter
    settle()
    start = clock()
    for _ in range(request["steps"]):
        step()
    settle()
    return 1000 * (clock() - start) / request["steps"]


def main():
    thread_counts = [int(count) for count in sys.argv[2:]]
    speeds = {str(count): matmul_gflops(count) for count in thread_counts}
    config = torch.__config__.show()
    gpu = torch.cuda.get_device_name() if HAS_GPU else None
    info = {"version": torch.__version__, "config": config, "blas": loaded_blas(), "matmulGflops": speeds, "gpu": gpu}
    say(info)
    sentences = Sentences(**json.loads(sys.stdin.readline()))
    steps = {}
    for line in sys.stdin:
        request = json.loads(line)
        key = json.dumps([request["training"], request["graph"]])
        if request["threads"] > 0:
            torch.set_num_threads(request["threads"])
        try:
            if key not in steps:
                steps[key] = build(request, sentences)
            say({"milliseconds": time_steps(request, steps[key])})
        except Exception as error:  # Whatever it is, this way of training is left out and the others go on.
            say({"failure": str(error).splitlines()[0]})


main()
