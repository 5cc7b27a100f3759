"""The sentence workloads in PyTorch, eager and batched over R runs: all sentences, or only those in the batch.

The engine sends the reference and the reward, so that both train on the same world, numbered alike: within a prompt
the beginnings of sentences go level by level, word w after beginning v is words v + 1 + w, response y is y + 1.
"""

import torch

from torch_networks import Mlp, Transformer
from torch_sweep import Source, betas, dpo

BATCH = 64
NETWORKS = {"autoregressive-mlp": Mlp, "transformer": Transformer}
# Added to the logit of a choice that may not be taken.
FORBIDDEN = -1e9


class Sentences:
    """A world of sentences as a tree: M nodes, at each a next word or the end, at most T choices to a response."""

    def __init__(self, prompts, words, maxLength, logRef, reward):
        self.prompts, self.words, self.max_length, self.choices = prompts, words, maxLength, words + 1
        self.level_sizes = [words**level for level in range(maxLength)]
        self.nodes = prompts * sum(self.level_sizes)
        self.log_ref = torch.tensor(logRef)
        self.source = Source(self.log_ref.view(prompts, -1), torch.tensor(reward).view(prompts, -1))
        self.beginnings = self.begin()
        self.allowed = torch.zeros(self.nodes, self.choices)
        self.allowed[:: sum(self.level_sizes), words] = FORBIDDEN
        self.path_nodes, self.path_choices = self.paths()
        # Where a response goes on, [N, T].
        self.present = self.path_choices >= 0
        self.path_choices.clamp_(min=0)
        # Sentences of the greatest length have been at the deepest nodes; each node has one for every last word.
        longest = self.path_nodes.view(prompts, -1, maxLength)[:, -self.level_sizes[-1] * words :: words]
        self.ways_to_deepest = longest.reshape(-1, maxLength)

    def begin(self):
        """The words of each beginning within a prompt, level by level, the empty one first."""
        beginnings, level = [()], [()]
        for _ in range(self.max_length):
            level = [(*beginning, word) for beginning in level for word in range(self.words)]
            beginnings += level
        return beginnings

    def paths(self):
        """The node and the choice at each place of each response, [N, T]; choice -1 after its last."""
        begun = sum(self.level_sizes)
        nodes, choices = [], []
        for sentence in self.beginnings[1:]:
            v, on_way = 0, []
            for word in sentence:
                on_way.append(v)
                v = self.words * v + 1 + word
            ended = len(sentence) < self.max_length
            blanks = self.max_length - len(sentence) - ended
            nodes.append(on_way + [v] * ended + [v] * blanks)
            choices.append([*sentence] + [self.words] * ended + [-1] * blanks)
        by_prompt = [torch.tensor(nodes) + prompt * begun for prompt in range(self.prompts)]
        return torch.cat(by_prompt), torch.tensor(choices).repeat(self.prompts, 1)

    def features(self, distances):
        """Ones for the prompt, the position, and the word at each distance before a node, [M, features]."""
        begun = self.beginnings[: sum(self.level_sizes)]
        table = torch.zeros(self.prompts, len(begun), self.prompts + self.max_length + distances * self.words)
        for prompt in range(self.prompts):
            table[prompt, :, prompt] = 1
        for v, beginning in enumerate(begun):
            table[:, v, self.prompts + len(beginning)] = 1
            for distance, word in enumerate(beginning[::-1][:distances]):
                table[:, v, self.prompts + self.max_length + distance * self.words + word] = 1
        return table.flatten(0, 1)

    def sums_over_levels(self, levels):
        """Log-probabilities of choices by level to those of all responses, [R, N]: each adds one to its beginning's."""
        root, *deeper = levels
        so_far = root[:, :, 0, : self.words]
        ended = []
        for level in deeper:
            next_word, end = level.split((self.words, 1), 3)
            ended.append(so_far + end[..., 0])
            so_far = (so_far[..., None] + next_word).flatten(2)
        return torch.cat((*ended, so_far), 2).flatten(1)


class SentenceTraining:
    """R runs of one network; `coverage` is 'full' for all sentences at every step, 'active' for those in the batch."""

    learning_rate = 0.001

    def __init__(self, world, policy, layers, coverage, runs):
        self.world, self.runs = world, runs
        self.network = NETWORKS[policy](world, layers, runs)
        self.parameters = self.network.parameters
        self.beta = betas(runs)
        self.log_pi = self.log_pi_of_all if coverage == "full" else self.log_pi_on_paths
        self.everywhere = self.told(self.network.all_nodes)

    def told(self, nodes):
        """What the network is told of these nodes, and what may be chosen there."""
        return self.network.features[nodes], self.world.allowed[nodes]

    def choices(self, features, allowed):
        """Log-probabilities of choices [R, m, choices]; for so few, log-sum-exp is faster than `log_softmax`."""
        logits = self.network.logits(features) + allowed
        return logits - logits.logsumexp(2, keepdim=True)

    def log_pi_of_all(self, index):
        """log pi of these responses, out of those of all, [R, len(index)]."""
        levels = self.network.levels(self.choices(*self.everywhere))
        return self.world.sums_over_levels(levels).gather(1, index.expand(self.runs, -1))

    def log_pi_on_paths(self, index):
        """log pi of these responses from the nodes on their paths alone, [R, len(index)]."""
        world = self.world
        nodes, places = self.network.nodes_on(world.path_nodes[index])
        columns = (places * world.choices + world.path_choices[index]).flatten()
        choices = self.choices(*self.told(nodes)).flatten(1).gather(1, columns.expand(self.runs, -1))
        return (choices.view(self.runs, *places.shape) * world.present[index]).sum(2)

    def loss(self):
        index = self.world.source.pairs(BATCH)
        return dpo(self.log_pi(index) - self.world.log_ref.take(index), self.beta)
