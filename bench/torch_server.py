"""Trains the benchmark's workloads in PyTorch, eager and batched over R runs, and answers how long a step took.

The first line it writes says which PyTorch and BLAS this is; the first it reads is the world of sentences. Then it
reads one JSON request a line, answered by {"milliseconds": 0.41} per step:
{"training": {"world": "line", "policy": "table", "candidates": 2, "runs": 64}, "steps": 100, "threads": 1,
"clock": "wall"}; the clock may be "processor", which counts what all threads spend.

Each step draws its own minibatch as the engine does: candidates from the reference, Bradley-Terry labels for pairs.
"""

import json
import sys
import time

import torch

from torch_line import LineTraining
from torch_sentences import Sentences, SentenceTraining


def stepping(training):
    """A function that takes one step of all runs."""
    optimiser = torch.optim.Adam(training.parameters, lr=training.learning_rate, foreach=True)

    def step():
        loss = training.loss()
        optimiser.zero_grad(set_to_none=True)
        loss.sum().backward()
        optimiser.step()

    return step


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


def main():
    thread_counts = [int(count) for count in sys.argv[1:]]
    speeds = {str(count): matmul_gflops(count) for count in thread_counts}
    config = torch.__config__.show()
    say({"version": torch.__version__, "config": config, "blas": loaded_blas(), "matmulGflops": speeds})
    sentences = Sentences(**json.loads(sys.stdin.readline()))
    steps = {}
    for line in sys.stdin:
        request = json.loads(line)
        key = json.dumps(request["training"])
        if key not in steps:
            settings = request["training"]
            world = settings.pop("world")
            steps[key] = stepping(
                LineTraining(**settings) if world == "line" else SentenceTraining(sentences, **settings)
            )
        step = steps[key]
        torch.set_num_threads(request["threads"])
        clock = time.process_time if request["clock"] == "processor" else time.perf_counter
        start = clock()
        for _ in range(request["steps"]):
            step()
        say({"milliseconds": 1000 * (clock() - start) / request["steps"]})


main()
