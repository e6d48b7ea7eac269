/**
 * `empty.ts`: does nothing. What every other process is compared with.
 *
 * @module
 */

export {};
