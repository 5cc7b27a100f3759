"""The line workloads in PyTorch, eager and batched over R runs: 121 responses, 256 groups of candidates a step."""

import torch
from torch.nn.functional import log_softmax

from torch_sweep import Source, betas, dpo

BINS, BATCH = 121, 256
X = torch.linspace(-6, 6, BINS)
LOG_REF = log_softmax(-0.5 * (X / 3) ** 2, 0)
REWARD = 3.3 * torch.exp(-0.5 * ((X + 2.5) / 0.7) ** 2) + 3 * torch.exp(-0.5 * ((X - 2.5) / 0.7) ** 2)
SOURCE = Source(LOG_REF[None], REWARD[None])


class LineTraining:
    """R runs as rows of one parameter matrix."""

    learning_rate = 0.02

    def __init__(self, policy, candidates, runs):
        self.policy, self.candidates, self.runs = policy, candidates, runs
        start = torch.zeros(runs, 1) if policy == "bump" else LOG_REF.repeat(runs, 1)
        self.theta = start.clone().requires_grad_()
        self.parameters = [self.theta]
        self.beta = betas(runs)

    def log_pi(self):
        """Log-probabilities [R, BINS]; the bump has width 1."""
        return log_softmax(-0.5 * (X - self.theta) ** 2 if self.policy == "bump" else self.theta, 1)

    def picked(self, index):
        """Log-ratios to the reference at these responses, [R, len(index)]."""
        return self.log_pi().gather(1, index.expand(self.runs, -1)) - LOG_REF.take(index)

    def loss(self):
        return dpo(self.picked(SOURCE.pairs(BATCH)), self.beta) if self.candidates == 2 else self.group_loss()

    def group_loss(self):
        """DPO on rewards (2402.00856): cross-entropy from softmax(r) over the candidates, [R]."""
        index = SOURCE.draw(BATCH * self.candidates)
        rho = self.picked(index).view(self.runs, BATCH, self.candidates)
        target = torch.softmax(REWARD.take(index).view(BATCH, self.candidates), 1)
        return -(target * log_softmax(self.beta[:, :, None] * rho, 2)).sum(2).mean(1)
