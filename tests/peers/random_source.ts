import { seededRandom } from "../seeded_random.ts";

/** Choices that are the same for the same seed. */
export class RandomSource {
  readonly #next: () => number;

  /**
   * Starts at the beginning of a seed's choices.
   *
   * @param seed Any integer.
   */
  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  /**
   * Chooses a whole number.
   *
   * @param limit At least 1.
   * @returns A number from 0 to `limit - 1`.
   */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  /**
   * Tosses a coin.
   *
   * @param probability How often the answer is yes, in [0, 1]. @default {0.5}
   * @returns The answer.
   */
  chance(probability = 0.5): boolean {
    return this.#next() < probability;
  }

  /**
   * Chooses one of several.
   *
   * @param choices At least one.
   * @returns One of them.
   */
  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /**
   * Chooses some of several, each at most once.
   *
   * @param choices What there is.
   * @param share How likely each is chosen, in [0, 1].
   * @returns Those chosen, in their order.
   */
  some<T>(choices: readonly T[], share: number): T[] {
    return choices.filter(() => this.chance(share));
  }

  /**
   * Makes several things.
   *
   * @param limit The largest count.
   * @param make Makes one.
   * @returns From none to `limit` of them.
   */
  list<T>(limit: number, make: () => T): T[] {
    return Array.from({ length: this.below(limit + 1) }, make);
  }
}
