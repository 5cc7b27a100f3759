"""What the workloads in PyTorch share: beta over the runs, drawing labelled pairs, and DPO.

Where there was a choice, what was fastest is used: `gather` to pick log-probabilities, a lookup table to draw.
"""

import torch
from torch.nn.functional import logsigmoid

# Places in the inverse of a cumulative distribution: drawing is then one lookup a response.
RESOLUTION = 1 << 16
QUANTILES = (torch.arange(RESOLUTION) + 0.5) / RESOLUTION


def betas(runs):
    """beta of each run, from 0.5 to 2, [R, 1]."""
    return (0.5 * 4 ** (torch.arange(runs) / max(1, runs - 1)))[:, None]


class Source:
    """Draws responses from a fixed distribution, and has pairs of them labelled by a reward."""

    def __init__(self, log_ref, reward):
        """Both [prompts, responses]; responses are drawn by their place in the flattened table."""
        self.prompts, responses = log_ref.shape
        inverses = [torch.searchsorted(row.exp().cumsum(0), QUANTILES).clamp(max=responses - 1) for row in log_ref]
        self.inverse = torch.cat([prompt * responses + inverse for prompt, inverse in enumerate(inverses)])
        self.reward = reward.flatten()

    def draw(self, *shape):
        """Responses of this shape; those in one column answer the same prompt."""
        place = torch.randint(RESOLUTION, shape)
        if self.prompts > 1:
            place += RESOLUTION * torch.randint(self.prompts, shape[-1:])
        return self.inverse.take(place)

    def pairs(self, count):
        """The chosen responses, then the rejected, [2 count], labelled by Bradley and Terry's rule.

        A response may meet itself: that takes as long as any other pair.
        """
        first, second = self.draw(2, count)
        first_wins = torch.rand(count) < torch.sigmoid(self.reward.take(first) - self.reward.take(second))
        chosen = torch.where(first_wins, first, second)
        return torch.cat((chosen, first + second - chosen))


def dpo(rho, beta):
    """DPO (2305.18290, eq. 7) from the log-ratios of the chosen, then the rejected responses: [R, 2 count] to [R]."""
    chosen, rejected = rho.chunk(2, 1)
    return -logsigmoid(beta * (chosen - rejected)).mean(1)
