/** A helper as a trainer sees it: it answers requests in their order, until it is lost. */
import type { OpenPart, PartAnswer, PartPort, PartRequest } from './part';

/** A helper failed, or is no more: what it trained has to be trained elsewhere, from the last checkpoint. */
export class PartLost extends Error {
  override readonly name = 'PartLost';
}

interface Waiting {
  readonly resolve: (answer: PartAnswer) => void;
  readonly reject: (error: PartLost) => void;
}

export class Helper {
  readonly #port: PartPort;
  readonly #waiting: Waiting[] = [];
  #lost: PartLost | null = null;

  constructor(open: OpenPart) {
    this.#port = open({
      onAnswer: (answer) => {
        if (answer.kind === 'failed') this.#lose(answer.reason);
        else this.#waiting.shift()?.resolve(answer);
      },
      onEnd: (reason) => this.#lose(reason),
    });
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  /** Rejects with `PartLost`, which need not be heard. */
  ask(request: PartRequest): Promise<PartAnswer> {
    const answer = new Promise<PartAnswer>((resolve, reject) => {
      if (this.#lost !== null) return reject(this.#lost);
      this.#waiting.push({ resolve, reject });
      this.#port.post(request);
    });
    answer.catch(() => {});
    return answer;
  }

  end(): void {
    this.#lose('it was ended');
  }

  #lose(reason: string): void {
    if (this.#lost !== null) return;
    this.#lost = new PartLost(reason);
    this.#port.end();
    for (const { reject } of this.#waiting.splice(0)) reject(this.#lost);
  }
}
