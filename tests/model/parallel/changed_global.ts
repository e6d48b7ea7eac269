/** Runtimes that lack something. */

/** Another value for a global until the end of a block. */
export class ChangedGlobal implements Disposable {
  readonly #name: string;
  readonly #original: PropertyDescriptor | undefined;

  constructor(name: string, value: unknown) {
    this.#name = name;
    this.#original = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }

  [Symbol.dispose](): void {
    if (this.#original === undefined) Reflect.deleteProperty(globalThis, this.#name);
    else Object.defineProperty(globalThis, this.#name, this.#original);
  }
}
