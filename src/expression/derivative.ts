/** Reverse-mode derivative of an expression, as expressions in the same language. */
import {
  add,
  type BinaryOperator,
  batchMean,
  constant,
  div,
  type Expression,
  earlierSum,
  exp,
  groupSoftmax,
  groupSum,
  isBelow,
  type Level,
  laterSum,
  log,
  mul,
  neg,
  pow,
  type SymbolNode,
  sigmoid,
  sign,
  sortBy,
  step,
  sub,
  unsortBy,
} from './node';

const onlyLeft: ReadonlySet<BinaryOperator> = new Set([
  'exponentialUtility',
  'sortBy',
  'unsortBy',
  'laterSum',
  'earlierSum',
]);

/** The operands a derivative may pass to: not a sort's key, nor a rate or a decay, which are always fixed. */
const childrenOf = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'number':
    case 'symbol':
      return [];
    case 'named':
      return [e.of];
    case 'unary':
      return e.operator === 'stopGradient' ? [] : [e.argument];
    case 'binary':
      return onlyLeft.has(e.operator) ? [e.left] : [e.left, e.right];
  }
};

/** The nodes through which `root` depends on the named symbols, every node after all that use it. */
const dependentNodes = (root: Expression, names: ReadonlySet<string>): Expression[] => {
  const depends = new Map<Expression, boolean>();
  const finished: Expression[] = [];
  const visit = (e: Expression): boolean => {
    const known = depends.get(e);
    if (known !== undefined) return known;
    const below = childrenOf(e).map(visit).some(Boolean);
    const answer = below || (e.kind === 'symbol' && names.has(e.name));
    depends.set(e, answer);
    if (answer) finished.push(e);
    return answer;
  };
  visit(root);
  return finished.reverse();
};

/**
 * What a use on a higher level passes down to a value on a lower one. Elements of a group add up; rows of a batch are
 * averaged, so that an adjoint on the batch level stands for one row's share and a batch mean passes it on unchanged.
 */
const reduced = (adjoint: Expression, from: Level, to: Level): Expression => {
  const onRows = from === 'element' && isBelow(to, 'element') ? groupSum(adjoint) : adjoint;
  return to === 'batch' && from !== 'batch' ? batchMean(onRows) : onRows;
};

const unaryContribution = (e: Expression & { kind: 'unary' }, adjoint: Expression): Expression => {
  const x = e.argument;
  switch (e.operator) {
    case 'neg':
      return neg(adjoint);
    case 'exp':
      return mul(adjoint, e);
    case 'log':
      return div(adjoint, x);
    case 'logSigmoid':
      return mul(adjoint, sigmoid(neg(x)));
    case 'sigmoid':
      return mul(adjoint, mul(e, sub(1, e)));
    case 'softplus':
      return mul(adjoint, sigmoid(x));
    case 'relu':
      return mul(adjoint, step(x));
    case 'abs':
      return mul(adjoint, sign(x));
    case 'sqrt':
      return div(adjoint, mul(2, e));
    case 'batchMean':
    case 'groupSum':
      return adjoint;
    case 'groupSoftmax':
      return mul(e, sub(adjoint, groupSum(mul(e, adjoint))));
    case 'groupLogSoftmax':
      return sub(adjoint, mul(groupSoftmax(x), groupSum(adjoint)));
    case 'step':
    case 'sign':
    case 'stopGradient':
      return constant(0);
  }
};

/** Contributions to the left and the right operand; at a tie, `min` and `max` pass everything to the left one. */
const binaryContributions = (e: Expression & { kind: 'binary' }, adjoint: Expression): [Expression, Expression] => {
  const { left, right } = e;
  switch (e.operator) {
    case 'add':
      return [adjoint, adjoint];
    case 'sub':
      return [adjoint, neg(adjoint)];
    case 'mul':
      return [mul(adjoint, right), mul(adjoint, left)];
    case 'div':
      return [div(adjoint, right), neg(mul(adjoint, div(e, right)))];
    case 'min': {
      const takesRight = step(sub(left, right));
      return [mul(adjoint, sub(1, takesRight)), mul(adjoint, takesRight)];
    }
    case 'max': {
      const takesRight = step(sub(right, left));
      return [mul(adjoint, sub(1, takesRight)), mul(adjoint, takesRight)];
    }
    case 'pow':
      return [mul(adjoint, mul(right, pow(left, sub(right, 1)))), mul(adjoint, mul(e, log(left)))];
    case 'exponentialUtility':
      return [mul(adjoint, exp(neg(mul(right, left)))), constant(0)];
    case 'sortBy':
      return [unsortBy(adjoint, right), constant(0)];
    case 'unsortBy':
      return [sortBy(adjoint, right), constant(0)];
    case 'laterSum':
      return [earlierSum(adjoint, right), constant(0)];
    case 'earlierSum':
      return [laterSum(adjoint, right), constant(0)];
  }
};

/**
 * ∂(sum of `loss` over rows)/∂symbol for each symbol of `wrt`, on that symbol's own level.
 *
 * `loss` is a value a row (a pair, or a group). At kinks the derivative is the one from the left for `relu` and `step`.
 */
export const gradient = (loss: Expression, wrt: readonly SymbolNode[]): readonly Expression[] => {
  const names = new Set(wrt.map(({ name }) => name));
  const adjoints = new Map<Expression, Expression>([[loss, constant(1)]]);
  const bySymbol = new Map<string, Expression>();
  const nodes = dependentNodes(loss, names);
  const dependent = new Set(nodes);

  for (const node of nodes) {
    const adjoint = adjoints.get(node) ?? constant(0);
    const pass = (child: Expression, contribution: Expression): void => {
      if (!dependent.has(child)) return;
      const arriving = reduced(contribution, node.level, child.level);
      const before = adjoints.get(child);
      adjoints.set(child, before === undefined ? arriving : add(before, arriving));
    };
    if (node.kind === 'symbol') {
      bySymbol.set(node.name, add(bySymbol.get(node.name) ?? constant(0), adjoint));
    } else if (node.kind === 'named') {
      pass(node.of, adjoint);
    } else if (node.kind === 'unary') {
      pass(node.argument, unaryContribution(node, adjoint));
    } else if (node.kind === 'binary') {
      const [left, right] = binaryContributions(node, adjoint);
      pass(node.left, left);
      pass(node.right, right);
    }
  }
  return wrt.map(({ name }) => bySymbol.get(name) ?? constant(0));
};
