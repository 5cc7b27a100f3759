import { describe, expect, it } from 'vitest';
import { record, redo, settle, startHistory, undo } from './history';

describe('history', () => {
  it('goes back and forth', () => {
    const two = record(record(startHistory('a'), 'b', null, 0), 'c', null, 1);
    expect(undo(two).present).toBe('b');
    expect(undo(undo(two)).present).toBe('a');
    expect(undo(undo(undo(two))).present).toBe('a');
    expect(redo(undo(two)).present).toBe('c');
    expect(redo(two)).toBe(two);
  });

  it('keeps a drag as one entry, however long it lasts', () => {
    let history = startHistory(0);
    for (let i = 1; i <= 50; i++) history = record(history, i, 'beta', i * 10_000);
    expect(history.present).toBe(50);
    expect(undo(history).present).toBe(0);
  });

  it('starts a new entry for another thing, or for the same thing later', () => {
    const dragged = settle(record(startHistory(0), 1, 'beta', 0), 10);
    expect(undo(record(dragged, 2, 'beta', 500)).present).toBe(0);
    expect(undo(record(dragged, 2, 'beta', 5000)).present).toBe(1);
    expect(undo(record(dragged, 2, 'epsilon', 20)).present).toBe(1);
  });

  it('does not join changes that name nothing', () => {
    const twice = record(record(startHistory(0), 1, null, 0), 2, null, 0);
    expect(undo(twice).present).toBe(1);
  });

  it('does not join a change after an undo, and a change forgets what was undone', () => {
    const undone = undo(record(record(startHistory(0), 1, 'beta', 0), 2, 'width', 1));
    const changed = record(undone, 3, 'beta', 2);
    expect(undo(changed).present).toBe(1);
    expect(redo(changed).present).toBe(3);
  });

  it('ignores a change to the same value', () => {
    const history = startHistory(0);
    expect(record(history, 0, null, 0)).toBe(history);
  });
});
