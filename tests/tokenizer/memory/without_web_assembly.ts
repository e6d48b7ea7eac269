/**
 * Runs something as where WebAssembly is refused.
 *
 * @param run What to run.
 */
export function withoutWebAssembly(run: () => void): void {
  const { WebAssembly } = globalThis;
  Object.assign(globalThis, { WebAssembly: undefined });
  try {
    run();
  } finally {
    Object.assign(globalThis, { WebAssembly });
  }
}
