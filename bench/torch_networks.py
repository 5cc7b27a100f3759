"""The networks that write sentences, in PyTorch, batched over R runs; each takes nodes in the order that suits it.

The first layer is one plain product, because what a node is told of itself is the same for all runs.
"""

import torch
from torch.nn.functional import silu


def normal(*shape, deviation=0.3):
    return deviation * torch.randn(shape)


def trained(parameters):
    return [parameter.requires_grad_() for parameter in parameters]


class Mlp:
    """Prompt, position and all words before, then layers of 32 tanh units."""

    WIDTH = 32

    def __init__(self, world, layers, runs):
        self.world, self.runs, width = world, runs, self.WIDTH
        self.features = world.features(world.max_length - 1)
        self.parameters = trained(
            [normal(self.features.shape[1], runs * width, deviation=0.5), torch.zeros(runs * width)]
            + [part for _ in range(layers - 1) for part in (normal(runs, width, width), torch.zeros(runs, 1, width))]
            + [normal(runs, width, world.choices), torch.zeros(runs, 1, world.choices)]
        )
        self.all_nodes = torch.arange(world.nodes)

    def logits(self, features):
        """[m, features] to [R, m, choices]."""
        first, bias, *further = self.parameters
        hidden = torch.addmm(bias, features, first).tanh().view(-1, self.runs, self.WIDTH).transpose(0, 1)
        *between, (last, last_bias) = zip(further[::2], further[1::2])
        for weights, bias in between:
            hidden = torch.baddbmm(bias, hidden, weights).tanh()
        return torch.baddbmm(last_bias, hidden, last)

    def levels(self, log_pi):
        """Log-probabilities at all nodes [R, nodes, choices] by level, each [R, prompts, nodes of a level, choices]."""
        world = self.world
        return log_pi.view(self.runs, world.prompts, -1, world.choices).split(world.level_sizes, 2)

    def nodes_on(self, paths):
        """The nodes to compute for these paths of nodes [n, T], each once, and the place of each among them [n, T]."""
        return paths.unique(return_inverse=True)


class Transformer:
    """Prompt, position and latest word, then attention and a feed-forward part, each after a root mean square norm.

    Nodes come as whole sequences: the T nodes on the way to a deepest one, or to a response.
    """

    WIDTH, HEADS, HIDDEN = 32, 2, 64

    def __init__(self, world, layers, runs):
        self.world, self.runs, self.layers, width = world, runs, layers, self.WIDTH
        self.features = world.features(1)
        self.causal = torch.full((world.max_length, world.max_length), -1e9).triu(1)
        start = [normal(self.features.shape[1], runs * width)]
        end = [torch.ones(runs, 1, width), normal(runs, width, world.choices), torch.zeros(runs, 1, world.choices)]
        self.parameters = trained(start + [part for _ in range(layers) for part in self.layer_parameters()] + end)
        self.all_nodes = world.ways_to_deepest.flatten()

    def layer_parameters(self):
        runs, width, hidden = self.runs, self.WIDTH, self.HIDDEN
        attention = [torch.ones(runs, 1, width), normal(runs, width, 3 * width), normal(runs, width, width)]
        inward = [torch.ones(runs, 1, width), normal(runs, width, hidden), torch.zeros(runs, 1, hidden)]
        return attention + inward + [normal(runs, hidden, width), torch.zeros(runs, 1, width)]

    def logits(self, features):
        """[sequences T, features] to [R, sequences T, choices]."""
        first, *layers, gain, last, bias = self.parameters
        x = (features @ first).view(-1, self.runs, self.WIDTH).transpose(0, 1)
        for i in range(0, len(layers), 8):
            attention_gain, inward, outward, hidden_gain, up, up_bias, down, down_bias = layers[i : i + 8]
            x = torch.baddbmm(x, self.attend(torch.bmm(self.norm(x, attention_gain), inward)), outward)
            hidden = silu(torch.baddbmm(up_bias, self.norm(x, hidden_gain), up))
            x = x + torch.baddbmm(down_bias, hidden, down)
        return torch.baddbmm(bias, self.norm(x, gain), last)

    @staticmethod
    def norm(x, gain):
        """1910.07467, eq. 4."""
        return x * torch.rsqrt(x.square().mean(2, keepdim=True) + 1e-6) * gain

    def attend(self, projected):
        """Queries, keys and values [R, sequences T, 3 width] to what is read, [R, sequences T, width]."""
        runs, heads, length = self.runs, self.HEADS, self.world.max_length
        size = self.WIDTH // heads
        by_head = projected.view(runs, -1, length, 3, heads, size).permute(3, 0, 1, 4, 2, 5)
        queries, keys, values = by_head.reshape(3, -1, length, size).unbind(0)
        scores = torch.baddbmm(self.causal, queries, keys.transpose(1, 2), alpha=size**-0.5)
        read = torch.bmm(scores.softmax(2), values).view(runs, -1, heads, length, size)
        return read.transpose(2, 3).reshape(runs, -1, self.WIDTH)

    def levels(self, log_pi):
        """As the network's above; of the sequences that share a node, the first has it."""
        world = self.world
        deepest = world.level_sizes[-1]
        places = log_pi.view(self.runs, world.prompts, deepest, world.max_length, world.choices).unbind(3)
        return [place[:, :, :: deepest // size] for place, size in zip(places, world.level_sizes)]

    def nodes_on(self, paths):
        """The nodes to compute for these paths of nodes [n, T], path by path, and the place of each, [n, T]."""
        return paths.flatten(), torch.arange(paths.numel()).view_as(paths)
