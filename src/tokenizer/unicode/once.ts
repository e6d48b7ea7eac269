/**
 * Values that take long to make and never change, made when they are first needed: importing a tokenizer
 * does not pay for the kinds that it does not use.
 *
 * @module
 */

/**
 * Puts off making a value.
 *
 * @param make Makes the value, which must not be `undefined`; called once at most.
 * @returns Gives the value.
 */
export function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => value ??= make();
}
