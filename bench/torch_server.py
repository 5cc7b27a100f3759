"""Trains the line workloads in PyTorch, eager and batched over R runs, and answers how long a step took.

Reads one JSON request a line: {"policy": "table", "candidates": 2, "runs": 64, "steps": 100, "threads": 1}.
Answers {"milliseconds": 0.41}, per step. The first line it writes says which PyTorch and BLAS this is.

Each step draws its own minibatch as the engine does: candidates from the reference, Bradley-Terry labels for pairs.
Where there was a choice, what was fastest is used: `gather` to pick log-probabilities, a lookup table to draw.
"""

import json
import sys
import time

import torch
from torch.nn.functional import log_softmax, logsigmoid

BINS, BATCH, LEARNING_RATE = 121, 256, 0.02
X = torch.linspace(-6, 6, BINS)
LOG_REF = log_softmax(-0.5 * (X / 3) ** 2, 0)
REWARD = 3.3 * torch.exp(-0.5 * ((X + 2.5) / 0.7) ** 2) + 3 * torch.exp(-0.5 * ((X - 2.5) / 0.7) ** 2)

# The inverse of the reference's cumulative distribution: drawing is then one lookup a candidate.
RESOLUTION = 1 << 16
QUANTILES = (torch.arange(RESOLUTION) + 0.5) / RESOLUTION
INVERSE = torch.searchsorted(LOG_REF.exp().cumsum(0), QUANTILES).clamp(max=BINS - 1)


def draw(count):
    """`count` candidates from the reference."""
    return INVERSE.take(torch.randint(RESOLUTION, (count,)))


def pairs():
    """Chosen and rejected responses, [BATCH] each."""
    first, second = draw(2 * BATCH).view(2, BATCH)
    first_wins = torch.rand(BATCH) < torch.sigmoid(REWARD.take(first) - REWARD.take(second))
    chosen = torch.where(first_wins, first, second)
    return chosen, first + second - chosen


class Training:
    """R runs as rows of one parameter matrix, stepped together."""

    def __init__(self, policy, candidates, runs):
        self.policy, self.candidates, self.runs = policy, candidates, runs
        start = torch.zeros(runs, 1) if policy == "bump" else LOG_REF.repeat(runs, 1)
        self.theta = start.clone().requires_grad_()
        self.beta = (0.5 * 4 ** (torch.arange(runs) / max(1, runs - 1)))[:, None]
        self.optimiser = torch.optim.Adam([self.theta], lr=LEARNING_RATE, foreach=True)

    def log_pi(self):
        """Log-probabilities [R, BINS]; the bump has width 1."""
        return log_softmax(-0.5 * (X - self.theta) ** 2 if self.policy == "bump" else self.theta, 1)

    def picked(self, index):
        """Log-ratios to the reference at these responses, [R, len(index)]."""
        return self.log_pi().gather(1, index.expand(self.runs, -1)) - LOG_REF.take(index)

    def pair_loss(self):
        """DPO (2305.18290, eq. 7), [R]."""
        rho = self.picked(torch.cat(pairs()))
        return -logsigmoid(self.beta * (rho[:, :BATCH] - rho[:, BATCH:])).mean(1)

    def group_loss(self):
        """DPO on rewards (2402.00856): cross-entropy from softmax(r) over the candidates, [R]."""
        index = draw(BATCH * self.candidates)
        rho = self.picked(index).view(self.runs, BATCH, self.candidates)
        target = torch.softmax(REWARD.take(index).view(BATCH, self.candidates), 1)
        return -(target * log_softmax(self.beta[:, :, None] * rho, 2)).sum(2).mean(1)

    def step(self):
        loss = self.pair_loss() if self.candidates == 2 else self.group_loss()
        self.optimiser.zero_grad(set_to_none=True)
        loss.sum().backward()
        self.optimiser.step()


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
    trainings = {}
    for line in sys.stdin:
        request = json.loads(line)
        key = (request["policy"], request["candidates"], request["runs"])
        if key not in trainings:
            trainings[key] = Training(*key)
        training = trainings[key]
        torch.set_num_threads(request["threads"])
        start = time.perf_counter()
        for _ in range(request["steps"]):
            training.step()
        say({"milliseconds": 1000 * (time.perf_counter() - start) / request["steps"]})


main()
